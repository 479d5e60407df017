//! Starting to pay: a try is written down before Stripe hears of it.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{AttemptId, CaseId, DebtId, PlanId};
use domain::ledger::Channel;
use domain::money::{Currency, Money};
use domain::payment::AttemptState;
use domain::plan::Extra;

use super::opening::{close, open};
use super::part::{self, PartLimits};
use super::waiver::Offered;
use super::{transfer, waiver};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::attempt::{self, Attempt};
use crate::store::debt::{self, Debt};
use crate::store::{Tx, attempt_plan, case, creditor, evidence, known};
use crate::stripe::map::{self, Charge};
use crate::tenant::Tenant;
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, late, wall_clock};

/// How long the provider's page takes money: within Stripe's 30 minutes to 24 hours.
const SESSION_LIFE: TimeDelta = TimeDelta::minutes(45);

/// How long an unanswered creation may be repeated: what is left of the session's life must stay
/// above Stripe's 30 minutes.
pub(super) const ASK_AGAIN: TimeDelta = TimeDelta::minutes(14);

/// How long a transfer's reference waits for its money.
const TRANSFER_LIFE: TimeDelta = TimeDelta::days(10);

/// What the debtor wants to pay.
#[derive(Clone, Debug)]
pub struct Wish {
    /// In which currency.
    pub currency: Currency,
    /// Which debts; all payable ones if empty.
    pub debts: Vec<DebtId>,
    /// How much; everything that the debts owe if `None`.
    pub amount: Option<Money>,
    /// What the page showed as the amount, against a page that was left open.
    pub expected: Money,
    /// The plan that is paid, and where more than what it asks for goes; `debts` are the plan's.
    pub plan: Option<(PlanId, Extra)>,
    /// The offer that closes the debts for less, as the page showed it.
    pub deal: Option<Offered>,
}

/// Why a wish cannot be met. The page says it beside the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unmet {
    /// Nothing of what was chosen is owed any more.
    NothingOwed,
    /// What was chosen is paid by the dates of a plan.
    InPlan,
    /// The amount has changed since the page was shown: look again.
    Changed,
    /// More than what is owed.
    TooMuch(Money),
    /// Less than the creditor or the provider takes.
    TooLittle(Money),
    /// What would be left is less than the creditor or the provider takes.
    RestTooSmall(Money),
    /// The channel does not take this currency or amount.
    NotHere,
}

/// A wish that stands: these debts, this amount.
#[derive(Clone, Debug)]
pub struct Order {
    /// The debts.
    pub debts: Vec<Debt>,
    /// How much of them.
    pub amount: Money,
    /// Everything that they owe.
    pub owed: Money,
}

/// Where the debtor goes next.
#[derive(Clone, Debug)]
pub enum Next {
    /// To the provider's page.
    Provider(String),
    /// To the status page of this attempt.
    Status(AttemptId),
    /// To the instructions of this transfer.
    Transfer(AttemptId),
    /// Back to the form.
    Unmet(Unmet),
}

/// Checks a wish against what is owed now. Debts of a plan that runs (`in_plan`) are paid as the plan only:
/// one cannot buy a single one of them out of what was agreed.
pub(in crate::use_cases) fn order(
    (debts, in_plan): (Vec<Debt>, &HashSet<DebtId>),
    (settings, limits): (&Settings, PartLimits),
    wish: &Wish,
    channel: Channel,
) -> Result<Result<Order, Unmet>, PortalError> {
    let wanted = |d: &Debt| wish.debts.is_empty() || wish.debts.contains(&d.id);
    let (planned, debts): (Vec<_>, Vec<_>) = debts
        .into_iter()
        .filter(|d| d.currency == wish.currency && d.is_payable() && wanted(d))
        .partition(|d| wish.plan.is_none() && in_plan.contains(&d.id));
    let owed = debts
        .iter()
        .try_fold(Money::zero(wish.currency), |sum, d| sum.checked_add(d.balance.total()?))?;
    if owed.is_zero() {
        let unmet = if planned.is_empty() { Unmet::NothingOwed } else { Unmet::InPlan };
        return Ok(Err(unmet));
    }
    let amount = wish.amount.unwrap_or(owed);
    if amount.minor() > owed.minor() {
        return Ok(Err(if wish.amount.is_some() { Unmet::TooMuch(owed) } else { Unmet::Changed }));
    }
    let is_deal = wish.deal.as_ref().is_none_or(|of| of.deal.owed == owed);
    if amount != wish.expected || !is_deal {
        return Ok(Err(Unmet::Changed));
    }
    let order = Order { debts, amount, owed };
    // The amounts of a plan were agreed, and an offer closes everything: no least part stands against them.
    let closes = wish.plan.is_some() || wish.deal.is_some();
    if closes && order.amount.is_zero() {
        return Ok(Err(Unmet::NothingOwed));
    }
    let is_part = !closes && order.amount != order.owed;
    let limits = is_part.then_some(limits);
    Ok(check_limits(&order, settings, (channel, limits)).map(|()| order))
}

