//! A policy as the editor's form: the same keys as in the file, read into the same tables, so that one
//! reader says what is wrong with both.

mod fill;

use app::creditor::Wrong;
use app::creditor::policy::{Entered, Unfit, field};
use app::format::{AmountProblem, read_amount};
use domain::country::Country;
use domain::money::Currency;
use toml::Value;

use super::file::{
    DiscountTable, ExtensionTable, LateTable, PartTable, PlanTable, PolicyToml, ProposalsTable,
    SegmentTable, SettlementTable, SpanTable,
};
use super::segment::RHYTHMS;
use super::value::Values;
use super::{Place, PolicyFile, PolicyFileError, Problem};

pub use fill::{fill, fill_in};

/// Reads what was typed, with amounts as `region` writes them, as a policy in a country and a currency. What
/// is wrong is named with its field, the first thing of each.
pub fn read_form(
    entered: &Entered,
    region: Country,
    (country, currency): (Country, Currency),
) -> Result<PolicyFile, Vec<(String, Unfit)>> {
    let mut form = Form { entered, region, currency, prefix: String::new(), wrong: Vec::new() };
    let table = form.policy();
    let mut values = Values::new(currency);
    let read = values.policy(&table, country);
    let mut wrong = form.wrong;
    for error in &values.wrong {
        let (name, unfit) = placed(error, currency);
        if !wrong.iter().any(|(known, _)| *known == name) {
            wrong.push((name, unfit));
        }
    }
    match read {
        Some(read) if wrong.is_empty() => Ok(read),
        _ => Err(wrong),
    }
}

/// The field that an error speaks of, and what it says there.
fn placed(error: &PolicyFileError, currency: Currency) -> (String, Unfit) {
    let PolicyFileError::Key { place, key, problem } = error else {
        return ("name".to_owned(), Unfit::Wrong(Wrong::Missing));
    };
    let key = match key.as_str() {
        "plan.instalments" => "plan.instalments.from",
        "segment" => "segments",
        "country" | "currency" => "name",
        key => key,
    };
    let name = match place {
        Place(Some((number, _))) => field(number.saturating_sub(1), key),
        Place(None) => key.to_owned(),
    };
    (name, unfit(problem, currency))
}

fn unfit(problem: &Problem, currency: Currency) -> Unfit {
    match problem {
        Problem::Missing | Problem::Endless => Unfit::Wrong(Wrong::Missing),
        Problem::MissingOneOf(_) => Unfit::Either,
        Problem::Beside(_) => Unfit::OneOfTwo,
        Problem::Line(most) => Unfit::Line(*most),
        Problem::Share(_) => Unfit::Share,
        Problem::Amount(_) => Unfit::Wrong(Wrong::Amount(AmountProblem::NotAnAmount, currency)),
        Problem::Inexact { .. } => Unfit::Wrong(Wrong::Amount(AmountProblem::TooPrecise, currency)),
        Problem::TooMuch { most, .. } => Unfit::Wrong(Wrong::Above(*most)),
        Problem::Cents { .. } => Unfit::Cents,
        Problem::Whole { from, to, .. } => Unfit::Whole { from: *from, to: *to },
        Problem::Day(_) => Unfit::Wrong(Wrong::Day),
        Problem::Taken => Unfit::Taken,
        Problem::TooManySegments(most) => Unfit::Segments(*most),
        Problem::TooManyTags(most) => Unfit::Tags(*most),
        Problem::BelongsTo(_) => Unfit::Belongs,
        Problem::NoText(_)
        | Problem::Unquoted(_)
        | Problem::Flag(_)
        | Problem::Word { .. }
        | Problem::List(_)
        | Problem::Code { .. } => Unfit::Wrong(Wrong::Choice),
    }
}

/// A form that is being read: each field becomes what a file would say.
struct Form<'a> {
    entered: &'a Entered,
    region: Country,
    currency: Currency,
    /// What stands before the keys that are read now: a segment's.
    prefix: String,
    wrong: Vec<(String, Unfit)>,
}

