//! What the creditor's people do: send links, confirm what arrived, take cash, answer, cancel, give back.

use chrono::{Days, NaiveDate};
use domain::ids::{AttemptId, CaseId, RefundId, SuspenseId};
use domain::ledger::Channel;
use domain::money::Money;
use domain::plan::State;

use super::agenda::Later;
use super::clock::after;
use super::{Simulation, TEAM, Trouble, reopened};
use crate::store::attempt::{self, Find};
use crate::store::payment::{self, Payment};
use crate::store::plan::{self as plans, Kept};
use crate::store::{StoreError, answer as answers, debt, hold};
use crate::use_cases::access_link::{self, Outcome};
use crate::use_cases::form_key::FormKey;
use crate::use_cases::payment::elsewhere::{self, Recorded};
use crate::use_cases::payment::given_back::{self, GivenBack};
use crate::use_cases::payment::transfer::{self, Matched, Seen};
use crate::use_cases::payment::{refund, suspense};
use crate::use_cases::plan::change::{self, Form};
use crate::use_cases::plan::page;
use crate::use_cases::{PortalError, inbox, wall_clock};

/// Days in which everybody who owes is sent a link once.
const ROUND: usize = 60;

/// Out of a thousand: forms that are sent twice, transfers without a name whose owner is found.
const TWICE: u32 = 100;
const FOUND: u32 = 850;

/// Out of a thousand whose words are attended to: whose plan is cancelled.
const CANCELLED: u32 = 150;

/// Days after which cash is written down, and a transfer that stands on the bank's statement is confirmed, and how
/// often.
const WRITTEN_AFTER: [(u64, u32); 3] = [(0, 85), (3, 8), (9, 7)];
const CONFIRMED_AFTER: [(u64, u32); 3] = [(0, 75), (1, 15), (3, 10)];

/// Sends links to those whose turn it is and who owe something, as far as the contact rules let them go.
pub(super) async fn send_links(life: &mut Simulation) -> Result<(), Trouble> {
    for _ in 0..life.people.len().div_ceil(ROUND) {
        let who = life.next_letter;
        life.next_letter = (who + 1) % life.people.len();
        let Some(case) = life.people[who].case.clone() else { continue };
        if owed(life, &case).await?.is_empty() {
            continue;
        }
        let sent = access_link::send(&life.portal, &life.tenant, &case, TEAM).await;
        match sent.map_err(|error| Trouble::from(error).of(Some(&case)))? {
            Outcome::Queued => life.tally.note("links sent"),
            Outcome::Refused(_) => life.tally.note("links that the rules held back"),
        }
    }
    Ok(())
}

/// What a case owes that can be paid, debt by debt.
async fn owed(life: &Simulation, case: &CaseId) -> Result<Vec<Money>, Trouble> {
    let mut conn = life.portal.store.read().await?;
    let debts = debt::of_case(&mut conn, &life.tenant, case).await?;
    let payable = debts.iter().filter(|debt| debt.is_payable());
    Ok(payable.map(|debt| debt.balance.total()).collect::<Result<_, _>>()?)
}

fn case_of(life: &Simulation, who: usize) -> Result<CaseId, Trouble> {
    let case = life.people.get(who).and_then(|person| person.case.clone());
    case.ok_or_else(|| Trouble::broken("somebody has no case"))
}

/// A form's key, and how often the form is sent.
fn form(life: &mut Simulation) -> (String, usize) {
    let key = format!("{:016x}{:016x}", life.dice.bits(), life.dice.bits());
    (key, if life.dice.per_mille(TWICE) { 2 } else { 1 })
}

/// The plans of a case, oldest first.
async fn plans_of(life: &Simulation, case: &CaseId) -> Result<Vec<Kept>, Trouble> {
    let mut conn = life.portal.store.read().await?;
    Ok(plans::of_case(&mut conn, &life.tenant, case).await?)
}

/// The plan that is active, the newest of several.
fn active(all: &[Kept]) -> Option<&Kept> {
    all.iter().rev().find(|kept| *kept.plan.state() == State::Active)
}

/// The day on which money came of which the team tells so many days later; none before the life began.
fn came_on(life: &mut Simulation, told_after: &[(u64, u32)]) -> NaiveDate {
    let days = life.dice.weighted(told_after).unwrap_or_default();
    let today = life.time.today();
    today.checked_sub_days(Days::new(days)).unwrap_or(today).max(life.time.date(0))
}

