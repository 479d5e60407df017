//! What all messages to the team share.

use domain::ids::CaseId;

use super::letter::{Block, Letter, Mail};
use super::line::name;
use crate::components::Row;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// Which team a message is for.
#[derive(Clone, Copy, Debug)]
pub struct TeamHead<'a> {
    /// Who reads, and when.
    pub reader: Reader,
    /// The creditor's name.
    pub creditor: &'a str,
    /// Where the console is: `https://sanborja.example`, no slash at the end.
    pub origin: &'a str,
}

/// Whose case a message is about. Stands in the message, never in its subject.
#[derive(Clone, Debug)]
pub struct Whose<'a> {
    /// The case.
    pub case: CaseId,
    /// The person's name, if known.
    pub name: Option<&'a str>,
    /// The customer's reference.
    pub reference: &'a str,
}

/// A message to the team before the parts that all share.
pub(super) struct ToTeam {
    pub subject: String,
    pub preview: String,
    pub blocks: Vec<Block>,
}

impl TeamHead<'_> {
    /// A button to a page of the console.
    pub(super) fn button(self, label: String, path: &str) -> Block {
        Block::Button { label, url: format!("{}{path}", self.origin) }
    }
}

impl Whose<'_> {
    /// Who it is, as rows.
    pub(super) fn rows(&self, reader: Reader) -> Vec<Row> {
        let person = self.name.map(|who| Row::text(reader.say(key::TeamPerson), name(who)));
        let reference = Row::text(reader.say(key::TeamReference), name(self.reference));
        person.into_iter().chain([reference]).collect()
    }

    /// The way to the case.
    pub(super) fn button(&self, head: TeamHead<'_>) -> Block {
        head.button(head.reader.say(key::MailTeamCaseButton), &routes::team_case(&self.case))
    }
}

/// Sets a message to the team.
pub(super) fn to_team(head: TeamHead<'_>, message: ToTeam) -> Mail {
    let ToTeam { subject, preview, mut blocks } = message;
    let (reader, creditor) = (head.reader, &*name(head.creditor));
    blocks.push(Block::Quiet(reader.say(key::MailTeamFoot { creditor })));
    let greeting = reader.say(key::MailHelloNameless);
    Letter { subject, preview, greeting, blocks }.mail(reader)
}
