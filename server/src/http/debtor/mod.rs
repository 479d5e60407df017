//! The debtor's pages: parse, call one use case, redirect or draw.

mod accept;
mod accept_proposal;
mod agreement;
mod autopay;
mod certificate;
mod help;
mod identity;
mod link;
mod log_out;
mod options;
mod pay;
mod pay_choose;
mod pay_discount;
mod payment;
mod plan;
mod plan_builder;
pub(super) mod plan_dates;
mod preferences;
mod proposal;
mod quiet;
mod real;
mod receipt;
mod rights;
mod say;
mod signed_link;
mod statement;
mod terms;
mod transfer;
mod why;

use app::debtor::enter::Asks;
use app::routes::pattern;
use app::shell::{Session, Shell};
use axum::Router;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use super::fault::Fault;
use super::surroundings;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::creditor;
use crate::store::debtor::{self, Find, Person};
use crate::use_cases::session::{Stage, Visit};
use crate::use_cases::{PortalError, identity as check};

/// The routes of the debtor's pages.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route(pattern::LINK, get(link::show).post(link::open))
        .route(pattern::LINK_RENEW, get(link::renewed).post(link::renew))
        .route(pattern::LINK_STOP, get(quiet::show).post(quiet::by_link))
        .route(pattern::SIGNED_LINK, get(link::show).post(signed_link::open))
        .route(pattern::SIGNED_LINK_RENEW, get(link::renewed).post(signed_link::renew))
        .route(pattern::SIGNED_LINK_STOP, get(quiet::show).post(quiet::by_signed_link))
        .route(pattern::PREFERENCES, get(preferences::show).post(preferences::save))
        .route(pattern::PREFERENCES_STOP, post(preferences::stop))
        .route(pattern::PREFERENCES_RESUME, post(preferences::resume))
        .route(pattern::WHY, get(why::show))
        .route(pattern::IDENTITY, get(identity::show).post(identity::answer))
        .route(pattern::IDENTITY_CODE, post(identity::send_code))
        .route(pattern::IDENTITY_NOT_ME, post(identity::not_me))
        .route(pattern::STATEMENT, get(statement::show))
        .route(pattern::TERMS, get(terms::show))
        .route(pattern::RIGHTS, get(rights::show))
        .route(pattern::REAL, get(real::show))
        .route(pattern::HELP, get(help::show))
        .route(pattern::OPTIONS, get(options::show))
        .route(pattern::OPTIONS_COMPARE, get(options::compare))
        .route(pattern::OPTIONS_PLAN, get(plan_builder::show))
        .route(pattern::OPTIONS_ACCEPT, get(accept::show).post(accept::agree))
        .route(pattern::PLAN, get(plan::newest))
        .route(pattern::PLAN_ONE, get(plan::show))
        .route(pattern::PLAN_PAY, get(plan::pay))
        .route(pattern::PLAN_DATES, get(plan_dates::show))
        .route(pattern::PLAN_MOVE, post(plan_dates::to_another_day))
        .route(pattern::PLAN_SKIP, post(plan_dates::to_the_end))
        .route(
            pattern::PLAN_PAYDAY,
            get(plan_dates::another_payday).post(plan_dates::to_another_payday),
        )
        .route(pattern::PLAN_AUTOPAY, get(autopay::show).post(autopay::turn))
        .route(pattern::PLAN_AGREEMENT, get(agreement::of_plan))
        .route(pattern::PLAN_AGREEMENT_PDF, get(agreement::of_plan_pdf))
        .route(pattern::PROMISE, get(agreement::of_promise))
        .route(pattern::PROMISE_PDF, get(agreement::of_promise_pdf))
        .route(pattern::CERTIFICATE_CHECK, get(certificate::check))
        .route(pattern::CERTIFICATE, get(certificate::show))
        .route(pattern::CERTIFICATE_PDF, get(certificate::download))
        .route(pattern::PLAN_CALENDAR, get(plan::dates))
        .route(pattern::PROPOSE, get(proposal::form).post(proposal::send))
        .route(pattern::PROPOSAL, get(proposal::show))
        .route(pattern::PROPOSAL_REFUSE, post(proposal::take_back))
        .route(pattern::PAY, get(pay::show).post(pay::start))
        .route(pattern::PAY_CHOOSE, get(pay_choose::show))
        .route(pattern::PAYMENT, get(payment::show))
        .route(pattern::TRANSFER, get(transfer::show).post(transfer::announce))
        .route(pattern::RECEIPT, get(receipt::show))
        .route(pattern::RECEIPT_PDF, get(receipt::pdf))
        .route(pattern::SAY_PAID, get(say::show_paid).post(say::paid))
        .route(pattern::SAY_ERROR, get(say::show_error).post(say::error))
        .route(pattern::SAY_TALK, get(say::show_talk).post(say::talk))
        .route(pattern::LOG_OUT, get(log_out::show).post(log_out::leave))
}

/// What every page of a session needs. No `Debug`: it is personal.
struct Room {
    settings: Settings,
    person: Person,
}

impl Room {
    /// Loads the creditor's settings and who the debtor is.
    async fn of(portal: &Portal, visit: &Visit) -> Result<Self, PortalError> {
        let mut conn = portal.store.read().await?;
        let settings = creditor::settings(&mut conn, &visit.tenant).await?;
        let of = Find::Case(&visit.case);
        let found = debtor::find(&mut conn, &visit.tenant, &portal.keys, of).await?;
        let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
        Ok(Self { settings, person: debtor.person })
    }

    fn shell(&self, portal: &Portal, parts: &Parts, stage: Stage) -> Shell {
        let session = if stage == Stage::Full { Session::Open } else { Session::None };
        surroundings::of_creditor(portal, parts, (&self.settings, &self.person), session)
    }
}

/// What a page knows that anybody may ask for.
struct Hall {
    shell: Shell,
    /// The creditor's, where the visitor may know who it is.
    settings: Option<Settings>,
    /// What the visitor's link asks, where that can be said.
    asks: Option<Asks>,
}

/// The surroundings for whoever asks: their session's creditor, else the host's.
async fn hall(portal: &Portal, parts: &Parts, visit: Option<&Visit>) -> Result<Hall, Fault> {
    if let Some(visit) = visit {
        let room = Room::of(portal, visit).await?;
        let shell = room.shell(portal, parts, visit.stage);
        let mut conn = portal.store.read().await?;
        let whose = (&visit.tenant, &visit.case);
        let asks = check::asks(&mut conn, portal, &room.settings, whose).await?;
        return Ok(Hall { shell, settings: Some(room.settings), asks: Some(asks) });
    }
    let own = surroundings::own_host(portal, parts).await?;
    let wish = surroundings::Wish::Reader;
    let (shell, _) = surroundings::of_host(portal, parts, own.as_ref(), &wish);
    let asks = own.as_ref().and_then(|own| surroundings::foretold(&own.settings));
    Ok(Hall { shell, settings: own.map(|own| own.settings), asks })
}

/// The same page again, because of what was sent.
fn again(html: String) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response()
}

/// 303, so that a reload repeats nothing.
fn see(url: &str) -> Response {
    Redirect::to(url).into_response()
}
