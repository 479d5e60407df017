//! An amount, seen as the country writes it and heard in words.

use domain::money::Money;
use leptos::prelude::*;

use crate::reader::Reader;

/// More characters than this do not fit a narrow phone at full size.
const LONG: usize = 13;

/// The one amount that matters on a page.
#[component]
pub(crate) fn Sum(reader: Reader, amount: Money) -> impl IntoView {
    let long = reader.money(amount).chars().count() > LONG;
    let class = if long { "sum long" } else { "sum" };
    view! { <p class=class><Amount reader amount/></p> }
}

/// An amount inside a line. Not for buttons: their visible label must be in their name.
#[component]
pub(crate) fn Amount(reader: Reader, amount: Money) -> impl IntoView {
    view! {
        <span class="nowrap" aria-hidden="true">{reader.money(amount)}</span>
        <span class="vh">{reader.spoken(amount)}</span>
    }
}
