//! The team's pages: parse, call one use case, 303, or the same page again with what was typed.

mod answers;
mod case;
mod case_money;
mod cases;
mod changes;
mod code;
mod desk;
mod fields;
mod home;
mod members;
mod payments;
mod sign_in;
mod suspense;
mod transfers;

use app::routes::pattern;
use axum::Router;
use axum::routing::{get, post};

use crate::compose::Portal;

/// The team's routes.
pub fn routes() -> Router<Portal> {
    Router::new()
        .merge(door())
        .merge(money())
        .route(pattern::TEAM_HOME, get(home::show))
        .route(pattern::TEAM_CASES, get(cases::show).post(cases::search))
        .route(pattern::TEAM_CASE, get(case::show))
        .route(pattern::TEAM_CASE_SEND_LINK, post(case::send_link))
        .route(pattern::TEAM_CASE_REVOKE_LINK, post(case::revoke_link))
        .route(pattern::TEAM_CASE_LIFT, post(case::lift))
        .route(pattern::TEAM_CHANGES, get(changes::show))
        .route(pattern::TEAM_CHANGES_MAKE, post(changes::make))
        .route(pattern::TEAM_CHANGES_LEAVE, post(changes::leave))
        .route(pattern::TEAM_ANSWERS, get(answers::show))
        .route(pattern::TEAM_ANSWER_DONE, post(answers::attend))
        .route(pattern::TEAM_PAYMENTS, get(payments::show))
        .route(pattern::TEAM_PAYMENTS_CSV, get(payments::export))
        .route(pattern::TEAM_MEMBERS, get(members::show).post(members::invite))
}

/// The way in and out.
fn door() -> Router<Portal> {
    Router::new()
        .route(pattern::TEAM_SIGN_IN, get(sign_in::show).post(sign_in::ask))
        .route(pattern::TEAM_SIGN_IN_LINK, get(sign_in::show_link).post(sign_in::open))
        .route(pattern::TEAM_CODE, get(code::show).post(code::pass))
        .route(pattern::TEAM_LOG_OUT, post(sign_in::leave))
}

/// What moves money.
fn money() -> Router<Portal> {
    Router::new()
        .route(pattern::TEAM_CASE_PAYMENTS, post(case_money::record))
        .route(pattern::TEAM_CASE_REVERSE, post(case_money::reverse))
        .route(pattern::TEAM_CASE_REFUND, post(case_money::refund))
        .route(pattern::TEAM_CASE_GIVEN_BACK, post(case_money::given_back))
        .route(pattern::TEAM_TRANSFERS, get(transfers::show))
        .route(pattern::TEAM_TRANSFER_CONFIRM, post(transfers::confirm))
        .route(pattern::TEAM_TRANSFER_REFUSE, post(transfers::refuse))
        .route(pattern::TEAM_TRANSFER_RECEIVED, post(transfers::received))
        .route(pattern::TEAM_SUSPENSE, get(suspense::show))
        .route(pattern::TEAM_SUSPENSE_CSV, get(suspense::export))
        .route(pattern::TEAM_SUSPENSE_ASSIGN, post(suspense::assign))
        .route(pattern::TEAM_SUSPENSE_CLOSE, post(suspense::close))
}
