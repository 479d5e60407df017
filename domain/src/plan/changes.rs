//! What of a plan's dates can still be changed, before anybody asks for it.

use chrono::NaiveDate;

use super::{Act, Part, Plan, State, What, after};
use crate::schedule::{DayOfMonth, Frequency};

/// What of a plan's dates can still be changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changes {
    /// How many dates may still be moved; another payday counts as one.
    pub moves: u16,
    /// How many instalments may still go to the end.
    pub skips: u16,
    /// The instalments that are neither paid nor missed, without the down payment, by day, each with the
    /// last day to which it could be moved, which may have passed.
    pub parts: Vec<(Part, NaiveDate)>,
    /// The day of the month that the instalments follow; `None` where they follow none.
    pub payday: Option<DayOfMonth>,
}

impl Plan {
    /// What of its dates can still be changed; `None` if nothing of the plan is open.
    pub fn changes(&self) -> Option<Changes> {
        let upkeep = self.agreement.upkeep;
        let ahead = self.parts.iter().filter(|part| part.is_movable());
        let parts = ahead.map(|part| (*part, after(part.due_on, upkeep.move_days)));
        let payday = match self.rhythm.0 {
            Frequency::Monthly(day) => Some(day),
            Frequency::Weekly | Frequency::EveryTwoWeeks | Frequency::TwiceAMonth => None,
        };
        (self.state == State::Active).then(|| Changes {
            moves: upkeep.moves.saturating_sub(self.moves),
            skips: upkeep.skips.saturating_sub(self.skips),
            parts: parts.collect(),
            payday,
        })
    }

    /// The days of the month that could be another payday today, each with the day on which the next
    /// instalment would then be due, by that day; none where the dates follow no month or may not be
    /// changed any more.
    pub fn paydays(&self, today: NaiveDate) -> Vec<(DayOfMonth, NaiveDate)> {
        let next = |day: DayOfMonth| {
            let decision = self.decide(Act::ChangePayday(day), today).ok()?;
            decision.events.into_iter().find_map(|event| match event.what {
                What::PaydayChanged(_, dates) => dates.first().map(|(_, to)| (day, *to)),
                _ => None,
            })
        };
        let mut found: Vec<_> = (1..=31).filter_map(DayOfMonth::new).filter_map(next).collect();
        found.sort_by_key(|(day, to)| (*to, *day));
        found
    }

    /// How many of the next instalments, one after the other, have to be missed to end the plan; `None` if
    /// missing all that are left does not.
    pub fn misses_left(&self) -> Option<u32> {
        let ahead = self.parts.iter().filter(|part| part.is_ahead());
        let ahead: Vec<_> = ahead.map(|part| part.number).collect();
        let ends = (1..=ahead.len()).find(|count| self.breaks(&ahead[..*count]))?;
        u32::try_from(ends).ok()
    }

    /// Whether something that was missed is still unpaid.
    pub fn is_late(&self) -> bool {
        self.state == State::Active
            && self.parts.iter().any(|part| part.missed_on.is_some() && part.settled_on.is_none())
    }
}
