//! Tells the team that money has arrived.

use domain::ledger::Channel;
use domain::money::Money;

use super::letter::{Block, Mail};
use super::team::{TeamHead, ToTeam, Whose, to_team};
use crate::components::Row;
use crate::creditor::channel_name;
use crate::reader::Reader;
use crate::texts::key;

/// A payment, as the team is told.
#[derive(Clone, Debug)]
pub struct PaymentReceived<'a> {
    /// Whose case it is.
    pub whose: Whose<'a>,
    /// How much.
    pub amount: Money,
    /// Where it came in.
    pub channel: Channel,
    /// The number of its receipt.
    pub receipt: u64,
    /// What is open right after it, one sum for each currency.
    pub left: Vec<Money>,
}

/// What is open after it; nothing, in the payment's own currency.
fn owed(reader: Reader, view: &PaymentReceived<'_>) -> String {
    let nothing = Money::zero(view.amount.currency());
    if view.left.is_empty() { reader.money(nothing) } else { reader.sums(&view.left) }
}

/// Writes to the team that money has arrived.
pub fn payment_received(head: TeamHead<'_>, view: &PaymentReceived<'_>) -> Mail {
    let (reader, amount) = (head.reader, &*head.reader.money(view.amount));
    let mut rows = view.whose.rows(reader);
    rows.extend([
        Row::amount(reader.say(key::TeamAmount), amount.to_owned()),
        Row::text(reader.say(key::TeamChannel), channel_name(reader, view.channel)),
        Row::text(reader.say(key::TeamReceipt), view.receipt.to_string()),
        Row::amount(reader.say(key::TeamOwed), owed(reader, view)),
    ]);
    let blocks = vec![Block::Rows(rows), view.whose.button(head)];
    let subject = reader.say(key::MailTeamPaymentSubject { amount });
    let preview = reader.say(key::MailTeamPaymentPreview);
    to_team(head, ToTeam { subject, preview, blocks })
}
