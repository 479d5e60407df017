//! Paying by bank transfer: announced or not, with another amount, late, without a name, or never.

use app::debtor::plan::PlanWhat;
use domain::ids::PlanId;
use domain::money::Money;

use super::agenda::Later;
use super::clock::after;
use super::pay::{answered, wish, wish_of_plan};
use super::{Simulation, Trouble};
use crate::store::debt::Debt;
use crate::use_cases::payment::start::{self, Next, Wish};
use crate::use_cases::payment::transfer;
use crate::use_cases::session::Visit;

/// Out of a thousand: who says that a transfer is made, transfers that never come, and those that name nobody.
const ANNOUNCES: u32 = 800;
const TRANSFERS_LOST: u32 = 100;
const NAMELESS: u32 = 60;

/// Days after which a transfer arrives, from and to, and how often: most banks are quick, some people are not.
const ARRIVES_AFTER: [((u32, u32), u32); 3] = [((1, 4), 80), ((5, 8), 12), ((9, 25), 8)];

/// Pays what a plan asks for next by bank transfer.
pub(super) async fn of_plan_by_transfer(
    life: &mut Simulation,
    visit: &Visit,
    who: usize,
    plan: PlanId,
) -> Result<(), Trouble> {
    let wish = wish_of_plan(life, visit, (plan, PlanWhat::Due)).await?;
    let Some(wish) = wish.filter(|wish| !wish.expected.is_zero()) else { return Ok(()) };
    life.tally.note("instalments paid by transfer");
    transferred(life, visit, who, wish).await
}

/// Pays by bank transfer.
pub(super) async fn by_transfer(
    life: &mut Simulation,
    visit: &Visit,
    who: usize,
    (debts, owed): (&[Debt], Money),
) -> Result<(), Trouble> {
    transferred(life, visit, who, wish(debts, owed)).await
}

/// Pays what is wished for so.
pub(super) async fn transferred(
    life: &mut Simulation,
    visit: &Visit,
    who: usize,
    wish: Wish,
) -> Result<(), Trouble> {
    let started = start::by_transfer(&life.portal, visit, &wish, "es").await;
    let id = match answered(life, started)? {
        Some(Next::Transfer(id)) => id,
        Some(Next::Provider(_)) => return Err(Trouble::broken("a transfer became a card")),
        Some(Next::Status(_) | Next::Unmet(_)) | None => return Ok(()),
    };
    life.tally.note("transfers begun");
    let announces = life.dice.per_mille(ANNOUNCES);
    if announces {
        transfer::announce(&life.portal, visit, &id, "Desde mi cuenta.").await?;
    }
    let today = life.time.today();
    if life.dice.per_mille(TRANSFERS_LOST) {
        if announces {
            let on = after(today, life.dice.between(3, 16));
            life.agenda.add(on, Later::NotArrived(id));
        }
        return Ok(());
    }
    let shares = [(1_000_i64, 90), (900, 6), (1_050, 4)];
    let share = life.dice.weighted(&shares).unwrap_or(1_000);
    let minor = (wish.expected.minor() * share / 1_000).max(1);
    let amount = Money::new(minor, wish.expected.currency())?;
    let (first, last) = life.dice.weighted(&ARRIVES_AFTER).unwrap_or((1, 4));
    let on = after(today, life.dice.between(first, last));
    let is_named = !life.dice.per_mille(NAMELESS);
    let later = if is_named { Later::Arrives(who, id, amount) } else { Later::Unnamed(who) };
    life.agenda.add(on, later);
    Ok(())
}
