//! What happened in a case, in words.

use chrono::{NaiveDate, NaiveDateTime};
use domain::ledger::Channel;
use domain::money::Money;

use super::hold::{AnswerKind, HoldKind};
use super::reached::Reached;
use crate::debtor::options::WayName;
use crate::reader::Reader;
use crate::texts::key;

/// One act on a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// When, in the creditor's zone.
    pub at: NaiveDateTime,
    /// What.
    pub what: Happened,
    /// Who did it.
    pub by: Actor,
    /// What they wrote about it, where a reason is asked for.
    pub why: Option<String>,
}

/// Who did something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Actor {
    /// The debtor, or whoever holds the link before the identity is confirmed.
    Person,
    /// A member of the team, by name.
    Member(String),
    /// The program itself: a job, an import, a provider's news. Shown without a name.
    Program,
}

/// What happened.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(
    missing_docs,
    reason = "each is a fact of the glossary with the number that tells it apart"
)]
pub enum Happened {
    Imported {
        debts: u64,
    },
    DebtEntered {
        reference: String,
    },
    DebtChanged {
        reference: String,
    },
    DebtClosed {
        reference: String,
    },
    ImportUndone,
    ContactChanged,
    /// They said when or how they want to be contacted.
    ContactWish,
    /// Somebody of the team saw the number, to call it.
    PhoneShown,
    LinkMade,
    /// `to` is a masked address.
    LinkSent {
        to: String,
    },
    LinkNotSent,
    LinkRevoked,
    LinkOpened,
    LinkAsked,
    CodeSent,
    IdentityConfirmed,
    IdentityMissed,
    IdentityPaused,
    StatementSeen,
    /// Each with its figure: what it costs in all; of a part the least.
    OptionsSeen(Vec<(WayName, Money)>),
    ReceiptSent,
    Said(AnswerKind),
    AnswerAttended,
    HoldPlaced(HoldKind),
    HoldLifted(HoldKind),
    /// Something about a plan.
    Plan(PlanEvent),
    PlanLetterSent,
    /// `card` as people know it: `Visa 4242`.
    AutopayOn {
        card: String,
    },
    AutopayOff,
    ClearanceIssued,
    ClearanceRevoked,
    /// Something about a way of reaching the person.
    Reached(Reached),
    /// Something about an amount.
    Money {
        what: MoneyEvent,
        amount: Money,
    },
}

/// What happened to a plan beside payments; instalments by their number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PlanEvent {
    /// The grace of one passed.
    Missed(u32),
    /// One that seemed missed was paid in time.
    Excused(u32),
    /// No grace runs from the first day to the second.
    Held(NaiveDate, NaiveDate),
    /// One waits until that day, no bank having been asked for its charge.
    Untried(u32, NaiveDate),
    /// One is paid on that day.
    Moved(u32, NaiveDate),
    /// One went to the end, to that day.
    Skipped(u32, NaiveDate),
    /// They follow this day of the month.
    Payday(u32),
    /// They have other days, for they came while the plan was broken by mistake; the next one is that.
    Redated(NaiveDate),
    /// Too many dates were missed.
    Broken,
    /// They were not: the money counts as on time.
    Reopened,
    /// Nothing is owed of it.
    Completed,
    /// The team ended it.
    Cancelled,
    /// Another plan took its place.
    Replaced,
}

impl PlanEvent {
    pub(super) fn text(self, reader: Reader) -> String {
        match self {
            Self::Missed(number) => {
                reader.say(key::TeamEventPlanMissed { number: &number.to_string() })
            }
            Self::Excused(number) => {
                reader.say(key::TeamEventPlanExcused { number: &number.to_string() })
            }
            Self::Held(from, until) => reader
                .say(key::TeamEventPlanHeld { from: &reader.day(from), until: &reader.day(until) }),
            Self::Untried(number, until) => reader.say(key::TeamEventPlanUntried {
                number: &number.to_string(),
                day: &reader.day(until),
            }),
            Self::Moved(number, to) => reader
                .say(key::TeamEventPlanMoved { number: &number.to_string(), day: &reader.day(to) }),
            Self::Skipped(number, to) => reader.say(key::TeamEventPlanSkipped {
                number: &number.to_string(),
                day: &reader.day(to),
            }),
            Self::Payday(day) => reader.say(key::TeamEventPlanPayday { day: &day.to_string() }),
            Self::Redated(next) => reader.say(key::TeamEventPlanRedated { day: &reader.day(next) }),
            Self::Broken => reader.say(key::TeamEventPlanBroken),
            Self::Reopened => reader.say(key::TeamEventPlanReopened),
            Self::Completed => reader.say(key::TeamEventPlanCompleted),
            Self::Cancelled => reader.say(key::TeamEventPlanCancelled),
            Self::Replaced => reader.say(key::TeamEventPlanReplaced),
        }
    }
}

