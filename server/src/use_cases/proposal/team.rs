//! One proposal as the team sees it.

use app::creditor::proposal::{Allowed, CounterForm, Figures, MayAccept, ProposalView, Terms};
use app::creditor::{Role, Typed};
use app::debtor::proposal::ProposalStage;
use app::format::plain;
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::affordability::suggest;
use domain::country::Country;
use domain::ids::ProposalId;
use domain::money::{Money, MoneyError};
use domain::percent::Rounding;
use domain::policy::Proposals;
use domain::proposal::{Ask, Beyond, ProposalState};
use domain::schedule::{Cut, MOST_PARTS};

use super::answer::mark;
use super::ground::{Ground, Rules, rules, running};
use super::household;
use super::inbox::clock;
use super::page::dates;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::keys::{DataKey, Place};
use crate::store::debtor::{self, Find};
use crate::store::proposal::{self as store, HOUSEHOLD, Kept, NOTE, WORDS};
use crate::store::team;
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// Days for which other terms stand unless the team says otherwise.
const USUAL_DAYS: u64 = 7;

/// A proposal with what the forms of its answers are checked by.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The page.
    pub view: ProposalView,
    /// What is owed now.
    pub owed: Money,
    /// The most that an agent may give up of that.
    pub most_given_up: Money,
    /// What schedules are made by.
    pub at: (Country, NaiveDate),
}

