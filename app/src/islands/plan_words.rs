//! What the browser says of a plan: whole sentences of the page's language, with places for what is
//! known only there.

use domain::money::Money;
use domain::plan_quote::{Quote, Refusal};
use domain::schedule::{Instalment, ScheduleError};

use super::lines::{Lines, written};
use super::outcome::{PlanTold, Sum, When};
use super::plan_rules::Counted;
use crate::format::AmountProblem;
use crate::plan_dates::{close_pairs, whole};
use crate::plan_form::BuilderProblem;
use crate::reader::Reader;

/// Where the first argument of a sentence stands: a character that no text holds.
pub(crate) const FIRST: &str = "\u{e000}";
/// Where the second one stands.
pub(crate) const SECOND: &str = "\u{e001}";
/// The count in the place of any but one: no text holds it, and no country groups its digits.
pub(crate) const COUNT: u64 = 999;

/// A sentence that counts something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Sentence {
    /// For one of it.
    pub(crate) one: String,
    /// For any other number, written as [`COUNT`].
    pub(crate) other: String,
}

/// What is said of a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PlanWords {
    pub(crate) heading: String,
    pub(crate) owed: String,
    pub(crate) cost: String,
    pub(crate) total: String,
    pub(crate) free: String,
    pub(crate) go: String,
    /// Where the button goes.
    pub(crate) to: String,
    /// Of a day that is today.
    pub(crate) today: String,
    /// Of the last amount.
    pub(crate) reward: String,
    /// Of an amount.
    pub(crate) equal: Sentence,
    /// Of the first amount and the last.
    pub(crate) unequal: Sentence,
    /// Of two days.
    pub(crate) close: Sentence,
}

/// Why there is no plan, in words: all that a form can come to under its limits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PlanProblems {
    pub(crate) empty: String,
    pub(crate) not_an_amount: String,
    pub(crate) too_precise: String,
    pub(crate) too_large: String,
    pub(crate) no_count: String,
    pub(crate) no_day: String,
    pub(crate) too_few: String,
    pub(crate) too_many: String,
    pub(crate) too_small: String,
    pub(crate) rhythm: String,
    pub(crate) first_late: String,
    pub(crate) too_long: String,
    pub(crate) down_small: String,
    pub(crate) past: String,
    pub(crate) nothing_left: String,
}

impl Sentence {
    fn read(lines: &mut Lines<'_>) -> Option<Self> {
        Some(Self { one: lines.text()?, other: lines.text()? })
    }

    fn said(&self, count: u64, first: &str, second: &str) -> String {
        let counted = match count {
            1 => self.one.clone(),
            _ => self.other.replace(&COUNT.to_string(), &count.to_string()),
        };
        counted.replace(FIRST, first).replace(SECOND, second)
    }
}

impl PlanWords {
    /// The sentences as an attribute.
    pub(crate) fn written(&self) -> String {
        written(&[
            self.heading.clone(),
            self.owed.clone(),
            self.cost.clone(),
            self.total.clone(),
            self.free.clone(),
            self.go.clone(),
            self.to.clone(),
            self.today.clone(),
            self.reward.clone(),
            self.equal.one.clone(),
            self.equal.other.clone(),
            self.unequal.one.clone(),
            self.unequal.other.clone(),
            self.close.one.clone(),
            self.close.other.clone(),
        ])
    }

