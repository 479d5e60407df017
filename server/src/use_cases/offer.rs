//! The ways out of one case today, from the policy in force: what pages show and acceptances go by.

mod as_seen;
mod builder;
mod fields;
mod viewed;

pub use as_seen::as_seen;
pub use builder::{Built, build, reward, starts};
pub use fields::Fields;
pub use viewed::{VIEWED, viewed, ways_viewed};

use app::debtor::options::{
    ByDates, GivesUp, OptionView, OptionsNews, OptionsView, Proposing, WrongDay,
};
use app::debtor::statement::BestOption;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CaseId, PlanId};
use domain::money::{Currency, Money, MoneyError};
use domain::offer::{Offer, Way, bargain, offers};
use domain::plan::Bargain;
use domain::plan_quote::{self, Choice, Quote};
use domain::policy::{PlanTerms, Policy, Segment};
use domain::schedule::Cut;
use sqlx::AnyConnection;

use super::agreement_text::OwnTexts;
use super::late::{self, Accrued};
use super::session::Visit;
use super::{PortalError, policy, wall_clock};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::attempt::Attempt;
use crate::store::debt::{self, Debt};
use crate::store::known;
use crate::store::offer::{self as store, Facts, Side};
use crate::tenant::Tenant;

/// What one case is offered today in one currency.
#[derive(Clone, Debug)]
pub struct WaysOut {
    /// What was looked at, with what paying late has cost until today; at least one debt.
    pub facts: Facts,
    /// What of that is not booked yet.
    pub accrued: Vec<Accrued>,
    /// The version of the policy that offers it.
    pub stored: policy::Stored,
    /// The day, in the creditor's zone.
    pub today: NaiveDate,
    /// Everything that the ways out are about.
    pub owed: Money,
    /// Best first; never empty.
    pub offers: Vec<Offer>,
    /// The plan whose place the plan that is chosen takes.
    pub instead: Option<Instead>,
    /// What an agreement says in the creditor's own words; loaded where something can be agreed.
    pub texts: OwnTexts,
}

/// A plan whose place another one takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Instead {
    /// Which.
    pub plan: PlanId,
    /// The day of its acceptance.
    pub accepted_on: NaiveDate,
}

/// Whether a way out can be taken here: a payment of nothing closes no debt.
const fn can_be_taken(offer: &Offer) -> bool {
    !offer.total.is_zero()
}

/// What `case` is offered at an instant; `None` without a policy in force, or if nothing is open that
/// offers speak of.
pub async fn load(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    asked: (Currency, DateTime<Utc>),
) -> Result<Option<WaysOut>, PortalError> {
    of_case(conn, (tenant, settings), (case, None), asked).await
}

/// The same where the attempts of the case whose money may come were read already.
pub async fn load_beside(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    (case, attempts): (&CaseId, &[Attempt]),
    asked: (Currency, DateTime<Utc>),
) -> Result<Option<WaysOut>, PortalError> {
    of_case(conn, whose, (case, Some(attempts)), asked).await
}

async fn of_case(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (case, attempts): (&CaseId, Option<&[Attempt]>),
    (currency, now): (Currency, DateTime<Utc>),
) -> Result<Option<WaysOut>, PortalError> {
    let whose = (tenant, settings);
    let Some(stored) = policy::in_force(conn, whose, (currency, now)).await? else {
        return Ok(None);
    };
    let Some(facts) = looked_at(conn, whose, case, currency).await? else { return Ok(None) };
    let today = wall_clock::local(settings.zone, now).date();
    let of = late::Asked { facts: &facts, stored: &stored, attempts };
    let accrued = late::accrued(conn, whose, of, (now, today)).await?;
    Ok(Some(WaysOut::of((facts, accrued), stored, today)?))
}

/// What `case` would be offered at an instant by one version of a policy, whether or not it is in force;
/// `None` if nothing is open that offers speak of. What paying late costs is always that of the policy in
/// force.
pub async fn under(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    (stored, now): (policy::Stored, DateTime<Utc>),
) -> Result<Option<WaysOut>, PortalError> {
    let (whose, currency) = ((tenant, settings), stored.file.policy.currency);
    let Some(facts) = looked_at(conn, whose, case, currency).await? else { return Ok(None) };
    let today = wall_clock::local(settings.zone, now).date();
    let accrued = match policy::in_force(conn, whose, (currency, now)).await? {
        Some(in_force) => {
            let of = late::Asked::of(&facts, &in_force);
            late::accrued(conn, whose, of, (now, today)).await?
        }
        None => Vec::new(),
    };
    Ok(Some(WaysOut::of((facts, accrued), stored, today)?))
}

