//! What pages do by themselves in a browser that lets them. A page is whole without.
//!
//! An island wraps a part of a page that the server has drawn. Nothing of that part is hydrated: the
//! island's one element listens, and draws anew what it has to say. So a page needs no markers, and the
//! server may draw with erased types or without. Texts and limits come as attributes.

mod lines;
mod outcome;
mod plan_builder;
mod plan_rules;
mod plan_words;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use outcome::{Outcome, Told};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use plan_builder::{OUTCOME, PlanBuilder, PlanProps};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use plan_rules::{Counted, PlanRules};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use plan_words::{COUNT, FIRST, PlanProblems, PlanWords, SECOND, Sentence};
