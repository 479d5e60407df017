//! The text of a step, as a member of the team asked to see it.

use domain::contact_channel::ContactChannel;
use domain::reminder::StepKind;

use super::letter::{Block, Mail};
use super::shown::Piece;
use super::team::{TeamHead, ToTeam, to_team};
use crate::creditor::template::{channel_name, occasion_name};
use crate::texts::key;

/// Why a phone is told nothing of what a message is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Plain {
    /// No text is approved where the channel takes nothing else.
    Unapproved,
    /// The text cannot be said as it would read: with the creditor's name, for one.
    Unsaid,
}

/// A text with a sample's values in it.
#[derive(Clone, Copy, Debug)]
pub struct TestText<'a> {
    /// What it is about.
    pub kind: StepKind,
    /// By which way it would go.
    pub channel: ContactChannel,
    /// Empty but for an e-mail.
    pub subject: &'a str,
    /// Empty but for an e-mail.
    pub preview: &'a str,
    /// What it says, in its order.
    pub body: &'a [Piece],
    /// Why it is the message to a phone that says nothing of what it is about, if it is that.
    pub plain: Option<Plain>,
}

/// Writes the message that shows it: a test, and said to be one before anything else.
pub fn test_text(head: TeamHead<'_>, view: &TestText<'_>) -> Mail {
    let reader = head.reader;
    let (kind, channel) =
        (&*occasion_name(reader, view.kind), &*channel_name(reader, view.channel));
    let mut blocks = vec![Block::Text(reader.say(key::MailTeamTestText))];
    let plain = view.plain.map(|plain| match plain {
        Plain::Unapproved => reader.say(key::MailTeamTestPlain),
        Plain::Unsaid => reader.say(key::MailTeamTestUnsaid { channel }),
    });
    blocks.extend(plain.map(Block::Text));
    if !view.subject.is_empty() {
        blocks.push(Block::Heading(view.subject.to_owned()));
        blocks.push(Block::Quiet(view.preview.to_owned()));
    }
    blocks.extend(view.body.iter().cloned().map(Piece::block));
    let subject = reader.say(key::MailTeamTestSubject { kind, channel });
    let preview = reader.say(key::MailTeamTestPreview);
    to_team(head, ToTeam { subject, preview, blocks })
}
