//! One charge of a saved card: written down, asked for, applied; and looked up where nobody knows.

use chrono::TimeDelta;
use domain::autopay::{Came, Try};
use domain::ids::{AttemptId, CaseId, DebtId, MethodId};
use domain::ledger::Channel;
use domain::money::Money;
use domain::payment::AttemptState;
use domain::plan::Extra;
use sqlx::AnyConnection;

use super::consent::end;
use super::told::{Told, refused, shown};
use super::{Desk, FAILED};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::attempt::{self, Attempt};
use crate::store::autopay_try::{self, Missed, Tried};
use crate::store::case::LockedCase;
use crate::store::message::NewMessage;
use crate::store::saved_method::{self, Card, MethodState};
use crate::store::{Tx, attempt_plan, case, debt, evidence, hold};
use crate::stripe::charges::NewCharge;
use crate::stripe::intents::IntentView;
use crate::stripe::map::Charge;
use crate::tenant::Tenant;
use crate::use_cases::payment::opening::close;
use crate::use_cases::payment::settle::{Seen, book, client, stray};
use crate::use_cases::{PortalError, plan, work};

/// How long an attempt is called alive: as long as Stripe remembers its key.
const LIFE: TimeDelta = TimeDelta::hours(24);

/// A charge that is written down.
struct Order {
    attempt: Attempt,
    card: Card,
    key: String,
}

/// What became of writing a charge down.
enum Made {
    Order(Box<Order>),
    /// Pages whose time is over have to be closed first.
    InTheWay(Vec<Attempt>),
    Nothing,
}

/// Charges one instalment to a saved card, if that may be done now. Nothing is charged that was paid, that is
/// being paid, that somebody contests, of which its debtor was not told, or outside the hours.
pub async fn make(
    portal: &Portal,
    tenant: &Tenant,
    what: (&MethodId, u32),
) -> Result<(), PortalError> {
    for _ in 0..3 {
        let made: Result<Made, PortalError> =
            in_tx!(portal.store, tx => write_down(portal, &mut tx, tenant, what).await?);
        match made? {
            Made::Nothing => return Ok(()),
            Made::Order(order) => return ask(portal, tenant, &order).await,
            Made::InTheWay(older) => {
                for attempt in &older {
                    if close(portal, tenant, attempt).await?.is_some() {
                        return Ok(());
                    }
                }
            }
        }
    }
    Ok(())
}

async fn write_down(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (id, number): (&MethodId, u32),
) -> Result<Made, PortalError> {
    let of = saved_method::Find::Id(id);
    let Some(known) = saved_method::find(tx, tenant, of).await? else { return Ok(Made::Nothing) };
    let Some(mut case) = case::lock(tx, tenant, &known.case).await? else {
        return Ok(Made::Nothing);
    };
    let stored = saved_method::find(tx, tenant, of).await?;
    let Some(saved) = stored.filter(|one| one.state == MethodState::On) else {
        return Ok(Made::Nothing);
    };
    let Some(desk) = Desk::of(tx, portal, tenant, saved).await? else { return Ok(Made::Nothing) };
    let is_due = desk.part(number).map_or(Ok(false), |part| desk.is_due(part))?;
    if !is_due || is_contested(tx, tenant, &case.id).await? {
        return Ok(Made::Nothing);
    }
    match in_the_way(tx, tenant, &case, &desk).await? {
        Some(older) if older.is_empty() => Ok(Made::Nothing),
        Some(older) => Ok(Made::InTheWay(older)),
        None => order(portal, tx, tenant, &mut case, (&desk, number)).await,
    }
}

