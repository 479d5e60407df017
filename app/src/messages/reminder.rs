//! A reminder: what is due soon, what is still open, what was agreed, what ends, and thanks.
//!
//! Each asks for what is due now and says what can be done. A last notice is formal in every country.

use chrono::NaiveDate;
use domain::country::Address;
use domain::money::Money;
use domain::percent::Percent;
use domain::reminder::StepKind;

use super::access_link::AccessLink;
use super::duties::Duties;
use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use super::line::name;
use crate::components::Row;
use crate::debtor::enter::Asks;
use crate::reader::Reader;
use crate::texts::{Voice, key};

/// One thing that a reminder speaks of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReminderLine {
    /// What it is called, as the creditor's papers do; nothing for a date of a plan.
    pub what: Option<String>,
    /// Its day.
    pub on: Option<NaiveDate>,
    /// What of it is due now.
    pub amount: Money,
}

/// What paying everything would save today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Saving {
    /// What is paid.
    pub pay: Money,
    /// What is saved.
    pub saving: Money,
    /// The last day on which it can be had.
    pub until: NaiveDate,
}

/// What paying late costs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LateCost {
    /// From which day on.
    pub from: NaiveDate,
    /// Interest a year; may be nothing.
    pub yearly: Percent,
    /// A cost, once.
    pub fee: Option<Money>,
}

/// What a reminder says. No `Debug`: it holds a link.
#[derive(Clone)]
pub struct Reminder<'a> {
    /// Its own link.
    pub link: AccessLink<'a>,
    /// What it is about, and how it speaks.
    pub kind: StepKind,
    /// The day of which its subject speaks: the earliest of its lines, or the last of an offer.
    pub on: NaiveDate,
    /// What it speaks of.
    pub lines: Vec<ReminderLine>,
    /// What paying everything would save.
    pub saving: Option<Saving>,
    /// What paying late would cost.
    pub late: Option<LateCost>,
    /// Of a date that was missed: the last day on which its plan is sure to go on.
    pub until: Option<NaiveDate>,
    /// What the law of the creditor's country wants in it.
    pub duties: Duties,
}

/// Writes a reminder.
pub fn reminder(reader: Reader, writer: &Writer, view: &Reminder<'_>) -> Mail {
    let reader = Reader { voice: as_formal(reader.voice, view.kind), ..reader };
    to_debtor(reader, writer, written(reader, writer, view))
}

/// A reminder before what all messages to debtors end with.
pub(super) fn written<'a>(reader: Reader, writer: &Writer, view: &Reminder<'a>) -> ToDebtor<'a> {
    let reader = Reader { voice: as_formal(reader.voice, view.kind), ..reader };
    let (subject, preview) = outside(reader.voice, view.kind, &reader.day(view.on));
    let creditor = name(&writer.legal_name);
    let mut blocks = vec![Block::Text(lead(reader.voice, view.kind, &creditor))];
    if !view.lines.is_empty() {
        blocks.push(Block::Rows(rows(reader, &view.lines)));
    }
    blocks.extend(money(reader, view).into_iter().map(Block::Text));
    blocks.extend(view.duties.beside(view.kind).said(reader, &writer.legal_name));
    blocks.extend(ways(reader, view.kind).into_iter().map(Block::Quiet));
    let ask = match view.link.asks {
        Asks::Something => reader.say(key::MailReminderAsk),
        Asks::Nothing => reader.say(key::MailLinkOpen),
    };
    let label = if is_of_plan(view.kind) {
        reader.say(key::MailPlanButton)
    } else {
        reader.say(key::MailReminderButton)
    };
    blocks.extend([
        Block::Text(ask),
        Block::Button { label, url: view.link.url.to_owned() },
        Block::Quiet(reader.say(key::MailLinkUntil { day: &reader.weekday(view.link.until) })),
    ]);
    let first_name = view.link.first_name;
    ToDebtor { first_name, subject, preview, blocks, leads: Leads::ToLink }
}

/// The voice in which a reminder of this kind speaks.
pub(super) const fn as_formal(voice: Voice, kind: StepKind) -> Voice {
    if kind.is_formal() { Voice { address: Address::Usted, ..voice } } else { voice }
}

const fn is_of_plan(kind: StepKind) -> bool {
    matches!(
        kind,
        StepKind::InstalmentSoon | StepKind::InstalmentToday | StepKind::InstalmentMissed
    )
}

