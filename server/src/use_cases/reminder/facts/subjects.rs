//! What may be spoken of: debts, promises, offers, and instalments of plans.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::money::{Currency, Money, MoneyError};
use domain::plan::State;
use domain::policy::Standing;
use domain::reminder::{About, Subject, SubjectId};

use super::Facts;
use crate::store::plan::Kept;
use crate::store::reminder_page::{OwedDebt, Promised};

/// The tags of debts, each once.
pub(super) fn tags<'a>(debts: impl Iterator<Item = &'a OwedDebt>) -> Vec<String> {
    let all = debts.flat_map(|debt| debt.tags.split(',')).filter(|tag| !tag.is_empty());
    let all: BTreeSet<&str> = all.collect();
    all.into_iter().map(str::to_owned).collect()
}

/// The debts of no plan: a standing for each currency, and the debts with a date. Gives the places of the
/// standings.
pub(super) fn loose(
    facts: &mut Facts,
    debts: &[OwedDebt],
    today: NaiveDate,
) -> Result<BTreeMap<Currency, usize>, MoneyError> {
    let mut places = BTreeMap::new();
    let free = || debts.iter().filter(|debt| debt.plan.is_none());
    let currencies: BTreeSet<Currency> = free().map(|debt| debt.owed.currency()).collect();
    for currency in currencies {
        let its = || free().filter(move |debt| debt.owed.currency() == currency);
        let late = |debt: &OwedDebt| debt.due_on.map_or(0, |due| (today - due).num_days());
        let zero = Money::zero(currency);
        let total = its().try_fold(zero, |sum, debt| sum.checked_add(debt.owed))?;
        places.insert(currency, facts.standings.len());
        facts.standings.push(Standing {
            days_late: its().map(late).max().unwrap_or_default(),
            total,
            debts: u32::try_from(its().count()).unwrap_or(u32::MAX),
            tags: tags(its()),
        });
    }
    for debt in free() {
        let standing = places.get(&debt.owed.currency()).copied();
        if let (Some(due_on), Some(standing)) = (debt.due_on, standing) {
            let id = SubjectId::Debt(debt.id.clone());
            facts.subjects.push(Subject { id, about: About::Debt { due_on }, standing });
        }
    }
    Ok(places)
}

/// Promises about debts of no plan.
pub(super) fn promises(
    facts: &mut Facts,
    promised: &[Promised],
    places: &BTreeMap<Currency, usize>,
) {
    for one in promised {
        let Some(standing) = places.get(&one.currency).copied() else { continue };
        let about = About::Promise { pay_on: one.pay_on, broken_on: one.broken_on };
        let id = SubjectId::Promise(one.id.clone());
        facts.subjects.push(Subject { id, about, standing });
    }
}

/// Offers that end, of the debts of no plan.
pub(super) fn offered(
    facts: &mut Facts,
    offers: Vec<SubjectId>,
    places: &BTreeMap<Currency, usize>,
) {
    for id in offers {
        let SubjectId::Offer(_, currency, until) = id else { continue };
        if let Some(standing) = places.get(&currency).copied() {
            facts.subjects.push(Subject { id, about: About::Offer { until }, standing });
        }
    }
}

/// What is unpaid of a plan that runs, with a standing of its own.
pub(super) fn of_plan(
    facts: &mut Facts,
    (kept, is_charged): (&Kept, bool),
    tags: Vec<String>,
    today: NaiveDate,
) -> Result<(), MoneyError> {
    let agreement = kept.plan.agreement();
    if *kept.plan.state() != State::Active {
        return Ok(());
    }
    let open = || kept.plan.parts().iter().filter(|part| part.settled_on.is_none());
    let standing = facts.standings.len();
    facts.standings.push(Standing {
        days_late: open().map(|part| (today - part.due_on).num_days()).max().unwrap_or_default(),
        total: kept.plan.open()?,
        debts: u32::try_from(kept.debts.len()).unwrap_or(u32::MAX),
        tags,
    });
    for part in open() {
        // Whose card is charged is told of the charge instead.
        if is_charged && part.missed_on.is_none() {
            continue;
        }
        let (due_on, missed_on) = (part.due_on, part.missed_on);
        let grace_until = part.last_on(agreement.upkeep.grace_days);
        let id = SubjectId::Instalment(kept.id.clone(), part.number, due_on);
        let about = About::Instalment { due_on, grace_until, missed_on };
        facts.subjects.push(Subject { id, about, standing });
    }
    Ok(())
}
