//! One segment of a policy's file.

use std::ops::RangeInclusive;

use domain::money::Money;
use domain::policy::{
    AfterMiss, Breaks, Combines, Cost, Count, Discount, DownPayment, Extension, Fits, PartPayment,
    PlanTerms, Proposals, Restores, Reward, Rhythm, Segment, Settlement, Spread, Upkeep,
};
use domain::schedule::{DayOfMonth, Frequency};
use toml::Value;

use super::file::{
    DiscountTable, ExtensionTable, PartTable, PlanTable, ProposalsTable, SegmentTable,
    SettlementTable, SpanTable,
};
use super::value::Values;
use super::{MOST_OWED, Problem};

/// How often, in the words of the file.
pub(super) const RHYTHMS: [(&str, Rhythm); 4] = [
    ("weekly", Rhythm::Weekly),
    ("every-two-weeks", Rhythm::EveryTwoWeeks),
    ("twice-a-month", Rhythm::TwiceAMonth),
    ("monthly", Rhythm::Monthly),
];

/// On which instalments a cost falls, in the words of the file.
pub(super) const SPREADS: [(&str, Spread); 3] =
    [("even", Spread::Even), ("first", Spread::First), ("last", Spread::Last)];

/// What a broken plan brings back, in the words of the file.
pub(super) const RESTORES: [(&str, Restores); 3] = [
    ("nothing", Restores::Nothing),
    ("given-up", Restores::GivenUp),
    ("given-up-and-interest", Restores::GivenUpAndInterest),
];

impl Values {
    pub(super) fn segment(&mut self, table: &SegmentTable) -> Option<Segment> {
        let name = self.name("name", table.name.as_ref());
        let fits = self.fits(table);
        let combined = self.flag("discount_with_plan", table.discount_with_plan.as_ref());
        // Everything is read, so that everything wrong is named; what was refused keeps the file out.
        let discount = table.discount.as_ref().map(|table| self.discount(table));
        let settlement = table.settlement.as_ref().map(|table| self.settlement(table));
        let plan = table.plan.as_ref().map(|table| self.plan(table));
        let extension = table.extension.as_ref().map(|table| self.extension(table));
        let part = table.part.as_ref().map(|table| self.part(table));
        let proposals = table.proposals.as_ref().map(|table| self.proposals(table));
        Some(Segment {
            name: name?,
            fits,
            discount: discount.flatten(),
            settlement: settlement.flatten(),
            plan: plan.flatten(),
            extension: extension.flatten(),
            part: part.flatten(),
            proposals: proposals.flatten(),
            combines: if combined? { Combines::DiscountWithPlan } else { Combines::Never },
        })
    }

    fn fits(&mut self, table: &SegmentTable) -> Fits {
        let days_late = table.days_late.as_ref().and_then(|span| {
            self.span("days_late", span, |values, key, value| {
                values.whole(key, value, &(-36_500..=36_500))
            })
        });
        let total = table.total.as_ref().and_then(|span| {
            self.span("total", span, |values, key, value| {
                values.amount(key, value).map(Money::minor)
            })
        });
        let debts = table.debts.as_ref().and_then(|span| self.span("debts", span, Self::many));
        for tag in &table.tags {
            self.is_line("tags", tag);
        }
        Fits {
            days_late: days_late
                .map(|(from, to)| from.unwrap_or(i64::MIN)..=to.unwrap_or(i64::MAX)),
            total: total.map(|(from, to)| from.unwrap_or(0)..=to.unwrap_or(MOST_OWED)),
            debts: debts.map(|(from, to)| from.unwrap_or(0)..=to.unwrap_or(u32::MAX)),
            tags: table.tags.clone(),
        }
    }

    /// The two ends of a span, one of which may be missing.
    fn span<T>(
        &mut self,
        key: &str,
        table: &SpanTable,
        read: fn(&mut Self, &str, &Value) -> Option<T>,
    ) -> Option<(Option<T>, Option<T>)> {
        if table.from.is_none() && table.to.is_none() {
            self.refuse(key, Problem::Endless);
            return None;
        }
        let (from_key, to_key) = (format!("{key}.from"), format!("{key}.to"));
        let from = table.from.as_ref().map(|value| read(self, &from_key, value));
        let to = table.to.as_ref().map(|value| read(self, &to_key, value));
        Some((from.flatten(), to.flatten()))
    }

