//! Fields of the team's forms: what was typed, what is wrong with it, and where that is said.

use chrono::NaiveDate;
use domain::money::{Currency, Money};
use leptos::prelude::*;

use crate::components::{Choice, Choices, Chosen, Field, FieldKind, LongField, Pick as HowMany};
use crate::format::{self, AmountProblem};
use crate::reader::Reader;
use crate::shell::Head;
use crate::texts::key;

/// What a field held when its form was sent; empty on a fresh page.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Typed {
    /// The text exactly as typed.
    pub value: String,
    /// Why it was not taken.
    pub wrong: Option<Wrong>,
}

/// Why a field was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// Nothing was typed where something must be.
    Missing,
    /// Not an amount of this currency.
    Amount(AmountProblem, Currency),
    /// Nothing at all.
    Zero,
    /// More than this.
    Above(Money),
    /// What is left changed since the form was drawn: it is this now.
    Left(Money),
    /// Not a day of the calendar.
    Day,
    /// A day after today.
    Future,
    /// A day before today.
    Past,
    /// A day after this one.
    Later(NaiveDate),
    /// Less than this.
    Below(Money),
    /// A moment that has passed.
    PastMoment,
    /// Not a time of the day.
    Time,
    /// A day before that on which the money came.
    Before(NaiveDate),
    /// More text than is kept.
    Long,
    /// Not an e-mail address.
    Email,
    /// An address that already belongs to the team.
    EmailTaken,
    /// A number that no case has.
    NoCase,
    /// A number that several cases have.
    ManyCases,
    /// A case that owes nothing in the currency of the money.
    OtherCurrency,
    /// None of the choices offered.
    Choice,
    /// A box that says that a person has checked something is empty.
    Unchecked,
    /// So much more than is owed: to be confirmed.
    Over(Money),
    /// A day beside an outcome of a task that has none.
    NoDay,
}

impl Typed {
    /// What stands in a field before anybody types.
    pub fn preset(value: impl Into<String>) -> Self {
        Self { value: value.into(), wrong: None }
    }

    /// What was typed and cannot be taken.
    pub fn refused(value: impl Into<String>, wrong: Wrong) -> Self {
        Self { value: value.into(), wrong: Some(wrong) }
    }

    fn problem(&self, reader: Reader) -> Option<String> {
        self.wrong.map(|wrong| wrong.text(reader))
    }
}

impl Wrong {
    pub(super) fn text(self, reader: Reader) -> String {
        match self {
            Self::Missing => reader.say(key::TeamWrongMissing),
            Self::Amount(problem, currency) => amount(reader, problem, currency),
            Self::Zero => reader.say(key::TeamWrongAmountZero),
            Self::Above(most) => {
                reader.say(key::TeamWrongAmountAbove { amount: &reader.money(most) })
            }
            Self::Left(now) => reader.say(key::TeamWrongAmountLeft { amount: &reader.money(now) }),
            Self::Day => reader.say(key::TeamWrongDay),
            Self::Future => reader.say(key::TeamWrongDayFuture),
            Self::Past => reader.say(key::TeamWrongDayPast),
            Self::Later(day) => reader.say(key::TeamWrongDayLater { day: &reader.day(day) }),
            Self::Below(least) => {
                reader.say(key::TeamWrongAmountBelow { amount: &reader.money(least) })
            }
            Self::PastMoment => reader.say(key::PolicyActivatePast),
            Self::Time => reader.say(key::PolicyActivateClock),
            Self::Before(day) => reader.say(key::TeamWrongDayBefore { day: &reader.day(day) }),
            Self::Long => reader.say(key::TeamWrongLong),
            Self::Email => reader.say(key::TeamWrongEmail),
            Self::EmailTaken => reader.say(key::TeamWrongEmailTaken),
            Self::NoCase => reader.say(key::TeamWrongCaseUnknown),
            Self::ManyCases => reader.say(key::TeamWrongCaseMany),
            Self::OtherCurrency => reader.say(key::TeamWrongCurrency),
            Self::Choice => reader.say(key::TeamWrongChoice),
            Self::Unchecked => reader.say(key::TeamClearanceMissing),
            Self::NoDay => {
                let (pays, other) = (reader.say(key::TaskWillPay), reader.say(key::TaskAnotherDay));
                reader.say(key::TaskNoDay { pays: &pays, other: &other })
            }
            Self::Over(rest) => reader.say(key::TeamWrongOver { amount: &reader.money(rest) }),
        }
    }
}

fn amount(reader: Reader, problem: AmountProblem, currency: Currency) -> String {
    match problem {
        AmountProblem::Empty => reader.say(key::TeamWrongMissing),
        AmountProblem::NotAnAmount => {
            let whole = 1_234_i64.saturating_mul(currency.unit());
            let example = Money::new(whole, currency).unwrap_or(Money::zero(currency));
            let example = &format::plain(reader.voice.region, example);
            reader.say(key::TeamWrongAmount { example })
        }
        AmountProblem::TooPrecise => reader.say(key::TeamWrongAmountPrecise),
        AmountProblem::TooLarge => reader.say(key::TeamWrongAmountLarge),
    }
}

