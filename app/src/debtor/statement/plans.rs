//! Plans that run: what is owed in them is asked for by their dates.

use domain::ids::PlanId;
use leptos::prelude::*;

use crate::debtor::plan::{AskedNext, Due};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// One plan that runs.
#[derive(Clone, Debug)]
pub struct PlanCard {
    /// Which.
    pub plan: PlanId,
    /// What it asks for next.
    pub due: Due,
}

/// What each plan asks for next, with the button that pays it, and the way to the whole plan.
#[component]
pub(super) fn Plans(reader: Reader, plans: Vec<PlanCard>, pay: bool) -> impl IntoView {
    plans
        .into_iter()
        .map(|PlanCard { plan, due }| {
            let href = routes::plan(&plan);
            view! {
                <AskedNext reader plan due pay/>
                <p class="no-print"><a href=href>{reader.say(key::StatementPlanSee)}</a></p>
            }
        })
        .collect_view()
}