/// What offers look at in a case; `None` if nothing of it is open.
async fn looked_at(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    currency: Currency,
) -> Result<Option<Facts>, PortalError> {
    let side = Side { currency, zone: settings.zone };
    let facts = store::of_case(conn, tenant, case, side).await?;
    Ok((!facts.debts.is_empty()).then_some(facts))
}

/// The ways out of a visited case, and the other currencies in which something is owed that no plan asks for.
/// Without a currency it is the creditor's, if anything is offered in it, else the first in which something is.
pub async fn of_visit(
    portal: &Portal,
    visit: &Visit,
    settings: &Settings,
    currency: Option<Currency>,
) -> Result<Option<(WaysOut, Vec<Currency>)>, PortalError> {
    let (tenant, case) = (&visit.tenant, &visit.case);
    let mut conn = portal.store.read().await?;
    let debts = debt::of_case(&mut conn, tenant, case).await?;
    let in_plan = known::in_plan(&mut conn, tenant, &[case.as_str()]).await?;
    let is_loose = |debt: &&Debt| debt.is_payable() && !in_plan.contains(&debt.id);
    let mut currencies: Vec<_> = debts.iter().filter(is_loose).map(|debt| debt.currency).collect();
    currencies.sort_unstable_by_key(|one| (*one != settings.currency, *one));
    currencies.dedup();
    let now = portal.clock.now();
    let asked = currency.map_or_else(|| currencies.clone(), |one| vec![one]);
    for currency in asked {
        let found = load(&mut conn, (tenant, settings), case, (currency, now)).await?;
        if let Some(ways) = found {
            currencies.retain(|one| *one != currency);
            return Ok(Some((ways, currencies)));
        }
    }
    Ok(None)
}

impl WaysOut {
    /// What `stored` offers the case today.
    pub fn of(
        (mut facts, accrued): (Facts, Vec<Accrued>),
        stored: policy::Stored,
        today: NaiveDate,
    ) -> Result<Self, MoneyError> {
        let policy = &stored.file.policy;
        for (id, debt) in facts.ids.iter().zip(&mut facts.debts) {
            for one in accrued.iter().filter(|one| one.debt == *id) {
                late::raise(&mut debt.balance, one)?;
            }
        }
        let owed = facts.case().standing(policy, today)?.total;
        let mut offers = offers(policy, &facts.case(), today)?;
        offers.retain(can_be_taken);
        let (instead, texts) = (None, OwnTexts::default());
        Ok(Self { facts, accrued, stored, today, owed, offers, instead, texts })
    }

    /// What offers it.
    pub fn policy(&self) -> &Policy {
        &self.stored.file.policy
    }

    /// The part of the policy that decides; `None` if the case fits none.
    pub fn segment(&self) -> Result<Option<&Segment>, MoneyError> {
        let standing = self.facts.case().standing(self.policy(), self.today)?;
        Ok(self.policy().segment(&standing).map(|(_, segment)| segment))
    }

    /// The limits of a plan, if one is offered.
    pub fn plan_terms(&self) -> Result<Option<&PlanTerms>, MoneyError> {
        let offered = self.offer(|way| matches!(way, Way::Plan { .. })).is_some();
        Ok(self.segment()?.filter(|_| offered).and_then(|segment| segment.plan.as_ref()))
    }

    /// Whether other terms may be proposed.
    pub fn proposing(&self) -> Result<Proposing, MoneyError> {
        let taken = self.segment()?.is_some_and(|segment| segment.proposals.is_some());
        Ok(if taken { Proposing::Welcome } else { Proposing::NotTaken })
    }

