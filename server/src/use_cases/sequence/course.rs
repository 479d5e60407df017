//! By which sequence each of the days to come goes: the version that will be in force on it.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::ids::SequenceId;
use domain::reminder::Sequence;
use sqlx::AnyConnection;

use super::stored;
use crate::config::creditor::Settings;
use crate::store::reminder_day::{self, Stage};
use crate::store::sequence as store;
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// A version that nobody has saved yet.
#[derive(Clone, Copy, Debug)]
pub struct Wished<'a> {
    /// Whose next version it would be; `None` for a new sequence.
    pub of: Option<&'a SequenceId>,
    /// What it would say.
    pub sequence: &'a Sequence,
    /// From when on.
    pub from: DateTime<Utc>,
}

/// What each day goes by, from today on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Course {
    today: NaiveDate,
    /// The place in `said` of what a day goes by.
    days: Vec<Option<usize>>,
    /// The same, of this instant.
    now: Option<usize>,
    /// What is in force at some time. What is only wished for is the first.
    said: Vec<Sequence>,
    has_wish: bool,
    all: Sequence,
}

/// Where what is wished for stands.
const WISH: usize = 0;

/// An instant, and the place of what is in force from it on.
type Turn = (DateTime<Utc>, Option<usize>);

impl Course {
    /// What so many days go by, if nobody changes anything, or `wished` is saved now. A day is planned soon after it
    /// begins, by what is in force then; else by the first that begins on it. What begins on a day that is planned
    /// counts from the next one on.
    pub async fn load(
        conn: &mut AnyConnection,
        (tenant, settings): (&Tenant, &Settings),
        (now, days): (DateTime<Utc>, u64),
        wished: Option<Wished<'_>>,
    ) -> Result<Self, PortalError> {
        let today = wall_clock::local(settings.zone, now).date();
        let begins =
            |day: NaiveDate| wall_clock::instant(settings.zone, day.and_time(NaiveTime::MIN));
        let later = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
        let end = begins(later(days));
        let mut said: Vec<_> = wished.iter().map(|wished| wished.sequence.clone()).collect();
        let mut instants = store::beginnings(conn, tenant, (now, end)).await?;
        instants.extend(wished.map(|wished| wished.from));
        instants.retain(|at| *at > now && *at < end);
        instants.sort_unstable();
        let mut turns: Vec<Turn> = Vec::new();
        for at in std::iter::once(now).chain(instants) {
            let place = in_force(conn, tenant, (at, wished), &mut said).await?;
            turns.push((at, place));
        }
        let planned = reminder_day::find(conn, tenant).await?;
        let is_planned =
            planned.is_some_and(|place| place.day >= today && place.stage == Stage::Done);
        let mut places: Vec<_> = (0..days)
            .map(|days| ruling(&turns, (begins(later(days)).max(now), begins(later(days + 1)))))
            .collect();
        if let (true, Some(first)) = (is_planned, places.first_mut()) {
            *first = in_force(conn, tenant, (now, None), &mut said).await?;
        }
        let all = Sequence {
            gap_days: said.iter().map(|one| one.gap_days).max().unwrap_or_default(),
            steps: said.iter().flat_map(|one| one.steps.iter().cloned()).collect(),
        };
        let now = turns.first().and_then(|(_, place)| *place);
        Ok(Self { today, days: places, now, said, has_wish: wished.is_some(), all })
    }

    /// What a day goes by; `None` if by nothing, and for days outside.
    pub fn on(&self, day: NaiveDate) -> Option<&Sequence> {
        self.said.get(self.place(day)?)
    }

    fn place(&self, day: NaiveDate) -> Option<usize> {
        let place = usize::try_from((day - self.today).num_days()).ok()?;
        *self.days.get(place)?
    }

    /// Whether a day would go by what is only wished for.
    pub fn is_wished(&self, day: NaiveDate) -> bool {
        self.has_wish && self.place(day) == Some(WISH)
    }

    /// What is in force at this instant.
    pub fn now(&self) -> Option<&Sequence> {
        self.said.get(self.now?)
    }

    /// The first day that goes by anything; `None` if none does.
    pub fn first_day(&self) -> Option<NaiveDate> {
        let place = self.days.iter().position(Option::is_some)?;
        self.today.checked_add_days(Days::new(u64::try_from(place).ok()?))
    }

    /// The day from which on one looks, and how many there are.
    pub fn span(&self) -> (NaiveDate, u64) {
        (self.today, u64::try_from(self.days.len()).unwrap_or_default())
    }

    /// All that is said on any of these days, as if one sequence said it: what has to be read for it.
    pub const fn all(&self) -> &Sequence {
        &self.all
    }
}

/// What rules a day from `begins` to `ends`: what is in force at its beginning, else what is first.
fn ruling(turns: &[Turn], (begins, ends): (DateTime<Utc>, DateTime<Utc>)) -> Option<usize> {
    let (before, after): (Vec<&Turn>, Vec<&Turn>) =
        turns.iter().filter(|(at, _)| *at < ends).partition(|(at, _)| *at <= begins);
    let at_once = before.last().and_then(|(_, place)| *place);
    at_once.or_else(|| after.into_iter().find_map(|(_, place)| *place))
}

/// The place of what is in force at an instant; what was read is added to `said`.
async fn in_force(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (at, wished): (DateTime<Utc>, Option<Wished<'_>>),
    said: &mut Vec<Sequence>,
) -> Result<Option<usize>, PortalError> {
    let begun = wished.filter(|wished| wished.from <= at);
    // It would take the place of every version of its own sequence.
    let beside = begun.and_then(|wished| wished.of);
    let found = store::in_force_beside(conn, tenant, at, beside).await?;
    let is_last =
        |wished: Wished<'_>| found.as_ref().is_none_or(|found| found.active_from <= wished.from);
    if begun.is_some_and(is_last) {
        return Ok(Some(WISH));
    }
    let Some(found) = found else { return Ok(None) };
    said.push(stored(&found)?.sequence);
    Ok(Some(said.len() - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(hours * 3_600, 0).expect("an instant")
    }

    #[test]
    fn a_day_goes_by_what_is_in_force_as_it_begins_else_by_what_begins_on_it_first() {
        let turns = [(at(10), None), (at(30), Some(1)), (at(40), Some(2)), (at(80), None)];
        for (begins, ends, expected) in [
            (10, 24, None),
            (10, 30, None),
            (24, 48, Some(1)),
            (30, 48, Some(1)),
            (48, 72, Some(2)),
            (72, 96, Some(2)),
            (96, 120, None),
        ] {
            assert_eq!(ruling(&turns, (at(begins), at(ends))), expected, "{begins}");
        }
    }
}
