//! Why the reminders of a case rest, for those who send reminders of their own.

use chrono::{DateTime, Utc};
use domain::contact::Barrier;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use crate::config::creditor::Settings;
use crate::store::hold::HoldKind;
use crate::store::{StoreError, promise, proposal};
use crate::tenant::Tenant;
use crate::use_cases::{reminder, wall_clock};

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
}

impl Rest {
    /// The word that stands for it in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hold(kind) => kind.as_str(),
            Self::Promise => "promise",
            Self::Proposal => "proposal",
            Self::OnItsWay => "on-its-way",
        }
    }

    /// Whether a person may look at the case and write all the same. Nothing is to be asked of who waits for
    /// the creditor or for a bank, and nothing at all of who wants or may get no messages.
    pub const fn leaves_a_link(self) -> bool {
        match self {
            Self::Hold(kind) => !is_closed(kind),
            Self::Promise | Self::Proposal | Self::OnItsWay => false,
        }
    }
}

/// Whether nothing at all may be sent under the hold.
pub const fn is_closed(kind: HoldKind) -> bool {
    use Barrier::{BreathingSpace, Deceased, OptOut, WrongPerson};
    matches!(kind.barrier(), WrongPerson | Deceased | OptOut | BreathingSpace)
}

/// What lets the reminders of a case rest beside its holds, as the contact rules and the planning of reminders
/// see it: a promise, a proposal, money on its way.
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
    Ok((!on_its_way.is_empty()).then_some(Rest::OnItsWay))
}
