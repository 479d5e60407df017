//! What must hold after each day, and after each month.
//!
//! | when | what |
//! | --- | --- |
//! | each day | every case that changed passes the checks of `ledger-check`: chain, witnesses, balances, money objects |
//! | each day | its plans come out of their events as they are stored, and no debt is in two that run |
//! | each day | what the ledger says came in, went back and was taken at Stripe is what Stripe's own book says |
//! | each day | no job was given up |
//! | each month, and in the end | the whole `ledger-check`; and payment by payment both books say the same |
//!
//! At night everything that Stripe did by day is known here, whatever became of its webhooks: the job that
//! compares has run since.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::{Simulation, Trouble};
use crate::store::books::{self, Side};
use crate::store::{job, plan};
use crate::stripe::map;
use crate::stripe::simulator::Held;
use crate::use_cases::ledger_check::{self, Checked};

/// What was looked at last.
#[derive(Default, Debug)]
pub(super) struct Judge {
    versions: BTreeMap<CaseId, i64>,
}

/// Looks at what changed today; at everything on the first day of a month.
pub(super) async fn of_day(life: &mut Simulation) -> Result<(), Trouble> {
    let mut conn = life.portal.store.read().await?;
    let versions = books::versions(&mut conn, &life.tenant).await?;
    let before = &life.judge.versions;
    let changed = versions.iter().filter(|(case, version)| before.get(*case) != Some(*version));
    for (case, _) in changed {
        let held = case_holds(life, &mut conn, case).await;
        held.map_err(|trouble| trouble.of(Some(case)))?;
    }
    sums_agree(life, &mut conn).await?;
    let (_, given_up) = job::counts(&mut conn).await?;
    if given_up > 0 {
        return Err(Trouble::broken(format!("{given_up} jobs were given up")));
    }
    drop(conn);
    life.judge.versions = versions;
    if life.time.today().day() == 1 {
        of_everything(life).await?;
    }
    Ok(())
}

/// Looks at everything.
pub(super) async fn of_everything(life: &Simulation) -> Result<Checked, Trouble> {
    payments_agree(life).await?;
    let verdict = ledger_check::check(&life.portal).await?;
    verdict.map_err(Trouble::broken)
}

async fn case_holds(
    life: &Simulation,
    conn: &mut AnyConnection,
    case: &CaseId,
) -> Result<(), Trouble> {
    let verdict = ledger_check::check_case(conn, &life.tenant, case).await?;
    verdict.map_err(Trouble::broken)?;
    // Reading a plan applies its events again and refuses it if they come to something else.
    let mut taken = BTreeSet::new();
    for kept in plan::of_case(conn, &life.tenant, case).await? {
        if !plan::runs(kept.plan.state()) {
            continue;
        }
        for debt in kept.debts {
            if !taken.insert(debt.clone()) {
                return Err(Trouble::broken(format!("{debt} is in two plans that run")));
            }
        }
    }
    Ok(())
}

/// Sums by currency, in minor units of ours.
type Sums = BTreeMap<String, i64>;

/// What of an object of Stripe's is summed.
type Sum = fn(&Held) -> i64;

/// What Stripe counts as so much, in ours.
fn ours(units: i64, currency: &str) -> Result<(String, i64), Trouble> {
    let money = map::money(units, currency);
    let money = money.ok_or_else(|| Trouble::broken("Stripe holds what nobody can count"))?;
    Ok((money.currency().code().to_owned(), money.minor()))
}

async fn sums_agree(life: &Simulation, conn: &mut AnyConnection) -> Result<(), Trouble> {
    let held = life.stripe.held();
    let sides: [(Side, Sum); 3] = [
        (Side::Captured, |held| held.captured),
        (Side::GivenBack, |held| held.given_back),
        (Side::TakenBack, |held| held.taken_back),
    ];
    for (side, of) in sides {
        let mut theirs = Sums::new();
        for one in held.values() {
            let (currency, minor) = ours(of(one), &one.currency)?;
            *theirs.entry(currency).or_default() += minor;
        }
        let mut here = books::sums(conn, &life.tenant, side).await?;
        theirs.retain(|_, sum| *sum != 0);
        here.retain(|_, sum| *sum != 0);
        if here != theirs {
            let what = format!("{side:?} at Stripe: our ledger {here:?}, Stripe's book {theirs:?}");
            return Err(Trouble::broken(what));
        }
    }
    Ok(())
}

async fn payments_agree(life: &Simulation) -> Result<(), Trouble> {
    let mut held = life.stripe.held();
    let mut conn = life.portal.store.read().await?;
    for payment in books::at_stripe(&mut conn, &life.tenant).await? {
        let [captured, given_back, taken_back, _] = payment.numbers;
        let here = Held { currency: payment.word, captured, given_back, taken_back };
        let Some(theirs) = held.remove(&payment.key) else {
            return Err(Trouble::broken(format!("{}: Stripe does not know it", payment.key)));
        };
        let counted = |units| ours(units, &theirs.currency);
        let (currency, captured) = counted(theirs.captured)?;
        let ((_, given_back), (_, taken_back)) =
            (counted(theirs.given_back)?, counted(theirs.taken_back)?);
        let theirs = Held { currency, captured, given_back, taken_back };
        if here != theirs {
            let what = format!("{}: our books {here:?}, Stripe's {theirs:?}", payment.key);
            return Err(Trouble::broken(what));
        }
    }
    match held.first_key_value() {
        Some((intent, _)) => Err(Trouble::broken(format!("{intent} came in and is not booked"))),
        None => Ok(()),
    }
}
