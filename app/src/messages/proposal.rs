//! Terms that a debtor proposed: told to the team when they come, to the debtor when they are answered or
//! their time is over. What either side wrote stands on the pages only.

use chrono::{NaiveDate, NaiveDateTime};
use domain::ids::ProposalId;
use domain::money::Money;

use super::access_link::AccessLink;
use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use super::team::{TeamHead, ToTeam, Whose, to_team};
use crate::components::Row;
use crate::debtor::enter::Asks;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// What became of a proposal, as its debtor is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProposalNews {
    /// The creditor said yes.
    Accepted,
    /// The creditor named other terms, which can be accepted until that day.
    Countered(NaiveDate),
    /// The creditor said no.
    Refused,
    /// The creditor did not answer in time.
    Unanswered,
    /// The debtor did not answer to the other terms in time.
    Lapsed,
}

/// Writes to the debtor what became of a proposal, with the link that leads there.
pub fn proposal_news(
    reader: Reader,
    writer: &Writer,
    (view, news): (AccessLink<'_>, ProposalNews),
) -> Mail {
    let subject = match writer.outside_name() {
        Some(creditor) => reader.say(key::MailProposalSubject { creditor: &creditor }),
        None => reader.say(key::MailProposalSubjectBare),
    };
    let text = match news {
        ProposalNews::Accepted => reader.say(key::MailProposalAccepted),
        ProposalNews::Countered(until) => {
            reader.say(key::MailProposalCountered { day: &reader.weekday(until) })
        }
        ProposalNews::Refused => reader.say(key::MailProposalRefused),
        ProposalNews::Unanswered => reader.say(key::MailProposalUnanswered),
        ProposalNews::Lapsed => reader.say(key::MailProposalLapsed),
    };
    let before = match view.asks {
        Asks::Something => reader.say(key::MailNewLinkAsk),
        Asks::Nothing => reader.say(key::MailNewLinkOpen),
    };
    let blocks = vec![
        Block::Text(text),
        Block::Text(before),
        Block::Button { label: reader.say(key::MailLinkButton), url: view.url.to_owned() },
        Block::Quiet(reader.say(key::MailLinkUntil { day: &reader.weekday(view.until) })),
    ];
    let (first_name, preview) = (view.first_name, reader.say(key::MailProposalPreview));
    let leads = Leads::ToLink;
    to_debtor(reader, writer, ToDebtor { first_name, subject, preview, blocks, leads })
}

/// A proposal that waits for the creditor, as the team is told.
#[derive(Clone, Debug)]
pub struct TeamProposal<'a> {
    /// Whose case it is.
    pub whose: Whose<'a>,
    /// The proposal.
    pub proposal: ProposalId,
    /// What is owed.
    pub owed: Money,
    /// What the debtor offers to pay of that.
    pub pay: Money,
    /// Until when it waits, in the creditor's zone.
    pub until: NaiveDateTime,
}

/// Writes to the team that a proposal waits for it.
pub fn team_proposal(head: TeamHead<'_>, view: &TeamProposal<'_>) -> Mail {
    let (reader, amount) = (head.reader, &*head.reader.money(view.pay));
    let mut rows = view.whose.rows(reader);
    rows.extend([
        Row::amount(reader.say(key::TeamOwed), reader.money(view.owed)),
        Row::amount(reader.say(key::MailTeamProposalPay), amount.to_owned()),
        Row::text(reader.say(key::MailTeamProposalUntil), reader.moment(view.until)),
    ]);
    let path = routes::team_proposal(&view.proposal);
    let blocks =
        vec![Block::Rows(rows), head.button(reader.say(key::MailTeamProposalButton), &path)];
    let subject = reader.say(key::MailTeamProposalSubject { amount });
    let preview = reader.say(key::MailTeamProposalPreview);
    to_team(head, ToTeam { subject, preview, blocks })
}
