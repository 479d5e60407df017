//! The form of a plan: read, counted, and shown again with what comes of it.

use std::num::NonZeroU32;

use app::debtor::options::Proposing;
use app::debtor::plan_builder::{
    BuilderForm, BuilderProblem, BuilderView, By, CountView, Live, QuoteView,
};
use app::debtor::when::{OTHER, Start, WhenView, parse_rhythm};
use app::format::{plain, read_amount};
use chrono::{Datelike, Days, NaiveDate};
use domain::country::Country;
use domain::money::{Money, MoneyError};
use domain::plan::{Agreement, Bargain, Plan};
use domain::plan_quote::{self, Choice, Quote, Refusal};
use domain::policy::{PlanTerms, Rhythm};
use domain::schedule::{Cut, DayOfMonth};

use super::{Fields, WaysOut};
use crate::use_cases::PortalError;

/// Days to begin on that are offered beside today.
const STARTS: usize = 2;

/// A form that was read, and what comes of it.
#[derive(Clone, Debug)]
pub struct Built {
    /// What is chosen beside the dates.
    pub form: BuilderForm,
    /// What is chosen of the dates.
    pub when: WhenView,
    /// What would be agreed, or why not.
    pub outcome: Result<Agreement, Vec<BuilderProblem>>,
    base: Choice,
    bargain: Bargain,
}

/// Reads the form of a plan; a field that is missing has its first value. `None` if no plan is offered.
pub fn build(
    ways: &WaysOut,
    region: Country,
    fields: &Fields,
) -> Result<Option<Built>, PortalError> {
    let (Some(terms), Some((usual, _))) = (ways.plan_terms()?, ways.longest_plan()?) else {
        return Ok(None);
    };
    let mut reading = Reading { ways, terms, region, problems: Vec::new() };
    let form = reading.form(fields, &usual);
    let when = reading.when(fields, &usual);
    let choice = reading.choice(&form, &when, &usual);
    let bargain = ways.bargain()?;
    let outcome = match choice {
        Some(choice) if reading.problems.is_empty() => {
            let of = (ways.policy().country, ways.today);
            Agreement::of_plan(terms, &bargain, &choice, of)
                .map_err(|refusal| vec![BuilderProblem::Refused(refusal)])
        }
        _ => Err(reading.problems),
    };
    Ok(Some(Built { form, when, outcome, base: choice.unwrap_or(usual), bargain }))
}

/// A form that is being read.
struct Reading<'a> {
    ways: &'a WaysOut,
    terms: &'a PlanTerms,
    region: Country,
    problems: Vec<BuilderProblem>,
}

impl Reading<'_> {
    fn form(&mut self, fields: &Fields, usual: &Choice) -> BuilderForm {
        let by = fields.by.as_deref().and_then(By::parse).unwrap_or(By::Parts);
        let most = match usual.cut {
            Cut::Parts(parts) => parts.get(),
            Cut::Each { .. } => *self.terms.parts.end(),
        };
        let parts = match fields.parts.as_deref().map(str::trim) {
            None | Some("") => most,
            Some(typed) => {
                typed.parse::<u32>().ok().filter(|parts| *parts > 0).unwrap_or_else(|| {
                    if by == By::Parts {
                        self.problems.push(BuilderProblem::NoCount);
                    }
                    most
                })
            }
        };
        let least = usual.down;
        let first = if least.is_zero() { String::new() } else { plain(self.region, least) };
        let (each, down) = (fields.each.clone().unwrap_or_default(), fields.down.clone());
        BuilderForm { by, parts, each, down: down.unwrap_or(first) }
    }

    fn when(&mut self, fields: &Fields, usual: &Choice) -> WhenView {
        let rhythm = match fields.rhythm.as_deref() {
            None => usual.rhythm,
            Some(text) => parse_rhythm(text).unwrap_or_else(|| {
                self.problems.push(BuilderProblem::Refused(Refusal::Rhythm));
                usual.rhythm
            }),
        };
        let payday = fields.payday.as_deref().and_then(|text| text.trim().parse().ok());
        let (today, within) = (self.ways.today, u64::from(self.terms.first_within));
        let latest = today.checked_add_days(Days::new(within)).unwrap_or(today);
        let starts = starts(today, latest);
        let start = match fields.first.as_deref() {
            None => Start::On(today),
            Some(OTHER) => Start::Other(fields.first_on.clone().unwrap_or_default()),
            Some(day) => match day.parse::<NaiveDate>() {
                Ok(day) if starts.contains(&day) => Start::On(day),
                _ => Start::Other(day.to_owned()),
            },
        };
        WhenView {
            rhythms: self.terms.frequencies.clone(),
            rhythm,
            payday: payday.and_then(DayOfMonth::new),
            starts,
            start,
            latest: Some(latest),
        }
    }

    fn choice(&mut self, form: &BuilderForm, when: &WhenView, usual: &Choice) -> Option<Choice> {
        let cut = match form.by {
            By::Parts => NonZeroU32::new(form.parts).map(Cut::Parts),
            By::Each => {
                let amount = self.amount(&form.each, BuilderProblem::Each);
                amount.map(|amount| Cut::Each { amount, least: self.terms.least })
            }
        };
        let down = if form.down.trim().is_empty() {
            Some(Money::zero(usual.down.currency()))
        } else {
            self.amount(&form.down, BuilderProblem::Down)
        };
        let first_on = match &when.start {
            Start::On(day) => Some(*day),
            Start::Other(typed) => typed.trim().parse().ok(),
        };
        if first_on.is_none() {
            self.problems.push(BuilderProblem::NoDay);
        }
        let payday = when.payday.filter(|_| when.rhythm == Rhythm::Monthly);
        Some(Choice { cut: cut?, rhythm: when.rhythm, payday, first_on: first_on?, down: down? })
    }

    fn amount(
        &mut self,
        typed: &str,
        problem: fn(app::format::AmountProblem) -> BuilderProblem,
    ) -> Option<Money> {
        let read = read_amount(self.region, typed, self.ways.owed.currency());
        read.map_err(|why| self.problems.push(problem(why))).ok()
    }
}

