//! One day: the team in the morning, people in the afternoon, the books at night.
//!
//! Whatever repeats each hour is due each time that work is done: dates, interest, charges and comparisons run
//! three times a day, the first time inside the hours in which charges may be made and letters may leave.

use chrono::{Datelike, NaiveTime, TimeDelta, Weekday};

use super::agenda::Later;
use super::{
    Simulation, Trouble, autopay, correction, debtor, faults, invariants, pay, portfolio, proposal,
    team,
};
use crate::jobs::runner;
use crate::stripe::simulator::Taken;
use crate::use_cases::stripe_event::{self, Received};

/// Inside the hours in which letters may leave.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(9, 30, 0).expect("a time of day");
const AFTERNOON: NaiveTime = NaiveTime::from_hms_opt(17, 0, 0).expect("a time of day");
const NIGHT: NaiveTime = NaiveTime::from_hms_opt(23, 30, 0).expect("a time of day");

/// After so many rounds work that makes more work will not end.
const ROUNDS: usize = 10_000;

/// Lives through the next day.
pub(super) async fn live(life: &mut Simulation) -> Result<(), Trouble> {
    let day = life.day;
    if day == 0 {
        faults::let_loose(life).await?;
    }
    life.time.go_to(day, MORNING);
    let today = life.time.today();
    if today.day() == 1 {
        portfolio::of_month(life).await?;
    } else if today.weekday() == Weekday::Mon {
        portfolio::try_again(life).await?;
        correction::decide(life).await?;
    }
    team::send_links(life).await?;
    work(life).await?;
    life.time.go_to(day, AFTERNOON);
    debtor::read_letters(life);
    for later in life.agenda.due(today) {
        let pause = life.dice.between(5, 90);
        life.time.pass(TimeDelta::seconds(i64::from(pause)));
        Box::pin(happen(life, later)).await?;
    }
    work(life).await?;
    life.time.go_to(day, NIGHT);
    work(life).await?;
    invariants::of_day(life).await
}

/// Lets something happen that was to come.
async fn happen(life: &mut Simulation, later: Later) -> Result<(), Trouble> {
    match later {
        Later::Visit(who, errand) => debtor::visit(life, who, errand).await,
        Later::Cash(who) => team::take_cash(life, who).await,
        Later::VoucherPaid(session) => {
            pay::voucher_paid(life, &session).await;
            Ok(())
        }
        Later::Arrives(who, transfer, amount) => {
            team::confirm(life, who, (&transfer, amount)).await
        }
        Later::NotArrived(transfer) => team::refuse(life, &transfer).await,
        Later::Unnamed(who) => team::unnamed(life, who).await,
        Later::Identified(item, who) => team::identify(life, &item, who).await,
        Later::Answered(who) => team::answer(life, who).await,
        Later::GiveBack(who) => team::give_back(life, who).await,
        Later::Proposed(id) => proposal::answered(life, &id).await,
        Later::CardTurns(plan) => autopay::turn(life, &plan).await,
        Later::WrongFile => correction::undo_last_file(life).await,
        Later::Disputed(session) => {
            pay::disputed(life, &session).await;
            Ok(())
        }
        Later::Decided(dispute) => {
            pay::decided(life, &dispute).await;
            Ok(())
        }
    }
}

/// Carries Stripe's news and does what is due, jobs and letters, until nothing is.
async fn work(life: &mut Simulation) -> Result<(), Trouble> {
    for _ in 0..ROUNDS {
        let carried = carry(life).await?;
        let done = runner::run_due(&life.portal).await?;
        if carried + done == 0 {
            return Ok(());
        }
    }
    Err(Trouble::broken("there is no end of work"))
}

/// Carries the webhooks that are due; says how many those were.
async fn carry(life: &mut Simulation) -> Result<usize, Trouble> {
    let due = life.stripe.due();
    let count = due.len();
    for news in due {
        if faults::is_down(life) {
            life.stripe.told(&news.id, Taken::No);
            life.tally.note("webhooks that met nobody");
            continue;
        }
        let signatures = [news.signature.as_bytes()];
        match stripe_event::receive(&life.portal, &signatures, news.body.as_bytes()).await? {
            Received::Kept => life.tally.note("webhooks"),
            Received::Known => life.tally.note("webhooks that came again"),
            Received::Refused(why) => {
                return Err(Trouble::broken(format!("a webhook was refused: {why}")));
            }
        }
        life.stripe.told(&news.id, Taken::Yes);
    }
    Ok(count)
}
