//! What happens to a session and its intent: the one place that moves them from state to state, for
//! the hosted page, the API, the clock and the control interface alike.

use super::book::{
    ChargeStatus, Decline, Intent, IntentStatus, Means, Mode, Outcome, Payer, Session,
    SessionStatus,
};
use super::cards::{self, Fate};
use super::world::World;
use super::{charges, disputes, render, saved};

/// How long a voucher can be paid, in seconds: Stripe's default of three days.
const VOUCHER_LIFE_S: i64 = 3 * 24 * 60 * 60;

/// How long a bank debit takes unless it is told to end, in seconds.
const DEBIT_TIME_S: i64 = 5 * 24 * 60 * 60;

/// What came of a try to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tried {
    /// The debtor is through with the page.
    Through,
    /// The bank wants to see the payer first.
    Authenticate,
    /// The bank said no; the session stays open.
    Declined,
    /// The session takes no money any more.
    Closed,
}

/// Pays an open session with a card.
pub(super) fn by_card(world: &mut World, session: &str, number: &str, payer: Payer) -> Tried {
    if !is_open(world, session) {
        return Tried::Closed;
    }
    if is_setup(world, session) {
        return saved::by_card(world, session, number, payer);
    }
    let intent = begin(world, session, card(number), payer);
    meet(world, session, &intent, cards::fate(number))
}

/// The card with this number.
pub(super) fn card(number: &str) -> Means {
    let last4 = number.get(number.len().saturating_sub(4)..).unwrap_or_default().to_owned();
    Means::Card { number: number.to_owned(), brand: cards::brand(number).to_owned(), last4 }
}

/// Ends the bank's own question to the payer.
pub(super) fn authenticated(world: &mut World, session: &str, outcome: Outcome) -> Tried {
    if is_open(world, session) && is_setup(world, session) {
        return saved::authenticated(world, session, outcome);
    }
    let open = world.book.sessions.get(session).filter(|row| row.status == SessionStatus::Open);
    let intent = open.and_then(|row| row.intent.clone());
    let waiting = intent.and_then(|id| world.book.intents.get(&id).cloned()).filter(|intent| {
        intent.status == IntentStatus::RequiresAction
            && matches!(intent.means, Some(Means::Card { .. }))
    });
    let Some(Intent { head, means: Some(Means::Card { number, .. }), .. }) = waiting else {
        return Tried::Closed;
    };
    let code = "payment_intent_authentication_failure";
    meet(world, session, &head.id, cards::fate(&number).answered(outcome, code))
}

/// Chooses a voucher on an open session: the debtor is through, the money is not there.
pub(super) fn by_voucher(world: &mut World, session: &str, payer: Payer) -> Tried {
    if !is_open(world, session) || is_setup(world, session) {
        return Tried::Closed;
    }
    let expires_at = world.now() + VOUCHER_LIFE_S;
    let voucher = world.id("", 32).bytes().map(|byte| char::from(b'0' + byte % 10)).collect();
    let intent = begin(world, session, Means::Oxxo { voucher, expires_at }, payer);
    let due = Some((expires_at, Outcome::Fail));
    wait(world, &intent, IntentStatus::RequiresAction, due, "payment_intent.requires_action");
    complete(world, session, false);
    Tried::Through
}

/// Pays an open session by bank debit: the debtor is through, the bank takes days. As in Stripe's
/// test mode some account numbers fail in the end.
pub(super) fn by_debit(world: &mut World, session: &str, iban: &str, payer: Payer) -> Tried {
    if !is_open(world, session) || is_setup(world, session) {
        return Tried::Closed;
    }
    let last4 = iban.get(iban.len().saturating_sub(4)..).unwrap_or_default().to_owned();
    let country = iban.get(..2).unwrap_or_default().to_owned();
    let outcome = if last4 == "3001" { Outcome::Fail } else { Outcome::Succeed };
    let intent = begin(world, session, Means::SepaDebit { last4, country }, payer);
    charges::advance(world, &intent, ChargeStatus::Pending, None);
    let due = Some((world.now() + DEBIT_TIME_S, outcome));
    wait(world, &intent, IntentStatus::Processing, due, "payment_intent.processing");
    complete(world, session, false);
    Tried::Through
}

