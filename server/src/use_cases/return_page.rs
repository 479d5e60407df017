//! How one payment stands: where the provider sends people back to, with or without their session.
//!
//! The one page that may apply facts on a GET: it asks the provider, and applying what it says twice
//! changes nothing.

use app::debtor::payment::{Away, Failure, PaymentView, Status};
use app::format::plain;
use app::routes;
use chrono::NaiveDate;
use domain::ids::AttemptId;
use domain::ledger::Channel;
use domain::money::Money;
use domain::payment::AttemptState;
use sqlx::AnyConnection;

use super::payment::settle;
use super::session::Visit;
use super::statement::{self, Delayed};
use super::{PortalError, pay, wall_clock};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::attempt::{self, Attempt, Find};
use crate::store::attempt_waiver::{self, Offer};
use crate::store::debtor::{self, Person};
use crate::store::suspense_end::Fate;
use crate::store::{creditor, debt, payment, suspense_end};
use crate::stripe::intents::Voucher;
use crate::tenant::{Mark, Tenant};

/// What the page of a payment shows to its debtor. No `Debug`: it is personal.
pub struct Own {
    /// The creditor's settings.
    pub settings: Settings,
    /// The debtor, opened.
    pub person: Person,
    /// How the payment stands; `None` for a transfer, which has a page of its own.
    pub view: Option<PaymentView>,
}

/// Whether the provider answered when it was asked just now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Answered,
    Silent,
}

/// Loads how a payment of the visited case stands, asking the provider first if it can still move.
/// `returned` is the provider's session that the address names, if it names one.
pub async fn own(
    portal: &Portal,
    visit: &Visit,
    id: &AttemptId,
    returned: Option<&str>,
) -> Result<Own, PortalError> {
    let tenant = &visit.tenant;
    let found = find(portal, tenant, id).await?;
    let known = found.filter(|attempt| attempt.case == visit.case).ok_or(PortalError::NotFound)?;
    let asked = ask(portal, tenant, &known).await;
    let attempt = find(portal, tenant, id).await?.ok_or(PortalError::NotFound)?;
    if is_anothers(&attempt, returned) {
        return Err(PortalError::NotFound);
    }
    let voucher = match &attempt.intent {
        Some(intent) if attempt.state == AttemptState::Pending => {
            settle::voucher(portal, tenant, intent).await
        }
        _ => None,
    };
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    let of = debtor::Find::Case(&visit.case);
    let found = debtor::find(&mut conn, tenant, &portal.keys, of).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let view = if attempt.channel == Channel::Stripe {
        let asked = (asked, voucher);
        let (status, amount) = status(&mut conn, (tenant, &settings), &attempt, asked).await?;
        Some(PaymentView { amount, status, ways: pay::ways(portal, &settings) })
    } else {
        None
    };
    Ok(Own { settings, person: debtor.person, view })
}

/// What somebody may see who comes back from the provider in another browser. `NotFound` unless the
/// address names the attempt's own session at the provider.
pub async fn away(portal: &Portal, id: &AttemptId, returned: &str) -> Result<Away, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = Tenant::find(&mut conn, Mark::ProviderSession(returned)).await?;
    drop(conn);
    let tenant = found.ok_or(PortalError::NotFound)?;
    let own = |attempt: &Attempt| attempt.session.as_deref() == Some(returned);
    let known = find(portal, &tenant, id).await?.filter(own).ok_or(PortalError::NotFound)?;
    let asked = ask(portal, &tenant, &known).await;
    let attempt = find(portal, &tenant, id).await?.ok_or(PortalError::NotFound)?;
    Ok(match (attempt.state, asked) {
        (AttemptState::Confirmed, _) => Away::Received,
        (AttemptState::Failed | AttemptState::Expired, _)
        | (AttemptState::Open, Asked::Answered) => Away::NotDone,
        _ => Away::Processing,
    })
}

async fn find(
    portal: &Portal,
    tenant: &Tenant,
    id: &AttemptId,
) -> Result<Option<Attempt>, PortalError> {
    let mut conn = portal.store.read().await?;
    Ok(attempt::find(&mut conn, tenant, Find::Id(id)).await?)
}

/// Asks the provider. Its silence is no error of the page: webhook and reconciler will tell later.
async fn ask(portal: &Portal, tenant: &Tenant, attempt: &Attempt) -> Asked {
    // Money may come late for a page that had closed; one that never opened can bring none.
    let may_move = attempt.state.is_in_flight() || attempt.session.is_some();
    if attempt.channel != Channel::Stripe || attempt.state == AttemptState::Confirmed || !may_move {
        return Asked::Answered;
    }
    match settle::check(portal, tenant, attempt).await {
        Ok(()) => Asked::Answered,
        Err(error) => {
            tracing::warn!(attempt.id = %attempt.id, "the return page could not ask: {error}");
            Asked::Silent
        }
    }
}

