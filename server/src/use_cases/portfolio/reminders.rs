//! The reminders of a case: those to come, and why one was sent or not.

use app::creditor::calendar::Way;
use app::creditor::case::{self as page, CaseReminders, ComingRow, ReminderEvent, ReminderRow};
use domain::contact::Channel;
use domain::ids::CaseId;
use domain::reminder::{Means, TaskKind};
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::reminder::{self as store, Reminder};
use crate::store::reminder_event::{self, Event};
use crate::store::task::{self, Task, TaskState};
use crate::tenant::Tenant;
use crate::use_cases::reminder::{Coming, Outlook, Quiet, ahead};
use crate::use_cases::{PortalError, wall_clock};

/// So many reminders are told of.
const TOLD: usize = 20;

/// The reminders of a case.
pub(super) async fn of_case(
    conn: &mut AnyConnection,
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
) -> Result<CaseReminders, PortalError> {
    let Outlook { coming, quiet } = ahead(conn, portal, (tenant, settings), case).await?;
    let mut tasks = task::of_case(conn, tenant, case).await?;
    tasks.retain(|task| task.state == TaskState::Open);
    let mut past = Vec::new();
    for reminder in store::of_case(conn, tenant, case).await?.into_iter().take(TOLD) {
        let events = reminder_event::of_reminder(conn, tenant, &reminder.id).await?;
        let its = |task: &&Task| task.reminder.as_ref() == Some(&reminder.id);
        let task = tasks.iter().find(its).map(|task| task.id.clone());
        past.push(ReminderRow { task, ..row(settings, reminder, events) });
    }
    let coming = coming.into_iter().map(coming_row).collect();
    Ok(CaseReminders { coming, past, quiet: quiet.map(quiet_row) })
}

const fn quiet_row(quiet: Quiet) -> page::Quiet {
    match quiet {
        Quiet::NoSequence => page::Quiet::NoSequence,
        Quiet::NotBefore(day) => page::Quiet::NotBefore(day),
        Quiet::OnItsWay => page::Quiet::OnItsWay,
        Quiet::Because(silence) => page::Quiet::Because(silence),
    }
}

fn coming_row(coming: Coming) -> ComingRow {
    let way = match (&coming.step.means, coming.channel) {
        (Means::Task { kind: TaskKind::Call, .. }, _) => Way::Call,
        (Means::Task { kind: TaskKind::Meeting, .. }, _) => Way::Meeting,
        (Means::Task { kind: TaskKind::Letter, .. }, _) => Way::Message(Channel::Letter),
        (Means::Message(_), Some(channel)) => Way::Message(channel),
        (Means::Message(_), None) => Way::Nobody,
    };
    ComingRow { on: coming.on, step: coming.step.name, way }
}

fn row(settings: &Settings, reminder: Reminder, events: Vec<Event>) -> ReminderRow {
    let local = |at| wall_clock::local(settings.zone, at);
    let events = events.into_iter().map(|event| ReminderEvent {
        at: local(event.at),
        what: event.what,
        why: event.why,
        until: event.until.map(local),
    });
    ReminderRow {
        way: Way::parse(&reminder.means).unwrap_or(Way::Nobody),
        step: reminder.step,
        on: reminder.planned_on,
        state: reminder.state,
        why: reminder.why,
        events: events.collect(),
        task: None,
    }
}