/// Ends an asynchronous payment. Nothing happens when it is not waiting for an end.
pub(super) fn end(world: &mut World, intent: &str, outcome: Outcome) -> bool {
    let Some(row) = world.book.intents.get(intent) else { return false };
    let asynchronous = !matches!(row.means, None | Some(Means::Card { .. }));
    let waits = matches!(row.status, IntentStatus::RequiresAction | IntentStatus::Processing);
    if !asynchronous || !waits {
        return false;
    }
    let Some(session) = row.session.clone() else { return false };
    match outcome {
        Outcome::Succeed => succeed(world, intent),
        Outcome::Fail => {
            let decline = cards::decline_of(
                "payment_intent_payment_attempt_failed",
                Some("generic_decline"),
                "The payment attempt failed.",
            );
            fail(world, intent, decline);
        }
    }
    let kind = match outcome {
        Outcome::Succeed => "checkout.session.async_payment_succeeded",
        Outcome::Fail => "checkout.session.async_payment_failed",
    };
    if let Some(row) = world.book.sessions.edit(&session) {
        row.paid = outcome == Outcome::Succeed;
    }
    announce_session(world, &session, kind);
    true
}

/// Ends what fell due on an intent.
pub(super) fn end_if_due(world: &mut World, intent: &str) {
    let now = world.now();
    let due = world.book.intents.get(intent).and_then(|row| row.due);
    if let Some((_, outcome)) = due.filter(|(at, _)| *at <= now) {
        end(world, intent, outcome);
    }
}

/// Closes an open session; `false` when it was not open.
pub(super) fn expire(world: &mut World, session: &str) -> bool {
    if !is_open(world, session) {
        return false;
    }
    let Some(row) = world.book.sessions.edit(session) else { return false };
    row.status = SessionStatus::Expired;
    row.notice = None;
    let (intent, setup) = (row.intent.clone(), row.setup.clone());
    if let Some(setup) = setup {
        saved::cancel(world, &setup);
    }
    if let Some(intent) = intent {
        if let Some(intent) = world.book.intents.edit(&intent) {
            intent.status = IntentStatus::Canceled;
        }
        announce_intent(world, &intent, "payment_intent.canceled");
    }
    announce_session(world, session, "checkout.session.expired");
    true
}

/// Closes a session whose time is over.
pub(super) fn expire_if_due(world: &mut World, session: &str) {
    let now = world.now();
    if world.book.sessions.get(session).is_some_and(|row| row.expires_at <= now) {
        expire(world, session);
    }
}

/// Makes the session's intent at the first try, or takes the one that a decline left.
fn begin(world: &mut World, session: &str, means: Means, payer: Payer) -> String {
    let row = world.book.sessions.get(session).cloned();
    let row: Session = row.expect("the caller found the session open");
    if let Some(id) = row.intent {
        if let Some(intent) = world.book.intents.edit(&id) {
            (intent.means, intent.payer) = (Some(means), payer);
        }
        return id;
    }
    let head = world.head(row.head.account.as_deref(), "pi_");
    let id = head.id.clone();
    let intent = Intent {
        head,
        session: Some(session.to_owned()),
        customer: None,
        method: None,
        status: IntentStatus::RequiresPaymentMethod,
        amount: row.amount,
        received: 0,
        currency: row.currency,
        metadata: row.intent_metadata,
        description: row.intent_description,
        methods: row.methods,
        means: Some(means),
        payer,
        latest_charge: None,
        error: None,
        due: None,
    };
    world.book.intents.put(&id, intent);
    if let Some(row) = world.book.sessions.edit(session) {
        row.intent = Some(id.clone());
    }
    announce_intent(world, &id, "payment_intent.created");
    id
}

