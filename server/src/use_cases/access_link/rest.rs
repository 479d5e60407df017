//! Why the reminders of a case rest, for those who send reminders of their own.

use chrono::{DateTime, TimeDelta, Utc};
use domain::contact::Barrier;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use crate::config::creditor::Settings;
use crate::store::hold::HoldKind;
use crate::store::{StoreError, message_counted, promise, proposal};
use crate::tenant::Tenant;
use crate::use_cases::{reminder, wall_clock, wish};

/// Why they rest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rest {
    /// A hold: until a person lifts it.
    Hold(HoldKind),
    /// The debtor promised to pay: until the day is over.
    Promise,
    /// The debtor proposed terms, or was offered others: until somebody answers, or its time is over.
    Proposal,
    /// Money is on its way, or its payment page is open: until it has come, or has not.
    OnItsWay,
    /// They want nothing by the ways for which there is an address, or it is dead: until they say otherwise.
    Refused,
    /// They were contacted fewer days ago than they wish between two contacts: until so many have passed.
    Apart,
}

impl Rest {
    /// The word that stands for it in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hold(kind) => kind.as_str(),
            Self::Promise => "promise",
            Self::Proposal => "proposal",
            Self::OnItsWay => "on-its-way",
            Self::Refused => "refused",
            Self::Apart => "wished-apart",
        }
    }

    /// Whether a person may look at the case and write all the same. Nothing is to be asked of who waits for
    /// the creditor or for a bank, or of whom it is too soon, and nothing at all of who wants or may get no messages.
    pub const fn leaves_a_link(self) -> bool {
        match self {
            Self::Hold(kind) => !is_closed(kind),
            Self::Promise | Self::Proposal | Self::OnItsWay | Self::Refused | Self::Apart => false,
        }
    }
}

/// Whether nothing at all may be sent under the hold.
pub const fn is_closed(kind: HoldKind) -> bool {
    use Barrier::{BreathingSpace, Deceased, OptOut, WrongPerson};
    matches!(kind.barrier(), WrongPerson | Deceased | OptOut | BreathingSpace)
}

/// What lets the reminders of a case rest beside its holds, as the contact rules and the planning of reminders
/// see it: a promise, a proposal, money on its way, the days that they wish between two contacts.
pub async fn waiting(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    now: DateTime<Utc>,
) -> Result<Option<Rest>, StoreError> {
    let today = wall_clock::local(settings.zone, now).date();
    let promised = promise::held_until(conn, tenant, case).await?;
    if promised.is_some_and(|until| today <= until) {
        return Ok(Some(Rest::Promise));
    }
    let proposed = proposal::held_until(conn, tenant, case).await?;
    if proposed.is_some_and(|until| now < until) {
        return Ok(Some(Rest::Proposal));
    }
    let on_its_way = reminder::awaited(conn, (tenant, settings), case, now).await?;
    if !on_its_way.is_empty() {
        return Ok(Some(Rest::OnItsWay));
    }
    Ok(is_too_soon(conn, (tenant, settings), case, now).await?.then_some(Rest::Apart))
}

/// Whether a contact that counts is fewer days ago than the debtor wishes between two.
async fn is_too_soon(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let Some(days) = wish::get(conn, tenant, case).await?.wish.apart else { return Ok(false) };
    let apart = TimeDelta::days(i64::from(days));
    // An hour of the clock that changed is never left out.
    let since = now - apart - TimeDelta::days(1);
    let past = message_counted::counted(conn, tenant, case, since).await?;
    let on_the_wall = |at| wall_clock::local(settings.zone, at);
    Ok(past.iter().any(|one| on_the_wall(now) - on_the_wall(one.at) < apart))
}
