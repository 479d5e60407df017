//! What debtors tell us, and why reminders stop.

use leptos::prelude::*;

use crate::reader::Reader;
use crate::texts::key;

/// What a debtor told the creditor.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AnswerKind {
    /// I have already paid.
    Paid,
    /// Not mine, or wrong.
    Wrong,
    /// I would rather talk.
    Talk,
    /// Whoever has the address is not the debtor.
    NotThem,
    /// Something else, from their phone.
    Wrote,
}

/// Why reminders stop.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum HoldKind {
    /// The debtor said something that a person has to answer.
    Said(AnswerKind),
    /// The imported file marks a debt as disputed.
    Disputed,
    /// The debtor wants no messages.
    OptedOut,
    /// A moratorium that the law grants.
    BreathingSpace,
    /// A hardship that a person looks into.
    Hardship,
    /// The debtor has died.
    Deceased,
}

impl AnswerKind {
    pub(crate) fn text(self, reader: Reader) -> String {
        match self {
            Self::Paid => reader.say(key::TeamAnswerPaid),
            Self::Wrong => reader.say(key::TeamAnswerWrong),
            Self::Talk => reader.say(key::TeamAnswerTalk),
            Self::NotThem => reader.say(key::TeamAnswerNotThem),
            Self::Wrote => reader.say(key::TeamAnswerWrote),
        }
    }
}

impl HoldKind {
    pub(super) fn text(self, reader: Reader) -> String {
        match self {
            Self::Said(answer) => answer.text(reader),
            Self::Disputed => reader.say(key::TeamHoldDisputed),
            Self::OptedOut => reader.say(key::TeamHoldOptedOut),
            Self::BreathingSpace => reader.say(key::TeamHoldBreathingSpace),
            Self::Hardship => reader.say(key::TeamHoldHardship),
            Self::Deceased => reader.say(key::TeamHoldDeceased),
        }
    }
}

/// The holds of a case in a list.
#[component]
pub(super) fn HoldTags(reader: Reader, holds: Vec<HoldKind>) -> impl IntoView {
    (!holds.is_empty()).then(|| {
        let tags = holds
            .into_iter()
            .map(|hold| view! { <span class="tag">{hold.text(reader)}</span> " " });
        view! { <div>{tags.collect_view()}</div> }
    })
}
