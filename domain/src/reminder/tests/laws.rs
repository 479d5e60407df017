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
    /// The debtor can be reached no more, or again.
    Reach,
    /// What is planned on this day never leaves.
    Lost,
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        12 => Just(Event::Nothing),
        1 => (0..6_usize).prop_map(Event::Paid),
        1 => Just(Event::Hold),
        1 => Just(Event::Reach),
        3 => Just(Event::Lost),
    ]
}

fn any_step() -> impl Strategy<Value = Step> {
    (prop::sample::select(StepKind::ALL.to_vec()), 0..35_u16, any::<bool>()).prop_map(
        |(kind, days, is_task)| {
            let one = Step { audience: late_enough(days), ..step(kind, days) };
            let task = Means::Task { kind: TaskKind::Call, script: "Llamar.".to_owned() };
            if is_task && days > 20 { Step { means: task, ..one } } else { one }
        },
    )
}

/// Some steps are only for cases that are late enough.
fn late_enough(days: u16) -> Audience {
    let fits = match days % 5 {
        0 => Fits { days_late: Some(i64::from(days)..=i64::MAX), ..Fits::default() },
        1 => Fits { days_late: Some(i64::MIN..=i64::from(days) + 10), ..Fits::default() },
        _ => Fits::default(),
    };
    Audience { currency: None, fits }
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
    reachable: &'static [Channel],
    covered: Vec<Covered>,
    tried: Vec<Tried>,
    contacts: Vec<NaiveDate>,
}

impl<'a> Life<'a> {
    fn new(sequence: &'a Sequence, subjects: Vec<Subject>) -> Self {
        Self {
            sequence,
            subjects,
            resting: Resting::No,
            reachable: &BY_EMAIL,
            covered: Vec::new(),
            tried: Vec::new(),
            contacts: Vec::new(),
        }
    }

    /// The subjects as they stand on a day.
    fn standing_on(&self, day: NaiveDate) -> Vec<Subject> {
        let by = |one: &Subject| Subject { about: one.about.by(day), ..one.clone() };
        self.subjects.iter().map(by).collect()
    }

    fn due(&self, subjects: &[Subject], day: NaiveDate) -> Option<Due> {
        let standings = [standing_of(subjects, day)];
        let (standings, resting, reachable) = (&standings, self.resting, self.reachable);
        let case = Case { standings, subjects, resting, reachable, preferred: None, closed: &[] };
        let past = Past {
            covered: &self.covered,
            unheard: &[],
            tried: &self.tried,
            contacts: &self.contacts,
        };
        due(self.sequence, &case, &past, day)
    }

    /// Plans a day, and says what was planned: nothing, where it would reach nobody.
    fn day(&mut self, day: NaiveDate) -> Option<(Due, Vec<Covered>)> {
        let subjects = self.standing_on(day);
        let found = self.due(&subjects, day)?;
        if !self.reaches(&self.sequence.steps[found.step]) {
            return None;
        }
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

    /// What was planned today never leaves.
    fn lose(&mut self, news: &[Covered], on: NaiveDate) {
        self.contacts.pop();
        self.covered.retain(|one| !news.contains(one));
        let tried = |one: &Covered| {
            let (subject, step) = (one.subject.clone(), one.step.clone());
            Tried { subject, step, on, lost_by: None }
        };
        self.tried.extend(news.iter().map(tried));
    }

    /// Whether the debtor is reached by a step.
    fn reaches(&self, step: &Step) -> bool {
        match &step.means {
            Means::Task { kind, .. } => self.reachable.contains(&kind.channel()),
            Means::Message(_) => !self.reachable.is_empty(),
        }
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Nothing | Event::Lost | Event::Paid(_) => {}
            Event::Hold if self.resting == Resting::No => self.resting = Resting::Wholly,
            Event::Hold => self.resting = Resting::No,
            Event::Reach if self.reachable.is_empty() => self.reachable = &BY_EMAIL,
            Event::Reach => self.reachable = &[],
        }
        if let Event::Paid(place) = event
            && place < self.subjects.len()
        {
            self.subjects.remove(place);
        }
    }
}

/// How a case of these subjects stands on a day.
fn standing_of(subjects: &[Subject], day: NaiveDate) -> Standing {
    let dates = subjects.iter().filter_map(|subject| subject.about.due_on());
    standing(dates.map(|due| (day - due).num_days()).max().unwrap_or_default(), 10_000)
}

