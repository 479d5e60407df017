//! Tells the team of money that fits nowhere, or that was made to look like ours.

use chrono::NaiveDate;
use domain::ledger::Channel;
use domain::money::Money;

use super::letter::{Block, Mail};
use super::line::name;
use super::team::{TeamHead, ToTeam, to_team};
use crate::components::Row;
use crate::creditor::channel_name;
use crate::creditor::suspense::{SuspenseWhy, WayOut};
use crate::routes::pattern;
use crate::texts::key;

/// What happened to money without a case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SuspenseNews {
    /// It waits for its case.
    Waits,
    /// A bank asks about it, and has taken nothing.
    Asked,
    /// A bank took it back.
    Disputed,
    /// Somebody of the team ended it without a case, and then a refund of it failed.
    Unsent,
}

/// Money without a case, as the team is told.
#[derive(Clone, Copy, Debug)]
pub struct SuspenseAlarm<'a> {
    /// What happened.
    pub news: SuspenseNews,
    /// How much.
    pub amount: Money,
    /// The day it arrived.
    pub received_on: NaiveDate,
    /// Where it came in.
    pub channel: Channel,
    /// What it carries to tell whose it is.
    pub reference: Option<&'a str>,
    /// Why it waits, or did.
    pub why: SuspenseWhy,
    /// How it left, if it waits no more.
    pub left: Option<&'a WayOut>,
}

/// Writes to the team that money waits for its case, or what happened to money without one.
pub fn suspense_alarm(head: TeamHead<'_>, view: SuspenseAlarm<'_>) -> Mail {
    let (reader, amount) = (head.reader, &*head.reader.money(view.amount));
    let subject = match (view.news, view.why) {
        (SuspenseNews::Asked, _) => reader.say(key::MailTeamAskedSubject { amount }),
        (SuspenseNews::Disputed, _) => reader.say(key::MailTeamDisputedSubject { amount }),
        (SuspenseNews::Unsent, _) => reader.say(key::MailTeamUnsentSubject { amount }),
        (SuspenseNews::Waits, SuspenseWhy::Foreign) => {
            reader.say(key::MailTeamForeignSubject { amount })
        }
        (SuspenseNews::Waits, SuspenseWhy::UnknownReference | SuspenseWhy::OtherAmount { .. }) => {
            reader.say(key::MailTeamSuspenseSubject { amount })
        }
    };
    let mut rows = vec![
        Row::text(reader.say(key::MailTeamWhy), view.why.text(reader)),
        Row::amount(reader.say(key::TeamAmount), amount.to_owned()),
        Row::text(reader.say(key::TeamReceivedOn), reader.day(view.received_on)),
        Row::text(reader.say(key::TeamChannel), channel_name(reader, view.channel)),
    ];
    let reference = view.reference.map(name);
    rows.extend(reference.map(|text| Row::text(reader.say(key::TeamReference), text)));
    let left = view.left.map(|way| Row::text(reader.say(key::TeamCsvEnd), way.text(reader)));
    rows.extend(left);
    let blocks = vec![
        Block::Rows(rows),
        head.button(reader.say(key::MailTeamSuspenseButton), pattern::TEAM_SUSPENSE),
    ];
    let preview = match view.news {
        SuspenseNews::Waits => reader.say(key::MailTeamSuspensePreview),
        SuspenseNews::Asked => reader.say(key::MailTeamInquiryPreview),
        SuspenseNews::Disputed => reader.say(key::MailTeamDisputedPreview),
        SuspenseNews::Unsent => reader.say(key::MailTeamUnsentPreview),
    };
    to_team(head, ToTeam { subject, preview, blocks })
}
