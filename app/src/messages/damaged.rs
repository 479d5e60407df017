//! Tells the team of a case of which something stored does not read.

use domain::ids::CaseId;

use super::letter::{Block, Mail};
use super::team::{TeamHead, ToTeam, to_team};
use crate::routes;
use crate::texts::key;

/// Writes to the team that nothing is planned for a case until somebody has looked.
pub fn damaged_case(head: TeamHead<'_>, case: &CaseId) -> Mail {
    let reader = head.reader;
    let subject = reader.say(key::MailTeamDamagedSubject);
    let preview = reader.say(key::MailTeamDamagedPreview);
    let blocks = vec![
        Block::Text(reader.say(key::MailTeamDamaged)),
        Block::Code(case.to_string()),
        head.button(reader.say(key::MailTeamCaseButton), &routes::team_case(case)),
    ];
    to_team(head, ToTeam { subject, preview, blocks })
}
