//! A promise that somebody of the team was told, by telephone or in a meeting: the same promise as on the page, as far
//! as the policy allows it, without a page that anybody was shown.

use app::messages::AgreedOn;
use chrono::NaiveDate;
use domain::ids::CaseId;
use domain::money::Currency;
use domain::offer::Way;
use domain::promise::Promise;

use super::agree::{keep_promise, tell};
use super::{COPY, Done, Facts, facts};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::case::LockedCase;
use crate::store::message::Message;
use crate::store::{Tx, agreement, debt, evidence, promise};
use crate::tenant::Tenant;
use crate::use_cases::offer::{self, WaysOut};
use crate::use_cases::{PortalError, late, wall_clock};

/// Writes down that the person of a locked case told `who` that they will pay by a day: a promise for what is owed in
/// each currency in which the policy in force gives them time until then. Says whether there is one now.
pub async fn spoken(
    portal: &Portal,
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    case: &mut LockedCase,
    (pay_on, who): (NaiveDate, &str),
) -> Result<bool, PortalError> {
    let ((tenant, settings), now) = (whose, portal.clock.now());
    let mut currencies: Vec<Currency> = Vec::new();
    for debt in debt::of_case(tx, tenant, &case.id).await? {
        if debt.is_payable() && !currencies.contains(&debt.currency) {
            currencies.push(debt.currency);
        }
    }
    let mut is_made = false;
    for currency in currencies {
        if allowed(tx, portal, whose, (&case.id, currency), pay_on).await?.is_none() {
            continue;
        }
        // Interest stops here: what has run until today is booked first.
        late::post(portal, tx, whose, case, wall_clock::local(settings.zone, now).date()).await?;
        let of = (&case.id, currency);
        let Some((ways, promised)) = allowed(tx, portal, whose, of, pay_on).await? else {
            continue;
        };
        let done = keep_promise(portal, tx, (tenant, &ways), case, &promised).await?;
        let body = format!("{} {} {who}", done.as_str(), promised.amount);
        evidence::append(tx, tenant, case, now, ("promised", &body)).await?;
        tell(portal, tx, tenant, (case, &done)).await?;
        is_made = true;
    }
    Ok(is_made)
}

/// What would be promised today, and what allows it; `None` if nothing does.
async fn allowed(
    tx: &mut Tx,
    portal: &Portal,
    whose: (&Tenant, &Settings),
    (case, currency): (&CaseId, Currency),
    pay_on: NaiveDate,
) -> Result<Option<(WaysOut, Promise)>, PortalError> {
    let asked = (currency, portal.clock.now());
    let Some(ways) = offer::load(tx, whose, case, asked).await? else { return Ok(None) };
    let extension = ways.segment()?.and_then(|segment| segment.extension);
    let is_offered = ways.offer(|way| *way == Way::Extension).is_some();
    let Some(extension) = extension.filter(|_| is_offered) else { return Ok(None) };
    let days = (ways.today, pay_on);
    let made = Promise::make(&extension, ways.facts.extensions, ways.owed, days);
    Ok(made.ok().map(|promise| (ways, promise)))
}

/// What a promise of a case that nobody was shown comes to, as its debtor is told; `NotFound` for anything else.
pub async fn spoken_facts(
    tx: &mut Tx,
    tenant: &Tenant,
    (case, done): (&CaseId, &Done),
) -> Result<Facts, PortalError> {
    let Done::Promise(id) = done else { return Err(PortalError::NotFound) };
    let kept = promise::find(tx, tenant, id).await?;
    kept.filter(|kept| kept.case == *case).ok_or(PortalError::NotFound)?;
    Ok(Facts { on: AgreedOn::Spoken, ..facts(tx, tenant, done).await? })
}

/// Whether a message gives a copy of what was told to somebody of the team, and not of what a page showed.
pub async fn is_spoken(
    tx: &mut Tx,
    tenant: &Tenant,
    (message, case): (&Message, &CaseId),
) -> Result<bool, PortalError> {
    let about = message.about.as_deref().filter(|_| message.kind == COPY);
    let Some(about) = about else { return Ok(false) };
    let papers = agreement::of_case(tx, tenant, case).await?;
    Ok(!papers.iter().any(|(of, _)| of == about))
}
