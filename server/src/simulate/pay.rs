//! Paying at Stripe, where cards fail and money takes days.

use app::debtor::plan::PlanWhat;
use domain::ids::PlanId;
use domain::money::Money;
use domain::plan::Extra;
use serde_json::{Value, json};

use super::agenda::Later;
use super::clock::after;
use super::persona::{GOOD_CARD, Means};
use super::{Simulation, Trouble, autopay, transfers};
use crate::store::attempt::{self, Find};
use crate::store::debt::Debt;
use crate::use_cases::offer::WaysOut;
use crate::use_cases::payment::start::{self, Next, Wish};
use crate::use_cases::payment::waiver;
use crate::use_cases::plan::paying::{Ask, of_plan as asked};
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, return_page};

/// Out of a thousand: who takes another card after a decline, comes back to the page of the payment, has
/// it disputed, gets something back.
const OTHER_CARD: u32 = 600;
const COMES_BACK: u32 = 600;
const DISPUTED: u32 = 12;
const GIVEN_BACK: u32 = 25;

/// Out of a thousand who pay with the discount: who pays by transfer.
const LESS_BY_TRANSFER: u32 = 250;

/// Out of a thousand: vouchers that are paid, and bank debits that fail.
const VOUCHERS_PAID: u32 = 700;
const DEBITS_FAIL: u32 = 200;

/// A bank account whose debits fail in the end, and one whose do not.
const BAD_ACCOUNT: &str = "DE62370400440532013001";
const GOOD_ACCOUNT: &str = "DE89370400440532013000";

/// Pays all that some debts owe.
pub(super) async fn debts(
    life: &mut Simulation,
    visit: &Visit,
    who: usize,
    (debts, owed): (&[Debt], Money),
) -> Result<(), Trouble> {
    at_stripe(life, visit, who, wish(debts, owed)).await
}

/// All that some debts owe.
pub(super) fn wish(debts: &[Debt], amount: Money) -> Wish {
    Wish {
        currency: amount.currency(),
        debts: debts.iter().map(|debt| debt.id.clone()).collect(),
        amount: None,
        expected: amount,
        plan: None,
        deal: None,
    }
}

/// Pays a part of what some debts owe.
pub(super) async fn part(
    life: &mut Simulation,
    visit: &Visit,
    who: usize,
    (debts, owed): (&[Debt], Money),
) -> Result<(), Trouble> {
    let share = life.dice.minor(150, 900);
    let amount = Money::new((owed.minor() * share / 1_000).max(1), owed.currency())?;
    let wish = Wish { amount: Some(amount), ..wish(debts, amount) };
    at_stripe(life, visit, who, wish).await
}

/// Pays everything with the discount, if there is one.
pub(super) async fn for_less(
    life: &mut Simulation,
    visit: &Visit,
    who: usize,
    ways: Option<&WaysOut>,
) -> Result<(), Trouble> {
    let Some(of) = ways.map(waiver::discount).transpose()?.flatten() else { return Ok(()) };
    let wish = Wish {
        currency: of.deal.owed.currency(),
        debts: of.debts.clone(),
        amount: Some(of.deal.to_pay),
        expected: of.deal.to_pay,
        plan: None,
        deal: Some(of),
    };
    life.tally.note("payments with the discount");
    if life.dice.per_mille(LESS_BY_TRANSFER) {
        transfers::transferred(life, visit, who, wish).await
    } else {
        at_stripe(life, visit, who, wish).await
    }
}

/// Pays what a plan asks for.
pub(super) async fn of_plan(
    life: &mut Simulation,
    visit: &Visit,
    who: usize,
    wanted: (PlanId, PlanWhat),
) -> Result<(), Trouble> {
    match wish_of_plan(life, visit, wanted).await? {
        Some(wish) => at_stripe(life, visit, who, wish).await,
        None => Ok(()),
    }
}

/// What a plan asks for; `None` if it is over.
pub(super) async fn wish_of_plan(
    life: &mut Simulation,
    visit: &Visit,
    (plan, what): (PlanId, PlanWhat),
) -> Result<Option<Wish>, Trouble> {
    let extra = if life.dice.per_mille(500) { Extra::Next } else { Extra::Last };
    let ask = Ask { plan, what, typed: String::new(), extra };
    let Ok(of) = asked(&life.portal, visit, &life.settings, ask).await? else {
        life.tally.note("plans that were over when they were to be paid");
        return Ok(None);
    };
    Ok(Some(Wish {
        currency: of.amount.currency(),
        debts: of.debts,
        amount: Some(of.amount),
        expected: of.amount,
        plan: Some((of.ask.plan, of.ask.extra)),
        deal: None,
    }))
}

async fn at_stripe(
    life: &mut Simulation,
    visit: &Visit,
    who: usize,
    wish: Wish,
) -> Result<(), Trouble> {
    if wish.expected.is_zero() {
        return Ok(());
    }
    let is_kept = match &wish.plan {
        Some((plan, _)) => autopay::is_wanted(life, plan).await?,
        None => false,
    };
    let takes = if is_kept { Takes::Cards } else { Takes::Anything };
    let started = start::at_stripe(&life.portal, visit, &wish, "es").await;
    let Some(next) = answered(life, started)? else { return Ok(()) };
    match next {
        Next::Provider(url) => {
            let session = url.rsplit('/').next().unwrap_or_default().to_owned();
            on_the_page(life, visit, who, (&session, takes)).await
        }
        Next::Status(_) => {
            life.tally.note("payments that were under way already");
            Ok(())
        }
        Next::Unmet(_) => {
            life.tally.note("payments that could not be begun");
            Ok(())
        }
        Next::Transfer(_) => Err(Trouble::broken("a card became a transfer")),
    }
}

