//! The form for terms of one's own: read, counted, and shown again with what comes of it. Counting keeps
//! nothing.

use std::num::NonZeroU32;

use app::debtor::choose::Marked;
use app::debtor::plan_builder::By;
use app::debtor::proposal::{
    Cost, HouseholdForm, HouseholdView, MOST_PEOPLE, ProposalProblem, ProposeForm, ProposeView,
    Suggested, Takes, WORDS_MAX,
};
use app::debtor::when::{OTHER, Start, WhenView, parse_rhythm};
use app::format::{AmountProblem, plain, read_amount};
use app::routes;
use chrono::{Days, NaiveDate};
use domain::affordability::{Household, suggest};
use domain::country::Country;
use domain::money::{Currency, Money, MoneyError};
use domain::plan_quote::Choice;
use domain::policy::Rhythm;
use domain::proposal::Ask;
use domain::schedule::{Cut, DayOfMonth, MOST_PARTS};
use serde::Deserialize;

use super::Ground;
use crate::use_cases::offer::starts;

/// Days from today until which a first day may be.
pub const FARTHEST_DAYS: u64 = 5 * 365;

/// Days within which paydays are offered to begin on.
const SOON_DAYS: u64 = 31;

/// Fewer instalments than these are not all that can be chosen.
const FEWEST_CHOICES: u32 = 24;

/// What the form sends, as it came. No `Debug`: it is personal.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProposeFields {
    /// In which currency.
    pub currency: Option<String>,
    /// In the place of which plan.
    pub plan: Option<String>,
    /// Whether to count or to send.
    #[serde(rename = "do")]
    pub act: Option<String>,
    /// The key of the form.
    pub key: Option<String>,
    /// How much in all.
    pub pay: Option<String>,
    /// What decides how it is divided.
    pub by: Option<String>,
    /// How many instalments.
    pub parts: Option<String>,
    /// How much each.
    pub each: Option<String>,
    /// How often.
    pub rhythm: Option<String>,
    /// The day of the month.
    pub payday: Option<String>,
    /// The day to begin on.
    pub first: Option<String>,
    /// Another day to begin on.
    pub first_on: Option<String>,
    /// One's own words.
    pub words: Option<String>,
    /// What comes in each month.
    pub income: Option<String>,
    /// Rent or mortgage.
    pub rent: Option<String>,
    /// Light, water, telephone, school.
    pub bills: Option<String>,
    /// Instalments to others.
    pub debts: Option<String>,
    /// How many live on it.
    pub people: Option<String>,
    /// The box that sends these figures along.
    pub share: Option<String>,
}

impl ProposeFields {
    /// The currency that they name.
    pub fn currency(&self) -> Option<Currency> {
        self.currency.as_deref().and_then(Currency::parse)
    }
}

/// Whether the page of the form counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// It is asked for.
    Fresh,
    /// It shows the dates that come of it.
    Counted,
}

/// A form that was read. No `Debug`: it is personal.
pub struct Filled {
    form: ProposeForm,
    when: WhenView,
    household: HouseholdForm,
    suggested: Option<Suggested>,
    /// The terms, or why they are none.
    pub outcome: Result<Ask, Vec<ProposalProblem>>,
    /// The debtor's own words, if there are any.
    pub words: Option<String>,
    /// The figures, if they go along.
    pub shared: Option<Household>,
}

/// Reads the form; a field that is missing has its first value. `living` is what each person needs a
/// month.
pub fn read(
    ground: &Ground,
    (region, living): (Country, Money),
    fields: &ProposeFields,
) -> Result<Filled, MoneyError> {
    let mut reading = Reading { ground, region, problems: Vec::new() };
    let form = reading.form(fields);
    let when = reading.when(fields);
    let (household, figures) = reading.household(fields);
    let ask = reading.ask(&form, &when)?;
    let suggested = match &figures {
        Some(figures) => {
            let suggestion = suggest(figures, living)?;
            Some(Suggested { suggestion, months: suggestion.months(ground.owed())? })
        }
        None => None,
    };
    let words = Some(form.words.trim().to_owned()).filter(|words| !words.is_empty());
    let outcome = match ask {
        Some(ask) if reading.problems.is_empty() => Ok(ask),
        _ => Err(reading.problems),
    };
    let shared = figures.filter(|_| household.share == Marked::Yes);
    Ok(Filled { form, when, household, suggested, outcome, words, shared })
}

