//! `expand[]`: ids replaced by the objects they name, along a path such as
//! `data.payment_intent.latest_charge`.

use serde_json::Value;

use super::answer::Refusal;
use super::render;
use super::world::World;

/// Expands every path in `paths`.
pub(super) fn expand(world: &World, body: &mut Value, paths: &[String]) -> Result<(), Refusal> {
    for path in paths {
        let steps: Vec<&str> = path.split('.').collect();
        if steps.len() > 4 || !walk(world, body, &steps) {
            let text = format!("This property cannot be expanded ({path}).");
            return Err(Refusal::invalid(text).param("expand"));
        }
    }
    Ok(())
}

/// Whether the path leads somewhere: a null on the way is fine, an unknown field is not.
fn walk(world: &World, at: &mut Value, steps: &[&str]) -> bool {
    let Some((step, rest)) = steps.split_first() else { return true };
    if let Value::Array(items) = at {
        return items.iter_mut().all(|item| walk(world, item, steps));
    }
    if *step == "line_items" && at["object"] == "checkout.session" {
        at["line_items"] = at["id"]
            .as_str()
            .and_then(|id| world.book.sessions.get(id))
            .map(render::line_items)
            .unwrap_or_default();
        return true;
    }
    let Some(field) = at.as_object_mut().and_then(|object| object.get_mut(*step)) else {
        return false;
    };
    if let Some(id) = field.as_str() {
        match render::by_id(world, id) {
            Some(object) => *field = object,
            None => return false,
        }
    }
    field.is_null() || walk(world, field, rest)
}
