//! What keeps a sequence from being saved, each with the field beside which it is told.

use domain::reminder::check::{Contradiction, Span, Why};

use super::EditorView;
use crate::creditor::policy::editor::found::Found;
use crate::creditor::policy::{SEGMENTS, field};
use crate::creditor::sequence::refused;
use crate::reader::Reader;

/// Everything that keeps the form from being saved.
pub(super) fn problems(reader: Reader, view: &EditorView) -> Vec<Found> {
    let unfit = view.unfit.iter().map(|(field, unfit)| {
        let text = unfit.text(reader);
        Found { field: field.clone(), text }
    });
    let checked = view.checked.iter().flat_map(|checked| {
        checked.contradictions.iter().map(move |one| {
            let text = refused(reader, &checked.sequence, one);
            Found { field: field_of(one), text }
        })
    });
    unfit.chain(checked).collect()
}

/// The field beside which a contradiction is told.
fn field_of(one: &Contradiction) -> String {
    let key = match one.why {
        Why::NoSteps => SEGMENTS,
        Why::NoGap => "gap_days",
        Why::NameTaken | Why::IdTaken => "name",
        Why::NotLateYet | Why::NotBefore | Why::SameDay(_) => "days",
        Why::NoChannel | Why::ChannelTwice(_) | Why::NoLetter => "channel.1",
        Why::NoScript | Why::Script { .. } => "script",
        Why::LeastAboveMost(Span::DaysLate) => "audience.days_late.from",
        Why::LeastAboveMost(Span::Total) => "audience.total.from",
        Why::LeastAboveMost(Span::Debts) => "audience.debts.from",
        Why::NoCurrency => "audience.currency",
    };
    one.step.map_or_else(|| key.to_owned(), |place| field(place, key))
}
