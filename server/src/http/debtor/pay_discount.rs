//! Paying everything for less: the review of the discount that is offered now.

use app::debtor::options::WayName;
use app::debtor::review::ReviewNews;
use app::routes::pattern;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::money::Currency;

use super::options::Table;
use super::{pay, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::pay::{Choice, Chosen, Desk};
use crate::use_cases::payment::start::Unmet;
use crate::use_cases::payment::waiver;
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, offer};

/// Whether the field `way` names the discount.
pub(super) fn is_named(way: Option<&str>) -> bool {
    way.and_then(WayName::parse) == Some(WayName::Discount)
}

/// The discount that is offered now on what is owed in `currency`; `None` if none is.
pub(super) async fn choice(
    portal: &Portal,
    (visit, desk): (&Visit, &Desk),
    currency: Currency,
) -> Result<Option<Choice>, PortalError> {
    let found = offer::of_visit(portal, visit, &desk.settings, Some(currency)).await?;
    let offered = found.map(|(ways, _)| waiver::discount(&ways)).transpose()?.flatten();
    Ok(offered.map(|of| Choice { currency, what: Chosen::Discount(Box::new(of)) }))
}

/// The review of the discount, or all ways out if it is not offered any more. `refused` says why the form of
/// the page before was not taken.
pub(super) async fn show(
    portal: &Portal,
    (visit, desk): (&Visit, &Desk),
    parts: &Parts,
    (currency, refused): (Currency, Option<Unmet>),
) -> Result<Response, Fault> {
    let Some(choice) = choice(portal, (visit, desk), currency).await? else {
        return closed(portal, visit, parts, currency).await;
    };
    let news = (refused == Some(Unmet::Changed)).then_some(ReviewNews::AmountChanged);
    let drawn = pay::review(portal, parts, desk, (&choice, news))?;
    let status = refused.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    // One that leads elsewhere keeps its own status.
    let is_page = drawn.status() == StatusCode::OK;
    Ok(if is_page { (status, drawn).into_response() } else { drawn })
}

/// All ways out, because this one can no longer be had.
pub(super) async fn closed(
    portal: &Portal,
    visit: &Visit,
    parts: &Parts,
    currency: Currency,
) -> Result<Response, Fault> {
    let Some(table) = Table::of(portal, visit, Some(currency)).await? else {
        return Ok(see(pattern::STATEMENT));
    };
    let shell = table.shell(portal, parts, visit);
    Ok(table.closed(shell)?)
}