/// What happened to an amount.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(
    missing_docs,
    reason = "the states of attempts, payments and refunds, as in `domain::payment`"
)]
pub enum MoneyEvent {
    Started,
    Pending,
    Failed,
    Expired,
    Received { channel: Channel, receipt: u64 },
    Reversed { receipt: u64 },
    TransferAnnounced,
    TransferRefused,
    CreditUsed,
    RefundStarted,
    Refunded,
    GivenBack { on: NaiveDate },
    RefundFailed,
    ChargedBack,
    Reinstated,
    Identified,
    SuspenseAssigned,
    SuspenseClosed,
    SuspenseBack,
    PlanCost,
    DiscountChosen,
    CardCharged,
    Waived,
    OwedAgain,
    LateCharged,
    Agreed,
    Promised,
    PromiseTold,
    PromiseWithdrawn,
    PromiseBroken,
    Proposed,
    ProposedInside,
    ProposalAccepted,
    ProposalCountered,
    ProposalRefused,
    ProposalTakenBack,
    ProposalExpired,
}

impl Actor {
    pub(super) fn name(self, reader: Reader) -> Option<String> {
        match self {
            Self::Person => Some(reader.say(key::TeamByPerson)),
            Self::Member(name) => Some(name),
            Self::Program => None,
        }
    }
}

impl Happened {
    pub(super) const fn amount(&self) -> Option<Money> {
        match *self {
            Self::Money { amount, .. } => Some(amount),
            _ => None,
        }
    }

    pub(super) fn text(&self, reader: Reader) -> String {
        match self {
            Self::Imported { debts } => reader.say(key::TeamEventImported { debts: *debts }),
            Self::DebtEntered { reference } => reader.say(key::TeamEventDebtEntered { reference }),
            Self::DebtChanged { reference } => reader.say(key::TeamEventDebtChanged { reference }),
            Self::DebtClosed { reference } => reader.say(key::TeamEventDebtClosed { reference }),
            Self::ImportUndone => reader.say(key::TeamEventImportUndone),
            Self::ContactChanged => reader.say(key::TeamEventContactChanged),
            Self::ContactWish => reader.say(key::TeamEventContactWish),
            Self::PhoneShown => reader.say(key::TeamEventPhoneShown),
            Self::LinkMade => reader.say(key::TeamEventLinkMade),
            Self::LinkSent { to } => reader.say(key::TeamEventLinkSent { to }),
            Self::LinkNotSent => reader.say(key::TeamEventLinkNotSent),
            Self::LinkRevoked => reader.say(key::TeamEventLinkRevoked),
            Self::LinkOpened => reader.say(key::TeamEventLinkOpened),
            Self::LinkAsked => reader.say(key::TeamEventLinkAsked),
            Self::CodeSent => reader.say(key::TeamEventCodeSent),
            Self::IdentityConfirmed => reader.say(key::TeamEventIdentityConfirmed),
            Self::IdentityMissed => reader.say(key::TeamEventIdentityMissed),
            Self::IdentityPaused => reader.say(key::TeamEventIdentityPaused),
            Self::StatementSeen => reader.say(key::TeamEventStatementSeen),
            Self::OptionsSeen(ways) => {
                let ways: Vec<_> = ways.iter().map(|way| shown(reader, *way)).collect();
                reader.say(key::TeamEventOptionsSeen { ways: &ways.join("; ") })
            }
            Self::ReceiptSent => reader.say(key::TeamEventReceiptSent),
            Self::Said(answer) => answer.text(reader),
            Self::AnswerAttended => reader.say(key::TeamEventAnswerAttended),
            Self::HoldPlaced(kind) => {
                reader.say(key::TeamEventHoldPlaced { why: &lowered(&kind.text(reader)) })
            }
            Self::HoldLifted(kind) => {
                reader.say(key::TeamEventHoldLifted { why: &lowered(&kind.text(reader)) })
            }
            Self::Plan(event) => event.text(reader),
            Self::PlanLetterSent => reader.say(key::TeamEventPlanLetter),
            Self::AutopayOn { card } => reader.say(key::TeamEventAutopayOn { card }),
            Self::AutopayOff => reader.say(key::TeamEventAutopayOff),
            Self::ClearanceIssued => reader.say(key::TeamEventCleared),
            Self::ClearanceRevoked => reader.say(key::TeamEventClearanceRevoked),
            Self::Reached(what) => what.text(reader),
            Self::Money { what, .. } => what.text(reader),
        }
    }
}