fn check_limits(
    order: &Order,
    settings: &Settings,
    (channel, part): (Channel, Option<PartLimits>),
) -> Result<(), Unmet> {
    let currency = order.amount.currency();
    let rest = order.owed.minor() - order.amount.minor();
    part.map_or(Ok(()), |limits| limits.check(order))?;
    if channel != Channel::Stripe {
        return if settings.file.bank.is_some() { Ok(()) } else { Err(Unmet::NotHere) };
    }
    if settings.file.stripe.is_none() || Charge::of(order.amount).is_err() {
        return Err(match map::least(currency) {
            Some(least) if order.amount.minor() < least.minor() => Unmet::TooLittle(least),
            _ => Unmet::NotHere,
        });
    }
    match map::least(currency) {
        Some(least) if part.is_some() && rest < least.minor() => Err(Unmet::RestTooSmall(least)),
        _ => Ok(()),
    }
}

/// Starts paying by transfer: writes down what has to arrive under which reference. An open page of
/// the provider for the same debts is closed first, so that nobody pays on both.
pub async fn by_transfer(
    portal: &Portal,
    visit: &Visit,
    wish: &Wish,
    language: &str,
) -> Result<Next, PortalError> {
    Ok(match alone(portal, visit, wish, (Channel::Transfer, language)).await? {
        Alone::New(attempt, _) | Alone::Same(attempt, _) => Next::Transfer(attempt.id),
        Alone::Elsewhere(next) => next,
    })
}

/// Starts paying at Stripe. The same wish twice leads to the same page; another wish closes the older
/// page first, and if that one turns out to be paid, leads to its status instead.
pub async fn at_stripe(
    portal: &Portal,
    visit: &Visit,
    wish: &Wish,
    language: &str,
) -> Result<Next, PortalError> {
    match alone(portal, visit, wish, (Channel::Stripe, language)).await? {
        Alone::New(attempt, order) => open(portal, &visit.tenant, attempt, &order).await,
        Alone::Same(attempt, order) => resume(portal, visit, attempt, &order).await,
        Alone::Elsewhere(next) => Ok(next),
    }
}

/// A try beside which no older page for its debts takes money.
enum Alone {
    New(Attempt, Order),
    Same(Attempt, Order),
    Elsewhere(Next),
}

async fn alone(
    portal: &Portal,
    visit: &Visit,
    wish: &Wish,
    (channel, language): (Channel, &str),
) -> Result<Alone, PortalError> {
    for _ in 0..4 {
        match write_down(portal, visit, wish, (channel, language)).await? {
            Made::Unmet(unmet) => return Ok(Alone::Elsewhere(Next::Unmet(unmet))),
            Made::New(attempt, order) => return Ok(Alone::New(attempt, order)),
            Made::Same(attempt, order) => return Ok(Alone::Same(attempt, order)),
            Made::InTheWay(older) => {
                for attempt in older {
                    if let Some(next) = close(portal, &visit.tenant, &attempt).await? {
                        return Ok(Alone::Elsewhere(next));
                    }
                }
            }
        }
    }
    Err(PortalError::Unavailable("older payment pages do not close".into()))
}

/// What became of writing a try down.
enum Made {
    New(Attempt, Order),
    Same(Attempt, Order),
    InTheWay(Vec<Attempt>),
    Unmet(Unmet),
}

