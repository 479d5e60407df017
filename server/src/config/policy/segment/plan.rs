//! The plans of a segment of a policy's file.

use std::ops::RangeInclusive;

use domain::policy::{
    AfterMiss, Breaks, Cost, DownPayment, PlanTerms, Retries, Reward, Rhythm, Spread, Upkeep,
};
use toml::Value;

use super::{RESTORES, RHYTHMS, SPREADS};
use crate::config::policy::Problem;
use crate::config::policy::file::{PlanTable, SpanTable};
use crate::config::policy::value::Values;

impl Values {
    pub(super) fn plan(&mut self, table: &PlanTable) -> Option<PlanTerms> {
        let parts = self.instalments(table.instalments.as_ref());
        let frequencies =
            self.needed("plan.frequencies", table.frequencies.as_ref(), Self::rhythms);
        let least = self.needed("plan.least", table.least.as_ref(), Self::amount);
        let down = self.down(table);
        let cost = self.cost(table);
        let spread = match &table.spread {
            Some(value) => self.word("plan.spread", value, &SPREADS),
            None => Some(Spread::Even),
        };
        let first_within =
            self.needed("plan.first_within", table.first_within.as_ref(), Self::small);
        let longest_days =
            self.needed("plan.longest_days", table.longest_days.as_ref(), Self::small);
        let upkeep = self.upkeep(table);
        let reward = self.reward(table);
        let breaks = self.breaks(table);
        Some(PlanTerms {
            parts: parts?,
            frequencies: frequencies?,
            least: least?,
            down: down?,
            cost: cost?,
            spread: spread?,
            first_within: first_within?,
            longest_days: longest_days?,
            upkeep: upkeep?,
            reward,
            breaks: breaks?,
        })
    }

    fn instalments(&mut self, table: Option<&SpanTable>) -> Option<RangeInclusive<u32>> {
        let Some(table) = table else {
            self.refuse("plan.instalments", Problem::Missing);
            return None;
        };
        let from = self.needed("plan.instalments.from", table.from.as_ref(), Self::count);
        let to = self.needed("plan.instalments.to", table.to.as_ref(), Self::count);
        Some(from?.get()..=to?.get())
    }

    fn rhythms(&mut self, key: &str, value: &Value) -> Option<Vec<Rhythm>> {
        let Some(words) = value.as_array() else {
            self.refuse(key, Problem::List(value.to_string()));
            return None;
        };
        let read = |word: &Value| self.word(key, word, &RHYTHMS);
        let mut rhythms: Vec<_> = words.iter().filter_map(read).collect();
        rhythms.sort_unstable();
        rhythms.dedup();
        Some(rhythms)
    }

    fn down(&mut self, table: &PlanTable) -> Option<DownPayment> {
        match (&table.down_percent, &table.down_amount) {
            (None, None) => Some(DownPayment::None),
            (Some(value), None) => self.percent("plan.down_percent", value).map(DownPayment::Share),
            (None, Some(value)) => self.amount("plan.down_amount", value).map(DownPayment::Amount),
            (Some(_), Some(_)) => {
                let other = "`down_amount`: one of the two";
                self.refuse("plan.down_percent", Problem::Beside(other));
                None
            }
        }
    }

    fn cost(&mut self, table: &PlanTable) -> Option<Cost> {
        match (&table.fee, &table.yearly) {
            (None, None) => Some(Cost::None),
            (Some(value), None) => self.amount("plan.fee", value).map(Cost::Fee),
            (None, Some(value)) => self.percent("plan.yearly", value).map(Cost::YearlyRate),
            (Some(_), Some(_)) => {
                self.refuse("plan.fee", Problem::Beside("`yearly`: one of the two"));
                None
            }
        }
    }

    fn upkeep(&mut self, table: &PlanTable) -> Option<Upkeep> {
        let grace_days = self.needed("plan.grace_days", table.grace_days.as_ref(), Self::small);
        let misses = self.needed("plan.misses", table.misses.as_ref(), Self::count);
        let in_a_row = self.flag("plan.misses_in_a_row", table.misses_in_a_row.as_ref());
        let restores =
            |values: &mut Self, key: &str, value: &Value| values.word(key, value, &RESTORES);
        let restores = self.needed("plan.restores", table.restores.as_ref(), restores);
        let moves = self.or_none("plan.moves", table.moves.as_ref());
        let move_days = self.or_none("plan.move_days", table.move_days.as_ref());
        let skips = self.or_none("plan.skips", table.skips.as_ref());
        let retries = self.retries(table);
        let misses = if in_a_row? { AfterMiss::InARow(misses?) } else { AfterMiss::InAll(misses?) };
        Some(Upkeep {
            grace_days: grace_days?,
            misses,
            restores: restores?,
            moves: moves?,
            move_days: move_days?,
            skips: skips?,
            retries: retries?,
        })
    }

    fn retries(&mut self, table: &PlanTable) -> Option<Retries> {
        let usual = Retries::USUAL;
        let times = self.or("plan.retries", (table.retries.as_ref(), usual.times));
        let days = self.or("plan.retry_days", (table.retry_days.as_ref(), usual.days));
        Some(Retries { times: times?, days: days? })
    }

    /// A number that is zero if the key is missing.
    fn or_none(&mut self, key: &str, value: Option<&Value>) -> Option<u16> {
        self.or(key, (value, 0))
    }

    /// A number that is `usual` if the key is missing.
    fn or(&mut self, key: &str, (value, usual): (Option<&Value>, u16)) -> Option<u16> {
        value.map_or(Some(usual), |value| self.small(key, value))
    }

    fn reward(&mut self, table: &PlanTable) -> Option<Reward> {
        let interest = self.flag("plan.reward_interest", table.reward_interest.as_ref())?;
        match &table.reward_percent {
            None => interest.then_some(Reward::InterestWaived),
            Some(_) if interest => {
                let other = "`reward_interest`: one of the two";
                self.refuse("plan.reward_percent", Problem::Beside(other));
                None
            }
            Some(value) => self.percent("plan.reward_percent", value).map(Reward::OffTheLast),
        }
    }

    fn breaks(&mut self, table: &PlanTable) -> Option<Breaks> {
        let unlimited = self.flag("plan.breaks_unlimited", table.breaks_unlimited.as_ref())?;
        match &table.breaks {
            None if unlimited => Some(Breaks::Unlimited),
            None => Some(Breaks::USUAL),
            Some(_) if unlimited => {
                self.refuse("plan.breaks", Problem::Beside("`breaks_unlimited`: one of the two"));
                None
            }
            Some(value) => self.count("plan.breaks", value).map(Breaks::Most),
        }
    }
}
