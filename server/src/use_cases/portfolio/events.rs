//! From the acts of an evidence chain to what people read. An act holds ids and amounts: names and
//! numbers are looked up in what was loaded beside it. Acts that tell a person nothing are left out.

use std::collections::HashMap;

use app::creditor::{Actor, Event, Happened, MoneyEvent, PlanEvent, Reached};
use chrono_tz::Tz;
use domain::contact_channel::ContactChannel;
use domain::ledger::{Account, Reason};
use domain::money::{Currency, Money};
use rust_decimal::Decimal;

use super::reached::reached;
use super::{answer_kind, hold_kind, plans};
use crate::store::evidence::Act;
use crate::store::movement::Movement;
use crate::store::payment::Payment;
use crate::use_cases::acceptance::COPY;
use crate::use_cases::access_link::{LINK, NEW_LINK};
use crate::use_cases::autopay::{FAILED, PLAN_OVER, SOON, STOPPED, named};
use crate::use_cases::clearance::{ISSUED, REVOKED};
use crate::use_cases::identity::CODE;
use crate::use_cases::inbox::lifting_of;
use crate::use_cases::offer::{VIEWED, ways_viewed};
use crate::use_cases::payment::waiver::CHOSEN;
use crate::use_cases::plan::change::DEBTOR;
use crate::use_cases::plan::letters;
use crate::use_cases::reminder::MESSAGE;
use crate::use_cases::task::SHOWN;
use crate::use_cases::{wall_clock, wish};

/// What was loaded beside the acts.
pub(super) struct Known {
    zone: Tz,
    members: HashMap<String, String>,
    /// The payments that acts name.
    pub(super) payments: Vec<Payment>,
    /// The amounts of attempts, by id.
    pub(super) attempts: HashMap<String, Money>,
    /// The amounts of chargebacks that took money, by the provider's id.
    pub(super) withdrawn: HashMap<String, Money>,
    /// The postings of the case.
    pub(super) movements: Vec<Movement>,
    /// The numbers of the case's invoices, by debt.
    pub(super) references: HashMap<String, String>,
    /// The person's address as pages show it.
    pub(super) address: String,
    /// Their number, likewise.
    pub(super) phone: String,
    /// Why transfers were refused and payments undone, and what was written about money given back
    /// outside, by their ids.
    pub(super) reasons: HashMap<String, String>,
}

impl Known {
    /// Knows the team's names, and the zone in which times are shown.
    pub(super) fn new(zone: Tz, members: Vec<(String, String)>) -> Self {
        Self {
            zone,
            members: members.into_iter().collect(),
            payments: Vec::new(),
            attempts: HashMap::new(),
            withdrawn: HashMap::new(),
            movements: Vec::new(),
            references: HashMap::new(),
            address: String::new(),
            phone: String::new(),
            reasons: HashMap::new(),
        }
    }

    /// The name of a member by their id, or the words themselves: commands write what they are.
    pub(super) fn name_of(&self, who: &str) -> String {
        self.members.get(who).cloned().unwrap_or_else(|| who.to_owned())
    }

    /// The member that a text names.
    fn member_in(&self, body: &str) -> Option<Actor> {
        body.split(' ').find_map(|word| self.members.get(word)).cloned().map(Actor::Member)
    }

    fn payment(&self, id: &str) -> Option<&Payment> {
        self.payments.iter().find(|payment| payment.id.as_str() == id)
    }
}

/// The kind of the acts of automatic payments.
pub(super) const AUTOPAY: &str = "autopay";