/// What a card's fate does to intent and session.
fn meet(world: &mut World, session: &str, intent: &str, fate: Fate) -> Tried {
    let (paid, dispute) = match fate {
        Fate::Authenticates { .. } => {
            let kind = "payment_intent.requires_action";
            wait(world, intent, IntentStatus::RequiresAction, None, kind);
            return Tried::Authenticate;
        }
        Fate::Declined(decline) => {
            if let Some(row) = world.book.sessions.edit(session) {
                row.notice = Some(decline.reason.as_ref().unwrap_or(&decline.code).clone());
            }
            charges::advance(world, intent, ChargeStatus::Failed, Some(decline.clone()));
            fail(world, intent, decline);
            return Tried::Declined;
        }
        Fate::Pays => (true, None),
        Fate::PaysThenDisputed => (true, Some(disputes::Opening::Dispute)),
        Fate::PaysThenInquiry => (true, Some(disputes::Opening::Inquiry)),
    };
    saved::keep(world, session, intent);
    succeed(world, intent);
    complete(world, session, paid);
    let charge = world.book.intents.get(intent).and_then(|row| row.latest_charge.clone());
    if let Some((charge, opening)) = charge.zip(dispute) {
        // A charge that was made a moment ago has no other dispute.
        drop(disputes::open(world, &charge, opening, None));
    }
    Tried::Through
}

fn wait(
    world: &mut World,
    intent: &str,
    status: IntentStatus,
    due: Option<(i64, Outcome)>,
    kind: &str,
) {
    if let Some(row) = world.book.intents.edit(intent) {
        (row.status, row.due, row.error) = (status, due, None);
    }
    if let Some((at, _)) = due {
        world.later(at, intent);
    }
    announce_intent(world, intent, kind);
}

/// The money is there.
pub(super) fn succeed(world: &mut World, intent: &str) {
    let charge = charges::advance(world, intent, ChargeStatus::Succeeded, None);
    if let Some(row) = world.book.intents.edit(intent) {
        row.status = IntentStatus::Succeeded;
        row.received = row.amount;
        (row.error, row.due) = (None, None);
    }
    announce_intent(world, intent, "payment_intent.succeeded");
    charges::announce(world, &charge, "charge.succeeded");
}

/// The try failed; another one is possible while the session is open.
pub(super) fn fail(world: &mut World, intent: &str, decline: Decline) {
    let charge = world.book.intents.get(intent).and_then(|row| row.latest_charge.clone());
    let pending = charge.and_then(|id| world.book.charges.get(&id));
    if pending.is_some_and(|charge| charge.status == ChargeStatus::Pending) {
        charges::advance(world, intent, ChargeStatus::Failed, Some(decline.clone()));
    }
    if let Some(row) = world.book.intents.edit(intent) {
        row.status = IntentStatus::RequiresPaymentMethod;
        (row.error, row.due) = (Some(decline), None);
    }
    announce_intent(world, intent, "payment_intent.payment_failed");
}

pub(super) fn complete(world: &mut World, session: &str, paid: bool) {
    if let Some(row) = world.book.sessions.edit(session) {
        (row.status, row.paid, row.notice) = (SessionStatus::Complete, paid, None);
    }
    announce_session(world, session, "checkout.session.completed");
}

fn is_setup(world: &World, session: &str) -> bool {
    world.book.sessions.get(session).is_some_and(|row| row.mode == Mode::Setup)
}

fn is_open(world: &World, session: &str) -> bool {
    world.book.sessions.get(session).is_some_and(|row| row.status == SessionStatus::Open)
}

fn announce_session(world: &mut World, id: &str, kind: &str) {
    if let Some(row) = world.book.sessions.get(id).cloned() {
        let object = render::session(world, &row);
        world.emit(row.head.account.as_deref(), kind, &object);
    }
}

pub(super) fn announce_intent(world: &mut World, id: &str, kind: &str) {
    if let Some(row) = world.book.intents.get(id).cloned() {
        let object = render::intent(world, &row);
        world.emit(row.head.account.as_deref(), kind, &object);
    }
}
