//! A promise to pay whose day is over: news for the team.

use chrono::NaiveDate;
use domain::money::Money;

use super::letter::{Block, Mail};
use super::team::{TeamHead, ToTeam, Whose, to_team};
use crate::components::Row;
use crate::texts::key;

/// A promise that was not kept, as the team is told.
#[derive(Clone, Debug)]
pub struct TeamPromise<'a> {
    /// Whose it was.
    pub whose: Whose<'a>,
    /// What was promised.
    pub amount: Money,
    /// The last day to keep it.
    pub pay_on: NaiveDate,
    /// What the case owes now in its currency.
    pub owed: Money,
}

/// Writes to the team that a promise was not kept.
pub fn team_promise(head: TeamHead<'_>, view: &TeamPromise<'_>) -> Mail {
    let (reader, amount) = (head.reader, &*head.reader.money(view.amount));
    let mut rows = view.whose.rows(reader);
    rows.extend([
        Row::amount(reader.say(key::MailTeamPromiseAmount), amount.to_owned()),
        Row::text(reader.say(key::MailTeamPromiseUntil), reader.dated(view.pay_on)),
        Row::amount(reader.say(key::TeamOwed), reader.money(view.owed)),
    ]);
    let subject = reader.say(key::MailTeamPromiseBrokenSubject { amount });
    let preview = reader.say(key::MailTeamPromiseBrokenPreview);
    let blocks = vec![Block::Rows(rows), view.whose.button(head)];
    to_team(head, ToTeam { subject, preview, blocks })
}
