//! What the program answers over HTTP: one router, one stack of layers, deny by default.

pub mod compress;
pub mod creditor;
pub mod csrf;
pub mod debtor;
pub mod error_page;
pub mod fault;
pub mod front;
pub mod headers;
pub mod health;
pub mod mailbox;
pub mod no_nul;
pub mod pdf;
pub mod reader;
pub mod session;
pub mod statics;
pub mod stop;
pub mod surroundings;
pub mod twilio;
pub mod webhooks;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use app::routes::pattern;

use crate::compose::Portal;

/// The largest body of a form; uploads have their own limit where they are taken.
const FORM_BYTES: usize = 64 * 1024;

/// All routes under all layers.
pub fn router(portal: Portal) -> Router {
    let pages = Router::new()
        .route(pattern::STATIC, get(statics::file))
        .route(pattern::BRAND, get(statics::brand))
        .route(pattern::FORGET, get(statics::forget))
        .route(pattern::MAILBOX, get(mailbox::list))
        .route(pattern::MAILBOX_MESSAGE, get(mailbox::letter))
        .merge(creditor::routes())
        .merge(debtor::routes())
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(from_fn_with_state(portal.clone(), reader::keep_choice));
    let machines = Router::new()
        .route(pattern::HEALTH, get(health::alive))
        .route(pattern::READY, get(health::ready))
        .route(pattern::STRIPE_WEBHOOK, post(webhooks::stripe))
        .route(pattern::TWILIO_STATUS, post(twilio::status))
        .route(pattern::TWILIO_INBOUND, post(twilio::inbound))
        // The mailbox's own program presses the button too: it is no form of ours, and only stops.
        .route(pattern::STOP, get(stop::show).post(stop::stop));
    pages
        .layer(from_fn(no_nul::refuse))
        .layer(from_fn(csrf::refuse_foreign))
        .merge(machines)
        .layer(CatchPanicLayer::custom(fault::panicked))
        .layer(from_fn_with_state(portal.clone(), fault::draw))
        .layer(from_fn_with_state(portal.clone(), headers::set))
        .layer(from_fn(compress::whole_answers))
        .layer(CompressionLayer::new())
        .with_state(portal)
}
