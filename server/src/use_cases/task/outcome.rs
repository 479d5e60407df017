//! What may come of a task.

use domain::contact;
use domain::reminder::TaskKind;

use crate::store::answer::AnswerKind;

/// What came of a task.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// The person was reached and spoken to.
    Reached,
    /// Nobody answered.
    NotReached,
    /// The person said that they will pay.
    WillPay,
    /// The person said that they have paid.
    Paid,
    /// The person said that something is not right, or not theirs.
    Wrong,
    /// The person asked for another day.
    AnotherDay,
    /// It was somebody else.
    WrongPerson,
    /// The letter was posted.
    Posted,
    /// The letter was not posted, and will not be.
    NotPosted,
}

impl Outcome {
    /// Those of what is spoken, in the order in which a form offers them.
    const SPOKEN: &'static [Self] = &[
        Self::Reached,
        Self::NotReached,
        Self::WillPay,
        Self::Paid,
        Self::Wrong,
        Self::AnotherDay,
        Self::WrongPerson,
    ];

    /// Those of a letter.
    const PRINTED: &'static [Self] = &[Self::Posted, Self::NotPosted];

    /// What may come of a task of this kind, in the order in which a form offers it.
    pub const fn of(kind: TaskKind) -> &'static [Self] {
        match kind {
            TaskKind::Call | TaskKind::Meeting => Self::SPOKEN,
            TaskKind::Letter => Self::PRINTED,
        }
    }

    /// The word that stands for it in the store and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NotReached => "not-reached",
            Self::WillPay => "will-pay",
            Self::Paid => "said-paid",
            Self::Wrong => "said-wrong",
            Self::AnotherDay => "another-day",
            Self::WrongPerson => "wrong-person",
            Self::Posted => "posted",
            Self::NotPosted => "not-posted",
        }
    }

    /// Reads an [`Outcome::code`].
    pub fn parse(code: &str) -> Option<Self> {
        let mut all = Self::SPOKEN.iter().chain(Self::PRINTED).copied();
        all.find(|outcome| outcome.code() == code)
    }

    /// What the person said with it that somebody has to look at before reminders go on; `None` for what speaks for
    /// itself.
    pub const fn answer(self) -> Option<AnswerKind> {
        match self {
            Self::Paid => Some(AnswerKind::Paid),
            Self::Wrong => Some(AnswerKind::Wrong),
            Self::WrongPerson => Some(AnswerKind::NotThem),
            Self::Reached
            | Self::NotReached
            | Self::WillPay
            | Self::AnotherDay
            | Self::Posted
            | Self::NotPosted => None,
        }
    }

    /// Whether a day that the person named has an effect.
    pub const fn takes_day(self) -> bool {
        matches!(self, Self::WillPay | Self::AnotherDay)
    }

    /// How the contact counts; `None` if there was none.
    pub(super) const fn contact(self) -> Option<contact::Outcome> {
        match self {
            Self::Reached
            | Self::WillPay
            | Self::Paid
            | Self::Wrong
            | Self::AnotherDay
            | Self::Posted => Some(contact::Outcome::Reached),
            Self::NotReached | Self::WrongPerson => Some(contact::Outcome::Tried),
            Self::NotPosted => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_read_as_it_is_written_and_only_what_was_done_counts() {
        for kind in TaskKind::ALL {
            for outcome in Outcome::of(kind) {
                assert_eq!(Outcome::parse(outcome.code()), Some(*outcome));
                assert_eq!(outcome.contact().is_none(), *outcome == Outcome::NotPosted);
            }
        }
        assert_eq!(Outcome::parse("paid"), None);
        for missed in [Outcome::NotReached, Outcome::WrongPerson] {
            assert_eq!(missed.contact(), Some(contact::Outcome::Tried), "{missed:?}");
        }
    }
}
