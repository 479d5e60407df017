//! The ways out: all of them, two side by side.

use app::debtor::options::{self as page, CompareView, OptionsNews, WayName, WrongDay};
use app::routes::{self, pattern};
use app::shell::Shell;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::Query;
use domain::money::Currency;
use serde::Deserialize;

use super::{Room, again, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::Debtor;
use crate::http::surroundings::naming_currencies;
use crate::use_cases::PortalError;
use crate::use_cases::offer::{self, Fields, WaysOut};
use crate::use_cases::plan::{self, renewal};
use crate::use_cases::session::Visit;

/// The ways out of a visited case with what surrounds their pages. No `Debug`: it is personal.
pub(super) struct Table {
    pub room: Room,
    pub ways: WaysOut,
    others: Vec<Currency>,
}

impl Table {
    /// `None` if there is nothing to choose from.
    pub async fn of(
        portal: &Portal,
        visit: &Visit,
        currency: Option<Currency>,
    ) -> Result<Option<Self>, PortalError> {
        let room = Room::of(portal, visit).await?;
        let found = offer::of_visit(portal, visit, &room.settings, currency).await?;
        Ok(found.map(|(ways, others)| Self { room, ways, others }))
    }

    /// What the fields of a form ask about: a plan in the place of another one, or everything in a currency.
    /// `NotFound` for a plan that is not the visitor's.
    pub async fn asked(
        portal: &Portal,
        visit: &Visit,
        fields: &Fields,
    ) -> Result<Option<Self>, PortalError> {
        let Some(instead) = fields.instead()? else {
            return Self::of(portal, visit, fields.currency()).await;
        };
        let (tenant, now) = (&visit.tenant, portal.clock.now());
        let room = Room::of(portal, visit).await?;
        let mut conn = portal.store.read().await?;
        let kept = plan::of_case(&mut conn, tenant, (&visit.case, &instead)).await?;
        let ways = renewal::ways(&mut conn, (tenant, &room.settings), &kept, now).await?;
        Ok(ways.map(|ways| Self { room, ways, others: Vec::new() }))
    }

    /// The surroundings of its pages.
    pub fn shell(&self, portal: &Portal, parts: &Parts, visit: &Visit) -> Shell {
        let shell = self.room.shell(portal, parts, visit.stage);
        if self.others.is_empty() { shell } else { naming_currencies(shell) }
    }

    /// The page of all of them.
    pub fn page(
        &self,
        shell: Shell,
        news: (Option<OptionsNews>, Option<WrongDay>),
    ) -> Result<String, PortalError> {
        Ok(page::page(shell, self.ways.view(self.others.clone(), news)?))
    }

    /// All of them, because what was chosen can no longer be had; or on to the plan that runs on.
    pub fn closed(&self, shell: Shell) -> Result<Response, PortalError> {
        if let Some(instead) = &self.ways.instead {
            return Ok(see(&routes::plan(&instead.plan)));
        }
        let html = self.page(shell, (Some(OptionsNews::Closed), None))?;
        Ok((StatusCode::CONFLICT, Html(html)).into_response())
    }
}

/// Where somebody goes who has nothing to choose from.
pub(super) fn nothing(fields: &Fields) -> Response {
    match fields.instead() {
        Ok(Some(plan)) => see(&routes::plan(&plan)),
        _ => see(pattern::STATEMENT),
    }
}

/// What the address of the comparison asks for.
#[derive(Debug, Deserialize)]
pub struct CompareQuery {
    currency: Option<String>,
    a: Option<String>,
    b: Option<String>,
}

/// GET /opciones
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Query(fields): Query<Fields>,
    parts: Parts,
) -> Result<Response, Fault> {
    let Some(table) = Table::of(&portal, &visit, fields.currency()).await? else {
        return Ok(see(pattern::STATEMENT));
    };
    if is_looked_at(&parts) {
        offer::viewed(&portal, &visit, &table.room.settings, &table.ways).await?;
    }
    let shell = table.shell(&portal, &parts, &visit);
    Ok(Html(table.page(shell, (None, None))?).into_response())
}

/// Whether somebody asked for the page, not a browser that only makes ready for it.
fn is_looked_at(parts: &Parts) -> bool {
    let is_ahead = |name: &&str| {
        let purpose = parts.headers.get(*name).and_then(|value| value.to_str().ok());
        purpose.is_some_and(|purpose| purpose.contains("prefetch"))
    };
    parts.method == Method::GET && !["sec-purpose", "purpose"].iter().any(is_ahead)
}

/// GET /opciones/comparar. Two that cannot be compared lead to all of them.
pub async fn compare(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    Query(query): Query<CompareQuery>,
    parts: Parts,
) -> Result<Response, Fault> {
    let currency = query.currency.as_deref().and_then(Currency::parse);
    let Some(table) = Table::of(&portal, &visit, currency).await? else {
        return Ok(see(pattern::STATEMENT));
    };
    let shell = table.shell(&portal, &parts, &visit);
    let named = |text: &Option<String>| {
        let name = text.as_deref().and_then(WayName::parse)?;
        table.ways.offer(|way| WayName::of(way) == name)
    };
    let (Some(one), Some(other)) = (named(&query.a), named(&query.b)) else {
        return Ok(again(table.page(shell, (None, None))?));
    };
    let (one, other) = (option(&table, one)?, option(&table, other)?);
    let view = CompareView { owed: table.ways.owed, pair: (one, other) };
    Ok(Html(page::compare_page(shell, view)).into_response())
}

fn option(table: &Table, offer: &domain::offer::Offer) -> Result<page::OptionView, PortalError> {
    Ok(table.ways.option(offer)?)
}