    /// The sentences of an attribute; `None` only for a page that somebody changed.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut lines = Lines::of(text);
        Some(Self {
            heading: lines.text()?,
            owed: lines.text()?,
            cost: lines.text()?,
            total: lines.text()?,
            free: lines.text()?,
            go: lines.text()?,
            to: lines.text()?,
            today: lines.text()?,
            reward: lines.text()?,
            equal: Sentence::read(&mut lines)?,
            unequal: Sentence::read(&mut lines)?,
            close: Sentence::read(&mut lines)?,
        })
    }

    /// All that is said of one plan.
    pub(crate) fn told(&self, reader: Reader, owed: Money, plan: &Counted) -> PlanTold {
        let Quote { down, instalments, cost, total } = &plan.quote;
        let dates = whole(reader, *down, instalments);
        let sum =
            |term: &String, amount: Money| Sum { term: term.clone(), amount: reader.money(amount) };
        let reward = plan.reward.and_then(|off| {
            let last = instalments.last()?.amount.less(off).ok()?;
            Some(self.reward.replace(FIRST, &reader.money(last)))
        });
        let close = close_pairs(&dates, plan.rhythm).into_iter().map(|(before, after)| {
            let days = (after - before).num_days().unsigned_abs();
            self.close.said(days, &reader.day(before), &reader.day(after))
        });
        PlanTold {
            heading: self.heading.clone(),
            words: self.in_words(reader, instalments),
            close: close.collect(),
            dates: dates.into_iter().map(|one| self.when(reader, one)).collect(),
            owed: sum(&self.owed, owed),
            cost: (!cost.is_zero()).then(|| sum(&self.cost, *cost)),
            total: sum(&self.total, *total),
            free: cost.is_zero().then(|| self.free.clone()),
            reward,
            go: self.go.clone(),
            to: self.to.clone(),
        }
    }

    fn in_words(&self, reader: Reader, instalments: &[Instalment]) -> String {
        let count = u64::try_from(instalments.len()).unwrap_or(u64::MAX);
        let (Some(first), Some(last)) = (instalments.first(), instalments.last()) else {
            return String::new();
        };
        let is_equal = instalments.iter().all(|one| one.amount == first.amount);
        let sentence = if is_equal { &self.equal } else { &self.unequal };
        sentence.said(count, &reader.money(first.amount), &reader.money(last.amount))
    }

    /// `Hoy, domingo 22 de noviembre`: "today" only with its date, pages stay open.
    fn when(&self, reader: Reader, one: Instalment) -> When {
        let written = reader.weekday(one.due_on);
        let is_today = one.due_on == reader.today;
        When {
            iso: one.due_on.to_string(),
            day: if is_today { self.today.replace(FIRST, &written) } else { written },
            amount: reader.money(one.amount),
        }
    }
}

impl PlanProblems {
    /// The sentences as an attribute.
    pub(crate) fn written(&self) -> String {
        written(&[
            self.empty.clone(),
            self.not_an_amount.clone(),
            self.too_precise.clone(),
            self.too_large.clone(),
            self.no_count.clone(),
            self.no_day.clone(),
            self.too_few.clone(),
            self.too_many.clone(),
            self.too_small.clone(),
            self.rhythm.clone(),
            self.first_late.clone(),
            self.too_long.clone(),
            self.down_small.clone(),
            self.past.clone(),
            self.nothing_left.clone(),
        ])
    }

    /// The sentences of an attribute; `None` only for a page that somebody changed.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut lines = Lines::of(text);
        Some(Self {
            empty: lines.text()?,
            not_an_amount: lines.text()?,
            too_precise: lines.text()?,
            too_large: lines.text()?,
            no_count: lines.text()?,
            no_day: lines.text()?,
            too_few: lines.text()?,
            too_many: lines.text()?,
            too_small: lines.text()?,
            rhythm: lines.text()?,
            first_late: lines.text()?,
            too_long: lines.text()?,
            down_small: lines.text()?,
            past: lines.text()?,
            nothing_left: lines.text()?,
        })
    }

    /// What to do about a problem.
    pub(crate) fn told(&self, problem: BuilderProblem) -> &str {
        match problem {
            BuilderProblem::Each(amount) | BuilderProblem::Down(amount) => match amount {
                AmountProblem::Empty => &self.empty,
                AmountProblem::NotAnAmount => &self.not_an_amount,
                AmountProblem::TooPrecise => &self.too_precise,
                AmountProblem::TooLarge => &self.too_large,
            },
            BuilderProblem::NoCount => &self.no_count,
            BuilderProblem::NoDay => &self.no_day,
            BuilderProblem::Refused(refusal) => match refusal {
                Refusal::TooFew(_) => &self.too_few,
                Refusal::TooMany(_) | Refusal::Schedule(ScheduleError::TooLong) => &self.too_many,
                Refusal::TooSmall(_) => &self.too_small,
                Refusal::Rhythm => &self.rhythm,
                Refusal::FirstTooLate(_) => &self.first_late,
                Refusal::TooLong(_) => &self.too_long,
                Refusal::DownTooSmall(_) => &self.down_small,
                Refusal::Schedule(ScheduleError::InThePast) => &self.past,
                Refusal::Schedule(ScheduleError::NothingToPay | ScheduleError::Money(_))
                | Refusal::Money(_) => &self.nothing_left,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_filled_in_before_an_amount_that_looks_like_it() {
        let sentence = Sentence {
            one: format!("one of {FIRST}"),
            other: format!("{COUNT} of {FIRST}, {SECOND}"),
        };
        assert_eq!(sentence.said(1, "S/ 999.00", ""), "one of S/ 999.00");
        assert_eq!(sentence.said(12, "S/ 999.00", "S/ 1"), "12 of S/ 999.00, S/ 1");
    }
}
