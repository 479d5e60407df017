//! A promise that somebody of the team was told, by telephone or in a meeting: the same promise as on the page, as far
//! as the policy allows it, without a page that anybody was shown.

use app::messages::AgreedOn;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CaseId, DebtId};
use domain::money::{Currency, Money};
use domain::offer::Way;
use domain::policy::Extension;
use domain::promise::{Promise, PromiseState};
use sqlx::AnyConnection;

use super::agree::{keep_promise, tell};
use super::{COPY, Done, Facts, TOLD, facts};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::case::LockedCase;
use crate::store::message::Message;
use crate::store::{Tx, agreement, debt, evidence, promise};
use crate::tenant::Tenant;
use crate::use_cases::offer::{self, WaysOut};
use crate::use_cases::{PortalError, late, reminder, wall_clock};

/// What somebody of the team was told.
#[derive(Clone, Copy, Debug)]
pub struct Spoken<'a> {
    /// The last day on which the person pays.
    pub pay_on: NaiveDate,
    /// The debts that were spoken of; `None` for everything that is owed.
    pub debts: Option<&'a [DebtId]>,
    /// Whom they told.
    pub who: &'a str,
}

/// Writes down that the person of a locked case will pay by a day: a promise for what is owed of what was spoken of in
/// each currency in which the policy in force gives them time until then. Says whether there is one now.
pub async fn spoken(
    portal: &Portal,
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    case: &mut LockedCase,
    said: Spoken<'_>,
) -> Result<bool, PortalError> {
    let ((tenant, settings), now) = (whose, portal.clock.now());
    let (id, mut is_made) = (case.id.clone(), false);
    let of = (&id, said.debts);
    for currency in currencies(tx, tenant, &id).await? {
        let before = timely(tx, whose, of, (currency, now)).await?;
        if before.and_then(|timely| timely.promise(said.pay_on)).is_none() {
            continue;
        }
        // Interest stops here: what has run until today is booked first.
        late::post(portal, tx, whose, case, wall_clock::local(settings.zone, now).date()).await?;
        let Some(timely) = timely(tx, whose, of, (currency, now)).await? else {
            continue;
        };
        let Some(promised) = timely.promise(said.pay_on) else { continue };
        let made = (&promised, timely.debts);
        let done = keep_promise(portal, tx, (tenant, &timely.ways), case, made).await?;
        let body = format!("{} {} {}", done.as_str(), promised.amount, said.who);
        evidence::append(tx, tenant, case, now, ("promised", &body)).await?;
        tell(portal, tx, tenant, (case, &done)).await?;
        is_made = true;
    }
    Ok(is_made)
}

/// What would be promised at an instant by naming a day, and the last day that makes it a promise: one for each
/// currency in which the policy in force gives time. Of `debts`, or of everything where none are named.
pub async fn promisable(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    of: (&CaseId, Option<&[DebtId]>),
    now: DateTime<Utc>,
) -> Result<Vec<(Money, NaiveDate)>, PortalError> {
    let mut found = Vec::new();
    for currency in currencies(conn, whose.0, of.0).await? {
        let timely = timely(conn, whose, of, (currency, now)).await?;
        found.extend(timely.map(|timely| (timely.amount, timely.last_on)));
    }
    Ok(found)
}

/// The currencies in which something is owed that nobody contests.
async fn currencies(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Currency>, PortalError> {
    let mut currencies: Vec<Currency> = Vec::new();
    for debt in debt::of_case(conn, tenant, case).await? {
        if debt.is_payable() && !currencies.contains(&debt.currency) {
            currencies.push(debt.currency);
        }
    }
    Ok(currencies)
}

/// The time that the policy in force gives for something.
struct Timely {
    ways: WaysOut,
    extension: Extension,
    /// What is owed of it.
    amount: Money,
    /// What it is.
    debts: Vec<DebtId>,
    last_on: NaiveDate,
}

impl Timely {
    /// What is promised by naming a day; `None` if it is too late.
    fn promise(&self, pay_on: NaiveDate) -> Option<Promise> {
        let (used, days) = (self.ways.facts.extensions, (self.ways.today, pay_on));
        Promise::make(&self.extension, used, self.amount, days).ok()
    }
}

/// The time that is given at an instant for what is owed on debts of no plan whose money is not on its way; `None` if
/// there is none, or nothing is owed.
async fn timely(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    (case, debts): (&CaseId, Option<&[DebtId]>),
    asked: (Currency, DateTime<Utc>),
) -> Result<Option<Timely>, PortalError> {
    let Some(ways) = offer::load(conn, whose, case, asked).await? else { return Ok(None) };
    let extension = ways.segment()?.and_then(|segment| segment.extension);
    let last_on = ways.offer(|way| *way == Way::Extension).map(|offer| offer.last_on);
    let (Some(extension), Some(last_on)) = (extension, last_on) else { return Ok(None) };
    let on_its_way = reminder::awaited(conn, whose, case, asked.1).await?;
    let (mut amount, mut its) = (Money::zero(asked.0), Vec::new());
    for (id, debt) in ways.facts.ids.iter().zip(&ways.facts.debts) {
        let is_meant = debts.is_none_or(|named| named.contains(id));
        if is_meant && !on_its_way.contains(id) {
            amount = amount.checked_add(debt.balance.total()?)?;
            its.push(id.clone());
        }
    }
    let is_owed = !amount.is_zero();
    Ok(is_owed.then_some(Timely { ways, extension, amount, debts: its, last_on }))
}

/// What a promise of a case that nobody was shown comes to, as its debtor is told; `None` if it was withdrawn,
/// `NotFound` for anything else.
pub async fn spoken_facts(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, done): (&CaseId, &Done),
) -> Result<Option<Facts>, PortalError> {
    let Done::Promise(id) = done else { return Err(PortalError::NotFound) };
    let kept = promise::find(tx, tenant, id).await?;
    let kept = kept.filter(|kept| kept.case == *case).ok_or(PortalError::NotFound)?;
    if matches!(kept.promise.state, PromiseState::Withdrawn { .. }) {
        return Ok(None);
    }
    Ok(Some(Facts { on: AgreedOn::Spoken, ..facts(tx, tenant, done).await? }))
}

/// Whether a message, to the debtor or to the team, is about what was told to somebody of the team, and not about what a
/// page showed.
pub async fn is_spoken(
    tx: &mut Tx,
    tenant: &Tenant,
    (message, case): (&Message, &CaseId),
) -> Result<bool, PortalError> {
    let is_its = message.kind == COPY || message.kind == TOLD;
    let about = message.about.as_deref().filter(|_| is_its);
    let Some(about) = about else { return Ok(false) };
    let papers = agreement::of_case(tx, tenant, case).await?;
    Ok(!papers.iter().any(|(of, _)| of == about))
}
