//! What a portfolio has behind it before a night is measured: nights on which it was written to, plans and promises.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::country::Country;
use domain::ids::{PlanId, PromiseId};
use domain::money::Money;
use domain::plan::{Agreement, Plan};
use domain::policy::{AfterMiss, Cost, Restores, Retries, Spread, Upkeep};
use domain::promise::{Promise, PromiseState};
use domain::schedule::{DayOfMonth, Frequency, Instalment};
use server::clock::Clock;
use server::compose::Portal;
use server::config::creditor::Settings;
use server::config::sequence as files;
use server::store::reminder_page::{self, OwedDebt, Stretch};
use server::store::{creditor, plan, promise};
use server::use_cases::{policy, reminder, sequence, wall_clock};

use crate::Outcome;
use crate::copies::{BASE, change};
use crate::site::Site;

/// The policy of a clinic, as it is shipped.
const POLICY: &str = include_str!("../../../demo/policies/san-borja.toml");

/// How many days ago everybody was written to, the longest ago first; tonight the gap is over.
const NIGHTS: [i64; 2] = [17, 9];

/// One case in so many is in a plan, another one has promised.
const ONE_IN: u64 = 20;

/// What a night leaves once all of it was sent and done.
const SENT: [&str; 4] = [
    "update messages set state = 'sent', sent_at = not_before, counted_at = not_before
     where kind = 'reminder' and state = 'queued'",
    "update tasks set state = 'done' where state = 'open'",
    "update reminders set state = 'sent' where state = 'queued'",
    "update reminders set state = 'done' where state = 'open'",
];

/// Lets the portfolio live until today under the standard sequence.
pub async fn live(site: &Site) -> Outcome<()> {
    let now = site.portal.clock.now();
    let settings = settings(site).await?;
    for (nth, days) in NIGHTS.into_iter().enumerate() {
        let clock = Clock::set_to(now - TimeDelta::days(days));
        let portal = Portal::open(site.portal.settings.clone(), clock).await?;
        if nth == 0 {
            begin(&portal, (site, &settings)).await?;
        }
        reminder::plan_day(&portal, &site.tenant).await?;
        portal.store.close().await;
        change(site, &SENT).await?;
    }
    agree(site, &settings, now).await
}

async fn settings(site: &Site) -> Outcome<Settings> {
    let mut conn = site.portal.store.read().await?;
    Ok(creditor::settings(&mut conn, &site.tenant).await?)
}

/// Puts the sequence and the policy in force.
async fn begin(portal: &Portal, (site, settings): (&Site, &Settings)) -> Outcome<()> {
    let source = files::shipped("standard").ok_or("no sequence ships")?;
    let file = files::read(source).map_err(|errors| format!("{errors:?}"))?;
    let order = sequence::Order { source, file: &file, from: None, made_by: "bench" };
    sequence::apply(portal, (&site.tenant, settings), order).await?;
    let file = policy::read(settings, POLICY).map_err(|errors| format!("{errors:?}"))?;
    let order = policy::Order { source: POLICY, file: &file, from: None, made_by: "bench" };
    policy::apply(portal, (&site.tenant, settings), order).await?;
    Ok(())
}

/// Puts some cases into plans with a date in three days, and lets others promise tomorrow.
async fn agree(site: &Site, settings: &Settings, now: DateTime<Utc>) -> Outcome<()> {
    let (tenant, store) = (&site.tenant, &site.portal.store);
    let today = wall_clock::local(settings.zone, now).date();
    let count = BASE / ONE_IN;
    let mut conn = store.read().await?;
    let asked = ("", i64::try_from(count * 2)?);
    let heads = reminder_page::owing(&mut conn, tenant, asked).await?;
    let in_force =
        policy::in_force(&mut conn, (tenant, settings), (settings.currency, now)).await?;
    let policy = in_force.map(|stored| (stored.id, stored.version)).ok_or("no policy")?;
    let mut agreed = Vec::with_capacity(heads.len());
    for head in heads {
        let only = Stretch { first: &head.case, last: &head.case };
        let debts = reminder_page::debts(&mut conn, tenant, only).await?;
        agreed.push((head.case, debts.into_iter().map(|(_, debt)| debt).collect::<Vec<_>>()));
    }
    drop(conn);
    let mut tx = store.begin().await?;
    for (nth, (case, debts)) in (0..).zip(agreed) {
        let owed = total(&debts, settings)?;
        let bits = site.portal.ids.bits();
        if nth < count {
            let id = PlanId::from_bits(bits);
            let debts = debts.into_iter().map(|debt| debt.id).collect();
            let plan = Plan::accept(agreement(owed, today)?)?;
            let (policy, accepted_at) = (policy.clone(), now - TimeDelta::days(10));
            let kept = plan::Kept { id, case, policy, accepted_at, debts, plan, events: 0 };
            plan::insert(&mut tx, tenant, &kept).await?;
        } else {
            let promise = promised(owed, today)?;
            let (id, policy) = (PromiseId::from_bits(bits), policy.clone());
            let debts = debts.into_iter().map(|debt| debt.id).collect();
            let kept = promise::Kept { id, case, policy, made_at: now, debts, promise };
            promise::insert(&mut tx, tenant, &kept).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

fn total(debts: &[OwedDebt], settings: &Settings) -> Outcome<Money> {
    let zero = Money::zero(settings.currency);
    Ok(debts.iter().try_fold(zero, |sum, debt| sum.checked_add(debt.owed))?)
}

fn day(today: NaiveDate, days: u64) -> Outcome<NaiveDate> {
    Ok(today.checked_add_days(Days::new(days)).ok_or("no such day")?)
}

/// Three instalments, the first in three days.
fn agreement(owed: Money, today: NaiveDate) -> Outcome<Agreement> {
    let zero = Money::zero(owed.currency());
    let third = Money::new(owed.minor() / 3, owed.currency())?;
    let last = owed.less(third)?.less(third)?;
    let mut instalments = Vec::new();
    for (number, days, amount) in [(1, 3, third), (2, 33, third), (3, 63, last)] {
        instalments.push(Instalment { number, due_on: day(today, days)?, amount });
    }
    Ok(Agreement {
        accepted_on: today.checked_sub_days(Days::new(10)).ok_or("no such day")?,
        country: Country::Pe,
        first_on: day(today, 3)?,
        frequency: Frequency::Monthly(DayOfMonth::new(15).ok_or("no such day")?),
        owed,
        given_up: zero,
        down: zero,
        instalments,
        cost: Cost::None,
        charged: zero,
        spread: Spread::Even,
        early: None,
        upkeep: Upkeep {
            grace_days: 3,
            misses: AfterMiss::InAll(std::num::NonZeroU32::MIN),
            restores: Restores::Nothing,
            moves: 1,
            move_days: 7,
            skips: 1,
            retries: Retries::USUAL,
        },
        reward: None,
    })
}

fn promised(amount: Money, today: NaiveDate) -> Outcome<Promise> {
    let state = PromiseState::Made { paid: Money::zero(amount.currency()) };
    Ok(Promise { amount, made_on: today, pay_on: day(today, 1)?, state })
}