/// The page of the form. `key` makes a form that is sent twice happen once.
pub fn draw(
    ground: &Ground,
    filled: Filled,
    (living, key): (Money, String),
    shown: Shown,
) -> ProposeView {
    let owed = ground.owed();
    let dates = match (&filled.outcome, shown) {
        (Ok(ask), Shown::Counted) => ask.schedule(ground.at()).ok(),
        _ => None,
    };
    let currency = owed.currency();
    let mut hidden = vec![("currency", currency.code().to_owned()), ("key", key)];
    let (takes, back) = match ground.instead() {
        Some(plan) => {
            hidden.push(("plan", plan.to_string()));
            (Takes::RunningPlan, routes::plan(plan))
        }
        None => (Takes::Nothing, routes::options(currency)),
    };
    ProposeView {
        owed,
        takes,
        most_parts: most_parts(ground),
        answer_hours: ground.limits.answer_hours,
        when: filled.when,
        form: filled.form,
        household: HouseholdView { living, form: filled.household, suggested: filled.suggested },
        dates,
        hidden,
        back,
        problems: filled.outcome.err().unwrap_or_default(),
    }
}

/// The most instalments that the form lets one choose.
fn most_parts(ground: &Ground) -> u32 {
    ground.limits.parts.saturating_mul(2).clamp(FEWEST_CHOICES, MOST_PARTS)
}

/// A form that is being read.
struct Reading<'a> {
    ground: &'a Ground,
    region: Country,
    problems: Vec<ProposalProblem>,
}