/// Whether somebody contests what is charged, or says that it is paid: a person looks first.
pub async fn is_contested(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<bool, PortalError> {
    Ok(hold::active(conn, tenant, case).await?.iter().any(|hold| hold.kind.contests()))
}

/// Attempts for the plan's debts: `None` if there are none, none of them in the list if the charge has to wait
/// for one, else pages whose time is over and of whose end nobody here has heard.
async fn in_the_way(
    tx: &mut Tx,
    tenant: &Tenant,
    case: &LockedCase,
    desk: &Desk,
) -> Result<Option<Vec<Attempt>>, PortalError> {
    let mut over = Vec::new();
    for attempt in attempt::open_of_case(tx, tenant, &case.id).await? {
        let its = attempt::debts(tx, tenant, &attempt.id).await?;
        if !its.iter().any(|debt| desk.kept.debts.contains(debt)) {
            continue;
        }
        match (attempt.channel, attempt.state) {
            // A transfer that was only begun may never be made, nor one that nobody has found for long.
            (Channel::Transfer | Channel::Elsewhere, _)
                if !plan::comes(&desk.settings, &attempt, desk.creditors_day()) => {}
            (Channel::Stripe, AttemptState::Created | AttemptState::Open)
                if attempt.method.is_none() && desk.now >= attempt.expires_at =>
            {
                over.push(attempt);
            }
            _ => return Ok(Some(Vec::new())),
        }
    }
    Ok((!over.is_empty()).then_some(over))
}

/// Writes the charge down: an attempt for the plan's debts, which no other attempt at Stripe may hold.
async fn order(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (desk, number): (&Desk, u32),
) -> Result<Made, PortalError> {
    let (Some(part), Some(card)) = (desk.part(number), desk.saved.card.clone()) else {
        return Ok(Made::Nothing);
    };
    let Some((amount, debts)) = payable(tx, tenant, desk, desk.amount(part)?).await? else {
        return Ok(Made::Nothing);
    };
    let attempt = attempt_of(portal, desk, amount);
    attempt::insert(tx, tenant, &attempt, &debts).await?;
    attempt_plan::insert(tx, tenant, &attempt.id, (&desk.kept.id, Extra::Next)).await?;
    let nth = i64::try_from(desk.tries_of(number).len()).unwrap_or(i64::MAX - 1) + 1;
    let tried = Tried {
        plan: desk.kept.id.clone(),
        number: i64::from(number),
        nth,
        attempt: attempt.id.clone(),
        tried: Try { on: desk.today(), came: Came::UnderWay },
    };
    autopay_try::insert(tx, tenant, &tried).await?;
    let key = format!("{}-{number}-{nth}", desk.kept.id);
    let body = format!("{} charge {} {key} {amount}", desk.saved.id, attempt.id);
    evidence::append(tx, tenant, case, desk.now, ("autopay", &body)).await?;
    Ok(Made::Order(Box::new(Order { attempt, card, key })))
}

fn attempt_of(portal: &Portal, desk: &Desk, amount: Money) -> Attempt {
    Attempt {
        id: AttemptId::from_bits(portal.ids.bits()),
        case: desk.saved.case.clone(),
        link: None,
        channel: Channel::Stripe,
        amount,
        state: AttemptState::Created,
        method: Some(desk.saved.id.clone()),
        session: None,
        url: None,
        intent: None,
        reference: None,
        note: None,
        language: desk.saved.language.clone(),
        made_at: desk.now,
        expires_at: desk.now + LIFE,
        announced_at: None,
    }
}

/// How much may be charged for which debts; `None` while one of them is contested, or if it is an amount that
/// Stripe does not take.
async fn payable(
    tx: &mut Tx,
    tenant: &Tenant,
    desk: &Desk,
    wanted: Money,
) -> Result<Option<(Money, Vec<DebtId>)>, PortalError> {
    let debts = debt::of_case(tx, tenant, &desk.kept.case).await?;
    let its: Vec<_> = debts.iter().filter(|debt| desk.kept.debts.contains(&debt.id)).collect();
    if its.iter().any(|debt| debt.disputed_at.is_some()) {
        return Ok(None);
    }
    let open: Vec<_> = its.into_iter().filter(|debt| debt.is_payable()).collect();
    let owed = open
        .iter()
        .try_fold(Money::zero(wanted.currency()), |sum, d| sum.checked_add(d.balance.total()?))?;
    let amount = wanted.at_most(owed)?;
    let ids = open.iter().map(|debt| debt.id.clone()).collect();
    Ok(Charge::of(amount).is_ok().then_some((amount, ids)))
}

/// Asks Stripe. The key follows from plan, instalment and try, so a lost answer costs nothing.
async fn ask(portal: &Portal, tenant: &Tenant, order: &Order) -> Result<(), PortalError> {
    let Order { attempt, card, key } = order;
    let (stripe, account) = client(portal, tenant).await?;
    let new = NewCharge {
        attempt: attempt.id.as_str(),
        key,
        amount: Charge::of(attempt.amount).map_err(|_| PortalError::Refused("amount"))?,
        customer: &card.customer,
        method: &card.method,
    };
    match stripe.create_charge(account.as_deref(), &new).await {
        Ok(view) => seen(portal, tenant, &attempt.id, &view).await,
        Err(failure) => match refused(&failure) {
            Some(told) => apply(portal, tenant, &attempt.id, &told).await.map(drop),
            None => {
                tracing::warn!(attempt.id = %attempt.id, "outcome at Stripe unknown: {failure}");
                unsure(portal, tenant, attempt).await
            }
        },
    }
}

/// Nobody knows what became of it: only asking Stripe leaves this state.
async fn unsure(portal: &Portal, tenant: &Tenant, known: &Attempt) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        case::lock(&mut tx, tenant, &known.case).await?.ok_or(PortalError::NotFound)?;
        let stored = attempt::find(&mut tx, tenant, attempt::Find::Id(&known.id)).await?;
        let untold = |one: &Attempt| one.state == AttemptState::Created;
        if let Some(mut attempt) = stored.filter(untold) {
            attempt.state = AttemptState::Unknown;
            attempt::save(&mut tx, tenant, &attempt, now).await?;
        }
    })
}

