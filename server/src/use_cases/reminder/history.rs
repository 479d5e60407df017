//! What became of a case's reminders, and why one was not sent.

use domain::ids::CaseId;
use domain::reminder::Covered;
use sqlx::AnyConnection;

use crate::store::StoreError;
use crate::store::reminder::{self as store, Reminder};
use crate::store::reminder_event::{self, Event};
use crate::tenant::Tenant;

/// One reminder with all that is known of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// The reminder, as it stands.
    pub reminder: Reminder,
    /// What it speaks of.
    pub subjects: Vec<Covered>,
    /// What happened to it, oldest first: planned, moved until when and by which rule, sent or not, and why.
    pub events: Vec<Event>,
}

/// The reminders of a case, newest first.
pub async fn history(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Told>, StoreError> {
    let mut all = Vec::new();
    for reminder in store::of_case(conn, tenant, case).await? {
        let subjects = store::subjects(conn, tenant, (case, &reminder.id)).await?;
        let events = reminder_event::of_reminder(conn, tenant, &reminder.id).await?;
        all.push(Told { reminder, subjects, events });
    }
    Ok(all)
}
