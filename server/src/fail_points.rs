//! Named points where a torture run ends the process: before and after every commit and every call
//! to the outside on the ways of money. Without the feature `fail-points` none of it is compiled.
//!
//! `FAILPOINTS="session-made-after-call=1*off->return"` in the environment of `aldia` ends it when
//! that point is reached for the second time.

/// Commits that have points `…-before-commit` and `…-after-commit`.
pub const COMMITS: &[&str] = &[
    "attempt-made",
    "opening-recorded",
    "event-kept",
    "job-claimed",
    "attempt-advanced",
    "stray-kept",
    "event-done",
    "job-ended",
    "refund-asked",
    "refund-applied",
    "refund-unsure",
    "refund-found",
    "chargeback-applied",
    "attempt-checked",
    "attempt-ended",
    "refund-checked",
    "payment-reversed",
    "suspense-assigned",
    "suspense-closed",
    "suspense-went-back",
    "suspense-disputed",
];

/// Calls to Stripe that have points `…-before-call` and `…-after-call`.
pub const CALLS: &[&str] = &[
    "session-made",
    "session-closed",
    "session-read",
    "intent-read",
    "refund-made",
    "refund-looked-up",
    "refunds-read",
    "dispute-read",
    "sessions-listed",
    "intents-listed",
    "session-looked-up",
    "refunds-listed",
    "disputes-listed",
    "payment-compared",
    "suspense-refunds-read",
    "disputes-read",
];

/// All points.
pub fn all() -> impl Iterator<Item = String> {
    let around = |what: &'static str| {
        move |name: &&str| [format!("{name}-before-{what}"), format!("{name}-after-{what}")]
    };
    COMMITS.iter().flat_map(around("commit")).chain(CALLS.iter().flat_map(around("call")))
}

/// Ends the process here, as a crash would, if the point is armed.
#[cfg(feature = "fail-points")]
pub fn reach(name: &'static str) {
    debug_assert!(all().any(|known| known == name), "`{name}` is not in the list of fail points");
    fail::fail_point!(name, |_| std::process::abort());
}

/// A point with a name and a place relative to what it is about.
#[macro_export]
macro_rules! fail_point {
    ($name:literal, $place:literal) => {
        #[cfg(feature = "fail-points")]
        $crate::fail_points::reach(concat!($name, "-", $place));
    };
}

/// A call to the outside with a point before and one after it.
#[macro_export]
macro_rules! outside {
    ($name:literal, $call:expr) => {{
        $crate::fail_point!($name, "before-call");
        let answer = $call;
        $crate::fail_point!($name, "after-call");
        answer
    }};
}