/// The page of a proposal for a member with `role`; `NotFound` for one of another creditor too.
pub async fn detail(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    id: &ProposalId,
    role: Role,
) -> Result<Detail, PortalError> {
    let (now, whose) = (portal.clock.now(), (tenant, settings));
    let mut conn = portal.store.read().await?;
    let kept = store::find(&mut conn, tenant, id).await?.ok_or(PortalError::NotFound)?;
    let found = debtor::find(&mut conn, tenant, &portal.keys, Find::Case(&kept.case)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let Rules { stored, limits } = rules(&mut conn, whose, &kept).await?;
    let country = stored.file.policy.country;
    let ground = Ground::of(&mut conn, whose, &kept, now).await?;
    let names = team::names(&mut conn, tenant).await?;
    let instead = running(&mut conn, tenant, &kept).await?;
    drop(conn);
    let local = |at: DateTime<Utc>| wall_clock::local(settings.zone, at);
    let (today, made_on) = (local(now).date(), local(kept.made_at).date());
    let terms = |terms: &Ask, at| -> Result<Terms, PortalError> {
        Ok(Terms { pay: terms.pay, instalments: dates(&kept, terms, (country, at))? })
    };
    let open = |column, sealed| opened((tenant, id), debtor.key.as_ref(), column, sealed);
    let zero = Money::zero(kept.asked_of.currency());
    let owed = ground.as_ref().map_or(zero, Ground::owed);
    let most = ground.as_ref().map(Ground::most_given_up).transpose()?.unwrap_or(zero);
    let (stage, until) = stands(&kept, now);
    let view = ProposalView {
        name: debtor.person.name.clone().unwrap_or_else(|| debtor.reference.clone()),
        made_at: local(kept.made_at),
        stage,
        clock: until.map(|until| clock(settings, until, now)),
        owed: kept.asked_of,
        owed_now: Some(owed).filter(|owed| stage_is_open(stage) && *owed != kept.asked_of),
        instead: instead.map(|plan| plan.plan.agreement().accepted_on),
        asked: terms(&kept.proposal.ask, made_on)?,
        allowed: allowed(&limits, &kept, made_on)?,
        other: match &kept.other {
            Some((other, at)) => Some(terms(other, local(*at).date())?),
            None => None,
        },
        words: open(WORDS, kept.sealed.words.as_deref())?,
        household: match open(HOUSEHOLD, kept.sealed.household.as_deref())? {
            Some(text) => figures(&text, zero)?,
            None => None,
        },
        note: open(NOTE, kept.sealed.note.as_deref())?,
        answered: answered(&kept, &names).map(|(name, at)| (name, local(at))),
        may: may(&kept, ground.as_ref(), role)?,
        seen: mark(&kept, ground.as_ref()),
        counter: counter(settings, &kept, (owed, today)),
        refusing: None,
        case: kept.case.clone(),
        proposal: kept.id.clone(),
    };
    Ok(Detail { view, owed, most_given_up: most, at: (country, today) })
}

/// The name of the member who answered last, and when.
fn answered(kept: &Kept, names: &[(String, String)]) -> Option<(String, DateTime<Utc>)> {
    let last = kept.answered.as_ref()?;
    let by = last.by.as_ref()?;
    let name = names.iter().find(|(id, _)| id == by).map(|(_, name)| name.clone());
    Some((name.unwrap_or_else(|| by.clone()), last.at))
}

/// A sealed text, opened; none once the person was erased.
fn opened(
    (tenant, id): (&Tenant, &ProposalId),
    key: Option<&DataKey>,
    column: &'static str,
    sealed: Option<&[u8]>,
) -> Result<Option<String>, PortalError> {
    let place = Place { tenant, row: id.as_str(), column };
    match (key, sealed) {
        (Some(key), Some(sealed)) => Ok(Some(key.open(place, sealed)?)),
        _ => Ok(None),
    }
}

const fn stage_is_open(stage: ProposalStage) -> bool {
    matches!(stage, ProposalStage::Waiting | ProposalStage::Countered)
}

/// Where it stands now, with the end of somebody's time to answer.
fn stands(kept: &Kept, now: DateTime<Utc>) -> (ProposalStage, Option<DateTime<Utc>>) {
    match kept.proposal.state {
        ProposalState::Waiting { until, .. } | ProposalState::Countered { until, .. } => {
            let stage = if now < until { kept.stage() } else { ProposalStage::Expired };
            (stage, Some(until))
        }
        _ => (kept.stage(), None),
    }
}

fn allowed(limits: &Proposals, kept: &Kept, made_on: NaiveDate) -> Result<Allowed, MoneyError> {
    let within = Days::new(u64::from(limits.within_days));
    Ok(Allowed {
        parts: limits.parts,
        least: limits.least,
        given_up: limits.given_up.of(kept.asked_of, Rounding::Down)?,
        last_on: made_on.checked_add_days(within).unwrap_or(made_on),
        broken: match kept.proposal.state {
            ProposalState::Waiting { beyond: Beyond::Broken(broken), .. } => Some(broken),
            _ => None,
        },
    })
}

/// Whether whoever has the role may accept what was asked for, as it stands today.
fn may(kept: &Kept, ground: Option<&Ground>, role: Role) -> Result<MayAccept, PortalError> {
    let Some(ground) = ground else { return Ok(MayAccept::No) };
    let redone = ground.redone(&kept.proposal.ask, kept.asked_of);
    let Ok(given_up) = redone.and_then(|redone| redone.given_up(ground.owed())) else {
        return Ok(MayAccept::No);
    };
    let most = ground.most_given_up()?;
    let is_beyond = given_up.minor() > most.minor();
    Ok(if role == Role::Agent && is_beyond { MayAccept::OwnersOnly(most) } else { MayAccept::Yes })
}

/// The form for other terms before anybody types: everything that is owed, in as many instalments as were
/// asked for.
fn counter(settings: &Settings, kept: &Kept, (owed, today): (Money, NaiveDate)) -> CounterForm {
    let choice = &kept.proposal.ask.choice;
    let parts = match choice.cut {
        Cut::Parts(parts) => parts.get(),
        Cut::Each { amount, .. } => {
            let all = kept.proposal.ask.pay.minor() / amount.minor().max(1);
            u32::try_from(all).unwrap_or(MOST_PARTS)
        }
    };
    let until = today.checked_add_days(Days::new(USUAL_DAYS)).unwrap_or(today);
    CounterForm {
        pay: Typed::preset(plain(settings.country, owed)),
        parts: parts.clamp(1, MOST_PARTS),
        most_parts: MOST_PARTS,
        rhythm: choice.rhythm,
        first_on: Typed::preset(choice.first_on.max(today).to_string()),
        until: Typed::preset(until.to_string()),
        note: Typed::default(),
    }
}

/// The figures of a household; none for a text that is none of ours.
fn figures(text: &str, zero: Money) -> Result<Option<Figures>, PortalError> {
    let Some((household, living)) = household::read(text, zero.currency()) else {
        return Ok(None);
    };
    let suggestion = suggest(&household, living)?;
    Ok(Some(Figures {
        income: household.income,
        rent: household.rent,
        bills: household.bills,
        other_debts: household.other_debts,
        people: household.people.get(),
        left: suggestion.left,
        most: suggestion.most,
    }))
}