/// Writes down what somebody paid in cash: what their plan asks for next, else all or half of their first
/// debt.
pub(super) async fn take_cash(life: &mut Simulation, who: usize) -> Result<(), Trouble> {
    let case = case_of(life, who)?;
    let all = plans_of(life, &case).await?;
    if let Some(broken) = reopened::to_bring_back(life, &all) {
        let found = reopened::bring_back(life, &case, broken).await;
        return found.map_err(|trouble| trouble.of(Some(&case)));
    }
    let plan = active(&all);
    let amount = match plan {
        Some(kept) => page::due_amount(kept, life.time.today())?,
        None => {
            let owed = owed(life, &case).await?;
            let Some(&first) = owed.first() else { return Ok(()) };
            let half = Money::new((first.minor() / 2).max(1), first.currency())?;
            if life.dice.per_mille(500) { first } else { half }
        }
    };
    if amount.is_zero() {
        return Ok(());
    }
    let ((key, times), received_on) = (form(life), came_on(life, &WRITTEN_AFTER));
    let new = Recorded {
        amount,
        received_on,
        debt: None,
        note: "Ventanilla".to_owned(),
        who: TEAM.to_owned(),
        key,
    };
    let (portal, tenant) = (&life.portal, &life.tenant);
    for _ in 0..times {
        let recorded = match plan {
            Some(kept) => elsewhere::record_for_plan(portal, tenant, (&case, &kept.id), &new).await,
            None => elsewhere::record(portal, tenant, &case, &new).await,
        };
        recorded.map_err(|error| Trouble::from(error).of(Some(&case)))?;
    }
    life.tally.note(if plan.is_some() { "instalments paid elsewhere" } else { "cash payments" });
    Ok(())
}

/// Ends the plan of somebody who asked for it, with a form that is sent twice.
async fn cancel(life: &mut Simulation, case: &CaseId) -> Result<(), Trouble> {
    let all = plans_of(life, case).await?;
    let Some(kept) = active(&all) else { return Ok(()) };
    let form = Form { key: FormKey::fresh(&life.portal), drawn: kept.events, who: TEAM.to_owned() };
    let (of, why) = ((case, &kept.id), ("Lo pidió por teléfono.", &form));
    let done = change::cancel(&life.portal, &life.tenant, of, why).await?;
    if !matches!(done, change::Outcome::Done(_)) {
        return Err(Trouble::broken(format!("{} could not be cancelled: {done:?}", kept.id)));
    }
    if change::cancel(&life.portal, &life.tenant, of, why).await? != done {
        return Err(Trouble::broken(format!("one form cancelled {} twice", kept.id)));
    }
    life.tally.note("plans cancelled by the team");
    Ok(())
}

fn seen(life: &Simulation, amount: Money) -> Seen {
    Seen { amount, received_on: life.time.today(), who: TEAM.to_owned() }
}

/// A transfer has arrived: confirmed if it was announced, else matched by its reference.
pub(super) async fn confirm(
    life: &mut Simulation,
    who: usize,
    (id, amount): (&AttemptId, Money),
) -> Result<(), Trouble> {
    let mut conn = life.portal.store.read().await?;
    let known = attempt::find(&mut conn, &life.tenant, Find::Id(id)).await?;
    drop(conn);
    let known = known.ok_or_else(|| Trouble::broken("a transfer is not there"))?;
    let begun_on = wall_clock::local(life.settings.zone, known.made_at).date();
    let received_on = came_on(life, &CONFIRMED_AFTER).max(begun_on);
    let seen = Seen { received_on, ..seen(life, amount) };
    if known.announced_at.is_some() {
        transfer::confirm(&life.portal, &life.tenant, id, &seen).await?;
        life.tally.note("transfers confirmed");
        return Ok(());
    }
    receive(life, who, (&known.reference.unwrap_or_default(), &seen)).await
}

/// A transfer has arrived that names nobody.
pub(super) async fn unnamed(life: &mut Simulation, who: usize) -> Result<(), Trouble> {
    let Some(person) = life.people.get(who) else { return Ok(()) };
    let minor = person.invoices.first().map_or(1, |paper| paper.minor);
    let seen = seen(life, Money::new(minor, person.currency)?);
    receive(life, who, ("PAGO", &seen)).await
}

