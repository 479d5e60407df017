//! What must hold after each day, and after each month.
//!
//! | when | what |
//! | --- | --- |
//! | each day | every case that changed passes the checks of `ledger-check`: chain, witnesses, balances, money objects |
//! | each day | its plans and proposals come out of their events as they are stored |
//! | each day | money pays plans on the day on which it was begun; no date is missed that was paid in time, or that somebody was paying on a page opened in time |
//! | each day | no debt is in two plans that run, and nobody's time to answer is over unnoticed; nobody waits for other terms than those of a plan that is paid |
//! | each day | what was given up is waived while the money for it stands, and no longer |
//! | each day | no plan asks for more than its debts owe, less what it gives up |
//! | each day | paying late is charged up to a day that only goes on, and as counting again says |
//! | each day | no instalment is charged more than it asks for, and one that was charged is closed, unless money was taken back |
//! | each day | each charge was made on a working day, 8 to 19, after a letter that told of it had left on a day before |
//! | each day | no certificate in force names a debt on which something is owed |
//! | each day | what the ledger says came in, went back and was taken at Stripe is what Stripe's own book says |
//! | each day | no job was given up, and none that repeats failed |
//! | each month, and in the end | the whole `ledger-check`; and payment by payment both books say the same |
//!
//! At night everything that Stripe did by day is known here, whatever became of its webhooks: the job that
//! compares has run since.

mod asked;
mod certificates;
mod charges;
mod days;
mod given_up;
mod late;
mod proposals;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use domain::ids::{CaseId, ProposalId};
use sqlx::AnyConnection;

use super::{Simulation, Trouble};
use crate::store::books::{self, Side};
use crate::store::job;
use crate::store::movement::{self, Movement};
use crate::store::plan::{self, Kept};
use crate::stripe::map;
use crate::stripe::simulator::Held;
use crate::use_cases::ledger_check::{self, Checked};

/// What an error of a repeated job begins with that only says that Stripe was out of reach.
const OUT_OF_REACH: &str = "unavailable";

/// What was looked at last.
#[derive(Default, Debug)]
pub(super) struct Judge {
    versions: BTreeMap<CaseId, i64>,
    late: late::Known,
    proposals: BTreeMap<CaseId, Vec<ProposalId>>,
}

impl Judge {
    /// Looks after a proposal of a case from now on.
    pub(super) fn proposed(&mut self, case: CaseId, id: ProposalId) {
        self.proposals.entry(case).or_default().push(id);
    }
}

/// One case that changed.
struct Changed<'a> {
    case: &'a CaseId,
    /// All its plans.
    plans: &'a [Kept],
    /// All its ledger.
    moved: &'a [Movement],
}

/// Looks at what changed today; at everything on the first day of a month.
pub(super) async fn of_day(life: &mut Simulation) -> Result<(), Trouble> {
    let mut conn = life.portal.store.read().await?;
    let versions = books::versions(&mut conn, &life.tenant).await?;
    let before = std::mem::take(&mut life.judge.versions);
    let changed = versions.iter().filter(|(case, version)| before.get(*case) != Some(*version));
    for (case, _) in changed {
        let held = case_holds(life, &mut conn, case).await;
        held.map_err(|trouble| trouble.of(Some(case)))?;
    }
    sums_agree(life, &mut conn).await?;
    jobs_went_well(life, &mut conn).await?;
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
    life: &mut Simulation,
    conn: &mut AnyConnection,
    case: &CaseId,
) -> Result<(), Trouble> {
    let verdict = ledger_check::check_case(conn, &life.tenant, case).await?;
    verdict.map_err(Trouble::broken)?;
    // Reading a plan applies its events again and refuses it if they come to something else.
    let plans = plan::of_case(conn, &life.tenant, case).await?;
    are_apart(&plans)?;
    let moved = movement::of_case(conn, &life.tenant, case).await?;
    let changed = Changed { case, plans: &plans, moved: &moved };
    asked::holds(life, conn, &changed).await?;
    given_up::holds(life, conn, &changed).await?;
    late::holds(life, conn, &changed).await?;
    charges::hold(life, conn, &changed).await?;
    days::hold(life, conn, &changed).await?;
    certificates::hold(life, conn, case).await?;
    proposals::hold(life, conn, &changed).await
}

/// No debt is in two plans that run.
fn are_apart(plans: &[Kept]) -> Result<(), Trouble> {
    let mut taken = BTreeSet::new();
    let running = plans.iter().filter(|kept| plan::runs(kept.plan.state()));
    for debt in running.flat_map(|kept| &kept.debts) {
        if !taken.insert(debt) {
            return Err(Trouble::broken(format!("{debt} is in two plans that run")));
        }
    }
    Ok(())
}

async fn jobs_went_well(life: &Simulation, conn: &mut AnyConnection) -> Result<(), Trouble> {
    let (_, given_up) = job::counts(conn).await?;
    if given_up > 0 {
        return Err(Trouble::broken(format!("{given_up} jobs were given up")));
    }
    let failed = books::failed(conn, &life.tenant).await?;
    let found = failed.iter().find(|job| !job.word.starts_with(OUT_OF_REACH));
    match found {
        Some(job) => Err(Trouble::broken(format!("the job {} failed: {}", job.key, job.word))),
        None => Ok(()),
    }
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
