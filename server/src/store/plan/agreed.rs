//! What was agreed on a plan, as JSON: days as `YYYY-MM-DD`, amounts in minor units of the plan's currency,
//! rates in hundredths of a percent.

use std::num::NonZeroU32;

use chrono::NaiveDate;
use domain::country::Country;
use domain::money::{Currency, Money};
use domain::percent::Percent;
use domain::plan::{Agreement, Early};
use domain::policy::{AfterMiss, Cost, Count, Restores, Retries, Reward, Spread, Upkeep};
use domain::schedule::{DayOfMonth, Frequency, Instalment};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Agreed {
    accepted_on: String,
    country: String,
    first_on: String,
    frequency: FrequencyJson,
    owed: i64,
    given_up: i64,
    down: i64,
    instalments: Vec<(u32, String, i64)>,
    cost: CostJson,
    charged: i64,
    spread: SpreadJson,
    early: Option<EarlyJson>,
    upkeep: UpkeepJson,
    reward: Option<RewardJson>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum FrequencyJson {
    Weekly,
    EveryTwoWeeks,
    TwiceAMonth,
    Monthly(u32),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum CostJson {
    None,
    Fee(i64),
    Yearly(u16),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SpreadJson {
    Even,
    First,
    Last,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum CountJson {
    Share(u16),
    Amount(i64),
}

#[derive(Serialize, Deserialize)]
struct EarlyJson {
    off: CountJson,
    most: i64,
    until: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum MissesJson {
    InAll(NonZeroU32),
    InARow(NonZeroU32),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RestoresJson {
    Nothing,
    GivenUp,
    GivenUpAndInterest,
}

#[derive(Serialize, Deserialize)]
struct UpkeepJson {
    grace_days: u16,
    misses: MissesJson,
    restores: RestoresJson,
    moves: u16,
    move_days: u16,
    skips: u16,
    /// Times and days; missing where they are the usual ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    retries: Option<(u16, u16)>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RewardJson {
    OffTheLast(u16),
    InterestWaived,
}

/// The agreement as it is stored; the same agreement gives the same text.
pub fn write(agreement: &Agreement) -> String {
    let instalments = agreement.instalments.iter();
    let agreed = Agreed {
        accepted_on: agreement.accepted_on.to_string(),
        country: agreement.country.code().to_owned(),
        first_on: agreement.first_on.to_string(),
        frequency: frequency_json(agreement.frequency),
        owed: agreement.owed.minor(),
        given_up: agreement.given_up.minor(),
        down: agreement.down.minor(),
        instalments: instalments
            .map(|one| (one.number, one.due_on.to_string(), one.amount.minor()))
            .collect(),
        cost: match agreement.cost {
            Cost::None => CostJson::None,
            Cost::Fee(fee) => CostJson::Fee(fee.minor()),
            Cost::YearlyRate(rate) => CostJson::Yearly(rate.hundredths()),
        },
        charged: agreement.charged.minor(),
        spread: match agreement.spread {
            Spread::Even => SpreadJson::Even,
            Spread::First => SpreadJson::First,
            Spread::Last => SpreadJson::Last,
        },
        early: agreement.early.map(early_json),
        upkeep: upkeep_json(agreement.upkeep),
        reward: agreement.reward.map(|reward| match reward {
            Reward::OffTheLast(share) => RewardJson::OffTheLast(share.hundredths()),
            Reward::InterestWaived => RewardJson::InterestWaived,
        }),
    };
    serde_json::to_string(&agreed).expect("numbers and texts are always JSON")
}

const fn frequency_json(frequency: Frequency) -> FrequencyJson {
    match frequency {
        Frequency::Weekly => FrequencyJson::Weekly,
        Frequency::EveryTwoWeeks => FrequencyJson::EveryTwoWeeks,
        Frequency::TwiceAMonth => FrequencyJson::TwiceAMonth,
        Frequency::Monthly(day) => FrequencyJson::Monthly(day.get()),
    }
}

fn early_json(early: Early) -> EarlyJson {
    let off = match early.off {
        Count::Share(share) => CountJson::Share(share.hundredths()),
        Count::Amount(amount) => CountJson::Amount(amount.minor()),
    };
    EarlyJson { off, most: early.most.minor(), until: early.until.to_string() }
}

fn upkeep_json(upkeep: Upkeep) -> UpkeepJson {
    UpkeepJson {
        grace_days: upkeep.grace_days,
        misses: match upkeep.misses {
            AfterMiss::InAll(count) => MissesJson::InAll(count),
            AfterMiss::InARow(count) => MissesJson::InARow(count),
        },
        restores: match upkeep.restores {
            Restores::Nothing => RestoresJson::Nothing,
            Restores::GivenUp => RestoresJson::GivenUp,
            Restores::GivenUpAndInterest => RestoresJson::GivenUpAndInterest,
        },
        moves: upkeep.moves,
        move_days: upkeep.move_days,
        skips: upkeep.skips,
        retries: (upkeep.retries != Retries::USUAL)
            .then_some((upkeep.retries.times, upkeep.retries.days)),
    }
}

/// Reads what [`write`] wrote; `None` for anything else.
pub fn read(text: &str, currency: Currency) -> Option<Agreement> {
    let agreed: Agreed = serde_json::from_str(text).ok()?;
    let money = |minor| Money::new(minor, currency).ok();
    let instalment = |(number, due_on, minor): &(u32, String, i64)| {
        Some(Instalment { number: *number, due_on: day(due_on)?, amount: money(*minor)? })
    };
    Some(Agreement {
        accepted_on: day(&agreed.accepted_on)?,
        country: Country::parse(&agreed.country)?,
        first_on: day(&agreed.first_on)?,
        frequency: match agreed.frequency {
            FrequencyJson::Weekly => Frequency::Weekly,
            FrequencyJson::EveryTwoWeeks => Frequency::EveryTwoWeeks,
            FrequencyJson::TwiceAMonth => Frequency::TwiceAMonth,
            FrequencyJson::Monthly(day) => Frequency::Monthly(DayOfMonth::new(day)?),
        },
        owed: money(agreed.owed)?,
        given_up: money(agreed.given_up)?,
        down: money(agreed.down)?,
        instalments: agreed.instalments.iter().map(instalment).collect::<Option<_>>()?,
        cost: match agreed.cost {
            CostJson::None => Cost::None,
            CostJson::Fee(fee) => Cost::Fee(money(fee)?),
            CostJson::Yearly(rate) => Cost::YearlyRate(Percent::from_hundredths(rate)?),
        },
        charged: money(agreed.charged)?,
        spread: match agreed.spread {
            SpreadJson::Even => Spread::Even,
            SpreadJson::First => Spread::First,
            SpreadJson::Last => Spread::Last,
        },
        early: match agreed.early {
            Some(early) => Some(read_early(&early, currency)?),
            None => None,
        },
        upkeep: read_upkeep(&agreed.upkeep),
        reward: match agreed.reward {
            Some(RewardJson::OffTheLast(share)) => {
                Some(Reward::OffTheLast(Percent::from_hundredths(share)?))
            }
            Some(RewardJson::InterestWaived) => Some(Reward::InterestWaived),
            None => None,
        },
    })
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn read_early(early: &EarlyJson, currency: Currency) -> Option<Early> {
    let off = match early.off {
        CountJson::Share(share) => Count::Share(Percent::from_hundredths(share)?),
        CountJson::Amount(amount) => Count::Amount(Money::new(amount, currency).ok()?),
    };
    let most = Money::new(early.most, currency).ok()?;
    Some(Early { off, most, until: day(&early.until)? })
}

const fn read_upkeep(upkeep: &UpkeepJson) -> Upkeep {
    Upkeep {
        grace_days: upkeep.grace_days,
        misses: match upkeep.misses {
            MissesJson::InAll(count) => AfterMiss::InAll(count),
            MissesJson::InARow(count) => AfterMiss::InARow(count),
        },
        restores: match upkeep.restores {
            RestoresJson::Nothing => Restores::Nothing,
            RestoresJson::GivenUp => Restores::GivenUp,
            RestoresJson::GivenUpAndInterest => Restores::GivenUpAndInterest,
        },
        moves: upkeep.moves,
        move_days: upkeep.move_days,
        skips: upkeep.skips,
        retries: match upkeep.retries {
            Some((times, days)) => Retries { times, days },
            None => Retries::USUAL,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreement() -> Agreement {
        let currency = Currency::parse("PEN").expect("PEN");
        let money = |minor| Money::new(minor, currency).expect("positive");
        let date = |text: &str| text.parse().expect("a date");
        let share = |hundredths| Percent::from_hundredths(hundredths).expect("at most 100 %");
        let count = |count| NonZeroU32::new(count).expect("some");
        let one = |number, on, minor| Instalment { number, due_on: date(on), amount: money(minor) };
        Agreement {
            accepted_on: date("2026-11-24"),
            country: Country::Pe,
            first_on: date("2026-11-30"),
            frequency: Frequency::Monthly(DayOfMonth::new(30).expect("a day")),
            owed: money(40_000),
            given_up: money(1_000),
            down: money(5_000),
            instalments: vec![one(1, "2026-11-30", 18_000), one(2, "2026-12-30", 17_000)],
            cost: Cost::YearlyRate(share(1_250)),
            charged: money(1_000),
            spread: Spread::Last,
            early: Some(Early {
                off: Count::Share(share(500)),
                most: money(2_000),
                until: date("2026-11-28"),
            }),
            upkeep: Upkeep {
                grace_days: 3,
                misses: AfterMiss::InARow(count(2)),
                restores: Restores::GivenUpAndInterest,
                moves: 1,
                move_days: 7,
                skips: 2,
                retries: Retries::USUAL,
            },
            reward: Some(Reward::OffTheLast(share(200))),
        }
    }

    #[test]
    fn an_agreement_is_read_as_it_was_written() {
        let one = agreement();
        let other = Agreement {
            frequency: Frequency::TwiceAMonth,
            cost: Cost::Fee(one.charged),
            spread: Spread::Even,
            early: one.early.map(|early| Early { off: Count::Amount(early.most), ..early }),
            upkeep: Upkeep {
                misses: AfterMiss::InAll(NonZeroU32::MIN),
                restores: Restores::Nothing,
                retries: Retries { times: 0, days: 5 },
                ..one.upkeep
            },
            reward: Some(Reward::InterestWaived),
            ..one.clone()
        };
        let plain = Agreement { cost: Cost::None, early: None, reward: None, ..one.clone() };
        for agreement in [one, other, plain] {
            let currency = agreement.owed.currency();
            assert_eq!(read(&write(&agreement), currency), Some(agreement));
        }
    }

    #[test]
    fn what_was_agreed_before_retries_were_told_keeps_the_usual_ones() {
        let agreement = agreement();
        let written = write(&agreement);
        assert!(!written.contains("retries"), "{written}");
        let read = read(&written, agreement.owed.currency()).expect("an agreement");
        assert_eq!(read.upkeep.retries, Retries::USUAL);
    }

    #[test]
    fn what_is_no_agreement_is_none() {
        let currency = Currency::parse("PEN").expect("PEN");
        let minus = write(&agreement()).replace("40000", "-1");
        for text in ["", "{}", "null", &minus] {
            assert_eq!(read(text, currency), None, "{text}");
        }
    }
}
