//! What happened to a proposal as two columns: a word, and JSON of what it tells.

use chrono::{DateTime, Utc};
use domain::ids::PlanId;
use domain::money::{Currency, Money};
use domain::proposal::{By, Proposal, ProposalAct, ProposalError, ProposalState};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::After;
use super::terms::{AskJson, BeyondJson};

/// The word of the first event, which makes the proposal.
pub(super) const MADE: &str = "made";

/// Something that happened to a proposal after it was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// Somebody answered, or time passed; so much is owed by what the terms are about from then on.
    Acted(ProposalAct, Money),
    /// It was agreed on, and this plan came of it.
    Planned(PlanId),
    /// Something else took the place of what was said yes to.
    Left,
}

#[derive(Serialize, Deserialize)]
struct MadeJson {
    owed: i64,
    ask: AskJson,
    /// None: it was inside the limits.
    waits: Option<(BeyondJson, i64)>,
}

/// The facts of a proposal that was just made.
pub(super) fn write_made(proposal: &Proposal) -> String {
    let waits = match proposal.state {
        ProposalState::Waiting { beyond, until } => {
            Some((BeyondJson::of(beyond), until.timestamp_millis()))
        }
        _ => None,
    };
    let (owed, ask) = (proposal.owed.minor(), AskJson::of(&proposal.ask));
    serde_json::to_string(&MadeJson { owed, ask, waits }).expect("numbers and texts are JSON")
}

/// Reads what [`write_made`] wrote at `at`; `None` for anything else.
pub(super) fn read_made(facts: &str, currency: Currency, at: DateTime<Utc>) -> Option<Proposal> {
    let MadeJson { owed, ask, waits } = serde_json::from_str(facts).ok()?;
    let ask = ask.read(currency)?;
    let state = match waits {
        Some((beyond, until)) => ProposalState::Waiting {
            beyond: beyond.read(currency)?,
            until: DateTime::from_timestamp_millis(until)?,
        },
        None => ProposalState::Accepted { terms: ask, by: By::Policy, at },
    };
    Some(Proposal { owed: Money::new(owed, currency).ok()?, ask, state })
}

/// The word of an event and its facts.
pub(super) fn write(what: &What) -> (&'static str, String) {
    let facts = match what {
        What::Acted(act, owed) => acted(act, *owed),
        What::Planned(plan) => json!([plan.as_str()]),
        What::Left => json!([]),
    };
    (what.word(), facts.to_string())
}

impl What {
    /// The word of the event, in the store and in the evidence.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Acted(ProposalAct::CreditorAccepts, _) => "accepted",
            Self::Acted(ProposalAct::CreditorRefuses, _) => "refused",
            Self::Acted(ProposalAct::CreditorCounters(..), _) => "countered",
            Self::Acted(ProposalAct::DebtorAccepts, _) => "agreed",
            Self::Acted(ProposalAct::DebtorRefuses, _) => "taken-back",
            Self::Acted(ProposalAct::TimePasses, _) => "expired",
            Self::Planned(_) => "planned",
            Self::Left => "left",
        }
    }
}

fn acted(act: &ProposalAct, owed: Money) -> Value {
    match act {
        ProposalAct::CreditorCounters(terms, until) => {
            json!([owed.minor(), AskJson::of(terms), until.timestamp_millis()])
        }
        _ => json!([owed.minor()]),
    }
}

/// Reads what [`write`] wrote; `None` for anything else.
pub(super) fn read(kind: &str, facts: &str, currency: Currency) -> Option<What> {
    let facts: Vec<Value> = serde_json::from_str(facts).ok()?;
    let owed = || Money::new(facts.first()?.as_i64()?, currency).ok();
    let act = match kind {
        "planned" => return Some(What::Planned(facts.first()?.as_str()?.parse().ok()?)),
        "left" => return Some(What::Left),
        "accepted" => ProposalAct::CreditorAccepts,
        "refused" => ProposalAct::CreditorRefuses,
        "countered" => {
            let terms: AskJson = serde_json::from_value(facts.get(1)?.clone()).ok()?;
            let until = DateTime::from_timestamp_millis(facts.get(2)?.as_i64()?)?;
            ProposalAct::CreditorCounters(terms.read(currency)?, until)
        }
        "agreed" => ProposalAct::DebtorAccepts,
        "taken-back" => ProposalAct::DebtorRefuses,
        "expired" => ProposalAct::TimePasses,
        _ => return None,
    };
    Some(What::Acted(act, owed()?))
}