/// What an act says, if it says something to a person.
pub(super) fn event(act: &Act, known: &Known) -> Option<Event> {
    let first = act.body.split(' ').next().unwrap_or_default();
    let (what, by) = match act.kind.as_str() {
        "import" => (Happened::Imported { debts: number_in(&act.body) }, Actor::Program),
        "import-undone" => (Happened::ImportUndone, Actor::Program),
        "contact" => (Happened::ContactChanged, Actor::Program),
        wish::ACT => reached(act).unwrap_or_else(|| {
            let by = if act.body.ends_with(DEBTOR) { Actor::Person } else { Actor::Program };
            (Happened::ContactWish, by)
        }),
        SHOWN => (Happened::PhoneShown, Actor::Program),
        "link-made" => (Happened::LinkMade, Actor::Program),
        "link-revoked" => (Happened::LinkRevoked, Actor::Person),
        "link-opened" => (Happened::LinkOpened, Actor::Person),
        "link-asked" => (Happened::LinkAsked, Actor::Person),
        VIEWED => (Happened::OptionsSeen(ways_viewed(&act.body)?), Actor::Person),
        "identity-passed" => (Happened::IdentityConfirmed, Actor::Person),
        "identity-wrong" | "code-wrong" => (Happened::IdentityMissed, Actor::Person),
        "identity-paused" => (Happened::IdentityPaused, Actor::Program),
        "said" => {
            let kind = act.body.split(' ').nth(1)?.parse().ok()?;
            (Happened::Said(answer_kind(kind)), Actor::Person)
        }
        "answer-attended" => (Happened::AnswerAttended, Actor::Program),
        ISSUED => (Happened::ClearanceIssued, Actor::Program),
        REVOKED => (Happened::ClearanceRevoked, Actor::Program),
        "hold" | "hold-lifted" => {
            let kind = hold_kind(act.body.split(' ').nth(1)?.parse().ok()?);
            let placed = act.kind == "hold";
            let what = if placed { Happened::HoldPlaced(kind) } else { Happened::HoldLifted(kind) };
            (what, Actor::Program)
        }
        "message" => (message(&act.body, known)?, Actor::Program),
        "plan" => {
            let is_debtors = act.body.ends_with(DEBTOR);
            let by = if is_debtors { Actor::Person } else { Actor::Program };
            (Happened::Plan(plans::act(&act.body)?), by)
        }
        "ledger" => (movement(first, known)?, Actor::Program),
        AUTOPAY => autopay(&act.body)?,
        _ => match reached(act) {
            Some(found) => found,
            None => money(act, first, known)?,
        },
    };
    let by = known.member_in(&act.body).unwrap_or(by);
    // Other acts name the same transfers and payments.
    let is_decision =
        matches!(act.kind.as_str(), "hold" | "transfer-refused" | "reversal" | "refund")
            || what == Happened::Plan(PlanEvent::Cancelled);
    let about = match form_in(&act.body).filter(|_| what == Happened::Plan(PlanEvent::Reopened)) {
        // A plan may be reopened more than once.
        Some(form) => Some(format!("{first}:{form}")),
        None if act.kind == "hold-lifted" => Some(lifting_of(first)),
        None => is_decision.then(|| first.to_owned()),
    };
    let why = about.and_then(|about| known.reasons.get(&about)).cloned();
    Some(Event { at: wall_clock::local(known.zone, act.at), what, by, why })
}

/// A message to the person that left, may have left, or will not: its body begins with the state and the kind.
fn message(body: &str, known: &Known) -> Option<Happened> {
    let mut words = body.split(' ');
    let (state, kind) = (words.next()?, words.next()?);
    // Behind the ids stands the channel, unless it is e-mail.
    let channel = words.nth(2).and_then(|word| word.parse().ok()).unwrap_or(ContactChannel::Email);
    match (state, channel) {
        ("sent", ContactChannel::Email) => by_email(kind, known),
        ("sent", _) => Some(Happened::LinkSent { to: known.phone.clone() }),
        ("unknown", _) => Some(Happened::Reached(Reached::Unsure(channel))),
        ("failed", ContactChannel::Email) if matches!(kind, LINK | NEW_LINK) => {
            Some(Happened::LinkNotSent)
        }
        ("failed", _) => Some(Happened::Reached(Reached::Undelivered(channel))),
        // Why a reminder stays is told beside it.
        ("blocked", _) if kind != MESSAGE => Some(Happened::Reached(Reached::Kept(channel))),
        _ => None,
    }
}

/// An e-mail to the person that left.
fn by_email(kind: &str, known: &Known) -> Option<Happened> {
    Some(match kind {
        LINK | NEW_LINK | MESSAGE => Happened::LinkSent { to: known.address.clone() },
        CODE => Happened::CodeSent,
        "receipt" => Happened::ReceiptSent,
        SOON | FAILED | STOPPED | COPY => Happened::PlanLetterSent,
        kind if letters::TO_DEBTOR.contains(&kind) => Happened::PlanLetterSent,
        _ => return None,
    })
}

