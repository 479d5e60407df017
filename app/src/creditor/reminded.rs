//! What became of a reminder, and why, in words.

use domain::contact::Rule;

use super::case::rule_why;
use super::hold::{AnswerKind, HoldKind};
use super::tasks::TaskOutcome;
use crate::reader::Reader;
use crate::texts::key;

/// How a reminder stands, or what happened to it, from the word of the store.
pub(super) fn state_text(reader: Reader, state: &str) -> String {
    match state {
        "planned" => reader.say(key::RemindedPlanned),
        "queued" => reader.say(key::RemindedQueued),
        "moved" => reader.say(key::RemindedMoved),
        "another-way" => reader.say(key::RemindedAnotherWay),
        "sent" => reader.say(key::RemindedSent),
        "unknown" => reader.say(key::RemindedUnknown),
        "blocked" => reader.say(key::RemindedBlocked),
        "failed" => reader.say(key::RemindedFailed),
        "cancelled" => reader.say(key::RemindedCancelled),
        "open" => reader.say(key::RemindedOpen),
        "done" => reader.say(key::RemindedDone),
        other => other.to_owned(),
    }
}

/// What keeps or kept a reminder back, or what came of a task, from the word of the store. A word that nobody knows
/// is a provider's own, and stands as it is.
pub(super) fn why_text(reader: Reader, why: &str) -> String {
    if let Some(hold) = why.strip_prefix("hold-").and_then(hold_kind) {
        return hold.text(reader);
    }
    match why {
        "paid" => reader.say(key::RemindedPaid),
        "agreed" => reader.say(key::RemindedAgreed),
        "promised" => reader.say(key::RemindedPromised),
        "proposed" => reader.say(key::RemindedProposed),
        "on-its-way" => reader.say(key::RemindedOnItsWay),
        "no-address" => reader.say(key::RemindedNoAddress),
        "dead-address" => reader.say(key::ChannelDead),
        "no-consent" => reader.say(key::ChannelNoConsent),
        "no-account" | "no-sender" => reader.say(key::ChannelNoAccount),
        "resting" => reader.say(key::ChannelResting),
        "too-late" => reader.say(key::RemindedTooLate),
        "moved" => reader.say(key::RemindedOtherDay),
        "over" => reader.say(key::RemindedOver),
        "disputed" => reader.say(key::RemindedDisputed),
        "charged" => reader.say(key::RemindedCharged),
        "owed-again" => reader.say(key::RemindedOwedAgain),
        "no-step" => reader.say(key::RemindedNoStep),
        "audience" => reader.say(key::RemindedAudience),
        "no-sequence" => reader.say(key::RemindedNoSequence),
        "next-step" => reader.say(key::RemindedNextStep),
        word => rule_or_other(reader, word),
    }
}

fn rule_or_other(reader: Reader, word: &str) -> String {
    let rule = Rule::parse(word).and_then(|rule| rule_why(reader, rule));
    let outcome = || TaskOutcome::parse(word).map(|outcome| outcome.text(reader));
    rule.or_else(outcome).unwrap_or_else(|| reader.say(key::RemindedOther { word }))
}

/// The hold that the word of the store names.
fn hold_kind(word: &str) -> Option<HoldKind> {
    Some(match word {
        "talk" => HoldKind::Said(AnswerKind::Talk),
        "paid" => HoldKind::Said(AnswerKind::Paid),
        "wrong" => HoldKind::Said(AnswerKind::Wrong),
        "not-them" => HoldKind::Said(AnswerKind::NotThem),
        "wrote" => HoldKind::Said(AnswerKind::Wrote),
        "disputed" => HoldKind::Disputed,
        "opted-out" => HoldKind::OptedOut,
        "breathing-space" => HoldKind::BreathingSpace,
        "hardship" => HoldKind::Hardship,
        "deceased" => HoldKind::Deceased,
        _ => return None,
    })
}