impl MoneyEvent {
    fn text(self, reader: Reader) -> String {
        match self {
            Self::Started => reader.say(key::TeamEventPaymentStarted),
            Self::Pending => reader.say(key::TeamEventPaymentPending),
            Self::Failed => reader.say(key::TeamEventPaymentFailed),
            Self::Expired => reader.say(key::TeamEventPaymentExpired),
            Self::Received { channel: Channel::Elsewhere, receipt } => {
                reader.say(key::TeamEventPaymentRecorded { receipt: &receipt.to_string() })
            }
            Self::Received { channel: Channel::Stripe | Channel::Transfer, receipt } => {
                reader.say(key::TeamEventPaymentReceived { receipt: &receipt.to_string() })
            }
            Self::Reversed { receipt } => {
                reader.say(key::TeamEventPaymentReversed { receipt: &receipt.to_string() })
            }
            Self::TransferAnnounced => reader.say(key::TeamEventTransferAnnounced),
            Self::TransferRefused => reader.say(key::TeamEventTransferRefused),
            Self::CreditUsed => reader.say(key::TeamEventCreditUsed),
            Self::RefundStarted => reader.say(key::TeamEventRefundStarted),
            Self::Refunded => reader.say(key::TeamEventRefunded),
            Self::GivenBack { on } => reader.say(key::TeamEventGivenBack { day: &reader.day(on) }),
            Self::RefundFailed => reader.say(key::TeamEventRefundFailed),
            Self::ChargedBack => reader.say(key::TeamEventChargedBack),
            Self::Reinstated => reader.say(key::TeamEventReinstated),
            Self::Identified => reader.say(key::TeamEventIdentified),
            Self::SuspenseAssigned => reader.say(key::TeamEventSuspenseAssigned),
            Self::SuspenseClosed => reader.say(key::TeamEventSuspenseClosed),
            Self::SuspenseBack => reader.say(key::TeamEventSuspenseBack),
            Self::PlanCost => reader.say(key::TeamEventPlanCost),
            Self::DiscountChosen => reader.say(key::TeamEventDiscountChosen),
            Self::CardCharged => reader.say(key::TeamEventCardCharged),
            Self::Waived => reader.say(key::TeamEventWaived),
            Self::OwedAgain => reader.say(key::TeamEventOwedAgain),
            Self::LateCharged => reader.say(key::TeamEventLateCharged),
            Self::Agreed => reader.say(key::TeamEventAgreed),
            Self::Promised => reader.say(key::TeamEventPromised),
            Self::PromiseTold => reader.say(key::TeamEventPromiseTold),
            Self::PromiseWithdrawn => reader.say(key::TeamEventPromiseWithdrawn),
            Self::PromiseBroken => reader.say(key::TeamEventPromiseBroken),
            Self::Proposed => reader.say(key::TeamEventProposed),
            Self::ProposedInside => reader.say(key::TeamEventProposedInside),
            Self::ProposalAccepted => reader.say(key::TeamEventProposalAccepted),
            Self::ProposalCountered => reader.say(key::TeamEventProposalCountered),
            Self::ProposalRefused => reader.say(key::TeamEventProposalRefused),
            Self::ProposalTakenBack => reader.say(key::TeamEventProposalTakenBack),
            Self::ProposalExpired => reader.say(key::TeamEventProposalExpired),
        }
    }
}

/// A way out with its figure, inside a line.
fn shown(reader: Reader, (way, figure): (WayName, Money)) -> String {
    let (way_name, amount) = (&*lowered(&way.label(reader)), &*reader.money(figure));
    match way {
        WayName::Part => reader.say(key::TeamEventOptionFrom { way: way_name, amount }),
        _ => reader.say(key::TeamEventOption { way: way_name, amount }),
    }
}

/// `22 nov., 8:04 p. m.`: the form for lists.
pub(super) fn when(reader: Reader, at: NaiveDateTime) -> String {
    format!("{}, {}", reader.short_day(at.date()), reader.time(at.time()))
}

/// A sentence's first letter made small, to stand behind a colon.
pub(crate) fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |c| c.to_lowercase().chain(letters).collect())
}
