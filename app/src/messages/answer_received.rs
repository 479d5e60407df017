//! Tells the team that a debtor has answered. Their words stay in the console: a mail box is no
//! place for them, and a link in them must not reach the team with our name on it.

use chrono::NaiveDate;

use super::letter::{Block, Mail};
use super::team::{TeamHead, ToTeam, Whose, to_team};
use crate::creditor::{AnswerKind, lowered};
use crate::routes::pattern;
use crate::texts::key;

/// An answer, as the team is told.
#[derive(Clone, Debug)]
pub struct AnswerReceived<'a> {
    /// Whose case it is.
    pub whose: Whose<'a>,
    /// What they told.
    pub kind: AnswerKind,
}

/// Writes to the team that a debtor has answered.
pub fn answer_received(head: TeamHead<'_>, view: &AnswerReceived<'_>) -> Mail {
    let reader = head.reader;
    let what = &lowered(&view.kind.text(reader));
    let subject = reader.say(key::MailTeamAnswerSubject { what });
    let preview = reader.say(key::MailTeamAnswerPreview);
    to_team(head, ToTeam { subject, preview, blocks: blocks(head, view) })
}

/// Writes to the team that what a debtor said has no answer yet, and that the debtor's dates wait for it until a
/// day, that day included.
pub fn answer_waits(head: TeamHead<'_>, view: &AnswerReceived<'_>, until: NaiveDate) -> Mail {
    let reader = head.reader;
    let what = &lowered(&view.kind.text(reader));
    let subject = reader.say(key::MailTeamAnswerWaitsSubject { what });
    let preview = reader.say(key::MailTeamAnswerWaitsPreview { day: &reader.weekday(until) });
    let blocks = vec![Block::Rows(view.whose.rows(reader)), view.whose.button(head)];
    to_team(head, ToTeam { subject, preview, blocks })
}

fn blocks(head: TeamHead<'_>, view: &AnswerReceived<'_>) -> Vec<Block> {
    let reader = head.reader;
    vec![
        Block::Rows(view.whose.rows(reader)),
        Block::Text(reader.say(key::MailTeamAnswerText)),
        head.button(reader.say(key::MailTeamAnswerButton), pattern::TEAM_ANSWERS),
    ]
}
