//! When instalments are paid: how often, on which day of the month, from which day on. A part of every
//! form that makes a schedule.

use chrono::NaiveDate;
use domain::policy::Rhythm;
use domain::schedule::DayOfMonth;
use leptos::prelude::*;

use crate::components::{
    Choice, Choices, Chosen, Field, FieldKind, Pick, Problem, SelectField, problem_of,
};
pub use crate::plan_form::{OTHER, parse_rhythm, rhythm_value};
use crate::reader::Reader;
use crate::texts::key;

/// What can be chosen, and what is.
#[derive(Clone, Debug)]
pub struct WhenView {
    /// How often it may be.
    pub rhythms: Vec<Rhythm>,
    /// How often it is: the field `rhythm`.
    pub rhythm: Rhythm,
    /// The day of the month of monthly instalments, the field `payday`; `None` follows the first one.
    pub payday: Option<DayOfMonth>,
    /// Days to begin on, soonest first.
    pub starts: Vec<NaiveDate>,
    /// The day that is chosen: the field `first`, with `first_on` for another one.
    pub start: Start,
    /// The last day to begin on; `None` where nothing limits it.
    pub latest: Option<NaiveDate>,
}

/// The day to begin on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Start {
    /// One of those that are offered.
    On(NaiveDate),
    /// Another one, as typed.
    Other(String),
}

impl WhenView {
    /// The fields as hidden ones, for a page that repeats what was chosen.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let (first, other) = match &self.start {
            Start::On(day) => (day.to_string(), String::new()),
            Start::Other(typed) => (OTHER.to_owned(), typed.clone()),
        };
        let payday = self.payday.map(|day| day.get().to_string()).unwrap_or_default();
        vec![
            ("rhythm", rhythm_value(self.rhythm).to_owned()),
            ("payday", payday),
            ("first", first),
            ("first_on", other),
        ]
    }
}

/// The questions. Problems are of the fields `rhythm`, `payday`, `first` and `first_on`.
#[component]
pub(super) fn WhenFields(reader: Reader, when: WhenView, problems: Vec<Problem>) -> impl IntoView {
    let WhenView { rhythms, rhythm, payday, starts, start, latest } = when;
    let monthly = rhythms.contains(&Rhythm::Monthly);
    let typed = match &start {
        Start::On(_) => String::new(),
        Start::Other(typed) => typed.clone(),
    };
    let hint = latest.map(|day| reader.say(key::WhenOtherHint { day: &reader.weekday(day) }));
    view! {
        <Choices
            name="rhythm"
            legend=reader.say(key::WhenRhythm)
            pick=Pick::One
            choices=rhythm_choices(reader, rhythms, rhythm)
            problem=problem_of(&problems, "rhythm")
        />
        {monthly.then(|| view! {
            <div class="if-monthly">
                <SelectField
                    name="payday"
                    label=reader.say(key::WhenPayday)
                    items=days_of_month(reader)
                    chosen=payday.map(|day| day.get().to_string()).unwrap_or_default()
                    hint=Some(reader.say(key::WhenPaydayHint))
                    problem=problem_of(&problems, "payday")
                />
            </div>
        })}
        <Choices
            name="first"
            legend=reader.say(key::WhenFirst)
            pick=Pick::One
            choices=start_choices(reader, starts, &start)
            problem=problem_of(&problems, "first")
        />
        <div class="if-other">
            <Field
                name="first_on"
                label=reader.say(key::WhenOtherDay)
                kind=FieldKind::Date
                value=typed
                hint
                problem=problem_of(&problems, "first_on")
            />
        </div>
    }
}

fn rhythm_choices(reader: Reader, rhythms: Vec<Rhythm>, chosen: Rhythm) -> Vec<Choice> {
    let choice = |rhythm| {
        let what = match rhythm {
            Rhythm::Weekly => reader.say(key::WhenWeekly),
            Rhythm::EveryTwoWeeks => reader.say(key::WhenTwoWeeks),
            Rhythm::TwiceAMonth => reader.say(key::WhenTwiceAMonth),
            Rhythm::Monthly => reader.say(key::WhenMonthly),
        };
        let value = rhythm_value(rhythm).to_owned();
        Choice { value, what, more: None, amount: None, state: Chosen::when(rhythm == chosen) }
    };
    rhythms.into_iter().map(choice).collect()
}

fn start_choices(reader: Reader, starts: Vec<NaiveDate>, chosen: &Start) -> Vec<Choice> {
    let choice = |value: String, what: String, state: Chosen| Choice {
        value,
        what,
        more: None,
        amount: None,
        state,
    };
    let other = matches!(chosen, Start::Other(_));
    let given = starts.into_iter().map(|day| {
        let state = Chosen::when(*chosen == Start::On(day));
        choice(day.to_string(), day_or_today(reader, day), state)
    });
    let last = choice(OTHER.to_owned(), reader.say(key::WhenOther), Chosen::when(other));
    given.chain([last]).collect()
}

/// `Hoy, domingo 22 de noviembre`: "today" only with its date, pages stay open.
pub(super) fn day_or_today(reader: Reader, day: NaiveDate) -> String {
    let written = reader.weekday(day);
    if day == reader.today { reader.say(key::WhenToday { day: &written }) } else { written }
}

fn days_of_month(reader: Reader) -> Vec<(String, String)> {
    let same = (String::new(), reader.say(key::WhenPaydaySame));
    let days = (1..=31_u32).map(|day| (day.to_string(), day.to_string()));
    [same].into_iter().chain(days).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_repeated_whole() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
        let view = |start, payday| WhenView {
            rhythms: vec![Rhythm::Monthly],
            rhythm: Rhythm::Monthly,
            payday,
            starts: vec![day],
            start,
            latest: None,
        };
        let fields = |view: &WhenView| {
            let fields = view.fields().into_iter().map(|(name, value)| format!("{name}={value}"));
            fields.collect::<Vec<_>>().join("&")
        };
        assert_eq!(
            fields(&view(Start::On(day), None)),
            "rhythm=monthly&payday=&first=2026-11-30&first_on="
        );
        assert_eq!(
            fields(&view(Start::Other("5/12".to_owned()), DayOfMonth::new(15))),
            "rhythm=monthly&payday=15&first=other&first_on=5/12"
        );
    }
}
