//! Props of an island as one attribute of the page, a line for each field in a fixed order.
//!
//! Leptos would write them as JSON, whose reader alone would be a sixth of what a browser fetches.

use std::str::Split;

/// The fields as one text. None of them holds a line of its own.
pub(crate) fn written(fields: &[String]) -> String {
    let one = |field: &String| field.replace('\n', " ");
    fields.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// The fields again, one after the other.
pub(crate) struct Lines<'a>(Split<'a, char>);

impl<'a> Lines<'a> {
    /// The fields of a text.
    pub(crate) fn of(text: &'a str) -> Self {
        Self(text.split('\n'))
    }

    /// The next field; `None` only in a page that somebody changed.
    pub(crate) fn text(&mut self) -> Option<String> {
        self.0.next().map(str::to_owned)
    }

    /// The next field as a whole number.
    pub(crate) fn number<T: TryFrom<i64>>(&mut self) -> Option<T> {
        T::try_from(self.0.next()?.parse().ok()?).ok()
    }
}
