//! The one gate: the contact rules, asked about one case, whether a contact may be made now.

mod closing;
mod laws;
mod places;

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::contact::{About, Barrier, Channel, Channels, Decision, Initiative, Wish};
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::{wall_clock, wish};
use crate::config::contact_rules::pack;
use crate::config::creditor::Settings;
use crate::store::debtor::Person;
use crate::store::same_address::{self, How};
use crate::store::{StoreError, contact_made, hold, message_counted, plan, promise, proposal};
use crate::tenant::Tenant;

pub use closing::{STEP, open_for};
pub use laws::Laws;
pub use places::{Places, Question, Ruling, rule, rule_by};

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

/// The zone where the debtor is: their own if it is known, else the likeliest of their country.
pub fn zone_of(settings: &Settings, person: &Person) -> Tz {
    known_zone(person).unwrap_or_else(|| likeliest(settings, Laws::of(settings, person)))
}

/// Where most people of the debtor's country are: where the creditor is, if it is theirs too, else in the capital.
fn likeliest(settings: &Settings, laws: Laws) -> Tz {
    let capital = laws.are_two().then(|| laws.debtors().zone().parse().ok()).flatten();
    capital.unwrap_or(settings.zone)
}

fn known_zone(person: &Person) -> Option<Tz> {
    person.zone.as_deref().and_then(|zone| zone.parse().ok())
}

/// The zones in all of which it must be in time: the debtor's, if it is known; else all of the country's.
fn places_of(settings: &Settings, person: &Person) -> Places {
    match known_zone(person) {
        Some(likeliest) => Places { likeliest, others: Vec::new() },
        None => anywhere(settings, Laws::of(settings, person)),
    }
}

/// Where somebody may be whose zone is not known: at the likeliest place, and, since the hours are those of the
/// debtor's place, in every other zone of the country where they are.
pub fn anywhere(settings: &Settings, laws: Laws) -> Places {
    let likeliest = likeliest(settings, laws);
    let places = pack(laws.debtors()).places.iter().filter_map(|place| place.parse().ok());
    let others = places.filter(|place: &Tz| *place != likeliest).collect();
    Places { likeliest, others }
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
    let laws = Laws::of(settings, person);
    let rules = laws.rules(settings, &said.wish);
    let InTheWay { barriers, ends } =
        in_the_way(conn, (tenant, settings), (case, wanted), now).await?;
    let past = match wanted.initiative {
        Initiative::Creditor => {
            message_counted::counted(conn, tenant, case, now - rules.memory()).await?
        }
        Initiative::Debtor | Initiative::Agreed => Vec::new(),
    };
    let question = Question {
        wanted,
        countries: laws.countries(),
        past: &past,
        barriers: &barriers,
        ends: &ends,
        allowed: settings.contact_rules.allowed.or(said.allowed()),
    };
    Ok(rule(&rules, &places_of(settings, person), &question, now))
}

/// Whether hours are left to somebody of these wishes at every time of the year, wherever they may be: what must
/// wait longer than all holidays together last would never come.
pub fn leaves_hours(settings: &Settings, person: &Person, wish: &Wish, now: DateTime<Utc>) -> bool {
    let hours_only = Wish { refused: Channels::NONE, ..*wish };
    let laws = Laws::of(settings, person);
    let (rules, places) = (laws.rules(settings, &hours_only), places_of(settings, person));
    let question = Question {
        wanted: Wanted::by_email(Initiative::Agreed, About::Other),
        countries: laws.countries(),
        past: &[],
        barriers: &[],
        ends: &[],
        allowed: Channels::ALL,
    };
    // Clocks of two places come nearer to each other, and part, with the seasons.
    (0..4).map(|quarter| now + TimeDelta::days(91 * quarter)).all(|at| {
        let ruling = rule(&rules, &places, &question, at);
        match ruling.decision {
            Decision::Send(_) => true,
            Decision::Blocked(_) => false,
            Decision::WaitUntil(..) => {
                ruling.not_before().is_some_and(|until| until - at < LONGEST_CLOSED)
            }
        }
    })
}

/// Longer than weekends and holidays in a row are anywhere.
const LONGEST_CLOSED: TimeDelta = TimeDelta::days(14);

/// What stands between a debtor and messages: without a known end, and until an instant.
struct InTheWay {
    barriers: Vec<Barrier>,
    ends: Vec<(Barrier, DateTime<Utc>)>,
}

async fn in_the_way(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (case, wanted): (&CaseId, Wanted),
    now: DateTime<Utc>,
) -> Result<InTheWay, StoreError> {
    let holds = hold::active(conn, tenant, case).await?;
    let mut barriers: Vec<_> = holds.iter().map(|hold| hold.kind.barrier()).collect();
    let strangers = same_address::closed(conn, tenant, (case, How::NotThem)).await?;
    if strangers.contains(&wanted.channel) {
        barriers.push(Barrier::WrongPerson);
    }
    let promised = promise::held_until(conn, tenant, case).await?;
    // A day that they named to somebody of the team counts as one.
    let promised = promised.max(contact_made::rests_until(conn, tenant, case).await?);
    let after = promised.and_then(|day| day.checked_add_days(Days::new(1)));
    let over = after.map(|day| wall_clock::instant(settings.zone, day.and_time(NaiveTime::MIN)));
    // Whoever proposed terms, or has been offered others, is waiting for somebody, or thinking.
    let proposed = proposal::held_until(conn, tenant, case).await?;
    let ends = [(Barrier::Promise, over), (Barrier::Proposal, proposed)];
    let ends = ends.into_iter().filter_map(|(barrier, until)| Some((barrier, until?)));
    let ends = ends.filter(|(_, until)| now < *until).collect();
    if wanted.about == About::Debt && plan::in_good_order(conn, tenant, case).await? {
        barriers.push(Barrier::Plan);
    }
    Ok(InTheWay { barriers, ends })
}
