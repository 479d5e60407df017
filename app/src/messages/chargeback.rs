//! Tells the team that a bank asks about a payment, has taken it back, or has given it back.

use domain::money::Money;

use super::letter::{Block, Mail};
use super::team::{TeamHead, ToTeam, Whose, to_team};
use crate::components::Row;
use crate::texts::key;

/// What a bank did.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ChargebackNews {
    /// It asks about the payment, and has taken nothing.
    Asked,
    /// It took the money back.
    Withdrawn,
    /// It gave back what it had taken.
    Reinstated,
}

/// A chargeback or inquiry, as the team is told.
#[derive(Clone, Debug)]
pub struct Chargeback<'a> {
    /// Whose case it is.
    pub whose: Whose<'a>,
    /// How much.
    pub amount: Money,
    /// The number of the payment's receipt.
    pub receipt: u64,
    /// What the bank did.
    pub news: ChargebackNews,
}

/// Writes to the team what a bank did.
pub fn chargeback(head: TeamHead<'_>, view: &Chargeback<'_>) -> Mail {
    let (reader, amount) = (head.reader, &*head.reader.money(view.amount));
    let (subject, preview) = match view.news {
        ChargebackNews::Asked => (
            reader.say(key::MailTeamInquirySubject { amount }),
            reader.say(key::MailTeamInquiryPreview),
        ),
        ChargebackNews::Withdrawn => (
            reader.say(key::MailTeamChargebackSubject { amount }),
            reader.say(key::MailTeamChargebackPreview),
        ),
        ChargebackNews::Reinstated => (
            reader.say(key::MailTeamReinstatedSubject { amount }),
            reader.say(key::MailTeamReinstatedPreview),
        ),
    };
    let mut rows = view.whose.rows(reader);
    rows.push(Row::text(reader.say(key::TeamReceipt), view.receipt.to_string()));
    let blocks = vec![Block::Rows(rows), view.whose.button(head)];
    to_team(head, ToTeam { subject, preview, blocks })
}
