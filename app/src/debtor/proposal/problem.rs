//! Why terms could not be sent or counted, told beside their field.

use domain::money::Money;
use domain::proposal::Misasked;
use domain::schedule::{MOST_PARTS, ScheduleError};

use super::{Cost, WORDS_MAX};
use crate::components::Problem;
use crate::format::{self, AmountProblem};
use crate::reader::Reader;
use crate::texts::key;

/// Why terms could not be sent or counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProposalProblem {
    /// The total was not understood.
    Pay(AmountProblem),
    /// The amount of each was not understood.
    Each(AmountProblem),
    /// The number of instalments was not understood.
    NoCount,
    /// The first day was not understood.
    NoDay,
    /// A number of the household was not understood.
    Household(Cost, AmountProblem),
    /// More words than [`WORDS_MAX`] characters.
    TooLong,
    /// They are none.
    Misasked(Misasked),
}

/// The problem with its field.
pub(super) fn told(reader: Reader, owed: Money, problem: ProposalProblem) -> Problem {
    let (field, text) = match problem {
        ProposalProblem::Pay(amount) => ("pay", unread(reader, owed, amount)),
        ProposalProblem::Each(amount) => ("each", unread(reader, owed, amount)),
        ProposalProblem::NoCount => ("parts", reader.say(key::BuilderNoCount)),
        ProposalProblem::NoDay => ("first_on", reader.say(key::WhenNoDay)),
        ProposalProblem::Household(cost, amount) => (cost.field(), unread(reader, owed, amount)),
        ProposalProblem::TooLong => {
            ("words", reader.say(key::SayLong { count: u64::from(WORDS_MAX) }))
        }
        ProposalProblem::Misasked(misasked) => misasked_of(reader, misasked),
    };
    Problem { field, text }
}

fn unread(reader: Reader, owed: Money, problem: AmountProblem) -> String {
    let example = &*format::plain(reader.voice.region, owed);
    match problem {
        AmountProblem::Empty => reader.say(key::BuilderEmpty { example }),
        AmountProblem::NotAnAmount => reader.say(key::PayProblemNotAmount { example }),
        AmountProblem::TooPrecise => reader.say(key::PayProblemTooPrecise { example }),
        AmountProblem::TooLarge => reader.say(key::ProposeTooLarge),
    }
}

fn misasked_of(reader: Reader, misasked: Misasked) -> (&'static str, String) {
    match misasked {
        Misasked::MoreThanOwed(owed) => {
            ("pay", reader.say(key::PayProblemAbove { amount: &reader.money(owed) }))
        }
        Misasked::Schedule(ScheduleError::InThePast) => ("first", reader.say(key::WhenPast)),
        Misasked::Schedule(ScheduleError::TooLong) => {
            ("each", reader.say(key::BuilderTooMany { count: u64::from(MOST_PARTS) }))
        }
        Misasked::Schedule(ScheduleError::NothingToPay | ScheduleError::Money(_))
        | Misasked::Money(_) => ("pay", reader.say(key::ProposeNothing)),
    }
}
