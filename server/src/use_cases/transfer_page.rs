//! What the page of a bank transfer shows.

use app::debtor::transfer::{BankAccount, NoteProblem, TransferStatus, TransferView, Waits};
use app::shell::Written;
use chrono::NaiveDate;
use domain::ids::AttemptId;
use domain::payment::AttemptState;
use domain::plan::answered_by;
use sqlx::AnyConnection;

use super::payment::transfer;
use super::plan::transfers::holds_dates;
use super::session::Visit;
use super::{PortalError, reason, sender, voice, wall_clock};
use crate::compose::Portal;
use crate::config::creditor::{BankFile, Settings};
use crate::store::attempt::Attempt;
use crate::store::debtor::{self, Find, Person};
use crate::store::{attempt_waiver, creditor, payment};
use crate::tenant::Tenant;

/// The note that is sent with an announcement.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// As typed.
    pub typed: String,
    /// Why it was not taken.
    pub problem: Option<NoteProblem>,
}

/// A transfer with what its surroundings need. No `Debug`: it is personal.
pub struct TransferPage {
    /// The creditor's settings.
    pub settings: Settings,
    /// The debtor, opened.
    pub person: Person,
    /// What the page shows.
    pub view: TransferView,
}

/// Loads a transfer of the visited case.
pub async fn load(
    portal: &Portal,
    visit: &Visit,
    id: &AttemptId,
    note: Note,
) -> Result<TransferPage, PortalError> {
    let attempt = transfer::load(portal, visit, id).await?;
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, &visit.tenant).await?;
    let of = Find::Case(&visit.case);
    let found = debtor::find(&mut conn, &visit.tenant, &portal.keys, of).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let paid = payment::find(&mut conn, &visit.tenant, payment::Find::Attempt(id)).await?;
    let key = debtor.key.as_ref();
    let mut reasons = reason::of_case(&mut conn, &visit.tenant, &visit.case, key).await?;
    let of = (id, attempt.amount.currency());
    let waiver = attempt_waiver::find(&mut conn, &visit.tenant, of).await?;
    let given_up = waiver.map(|waiver| waiver.given_up(of.1)).transpose()?;
    let holds_until = wall_clock::local(settings.zone, attempt.expires_at).date();
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let waits = waits(&mut conn, (&visit.tenant, &settings), &attempt, today).await?;
    let bank = settings.file.bank.as_ref().ok_or(PortalError::NotFound)?;
    let view = TransferView {
        transfer: id.clone(),
        amount: attempt.amount,
        gives_up: given_up.map(|given_up| (given_up, holds_until)),
        reference: attempt.reference.clone().unwrap_or_default(),
        account: account(&settings, bank),
        status: status(&settings, (&attempt, waits), paid, reasons.remove(id.as_str())),
        note: note.typed,
        problem: note.problem,
    };
    Ok(TransferPage { person: debtor.person, settings, view })
}

/// The last number is the one that works from other banks; the one before it works within the bank.
fn account(settings: &Settings, bank: &BankFile) -> BankAccount {
    let mut numbers = bank.numbers.iter().rev();
    let interbank = numbers.next().map(|number| (number.label.clone(), number.value.clone()));
    let holder_id = (bank.holder == settings.file.legal_name).then(|| sender::legal_id(settings));
    BankAccount {
        bank: bank.bank.clone(),
        holder: bank.holder.clone(),
        holder_id,
        number: numbers.next().map(|number| number.value.clone()),
        interbank,
    }
}

/// Whether a date of a plan or of a promise waits for the answer to an announced transfer.
async fn waits(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    attempt: &Attempt,
    today: NaiveDate,
) -> Result<Waits, PortalError> {
    if !holds_dates(conn, tenant, attempt).await? {
        return Ok(Waits::Nothing);
    }
    let at = attempt.announced_at.unwrap_or(attempt.made_at);
    let end = answered_by(wall_clock::local(settings.zone, at).date());
    Ok(if today <= end { Waits::Until(end) } else { Waits::Over(end) })
}

fn status(
    settings: &Settings,
    (attempt, waits): (&Attempt, Waits),
    paid: Option<payment::Payment>,
    why: Option<String>,
) -> TransferStatus {
    match (paid, attempt.state) {
        (Some(payment), _) => TransferStatus::Confirmed { payment: payment.id },
        (None, AttemptState::Failed) => {
            let lang = voice::written(settings);
            TransferStatus::Refused { reason: why.map(|text| Written { text, lang }) }
        }
        (None, AttemptState::Pending) => {
            let at = attempt.announced_at.unwrap_or(attempt.made_at);
            TransferStatus::Announced { on: wall_clock::local(settings.zone, at).date(), waits }
        }
        (None, _) => TransferStatus::Waiting,
    }
}
