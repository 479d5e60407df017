//! Terms as JSON: days as `YYYY-MM-DD`, amounts in minor units of the proposal's currency.

use std::num::NonZeroU32;

use domain::money::{Currency, Money};
use domain::plan_quote::Choice;
use domain::policy::Rhythm;
use domain::proposal::{Ask, Beyond};
use domain::schedule::{Cut, DayOfMonth};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct AskJson {
    pay: i64,
    down: i64,
    cut: CutJson,
    rhythm: RhythmJson,
    payday: Option<u32>,
    first_on: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum CutJson {
    Parts(NonZeroU32),
    Each { amount: i64, least: i64 },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RhythmJson {
    Weekly,
    EveryTwoWeeks,
    TwiceAMonth,
    Monthly,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum BeyondJson {
    Parts(u32),
    Least(i64),
    GivenUp(i64),
    Days(String),
    Running,
    Broken(u32),
}

impl AskJson {
    pub(super) fn of(ask: &Ask) -> Self {
        let choice = &ask.choice;
        Self {
            pay: ask.pay.minor(),
            down: choice.down.minor(),
            cut: match choice.cut {
                Cut::Parts(parts) => CutJson::Parts(parts),
                Cut::Each { amount, least } => {
                    CutJson::Each { amount: amount.minor(), least: least.minor() }
                }
            },
            rhythm: match choice.rhythm {
                Rhythm::Weekly => RhythmJson::Weekly,
                Rhythm::EveryTwoWeeks => RhythmJson::EveryTwoWeeks,
                Rhythm::TwiceAMonth => RhythmJson::TwiceAMonth,
                Rhythm::Monthly => RhythmJson::Monthly,
            },
            payday: choice.payday.map(DayOfMonth::get),
            first_on: choice.first_on.to_string(),
        }
    }

    /// The terms; `None` if they read as none.
    pub(super) fn read(&self, currency: Currency) -> Option<Ask> {
        let money = |minor| Money::new(minor, currency).ok();
        let choice = Choice {
            cut: match self.cut {
                CutJson::Parts(parts) => Cut::Parts(parts),
                CutJson::Each { amount, least } => {
                    Cut::Each { amount: money(amount)?, least: money(least)? }
                }
            },
            rhythm: match self.rhythm {
                RhythmJson::Weekly => Rhythm::Weekly,
                RhythmJson::EveryTwoWeeks => Rhythm::EveryTwoWeeks,
                RhythmJson::TwiceAMonth => Rhythm::TwiceAMonth,
                RhythmJson::Monthly => Rhythm::Monthly,
            },
            payday: match self.payday {
                Some(day) => Some(DayOfMonth::new(day)?),
                None => None,
            },
            first_on: self.first_on.parse().ok()?,
            down: money(self.down)?,
        };
        Some(Ask { pay: money(self.pay)?, choice })
    }
}

impl BeyondJson {
    pub(super) fn of(beyond: Beyond) -> Self {
        match beyond {
            Beyond::Parts(most) => Self::Parts(most),
            Beyond::Least(least) => Self::Least(least.minor()),
            Beyond::GivenUp(most) => Self::GivenUp(most.minor()),
            Beyond::Days(last) => Self::Days(last.to_string()),
            Beyond::Running => Self::Running,
            Beyond::Broken(plans) => Self::Broken(plans),
        }
    }

    /// The limit; `None` if it reads as none.
    pub(super) fn read(&self, currency: Currency) -> Option<Beyond> {
        let money = |minor: i64| Money::new(minor, currency).ok();
        Some(match self {
            Self::Parts(most) => Beyond::Parts(*most),
            Self::Least(least) => Beyond::Least(money(*least)?),
            Self::GivenUp(most) => Beyond::GivenUp(money(*most)?),
            Self::Days(last) => Beyond::Days(last.parse().ok()?),
            Self::Running => Beyond::Running,
            Self::Broken(plans) => Beyond::Broken(*plans),
        })
    }
}
