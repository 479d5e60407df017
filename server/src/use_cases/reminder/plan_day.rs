//! Planning a day: every case once, page by page, so that memory stays flat and a killed run goes on where
//! it stopped. What a page asks is a fixed number of statements, whatever its cases hold.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CaseId, MessageId, ReminderId, TaskId};
use domain::money::Money;
use domain::policy::Standing;
use domain::reminder::{
    About, Cover, Covered, Due, Family, Means, Step, StepKind, Subject, SubjectId, due,
};
use sqlx::AnyConnection;

use super::MESSAGE;
use super::ask::{Ask, Depth};
use super::facts::{Facts, before, of_case, of_page};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::reminder::{NO_MEANS, Reminder};
use crate::store::reminder_bulk::{self, Bulk};
use crate::store::reminder_day::{self, Place, Stage};
use crate::store::reminder_page as page;
use crate::store::task::{Task, TaskState};
use crate::store::{StoreError, creditor, known, message_known};
use crate::tenant::Tenant;
use crate::use_cases::plan::{self, letters};
use crate::use_cases::sequence::{self, Stored};
use crate::use_cases::{PortalError, reach, wall_clock};

/// Cases that are planned in one transaction: as many as hold their locks for less than a tenth of a second.
const PAGE: i64 = 500;

/// How long thanks are worth a word; as long as the rules themselves say.
const FRESH: u16 = 14;

