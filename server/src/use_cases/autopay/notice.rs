//! The letters about charges that are ahead: what each of them tells, and what became of it.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::autopay::{Fate, Letter};
use domain::ids::{CaseId, MethodId};
use domain::money::{Currency, Money, MoneyError};
use sqlx::AnyConnection;

use super::SOON;
use crate::store::StoreError;
use crate::store::message_known::{self, Known};
use crate::tenant::Tenant;
use crate::use_cases::wall_clock;

/// Why a letter about a charge was dropped: what it was to tell is true no more.
pub const NO_MORE: &str = "no-more";

/// Older letters say nothing of a charge that can still be made.
const OLDEST: TimeDelta = TimeDelta::days(60);

/// What a letter about a charge tells. It is kept as what the message is about:
/// `card:instalment:its day:amount:day of writing`, the amount in minor units of the plan's currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// The card.
    pub method: MethodId,
    /// Which instalment is charged to it.
    pub number: u32,
    /// The instalment's day.
    pub due_on: NaiveDate,
    /// How much is charged, in minor units.
    pub minor: i64,
    /// The day on which the letter was written, on the debtor's clock.
    pub written_on: NaiveDate,
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, number, due_on, minor, written_on } = self;
        write!(f, "{method}:{number}:{due_on}:{minor}:{written_on}")
    }
}

/// A text that tells of no charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not what a letter about a charge is about")]
pub struct NotAbout;

impl FromStr for About {
    type Err = NotAbout;

    fn from_str(text: &str) -> Result<Self, NotAbout> {
        let words: Vec<&str> = text.split(':').collect();
        let [method, number, due_on, minor, written_on] = *words.as_slice() else {
            return Err(NotAbout);
        };
        Ok(Self {
            method: method.parse().map_err(|_| NotAbout)?,
            number: number.parse().map_err(|_| NotAbout)?,
            due_on: due_on.parse().map_err(|_| NotAbout)?,
            minor: minor.parse().map_err(|_| NotAbout)?,
            written_on: written_on.parse().map_err(|_| NotAbout)?,
        })
    }
}

/// A letter about a charge, with what became of it.
#[derive(Clone, Debug)]
pub struct Written {
    /// What it tells.
    pub about: About,
    /// What became of it.
    pub fate: Fate,
}

impl Written {
    /// The same as the rules know it.
    pub fn letter(&self, currency: Currency) -> Result<Letter, MoneyError> {
        let amount = Money::new(self.about.minor, currency)?;
        Ok(Letter { written_on: self.about.written_on, amount, fate: self.fate })
    }
}

/// The letters about charges of a case's cards, oldest first, by the clock of its debtor; without those that
/// were dropped.
pub(super) async fn written(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, zone): (&CaseId, Tz),
    now: DateTime<Utc>,
) -> Result<Vec<Written>, StoreError> {
    let known = message_known::of_kind(conn, tenant, (case, SOON), now - OLDEST).await?;
    Ok(known.iter().filter_map(|one| read(one, zone)).collect())
}

fn read(known: &Known, zone: Tz) -> Option<Written> {
    let about = known.about.as_deref()?.parse().ok()?;
    // Nobody knows when one left of which nobody knows whether it did: it was not earlier than that.
    let day = wall_clock::local(zone, known.sent_at.unwrap_or(known.not_before)).date();
    let fate = match (known.state.as_str(), known.why.as_deref()) {
        ("queued" | "claimed", _) => Fate::Waits,
        ("sent" | "unknown", _) => Fate::Left(day),
        ("blocked", Some(NO_MORE)) => return None,
        _ => Fate::Lost,
    };
    Some(Written { about, fate })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn about() -> About {
        About {
            method: MethodId::from_bits(7),
            number: 2,
            due_on: date("2026-12-24"),
            minor: 10_000,
            written_on: date("2026-12-21"),
        }
    }

    #[test]
    fn what_a_letter_tells_reads_as_it_was_written() {
        let text = about().to_string();
        let head = "method_00000000000000000000000000000007";
        assert_eq!(text, format!("{head}:2:2026-12-24:10000:2026-12-21"));
        assert_eq!(text.parse(), Ok(about()));
        for wrong in ["", "method_7:2", &text[1..], &*format!("{text}:1"), &*text.replace('2', "x")]
        {
            assert_eq!(wrong.parse::<About>(), Err(NotAbout), "{wrong}");
        }
    }

    #[test]
    fn a_letter_left_when_it_was_sent_or_may_have_been() {
        let lima = chrono_tz::America::Lima;
        // Two in the morning in London, nine in the evening of the day before in Lima.
        let sent: DateTime<Utc> = "2026-12-22T02:00:00Z".parse().expect("an instant");
        let known = |state: &str, why: Option<&str>, sent_at| Known {
            about: Some(about().to_string()),
            state: state.to_owned(),
            why: why.map(str::to_owned),
            not_before: "2026-12-21T13:00:00Z".parse().expect("an instant"),
            sent_at,
        };
        let left = Fate::Left(date("2026-12-21"));
        for (known, expected) in [
            (known("queued", Some("weekend"), None), Some(Fate::Waits)),
            (known("claimed", None, None), Some(Fate::Waits)),
            (known("sent", None, Some(sent)), Some(left)),
            (known("unknown", Some("sender-died"), None), Some(left)),
            (known("blocked", Some("no-address"), None), Some(Fate::Lost)),
            (known("blocked", Some("wrong-person"), None), Some(Fate::Lost)),
            (known("failed", Some("550 no such user"), None), Some(Fate::Lost)),
            (known("blocked", Some(NO_MORE), None), None),
        ] {
            let found = read(&known, lima).map(|written| written.fate);
            assert_eq!(found, expected, "{known:?}");
        }
        let untold = Known { about: None, ..known("sent", None, Some(sent)) };
        assert!(read(&untold, lima).is_none());
    }
}