impl Form<'_> {
    fn policy(&mut self) -> PolicyToml {
        let late = self.is_ticked("late").then(|| LateTable {
            yearly: self.share("late.yearly"),
            fee: self.amount("late.fee"),
            free_days: self.whole("late.free_days"),
        });
        let (name, legal_maximum) = (self.text("name"), self.share("legal_maximum"));
        let segments = (0..self.entered.segments()).map(|place| {
            self.prefix = field(place, "");
            self.segment()
        });
        let segments = segments.collect();
        PolicyToml { name, currency: None, country: None, legal_maximum, late, segments }
    }

    fn segment(&mut self) -> SegmentTable {
        let tags = self.typed("tags");
        let tags = tags.split(',').map(str::trim).filter(|tag| !tag.is_empty());
        SegmentTable {
            name: self.text("name"),
            days_late: self.span("days_late", Self::whole),
            total: self.span("total", Self::amount),
            debts: self.span("debts", Self::whole),
            tags: tags.map(ToOwned::to_owned).collect(),
            discount_with_plan: self.tick("discount_with_plan"),
            discount: self.is_ticked("discount").then(|| self.discount()),
            settlement: self.is_ticked("settlement").then(|| self.settlement()),
            plan: self.is_ticked("plan").then(|| self.plan()),
            extension: self.is_ticked("extension").then(|| ExtensionTable {
                days: self.whole("extension.days"),
                times: self.whole("extension.times"),
            }),
            part: self.is_ticked("part").then(|| PartTable { least: self.amount("part.least") }),
            proposals: self.is_ticked("proposals").then(|| self.proposals()),
        }
    }

    fn discount(&mut self) -> DiscountTable {
        DiscountTable {
            percent: self.share("discount.percent"),
            amount: self.amount("discount.amount"),
            until: self.until("discount"),
            days: self.whole("discount.days"),
            on_not_due: self.tick("discount.on_not_due"),
            on_interest: self.tick("discount.on_interest"),
        }
    }

    fn settlement(&mut self) -> SettlementTable {
        SettlementTable {
            given_up: self.share("settlement.given_up"),
            payments: self.whole("settlement.payments"),
            frequency: self.text("settlement.frequency"),
            day: self.whole("settlement.day"),
            until: self.until("settlement"),
            days: self.whole("settlement.days"),
        }
    }

    fn plan(&mut self) -> PlanTable {
        PlanTable {
            instalments: Some(SpanTable {
                from: self.whole("plan.instalments.from"),
                to: self.whole("plan.instalments.to"),
            }),
            frequencies: Some(self.rhythms()),
            least: self.amount("plan.least"),
            down_percent: self.share("plan.down_percent"),
            down_amount: self.amount("plan.down_amount"),
            fee: self.amount("plan.fee"),
            yearly: self.share("plan.yearly"),
            spread: self.text("plan.spread"),
            first_within: self.whole("plan.first_within"),
            longest_days: self.whole("plan.longest_days"),
            grace_days: self.whole("plan.grace_days"),
            misses: self.whole("plan.misses"),
            misses_in_a_row: self.tick("plan.misses_in_a_row"),
            restores: self.text("plan.restores"),
            moves: self.whole("plan.moves"),
            move_days: self.whole("plan.move_days"),
            skips: self.whole("plan.skips"),
            retries: self.whole("plan.retries"),
            retry_days: self.whole("plan.retry_days"),
            reward_percent: self.share("plan.reward_percent"),
            reward_interest: self.tick("plan.reward_interest"),
            breaks: self.whole("plan.breaks"),
            breaks_unlimited: self.tick("plan.breaks_unlimited"),
        }
    }

    fn proposals(&mut self) -> ProposalsTable {
        ProposalsTable {
            instalments: self.whole("proposals.instalments"),
            least: self.amount("proposals.least"),
            given_up: self.share("proposals.given_up"),
            within_days: self.whole("proposals.within_days"),
            answer_hours: self.whole("proposals.answer_hours"),
        }
    }

    /// The field's name in the form.
    fn name(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    fn typed(&self, key: &str) -> String {
        self.entered.get(&self.name(key)).trim().to_owned()
    }

    fn is_ticked(&self, key: &str) -> bool {
        self.entered.is_ticked(&self.name(key))
    }

    /// A text; nothing where the field is empty.
    fn text(&mut self, key: &str) -> Option<Value> {
        Some(self.typed(key)).filter(|typed| !typed.is_empty()).map(Value::String)
    }

    fn tick(&mut self, key: &str) -> Option<Value> {
        self.is_ticked(key).then_some(Value::Boolean(true))
    }

    /// A whole number; what is none is left for the reader of values to refuse.
    fn whole(&mut self, key: &str) -> Option<Value> {
        let typed = self.typed(key);
        match typed.parse() {
            Ok(number) => Some(Value::Integer(number)),
            Err(_) => self.text(key),
        }
    }

    /// A share as people type it: with the sign of percent, with a comma.
    fn share(&mut self, key: &str) -> Option<Value> {
        let typed = self.typed(key);
        let bare = typed.trim_end_matches('%').trim_end().replace(',', ".");
        (!typed.is_empty()).then_some(Value::String(bare))
    }

    /// An amount as the region writes it. One that does not read is refused here, where its reason is known.
    fn amount(&mut self, key: &str) -> Option<Value> {
        let typed = self.typed(key);
        if typed.is_empty() {
            return None;
        }
        let read = read_amount(self.region, &typed, self.currency);
        let text = match read {
            Ok(amount) => amount.to_decimal().to_string(),
            Err(problem) => {
                let wrong = Unfit::Wrong(Wrong::Amount(problem, self.currency));
                self.wrong.push((self.name(key), wrong));
                String::new()
            }
        };
        Some(Value::String(text))
    }

    /// The two ends of a span; nothing where both are empty.
    fn span(&mut self, key: &str, read: fn(&mut Self, &str) -> Option<Value>) -> Option<SpanTable> {
        let (from, to) = (read(self, &format!("{key}.from")), read(self, &format!("{key}.to")));
        (from.is_some() || to.is_some()).then_some(SpanTable { from, to })
    }

    /// The last day, which is a date or the box of the due date.
    fn until(&mut self, table: &str) -> Option<Value> {
        let (key, day) = (format!("{table}.until"), self.text(&format!("{table}.until")));
        if !self.is_ticked(&format!("{table}.due")) {
            return day;
        }
        if day.is_some() {
            self.wrong.push((self.name(&key), Unfit::OneOfTwo));
        }
        Some(Value::String("due-date".to_owned()))
    }

    fn rhythms(&mut self) -> Value {
        let words = RHYTHMS.iter().map(|(word, _)| *word);
        let chosen = words.filter(|word| self.is_ticked(&format!("plan.frequencies.{word}")));
        Value::Array(chosen.map(|word| Value::String(word.to_owned())).collect())
    }
}

#[cfg(test)]
mod tests;
