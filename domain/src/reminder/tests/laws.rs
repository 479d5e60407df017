//! Laws of planning, over cases that live for a season: things are paid, holds come and go.

use std::collections::{BTreeSet, HashMap};

use proptest::prelude::*;

use super::*;

/// What may happen on a day.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// Nothing.
    Nothing,
    /// The thing at this place is paid.
    Paid(usize),
    /// Reminders begin or cease to rest.
    Hold,
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        12 => Just(Event::Nothing),
        1 => (0..6_usize).prop_map(Event::Paid),
        1 => Just(Event::Hold),
    ]
}

fn any_step() -> impl Strategy<Value = Step> {
    (prop::sample::select(StepKind::ALL.to_vec()), 0..35_u16, any::<bool>()).prop_map(
        |(kind, days, is_task)| {
            let one = step(kind, days);
            let task = Means::Task { kind: TaskKind::Call, script: "Llamar.".to_owned() };
            if is_task && days > 20 { Step { means: task, ..one } } else { one }
        },
    )
}

fn any_sequence() -> impl Strategy<Value = Sequence> {
    let steps = prop::collection::vec(any_step(), 1..9);
    (1..12_u16, steps).prop_map(|(gap_days, mut steps)| {
        let mut names = BTreeSet::new();
        steps.retain(|step| names.insert(step.name.clone()));
        Sequence { gap_days, steps }
    })
}

/// Debts, and one instalment, due around the beginning.
fn any_subjects() -> impl Strategy<Value = Vec<Subject>> {
    (prop::collection::vec(-30..60_i64, 1..4), 0..50_i64).prop_map(|(dues, date)| {
        let debts = (1..).zip(dues).map(|(number, due)| debt(number, due));
        let date = on(date);
        let about =
            About::Instalment { due_on: date, grace_until: date + Days::new(3), missed_on: None };
        let id = SubjectId::Instalment(PlanId::from_bits(1), 1, date);
        debts.chain([Subject { id, about, standing: 0 }]).collect()
    })
}

/// One case through its days.
struct Life<'a> {
    sequence: &'a Sequence,
    subjects: Vec<Subject>,
    resting: Resting,
    covered: Vec<Covered>,
    contacts: Vec<NaiveDate>,
}

impl Life<'_> {
    /// The subjects as they stand on a day.
    fn standing_on(&self, day: NaiveDate) -> Vec<Subject> {
        let by = |one: &Subject| Subject { about: one.about.by(day), ..one.clone() };
        self.subjects.iter().map(by).collect()
    }

    fn due(&self, subjects: &[Subject], day: NaiveDate) -> Option<Due> {
        let standings = [standing(10, 10_000)];
        let reachable = &[Channel::Email];
        let resting = self.resting;
        let case = Case { standings: &standings, subjects, resting, reachable, closed: &[] };
        let past = Past { covered: &self.covered, contacts: &self.contacts };
        due(self.sequence, &case, &past, day)
    }

    /// Plans a day, and says what was planned.
    fn day(&mut self, day: NaiveDate) -> Option<(Due, Vec<Covered>)> {
        let subjects = self.standing_on(day);
        let found = self.due(&subjects, day)?;
        let news = found.covers.iter().map(|cover| {
            let step = &self.sequence.steps[cover.step];
            let subject = subjects[cover.subject].id.clone();
            Covered { subject, step: step.name.clone(), kind: step.kind }
        });
        let news: Vec<_> = news.collect();
        self.covered.extend(news.iter().cloned());
        self.contacts.push(day);
        Some((found, news))
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Nothing => {}
            Event::Paid(place) if place < self.subjects.len() => {
                self.subjects.remove(place);
            }
            Event::Paid(_) => {}
            Event::Hold if self.resting == Resting::No => self.resting = Resting::Wholly,
            Event::Hold => self.resting = Resting::No,
        }
    }
}

/// The first firm word about a debt has a kind one before it, where one had its day.
fn is_kind_first(
    sequence: &Sequence,
    heard: &[StepKind],
    subject: &Subject,
    day: NaiveDate,
) -> bool {
    let had_its_day = |kind: StepKind| {
        let its = sequence.steps.iter().filter(|step| step.kind == kind);
        its.filter_map(|step| subject.about.days(kind, step.days)).any(|(from, _)| from <= day)
    };
    let Some(last) = heard.last() else { return true };
    let before = &heard[..heard.len() - 1];
    [StepKind::Kind, StepKind::Firm].into_iter().all(|kinder| {
        kinder >= *last || before.iter().any(|kind| *kind >= kinder) || !had_its_day(kinder)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn contacts_are_few_and_each_step_comes_once(
        sequence in any_sequence(),
        subjects in any_subjects(),
        events in prop::collection::vec(any_event(), 60),
    ) {
        let mut life = Life {
            sequence: &sequence,
            subjects,
            resting: Resting::No,
            covered: Vec::new(),
            contacts: Vec::new(),
        };
        let mut known = BTreeSet::new();
        let mut heard: HashMap<SubjectId, Vec<StepKind>> = HashMap::new();
        for (event, days) in events.into_iter().zip(0..) {
            life.happen(event);
            let day = on(days);
            let there = life.standing_on(day);
            let last = life.contacts.last().copied();
            let again = life.due(&there, day);
            let planned = life.day(day);
            prop_assert_eq!(&again, &planned.as_ref().map(|(due, _)| due.clone()), "replayable");
            let Some((due, news)) = planned else { continue };
            prop_assert_eq!(life.resting, Resting::No);
            if let Some(last) = last {
                prop_assert!((day - last).num_days() >= i64::from(sequence.gap_days));
            }
            let top = sequence.steps[due.step].kind;
            for one in news {
                prop_assert!(known.insert((one.subject.clone(), one.step.clone())), "{:?}", one);
                prop_assert!(one.kind <= top && one.kind.family() == top.family());
                let subject = there.iter().find(|subject| subject.id == one.subject);
                let subject = subject.expect("only what is owed is spoken of");
                if one.kind.family() == Family::Late {
                    let words = heard.entry(one.subject).or_default();
                    words.push(one.kind);
                    prop_assert!(is_kind_first(&sequence, words, subject, day), "{:?}", words);
                }
            }
            // The same day again brings nothing more.
            prop_assert_eq!(life.day(day), None);
        }
    }

    #[test]
    fn looking_ahead_is_living_ahead(
        sequence in any_sequence(),
        subjects in any_subjects(),
        days in 0..20_i64,
    ) {
        let standings = [standing(10, 10_000)];
        let (resting, reachable) = (Resting::No, &[Channel::Email]);
        let case =
            Case { standings: &standings, subjects: &subjects, resting, reachable, closed: &[] };
        let past = Past { covered: &[], contacts: &[] };
        let seen = ahead(&sequence, &case, &past, on(days));
        let mut life = Life {
            sequence: &sequence,
            subjects: subjects.clone(),
            resting,
            covered: Vec::new(),
            contacts: Vec::new(),
        };
        let end = days + i64::try_from(DAYS_AHEAD).expect("few");
        let lived = (days..end).filter_map(|day| Some((on(day), life.day(on(day))?.0)));
        let lived: Vec<_> = lived.map(|(on, due)| Ahead { on, due }).collect();
        prop_assert_eq!(seen, lived);
    }
}
