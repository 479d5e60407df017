//! Payments under way, so that nobody pays twice.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use super::{AttemptId, Money};
use crate::components::{Notice, Tone};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// One payment under way.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Which.
    pub attempt: AttemptId,
    /// How much.
    pub amount: Money,
    /// How far it is.
    pub progress: Progress,
}

/// How far a payment is. One that was left on the provider's page is not under way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// Paid by card a moment ago, to be confirmed within a minute.
    Processing,
    /// The bank moves the money, for days.
    Bank,
    /// A payment code that is good until then, in the creditor's zone.
    Voucher {
        /// The last moment to pay it.
        until: NaiveDateTime,
    },
    /// A transfer that was begun and not announced yet.
    TransferBegun,
    /// A transfer that the debtor has announced.
    Transfer,
    /// The provider did not answer when its page was asked for: nobody got to see the page.
    Unknown,
}

impl Progress {
    /// Whether paying now would most likely be paying twice.
    pub(in crate::debtor) const fn forbids_paying(self) -> bool {
        matches!(self, Self::Processing)
    }
}

/// Everything that is on its way: seen before any button that pays.
#[component]
pub(in crate::debtor) fn AllWaiting(
    reader: Reader,
    creditor: String,
    waiting: Vec<Waiting>,
) -> impl IntoView {
    let one = |waiting| view! { <WaitingNotice reader creditor=creditor.clone() waiting/> };
    waiting.into_iter().map(one).collect_view()
}

/// What is on its way, with the link to it.
#[component]
fn WaitingNotice(reader: Reader, creditor: String, waiting: Waiting) -> impl IntoView {
    let Waiting { attempt, amount, progress } = waiting;
    let amount = &*reader.money(amount);
    let (lead, more) = match progress {
        Progress::Processing => {
            (reader.say(key::PendingProcessing { amount }), reader.say(key::PendingProcessingMore))
        }
        Progress::Bank => {
            (reader.say(key::PendingBank { amount }), reader.say(key::PendingBankMore))
        }
        Progress::Voucher { until } => (
            reader.say(key::PendingVoucher { amount }),
            reader.say(key::PendingVoucherMore { moment: &reader.moment(until) }),
        ),
        Progress::TransferBegun => {
            (reader.say(key::PendingBegun { amount }), reader.say(key::PendingBegunMore))
        }
        Progress::Transfer => (
            reader.say(key::PendingTransfer { amount }),
            reader.say(key::PendingTransferMore { creditor: &creditor }),
        ),
        Progress::Unknown => {
            (reader.say(key::PendingUnknown { amount }), reader.say(key::PendingUnknownMore))
        }
    };
    let (href, label) = match progress {
        Progress::TransferBegun => (routes::transfer(&attempt), reader.say(key::PendingBegunSee)),
        Progress::Transfer => (routes::transfer(&attempt), reader.say(key::PendingSee)),
        _ => (routes::payment(&attempt), reader.say(key::PendingSee)),
    };
    view! {
        <Notice tone=Tone::Wait lead more>
            <a href=href>{label}</a>
        </Notice>
    }
}
