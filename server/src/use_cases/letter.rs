//! Letters to be printed and posted, each with a link of its own.

use app::debtor::statement::Document;
use app::documents::{self, LetterView, OpenDebt, Stage};
use app::reader::Reader;
use chrono::TimeDelta;
use domain::allocation::Balance;
use domain::contact::{About, Channel, Decision, Initiative, Rule};
use domain::ids::CaseId;
use domain::money::{Currency, Money};
use domain::tone;

use super::access_link::{plain, url};
use super::gate::{self, Wanted};
use super::{PortalError, late, paper, sender, voice, wall_clock};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::documents::Dated;
use crate::in_tx;
use crate::store::debt::{self, Debt};
use crate::store::debtor::Find;
use crate::store::{Tx, case, creditor, debtor, evidence};
use crate::tenant::Tenant;

/// What the contact rules are asked.
const WANTED: Wanted =
    Wanted { initiative: Initiative::Creditor, about: About::Debt, channel: Channel::Letter };

/// The kind of the act.
pub const LETTER: &str = "letter";

/// Makes a letter about what `case` owes, at the wish of `who` of the team. Hours and days are no matter for
/// what the post carries; a hold, or that nobody wants to hear of it, is.
///
/// `Refused`: `hold` where the contact rules block it, `nothing-owed`.
pub async fn make(
    portal: &Portal,
    tenant: &Tenant,
    (case, stage): (&CaseId, Stage),
    who: &str,
) -> Result<Dated, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        let whose = (tenant, &settings);
        let found = debtor::find(&mut tx, tenant, &portal.keys, Find::Case(&case.id)).await?;
        let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
        let who_is = (&case.id, &debtor.person);
        let ruling = gate::ask(&mut tx, whose, who_is, WANTED, now).await?;
        if is_blocked(ruling.decision) {
            return Err(PortalError::Refused("hold"));
        }
        let debts = open(&mut tx, portal, whose, &case.id).await?;
        if debts.is_empty() {
            return Err(PortalError::Refused("nothing-owed"));
        }
        let made = plain(portal, &mut tx, whose, &case.id).await?;
        let today = wall_clock::local(settings.zone, now).date();
        let lang = voice::to_debtor(&settings, &debtor.person).lang;
        let reader = Reader::new(paper::voice(&settings, lang), today);
        // It works until an instant: the last whole day is the one a moment before.
        let last = made.expires_at - TimeDelta::milliseconds(1);
        let until = wall_clock::local(settings.zone, last).date();
        let body = format!("{} {} {who}", stage.code(), made.id);
        evidence::append(&mut tx, tenant, &mut case, now, (LETTER, &body)).await?;
        let view = LetterView {
            stage,
            creditor: sender::legal_identity(&settings),
            hours: settings.file.contact.hours.clone(),
            debtor: debtor.person.name.unwrap_or_else(|| debtor.reference.clone()),
            reference: debtor.reference,
            on: today,
            owed: sums(&debts)?,
            debts,
            link: (url(portal, &settings, &made.token, lang), until),
        };
        Dated { paper: documents::letter(reader, &view), at: now }
    })
}

/// What the rules refuse for good. Where the holidays are not known only what leaves by itself waits for them.
const fn is_blocked(decision: Decision) -> bool {
    match decision {
        Decision::Blocked(rule) => !matches!(rule, Rule::HolidaysUnknown),
        Decision::Send(_) | Decision::WaitUntil(..) => false,
    }
}

/// What is open and not contested, with interest until today, oldest due first.
async fn open(
    tx: &mut Tx,
    portal: &Portal,
    whose: (&Tenant, &Settings),
    case: &CaseId,
) -> Result<Vec<OpenDebt>, PortalError> {
    let debts = debt::of_case(tx, whose.0, case).await?;
    let payable: Vec<Debt> = debts.into_iter().filter(Debt::is_payable).collect();
    let counted = late::on_debts(tx, whose, payable, portal.clock.now()).await?;
    counted
        .into_iter()
        .map(|debt| {
            let Balance { principal, interest, fee } = debt.balance;
            // What the creditor calls it may not look like a paper of a court.
            let kind = debt.document_type.filter(|kind| !tone::refuses_document(kind));
            Ok(OpenDebt {
                owed: debt.balance.total()?,
                parts: [principal, interest, fee],
                document: Document { kind, number: debt.reference },
                due_on: debt.due_on,
            })
        })
        .collect()
}

/// One sum for each currency.
fn sums(debts: &[OpenDebt]) -> Result<Vec<Money>, PortalError> {
    let mut currencies: Vec<Currency> = debts.iter().map(|debt| debt.owed.currency()).collect();
    currencies.sort_unstable();
    currencies.dedup();
    let sum = |currency: Currency| {
        let mut own = debts.iter().map(|debt| debt.owed).filter(|owed| owed.currency() == currency);
        own.try_fold(Money::zero(currency), Money::checked_add)
    };
    Ok(currencies.into_iter().map(sum).collect::<Result<_, _>>()?)
}