async fn write_down(
    portal: &Portal,
    visit: &Visit,
    wish: &Wish,
    (channel, language): (Channel, &str),
) -> Result<Made, PortalError> {
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    in_tx!(portal.store, "attempt-made", tx => {
        let mut case = case::lock(&mut tx, tenant, &visit.case).await?.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        let (whose, today) = ((tenant, &settings), wall_clock::local(settings.zone, now).date());
        late::post(portal, &mut tx, whose, &mut case, today).await?;
        let debts = debt::of_case(&mut tx, tenant, &case.id).await?;
        let is_offered = waiver::is_offered(&mut tx, whose, &case.id, (wish, now)).await?;
        let in_plan = known::in_plan(&mut tx, tenant, &[case.id.as_str()]).await?;
        let limits = part::of_wish(&mut tx, whose, &case.id, (wish, now)).await?;
        match order((debts, &in_plan), (&settings, limits), wish, channel)? {
            Err(unmet) => Made::Unmet(unmet),
            Ok(_) if !is_offered => Made::Unmet(Unmet::Changed),
            Ok(order) => match in_the_way(&mut tx, tenant, (wish, &order, channel), &case.id, now)
                .await?
            {
                Some(Older::Same(attempt)) => Made::Same(*attempt, order),
                Some(Older::Others(attempts)) => Made::InTheWay(attempts),
                None => {
                    let life = if channel == Channel::Stripe { SESSION_LIFE } else { TRANSFER_LIFE };
                    let id = AttemptId::from_bits(portal.ids.bits());
                    let attempt = Attempt {
                        reference: (channel == Channel::Transfer).then(|| transfer::reference(&id)),
                        id,
                        case: case.id.clone(),
                        link: Some(visit.link.clone()),
                        channel,
                        amount: order.amount,
                        state: AttemptState::Created,
                        method: None,
                        session: None,
                        url: None,
                        intent: None,
                        note: None,
                        language: language.to_owned(),
                        made_at: now,
                        expires_at: now + life,
                        announced_at: None,
                    };
                    let debts: Vec<_> = order.debts.iter().map(|d| d.id.clone()).collect();
                    attempt::insert(&mut tx, tenant, &attempt, &debts).await?;
                    if let Some((plan, extra)) = &wish.plan {
                        attempt_plan::insert(&mut tx, tenant, &attempt.id, (plan, *extra)).await?;
                    }
                    let body = format!("{} {} {}", attempt.id, channel.as_str(), attempt.amount);
                    evidence::append(&mut tx, tenant, &mut case, now, ("pay", &body)).await?;
                    let of = (&attempt, wish, &order);
                    waiver::remember(portal, &mut tx, whose, &mut case, of).await?;
                    Made::New(attempt, order)
                }
            },
        }
    })
}

/// Tries that were there before.
enum Older {
    Same(Box<Attempt>),
    Others(Vec<Attempt>),
}

/// Open tries on the same debts: the same wish again, or others that have to be closed first, a page whose time is
/// over among them. A transfer whose reference holds no more is neither.
async fn in_the_way(
    tx: &mut Tx,
    tenant: &Tenant,
    (wish, order, channel): (&Wish, &Order, Channel),
    case: &CaseId,
    now: DateTime<Utc>,
) -> Result<Option<Older>, PortalError> {
    let wanted: Vec<_> = order.debts.iter().map(|d| &d.id).collect();
    let mut older = Vec::new();
    for attempt in attempt::open_of_case(tx, tenant, case).await? {
        if attempt.state == AttemptState::Pending {
            continue;
        }
        let debts = attempt::debts(tx, tenant, &attempt.id).await?;
        let same = debts.len() == wanted.len() && debts.iter().all(|d| wanted.contains(&d));
        let is_page = attempt.channel == Channel::Stripe;
        // A charge of a saved card has no page to go back to; what comes under an old reference counts on the
        // day on which it comes.
        let over = now >= attempt.expires_at || attempt.method.is_some();
        let same = same && attempt.channel == channel && attempt.amount == order.amount;
        if same && !over && waiver::is_same(tx, tenant, &attempt, (wish, now)).await? {
            return Ok(Some(Older::Same(Box::new(attempt))));
        }
        if is_page && debts.iter().any(|d| wanted.contains(&d)) {
            older.push(attempt);
        }
    }
    Ok((!older.is_empty()).then_some(Older::Others(older)))
}

/// A wish that is under way already: its open page, or its status. One whose creation was never
/// answered is asked for again under the same key, while its lifetime still fits Stripe's least.
async fn resume(
    portal: &Portal,
    visit: &Visit,
    attempt: Attempt,
    order: &Order,
) -> Result<Next, PortalError> {
    match (attempt.state, attempt.url.clone()) {
        (AttemptState::Open, Some(url)) => Ok(Next::Provider(url)),
        (AttemptState::Created | AttemptState::Unknown, None)
            if portal.clock.now() < attempt.made_at + ASK_AGAIN =>
        {
            let now = portal.clock.now();
            in_tx!(portal.store, tx => {
                case::lock(&mut tx, &visit.tenant, &attempt.case).await?;
                attempt::asked_again(&mut tx, &visit.tenant, &attempt.id, now).await?;
            })
            .map_err(|error: PortalError| error)?;
            // Another request for it may be under way, or carried out: only Stripe's own answer counts.
            let attempt = Attempt { state: AttemptState::Unknown, ..attempt };
            open(portal, &visit.tenant, attempt, order).await
        }
        _ => Ok(Next::Status(attempt.id)),
    }
}