impl Reading<'_> {
    fn form(&mut self, fields: &ProposeFields) -> ProposeForm {
        let by = fields.by.as_deref().and_then(By::parse).unwrap_or(By::Parts);
        let usual = self.ground.limits.parts.clamp(1, MOST_PARTS);
        let parts = match fields.parts.as_deref().map(str::trim) {
            None | Some("") => usual,
            Some(typed) => {
                let read = typed.parse::<u32>().ok();
                read.filter(|parts| (1..=MOST_PARTS).contains(parts)).unwrap_or_else(|| {
                    if by == By::Parts {
                        self.problems.push(ProposalProblem::NoCount);
                    }
                    usual
                })
            }
        };
        let words = fields.words.as_deref().unwrap_or_default().replace("\r\n", "\n");
        let words: String = words.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        if words.trim().chars().count() > usize::from(WORDS_MAX) {
            self.problems.push(ProposalProblem::TooLong);
        }
        let all = || plain(self.region, self.ground.owed());
        let pay = fields.pay.clone().unwrap_or_else(all);
        ProposeForm { pay, by, parts, each: fields.each.clone().unwrap_or_default(), words }
    }

    fn when(&mut self, fields: &ProposeFields) -> WhenView {
        let rhythm = fields.rhythm.as_deref().and_then(parse_rhythm).unwrap_or(Rhythm::Monthly);
        let payday = fields.payday.as_deref().and_then(|text| text.trim().parse().ok());
        let today = self.ground.ways.today;
        let soon = today.checked_add_days(Days::new(SOON_DAYS)).unwrap_or(today);
        let starts = starts(today, soon);
        let start = match fields.first.as_deref() {
            None => Start::On(today),
            Some(OTHER) => Start::Other(fields.first_on.clone().unwrap_or_default()),
            Some(day) => match day.parse::<NaiveDate>() {
                Ok(day) if starts.contains(&day) => Start::On(day),
                _ => Start::Other(day.to_owned()),
            },
        };
        WhenView {
            rhythms: vec![
                Rhythm::Weekly,
                Rhythm::EveryTwoWeeks,
                Rhythm::TwiceAMonth,
                Rhythm::Monthly,
            ],
            rhythm,
            payday: payday.and_then(DayOfMonth::new),
            starts,
            start,
            latest: None,
        }
    }

    /// The terms, if they are some.
    fn ask(&mut self, form: &ProposeForm, when: &WhenView) -> Result<Option<Ask>, MoneyError> {
        let pay = self.amount(&form.pay, ProposalProblem::Pay);
        let cut = match form.by {
            By::Parts => NonZeroU32::new(form.parts).map(Cut::Parts),
            By::Each => match self.amount(&form.each, ProposalProblem::Each) {
                Some(amount) => {
                    Some(Cut::Each { amount, least: self.ground.limits.least.at_most(amount)? })
                }
                None => None,
            },
        };
        let first_on = match &when.start {
            Start::On(day) => Some(*day),
            Start::Other(typed) => typed.trim().parse::<NaiveDate>().ok(),
        };
        let today = self.ground.ways.today;
        let farthest = today.checked_add_days(Days::new(FARTHEST_DAYS)).unwrap_or(today);
        let first_on = first_on.filter(|day| *day <= farthest);
        if first_on.is_none() {
            self.problems.push(ProposalProblem::NoDay);
        }
        let (Some(pay), Some(cut), Some(first_on)) = (pay, cut, first_on) else {
            return Ok(None);
        };
        let payday = when.payday.filter(|_| when.rhythm == Rhythm::Monthly);
        let down = Money::zero(pay.currency());
        let ask = Ask { pay, choice: Choice { cut, rhythm: when.rhythm, payday, first_on, down } };
        let made = ask.given_up(self.ground.owed()).and_then(|_| ask.schedule(self.ground.at()));
        if let Err(misasked) = made {
            self.problems.push(ProposalProblem::Misasked(misasked));
        }
        Ok(Some(ask))
    }

    /// What was typed of the household, and its figures if there are any.
    fn household(&mut self, fields: &ProposeFields) -> (HouseholdForm, Option<Household>) {
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let people = fields.people.as_deref().and_then(|typed| typed.trim().parse().ok());
        let people = people.filter(|people: &NonZeroU32| people.get() <= MOST_PEOPLE);
        let people = people.unwrap_or(NonZeroU32::MIN);
        let form = HouseholdForm {
            income: text(&fields.income),
            rent: text(&fields.rent),
            bills: text(&fields.bills),
            other_debts: text(&fields.debts),
            people: people.get(),
            share: if fields.share.is_some() { Marked::Yes } else { Marked::No },
        };
        let typed = [&form.income, &form.rent, &form.bills, &form.other_debts];
        if typed.iter().all(|text| text.trim().is_empty()) {
            return (form, None);
        }
        let income =
            self.amount(&form.income, |problem| ProposalProblem::Household(Cost::Income, problem));
        let rent = self.cost(&form.rent, Cost::Rent);
        let bills = self.cost(&form.bills, Cost::Bills);
        let other_debts = self.cost(&form.other_debts, Cost::OtherDebts);
        let figures = match (income, rent, bills, other_debts) {
            (Some(income), Some(rent), Some(bills), Some(other_debts)) => {
                Some(Household { income, rent, bills, other_debts, people })
            }
            _ => None,
        };
        (form, figures)
    }

    /// A month's cost, which may be left empty.
    fn cost(&mut self, typed: &str, cost: Cost) -> Option<Money> {
        if typed.trim().is_empty() {
            return Some(Money::zero(self.ground.owed().currency()));
        }
        self.amount(typed, |problem| ProposalProblem::Household(cost, problem))
    }

    fn amount(
        &mut self,
        typed: &str,
        problem: impl Fn(AmountProblem) -> ProposalProblem,
    ) -> Option<Money> {
        let read = read_amount(self.region, typed, self.ground.owed().currency());
        read.map_err(|why| self.problems.push(problem(why))).ok()
    }
}
