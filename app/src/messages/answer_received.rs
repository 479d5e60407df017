//! Tells the team that a debtor has answered. Their words stay in the console: a mail box is no
//! place for them, and a link in them must not reach the team with our name on it.

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
    let blocks = vec![
        Block::Rows(view.whose.rows(reader)),
        Block::Text(reader.say(key::MailTeamAnswerText)),
        head.button(reader.say(key::MailTeamAnswerButton), pattern::TEAM_ANSWERS),
    ];
    let subject = reader.say(key::MailTeamAnswerSubject { what });
    let preview = reader.say(key::MailTeamAnswerPreview);
    to_team(head, ToTeam { subject, preview, blocks })
}
