//! The contact rules on a whole portal, day after day (reliability J5): reminders of a sequence with a call are planned at
//! night and leave when they may; people pay, stop messages, say something and promise meanwhile, and live in other
//! zones than the creditor. Judged are the mailbox and the tasks, by themselves.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::calendar::is_business_day;
use domain::contact::{Channel, Channels};
use domain::country::Country;
use domain::ids::{CaseId, TaskId};
use domain::national_id::{IdKind, NationalId};
use server::store::answer::AnswerKind;
use server::store::debtor::Person;
use server::store::hold::{self, HoldKind};
use server::store::promise as promises;
use server::use_cases::debt::{self, NewDebt};
use server::use_cases::task::{self, Finish, Outcome};
use server::use_cases::wish::{self, Change};
use server::use_cases::{hold as holds, inbox, wall_clock};

use crate::contact_year::is_open;
use crate::engine::on_both_engines;
use crate::instalments::pay;
use crate::mail::{self, Letter};
use crate::portal::{TestPortal, pen};
use crate::reminders::{apply, night, promise, states};
use crate::size::{Dice, size};
use crate::ways_out::{POLICY, offer};

const SEQUENCE: &str = r#"
name = "Un año"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["email"]
[[step]]
name = "Llamada"
kind = "firm"
days = 14
task = "call"
script = "Buenos días."
[[step]]
name = "Directo"
kind = "firm"
days = 24
channels = ["email"]
[[step]]
name = "Víspera"
kind = "promise-eve"
days = 1
channels = ["email"]
[[step]]
name = "Compromiso"
kind = "promise-broken"
days = 1
channels = ["email"]
"#;

/// Where people are: the clinic's zone, which is said of nobody, and three others.
const ZONES: [Option<&str>; 4] =
    [None, Some("America/Tijuana"), Some("America/Santiago"), Some("Atlantic/Canary")];

/// At these times of the clinic's day somebody looks, after the night; people act at the third.
const LOOKS: [(u32, u32); 7] = [(2, 30), (7, 5), (10, 30), (15, 30), (19, 55), (21, 30), (23, 50)];

/// What everybody owes.
const OWED: i64 = 40_000;

/// What somebody does on one day of the year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fate {
    Nothing,
    Pays,
    Refuses,
    /// Says something that the team answers after three weeks.
    Says,
    /// Promises, and does not pay.
    Promises,
}

/// What stands against writing to somebody, as the test knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Now {
    Open,
    /// For good, or until the team answers.
    Shut,
    /// Only the eve until this day is over.
    Promised(NaiveDate),
}

struct Somebody {
    case: CaseId,
    email: String,
    zone: Tz,
    due_on: NaiveDate,
    fate: Fate,
    acts_on: u64,
    now: Now,
    written: Vec<DateTime<Utc>>,
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day")
}

async fn somebody(portal: &TestPortal, n: usize, dice: &mut Dice) -> Somebody {
    let fates = [Fate::Nothing, Fate::Pays, Fate::Refuses, Fate::Says, Fate::Promises];
    let (fate, zone) = (fates[n % fates.len()], ZONES[n / fates.len() % ZONES.len()]);
    let email = format!("persona{n}@example.pe");
    let late = i64::try_from(dice.between(0, 40)).expect("small");
    // Who does nothing hears the whole sequence; more time is given to those who are late already.
    let due_on = match fate {
        Fate::Nothing => first_day() + TimeDelta::days(late / 4),
        _ => first_day() - TimeDelta::days(late),
    };
    let new = NewDebt {
        debtor_reference: format!("P-{n}"),
        person: Person {
            name: Some("Rosa Quispe Mamani".to_owned()),
            email: Some(email.clone()),
            phone: Some(format!("+51987{n:06}")),
            zone: zone.map(str::to_owned),
            national_id: NationalId::parse(IdKind::PeDni, "45678912").ok(),
            ..Person::default()
        },
        reference: format!("B-{n}"),
        description: None,
        document_type: Some("Boleta".to_owned()),
        issued_on: NaiveDate::from_ymd_opt(2026, 9, 11),
        due_on: Some(due_on),
        amount: pen(OWED),
    };
    let (case, _) = debt::add(&portal.portal, &portal.clinic, &new).await.expect("a debt");
    let zone = zone.unwrap_or("America/Lima").parse().expect("a zone");
    let acts_on = u64::try_from(dice.between(2, 30)).expect("small");
    Somebody { case, email, zone, due_on, fate, acts_on, now: Now::Open, written: Vec::new() }
}

