//! The link with which a member signs in.

use super::letter::{Block, Mail};
use super::line::name;
use super::team::{TeamHead, ToTeam, to_team};
use crate::texts::key;

/// A sign-in link.
#[derive(Clone, Copy)]
pub struct SignIn<'a> {
    /// The link itself.
    pub url: &'a str,
    /// How many minutes it lives.
    pub minutes: u64,
}

/// Writes the message with the sign-in link.
pub fn sign_in(head: TeamHead<'_>, view: SignIn<'_>) -> Mail {
    let (reader, creditor, minutes) = (head.reader, &*name(head.creditor), view.minutes);
    let blocks = vec![
        Block::Text(reader.say(key::MailTeamSignInText { minutes, creditor })),
        Block::Button { label: reader.say(key::TeamSignInTitle), url: view.url.to_owned() },
        Block::Quiet(reader.say(key::MailTeamSignInNotYou)),
    ];
    let subject = reader.say(key::MailTeamSignInSubject);
    let preview = reader.say(key::MailTeamSignInPreview);
    to_team(head, ToTeam { subject, preview, blocks })
}
