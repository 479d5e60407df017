//! What people see of AlDía: pages and messages as pure functions from a view to HTML.
//!
//! Nothing here loads, waits or knows the time: a view brings all that a page shows. `routes` is the
//! only list of URLs, `texts` the only source of sentences, `format` the only writer of amounts and
//! dates.
//!
//! Built for WebAssembly the crate is `islands` and what they need: what a page does by itself in a
//! browser that lets it. Everything else is for the server.

#![recursion_limit = "512"]
#![cfg_attr(
    target_arch = "wasm32",
    expect(dead_code, unused_imports, reason = "islands need a part of what pages need")
)]

#[cfg(not(target_arch = "wasm32"))]
pub mod brand;
#[cfg(not(target_arch = "wasm32"))]
pub mod components;
#[cfg(not(target_arch = "wasm32"))]
pub mod creditor;
#[cfg(not(target_arch = "wasm32"))]
pub mod debtor;
#[cfg(not(target_arch = "wasm32"))]
pub mod documents;
pub mod format;
mod islands;
#[cfg(not(target_arch = "wasm32"))]
pub mod mailbox;
#[cfg(not(target_arch = "wasm32"))]
pub mod messages;
mod plan_dates;
pub mod plan_form;
pub mod reader;
#[cfg(not(target_arch = "wasm32"))]
pub mod render;
#[cfg(not(target_arch = "wasm32"))]
pub mod routes;
#[cfg(not(target_arch = "wasm32"))]
pub mod shell;
#[cfg(not(target_arch = "wasm32"))]
pub mod styles;
pub mod texts;

/// Called by the loader once, before the first island wakes.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