/// Whether the address names another session at the provider than the attempt's.
fn is_anothers(attempt: &Attempt, returned: Option<&str>) -> bool {
    match (returned, attempt.session.as_deref()) {
        (Some(returned), Some(own)) => returned != own,
        (Some(_), None) => attempt.channel != Channel::Stripe,
        (None, _) => false,
    }
}

/// How an attempt stands, and the amount that the page tells of.
async fn status(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    attempt: &Attempt,
    (asked, voucher): (Asked, Option<Voucher>),
) -> Result<(Status, Money), PortalError> {
    let delayed = statement::delayed(settings, attempt.amount.currency());
    let status = match (attempt.state, asked, attempt.url.clone()) {
        (AttemptState::Confirmed, ..) => return confirmed(conn, tenant, attempt).await,
        (AttemptState::Open, Asked::Answered, Some(resume)) => Status::Open { resume },
        // While the provider is silent nobody knows whether the page has been paid meanwhile.
        (AttemptState::Open, ..) => Status::Processing,
        (AttemptState::Pending, ..) => match (voucher, delayed) {
            (Some(Voucher { url, until }), _) => {
                Status::Voucher { until: wall_clock::local(settings.zone, until), code: Some(url) }
            }
            (None, Some(Delayed::Voucher)) => {
                let until = statement::voucher_until(settings, attempt.made_at);
                Status::Voucher { until, code: None }
            }
            (None, Some(Delayed::Bank)) => Status::Bank,
            (None, None) => Status::Processing,
        },
        (AttemptState::Failed, ..) => Status::Failed(match delayed {
            Some(Delayed::Voucher) if attempt.intent.is_some() => Failure::Voucher,
            _ => Failure::Other,
        }),
        (AttemptState::Expired, ..) => Status::Expired,
        // The provider's page was never handed out: nobody can have typed a card into it.
        (AttemptState::Created | AttemptState::Unknown, ..) => {
            Status::Unknown { retry: same_wish(conn, (tenant, settings), attempt).await? }
        }
    };
    Ok((status, attempt.amount))
}

/// The review of what an attempt was for: pressing there goes on with it instead of beginning another.
async fn same_wish(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    attempt: &Attempt,
) -> Result<String, PortalError> {
    let currency = attempt.amount.currency();
    let waiver = attempt_waiver::find(conn, tenant, (&attempt.id, currency)).await?;
    if waiver.is_some_and(|waiver| waiver.offer == Offer::Discount) {
        return Ok(routes::pay_with_discount(currency));
    }
    let wanted = attempt::debts(conn, tenant, &attempt.id).await?;
    let debts = debt::of_case(conn, tenant, &attempt.case).await?;
    let owed = debts
        .iter()
        .filter(|debt| wanted.contains(&debt.id))
        .try_fold(Money::zero(currency), |sum, debt| sum.checked_add(debt.balance.total()?))?;
    if owed == attempt.amount {
        return Ok(routes::pay(currency, &wanted));
    }
    let mut typed = plain(settings.country, attempt.amount);
    typed.retain(|c| !c.is_whitespace());
    Ok(routes::pay_part(currency, &typed))
}

/// Money that waits in suspense has no receipt: a person looks into it, the debtor waits. Once it has an
/// end there, it is a payment of this case, or nothing of it was used here.
async fn confirmed(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    attempt: &Attempt,
) -> Result<(Status, Money), PortalError> {
    let own = payment::find(conn, tenant, payment::Find::Attempt(&attempt.id)).await?;
    let payment = match own {
        Some(payment) => payment,
        None => match suspense_end::of_attempt(conn, tenant, &attempt.id).await? {
            None | Some((_, Fate::Waits)) => return Ok((Status::Processing, attempt.amount)),
            Some((amount, Fate::Left)) => return Ok((Status::NotUsed, amount)),
            Some((amount, Fate::Became(id))) => {
                let found = payment::find(conn, tenant, payment::Find::Id(&id)).await?;
                // The team may have given it to somebody else's case.
                match found.filter(|payment| payment.case == attempt.case) {
                    Some(payment) => payment,
                    None => return Ok((Status::NotUsed, amount)),
                }
            }
        },
    };
    let debts = debt::of_case(conn, tenant, &attempt.case).await?;
    let own = attempt.amount.currency();
    let (mut left, mut next_due) = (Vec::<Money>::new(), None::<NaiveDate>);
    for debt in debts.iter().filter(|debt| debt.is_payable()) {
        let open = debt.balance.total()?;
        match left.iter_mut().find(|sum| sum.currency() == debt.currency) {
            Some(sum) => *sum = sum.checked_add(open)?,
            None => left.push(open),
        }
        next_due = next_due.into_iter().chain(debt.due_on).min();
    }
    left.retain(|sum| !sum.is_zero());
    left.sort_by_key(|sum| (sum.currency() != own, sum.currency()));
    Ok((Status::Confirmed { payment: payment.id, left, next_due }, payment.amount))
}