/// The fields of a page that were not taken, by the `id` of the field.
#[derive(Clone, Default, Debug)]
pub(super) struct Faults(Vec<(String, Wrong)>);

impl Faults {
    /// Those of `fields` that were not taken.
    pub(super) fn of<'a>(fields: impl IntoIterator<Item = (&'a str, &'a Typed)>) -> Self {
        let wrong = |(id, typed): (&str, &Typed)| typed.wrong.map(|w| (id.to_owned(), w));
        Self(fields.into_iter().filter_map(wrong).collect())
    }

    /// The head of the page: its title says that something is wrong.
    pub(super) fn mark(&self, head: Head, reader: Reader) -> Head {
        if self.0.is_empty() { head } else { head.with_problem(reader) }
    }
}

/// The faults on top of the page, each a link to its field. Nothing when there are none.
#[component]
pub(super) fn FaultList(reader: Reader, faults: Faults) -> impl IntoView {
    (!faults.0.is_empty()).then(|| {
        let items = faults.0.into_iter().map(|(id, wrong)| {
            view! { <li><a href=format!("#{id}")>{wrong.text(reader)}</a></li> }
        });
        view! {
            <div class="notice fault" role="alert" tabindex="-1">
                <p><b>{reader.say(key::TeamWrongTitle)}</b></p>
                <ul>{items.collect_view()}</ul>
            </div>
        }
    })
}

/// A field of one line with what was typed in it.
#[component]
pub(super) fn Line(
    reader: Reader,
    name: &'static str,
    #[prop(optional_no_strip)] id: Option<String>,
    label: String,
    kind: FieldKind,
    typed: Typed,
    #[prop(optional_no_strip)] hint: Option<String>,
) -> impl IntoView {
    let problem = typed.problem(reader);
    view! { <Field name id label kind value=typed.value hint problem/> }
}

/// A field of several lines with what was typed in it.
#[component]
pub(super) fn Lines(
    reader: Reader,
    name: &'static str,
    #[prop(optional_no_strip)] id: Option<String>,
    label: String,
    typed: Typed,
    #[prop(optional_no_strip)] hint: Option<String>,
) -> impl IntoView {
    let problem = typed.problem(reader);
    view! { <LongField name id label value=typed.value hint problem max=LONGEST/> }
}

/// What the box sends that confirms more money than is owed.
pub const OVER_YES: &str = "yes";

/// The box that confirms more money than is owed; nothing where that is no question.
#[component]
pub(super) fn OverBox(reader: Reader, typed: Typed) -> impl IntoView {
    let state = Chosen::when(typed.value == OVER_YES);
    (state == Chosen::Yes || typed.wrong.is_some()).then(|| {
        let yes = Choice {
            value: OVER_YES.to_owned(),
            what: reader.say(key::TeamOverYes),
            more: None,
            amount: None,
            state,
        };
        view! {
            <Choices
                name="over"
                legend=reader.say(key::TeamOver)
                pick=HowMany::Any
                choices=vec![yes]
                problem=typed.problem(reader)
            />
        }
    })
}

/// The most characters of a note or a reason that are kept.
pub(super) const LONGEST: u16 = 500;

/// One line of a drop-down list.
pub(super) struct Pickable {
    pub value: String,
    pub label: String,
}

/// A drop-down list.
#[component]
pub(super) fn Pick(
    name: &'static str,
    label: String,
    options: Vec<Pickable>,
    chosen: String,
) -> impl IntoView {
    let options = options.into_iter().map(|Pickable { value, label }| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>{options.collect_view()}</select>
        </div>
    }
}

/// The currency of an amount: a question only where there is a choice.
#[component]
pub(super) fn CurrencyPick(
    reader: Reader,
    currencies: Vec<Currency>,
    chosen: Option<Currency>,
) -> impl IntoView {
    let chosen = chosen.or(currencies.first().copied());
    let code = chosen.map_or_else(String::new, |c| c.code().to_owned());
    if currencies.len() <= 1 {
        return view! { <input type="hidden" name="currency" value=code/> }.into_any();
    }
    let options = currencies
        .into_iter()
        .map(|c| Pickable { value: c.code().to_owned(), label: c.code().to_owned() })
        .collect();
    view! { <Pick name="currency" label=reader.say(key::TeamCurrency) options chosen=code/> }
        .into_any()
}

/// A form that waits behind its heading; open when it was sent and came back.
#[component]
pub(super) fn Fold(label: String, open: bool, children: Children) -> impl IntoView {
    view! {
        <details class="fold no-print" open=open>
            <summary>{label}</summary>
            <div class="folded">{children()}</div>
        </details>
    }
}
