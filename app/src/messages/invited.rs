//! The invitation of a new member.

use super::letter::{Block, Mail};
use super::line::name;
use super::team::{TeamHead, ToTeam, to_team};
use crate::creditor::Role;
use crate::texts::key;

/// An invitation.
#[derive(Clone, Copy)]
pub struct Invited<'a> {
    /// Who invites.
    pub inviter: &'a str,
    /// What the new member may do.
    pub role: Role,
    /// The sign-in page, or a sign-in link.
    pub url: &'a str,
}

/// Writes the invitation.
pub fn invited(head: TeamHead<'_>, view: Invited<'_>) -> Mail {
    let (reader, creditor) = (head.reader, &*name(head.creditor));
    let (inviter, role) = (&*name(view.inviter), &*view.role.name(reader));
    let blocks = vec![
        Block::Text(reader.say(key::MailTeamInvitedText { inviter, creditor, role })),
        Block::Text(reader.say(key::MailTeamInvitedFirst)),
        Block::Button { label: reader.say(key::TeamSignInTitle), url: view.url.to_owned() },
    ];
    let subject = reader.say(key::MailTeamInvitedSubject { creditor });
    let preview = reader.say(key::MailTeamInvitedPreview);
    to_team(head, ToTeam { subject, preview, blocks })
}