/// What happened to an automatic payment: turned on, charged, turned off by its debtor or because the card or
/// the plan is over. That a card is still to be saved tells nothing.
fn autopay(body: &str) -> Option<(Happened, Actor)> {
    let words: Vec<&str> = body.split(' ').collect();
    Some(match *words.as_slice() {
        [_, "on", brand, last4] => {
            (Happened::AutopayOn { card: named(brand, last4) }, Actor::Person)
        }
        [_, "charge", ..] => {
            let (what, amount) = (MoneyEvent::CardCharged, money_in(body)?);
            (Happened::Money { what, amount }, Actor::Program)
        }
        [_, "off", "debtor"] => (Happened::AutopayOff, Actor::Person),
        [_, "off", "card" | "removed" | PLAN_OVER] => (Happened::AutopayOff, Actor::Program),
        _ => return None,
    })
}

fn money(act: &Act, first: &str, known: &Known) -> Option<(Happened, Actor)> {
    let attempt = || known.attempts.get(first).copied();
    let receipt = |payment: &Payment| u64::try_from(payment.receipt_number).unwrap_or_default();
    let (what, amount, by) = match act.kind.as_str() {
        "agreed" => (MoneyEvent::Agreed, money_in(&act.body)?, Actor::Person),
        "proposal" => {
            let (what, by) = proposed(act.body.split(' ').nth(1)?)?;
            (what, money_in(&act.body)?, by)
        }
        "promised" => promised(&act.body, known)?,
        // That it was kept, or is of nothing any more, is told by what kept it.
        "promise" if act.body.split(' ').nth(1) == Some("broken") => {
            (MoneyEvent::PromiseBroken, money_in(&act.body)?, Actor::Program)
        }
        "promise" if act.body.split(' ').nth(1) == Some("withdrawn") => {
            let by = Actor::Member(known.name_of(act.body.rsplit(' ').next()?));
            (MoneyEvent::PromiseWithdrawn, money_in(&act.body)?, by)
        }
        "pay" => (MoneyEvent::Started, money_in(&act.body)?, Actor::Person),
        CHOSEN => (MoneyEvent::DiscountChosen, money_in(&act.body)?, Actor::Person),
        "attempt" => {
            let what = match act.body.split(' ').nth(1)? {
                "pending" => MoneyEvent::Pending,
                "failed" => MoneyEvent::Failed,
                "expired" => MoneyEvent::Expired,
                _ => return None,
            };
            (what, attempt()?, Actor::Program)
        }
        "payment" => {
            let payment = known.payment(first)?;
            let what = MoneyEvent::Received { channel: payment.channel, receipt: receipt(payment) };
            let by = payment.recorded_by.as_deref().map(|who| known.name_of(who));
            (what, payment.amount, by.map_or(Actor::Program, Actor::Member))
        }
        "reversal" => {
            let payment = known.payment(first)?;
            let what = MoneyEvent::Reversed { receipt: receipt(payment) };
            (what, payment.amount, Actor::Program)
        }
        "transfer-announced" => (MoneyEvent::TransferAnnounced, attempt()?, Actor::Person),
        "transfer-refused" => (MoneyEvent::TransferRefused, attempt()?, Actor::Program),
        "refund-asked" => (MoneyEvent::RefundStarted, money_in(&act.body)?, Actor::Program),
        "refund" => (refunded(&act.body), money_in(&act.body)?, Actor::Program),
        "suspense-assigned" => (MoneyEvent::SuspenseAssigned, money_in(&act.body)?, Actor::Program),
        "suspense-closed" => (MoneyEvent::SuspenseClosed, money_in(&act.body)?, Actor::Program),
        "suspense-back" => (MoneyEvent::SuspenseBack, money_in(&act.body)?, Actor::Program),
        "chargeback" => {
            (MoneyEvent::ChargedBack, known.withdrawn.get(first).copied()?, Actor::Program)
        }
        _ => return None,
    };
    Some((Happened::Money { what, amount }, by))
}

