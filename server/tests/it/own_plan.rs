//! A plan of a case that is in no currency of its debts, for tests of who may see what.

use std::num::NonZeroU32;

use chrono::NaiveDate;
use domain::country::Country;
use domain::ids::{AccessLinkId, CaseId, PlanId};
use domain::money::{Currency, Money};
use domain::plan::{Agreement, Plan};
use domain::policy::{AfterMiss, Cost, Restores, Retries, Spread, Upkeep};
use domain::schedule::{DayOfMonth, Frequency, Instalment};
use server::store::agreement::{self, NewPaper};
use server::store::debtor::{self, Find};
use server::store::{plan, policy};

use crate::portal::TestPortal;
use crate::ways_out::{POLICY, offer};

/// Two instalments of 50 dollars.
fn agreed() -> Agreement {
    let dollars = Currency::parse("USD").expect("USD");
    let usd = |minor| Money::new(minor, dollars).expect("positive");
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let one = |number, on| Instalment { number, due_on: day(on), amount: usd(5_000) };
    Agreement {
        accepted_on: day("2026-11-24"),
        country: Country::Pe,
        first_on: day("2026-11-30"),
        frequency: Frequency::Monthly(DayOfMonth::new(30).expect("a day")),
        owed: usd(10_000),
        given_up: usd(0),
        down: usd(0),
        instalments: vec![one(1, "2026-11-30"), one(2, "2026-12-15")],
        cost: Cost::None,
        charged: usd(0),
        spread: Spread::Even,
        early: None,
        upkeep: Upkeep {
            grace_days: 3,
            misses: AfterMiss::InAll(NonZeroU32::MIN),
            restores: Restores::Nothing,
            moves: 1,
            move_days: 7,
            skips: 0,
            retries: Retries::USUAL,
        },
        reward: None,
    }
}

/// Gives the case a plan with its paper, and no debt to pay by it.
pub async fn plant(portal: &TestPortal, case: &CaseId) -> PlanId {
    offer(portal, &format!("currency = \"USD\"\n{POLICY}")).await;
    let (here, tenant) = (&portal.portal, &portal.clinic);
    let mut conn = here.store.read().await.expect("a connection");
    let under = policy::list(&mut conn, tenant).await.expect("policies").pop().expect("one").id;
    let found = debtor::find(&mut conn, tenant, &here.keys, Find::Case(case)).await;
    let key = found.expect("asked").expect("there").0.key.expect("a key");
    drop(conn);
    let kept = plan::Kept {
        id: PlanId::from_bits(here.ids.bits()),
        case: case.clone(),
        policy: (under, 1),
        accepted_at: here.clock.now(),
        debts: Vec::new(),
        plan: Plan::accept(agreed()).expect("it adds up"),
        events: 0,
    };
    let paper = NewPaper {
        of: kept.id.as_str(),
        case,
        link: &AccessLinkId::from_bits(1),
        language: "es",
        seen: "seen",
        paper: "<p>Canario</p>",
        address: None,
        device: None,
        agreed_at: kept.accepted_at,
        autopay_at: None,
    };
    let mut tx = here.store.begin().await.expect("a transaction");
    plan::insert(&mut tx, tenant, &kept).await.expect("written");
    agreement::insert(&mut tx, tenant, &key, paper).await.expect("kept");
    tx.commit().await.expect("committed");
    kept.id
}