/// What a start came to; `None` if Stripe said nothing, of which the page tells.
pub(super) fn answered(
    life: &mut Simulation,
    started: Result<Next, PortalError>,
) -> Result<Option<Next>, Trouble> {
    match started {
        Ok(next) => Ok(Some(next)),
        Err(PortalError::Unavailable(_)) => {
            life.tally.note("payments to which Stripe said nothing");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// What the provider's page takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Takes {
    Anything,
    /// The card is to be kept.
    Cards,
}

/// What somebody pays with; `None` if they leave the page.
fn means(life: &mut Simulation, who: usize, takes: Takes) -> Option<Value> {
    let code = life.people[who].currency.code();
    Some(match (Means::random(&mut life.dice), takes, code) {
        (Means::Nothing, ..) => return None,
        (Means::Slow, Takes::Anything, "MXN") => json!({ "method": "oxxo" }),
        (Means::Slow, Takes::Anything, "EUR") => {
            let fails = life.dice.per_mille(DEBITS_FAIL);
            json!({ "method": "sepa_debit", "iban": if fails { BAD_ACCOUNT } else { GOOD_ACCOUNT } })
        }
        (Means::Slow, ..) => json!({ "card": GOOD_CARD }),
        (Means::Card(number), ..) => json!({ "card": number }),
    })
}

/// The provider's page, and maybe the way back from it.
async fn on_the_page(
    life: &mut Simulation,
    visit: &Visit,
    who: usize,
    (session, takes): (&str, Takes),
) -> Result<(), Trouble> {
    let Some(body) = means(life, who, takes) else {
        life.tally.note("payment pages that were left");
        return Ok(());
    };
    let mut paid = try_to_pay(life, session, &body).await;
    if paid == Some(Paid::No) {
        life.tally.note("cards that were declined");
        if life.dice.per_mille(OTHER_CARD) {
            paid = try_to_pay(life, session, &json!({ "card": GOOD_CARD })).await;
        }
    }
    if paid != Some(Paid::Yes) {
        // Who paid here a moment ago, and is not known to have, finds the same page once more.
        life.tally.note("payment pages without a payment");
        return Ok(());
    }
    life.tally.note("payment pages that somebody got through");
    afterwards(life, who, session, body["method"].as_str());
    if life.dice.per_mille(COMES_BACK) {
        let mut conn = life.portal.store.read().await?;
        let known = attempt::find(&mut conn, &life.tenant, Find::Session(session)).await?;
        drop(conn);
        if let Some(attempt) = known {
            return_page::own(&life.portal, visit, &attempt.id, Some(session)).await?;
            life.tally.note("ways back from Stripe");
        }
    }
    Ok(())
}

/// Whether the page lets somebody through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Paid {
    Yes,
    No,
}

/// Pays so on the page; `None` if it takes no money any more.
async fn try_to_pay(life: &Simulation, session: &str, body: &Value) -> Option<Paid> {
    let paid = life.stripe.control(&format!("sessions/{session}/pay"), body).await.ok()?;
    Some(if paid["outcome"] == "through" { Paid::Yes } else { Paid::No })
}

/// What may become of a payment later.
fn afterwards(life: &mut Simulation, who: usize, session: &str, method: Option<&str>) {
    let today = life.time.today();
    if method == Some("oxxo") && life.dice.per_mille(VOUCHERS_PAID) {
        let on = after(today, life.dice.between(1, 2));
        life.agenda.add(on, Later::VoucherPaid(session.to_owned()));
    }
    if method.is_none() && life.dice.per_mille(DISPUTED) {
        let on = after(today, life.dice.between(5, 40));
        life.agenda.add(on, Later::Disputed(session.to_owned()));
    }
    if life.dice.per_mille(GIVEN_BACK) {
        let on = after(today, life.dice.between(1, 25));
        life.agenda.add(on, Later::GiveBack(who));
    }
}

/// The money of a voucher is paid in, if the voucher can still be paid.
pub(super) async fn voucher_paid(life: &mut Simulation, session: &str) {
    let done = life.stripe.control(&format!("sessions/{session}/complete"), &json!({})).await;
    life.tally.note(if done.is_ok() { "vouchers paid" } else { "vouchers that had run out" });
}

/// A bank disputes a payment, or asks about it; nothing happens to one that was given back.
pub(super) async fn disputed(life: &mut Simulation, session: &str) {
    let kind = if life.dice.per_mille(700) { "dispute" } else { "inquiry" };
    let body = json!({ "session": session, "kind": kind });
    let Ok(opened) = life.stripe.control("disputes", &body).await else { return };
    life.tally.note("disputes");
    decide_later(life, opened["id"].as_str().unwrap_or_default().to_owned());
}

fn decide_later(life: &mut Simulation, dispute: String) {
    let on = after(life.time.today(), life.dice.between(7, 30));
    life.agenda.add(on, Later::Decided(dispute));
}

/// A bank decides, or goes on from asking to taking.
pub(super) async fn decided(life: &mut Simulation, dispute: &str) {
    let asks = [("escalate", 1), ("dismiss", 1)];
    let decides = [("win", 1), ("lose", 1)];
    let turns = [life.dice.weighted(&asks), life.dice.weighted(&decides)];
    for turn in turns.into_iter().flatten() {
        let what = format!("disputes/{dispute}/{turn}");
        // A dispute can no more be dismissed than an inquiry won.
        if life.stripe.control(&what, &json!({})).await.is_ok() {
            life.tally.note("turns of banks");
            if turn == "escalate" {
                decide_later(life, dispute.to_owned());
            }
            return;
        }
    }
}
