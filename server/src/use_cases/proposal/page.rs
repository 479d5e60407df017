//! One proposal as its debtor sees it, and taking it back.

use app::debtor::proposal::{AgreedNext, ProposalStatus, ProposalView, ProposedTerms};
use app::shell::Written;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::country::Country;
use domain::ids::ProposalId;
use domain::money::Money;
use domain::proposal::{Ask, By, ProposalAct, ProposalState};
use domain::schedule::Instalment;
use sqlx::AnyConnection;

use super::ground::{Ground, Rules, rules, running};
use super::{STANDS, write};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::keys::Place;
use crate::store::debtor::{self, Find};
use crate::store::proposal::{self as store, After, Happened, Kept, NOTE, What};
use crate::store::{StoreError, case};
use crate::tenant::Tenant;
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, voice, wall_clock};

/// The proposal of a visited case with this id; somebody else's is not there.
pub async fn of_visit(
    conn: &mut AnyConnection,
    visit: &Visit,
    id: &ProposalId,
) -> Result<Kept, PortalError> {
    let found = store::find(conn, &visit.tenant, id).await?;
    found.filter(|kept| kept.case == visit.case).ok_or(PortalError::NotFound)
}

/// Whether the creditor has to answer and still can.
pub(super) fn is_waiting(kept: &Kept, now: DateTime<Utc>) -> bool {
    matches!(kept.proposal.state, ProposalState::Waiting { until, .. } if now < until)
}

/// Whether it has to be dealt with before another one is made: it waits, or was said yes to.
pub(super) fn is_answered_first(kept: &Kept, now: DateTime<Utc>) -> bool {
    let agreed = matches!(
        kept.proposal.state,
        ProposalState::Accepted { at, .. } if kept.after == After::Nothing && now < at + STANDS
    );
    agreed || is_waiting(kept, now)
}

/// What the page of a proposal shows.
pub async fn view(
    portal: &Portal,
    visit: &Visit,
    settings: &Settings,
    id: &ProposalId,
) -> Result<ProposalView, PortalError> {
    let (tenant, now) = (&visit.tenant, portal.clock.now());
    let whose = (tenant, settings);
    let mut conn = portal.store.read().await?;
    let kept = of_visit(&mut conn, visit, id).await?;
    let Rules { stored, .. } = rules(&mut conn, whose, &kept).await?;
    let country = stored.file.policy.country;
    let found = debtor::find(&mut conn, tenant, &portal.keys, Find::Case(&visit.case)).await?;
    let key = found.and_then(|(debtor, _, _)| debtor.key);
    let place = Place { tenant, row: id.as_str(), column: NOTE };
    let note = match (&key, &kept.sealed.note) {
        (Some(key), Some(sealed)) => Some(key.open(place, sealed)?),
        _ => None,
    };
    let note = note.map(|text| Written { text, lang: voice::written(settings) });
    let made_on = wall_clock::local(settings.zone, kept.made_at).date();
    let asked = shown(&kept, &kept.proposal.ask, (country, made_on))?;
    let status = status(&kept, settings, country, (now, note))?;
    let ended = matches!(
        status,
        ProposalStatus::Refused { .. }
            | ProposalStatus::Expired(_)
            | ProposalStatus::Accepted { next: AgreedNext::Plan(_), .. }
    );
    let owed_now = if ended { None } else { owed_now(&mut conn, whose, &kept, now).await? };
    let instead = running(&mut conn, tenant, &kept).await?.map(|plan| plan.id);
    Ok(ProposalView { proposal: kept.id, owed: kept.asked_of, asked, owed_now, instead, status })
}

/// What is owed now of what a proposal is about, where that is another amount.
async fn owed_now(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    kept: &Kept,
    now: DateTime<Utc>,
) -> Result<Option<Money>, PortalError> {
    let ground = Ground::of(conn, whose, kept, now).await?;
    let owed = ground.map_or(Money::zero(kept.asked_of.currency()), |ground| ground.owed());
    Ok(Some(owed).filter(|owed| *owed != kept.asked_of))
}

fn status(
    kept: &Kept,
    settings: &Settings,
    country: Country,
    (now, note): (DateTime<Utc>, Option<Written>),
) -> Result<ProposalStatus, PortalError> {
    let local = |at: DateTime<Utc>| wall_clock::local(settings.zone, at);
    Ok(match kept.proposal.state {
        ProposalState::Waiting { beyond, until } if now < until => {
            ProposalStatus::Waiting { beyond, until: local(until) }
        }
        ProposalState::Countered { terms, until } if now < until => {
            let named_on = kept.other.map_or(kept.made_at, |(_, at)| at);
            ProposalStatus::Countered {
                terms: shown(kept, &terms, (country, local(named_on).date()))?,
                // It stands until an instant: the last whole minute is the one before.
                until: local(until - TimeDelta::milliseconds(1)),
                note,
            }
        }
        ProposalState::Waiting { .. } => ProposalStatus::Expired(By::Creditor),
        ProposalState::Countered { .. } => ProposalStatus::Expired(By::Debtor),
        ProposalState::Accepted { by, at, .. } => match &kept.after {
            After::Planned(plan) => {
                ProposalStatus::Accepted { by, next: AgreedNext::Plan(plan.clone()) }
            }
            After::Nothing if now < at + STANDS => {
                ProposalStatus::Accepted { by, next: AgreedNext::Confirm }
            }
            After::Nothing => ProposalStatus::Expired(By::Debtor),
            After::Left => ProposalStatus::Refused { by: By::Debtor, note: None },
        },
        ProposalState::Refused { by, .. } => {
            ProposalStatus::Refused { by, note: note.filter(|_| by == By::Creditor) }
        }
        ProposalState::Expired { .. } => ProposalStatus::Expired(expired_by(kept)),
    })
}

/// Who did not answer in time.
pub fn expired_by(kept: &Kept) -> By {
    if kept.other.is_some() { By::Debtor } else { By::Creditor }
}

/// Terms with their dates as of the day on which they were named.
fn shown(kept: &Kept, terms: &Ask, at: (Country, NaiveDate)) -> Result<ProposedTerms, PortalError> {
    let (pay, down) = (terms.pay, terms.choice.down);
    Ok(ProposedTerms { pay, down, instalments: dates(kept, terms, at)? })
}

/// The dates of terms as of the day on which they were named.
pub(super) fn dates(
    kept: &Kept,
    terms: &Ask,
    at: (Country, NaiveDate),
) -> Result<Vec<Instalment>, PortalError> {
    terms.schedule(at).map_err(|error| {
        StoreError::Corrupt(format!("proposal {}: its terms make no dates: {error}", kept.id))
            .into()
    })
}

/// Takes a proposal back, or says no to the other terms; nothing where there is nothing to answer any more.
pub async fn take_back(portal: &Portal, visit: &Visit, id: &ProposalId) -> Result<(), PortalError> {
    let (tenant, now) = (&visit.tenant, portal.clock.now());
    in_tx!(portal.store, tx => {
        let locked = case::lock(&mut tx, tenant, &visit.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        let kept = of_visit(&mut tx, visit, id).await?;
        let act = ProposalAct::DebtorRefuses;
        if kept.proposal.apply(act, now).is_ok() {
            let what = What::Acted(act, kept.proposal.owed);
            let event = Happened::by_itself(what);
            write(portal, &mut tx, tenant, &mut case, (kept, event)).await?;
        }
    })
}