/// Today, and the next days on which wages are paid, as far as `latest`.
pub fn starts(today: NaiveDate, latest: NaiveDate) -> Vec<NaiveDate> {
    let is_payday = |day: &NaiveDate| {
        day.day() == 15 || day.succ_opt().is_some_and(|next| next.month() != day.month())
    };
    let later = today.iter_days().skip(1).take_while(|day| *day <= latest);
    [today].into_iter().chain(later.filter(is_payday).take(STARTS)).collect()
}

impl Built {
    /// The page of the form.
    pub fn view(&self, ways: &WaysOut) -> Result<Option<BuilderView>, PortalError> {
        let Some(terms) = ways.plan_terms()? else { return Ok(None) };
        let owed = self.bargain.owed.checked_sub(self.bargain.given_up)?;
        let quote = self.outcome.as_ref().ok().map(quoted).transpose()?;
        Ok(Some(BuilderView {
            owed,
            counts: self.counts(ways, terms, owed)?,
            least: terms.least,
            least_down: plan_quote::least_down(terms, owed)?,
            when: self.when.clone(),
            form: self.form.clone(),
            quote,
            gives_up: ways.lost_by_plan()?,
            proposing: if ways.instead.is_none() { ways.proposing()? } else { Proposing::NotTaken },
            instead: ways.instead.as_ref().map(|instead| instead.plan.clone()),
            problems: self.outcome.as_ref().err().cloned().unwrap_or_default(),
            live: Some(Live { terms: terms.clone(), country: ways.policy().country }),
        }))
    }

    /// The numbers of instalments that go with the rest of what is chosen; where none does, those that
    /// the offer speaks of.
    fn counts(
        &self,
        ways: &WaysOut,
        terms: &PlanTerms,
        owed: Money,
    ) -> Result<Vec<CountView>, MoneyError> {
        let counts = |base: &Choice| {
            let one = |parts: u32| {
                let choice = Choice { cut: Cut::Parts(NonZeroU32::new(parts)?), ..*base };
                let of = (ways.policy().country, ways.today);
                let quote = plan_quote::quote(terms, owed, &choice, of).ok()?;
                let each = quote.instalments.iter().map(|one| one.amount);
                Some(CountView { parts, each: each.max_by_key(|amount| amount.minor())? })
            };
            terms.parts.clone().filter_map(one).collect::<Vec<_>>()
        };
        let found = counts(&self.base);
        if !found.is_empty() {
            return Ok(found);
        }
        Ok(ways.longest_plan()?.map(|(usual, _)| counts(&usual)).unwrap_or_default())
    }
}

/// What would be agreed, as the form shows it.
fn quoted(agreement: &Agreement) -> Result<QuoteView, PortalError> {
    let quote = Quote {
        down: agreement.down,
        instalments: agreement.instalments.clone(),
        cost: agreement.charged,
        total: agreement.total()?,
    };
    Ok(QuoteView { quote, reward: reward(agreement)? })
}

/// What keeping to the dates takes off the last instalment.
pub fn reward(agreement: &Agreement) -> Result<Option<Money>, PortalError> {
    let plan = Plan::accept(agreement.clone()).map_err(|error| {
        tracing::error!("a plan that is offered is none: {error}");
        PortalError::Refused("agreement")
    })?;
    Ok(plan.progress(agreement.accepted_on)?.reward)
}
