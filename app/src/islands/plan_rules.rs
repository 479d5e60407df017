//! The limits of a plan on their way to the browser, and the reading of its form there.

use std::num::NonZeroU32;

use chrono::{Datelike as _, NaiveDate};
use domain::country::Country;
use domain::money::{Currency, Money};
use domain::percent::Percent;
use domain::plan_quote::{self, Choice, Quote, Refusal};
use domain::policy::{
    AfterMiss, Breaks, Cost, DownPayment, PlanTerms, Restores, Retries, Reward, Rhythm, Spread,
    Upkeep,
};
use domain::schedule::{Cut, DayOfMonth};

use super::lines::{Lines, written};
use crate::format::{AmountProblem, Naming, read_amount};
use crate::plan_form::{BuilderProblem, By, OTHER, parse_rhythm, rhythm_value};
use crate::reader::Reader;
use crate::texts::{Address, Lang, Voice};

/// The limits as they are written into the page: whole numbers in minor units and hundredths of a
/// percent, days since the year 1, codes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PlanRules {
    lang: String,
    region: String,
    codes: bool,
    today: i32,
    country: String,
    currency: String,
    owed: i64,
    parts: (u32, u32),
    rhythms: Vec<String>,
    least: i64,
    least_down: i64,
    fee: i64,
    yearly: u16,
    spread: u8,
    first_within: u16,
    longest_days: u16,
    reward: Option<u16>,
}

/// What a plan comes to.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    /// Dates, amounts and cost.
    pub quote: Quote,
    /// What keeping to the dates takes off the last instalment.
    pub reward: Option<Money>,
    /// How often.
    pub rhythm: Rhythm,
}

/// The limits as the domain has them.
pub(crate) struct OpenRules {
    /// Who reads, and today.
    pub reader: Reader,
    /// What is divided.
    pub owed: Money,
    country: Country,
    terms: PlanTerms,
}

/// A reward that is the plan's own interest, which no share is.
const INTEREST: u16 = u16::MAX;

impl PlanRules {
    /// The limits of `terms` on dividing `owed`, for one reader of a creditor in `country`.
    pub(crate) fn new(reader: Reader, owed: Money, terms: &PlanTerms, country: Country) -> Self {
        let (fee, yearly) = match terms.cost {
            Cost::None => (0, 0),
            Cost::Fee(fee) => (fee.minor(), 0),
            Cost::YearlyRate(rate) => (0, rate.hundredths()),
        };
        let reward = terms.reward.map(|reward| match reward {
            Reward::OffTheLast(share) => share.hundredths(),
            Reward::InterestWaived => INTEREST,
        });
        Self {
            lang: reader.voice.lang.code().to_owned(),
            region: reader.voice.region.code().to_owned(),
            codes: reader.naming == Naming::SymbolAndCode,
            today: reader.today.num_days_from_ce(),
            country: country.code().to_owned(),
            currency: owed.currency().code().to_owned(),
            owed: owed.minor(),
            parts: (*terms.parts.start(), *terms.parts.end()),
            rhythms: terms.frequencies.iter().map(|one| rhythm_value(*one).to_owned()).collect(),
            least: terms.least.minor(),
            least_down: plan_quote::least_down(terms, owed).map_or(0, Money::minor),
            fee,
            yearly,
            spread: match terms.spread {
                Spread::Even => 0,
                Spread::First => 1,
                Spread::Last => 2,
            },
            first_within: terms.first_within,
            longest_days: terms.longest_days,
            reward,
        }
    }

    /// The limits as an attribute.
    pub(crate) fn written(&self) -> String {
        written(&[
            self.lang.clone(),
            self.region.clone(),
            u8::from(self.codes).to_string(),
            self.today.to_string(),
            self.country.clone(),
            self.currency.clone(),
            self.owed.to_string(),
            self.parts.0.to_string(),
            self.parts.1.to_string(),
            self.rhythms.join(" "),
            self.least.to_string(),
            self.least_down.to_string(),
            self.fee.to_string(),
            self.yearly.to_string(),
            self.spread.to_string(),
            self.first_within.to_string(),
            self.longest_days.to_string(),
            self.reward.map_or(-1, i64::from).to_string(),
        ])
    }

