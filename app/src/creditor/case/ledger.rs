//! The postings of a case, as the ledger holds them.

use chrono::NaiveDate;
use domain::ledger::{Account, Part, Reason};
use domain::money::Money;
use leptos::prelude::*;

use super::payments::channel_name;
use crate::creditor::form::Fold;
use crate::creditor::table::{Column, Table};
use crate::reader::Reader;
use crate::texts::key;

/// One posting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LedgerRow {
    /// The day on which it happened, in the creditor's zone.
    pub occurred_on: NaiveDate,
    /// Why.
    pub reason: Reason,
    /// The account that got less.
    pub from: Side,
    /// The account that got more.
    pub to: Side,
    /// How much.
    pub amount: Money,
}

/// One end of a posting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Side {
    /// The account.
    pub account: Account,
    /// For an account of a debt, the number of its document.
    pub reference: Option<String>,
}

/// The postings behind their heading.
#[component]
pub(super) fn Ledger(reader: Reader, rows: Vec<LedgerRow>) -> impl IntoView {
    let columns = vec![
        Column::brief(reader.say(key::TeamDate)),
        Column::text(reader.say(key::TeamLedgerReason)),
        Column::text(reader.say(key::TeamLedgerFrom)),
        Column::text(reader.say(key::TeamLedgerTo)),
        Column::amount(reader.say(key::TeamAmount)),
    ];
    let rows = rows
        .into_iter()
        .map(|LedgerRow { occurred_on, reason, from, to, amount }| {
            vec![
                reader.short_day(occurred_on).into_any(),
                reason_text(reader, reason).into_any(),
                account_text(reader, from).into_any(),
                account_text(reader, to).into_any(),
                reader.money(amount).into_any(),
            ]
        })
        .collect();
    let title = reader.say(key::TeamLedger);
    view! {
        <section class="card">
            <Fold label=title.clone() open=false><Table caption=title columns rows/></Fold>
        </section>
    }
}

fn account_text(reader: Reader, side: Side) -> String {
    let Side { account, reference } = side;
    match account {
        Account::Opening => reader.say(key::TeamAccountOpening),
        Account::Charged => reader.say(key::TeamAccountCharged),
        Account::Owed(debt, part) => {
            let reference = &reference.unwrap_or_else(|| debt.to_string());
            match part {
                Part::Principal => reader.say(key::TeamAccountOwedPrincipal { reference }),
                Part::Interest => reader.say(key::TeamAccountOwedInterest { reference }),
                Part::Fee => reader.say(key::TeamAccountOwedFee { reference }),
            }
        }
        Account::Collected(channel) => {
            reader.say(key::TeamAccountCollected { channel: &channel_name(reader, channel) })
        }
        Account::Credit(_) => reader.say(key::TeamCredit),
        Account::Suspense => reader.say(key::TeamNavSuspense),
        Account::Waived => reader.say(key::TeamAccountWaived),
        Account::WrittenOff => reader.say(key::TeamAccountWrittenOff),
        Account::Refunded => reader.say(key::TeamAccountRefunded),
        Account::ChargedBack => reader.say(key::TeamAccountChargedBack),
    }
}

fn reason_text(reader: Reader, reason: Reason) -> String {
    match reason {
        Reason::Opened => reader.say(key::TeamReasonOpened),
        Reason::Corrected => reader.say(key::TeamReasonCorrected),
        Reason::Closed => reader.say(key::TeamReasonClosed),
        Reason::Paid => reader.say(key::TeamReasonPaid),
        Reason::CreditUsed => reader.say(key::TeamReasonCreditUsed),
        Reason::Unidentified => reader.say(key::TeamReasonUnidentified),
        Reason::Identified => reader.say(key::TeamReasonIdentified),
        Reason::SentBack => reader.say(key::TeamReasonSentBack),
        Reason::Refunded => reader.say(key::TeamReasonRefunded),
        Reason::RefundFailed => reader.say(key::TeamReasonRefundFailed),
        Reason::ChargedBack => reader.say(key::TeamReasonChargedBack),
        Reason::Reinstated => reader.say(key::TeamReasonReinstated),
        Reason::Reversed => reader.say(key::TeamReasonReversed),
        Reason::PlanCost => reader.say(key::TeamReasonPlanCost),
        Reason::Waived => reader.say(key::TeamReasonWaived),
        Reason::OwedAgain => reader.say(key::TeamReasonOwedAgain),
        Reason::Late => reader.say(key::TeamReasonLate),
    }
}
