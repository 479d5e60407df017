//! Which step is due, by example and by law.

mod checks;
mod codes;
mod days;
mod foreseen;
mod ladders;
mod laws;
mod reached;

use chrono::{Days, NaiveDate};

use super::*;
use crate::ids::{DebtId, PlanId, PromiseId};
use crate::money::Money;

/// The day of all examples.
pub(super) fn start() -> NaiveDate {
    "2026-11-24".parse().expect("a day")
}

/// So many days from the day of all examples.
pub(super) fn on(days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { start() - by } else { start() + by }
}

fn soles() -> Currency {
    Currency::parse("PEN").expect("PEN")
}

pub(super) fn standing(days_late: i64, minor: i64) -> Standing {
    let total = Money::new(minor, soles()).expect("positive");
    Standing { days_late, total, debts: 1, tags: vec!["vip".to_owned()] }
}

pub(super) fn step(kind: StepKind, days: u16) -> Step {
    Step {
        id: None,
        name: format!("{}-{days}", kind.code()),
        kind,
        days,
        audience: Audience::default(),
        means: Means::Message(vec![Channel::WhatsApp, Channel::Email]),
    }
}

fn sequence(gap_days: u16, steps: &[(StepKind, u16)]) -> Sequence {
    let steps = steps.iter().map(|(kind, days)| step(*kind, *days)).collect();
    Sequence { gap_days, steps }
}

/// The usual ladder of a debt.
fn ladder() -> Sequence {
    use StepKind::{Courtesy, Final, Firm, Kind};
    sequence(7, &[(Courtesy, 3), (Kind, 4), (Kind, 12), (Firm, 20), (Firm, 30), (Final, 45)])
}

/// A debt by its number, due on a day of the examples.
pub(super) fn debt(number: u128, due: i64) -> Subject {
    let about = About::Debt { due_on: on(due) };
    Subject { id: SubjectId::Debt(DebtId::from_bits(number)), about, standing: 0 }
}

fn instalment(due: i64, missed: Option<i64>) -> Subject {
    let id = SubjectId::Instalment(PlanId::from_bits(1), 2, on(due));
    let grace_until = on(due + 3);
    let about = About::Instalment { due_on: on(due), grace_until, missed_on: missed.map(on) };
    Subject { id, about, standing: 0 }
}

fn promise(pay: i64, broken: Option<i64>) -> Subject {
    let id = SubjectId::Promise(PromiseId::from_bits(1));
    let about = About::Promise { pay_on: on(pay), broken_on: broken.map(on) };
    Subject { id, about, standing: 0 }
}

fn covered(subject: &Subject, step: &Step) -> Covered {
    Covered { subject: subject.id.clone(), step: step.key().to_owned(), kind: step.kind }
}

/// By e-mail, and by whoever calls or comes.
const BY_EMAIL: [Channel; 3] = [Channel::Email, Channel::Call, Channel::Visit];
const NO_CHANNEL: [Channel; 0] = [];

/// The name of what is due today, and of how many subjects it speaks.
fn named(
    sequence: &Sequence,
    subjects: &[Subject],
    (covered, contacts): (&[Covered], &[NaiveDate]),
    resting: Resting,
) -> Option<(String, usize)> {
    let standings = [standing(44, 10_000)];
    let reachable = &BY_EMAIL;
    let preferred = None;
    let case = Case { standings: &standings, subjects, resting, reachable, preferred, closed: &[] };
    let due = due(sequence, &case, &Past { covered, unheard: &[], tried: &[], contacts }, start())?;
    Some((sequence.steps[due.step].name.clone(), due.covers.len()))
}

fn fresh(sequence: &Sequence, subjects: &[Subject]) -> Option<String> {
    named(sequence, subjects, (&[], &[]), Resting::No).map(|(name, _)| name)
}
