//! Automatic payment: allowed beside an agreement or later, cards saved, turned off, and what becomes of the
//! cards meanwhile.

use app::debtor::plan::autopay_words;
use domain::ids::PlanId;
use serde_json::json;

use super::agenda::Later;
use super::agree::reader;
use super::clock::after;
use super::persona::{GOOD_CARD, Means, Turn};
use super::{Simulation, Trouble};
use crate::store::plan::Kept;
use crate::store::saved_method::{self, MethodState, Of, SavedMethod};
use crate::use_cases::PortalError;
use crate::use_cases::acceptance::Who;
use crate::use_cases::autopay::{self, Consent};
use crate::use_cases::session::Visit;

/// Out of a thousand: who takes another card after a decline, and who comes back to our page.
const OTHER_CARD: u32 = 500;
const COMES_BACK: u32 = 600;

/// Days after which a saved card may be another one.
const TURNS_AFTER: (u32, u32) = (10, 45);

/// The card of a plan in a state, if there is one.
async fn card(
    life: &Simulation,
    plan: &PlanId,
    state: MethodState,
) -> Result<Option<SavedMethod>, Trouble> {
    let mut conn = life.portal.store.read().await?;
    let all = saved_method::all(&mut conn, &life.tenant, Of::Plan(plan)).await?;
    Ok(all.into_iter().find(|one| one.state == state))
}

/// Whether the instalments of a plan are charged to a card.
pub(super) async fn is_on(life: &Simulation, plan: &PlanId) -> Result<bool, Trouble> {
    Ok(card(life, plan, MethodState::On).await?.is_some())
}

/// Whether the card that pays next for a plan is to be kept.
pub(super) async fn is_wanted(life: &Simulation, plan: &PlanId) -> Result<bool, Trouble> {
    Ok(card(life, plan, MethodState::Wanted).await?.is_some())
}

/// The box was ticked beside an agreement: where nothing is to be paid today a card is asked for at once,
/// else the first payment saves it.
pub(super) async fn allowed(
    life: &mut Simulation,
    of: (usize, &Visit),
    plan: &PlanId,
) -> Result<(), Trouble> {
    if !is_wanted(life, plan).await? {
        return Ok(());
    }
    life.tally.note("automatic payments agreed to with a plan");
    watch(life, plan);
    match autopay::first_page(&life.portal, of.1, plan).await {
        Ok(Some(url)) => save(life, of.1, &url).await,
        Ok(None) => Ok(()),
        Err(PortalError::Unavailable(_)) => {
            life.tally.note("pages for a card to which Stripe said nothing");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// Turns the automatic payment of a plan on.
pub(super) async fn on(
    life: &mut Simulation,
    (_, visit): (usize, &Visit),
    plan: Option<&Kept>,
) -> Result<(), Trouble> {
    let Some(kept) = plan else { return Ok(()) };
    let reader = reader(life);
    let words = autopay_words(reader, &life.settings.file.name, autopay::retries(kept));
    let device = Some("simulation".to_owned());
    let agrees = Who { visit, reader, address: None, device };
    let consent = Consent { plan: &kept.id, words: &words };
    match autopay::on(&life.portal, &agrees, consent).await {
        Ok(url) => {
            life.tally.note("automatic payments turned on");
            watch(life, &kept.id);
            save(life, visit, &url).await
        }
        Err(PortalError::Unavailable(_)) => {
            life.tally.note("pages for a card to which Stripe said nothing");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// Turns it off, twice: the second time is no error.
pub(super) async fn off(
    life: &mut Simulation,
    visit: &Visit,
    plan: Option<&Kept>,
) -> Result<(), Trouble> {
    let Some(kept) = plan else { return Ok(()) };
    for _ in 0..2 {
        autopay::off(&life.portal, visit, &kept.id).await?;
    }
    if is_on(life, &kept.id).await? || is_wanted(life, &kept.id).await? {
        return Err(Trouble::broken(format!("{} is charged although it was turned off", kept.id)));
    }
    life.tally.note("automatic payments turned off");
    Ok(())
}

/// Saves a card on Stripe's page, and maybe comes back from it.
async fn save(life: &mut Simulation, visit: &Visit, url: &str) -> Result<(), Trouble> {
    let session = url.rsplit('/').next().unwrap_or_default();
    let Means::Card(number) = Means::saved(&mut life.dice) else {
        life.tally.note("pages for a card that were left");
        return Ok(());
    };
    let mut is_saved = try_to_save(life, session, number).await;
    if !is_saved && life.dice.per_mille(OTHER_CARD) {
        is_saved = try_to_save(life, session, GOOD_CARD).await;
    }
    if !is_saved {
        life.tally.note("cards that could not be saved");
        return Ok(());
    }
    life.tally.note("cards saved");
    if life.dice.per_mille(COMES_BACK) {
        autopay::returned(&life.portal, visit, session).await?;
    }
    Ok(())
}

/// Whether the page takes this card.
async fn try_to_save(life: &Simulation, session: &str, number: &str) -> bool {
    let what = format!("sessions/{session}/pay");
    let answer = life.stripe.control(&what, &json!({ "card": number })).await;
    answer.is_ok_and(|answer| answer["outcome"] == "through")
}

/// Looks after the card of a plan from time to time.
fn watch(life: &mut Simulation, plan: &PlanId) {
    let (first, last) = TURNS_AFTER;
    let on = after(life.time.today(), life.dice.between(first, last));
    life.agenda.add(on, Later::CardTurns(plan.clone()));
}

/// Something becomes of the card of a plan, of which Stripe may tell or not.
pub(super) async fn turn(life: &mut Simulation, plan: &PlanId) -> Result<(), Trouble> {
    let Some(saved) = card(life, plan, MethodState::On).await? else { return Ok(()) };
    let Some(card) = saved.card else { return Ok(()) };
    let (what, body, told) = match Turn::random(&mut life.dice) {
        Turn::Stays => {
            watch(life, plan);
            return Ok(());
        }
        Turn::ActsLike(number) => ("act", json!({ "card": number }), "cards that became others"),
        Turn::Removed => ("detach", json!({}), "cards taken away at Stripe"),
    };
    let what = format!("methods/{}/{what}", card.method);
    // One that was taken away before cannot be taken away again.
    if life.stripe.control(&what, &body).await.is_ok() {
        life.tally.note(told);
    }
    watch(life, plan);
    Ok(())
}