/// The first firm word about a debt has a kind one before it, where one that reaches the debtor had its day; a
/// last word is never the first one where any other had.
fn is_kind_first(
    life: &Life<'_>,
    heard: &[StepKind],
    (subject, subjects): (&Subject, &[Subject]),
    day: NaiveDate,
) -> bool {
    let standing = standing_of(subjects, day);
    let had_its_day = |kind: StepKind, all: bool| {
        let its = life.sequence.steps.iter().filter(|step| {
            step.kind == kind && step.audience.holds(&standing) && (all || life.reaches(step))
        });
        its.filter_map(|step| subject.about.days(step.kind, step.days)).any(|(from, _)| from <= day)
    };
    let Some((last, before)) = heard.split_last() else { return true };
    [StepKind::Kind, StepKind::Firm].into_iter().all(|kinder| {
        let is_abrupt = *last == StepKind::Final && before.is_empty();
        let skipped = had_its_day(kinder, is_abrupt);
        kinder >= *last || before.iter().any(|kind| *kind >= kinder) || !skipped
    })
}

proptest! {
    #![proptest_config(crate::law::tried(10_000))]

    #[test]
    fn contacts_are_few_and_each_step_comes_once(
        sequence in any_sequence(),
        subjects in any_subjects(),
        events in prop::collection::vec(any_event(), 60),
    ) {
        let mut life = Life::new(&sequence, subjects);
        let mut known = BTreeSet::new();
        let mut heard: HashMap<SubjectId, Vec<StepKind>> = HashMap::new();
        for (event, days) in events.into_iter().zip(0..) {
            life.happen(event);
            let day = on(days);
            let there = life.standing_on(day);
            let last = life.contacts.last().copied();
            let again = life.due(&there, day);
            let planned = life.day(day);
            let reaching = again.filter(|due| life.reaches(&sequence.steps[due.step]));
            prop_assert_eq!(&reaching, &planned.as_ref().map(|(due, _)| due.clone()), "replayable");
            let Some((due, news)) = planned else { continue };
            // The same day again brings nothing more.
            prop_assert_eq!(life.day(day), None);
            for one in &news {
                let is_too_soon = |tried: &&Tried| {
                    let days = (day - tried.on).num_days();
                    tried.step == one.step && days < i64::from(sequence.gap_days)
                };
                let mut before = life.tried.iter().filter(is_too_soon);
                prop_assert!(before.all(|tried| tried.subject != one.subject));
            }
            if matches!(event, Event::Lost) {
                life.lose(&news, day);
                continue;
            }
            prop_assert_eq!(life.resting, Resting::No);
            if let Some(last) = last {
                prop_assert!((day - last).num_days() >= i64::from(sequence.gap_days));
            }
            let top = sequence.steps[due.step].kind;
            for one in news {
                prop_assert!(known.insert((one.subject.clone(), one.step.clone())), "{:?}", one);
                let is_late = one.kind.family() == Family::Late;
                prop_assert!(one.kind.family() == top.family() && (one.kind == top || !is_late));
                let subject = there.iter().find(|subject| subject.id == one.subject);
                let subject = subject.expect("only what is owed is spoken of");
                if one.kind.family() == Family::Late {
                    let words = heard.entry(one.subject).or_default();
                    words.push(one.kind);
                    let of = (subject, &*there);
                    prop_assert!(is_kind_first(&life, words, of, day), "{:?}", words);
                }
            }
        }
    }

    #[test]
    fn looking_ahead_is_living_ahead(
        sequence in any_sequence(),
        subjects in any_subjects(),
        days in 0..20_i64,
    ) {
        let mut life = Life::new(&sequence, subjects.clone());
        let standings = [standing_of(&subjects, on(days))];
        let case = Case {
            standings: &standings,
            subjects: &subjects,
            resting: Resting::No,
            reachable: &BY_EMAIL,
            preferred: None,
            closed: &[],
        };
        let past = Past { covered: &[], unheard: &[], tried: &[], contacts: &[] };
        let seen = ahead(|_| Some(&sequence), &case, &past, (on(days), DAYS_AHEAD));
        let end = days + i64::try_from(DAYS_AHEAD).expect("few");
        let lived = (days..end).filter_map(|day| Some((on(day), life.day(on(day))?.0)));
        let lived: Vec<_> = lived
            .map(|(on, due)| Ahead { on, step: &sequence.steps[due.step], due })
            .collect();
        prop_assert_eq!(seen, lived);
    }
}