/// A proposal after something happened to it.
pub(super) fn apply(
    (proposal, after): (Proposal, After),
    what: &What,
    at: DateTime<Utc>,
) -> Result<(Proposal, After), ProposalError> {
    match what {
        What::Acted(act, owed) => {
            Ok((Proposal { owed: *owed, ..proposal }.apply(*act, at)?, after))
        }
        What::Planned(plan) => Ok((proposal, After::Planned(plan.clone()))),
        What::Left => Ok((proposal, After::Left)),
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use chrono::NaiveDate;
    use domain::plan_quote::Choice;
    use domain::policy::Rhythm;
    use domain::proposal::{Ask, Beyond};
    use domain::schedule::{Cut, DayOfMonth};

    use super::*;

    fn currency() -> Currency {
        Currency::parse("PEN").expect("PEN")
    }

    fn money(minor: i64) -> Money {
        Money::new(minor, currency()).expect("positive")
    }

    fn ask() -> Ask {
        let first_on = NaiveDate::from_ymd_opt(2026, 12, 15).expect("a day");
        let cut = Cut::Parts(NonZeroU32::new(3).expect("some"));
        let (rhythm, payday) = (Rhythm::Monthly, DayOfMonth::new(31));
        let choice = Choice { cut, rhythm, payday, first_on, down: money(0) };
        Ask { pay: money(90_000), choice }
    }

    fn each() -> Ask {
        let cut = Cut::Each { amount: money(20_000), least: money(5_000) };
        let choice = Choice { cut, rhythm: Rhythm::Weekly, payday: None, ..ask().choice };
        Ask { choice, ..ask() }
    }

    fn at() -> DateTime<Utc> {
        "2026-11-24T15:00:00Z".parse().expect("an instant")
    }

    #[test]
    fn an_event_is_read_as_it_was_written() {
        use ProposalAct as A;
        for what in [
            What::Acted(A::CreditorAccepts, money(1)),
            What::Acted(A::CreditorRefuses, money(1)),
            What::Acted(A::CreditorCounters(ask(), at()), money(100_000)),
            What::Acted(A::CreditorCounters(each(), at()), money(100_000)),
            What::Acted(A::DebtorAccepts, money(1)),
            What::Acted(A::DebtorRefuses, money(1)),
            What::Acted(A::TimePasses, money(1)),
            What::Planned(PlanId::from_bits(7)),
            What::Left,
        ] {
            let (kind, facts) = write(&what);
            assert_eq!(read(kind, &facts, currency()), Some(what), "{kind} {facts}");
        }
        for (kind, facts) in [("accepted", "[]"), ("countered", "[1]"), ("left", ""), ("?", "[]")] {
            assert_eq!(read(kind, facts, currency()), None, "{kind} {facts}");
        }
    }

    #[test]
    fn a_proposal_is_read_as_it_was_made() {
        let day = NaiveDate::from_ymd_opt(2027, 3, 1).expect("a day");
        let waiting = |beyond| ProposalState::Waiting { beyond, until: at() };
        for (ask, state) in [
            (ask(), waiting(Beyond::Parts(2))),
            (each(), waiting(Beyond::Least(money(5)))),
            (ask(), waiting(Beyond::GivenUp(money(0)))),
            (ask(), waiting(Beyond::Days(day))),
            (ask(), waiting(Beyond::Running)),
            (ask(), waiting(Beyond::Broken(2))),
            (ask(), ProposalState::Accepted { terms: ask(), by: By::Policy, at: at() }),
        ] {
            let made = Proposal { owed: money(100_000), ask, state };
            assert_eq!(read_made(&write_made(&made), currency(), at()), Some(made));
        }
        assert_eq!(read_made("{}", currency(), at()), None);
    }
}
