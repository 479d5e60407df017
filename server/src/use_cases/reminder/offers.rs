//! Offers that end, for the cases of a page.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::num::NonZeroU32;

use domain::country::Country;
use domain::ids::CaseId;
use domain::money::{Currency, MoneyError};
use domain::offer::{Way, offers};
use domain::policy::Policy;
use domain::reminder::check::advertises_only_with_consent;
use domain::reminder::{Family, OfferKind, SubjectId};
use sqlx::AnyConnection;

use super::ask::Ask;
use crate::config::creditor::Settings;
use crate::store::offer::{self as store, Facts, Side};
use crate::store::reminder_page::{Head, OwedDebt};
use crate::use_cases::{PortalError, policy};

/// Whether somebody in `country`, where one is known, may be told of offers unasked: not where the law of the
/// creditor or theirs asks for a consent, which is kept nowhere.
pub(super) fn may_advertise(settings: &Settings, country: Option<Country>) -> bool {
    let mut both = [Some(settings.country), country].into_iter().flatten();
    !both.any(advertises_only_with_consent)
}

/// The offers of the policies in force that end, by case. None where the sequence does not speak of them, or
/// where the law of the creditor or of the debtor asks for a consent that is kept nowhere.
pub(super) async fn of_page(
    conn: &mut AnyConnection,
    ask: &Ask<'_>,
    (heads, after): (&[Head], Option<&CaseId>),
    debts: &HashMap<CaseId, Vec<OwedDebt>>,
) -> Result<HashMap<CaseId, Vec<SubjectId>>, PortalError> {
    let mut found: HashMap<CaseId, Vec<SubjectId>> = HashMap::new();
    if !ask.speaks_of(Family::Offered) || !may_advertise(ask.settings, None) {
        return Ok(found);
    }
    let consents = |head: &&Head| !may_advertise(ask.settings, head.country);
    let silent: HashSet<&CaseId> = heads.iter().filter(consents).map(|head| &head.case).collect();
    let free = debts.values().flatten().filter(|debt| debt.plan.is_none());
    let currencies: BTreeSet<Currency> = free.map(|debt| debt.owed.currency()).collect();
    for currency in currencies {
        let (whose, asked) = ((ask.tenant, ask.settings), (currency, ask.now));
        let Some(stored) = policy::in_force(conn, whose, asked).await? else { continue };
        let policy = at_once(&stored.file.policy);
        let side = Side { currency, zone: ask.settings.zone };
        let looked_at = looked_at(conn, ask, (heads, after), side).await?;
        let is_told =
            |facts: &Facts| debts.contains_key(&facts.case) && !silent.contains(&facts.case);
        for facts in looked_at.into_iter().filter(is_told) {
            let ends = ends(&policy, &facts, ask)?;
            found.entry(facts.case).or_default().extend(ends);
        }
    }
    Ok(found)
}

/// What offers look at: the cases of the page in this currency, and maybe some behind it.
async fn looked_at(
    conn: &mut AnyConnection,
    ask: &Ask<'_>,
    (heads, after): (&[Head], Option<&CaseId>),
    side: Side,
) -> Result<Vec<Facts>, PortalError> {
    if let [head] = heads {
        return Ok(vec![store::of_case(conn, ask.tenant, &head.case, side).await?]);
    }
    let limit = i64::try_from(heads.len()).unwrap_or(i64::MAX);
    Ok(store::page(conn, ask.tenant, (after, limit), side).await?)
}

/// The policy with only what is paid at once and may end.
fn at_once(policy: &Policy) -> Policy {
    let mut policy = policy.clone();
    for segment in &mut policy.segments {
        (segment.plan, segment.extension, segment.part) = (None, None, None);
        if let Some(settlement) = &mut segment.settlement {
            settlement.payments = NonZeroU32::MIN;
        }
    }
    policy
}

fn ends(policy: &Policy, facts: &Facts, ask: &Ask<'_>) -> Result<Vec<SubjectId>, MoneyError> {
    if facts.debts.is_empty() {
        return Ok(Vec::new());
    }
    let all = offers(policy, &facts.case(), ask.today())?;
    let subject = |(way, until): (&Way, _)| match way {
        Way::Discount => Some(SubjectId::Offer(OfferKind::Discount, policy.currency, until)),
        Way::Settlement { .. } => {
            Some(SubjectId::Offer(OfferKind::Settlement, policy.currency, until))
        }
        _ => None,
    };
    let ending = all.iter().filter_map(|offer| Some((&offer.way, offer.valid_until?)));
    Ok(ending.filter_map(subject).collect())
}
