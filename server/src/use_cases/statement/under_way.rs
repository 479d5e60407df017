//! Payments whose money is on its way, and when it comes.

use app::debtor::statement::{Progress, Waiting};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ledger::Channel;
use domain::money::{Currency, Money};
use domain::payment::AttemptState;

use crate::config::creditor::Settings;
use crate::store::attempt::Attempt;
use crate::store::debt::Debt;
use crate::use_cases::wall_clock;

/// How long a voucher can be paid: Stripe's default, to the end of that day.
const VOUCHER_LIFE: TimeDelta = TimeDelta::days(3);

/// The payments under way, the newest first.
pub(super) fn under_way(settings: &Settings, debts: &[Debt], attempts: &[Attempt]) -> Vec<Waiting> {
    let owed = attempts.iter().rev().filter(|attempt| is_owed(debts, attempt));
    owed.filter_map(|attempt| waiting(settings, attempt)).collect()
}

/// Whether so much is still owed. A transfer that was only begun is forgotten when another way was
/// taken; what is really on its way is shown whatever is owed.
fn is_owed(debts: &[Debt], attempt: &Attempt) -> bool {
    let here = debts.iter().filter(|debt| debt.currency == attempt.amount.currency());
    let owed = here.filter_map(|debt| debt.balance.total().ok()).map(Money::minor);
    attempt.state != AttemptState::Created || owed.sum::<i64>() >= attempt.amount.minor()
}

/// A payment under way; one that waits on the provider's page is not.
fn waiting(settings: &Settings, attempt: &Attempt) -> Option<Waiting> {
    let progress = progress(settings, attempt)?;
    Some(Waiting { attempt: attempt.id.clone(), amount: attempt.amount, progress })
}

/// How far the money of an attempt is; `None` for one whose money is not on its way.
pub fn progress(settings: &Settings, attempt: &Attempt) -> Option<Progress> {
    match (attempt.state, attempt.channel) {
        (AttemptState::Created, Channel::Transfer) => Some(Progress::TransferBegun),
        (AttemptState::Pending, Channel::Transfer) => Some(Progress::Transfer),
        (AttemptState::Pending, _) => Some(match delayed(settings, attempt.amount.currency()) {
            Some(Delayed::Voucher) => {
                Progress::Voucher { until: voucher_until(settings, attempt.made_at) }
            }
            Some(Delayed::Bank) => Progress::Bank,
            None => Progress::Processing,
        }),
        (AttemptState::Unknown, _) => Some(Progress::Unknown),
        _ => None,
    }
}

/// A way to pay whose money comes later than the debtor's part is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Delayed {
    /// A code that is paid in cash.
    Voucher,
    /// A bank debit.
    Bank,
}

/// The one way at Stripe in this currency whose money comes later, if the creditor has switched it on.
pub fn delayed(settings: &Settings, currency: Currency) -> Option<Delayed> {
    let named = settings.file.stripe.as_ref()?.methods.as_ref()?;
    let has = |method: &str| named.iter().any(|name| name == method);
    match currency.code() {
        "MXN" if has("oxxo") => Some(Delayed::Voucher),
        "EUR" if has("sepa_debit") => Some(Delayed::Bank),
        _ => None,
    }
}

/// The last minute in which a voucher of a payment begun at `made_at` can be paid. It may be made up to
/// an hour later; said is the earlier day.
pub fn voucher_until(settings: &Settings, made_at: DateTime<Utc>) -> chrono::NaiveDateTime {
    let day = wall_clock::local(settings.zone, made_at + VOUCHER_LIFE).date();
    day.and_hms_opt(23, 59, 0).unwrap_or_default()
}
