//! Letters to be printed and posted, each with a link of its own.

mod due;
mod last;

use app::documents::{self, LetterView, OpenDebt, Stage};
use app::reader::Reader;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::contact::{About, Channel, Decision, Initiative, Outcome};
use domain::ids::{AccessLinkId, CaseId, TaskId};
use domain::money::{Currency, Money};
use domain::reminder::{StepKind, SubjectId, TaskKind};
use sqlx::AnyConnection;

use super::access_link::{plain, url};
use super::gate::{self, Wanted};
use super::reminder::about;
use super::{PortalError, paper, sender, task, voice, wall_clock};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::documents::Dated;
use crate::in_tx;
use crate::store::case::LockedCase;
use crate::store::contact_made::{self, Made};
use crate::store::debtor::{Debtor, Find, Person};
use crate::store::message_wait::RESTING;
use crate::store::task::TaskState;
use crate::store::{Tx, case, channel_rest, creditor, debtor, evidence, reminder, task as tasks};
use crate::tenant::Tenant;

/// What the contact rules are asked.
const WANTED: Wanted =
    Wanted { initiative: Initiative::Creditor, about: About::Debt, channel: Channel::Letter };

/// The kind of the act.
pub const LETTER: &str = "letter";

/// A letter that somebody wants.
struct Order<'a> {
    stage: Stage,
    /// The task that asks for it; a letter that nobody asked for is a contact of its own, about everything.
    asked: Option<Asked>,
    wanted: Wanted,
    who: &'a str,
}

/// What a task asks for.
struct Asked {
    /// The name of the contact.
    contact: String,
    /// What its reminder speaks of: the letter speaks of nothing else.
    subjects: Vec<SubjectId>,
}

impl Order<'_> {
    /// The name of the contact, if it has one before it is made.
    fn contact(&self) -> Option<&str> {
        self.asked.as_ref().map(|asked| asked.contact.as_str())
    }

    /// What the letter speaks of; everything where nothing is named.
    fn subjects(&self) -> Option<&[SubjectId]> {
        self.asked.as_ref().map(|asked| asked.subjects.as_slice())
    }
}

/// Makes a letter about what is due in `case` now, at the wish of `who` of the team. It is a contact like any
/// other: hours are no matter for what the post carries; all other rules are.
///
/// `Refused`: the word of the rule that keeps it back; `resting` while the creditor lets everything rest;
/// `nothing-owed`; `not-late` where a firm word has nothing to speak of; `final` where the last letter has been made.
pub async fn make(
    portal: &Portal,
    tenant: &Tenant,
    (case, stage): (&CaseId, Stage),
    who: &str,
) -> Result<Dated, PortalError> {
    let order = Order { stage, asked: None, wanted: WANTED, who };
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        written(portal, &mut tx, tenant, &mut case, &order).await?
    })
}

