//! Check 51: a date is over at midnight where the creditor is, and not an instant sooner or later.

use std::num::NonZeroU32;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use domain::allocation::Balance;
use domain::country::Country;
use domain::offer::{Case, Debt};
use domain::plan::{Act, Agreement, Bargain, Pending, Plan, Standing, What};
use domain::plan_quote::Choice;
use domain::policy::{
    AfterMiss, Breaks, Cost, DownPayment, PlanTerms, Policy, Restores, Retries, Rhythm, Spread,
    Upkeep,
};
use domain::schedule::Cut;
use server::use_cases::wall_clock::{instant, local};

use crate::autopay::of_plan;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, in_a_plan, only, standings};
use crate::payments::open_page;
use crate::portal::pen;

/// Days after a date in which paying is still on time.
const GRACE: u16 = 3;

/// The first instant after `day` in `zone`: midnight, or the first one that there is.
fn end_of(zone: Tz, day: NaiveDate) -> DateTime<Utc> {
    let midnight = (day + Days::new(1)).and_time(NaiveTime::MIN);
    match zone.from_local_datetime(&midnight).earliest() {
        Some(at) => at.with_timezone(&Utc),
        None => instant(zone, midnight),
    }
}

fn count(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).expect("some")
}

/// A plan that was agreed on `day`, with its first instalment due on the same day.
fn plan_of(day: NaiveDate) -> Plan {
    let terms = PlanTerms {
        parts: 2..=2,
        frequencies: vec![Rhythm::Monthly],
        least: pen(1),
        down: DownPayment::None,
        cost: Cost::None,
        spread: Spread::Even,
        first_within: 0,
        longest_days: 60,
        upkeep: Upkeep {
            grace_days: GRACE,
            misses: AfterMiss::InAll(count(2)),
            restores: Restores::GivenUp,
            moves: 0,
            move_days: 0,
            skips: 0,
            retries: Retries::USUAL,
        },
        reward: None,
        breaks: Breaks::USUAL,
    };
    let choice = Choice {
        cut: Cut::Parts(count(2)),
        rhythm: Rhythm::Monthly,
        payday: None,
        first_on: day,
        down: pen(0),
    };
    let bargain = Bargain { owed: pen(20_000), given_up: pen(0), early: None };
    let agreed = Agreement::of_plan(&terms, &bargain, &choice, (Country::Pe, day));
    Plan::accept(agreed.expect("within limits")).expect("it holds")
}

/// How many days late a debt of `due_on` is.
fn days_late(due_on: NaiveDate, today: NaiveDate) -> i64 {
    let soles = pen(0).currency();
    let policy = Policy { currency: soles, country: Country::Pe, late: None, segments: Vec::new() };
    let balance = Balance { principal: pen(10_000), ..Balance::zero(soles) };
    let debts = [Debt { balance, due_on: Some(due_on), seen_on: None }];
    let case = Case { debts: &debts, tags: &[], extensions: 0, broken: 0 };
    case.standing(&policy, today).expect("it fits").days_late
}

/// What is missed of a plan once `today` has begun.
fn missed(plan: &Plan, today: NaiveDate) -> Vec<What> {
    let decision = plan.decide(Act::DayBegins(Pending::Nothing), today).expect("a day");
    decision.events.into_iter().map(|event| event.what).collect()
}

#[test]
fn a_date_is_over_at_the_midnight_of_every_zone() {
    let first = NaiveDate::from_ymd_opt(2028, 1, 1).expect("a day");
    for day in first.iter_days().take(366) {
        let next = day + Days::new(1);
        let plan = plan_of(day - Days::new(u64::from(GRACE)));
        assert_eq!((days_late(day, day), days_late(day, next)), (0, 1), "{day}");
        assert_eq!((missed(&plan, day), missed(&plan, next)), (vec![], vec![What::Missed(1)]));
        for zone in chrono_tz::TZ_VARIANTS.iter().copied() {
            let end = end_of(zone, day);
            let last = local(zone, end - TimeDelta::milliseconds(1));
            assert_eq!(last.date(), day, "{zone}");
            for hour in -12..12 {
                let today = local(zone, end + TimeDelta::hours(hour)).date();
                assert_eq!(today > day, hour >= 0, "{day} in {zone}, hour {hour}");
            }
        }
    }
}

on_both_engines! {
    async fn an_instalment_is_missed_from_the_creditors_midnight_on(portal) {
        let (case, _) = in_a_plan(portal).await;
        // Due on 24 November, with three days of grace; Lima is five hours behind.
        let end: DateTime<Utc> = "2026-11-28T05:00:00Z".parse().expect("an instant");
        let last = end - TimeDelta::seconds(1);
        portal.advance(last - portal.portal.clock.now()).await;
        a_day_begins(portal).await;
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::Open);
        portal.advance(end - last).await;
        a_day_begins(portal).await;
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::Missed);
    }

    async fn a_page_that_is_open_at_midnight_keeps_its_date_until_it_is_paid_or_closed(portal) {
        let mut cases = Vec::new();
        for _ in 0..3 {
            cases.push(in_a_plan(portal).await.0);
        }
        let [pays, leaves, comes_late] = cases.as_slice() else { panic!("{cases:?}") };
        let end: DateTime<Utc> = "2026-11-28T05:00:00Z".parse().expect("an instant");
        portal.advance(end - TimeDelta::minutes(10) - portal.portal.clock.now()).await;
        let session = open_page(portal, pays, &of_plan(portal, pays, 10_000).await).await;
        open_page(portal, leaves, &of_plan(portal, leaves, 10_000).await).await;
        portal.advance(TimeDelta::minutes(11)).await;
        // This one was opened when the date was over already.
        open_page(portal, comes_late, &of_plan(portal, comes_late, 10_000).await).await;
        a_day_begins(portal).await;
        for (case, standing) in
            [(pays, Standing::Open), (leaves, Standing::Open), (comes_late, Standing::Missed)]
        {
            assert_eq!(standings(&only(portal, case).await)[0], standing, "{case}");
        }
        portal.stripe.pay_by_card(&session).await;
        portal.advance(TimeDelta::minutes(45)).await;
        a_day_begins(portal).await;
        for (case, standing) in [(pays, Standing::OnTime), (leaves, Standing::Missed)] {
            assert_eq!(standings(&only(portal, case).await)[0], standing, "{case}");
        }
        assert!(only(portal, pays).await.plan.is_on_track(local(chrono_tz::America::Lima, end).date()));
    }
}
