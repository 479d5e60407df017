//! Tells the team that a debtor says they have made a transfer, and that it has no answer yet.

use chrono::NaiveDate;
use domain::money::Money;

use super::letter::{Block, Mail};
use super::line::name;
use super::team::{TeamHead, ToTeam, Whose, to_team};
use crate::components::Row;
use crate::routes::pattern;
use crate::texts::key;

/// An announced transfer, as the team is told.
#[derive(Clone, Debug)]
pub struct TransferAnnounced<'a> {
    /// Whose case it is.
    pub whose: Whose<'a>,
    /// How much.
    pub amount: Money,
    /// What it must name at the bank.
    pub reference: &'a str,
}

/// Writes to the team that a transfer is announced.
pub fn transfer_announced(head: TeamHead<'_>, view: &TransferAnnounced<'_>) -> Mail {
    let (reader, amount) = (head.reader, &*head.reader.money(view.amount));
    let subject = reader.say(key::MailTeamTransferSubject { amount });
    let preview = reader.say(key::MailTeamTransferPreview);
    to_team(head, ToTeam { subject, preview, blocks: blocks(head, view) })
}

/// Writes to the team that an announced transfer has no answer yet, and that the debtor's dates wait for it
/// until a day, that day included.
pub fn transfer_waits(head: TeamHead<'_>, view: &TransferAnnounced<'_>, until: NaiveDate) -> Mail {
    let (reader, amount) = (head.reader, &*head.reader.money(view.amount));
    let subject = reader.say(key::MailTeamTransferWaitsSubject { amount });
    let preview = reader.say(key::MailTeamTransferWaitsPreview { day: &reader.weekday(until) });
    to_team(head, ToTeam { subject, preview, blocks: blocks(head, view) })
}

fn blocks(head: TeamHead<'_>, view: &TransferAnnounced<'_>) -> Vec<Block> {
    let reader = head.reader;
    let mut rows = view.whose.rows(reader);
    rows.extend([
        Row::text(reader.say(key::TeamTransfersReceivedReference), name(view.reference)),
        Row::amount(reader.say(key::TeamAmount), reader.money(view.amount)),
    ]);
    vec![
        Block::Rows(rows),
        head.button(reader.say(key::MailTeamTransferButton), pattern::TEAM_TRANSFERS),
    ]
}
