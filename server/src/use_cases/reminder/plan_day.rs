//! Planning a day: every case once, page by page, so that memory stays flat and a killed run goes on where
//! it stopped. What a page asks is a fixed number of statements, but for calls, visits and letters on paper: of each the contact
//! rules are asked by itself.

mod settled;
mod told;

use chrono::{DateTime, Utc};
use domain::contact::Channel;
use domain::ids::{CaseId, MessageId, ReminderId, TaskId};
use domain::reminder::{Cover, Covered, Due, Means, Step, SubjectId, TaskKind, due};
use sqlx::AnyConnection;

use super::ask::{Ask, Depth};
use super::facts::Facts;
use super::on_its_way::{leave_out, since};
use super::readable::{is_of_one, left_out, readable};
use super::turn::{Turn, turn};
use super::{MESSAGE, NEXT_STEP, cancel_tasks_about};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::reminder::{NO_MEANS, Reminder};
use crate::store::reminder_bulk::{self, Bulk};
use crate::store::reminder_day::{self, Place, Stage};
use crate::store::reminder_page as page;
use crate::store::task::{Task, TaskState};
use crate::store::{StoreError, Tx, case, creditor, on_its_way, reminder_return};
use crate::tenant::Tenant;
use crate::use_cases::sequence::{self, Stored};
use crate::use_cases::{PortalError, damaged, plan, reach, task, wall_clock, work};

/// Cases that are planned in one transaction: as many as hold their locks for less than a tenth of a second.
const PAGE: i64 = 500;

/// The state of what a rule keeps from being done.
const BLOCKED: &str = "blocked";

/// Plans the reminders of the creditor's day, if a sequence is in force. It may be called as often as one
/// likes: a day is planned once, and a run that was killed goes on behind the last page that it committed.
pub async fn plan_day(portal: &Portal, tenant: &Tenant) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let Some(stored) = sequence::in_force(&mut conn, tenant, now).await? else {
        drop(conn);
        return task::sweep(portal, tenant).await;
    };
    let settings = creditor::settings(&mut conn, tenant).await?;
    let today = wall_clock::local(settings.zone, now).date();
    let known = reminder_day::find(&mut conn, tenant).await?;
    drop(conn);
    let mut place = match known.filter(|place| place.day >= today) {
        Some(place) => place,
        None => {
            // Dates are missed and promises broken before anybody is reminded of them. A plan that does not
            // read keeps nobody else waiting: the job of those days says so again and again.
            match plan::day_begins(portal, tenant).await {
                Err(error @ PortalError::Store(StoreError::Database(_))) => return Err(error),
                Err(error) => work::note_failure("the day of plans", &error),
                Ok(()) => {}
            }
            task::sweep(portal, tenant).await?;
            Place { day: today, stage: Stage::Owing, after: String::new() }
        }
    };
    let sequence = &stored.sequence;
    let ready = reach::ready(portal, &settings);
    let ask = Ask { tenant, settings: &settings, sequence, now, depth: Depth::Today, ready };
    let run = Run { portal, stored: &stored, ask };
    while place.stage != Stage::Done {
        place = match place.stage {
            Stage::Owing => run.owing(place).await?,
            Stage::Settled | Stage::Done => run.settled(place).await?,
        };
        // Pages wait for the same threads.
        tokio::task::yield_now().await;
    }
    Ok(())
}

struct Run<'a> {
    portal: &'a Portal,
    stored: &'a Stored,
    ask: Ask<'a>,
}

/// One contact that is due, and when somebody may make it.
struct Planned {
    facts: Facts,
    due: Due,
    turn: Turn,
}

