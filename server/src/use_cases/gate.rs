//! The one gate: the contact rules, asked about one case, whether a contact may be made now.

mod places;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::contact::{About, Barrier, Channel, Initiative, Rules, Wish};
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::{wall_clock, wish};
use crate::config::contact_rules::pack;
use crate::config::creditor::Settings;
use crate::store::debtor::Person;
use crate::store::{StoreError, contact_made, hold, message_counted, plan, promise, proposal};
use crate::tenant::Tenant;

pub use places::{Places, Question, Ruling, rule};

/// A contact that is to be made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Wanted {
    /// Who wants it.
    pub initiative: Initiative,
    /// What it speaks of.
    pub about: About,
    /// By which way.
    pub channel: Channel,
}

impl Wanted {
    /// An e-mail.
    pub const fn by_email(initiative: Initiative, about: About) -> Self {
        Self { initiative, about, channel: Channel::Email }
    }
}

/// The zone where the debtor is: their own if it is known, else the creditor's.
pub fn zone_of(settings: &Settings, person: &Person) -> Tz {
    known_zone(person).unwrap_or(settings.zone)
}

fn known_zone(person: &Person) -> Option<Tz> {
    person.zone.as_deref().and_then(|zone| zone.parse().ok())
}

/// The zones in all of which it must be in time: the debtor's, if it is known; else the creditor's and,
/// where the law looks at the debtor's place, every one in which the debtor may be.
fn places_of(settings: &Settings, person: &Person) -> Places {
    if let Some(likeliest) = known_zone(person) {
        return Places { likeliest, others: Vec::new() };
    }
    let places = pack(settings.country).places.iter().filter_map(|place| place.parse().ok());
    let others = places.filter(|place: &Tz| *place != settings.zone).collect();
    Places { likeliest: settings.zone, others }
}

/// What holds for a debtor with these wishes: the country's pack, the creditor's own rules, the wishes.
pub fn rules_for(settings: &Settings, wish: &Wish) -> Rules<'static> {
    let rules =
        Rules::of(pack(settings.country)).and(settings.contact_rules.limits.iter().cloned());
    rules.and(wish.limits())
}

/// Asks the contact rules. In the transaction that lets the contact be made, with the case locked.
pub async fn ask(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (case, person): (&CaseId, &Person),
    wanted: Wanted,
    now: DateTime<Utc>,
) -> Result<Ruling, StoreError> {
    let said = wish::get(conn, tenant, case).await?;
    let rules = rules_for(settings, &said.wish);
    let barriers = barriers(conn, (tenant, settings), (case, wanted.about), now).await?;
    let past = match wanted.initiative {
        Initiative::Creditor => {
            message_counted::counted(conn, tenant, case, now - rules.memory()).await?
        }
        Initiative::Debtor | Initiative::Agreed => Vec::new(),
    };
    let question = Question {
        wanted,
        country: settings.country,
        past: &past,
        barriers: &barriers,
        allowed: settings.contact_rules.allowed.or(said.allowed()),
    };
    Ok(rule(&rules, &places_of(settings, person), &question, now))
}

/// What stands between a debtor and messages.
async fn barriers(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (case, about): (&CaseId, About),
    now: DateTime<Utc>,
) -> Result<Vec<Barrier>, StoreError> {
    let holds = hold::active(conn, tenant, case).await?;
    let mut barriers: Vec<_> = holds.iter().map(|hold| hold.kind.barrier()).collect();
    let promised = promise::held_until(conn, tenant, case).await?;
    // A day that they named to somebody of the team counts as one.
    let promised = promised.max(contact_made::rests_until(conn, tenant, case).await?);
    let today = wall_clock::local(settings.zone, now).date();
    if promised.is_some_and(|until| today <= until) {
        barriers.push(Barrier::Promise);
    }
    // Whoever proposed terms, or has been offered others, is waiting for somebody, or thinking.
    let proposed = proposal::held_until(conn, tenant, case).await?;
    if proposed.is_some_and(|until| now < until) {
        barriers.push(Barrier::Proposal);
    }
    if about == About::Debt && plan::in_good_order(conn, tenant, case).await? {
        barriers.push(Barrier::Plan);
    }
    Ok(barriers)
}