/// Makes the letter that a task asks for. However often it is printed, it is one contact.
///
/// `NotFound` for a task that has ended; `Refused` as [`make`], and `no-letter` for a task that asks for none.
pub async fn of_task(
    portal: &Portal,
    tenant: &Tenant,
    task: &TaskId,
    who: &str,
) -> Result<Dated, PortalError> {
    in_tx!(portal.store, tx => {
        let known = tasks::find(&mut tx, tenant, task).await?.ok_or(PortalError::NotFound)?;
        let locked = case::lock(&mut tx, tenant, &known.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        let known = tasks::find(&mut tx, tenant, task).await?.ok_or(PortalError::NotFound)?;
        if known.kind != TaskKind::Letter {
            return Err(PortalError::Refused("no-letter"));
        }
        let asked_by = known.reminder.as_ref().filter(|_| known.state == TaskState::Open);
        let asked_by = asked_by.ok_or(PortalError::NotFound)?;
        let asked_by = reminder::find(&mut tx, tenant, asked_by).await?;
        let asked_by = asked_by.ok_or(PortalError::NotFound)?;
        let its = (&known.case, &asked_by.id);
        let subjects = reminder::subjects(&mut tx, tenant, its).await?;
        let subjects = subjects.into_iter().map(|one| one.subject).collect();
        let asked = Some(Asked { contact: task::contact_of(&known.id, known.asked_at), subjects });
        let wanted = Wanted { about: about(asked_by.kind), ..WANTED };
        let order = Order { stage: stage(asked_by.kind), asked, wanted, who };
        written(portal, &mut tx, tenant, &mut case, &order).await?
    })
}

/// How a step of this kind speaks on paper.
const fn stage(kind: StepKind) -> Stage {
    match kind {
        StepKind::Firm => Stage::Firm,
        StepKind::Final => Stage::Final,
        _ => Stage::Friendly,
    }
}

/// Writes the letter about a locked case, and counts it.
async fn written(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    order: &Order<'_>,
) -> Result<Dated, PortalError> {
    if channel_rest::all_rest(tx, tenant).await? {
        return Err(PortalError::Refused(RESTING));
    }
    let now = portal.clock.now();
    let settings = creditor::settings(tx, tenant).await?;
    let whose = (tenant, &settings);
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(&case.id)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    may_leave(tx, whose, (&case.id, &debtor.person), order, now).await?;
    let debts = due::now(tx, whose, (&case.id, order), now).await?;
    let made = plain(portal, tx, whose, &case.id).await?;
    count(tx, tenant, (&case.id, &made.id), order, now).await?;
    let body = format!("{} {} {}", order.stage.code(), made.id, order.who);
    evidence::append(tx, tenant, case, now, (LETTER, &body)).await?;
    let lang = voice::to_debtor(&settings, &debtor.person).lang;
    let reader = Reader::new(paper::voice(&settings, lang), local(&settings, now));
    // It works until an instant: the last whole day is the one a moment before.
    let last = local(&settings, made.expires_at - TimeDelta::milliseconds(1));
    let link = (url(portal, &settings, &made.token, lang), last);
    let view = view((&settings, debtor), (order.stage, link), debts, now)?;
    Ok(Dated { paper: documents::letter(reader, &view), at: now })
}

fn local(settings: &Settings, at: DateTime<Utc>) -> NaiveDate {
    wall_clock::local(settings.zone, at).date()
}

fn view(
    (settings, debtor): (&Settings, Debtor),
    (stage, link): (Stage, (String, NaiveDate)),
    debts: Vec<OpenDebt>,
    now: DateTime<Utc>,
) -> Result<LetterView, PortalError> {
    Ok(LetterView {
        stage,
        creditor: sender::legal_identity(settings),
        hours: settings.file.contact.hours.clone(),
        debtor: debtor.person.name.unwrap_or_else(|| debtor.reference.clone()),
        reference: debtor.reference,
        on: local(settings, now),
        owed: sums(&debts)?,
        debts,
        link,
    })
}

/// Asks the rules. What a task asked for may be printed again: it is counted already.
async fn may_leave(
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    (case, person): (&CaseId, &Person),
    order: &Order<'_>,
    now: DateTime<Utc>,
) -> Result<(), PortalError> {
    let is_again = match order.contact() {
        Some(about) => contact_made::is_made(tx, tenant, about).await?,
        None => false,
    };
    let (whose, who_is) = ((tenant, settings), (case, person));
    let ruling = gate::ask(tx, whose, who_is, order.wanted, now).await?;
    match ruling.decision {
        Decision::Send(_) => Ok(()),
        Decision::WaitUntil(..) if is_again => Ok(()),
        Decision::WaitUntil(_, rule) | Decision::Blocked(rule) => {
            Err(PortalError::Refused(rule.code()))
        }
    }
}

/// A letter that is made may be posted: it counts from then on.
async fn count(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, link): (&CaseId, &AccessLinkId),
    order: &Order<'_>,
    now: DateTime<Utc>,
) -> Result<(), PortalError> {
    let made = Made {
        case,
        about: order.contact().unwrap_or(link.as_str()),
        channel: Channel::Letter,
        outcome: Outcome::Reached,
        stage: Some(order.stage.code()),
        by: order.who,
        rest_until: None,
    };
    Ok(contact_made::insert(tx, tenant, made, now).await?)
}

/// What would be asked for now of `subjects` in a case, or of everything where none are named, as a letter would: one
/// sum for each currency, and the first day of what they are made of.
pub(super) async fn asked_for(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    (case, subjects): (&CaseId, Option<&[SubjectId]>),
    now: DateTime<Utc>,
) -> Result<(Vec<Money>, Option<NaiveDate>), PortalError> {
    let open = due::open(conn, whose, (case, subjects), now).await?;
    let open: Vec<OpenDebt> = open.into_iter().map(|(_, one)| one).collect();
    let first = open.iter().filter_map(|one| one.due_on).min();
    Ok((sums(&open)?, first))
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
