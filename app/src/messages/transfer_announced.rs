//! Tells the team that a debtor says they have made a transfer.

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
    let mut rows = view.whose.rows(reader);
    rows.extend([
        Row::text(reader.say(key::TeamTransfersReceivedReference), name(view.reference)),
        Row::amount(reader.say(key::TeamAmount), amount.to_owned()),
    ]);
    let blocks = vec![
        Block::Rows(rows),
        head.button(reader.say(key::MailTeamTransferButton), pattern::TEAM_TRANSFERS),
    ];
    let subject = reader.say(key::MailTeamTransferSubject { amount });
    let preview = reader.say(key::MailTeamTransferPreview);
    to_team(head, ToTeam { subject, preview, blocks })
}