/// A promise: behind its amount stands the hash of what a page showed, or the member of the team who was told.
fn promised(body: &str, known: &Known) -> Option<(MoneyEvent, Money, Actor)> {
    let (amount, last) = (money_in(body)?, body.rsplit(' ').next()?);
    let is_hash = last.len() == 64 && last.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some(if is_hash {
        (MoneyEvent::Promised, amount, Actor::Person)
    } else {
        (MoneyEvent::PromiseTold, amount, Actor::Member(known.name_of(last)))
    })
}

/// What happened to a proposal, by its word; that it became a plan is told by what was agreed.
fn proposed(word: &str) -> Option<(MoneyEvent, Actor)> {
    Some(match word {
        "made" => (MoneyEvent::Proposed, Actor::Person),
        "inside" => (MoneyEvent::ProposedInside, Actor::Person),
        "accepted" => (MoneyEvent::ProposalAccepted, Actor::Program),
        "countered" => (MoneyEvent::ProposalCountered, Actor::Program),
        "refused" => (MoneyEvent::ProposalRefused, Actor::Program),
        "taken-back" => (MoneyEvent::ProposalTakenBack, Actor::Person),
        "expired" => (MoneyEvent::ProposalExpired, Actor::Program),
        _ => return None,
    })
}

/// Money given back: behind the amount of what went back outside stands its day.
fn refunded(body: &str) -> MoneyEvent {
    let day = body.split_once(" outside ").and_then(|(_, rest)| rest.split(' ').next());
    match day.and_then(|day| day.parse().ok()) {
        Some(on) => MoneyEvent::GivenBack { on },
        None => MoneyEvent::Refunded,
    }
}

/// What an entry of the ledger says that no other act says.
fn movement(entry: &str, known: &Known) -> Option<Happened> {
    let mut postings = known.movements.iter().filter(|m| m.entry.as_str() == entry).peekable();
    let first = postings.peek().copied()?;
    let amount = postings.try_fold(Money::zero(first.posting.amount.currency()), |sum, m| {
        sum.checked_add(m.posting.amount).ok()
    })?;
    let of_debt = || {
        let ends = [&first.posting.from, &first.posting.to];
        let debt = ends.into_iter().find_map(|account| match account {
            Account::Owed(debt, _) => Some(debt),
            _ => None,
        })?;
        known.references.get(debt.as_str()).cloned()
    };
    let what = match first.reason {
        Reason::Opened => return Some(Happened::DebtEntered { reference: of_debt()? }),
        Reason::Corrected => return Some(Happened::DebtChanged { reference: of_debt()? }),
        Reason::Closed => return Some(Happened::DebtClosed { reference: of_debt()? }),
        Reason::CreditUsed => MoneyEvent::CreditUsed,
        Reason::RefundFailed => MoneyEvent::RefundFailed,
        Reason::Reinstated => MoneyEvent::Reinstated,
        Reason::Identified => MoneyEvent::Identified,
        Reason::PlanCost => MoneyEvent::PlanCost,
        Reason::Waived => MoneyEvent::Waived,
        Reason::OwedAgain => MoneyEvent::OwedAgain,
        Reason::Late => MoneyEvent::LateCharged,
        Reason::Paid
        | Reason::Unidentified
        | Reason::SentBack
        | Reason::Refunded
        | Reason::ChargedBack
        | Reason::Reversed => return None,
    };
    Some(Happened::Money { what, amount })
}

/// The form that an act came of.
fn form_in(body: &str) -> Option<&str> {
    body.split(' ').find_map(|word| word.strip_prefix("form:"))
}

/// The first whole number in a text.
fn number_in(body: &str) -> u64 {
    body.split(' ').find_map(|word| word.parse().ok()).unwrap_or_default()
}

/// The amount in a text, as `PEN 12.50`.
pub(super) fn money_in(body: &str) -> Option<Money> {
    let words: Vec<&str> = body.split(' ').collect();
    words.windows(2).find_map(|pair| {
        let [code, amount] = pair else { return None };
        let currency = Currency::parse(code)?;
        Money::from_decimal(amount.parse::<Decimal>().ok()?, currency).ok()
    })
}
