//! Why a choice makes no plan, told beside the field that would mend it.

use domain::plan_quote::Refusal;
use domain::schedule::{MOST_PARTS, ScheduleError};

use super::{BuilderView, By};
use crate::components::Problem;
use crate::format::{self, AmountProblem};
use crate::plan_form::BuilderProblem;
use crate::reader::Reader;
use crate::texts::key;

/// The problem with its field.
pub(super) fn told(reader: Reader, view: &BuilderView, problem: BuilderProblem) -> Problem {
    match problem {
        BuilderProblem::Each(amount) => {
            Problem { field: "each", text: unread(reader, view, amount) }
        }
        BuilderProblem::Down(amount) => {
            Problem { field: "down", text: unread(reader, view, amount) }
        }
        BuilderProblem::NoCount => {
            Problem { field: "parts", text: reader.say(key::BuilderNoCount) }
        }
        BuilderProblem::NoDay => Problem { field: "first_on", text: reader.say(key::WhenNoDay) },
        BuilderProblem::Refused(refusal) => refused(reader, view.form.by, refusal),
    }
}

fn unread(reader: Reader, view: &BuilderView, problem: AmountProblem) -> String {
    let example = &*format::plain(reader.voice.region, view.least);
    match problem {
        AmountProblem::Empty => reader.say(key::BuilderEmpty { example }),
        AmountProblem::NotAnAmount => reader.say(key::PayProblemNotAmount { example }),
        AmountProblem::TooPrecise => reader.say(key::PayProblemTooPrecise { example }),
        AmountProblem::TooLarge => {
            reader.say(key::PayProblemAbove { amount: &reader.money(view.owed) })
        }
    }
}

fn refused(reader: Reader, by: By, refusal: Refusal) -> Problem {
    let divided = by.as_str();
    let (field, text) = match refusal {
        Refusal::TooFew(least) => {
            (divided, reader.say(key::BuilderTooFew { count: u64::from(least) }))
        }
        Refusal::TooMany(most) => {
            (divided, reader.say(key::BuilderTooMany { count: u64::from(most) }))
        }
        Refusal::TooSmall(least) => {
            (divided, reader.say(key::BuilderTooSmall { amount: &reader.money(least) }))
        }
        Refusal::Rhythm => ("rhythm", reader.say(key::BuilderOtherRhythm)),
        Refusal::FirstTooLate(day) => {
            ("first", reader.say(key::BuilderFirstLate { day: &reader.weekday(day) }))
        }
        Refusal::TooLong(day) => {
            (divided, reader.say(key::BuilderTooLong { day: &reader.weekday(day) }))
        }
        Refusal::DownTooSmall(least) => {
            ("down", reader.say(key::BuilderDownSmall { amount: &reader.money(least) }))
        }
        Refusal::Schedule(ScheduleError::InThePast) => ("first", reader.say(key::WhenPast)),
        Refusal::Schedule(ScheduleError::TooLong) => {
            (divided, reader.say(key::BuilderTooMany { count: u64::from(MOST_PARTS) }))
        }
        Refusal::Schedule(ScheduleError::NothingToPay | ScheduleError::Money(_))
        | Refusal::Money(_) => ("down", reader.say(key::BuilderNothingLeft)),
    };
    Problem { field, text }
}