    /// Whether the policy offers plans itself, or leaves another one to a person.
    pub fn by_dates(&self) -> Result<ByDates, MoneyError> {
        let by_dates = |one: &&Segment| {
            one.plan.is_some() || one.settlement.is_some_and(|one| one.payments.get() > 1)
        };
        let found = self.segment()?.filter(by_dates);
        let is_over = found.is_some_and(|one| one.offers_no_plan_after(self.facts.broken));
        Ok(if is_over { ByDates::WithAPerson } else { ByDates::AsOffered })
    }

    /// What a plan would start from.
    pub fn bargain(&self) -> Result<Bargain, MoneyError> {
        bargain(self.policy(), &self.facts.case(), self.today)
    }

    /// The first way out of a kind.
    pub fn offer(&self, is_kind: impl Fn(&Way) -> bool) -> Option<&Offer> {
        self.offers.iter().find(|offer| is_kind(&offer.way))
    }

    /// The plan with the most instalments, which its offer speaks of, and the choice that makes it.
    pub fn longest_plan(&self) -> Result<Option<(Choice, Quote)>, MoneyError> {
        let found = self.offer(|way| matches!(way, Way::Plan { .. }));
        let (Some(offer), Some(terms)) = (found, self.plan_terms()?) else { return Ok(None) };
        let Way::Plan { most, .. } = offer.way else { return Ok(None) };
        let Some(parts) = std::num::NonZeroU32::new(most) else { return Ok(None) };
        let bargain = self.bargain()?;
        let to_pay = bargain.owed.checked_sub(bargain.given_up)?;
        let down = plan_quote::least_down(terms, to_pay)?;
        let mut tried = terms.frequencies.iter().filter_map(|&rhythm| {
            let (cut, first_on) = (Cut::Parts(parts), self.today);
            let choice = Choice { cut, rhythm, payday: None, first_on, down };
            let of = (self.policy().country, self.today);
            Some((choice, plan_quote::quote(terms, to_pay, &choice, of).ok()?))
        });
        // An offer does not say its rhythm, but when it ends and what it costs.
        Ok(tried.find(|(_, quote)| {
            let ends = quote.instalments.last().map(|last| last.due_on);
            quote.total == offer.total && ends == Some(offer.last_on)
        }))
    }

    /// What a plan gives up: the saving of paying everything at once, where that can be had.
    pub fn lost_by_plan(&self) -> Result<Option<GivesUp>, MoneyError> {
        let discount = self.offer(|way| matches!(way, Way::Discount));
        let bargain = self.bargain()?;
        // What is given up on a plan too is not lost by it.
        let discount = discount.filter(|_| bargain.given_up.is_zero());
        let back_until = bargain.early.map(|early| early.until);
        Ok(discount.map(|discount| GivesUp { saving: discount.saving, back_until }))
    }

    /// One way out as the pages show it.
    pub fn option(&self, offer: &Offer) -> Result<OptionView, MoneyError> {
        let (mut each, mut gives_up) = (None, None);
        if matches!(offer.way, Way::Plan { .. }) {
            each = self.longest_plan()?.and_then(|(_, quote)| usual(&quote));
            gives_up = self.lost_by_plan()?;
        }
        Ok(OptionView { offer: offer.clone(), each, gives_up })
    }

    /// The page of all of them.
    pub fn view(
        &self,
        others: Vec<Currency>,
        (news, wrong_day): (Option<OptionsNews>, Option<WrongDay>),
    ) -> Result<OptionsView, MoneyError> {
        let options = self.offers.iter().map(|offer| self.option(offer)).collect::<Result<_, _>>();
        Ok(OptionsView {
            owed: self.owed,
            options: options?,
            proposing: self.proposing()?,
            by_dates: self.by_dates()?,
            others,
            news,
            wrong_day,
        })
    }

    /// The best of them for the statement; `None` where there is none but paying.
    pub fn best(&self) -> Result<Option<BestOption>, MoneyError> {
        let others = u16::try_from(self.offers.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let Some(best) = self.offers.first().filter(|_| others > 0) else { return Ok(None) };
        Ok(Some(BestOption { best: self.option(best)?, others }))
    }
}

/// What most instalments of a plan come to: one that is neither the first nor the last where there is
/// one, since a cost may fall on these alone.
fn usual(quote: &Quote) -> Option<Money> {
    quote.instalments.get(quote.instalments.len() / 2).map(|one| one.amount)
}