/// Subject and preview: nothing in them tells of money.
pub(super) fn outside(voice: Voice, kind: StepKind, day: &str) -> (String, String) {
    match kind {
        StepKind::Courtesy => (
            voice.say(key::MailReminderCourtesySubject { day }),
            voice.say(key::MailReminderCourtesyPreview),
        ),
        StepKind::Kind => {
            (voice.say(key::MailReminderKindSubject), voice.say(key::MailReminderKindPreview))
        }
        StepKind::Firm => {
            (voice.say(key::MailReminderFirmSubject), voice.say(key::MailReminderFirmPreview))
        }
        StepKind::Final => {
            (voice.say(key::MailReminderFinalSubject), voice.say(key::MailReminderFinalPreview))
        }
        StepKind::InstalmentSoon => (
            voice.say(key::MailReminderSoonSubject { day }),
            voice.say(key::MailReminderSoonPreview),
        ),
        StepKind::InstalmentToday => (
            voice.say(key::MailReminderTodaySubject { day }),
            voice.say(key::MailReminderTodayPreview),
        ),
        StepKind::InstalmentMissed => (
            voice.say(key::MailReminderMissedSubject { day }),
            voice.say(key::MailReminderMissedPreview),
        ),
        StepKind::PromiseEve => {
            (voice.say(key::MailReminderEveSubject { day }), voice.say(key::MailReminderEvePreview))
        }
        StepKind::PromiseBroken => (
            voice.say(key::MailReminderBrokenSubject { day }),
            voice.say(key::MailReminderBrokenPreview),
        ),
        StepKind::OfferEnds => (
            voice.say(key::MailReminderOfferSubject { day }),
            voice.say(key::MailReminderOfferPreview),
        ),
        StepKind::Settled => {
            (voice.say(key::MailReminderSettledSubject), voice.say(key::MailReminderSettledPreview))
        }
    }
}

/// The sentence before the amounts.
pub(super) fn lead(voice: Voice, kind: StepKind, creditor: &str) -> String {
    match kind {
        StepKind::Courtesy => voice.say(key::MailReminderCourtesy),
        StepKind::Kind => voice.say(key::MailReminderKind),
        StepKind::Firm => voice.say(key::MailReminderFirm),
        StepKind::Final => voice.say(key::MailReminderFinal),
        StepKind::InstalmentSoon => voice.say(key::MailReminderSoon),
        StepKind::InstalmentToday => voice.say(key::MailReminderToday),
        StepKind::InstalmentMissed => voice.say(key::MailReminderMissed),
        StepKind::PromiseEve => voice.say(key::MailReminderEve),
        StepKind::PromiseBroken => voice.say(key::MailReminderBroken),
        StepKind::OfferEnds => voice.say(key::MailReminderOffer),
        StepKind::Settled => voice.say(key::MailReminderSettled { creditor }),
    }
}

/// A row for each thing, and what those of one currency add up to.
fn rows(reader: Reader, lines: &[ReminderLine]) -> Vec<Row> {
    let row = |line: &ReminderLine| {
        let day = line.on.map(|on| reader.dated(on));
        let term: Vec<String> = line.what.iter().map(|what| name(what)).chain(day).collect();
        Row::amount(term.join(", "), reader.money(line.amount))
    };
    let mut rows: Vec<Row> = lines.iter().map(row).collect();
    rows.extend(
        total(lines).map(|sum| Row::total(reader.say(key::MailReminderTotal), reader.money(sum))),
    );
    rows
}

/// The sum of several amounts in one currency.
fn total(lines: &[ReminderLine]) -> Option<Money> {
    let (first, rest) = lines.split_first()?;
    let sum = rest.iter().try_fold(first.amount, |sum, line| sum.checked_add(line.amount));
    sum.ok().filter(|_| !rest.is_empty())
}

/// What paying now brings, and what paying later costs.
fn money(reader: Reader, view: &Reminder<'_>) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(Saving { pay, saving, until }) = view.saving {
        let (pay, saving) = (&*reader.money(pay), &*reader.money(saving));
        let day = &*reader.weekday(until);
        said.push(reader.say(key::MailReminderSaving { day, pay, saving }));
    }
    if let Some(LateCost { from, yearly, fee }) = view.late {
        let day = &*reader.weekday(from);
        if !yearly.is_zero() {
            let rate = &*reader.percent(u32::from(yearly.hundredths()));
            said.push(reader.say(key::MailReminderLate { day, rate }));
        }
        if let Some(fee) = fee {
            said.push(reader.say(key::MailReminderFee { day, amount: &reader.money(fee) }));
        }
    }
    if let (StepKind::InstalmentMissed, Some(until)) = (view.kind, view.until) {
        said.push(reader.say(key::MailReminderStands { day: &reader.weekday(until) }));
    }
    said
}

impl Duties {
    /// What the ways of a reminder of this kind do not say already.
    const fn beside(self, kind: StepKind) -> Self {
        let ways_to_pay = self.ways_to_pay && is_of_plan(kind);
        Self { complaint: false, ways_to_pay, ..self }
    }
}

/// What can be done, and where to say that something is wrong.
fn ways(reader: Reader, kind: StepKind) -> Vec<String> {
    match kind {
        StepKind::Settled => Vec::new(),
        kind if is_of_plan(kind) => {
            vec![reader.say(key::MailPlanTalk), reader.say(key::MailReminderDoubt)]
        }
        _ => vec![reader.say(key::MailReminderWays), reader.say(key::MailReminderDoubt)],
    }
}
