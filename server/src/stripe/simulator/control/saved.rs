//! What is done to saved cards behind everybody's back.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::Value;

use super::{Control, Told, act, refused};
use crate::stripe::simulator::{cards, render, saved};

pub(super) async fn detach(State(simulator): Control, Path(id): Path<String>) -> Told {
    act(&simulator, |world| {
        if !saved::detach(world, &id) {
            return Err(refused("no such card is attached to a customer"));
        }
        Ok(Json(render::by_id(world, &id).unwrap_or_default()))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Act {
    card: String,
}

pub(super) async fn act_like(
    State(simulator): Control,
    Path(id): Path<String>,
    Json(asked): Json<Act>,
) -> Told {
    act(&simulator, |world| {
        let known = world.book.methods.edit(&id).filter(|_| cards::is_card(&asked.card));
        let Some(method) = known else { return Err(refused("no such saved card, or no card")) };
        method.acts = Some(asked.card);
        let shown: Option<Value> = render::by_id(world, &id);
        Ok(Json(shown.unwrap_or_default()))
    })
}
