//! What was agreed: a copy to its debtor, news to the team.

use chrono::NaiveDate;
use domain::money::Money;
use domain::schedule::Instalment;

use super::clearance::Papers;
use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use super::team::{TeamHead, ToTeam, Whose, to_team};
use crate::components::Row;
use crate::reader::Reader;
use crate::texts::key;

/// What was agreed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AgreedOn {
    /// A plan, or a settlement.
    Plan,
    /// A day.
    Promise,
    /// A day that was told to somebody of the team.
    Spoken,
}

/// What was agreed, as its debtor is told.
#[derive(Clone, Debug)]
pub struct Agreed<'a> {
    /// The given name to greet with, if it can be told.
    pub first_name: Option<&'a str>,
    /// What.
    pub on: AgreedOn,
    /// Everything that is paid, by day.
    pub dates: Vec<Instalment>,
    /// What that comes to.
    pub total: Money,
    /// The head of the case's evidence chain, which holds what was agreed.
    pub evidence: &'a str,
    /// Whether what was accepted goes with it.
    pub papers: Papers,
}

/// Writes to the debtor what was agreed.
pub fn agreed(reader: Reader, writer: &Writer, view: &Agreed<'_>) -> Mail {
    let subject = match writer.outside_name() {
        Some(creditor) => reader.say(key::MailAgreedSubject { creditor: &creditor }),
        None => reader.say(key::MailAgreedSubjectBare),
    };
    let lead = match view.on {
        AgreedOn::Plan => reader.say(key::MailAgreedPlan),
        AgreedOn::Promise => reader.say(key::MailAgreedPromise),
        AgreedOn::Spoken => reader.say(key::MailAgreedSpoken),
    };
    let whole = match view.on {
        AgreedOn::Plan | AgreedOn::Promise => reader.say(key::MailAgreedWhole),
        AgreedOn::Spoken => reader.say(key::MailAgreedSpokenMore),
    };
    let dates = view.dates.iter();
    let dates = dates.map(|one| Row::amount(reader.dated(one.due_on), reader.money(one.amount)));
    let total = Row::total(reader.say(key::ScheduleTotal), reader.money(view.total));
    let attached = (view.papers == Papers::Attached).then(|| reader.say(key::MailAgreedAttached));
    let blocks = [
        Some(Block::Text(lead)),
        Some(Block::Rows(dates.chain([total]).collect())),
        Some(Block::Text(whole)),
        attached.map(Block::Text),
        Some(Block::Heading(reader.say(key::ReceiptEvidence))),
        Some(Block::Code(view.evidence.to_owned())),
    ];
    let blocks = blocks.into_iter().flatten().collect();
    let preview = match view.on {
        AgreedOn::Plan | AgreedOn::Promise => reader.say(key::MailAgreedPreview),
        AgreedOn::Spoken => reader.say(key::MailAgreedSpokenPreview),
    };
    let first_name = view.first_name;
    to_debtor(
        reader,
        writer,
        ToDebtor { first_name, subject, preview, blocks, leads: Leads::Nowhere },
    )
}

/// What was agreed, as the team is told.
#[derive(Clone, Debug)]
pub struct TeamAgreed<'a> {
    /// Whose case it is.
    pub whose: Whose<'a>,
    /// What.
    pub on: AgreedOn,
    /// What is paid in all.
    pub total: Money,
    /// In how many payments.
    pub payments: u64,
    /// The last day.
    pub last_on: NaiveDate,
}

/// Writes to the team what was agreed.
pub fn team_agreed(head: TeamHead<'_>, view: &TeamAgreed<'_>) -> Mail {
    let (reader, amount) = (head.reader, &*head.reader.money(view.total));
    let (subject, preview) = match view.on {
        AgreedOn::Plan => (
            reader.say(key::MailTeamAgreedSubject { amount }),
            reader.say(key::MailTeamAgreedPreview),
        ),
        AgreedOn::Promise => (
            reader.say(key::MailTeamPromisedSubject { amount }),
            reader.say(key::MailTeamPromisedPreview),
        ),
        AgreedOn::Spoken => (
            reader.say(key::MailTeamPromisedSubject { amount }),
            reader.say(key::MailTeamPromiseToldPreview),
        ),
    };
    let mut rows = view.whose.rows(reader);
    rows.extend([
        Row::amount(reader.say(key::TeamAmount), amount.to_owned()),
        Row::text(reader.say(key::MailTeamAgreedPayments), view.payments.to_string()),
        Row::text(reader.say(key::MailTeamAgreedLast), reader.dated(view.last_on)),
    ]);
    let blocks = vec![Block::Rows(rows), view.whose.button(head)];
    to_team(head, ToTeam { subject, preview, blocks })
}
