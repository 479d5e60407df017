//! Money given back: told to the debtor when it has left, to the team however it ended.

use chrono::NaiveDate;
use domain::money::Money;

use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use super::receipt::left;
use super::team::{TeamHead, ToTeam, Whose, to_team};
use crate::reader::Reader;
use crate::texts::key;

/// Money given back, as its debtor is told.
#[derive(Clone, Debug)]
pub struct RefundMade<'a> {
    /// The given name to greet with, if it can be told.
    pub first_name: Option<&'a str>,
    /// The number of the payment's receipt, as printed.
    pub receipt: &'a str,
    /// How much.
    pub amount: Money,
    /// The day on which the creditor gave it back itself; `None` if it comes the way it was paid.
    pub outside_on: Option<NaiveDate>,
    /// What is open right after it, one sum for each currency.
    pub left: Vec<Money>,
}

/// Writes to the debtor that money is on its way back.
pub fn refund_made(reader: Reader, writer: &Writer, view: RefundMade<'_>) -> Mail {
    let subject = match writer.outside_name() {
        Some(creditor) => reader.say(key::MailRefundSubject { creditor: &creditor }),
        None => reader.say(key::MailRefundSubjectBare),
    };
    let (amount, receipt) = (&*reader.money(view.amount), view.receipt);
    let (when, preview) = match view.outside_on {
        Some(on) => (
            reader.say(key::MailRefundOutside { day: &reader.day(on) }),
            reader.say(key::MailRefundOutsidePreview),
        ),
        None => (reader.say(key::MailRefundWhen), reader.say(key::MailRefundPreview)),
    };
    let blocks = vec![
        Block::Text(reader.say(key::MailRefundMade { amount, receipt })),
        Block::Text(when),
        Block::Text(left(reader, &view.left)),
    ];
    let first_name = view.first_name;
    to_debtor(
        reader,
        writer,
        ToDebtor { first_name, subject, preview, blocks, leads: Leads::Nowhere },
    )
}

/// How giving money back ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RefundOutcome {
    /// The money has left.
    Made,
    /// An owner wrote down that it was given back outside.
    Outside,
    /// It could not be delivered: it is back.
    Failed,
}

/// Money given back, as the team is told.
#[derive(Clone, Debug)]
pub struct TeamRefund<'a> {
    /// Whose payment it was.
    pub whose: Whose<'a>,
    /// How much.
    pub amount: Money,
    /// How it ended.
    pub outcome: RefundOutcome,
}

/// Writes to the team how giving money back ended.
pub fn team_refund(head: TeamHead<'_>, view: &TeamRefund<'_>) -> Mail {
    let (reader, amount) = (head.reader, &*head.reader.money(view.amount));
    let (subject, preview) = match view.outcome {
        RefundOutcome::Made => (
            reader.say(key::MailTeamRefundSubject { amount }),
            reader.say(key::MailTeamRefundPreview),
        ),
        RefundOutcome::Outside => (
            reader.say(key::MailTeamRefundOutsideSubject { amount }),
            reader.say(key::MailTeamRefundOutsidePreview),
        ),
        RefundOutcome::Failed => (
            reader.say(key::MailTeamRefundFailedSubject { amount }),
            reader.say(key::MailTeamRefundFailedPreview),
        ),
    };
    let blocks = vec![Block::Rows(view.whose.rows(reader)), view.whose.button(head)];
    to_team(head, ToTeam { subject, preview, blocks })
}
