//! The contact rules, asked about one case: whether a message to its debtor may leave now.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::contact::{Barrier, Contact, Decision, GAP, Initiative, decide};
use domain::ids::CaseId;
use domain::preference::{first_time, put_off};
use sqlx::AnyConnection;

use super::wall_clock;
use crate::config::creditor::Settings;
use crate::store::debtor::Person;
use crate::store::preference::{self, Channel};
use crate::store::{StoreError, hold, message, promise, proposal};
use crate::tenant::Tenant;

/// Whose clock counts and what the rules say.
#[derive(Clone, Copy, Debug)]
pub struct Ruling {
    /// What they say, in the debtor's local time.
    pub decision: Decision,
    /// The debtor's zone.
    pub zone: Tz,
}

impl Ruling {
    /// When the message may leave, if it has to wait for that.
    pub fn not_before(&self) -> Option<DateTime<Utc>> {
        match self.decision {
            Decision::WaitUntil(at, _) => Some(wall_clock::instant(self.zone, at)),
            Decision::Send(_) | Decision::Blocked(_) => None,
        }
    }
}

/// The zone where the debtor is: their own if it is known, else the creditor's.
pub fn zone_of(settings: &Settings, person: &Person) -> Tz {
    person.zone.as_deref().and_then(|zone| zone.parse().ok()).unwrap_or(settings.zone)
}

/// Asks the contact rules. In the transaction that lets the message go, with the case locked.
pub async fn ask(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (case, person): (&CaseId, &Person),
    initiative: Initiative,
    now: DateTime<Utc>,
) -> Result<Ruling, StoreError> {
    let zone = zone_of(settings, person);
    let holds = hold::active(conn, tenant, case).await?;
    let mut barriers: Vec<_> = holds.iter().map(|hold| hold.kind.barrier()).collect();
    let promised = promise::held_until(conn, tenant, case).await?;
    let today = wall_clock::local(settings.zone, now).date();
    if promised.is_some_and(|until| today <= until) {
        barriers.push(Barrier::Hold);
    }
    // Whoever proposed terms, or has been offered others, is waiting for somebody, or thinking.
    let proposed = proposal::held_until(conn, tenant, case).await?;
    if proposed.is_some_and(|until| now < until) {
        barriers.push(Barrier::Hold);
    }
    let wish = match initiative {
        Initiative::Creditor => preference::find(conn, tenant, case).await?,
        Initiative::Debtor | Initiative::Agreed => preference::Preference::default(),
    };
    if wish.without.contains(&Channel::Email) {
        barriers.push(Barrier::OptOut);
    }
    // A week on the wall may be an hour longer than seven days.
    let since = now - GAP - TimeDelta::days(1);
    let earlier = match initiative {
        Initiative::Creditor => message::counted(conn, tenant, case, since).await?,
        Initiative::Debtor | Initiative::Agreed => Vec::new(),
    };
    let earlier: Vec<_> = earlier.into_iter().map(|at| wall_clock::local(zone, at)).collect();
    let now = wall_clock::local(zone, now);
    let decision = decide(&Contact {
        initiative,
        country: settings.country,
        now,
        earlier: &earlier,
        barriers: &barriers,
    });
    let first = wish.not_before.and_then(first_time);
    let decision = first.map_or(decision, |first| put_off(decision, now, first));
    Ok(Ruling { decision, zone })
}