async fn receive(
    life: &mut Simulation,
    who: usize,
    (reference, seen): (&str, &Seen),
) -> Result<(), Trouble> {
    let (key, times) = form(life);
    for _ in 0..times {
        let refs = (reference, key.as_str());
        match transfer::received(&life.portal, &life.tenant, refs, seen).await? {
            Matched::Booked(_) => life.tally.note("transfers matched"),
            Matched::Waits(item) => {
                life.tally.note("transfers without an owner");
                let on = after(life.time.today(), life.dice.between(1, 20));
                life.agenda.add(on, Later::Identified(item, who));
            }
            Matched::Before => life.tally.note("forms that came twice"),
        }
    }
    Ok(())
}

/// The team finds out whose money waits, or gives it up.
pub(super) async fn identify(
    life: &mut Simulation,
    item: &SuspenseId,
    who: usize,
) -> Result<(), Trouble> {
    let (portal, tenant) = (&life.portal, &life.tenant);
    if life.dice.per_mille(FOUND) {
        let reference = life.people[who].reference();
        suspense::assign(portal, tenant, item, (&reference, TEAM)).await?;
        life.tally.note("owners found");
    } else {
        suspense::close(portal, tenant, item, ("Devuelto al banco.", TEAM)).await?;
        life.tally.note("owners never found");
    }
    Ok(())
}

/// A transfer that was announced has not come.
pub(super) async fn refuse(life: &mut Simulation, id: &AttemptId) -> Result<(), Trouble> {
    let why = ("No llegó.", TEAM);
    match transfer::refuse(&life.portal, &life.tenant, id, why).await {
        Ok(()) => life.tally.note("transfers that did not come"),
        // Another money for the same wish came instead.
        Err(PortalError::Refused("confirmed")) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Attends to what somebody said, and lets their reminders go on.
pub(super) async fn answer(life: &mut Simulation, who: usize) -> Result<(), Trouble> {
    let case = case_of(life, who)?;
    let (portal, tenant) = (&life.portal, &life.tenant);
    let mut conn = portal.store.read().await?;
    let said = answers::of_case(&mut conn, tenant, &case).await?;
    let holds = hold::active(&mut conn, tenant, &case).await?;
    drop(conn);
    for answer in said.iter().filter(|answer| answer.attended_at.is_none()) {
        inbox::attend(portal, tenant, &answer.id, TEAM).await?;
        life.tally.note("answers attended to");
    }
    for hold in holds.iter().filter(|hold| !hold.kind.needs_proof()) {
        inbox::lift(portal, tenant, (&case, &hold.id), TEAM).await?;
    }
    if life.dice.per_mille(CANCELLED) {
        let cancelled = cancel(life, &case).await;
        cancelled.map_err(|trouble| trouble.of(Some(&case)))?;
    }
    Ok(())
}

/// Gives back all or half of what is left of the newest payment of a case.
pub(super) async fn give_back(life: &mut Simulation, who: usize) -> Result<(), Trouble> {
    let case = case_of(life, who)?;
    let mut tx = life.portal.store.begin().await?;
    let paid = payment::of_case(&mut tx, &life.tenant, &case).await?;
    let Some(paid) = paid.into_iter().find(|paid| paid.reversed_at.is_none()) else {
        return Ok(());
    };
    let left = refund::refundable(&mut tx, &life.tenant, &paid).await?;
    tx.rollback().await.map_err(StoreError::from)?;
    if left.is_zero() {
        return Ok(());
    }
    let half = Money::new((left.minor() / 2).max(1), left.currency())?;
    let amount = if life.dice.per_mille(400) { left } else { half };
    let given = ask(life, &paid, (amount, left)).await;
    given.map_err(|error| Trouble::from(error).of(Some(&case)))?;
    life.tally.note("refunds");
    Ok(())
}

async fn ask(
    life: &Simulation,
    paid: &Payment,
    (amount, left): (Money, Money),
) -> Result<(), PortalError> {
    let (portal, tenant) = (&life.portal, &life.tenant);
    let key = RefundId::from_bits(portal.ids.bits());
    if paid.channel == Channel::Stripe {
        let amounts = (amount, left);
        return refund::request(portal, tenant, &paid.id, amounts, (&key, TEAM)).await.map(drop);
    }
    let new = GivenBack {
        amount,
        left,
        on: life.time.today(),
        note: String::new(),
        who: TEAM.to_owned(),
        key,
    };
    given_back::record(portal, tenant, (&paid.case, &paid.id), &new).await
}
