//! What may come of a task, in words.

use domain::reminder::TaskKind;

use crate::reader::Reader;
use crate::texts::key;

/// What came of a task.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TaskOutcome {
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

impl TaskOutcome {
    const SPOKEN: &'static [Self] = &[
        Self::Reached,
        Self::NotReached,
        Self::WillPay,
        Self::Paid,
        Self::Wrong,
        Self::AnotherDay,
        Self::WrongPerson,
    ];
    const PRINTED: &'static [Self] = &[Self::Posted, Self::NotPosted];

    /// Those that a task of this kind has, in the order of its buttons.
    pub(super) const fn of(kind: TaskKind) -> &'static [Self] {
        match kind {
            TaskKind::Call | TaskKind::Meeting => Self::SPOKEN,
            TaskKind::Letter => Self::PRINTED,
        }
    }

    /// The word that stands for it in forms and in the store.
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

    /// Reads a [`TaskOutcome::code`]; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        let mut all = Self::SPOKEN.iter().chain(Self::PRINTED).copied();
        all.find(|outcome| outcome.code() == code)
    }

    pub(in crate::creditor) fn text(self, reader: Reader) -> String {
        match self {
            Self::Reached => reader.say(key::TaskReached),
            Self::NotReached => reader.say(key::TaskNotReached),
            Self::WillPay => reader.say(key::TaskWillPay),
            Self::Paid => reader.say(key::TaskSaidPaid),
            Self::Wrong => reader.say(key::TaskSaidWrong),
            Self::AnotherDay => reader.say(key::TaskAnotherDay),
            Self::WrongPerson => reader.say(key::TaskWrongPerson),
            Self::Posted => reader.say(key::TaskPosted),
            Self::NotPosted => reader.say(key::TaskNotPosted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_read_as_it_is_written() {
        for outcome in TaskKind::ALL.into_iter().flat_map(TaskOutcome::of) {
            assert_eq!(TaskOutcome::parse(outcome.code()), Some(*outcome));
        }
        assert_eq!(TaskOutcome::parse("paid"), None);
    }
}
