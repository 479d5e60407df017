//! GET /pagar/elegir: which debts, or how much.

use app::debtor::choose::{self as page, ChooseProblem};
use app::routes::pattern;
use app::shell::{Session, Shell};
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::Query;
use domain::money::Currency;
use serde::Deserialize;

use super::{again, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Debtor;
use crate::http::surroundings::of_creditor;
use crate::use_cases::pay::{Choice, Chosen, Desk};

/// What the address asks for.
#[derive(Debug, Deserialize)]
pub struct ChooseQuery {
    currency: Option<String>,
}

/// GET /pagar/elegir
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Query(query): Query<ChooseQuery>,
    parts: Parts,
) -> Result<Response, Fault> {
    let desk = Desk::open(&portal, &visit).await?;
    let named = query.currency.as_deref().and_then(Currency::parse);
    let currency = named.unwrap_or_else(|| desk.currency());
    let choice = Choice { currency, what: Chosen::All };
    match desk.choose(&choice, None)? {
        Some(view) => Ok(Html(page::page(shell(&portal, &parts, &desk), view)).into_response()),
        None => Ok(see(pattern::STATEMENT)),
    }
}

/// The page of the choice again, with what was wrong with it.
pub(super) fn with_problem(
    portal: &Portal,
    parts: &Parts,
    desk: &Desk,
    (choice, problem): (&Choice, ChooseProblem),
) -> Result<Response, Fault> {
    match desk.choose(choice, Some(problem))? {
        Some(view) => Ok(again(page::page(shell(portal, parts, desk), view))),
        None => Ok(see(pattern::STATEMENT)),
    }
}

fn shell(portal: &Portal, parts: &Parts, desk: &Desk) -> Shell {
    of_creditor(portal, parts, (&desk.settings, &desk.person), Session::Open)
}
