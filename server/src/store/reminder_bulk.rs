//! Writing what a page of cases is planned: many rows with few statements.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::ids::{CaseId, MessageId};
use domain::reminder::Covered;

use super::db::{in_order, listed};
use super::multi_row::{Table, Value};
use super::reminder::{MESSAGE, Reminder};
use super::reminder_page::Head;
use super::row::Columns;
use super::task::Task;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

const LOCK: &str = "
    update cases set version = version + 1
    where creditor_id = $1 and id in ";
const LOCK_END: &str = " returning id, version";

/// Locks cases; gives those of which nothing has changed since their heads were read.
pub async fn lock(
    tx: &mut Tx,
    tenant: &Tenant,
    heads: &[&Head],
) -> Result<HashSet<CaseId>, StoreError> {
    if heads.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = format!("{LOCK}{}{LOCK_END}", listed(2, heads.len()));
    let query = sqlx::query(in_order(tx, sql)).bind(tenant.id().to_owned());
    let query = heads.iter().fold(query, |query, head| query.bind(head.case.to_string()));
    let rows = query.fetch_all(&mut **tx).await?;
    let known: HashMap<&CaseId, i64> =
        heads.iter().map(|head| (&head.case, head.version)).collect();
    let mut same = HashSet::with_capacity(rows.len());
    for row in &rows {
        let case: CaseId = row.parsed("id")?;
        if known.get(&case) == Some(&(row.number("version")? - 1)) {
            same.insert(case);
        }
    }
    Ok(same)
}

const REMINDERS: &str = "
    insert into reminders (creditor_id, id, case_id, sequence_id, version, step, kind, means, planned_on,
        state, why)
    values ";
const SUBJECTS: &str = "
    insert into reminder_subjects (creditor_id, case_id, subject, step, kind, reminder_id) values ";
const EVENTS: &str = "
    insert into reminder_events (creditor_id, reminder_id, number, at, what, why, until_at) values ";
const MESSAGES: &str = "
    insert into messages (creditor_id, id, case_id, kind, about, occurrence, channel, state, made_at,
        not_before, locked_until, tries)
    values ";
const MESSAGES_END: &str = " on conflict (creditor_id, occurrence) do nothing";
const TASKS: &str = "
    insert into tasks (creditor_id, id, case_id, kind, script, reminder_id, due_on, state, made_at)
    values ";

/// What is planned for many locked cases.
pub struct Bulk {
    creditor: String,
    now: DateTime<Utc>,
    reminders: Table,
    subjects: Table,
    events: Table,
    messages: Table,
    tasks: Table,
}

impl Bulk {
    /// Nothing yet, of `tenant`.
    pub fn new(tenant: &Tenant, now: DateTime<Utc>) -> Self {
        Self {
            creditor: tenant.id().to_owned(),
            now,
            reminders: Table::new(REMINDERS, 11),
            subjects: Table::new(SUBJECTS, 6),
            events: Table::new(EVENTS, 7),
            messages: Table::upsert(MESSAGES, 12, MESSAGES_END),
            tasks: Table::new(TASKS, 9),
        }
    }

    fn creditor(&self) -> Value {
        Value::from(self.creditor.as_str())
    }

    /// A reminder that was just planned, with all that it speaks of. The database refuses a step that was due
    /// for its subject before.
    pub fn reminder(&mut self, new: &Reminder, covers: &[Covered]) {
        let creditor = self.creditor();
        self.reminders.push([
            creditor,
            new.id.as_str().into(),
            new.case.as_str().into(),
            new.sequence.0.as_str().into(),
            new.sequence.1.into(),
            new.step.as_str().into(),
            new.kind.code().into(),
            new.means.as_str().into(),
            Some(new.planned_on).into(),
            new.state.as_str().into(),
            new.why.clone().into(),
        ]);
        for one in covers {
            let creditor = self.creditor();
            self.subjects.push([
                creditor,
                new.case.as_str().into(),
                one.subject.to_string().as_str().into(),
                one.step.as_str().into(),
                one.kind.code().into(),
                new.id.as_str().into(),
            ]);
        }
        let creditor = self.creditor();
        self.events.push([
            creditor,
            new.id.as_str().into(),
            1_i64.into(),
            self.now.into(),
            "planned".into(),
            new.why.clone().into(),
            None::<DateTime<Utc>>.into(),
        ]);
    }

    /// The message of a reminder, in the outbox; two of the same occurrence are one.
    pub fn message(&mut self, id: &MessageId, reminder: &Reminder, occurrence: &str) {
        let creditor = self.creditor();
        self.messages.push([
            creditor,
            id.as_str().into(),
            reminder.case.as_str().into(),
            MESSAGE.into(),
            reminder.id.as_str().into(),
            occurrence.into(),
            reminder.means.as_str().into(),
            "queued".into(),
            self.now.into(),
            self.now.into(),
            0_i64.into(),
            0_i64.into(),
        ]);
    }

    /// A task that somebody has to do.
    pub fn task(&mut self, new: &Task) {
        let creditor = self.creditor();
        self.tasks.push([
            creditor,
            new.id.as_str().into(),
            new.case.as_str().into(),
            new.kind.code().into(),
            new.script.as_str().into(),
            new.reminder.as_ref().map(ToString::to_string).into(),
            Some(new.due_on).into(),
            new.state.as_str().into(),
            new.made_at.into(),
        ]);
    }

    /// Writes everything that was collected.
    pub async fn flush(self, tx: &mut Tx) -> Result<(), StoreError> {
        for table in [self.reminders, self.subjects, self.events, self.messages, self.tasks] {
            table.flush(tx).await?;
        }
        Ok(())
    }
}