    fn discount(&mut self, table: &DiscountTable) -> Option<Discount> {
        let off = match (&table.percent, &table.amount) {
            (Some(value), None) => self.percent("discount.percent", value).map(Count::Share),
            (None, Some(value)) => self.amount("discount.amount", value).map(Count::Amount),
            (Some(_), Some(_)) => {
                self.refuse("discount.percent", Problem::Beside("`amount`: one of the two"));
                None
            }
            (None, None) => {
                let either = "`percent` or `amount` says how much";
                self.refuse("discount.percent", Problem::MissingOneOf(either));
                None
            }
        };
        let until = self.until("discount", (table.until.as_ref(), table.days.as_ref()));
        let on_not_due = self.flag("discount.on_not_due", table.on_not_due.as_ref());
        let on_interest = self.flag("discount.on_interest", table.on_interest.as_ref());
        Some(Discount {
            off: off?,
            until: until?,
            on_not_due: on_not_due?,
            on_interest: on_interest?,
        })
    }

    fn settlement(&mut self, table: &SettlementTable) -> Option<Settlement> {
        let given_up = self.needed("settlement.given_up", table.given_up.as_ref(), Self::percent);
        let until = self.until("settlement", (table.until.as_ref(), table.days.as_ref()));
        let payments = match &table.payments {
            Some(value) => self.count("settlement.payments", value),
            None => Some(std::num::NonZeroU32::MIN),
        };
        let frequency = match payments {
            Some(payments) if payments.get() > 1 => self.frequency(table),
            Some(_) => Some(self.no_frequency(table)),
            None => None,
        };
        Some(Settlement {
            given_up: given_up?,
            payments: payments?,
            frequency: frequency?,
            until: until?,
        })
    }

    /// One payment has no frequency: whichever stands for it makes no difference.
    fn no_frequency(&mut self, table: &SettlementTable) -> Frequency {
        for (key, value) in
            [("settlement.frequency", &table.frequency), ("settlement.day", &table.day)]
        {
            if value.is_some() {
                self.refuse(key, Problem::BelongsTo("a settlement of more than one payment"));
            }
        }
        Frequency::Weekly
    }

    fn frequency(&mut self, table: &SettlementTable) -> Option<Frequency> {
        let read = |values: &mut Self, key: &str, value: &Value| values.word(key, value, &RHYTHMS);
        let rhythm = self.needed("settlement.frequency", table.frequency.as_ref(), read)?;
        let fixed = match rhythm {
            Rhythm::Monthly => {
                let day = |values: &mut Self, key: &str, value: &Value| {
                    values.whole(key, value, &(1..=31))
                };
                let day = self.needed("settlement.day", table.day.as_ref(), day)?;
                let day = u32::try_from(day).ok().and_then(DayOfMonth::new);
                return day.map(Frequency::Monthly);
            }
            Rhythm::Weekly => Frequency::Weekly,
            Rhythm::EveryTwoWeeks => Frequency::EveryTwoWeeks,
            Rhythm::TwiceAMonth => Frequency::TwiceAMonth,
        };
        if table.day.is_some() {
            self.refuse("settlement.day", Problem::BelongsTo("the frequency monthly"));
        }
        Some(fixed)
    }

    fn plan(&mut self, table: &PlanTable) -> Option<PlanTerms> {
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
        let misses = if in_a_row? { AfterMiss::InARow(misses?) } else { AfterMiss::InAll(misses?) };
        Some(Upkeep {
            grace_days: grace_days?,
            misses,
            restores: restores?,
            moves: moves?,
            move_days: move_days?,
            skips: skips?,
        })
    }

    /// A number that is zero if the key is missing.
    fn or_none(&mut self, key: &str, value: Option<&Value>) -> Option<u16> {
        value.map_or(Some(0), |value| self.small(key, value))
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

    fn extension(&mut self, table: &ExtensionTable) -> Option<Extension> {
        let days = self.needed("extension.days", table.days.as_ref(), Self::small);
        let times = self.needed("extension.times", table.times.as_ref(), Self::small);
        Some(Extension { days: days?, times: times? })
    }

    fn part(&mut self, table: &PartTable) -> Option<PartPayment> {
        let least = self.needed("part.least", table.least.as_ref(), Self::amount)?;
        Some(PartPayment { least })
    }

    fn proposals(&mut self, table: &ProposalsTable) -> Option<Proposals> {
        let parts = self.needed("proposals.instalments", table.instalments.as_ref(), Self::many);
        let least = self.needed("proposals.least", table.least.as_ref(), Self::amount);
        let given_up = match &table.given_up {
            Some(value) => self.percent("proposals.given_up", value),
            None => Some(domain::percent::Percent::ZERO),
        };
        let within = self.needed("proposals.within_days", table.within_days.as_ref(), Self::small);
        let hours = self.needed("proposals.answer_hours", table.answer_hours.as_ref(), Self::small);
        Some(Proposals {
            parts: parts?,
            least: least?,
            given_up: given_up?,
            within_days: within?,
            answer_hours: hours?,
        })
    }
}