/// Plans the reminders of the creditor's day, if a sequence is in force. It may be called as often as one
/// likes: a day is planned once, and a run that was killed goes on behind the last page that it committed.
pub async fn plan_day(portal: &Portal, tenant: &Tenant) -> Result<(), PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let Some(stored) = sequence::in_force(&mut conn, tenant, now).await? else { return Ok(()) };
    let settings = creditor::settings(&mut conn, tenant).await?;
    let today = wall_clock::local(settings.zone, now).date();
    let known = reminder_day::find(&mut conn, tenant).await?;
    drop(conn);
    let mut place = match known.filter(|place| place.day >= today) {
        Some(place) => place,
        None => {
            // Dates are missed and promises broken before anybody is reminded of them.
            plan::day_begins(portal, tenant).await?;
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

impl Run<'_> {
    /// Plans the cases that owe something, from a place on; gives the place behind them. While one page is
    /// written the next one is read: no case is in both.
    async fn owing(&self, place: Place) -> Result<Place, PortalError> {
        let (mut planned, mut next) = self.page(place).await?;
        while next.stage == Stage::Owing {
            let (written, page) =
                tokio::join!(self.write(&planned, &next), self.page(next.clone()));
            written?;
            (planned, next) = page?;
            // Pages wait for the same threads.
            tokio::task::yield_now().await;
        }
        self.write(&planned, &next).await?;
        Ok(next)
    }

    /// What is due of the next page of cases that owe something, and the place behind it.
    async fn page(&self, place: Place) -> Result<(Vec<(Facts, Due)>, Place), PortalError> {
        let mut conn = self.portal.store.read().await?;
        let heads = page::owing(&mut conn, self.ask.tenant, (&place.after, PAGE)).await?;
        let is_full = i64::try_from(heads.len()).is_ok_and(|count| count == PAGE);
        let last = heads.last().filter(|_| is_full).map(|head| head.case.to_string());
        let after: Option<CaseId> = place.after.parse().ok();
        let all = of_page(&mut conn, &self.ask, (heads, after.as_ref())).await?;
        let planned = self.planned(&mut conn, all).await?;
        drop(conn);
        let next = match last {
            Some(after) => Place { after, ..place },
            None => Place { stage: Stage::Settled, after: String::new(), ..place },
        };
        Ok((planned, next))
    }

    /// Plans the thanks of the next page of certificates.
    async fn settled(&self, place: Place) -> Result<Place, PortalError> {
        let done = Place { stage: Stage::Done, after: String::new(), ..place.clone() };
        if !self.ask.speaks_of(Family::Settled) {
            self.write(&[], &done).await?;
            return Ok(done);
        }
        let today = self.ask.today();
        let days = FRESH.saturating_add(self.ask.longest(StepKind::Settled));
        let oldest = before(today, days.saturating_add(1));
        let behind = place.after.split_once(' ');
        let behind = behind.and_then(|(on, id)| Some((on.parse().ok()?, id)));
        let behind: (NaiveDate, &str) = behind.unwrap_or((oldest, ""));
        let mut conn = self.portal.store.read().await?;
        let found = page::settled(&mut conn, self.ask.tenant, (behind, today), PAGE).await?;
        let is_full = i64::try_from(found.len()).is_ok_and(|count| count == PAGE);
        let last = found.last().filter(|_| is_full);
        let next = last.map(|last| format!("{} {}", last.issued_on, last.id));
        let next = next.map_or(done, |after| Place { after, ..place });
        let (mut all, mut seen) = (Vec::new(), HashSet::new());
        // Of several certificates of a case the newest.
        for one in found.iter().rev().filter(|one| seen.insert(one.case.clone())) {
            all.extend(self.thanks(&mut conn, one).await?);
        }
        let planned = self.planned(&mut conn, all).await?;
        drop(conn);
        self.write(&planned, &next).await?;
        Ok(next)
    }

    /// A case that owes nothing, with its certificate as all that may be spoken of; `None` if it owes again.
    async fn thanks(
        &self,
        conn: &mut AnyConnection,
        one: &page::Settled,
    ) -> Result<Option<Facts>, PortalError> {
        let facts = of_case(conn, &self.ask, &one.case).await?;
        let Some(mut facts) = facts.filter(|facts| facts.standings.is_empty()) else {
            return Ok(None);
        };
        let total = Money::zero(self.ask.settings.currency);
        facts.standings = vec![Standing { days_late: 0, total, debts: 0, tags: Vec::new() }];
        let (id, about) =
            (SubjectId::Settled(one.id.clone()), About::Settled { on: one.issued_on });
        facts.subjects = vec![Subject { id, about, standing: 0 }];
        Ok(Some(facts))
    }

    /// What is due of these cases, without those whose money is on its way or who were written to about it.
    async fn planned(
        &self,
        conn: &mut AnyConnection,
        all: Vec<Facts>,
    ) -> Result<Vec<(Facts, Due)>, PortalError> {
        let today = self.ask.today();
        let with_due = |facts: Facts| {
            let due = due(self.ask.sequence, &facts.case(), &facts.past(), today)?;
            Some((facts, due))
        };
        let found: Vec<_> = all.into_iter().filter_map(with_due).collect();
        let cases: Vec<&str> = found.iter().map(|(facts, _)| facts.head.case.as_str()).collect();
        let on_its_way = known::in_payment(conn, self.ask.tenant, &cases).await?;
        let told = self.told(conn, &found).await?;
        let leaves = |(facts, _): &(Facts, Due)| {
            let waits = facts.debts.iter().any(|debt| on_its_way.contains(debt));
            !waits && !told.contains(&facts.head.case)
        };
        Ok(found.into_iter().filter(leaves).collect())
    }

    /// The cases to which a usual letter about dates of a plan was queued before the sequence came into force.
    async fn told(
        &self,
        conn: &mut AnyConnection,
        found: &[(Facts, Due)],
    ) -> Result<HashSet<CaseId>, StoreError> {
        let family = |step: usize| self.ask.sequence.steps[step].kind.family();
        let (mut missed, mut coming) = (Vec::new(), HashMap::new());
        for (facts, due) in found {
            let case = &facts.head.case;
            if family(due.step) == Family::Missed {
                missed.push(case.as_str());
                continue;
            }
            for cover in due.covers.iter().filter(|cover| family(cover.step) == Family::Coming) {
                let subject = &facts.subjects[cover.subject];
                if let SubjectId::Instalment(plan, number, on) = &subject.id {
                    coming.insert(letters::before_occurrence(plan, *number, *on), case);
                }
            }
        }
        let (tenant, missed) = (self.ask.tenant, (letters::MISSED, &*missed));
        let mut told = message_known::waiting(conn, tenant, missed).await?;
        let letters: Vec<&str> = coming.keys().map(String::as_str).collect();
        let known = message_known::known(conn, tenant, &letters).await?;
        told.extend(
            known.iter().filter_map(|letter| coming.get(letter)).map(|case| (*case).clone()),
        );
        Ok(told)
    }

    /// Writes what was planned, and how far planning has come, in one commit. A case of which something has
    /// changed since it was looked at is left for the next day.
    async fn write(&self, planned: &[(Facts, Due)], next: &Place) -> Result<(), PortalError> {
        let (tenant, now) = (self.ask.tenant, self.portal.clock.now());
        let heads: Vec<_> = planned.iter().map(|(facts, _)| &facts.head).collect();
        in_tx!(self.portal.store, tx => {
            let same = reminder_bulk::lock(&mut tx, tenant, &heads).await?;
            let mut bulk = Bulk::new(tenant, now);
            for (facts, due) in planned.iter().filter(|(facts, _)| same.contains(&facts.head.case)) {
                self.collect(&mut bulk, (facts, due), now);
            }
            bulk.flush(&mut tx).await?;
            reminder_day::save(&mut tx, tenant, next).await?;
        })
    }

    /// Collects one contact: the reminder, and its message or task.
    fn collect(&self, bulk: &mut Bulk, (facts, due): (&Facts, &Due), now: DateTime<Utc>) {
        let (case, ids) = (&facts.head.case, &self.portal.ids);
        let step = &self.ask.sequence.steps[due.step];
        let covers = self.covers(facts, due);
        let reminder = self.reminder(case, (step, due));
        bulk.reminder(&reminder, &covers);
        match (&step.means, due.channel, covers.first()) {
            (Means::Message(_), Some(_), Some(first)) => {
                let occurrence = format!("{MESSAGE}:{case}:{}:{}", first.subject, first.step);
                bulk.message(&MessageId::from_bits(ids.bits()), &reminder, &occurrence);
            }
            (Means::Task { kind, script }, ..) => bulk.task(&Task {
                id: TaskId::from_bits(ids.bits()),
                case: case.clone(),
                kind: *kind,
                script: script.clone(),
                reminder: Some(reminder.id),
                due_on: self.ask.today(),
                state: TaskState::Open,
                outcome: None,
                note: None,
                ended_by: None,
                ended_at: None,
                made_at: now,
            }),
            (Means::Message(_), ..) => {}
        }
    }

    /// Everything that a contact speaks of, each with its own step.
    fn covers(&self, facts: &Facts, due: &Due) -> Vec<Covered> {
        let covered = |cover: &Cover| {
            let step = &self.ask.sequence.steps[cover.step];
            let subject = facts.subjects[cover.subject].id.clone();
            Covered { subject, step: step.name.clone(), kind: step.kind }
        };
        due.covers.iter().map(covered).collect()
    }

    fn reminder(&self, case: &CaseId, (step, due): (&Step, &Due)) -> Reminder {
        let (means, state, why) = match (&step.means, due.channel) {
            (Means::Task { kind, .. }, _) => (kind.code(), TaskState::Open.as_str(), None),
            (Means::Message(_), Some(channel)) => (channel.as_str(), "queued", None),
            (Means::Message(_), None) => (NO_MEANS, "blocked", Some("no-address".to_owned())),
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