fn lima(portal: &TestPortal) -> NaiveDateTime {
    wall_clock::local(chrono_tz::America::Lima, portal.portal.clock.now())
}

/// Moves the clocks to a time of the clinic's day.
async fn go_to(portal: &TestPortal, day: NaiveDate, (hour, minute): (u32, u32)) {
    let time = day.and_hms_opt(hour, minute, 0).expect("a time");
    portal.advance(time - lima(portal)).await;
}

impl Somebody {
    /// What they do on their day, and what the team does about it.
    async fn act(&mut self, portal: &TestPortal, (number, today): (u64, NaiveDate)) -> bool {
        let (here, clinic) = (&portal.portal, &portal.clinic);
        match self.fate {
            Fate::Says if number == self.acts_on + 21 => {
                let mut conn = here.store.read().await.expect("a connection");
                let placed = hold::active(&mut conn, clinic, &self.case).await.expect("holds");
                drop(conn);
                inbox::lift(here, clinic, (&self.case, &placed[0].id), "ana")
                    .await
                    .expect("lifted");
                self.now = Now::Open;
            }
            _ if number != self.acts_on => return false,
            Fate::Nothing => return false,
            Fate::Pays => {
                pay(portal, &self.case, OWED, &format!("pays-{}", self.email)).await;
                self.now = Now::Shut;
            }
            Fate::Refuses => {
                let change = Change::Refuse(Channels::NONE.with(Channel::Email));
                wish::set(here, clinic, &self.case, (change, "debtor")).await.expect("heard");
                self.now = Now::Shut;
            }
            Fate::Says => {
                let kind = HoldKind::Said(AnswerKind::Talk);
                holds::place(here, clinic, &self.case, kind).await.expect("placed");
                self.now = Now::Shut;
            }
            Fate::Promises => {
                let mut days = (2..=10).rev().map(|days| today + Days::new(days));
                let on = days.find(|day| is_business_day(Country::Pe, *day));
                let on = on.expect("a business day in a week");
                promise(portal, &self.case, &on.to_string()).await;
                let mut conn = here.store.read().await.expect("a connection");
                let held =
                    promises::held_until(&mut conn, clinic, &self.case).await.expect("asked");
                assert_eq!(held, Some(on), "it was not promised");
                self.now = Now::Promised(on);
            }
        }
        true
    }

    /// A letter that nobody asked for has just left.
    fn judge(&mut self, letter: &Letter, (now, today): (DateTime<Utc>, NaiveDate)) {
        let who = format!("{} {:?} on {today}: {}", self.email, self.fate, letter.subject);
        let local = wall_clock::local(self.zone, now);
        assert!(is_open(Country::Pe, local), "{who}: at {local} in {}", self.zone);
        if let Some(last) = self.written.last() {
            assert!(now - *last >= TimeDelta::days(7), "{who}: {last} and {now}");
        }
        match self.now {
            Now::Open => {}
            Now::Shut => panic!("{who}: nothing may be written"),
            Now::Promised(on) if today > on => {}
            Now::Promised(on) => {
                assert!(letter.subject.starts_with("Tu fecha:") && today < on, "{who}");
            }
        }
        self.written.push(now);
    }

    /// Whether a call with them may be planned today.
    fn may_be_called(&self, today: NaiveDate) -> bool {
        match self.now {
            Now::Open => true,
            // Who refuses e-mail may be called.
            Now::Shut => self.fate == Fate::Refuses,
            Now::Promised(on) => today > on,
        }
    }
}

/// A year, or the part of it that one has time for.
struct Life {
    people: Vec<Somebody>,
    /// What has left, each as it left.
    letters: BTreeSet<String>,
    tasks: BTreeSet<TaskId>,
}

impl Life {
    async fn day(&mut self, portal: &TestPortal, number: u64) {
        let today = first_day() + Days::new(number);
        go_to(portal, today, (0, 5)).await;
        night(portal).await;
        self.look(portal, today, false).await;
        self.tasks(portal, today).await;
        self.looks(portal, number).await;
    }