/// Applies what Stripe says of a charge: moves its attempt forward, books money that came, tells the debtor
/// if none did. False if the attempt has another intent: then this one is not ours.
pub(super) async fn apply(
    portal: &Portal,
    tenant: &Tenant,
    id: &AttemptId,
    told: &Told,
) -> Result<bool, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let known = attempt::find(&mut tx, tenant, attempt::Find::Id(id)).await?;
        let known = known.ok_or(PortalError::NotFound)?;
        let locked = case::lock(&mut tx, tenant, &known.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        let stored = attempt::find(&mut tx, tenant, attempt::Find::Id(id)).await?;
        let mut attempt = stored.ok_or(PortalError::NotFound)?;
        let ours = attempt.intent.is_none() || told.intent.is_none() || attempt.intent == told.intent;
        let (before, outcome) = (attempt.state, attempt.state.apply(told.facts));
        if ours {
            attempt.state = outcome.state;
            attempt.intent = told.intent.clone().or(attempt.intent);
            attempt::save(&mut tx, tenant, &attempt, now).await?;
        }
        if ours && outcome.state != before {
            let body = format!("{id} {}", outcome.state.as_str());
            evidence::append(&mut tx, tenant, &mut case, now, ("attempt", &body)).await?;
            missed_now(portal, &mut tx, tenant, &mut case, (&attempt, told)).await?;
        }
        if let Some(money) = outcome.received.filter(|_| ours) {
            book(portal, &mut tx, tenant, &mut case, (&attempt, money)).await?;
        }
        ours
    })
}

/// What follows when a charge has just ended without money.
async fn missed_now(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (attempt, told): (&Attempt, &Told),
) -> Result<(), PortalError> {
    let ended = matches!(attempt.state, AttemptState::Failed | AttemptState::Expired);
    let Some((missed, code)) = told.missed.as_ref().filter(|_| ended) else { return Ok(()) };
    autopay_try::ended(tx, tenant, &attempt.id, (*missed, Some(code.as_str()))).await?;
    if attempt.state == AttemptState::Expired {
        return Ok(());
    }
    let occurrence = format!("{FAILED}:{}", attempt.id);
    let new = NewMessage {
        case: Some(&case.id),
        member: None,
        kind: FAILED,
        about: Some(attempt.id.as_str()),
        occurrence: &occurrence,
    };
    work::message(portal, tx, tenant, new).await?;
    let Some(id) = attempt.method.as_ref().filter(|_| *missed == Missed::Never) else {
        return Ok(());
    };
    let saved = saved_method::find(tx, tenant, saved_method::Find::Id(id)).await?;
    match saved.filter(|saved| saved.state == MethodState::On) {
        Some(saved) => end(portal, tx, tenant, case, (saved, "card")).await,
        None => Ok(()),
    }
}

/// Applies what an intent shows of the charge that it belongs to.
pub async fn seen(
    portal: &Portal,
    tenant: &Tenant,
    id: &AttemptId,
    view: &IntentView,
) -> Result<(), PortalError> {
    let told = shown(view);
    if apply(portal, tenant, id, &told).await? {
        return Ok(());
    }
    // Money on another intent that names this attempt: a person has to look at it.
    let (session, intent) = (view.id.clone(), Some(view.id.clone()));
    let (attempt, url, method) = (Some(id.clone()), None, None);
    let seen = Seen { session, intent, attempt, url, method, facts: told.facts };
    stray(portal, tenant, &seen).await
}

/// Whether an intent says something of its attempt that is not known here.
pub fn is_news(attempt: &Attempt, view: &IntentView) -> bool {
    let after = attempt.state.apply(shown(view).facts).state;
    after != attempt.state || attempt.intent.as_deref() != Some(&*view.id)
}
