//! One segment of a policy's file.

mod plan;

use domain::money::Money;
use domain::policy::{
    Combines, Count, Discount, Extension, Fits, PartPayment, Proposals, Restores, Rhythm, Segment,
    Settlement, Spread,
};
use domain::schedule::{DayOfMonth, Frequency};
use toml::Value;

use super::file::{
    DiscountTable, ExtensionTable, PartTable, ProposalsTable, SegmentTable, SettlementTable,
    SpanTable,
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