    /// What is left of a day after its night.
    async fn looks(&mut self, portal: &TestPortal, number: u64) {
        let today = first_day() + Days::new(number);
        for (place, time) in LOOKS.into_iter().enumerate() {
            go_to(portal, today, time).await;
            let mut acted = false;
            if place == 2 {
                for one in &mut self.people {
                    acted |= one.act(portal, (number, today)).await;
                }
                self.call(portal, today).await;
            }
            self.look(portal, today, acted).await;
        }
    }

    /// Lets leave what may, and judges it. Only what people did just now is answered unjudged.
    async fn look(&mut self, portal: &TestPortal, today: NaiveDate, acted: bool) {
        portal.run_jobs().await;
        let here = std::fs::read_dir(&portal.mailbox).map(Iterator::count).unwrap_or_default();
        if here == self.letters.len() {
            return;
        }
        let now = portal.portal.clock.now();
        for letter in mail::all(portal) {
            if !self.letters.insert(letter.raw.clone()) {
                continue;
            }
            if letter.raw.contains("List-Unsubscribe: ") {
                let of = |one: &&mut Somebody| one.email == letter.to;
                self.people.iter_mut().find(of).expect("known").judge(&letter, (now, today));
            } else {
                assert!(acted, "{} to {} on {today}", letter.subject, letter.to);
            }
        }
    }

    /// The tasks that the night has planned.
    async fn tasks(&mut self, portal: &TestPortal, today: NaiveDate) {
        for one in task::open(&portal.portal, &portal.clinic).await.expect("tasks") {
            if !self.tasks.insert(one.id) {
                continue;
            }
            let who = self.people.iter().find(|somebody| somebody.case == one.case).expect("known");
            assert!(who.may_be_called(today), "{} {:?} on {today}", who.email, who.fate);
            let opens = (0..24).filter_map(|hour| one.due_on.and_hms_opt(hour, 30, 0)).any(|at| {
                let at = wall_clock::instant(chrono_tz::America::Lima, at);
                is_open(Country::Pe, wall_clock::local(who.zone, at))
            });
            assert!(opens, "{} is to be called on {}", who.email, one.due_on);
            let lately = |at: &DateTime<Utc>| portal.portal.clock.now() - *at < TimeDelta::days(6);
            assert!(!who.written.last().is_some_and(lately), "{} on {today}", who.email);
        }
    }

    /// On business days the team does what stands in its list.
    async fn call(&self, portal: &TestPortal, today: NaiveDate) {
        if !is_business_day(Country::Pe, today) {
            return;
        }
        for one in task::open(&portal.portal, &portal.clinic).await.expect("tasks") {
            let finish = Finish { outcome: Outcome::Reached, day: None, note: "", who: "ana" };
            task::finish(&portal.portal, &portal.clinic, &one.id, finish).await.expect("ended");
        }
    }
}

on_both_engines! {
    async fn a_portal_writes_when_and_as_often_as_it_may_and_loses_nothing(portal) {
        let mut dice = Dice::of("J5, a portal");
        offer(portal, POLICY).await;
        apply(portal, SEQUENCE, None).await;
        let mut life = Life { people: Vec::new(), letters: BTreeSet::new(), tasks: BTreeSet::new() };
        for n in 0..size(20, 50) {
            life.people.push(somebody(portal, n, &mut dice).await);
        }
        let days = u64::try_from(size(70, 365)).expect("small");
        for number in 1..=days {
            life.day(portal, number).await;
        }
        // Nothing more is planned, and all that waits may leave.
        for number in days + 1..=days + 10 {
            life.looks(portal, number).await;
        }
        for one in &life.people {
            let mut told = states(portal, &one.case).await;
            told.sort();
            let waiting = told.iter().any(|(_, state, _)| state == "queued" || state == "open");
            assert!(!waiting, "{} {:?} {told:?}", one.email, one.fate);
            if one.fate == Fate::Nothing {
                let told: Vec<_> = told.iter().map(|(step, state, _)| (&**step, &**state)).collect();
                let expected = [("Amable", "sent"), ("Directo", "sent"), ("Llamada", "done")];
                assert_eq!(told, expected, "{} in {}, due on {}", one.email, one.zone, one.due_on);
            }
        }
        let eves = mail::all(portal).iter().filter(|one| one.subject.starts_with("Tu fecha:")).count();
        assert!(eves > 0, "somebody was told of a promise");
    }
}
