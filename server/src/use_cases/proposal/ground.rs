//! What a proposal is judged by: what is owed now, and the limits of the policy's version and segment
//! under which it was made.

use chrono::{DateTime, NaiveDate, Utc};
use domain::country::Country;
use domain::ids::{CaseId, PlanId};
use domain::money::{Currency, Money, MoneyError};
use domain::percent::Rounding;
use domain::policy::{Proposals, Upkeep};
use domain::proposal::{Ask, Misasked};
use sqlx::AnyConnection;

use crate::config::creditor::Settings;
use crate::store::proposal::Kept;
use crate::store::{StoreError, plan};
use crate::tenant::Tenant;
use crate::use_cases::offer::{self, WaysOut};
use crate::use_cases::plan::renewal;
use crate::use_cases::{PortalError, policy};

/// What a proposal is judged by now; something is owed.
#[derive(Clone, Debug)]
pub struct Ground {
    /// What is owed, on which debts, on which day.
    pub ways: WaysOut,
    /// The place of the segment in its policy.
    pub segment: usize,
    /// Inside which it is accepted at once.
    pub limits: Proposals,
}

/// What new terms are about.
#[derive(Clone, Copy, Debug)]
pub enum About<'a> {
    /// What a case owes in a currency beside its plans.
    Case(&'a CaseId, Currency),
    /// That and a plan that runs, whose place they take.
    Plan(&'a plan::Kept),
}

/// The rules under which a proposal was made.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The version of the policy.
    pub stored: policy::Stored,
    /// Inside which it is accepted at once.
    pub limits: Proposals,
}

/// The rules under which a proposal was made, in force or not.
pub async fn rules(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    kept: &Kept,
) -> Result<Rules, PortalError> {
    let found = policy::kept(conn, whose, (&kept.policy.0, kept.policy.1)).await?;
    let corrupt = || StoreError::Corrupt(format!("proposal {}: its policy", kept.id));
    let stored = found.ok_or_else(corrupt)?;
    let segment = stored.file.policy.segments.get(kept.segment);
    let limits = segment.and_then(|segment| segment.proposals).ok_or_else(corrupt)?;
    Ok(Rules { stored, limits })
}

/// The plan whose place a proposal takes, while it runs.
pub(super) async fn running(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    kept: &Kept,
) -> Result<Option<plan::Kept>, PortalError> {
    let Some(id) = &kept.instead else { return Ok(None) };
    let found = plan::find(conn, tenant, id).await?;
    Ok(found.filter(|kept| plan::runs(kept.plan.state())))
}

impl Ground {
    /// What new terms are judged by; `None` if nothing is owed or no terms are taken.
    pub async fn fresh(
        conn: &mut AnyConnection,
        whose: (&Tenant, &Settings),
        about: About<'_>,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, PortalError> {
        let ways = match about {
            About::Case(case, currency) => offer::load(conn, whose, case, (currency, now)).await?,
            About::Plan(kept) => renewal::today(conn, whose, kept, now).await?,
        };
        let Some(ways) = ways else { return Ok(None) };
        let standing = ways.facts.case().standing(ways.policy(), ways.today)?;
        let found = ways.policy().segment(&standing);
        let found = found.and_then(|(place, segment)| Some((place, segment.proposals?)));
        Ok(found.map(|(segment, limits)| Self { ways, segment, limits }))
    }

    /// What a proposal that was made is judged by now; `None` if nothing is owed of what it is about. One in
    /// the place of a plan is about its debts also when it has ended meanwhile.
    pub async fn of(
        conn: &mut AnyConnection,
        whose: (&Tenant, &Settings),
        kept: &Kept,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, PortalError> {
        let Rules { stored, limits } = rules(conn, whose, kept).await?;
        let ways = match running(conn, whose.0, kept).await? {
            Some(plan) => renewal::under(conn, whose, &plan, (stored, now)).await?,
            None => offer::under(conn, whose, &kept.case, (stored, now)).await?,
        };
        let segment = kept.segment;
        Ok(ways.map(|ways| Self { ways, segment, limits }))
    }

    /// How many plans have broken on a debt, if they are so many that the policy offers none itself any more.
    pub fn broken(&self) -> Option<u32> {
        let broken = self.ways.facts.broken;
        let segment = self.ways.policy().segments.get(self.segment);
        segment.filter(|segment| segment.offers_no_plan_after(broken)).map(|_| broken)
    }

    /// What schedules are made by.
    pub fn at(&self) -> (Country, NaiveDate) {
        (self.ways.policy().country, self.ways.today)
    }

    /// What is owed.
    pub const fn owed(&self) -> Money {
        self.ways.owed
    }

    /// The plan whose place the terms take.
    pub fn instead(&self) -> Option<&PlanId> {
        self.ways.instead.as_ref().map(|instead| &instead.plan)
    }

    /// The rules of a plan that comes of it; `None` where the segment has none of its own.
    pub fn upkeep(&self) -> Option<Upkeep> {
        let segment = self.ways.policy().segments.get(self.segment);
        segment.and_then(|segment| segment.plan.as_ref()).map(|plan| plan.upkeep)
    }

    /// The most that the policy gives up of what is owed.
    pub fn most_given_up(&self) -> Result<Money, MoneyError> {
        self.limits.given_up.of(self.ways.owed, Rounding::Down)
    }

    /// Terms for what is owed now, whose schedule can be made; `owed` is what they were about.
    pub fn redone(&self, terms: &Ask, owed: Money) -> Result<Ask, Misasked> {
        let redone = terms.redone(owed, (self.ways.owed, self.ways.today))?;
        redone.schedule(self.at())?;
        Ok(redone)
    }
}