impl Run<'_> {
    /// Plans the cases that owe something, from a place on; gives the place behind them. While one page is
    /// written the next one is read: no case is in both.
    async fn owing(&self, place: Place) -> Result<Place, PortalError> {
        let (mut planned, mut next) = self.page(place).await?;
        while next.stage == Stage::Owing {
            let (changed, page) =
                tokio::join!(self.write(&planned, &next), self.page(next.clone()));
            self.again(&changed?, &next).await?;
            (planned, next) = page?;
            // Pages wait for the same threads.
            tokio::task::yield_now().await;
        }
        let changed = self.write(&planned, &next).await?;
        self.again(&changed, &next).await?;
        Ok(next)
    }

    /// What is due of the next page of cases that owe something, and the place behind it.
    async fn page(&self, place: Place) -> Result<(Vec<Planned>, Place), PortalError> {
        let mut conn = self.portal.store.read().await?;
        let heads = page::owing(&mut conn, self.ask.tenant, (&place.after, PAGE)).await?;
        let is_full = i64::try_from(heads.len()).is_ok_and(|count| count == PAGE);
        let last = heads.last().filter(|_| is_full).map(|head| head.case.to_string());
        let after: Option<CaseId> = place.after.parse().ok();
        let (all, mut damaged) = readable(&mut conn, &self.ask, (heads, after.as_ref())).await?;
        let planned = self.planned(&mut conn, all, &mut damaged).await?;
        drop(conn);
        self.tell_of(&damaged).await?;
        let next = match last {
            Some(after) => Place { after, ..place },
            None => Place { stage: Stage::Settled, after: String::new(), ..place },
        };
        Ok((planned, next))
    }

    /// Tells the team of cases that do not read.
    async fn tell_of(&self, cases: &[CaseId]) -> Result<(), PortalError> {
        for case in cases {
            damaged::tell(self.portal, self.ask.tenant, case).await?;
        }
        Ok(())
    }

    /// Looks once more at cases that changed while they were looked at: what is due today only would be lost.
    async fn again(&self, changed: &[CaseId], next: &Place) -> Result<(), PortalError> {
        if changed.is_empty() {
            return Ok(());
        }
        let mut conn = self.portal.store.read().await?;
        let (mut all, mut damaged) = (Vec::with_capacity(changed.len()), Vec::new());
        for case in changed {
            let head = page::one(&mut conn, self.ask.tenant, case).await?;
            let heads = head.into_iter().collect();
            let (read, lost) = readable(&mut conn, &self.ask, (heads, None)).await?;
            all.extend(read);
            damaged.extend(lost);
        }
        let planned = self.planned(&mut conn, all, &mut damaged).await?;
        drop(conn);
        self.tell_of(&damaged).await?;
        self.write(&planned, next).await.map(drop)
    }

    /// What is due of these cases and reaches somebody, without what money is on its way to or was written about;
    /// those of which more does not read are added to the damaged ones.
    async fn planned(
        &self,
        conn: &mut AnyConnection,
        all: Vec<Facts>,
        damaged: &mut Vec<CaseId>,
    ) -> Result<Vec<Planned>, PortalError> {
        let with_due = |facts: Facts| {
            let due = self.due(&facts)?;
            Some((facts, due))
        };
        let found: Vec<_> = all.into_iter().filter_map(with_due).collect();
        let cases: Vec<&str> = found.iter().map(|(facts, _)| facts.head.case.as_str()).collect();
        let since = since(self.ask.settings, self.ask.now);
        let waits = on_its_way::debts(conn, self.ask.tenant, (&cases, since)).await?;
        let mut left = Vec::with_capacity(found.len());
        for (mut facts, due) in found {
            let due = if leave_out(&mut facts, &waits) { self.due(&facts) } else { Some(due) };
            left.extend(due.map(|due| (facts, due)));
        }
        let told = self.told(conn, &left).await?;
        let mut planned = Vec::with_capacity(left.len());
        for (facts, due) in left {
            if !told.contains(&facts.head.case) {
                let of = (&facts.head.case, &due);
                let found = turn(conn, self.portal, &self.ask, of).await;
                match found {
                    Err(error) if is_of_one(&error) => {
                        left_out(&facts.head.case, &error);
                        damaged.push(facts.head.case);
                    }
                    found => planned.push(Planned { turn: found?, facts, due }),
                }
            }
        }
        Ok(planned)
    }

    /// What is due of a case today and reaches somebody. What does not is not planned, so that it is not used up:
    /// the page of the case says why.
    fn due(&self, facts: &Facts) -> Option<Due> {
        let today = self.ask.today();
        let due = due(self.ask.sequence, &facts.case(), &facts.past(), today)?;
        Some(due).filter(|due| due.is_reached)
    }

    /// Writes what was planned, and how far planning has come, in one commit; gives the cases of which something
    /// has changed since they were looked at: of them nothing is written.
    async fn write(&self, planned: &[Planned], next: &Place) -> Result<Vec<CaseId>, PortalError> {
        let (tenant, now) = (self.ask.tenant, self.portal.clock.now());
        let heads: Vec<_> = planned.iter().map(|one| &one.facts.head).collect();
        let written: Result<_, PortalError> = in_tx!(self.portal.store, tx => {
            let same = reminder_bulk::lock(&mut tx, tenant, &heads).await?;
            let mut bulk = Bulk::new(tenant, now);
            let (mut never, mut damaged) = (Vec::new(), Vec::new());
            for one in planned.iter().filter(|one| same.contains(&one.facts.head.case)) {
                match self.make_room(&mut tx, one).await {
                    Err(error) if is_of_one(&error) => {
                        left_out(&one.facts.head.case, &error);
                        damaged.push(one.facts.head.case.clone());
                        continue;
                    }
                    done => done?,
                }
                let made = self.collect(&mut bulk, one, now);
                never.extend(Some(made).filter(|_| matches!(one.turn, Turn::Never(..))));
            }
            bulk.flush(&mut tx).await?;
            for reminder in &never {
                reminder_return::give_back(&mut tx, tenant, (reminder, BLOCKED)).await?;
            }
            reminder_day::save(&mut tx, tenant, next).await?;
            let cases = planned.iter().map(|one| &one.facts.head.case);
            let changed = cases.filter(|case| !same.contains(*case)).cloned();
            (changed.collect::<Vec<_>>(), damaged)
        });
        let (changed, damaged) = written?;
        self.tell_of(&damaged).await?;
        Ok(changed)
    }

    /// What somebody of the team has not done until the next step about it falls due is not to be done any more.
    async fn make_room(&self, tx: &mut Tx, one: &Planned) -> Result<(), PortalError> {
        let Planned { facts, due, .. } = one;
        let told = due.covers.iter().map(|cover| &facts.subjects[cover.subject].id);
        let told: Vec<SubjectId> = told.cloned().collect();
        let is_about_it = facts.unheard.iter().any(|one| told.contains(&one.subject));
        if facts.has_task && is_about_it {
            let locked = case::lock(tx, self.ask.tenant, &facts.head.case).await?;
            let mut case = locked.ok_or(PortalError::NotFound)?;
            let about = (&*told, NEXT_STEP);
            cancel_tasks_about(self.portal, tx, self.ask.tenant, &mut case, about).await?;
        }
        Ok(())
    }

    /// Collects one contact: the reminder, whose id it gives, and its message or task.
    fn collect(&self, bulk: &mut Bulk, one: &Planned, now: DateTime<Utc>) -> ReminderId {
        let Planned { facts, due, turn } = one;
        let (case, ids) = (&facts.head.case, &self.portal.ids);
        let step = &self.ask.sequence.steps[due.step];
        let covers = self.covers(facts, due);
        let reminder = self.reminder(case, (step, due), *turn);
        let id = reminder.id.clone();
        bulk.reminder(&reminder, &covers);
        match (turn, due.channel, covers.first()) {
            (Turn::Message, Some(_), Some(first)) => {
                // A step that reached nobody is due again on another day.
                let Covered { subject, step, .. } = first;
                let on = reminder.planned_on;
                let occurrence = format!("{MESSAGE}:{case}:{subject}:{step}:{on}");
                bulk.message(&MessageId::from_bits(ids.bits()), &reminder, &occurrence);
            }
            (Turn::Task(kind, due_on), ..) => bulk.task(&Task {
                id: TaskId::from_bits(ids.bits()),
                case: case.clone(),
                kind: *kind,
                script: script(step, *kind),
                reminder: Some(reminder.id),
                due_on: *due_on,
                asked_at: None,
                state: TaskState::Open,
                outcome: None,
                note: None,
                ended_by: None,
                ended_at: None,
                made_at: now,
            }),
            (Turn::Message | Turn::Never(..), ..) => {}
        }
        id
    }

    /// Everything that a contact speaks of, each with its own step.
    fn covers(&self, facts: &Facts, due: &Due) -> Vec<Covered> {
        let covered = |cover: &Cover| {
            let step = &self.ask.sequence.steps[cover.step];
            let subject = facts.subjects[cover.subject].id.clone();
            Covered { subject, step: step.key().to_owned(), kind: step.kind }
        };
        due.covers.iter().map(covered).collect()
    }

    fn reminder(&self, case: &CaseId, (step, due): (&Step, &Due), turn: Turn) -> Reminder {
        let (means, state, why) = match (turn, due.channel) {
            (Turn::Task(kind, _), _) => (kind.code(), TaskState::Open.as_str(), None),
            (Turn::Never(kind, rule), _) => (kind.code(), BLOCKED, Some(rule.code().to_owned())),
            (Turn::Message, channel) => (channel.map_or(NO_MEANS, Channel::as_str), "queued", None),
        };
        Reminder {
            id: ReminderId::from_bits(self.portal.ids.bits()),
            case: case.clone(),
            sequence: (self.stored.id.clone(), self.stored.version),
            step: step.name.clone(),
            kind: step.kind,
            means: means.to_owned(),
            planned_on: self.ask.today(),
            state: state.to_owned(),
            why,
        }
    }
}

/// What to say; a letter says it by itself.
fn script(step: &Step, kind: TaskKind) -> String {
    match &step.means {
        Means::Task { script, .. } if kind != TaskKind::Letter => script.clone(),
        Means::Task { .. } | Means::Message(_) => String::new(),
    }
}