    /// The limits of an attribute; `None` only for a page that somebody changed.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut lines = Lines::of(text);
        Some(Self {
            lang: lines.text()?,
            region: lines.text()?,
            codes: lines.number::<u8>()? == 1,
            today: lines.number()?,
            country: lines.text()?,
            currency: lines.text()?,
            owed: lines.number()?,
            parts: (lines.number()?, lines.number()?),
            rhythms: lines.text()?.split(' ').map(str::to_owned).collect(),
            least: lines.number()?,
            least_down: lines.number()?,
            fee: lines.number()?,
            yearly: lines.number()?,
            spread: lines.number()?,
            first_within: lines.number()?,
            longest_days: lines.number()?,
            reward: u16::try_from(lines.number::<i64>()?).ok(),
        })
    }

    /// The limits as the domain has them; `None` only for a page that somebody changed.
    pub(crate) fn open(&self) -> Option<OpenRules> {
        let (lang, region) = (Lang::parse(&self.lang)?, Country::parse(&self.region)?);
        let voice = Voice { lang, region, address: Address::Tu };
        let naming = if self.codes { Naming::SymbolAndCode } else { Naming::Symbol };
        let today = NaiveDate::from_num_days_from_ce_opt(self.today)?;
        let country = Country::parse(&self.country)?;
        let reader = Reader { naming, ..Reader::new(voice, today) };
        Some(OpenRules { reader, owed: self.money(self.owed)?, country, terms: self.terms()? })
    }

    fn terms(&self) -> Option<PlanTerms> {
        Some(PlanTerms {
            parts: self.parts.0..=self.parts.1,
            frequencies: self.rhythms.iter().filter_map(|text| parse_rhythm(text)).collect(),
            least: self.money(self.least)?,
            down: DownPayment::Amount(self.money(self.least_down)?),
            cost: match (self.fee, self.yearly) {
                (0, 0) => Cost::None,
                (0, rate) => Cost::YearlyRate(Percent::from_hundredths(rate)?),
                (fee, _) => Cost::Fee(self.money(fee)?),
            },
            spread: match self.spread {
                0 => Spread::Even,
                1 => Spread::First,
                _ => Spread::Last,
            },
            first_within: self.first_within,
            longest_days: self.longest_days,
            upkeep: NO_UPKEEP,
            reward: match self.reward {
                None => None,
                Some(INTEREST) => Some(Reward::InterestWaived),
                Some(share) => Some(Reward::OffTheLast(Percent::from_hundredths(share)?)),
            },
            breaks: Breaks::USUAL,
        })
    }

    fn money(&self, minor: i64) -> Option<Money> {
        Money::new(minor, Currency::parse(&self.currency)?).ok()
    }
}

/// What happens while a plan runs changes nothing of what it comes to.
const NO_UPKEEP: Upkeep = Upkeep {
    grace_days: 0,
    misses: AfterMiss::InAll(NonZeroU32::MIN),
    restores: Restores::Nothing,
    moves: 0,
    move_days: 0,
    skips: 0,
    retries: Retries::USUAL,
};

impl OpenRules {
    /// What comes of the fields of the form; one that is missing is empty.
    pub(crate) fn counted(
        &self,
        field: &dyn Fn(&str) -> String,
    ) -> Result<Counted, BuilderProblem> {
        let choice = self.choice(field)?;
        let of = (self.country, self.reader.today);
        let quote = plan_quote::quote(&self.terms, self.owed, &choice, of)
            .map_err(BuilderProblem::Refused)?;
        let reward = plan_quote::reward(&self.terms, &quote).ok();
        let reward = reward.filter(|reward| !reward.is_zero());
        Ok(Counted { quote, reward, rhythm: choice.rhythm })
    }

    fn choice(&self, field: &dyn Fn(&str) -> String) -> Result<Choice, BuilderProblem> {
        let cut = if By::parse(&field("by")) == Some(By::Each) {
            let amount = self.amount(&field("each"), BuilderProblem::Each)?;
            Cut::Each { amount, least: self.terms.least }
        } else {
            let parts = field("parts").trim().parse::<NonZeroU32>();
            Cut::Parts(parts.map_err(|_| BuilderProblem::NoCount)?)
        };
        let down = field("down");
        let down = if down.trim().is_empty() {
            Money::zero(self.owed.currency())
        } else {
            self.amount(&down, BuilderProblem::Down)?
        };
        let rhythm = parse_rhythm(&field("rhythm"));
        let rhythm = rhythm.ok_or(BuilderProblem::Refused(Refusal::Rhythm))?;
        let first = field("first");
        let first = if first == OTHER { field("first_on") } else { first };
        let payday = field("payday").trim().parse::<u32>().ok().and_then(DayOfMonth::new);
        Ok(Choice {
            cut,
            rhythm,
            payday: payday.filter(|_| rhythm == Rhythm::Monthly),
            first_on: day(&first).ok_or(BuilderProblem::NoDay)?,
            down,
        })
    }

    fn amount(
        &self,
        typed: &str,
        problem: fn(AmountProblem) -> BuilderProblem,
    ) -> Result<Money, BuilderProblem> {
        read_amount(self.reader.voice.region, typed, self.owed.currency()).map_err(problem)
    }
}

/// Reads `2026-11-30`, all that a browser's field of a day can hold. Not by chrono, whose reader of any
/// format would be a tenth of what is fetched.
fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests;
