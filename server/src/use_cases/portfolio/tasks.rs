//! The tasks of the team: what is to be done, and what was.

use std::collections::{HashMap, HashSet};

use app::creditor::tasks::{DoneTask, TaskOutcome, TaskRow, TasksView};
use domain::ids::{CaseId, TaskId};
use domain::search_name::greeting_name;
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::keys::Place;
use crate::store::debtor::{self, Debtor, Find};
use crate::store::task::{self, NOTE, Task};
use crate::store::team;
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// Tasks that are done on one page.
const PAGE: usize = 20;

/// Behind every day and every id.
const NEWEST: (&str, &str) = ("9999-12-31", "~");

/// All that is to be done on the first page, and what was done page by page behind the cursor `after`; one
/// that does not read begins at the first page.
pub async fn tasks(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    after: Option<&str>,
) -> Result<TasksView, PortalError> {
    let behind = after.and_then(read_cursor);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut conn = portal.store.read().await?;
    let waiting = match behind {
        None => task::open(&mut conn, tenant).await?,
        Some(_) => Vec::new(),
    };
    let place = behind.as_ref().map_or(NEWEST, |(day, id)| (day.as_str(), id.as_str()));
    let mut ended = task::done(&mut conn, tenant, place, limit).await?;
    let is_more = ended.len() > PAGE;
    ended.truncate(PAGE);
    let more = ended.last().filter(|_| is_more).map(|last| format!("{}.{}", last.due_on, last.id));
    let cases: HashSet<&CaseId> = waiting.iter().chain(&ended).map(|task| &task.case).collect();
    let debtors = debtors(&mut conn, portal, tenant, cases).await?;
    let names = team::names(&mut conn, tenant).await?;
    let of = |task: &Task| debtors.get(&task.case).ok_or(PortalError::NotFound);
    let open = waiting.iter().map(|task| Ok(row(settings, task, of(task)?)));
    let open = open.collect::<Result<_, PortalError>>()?;
    let done = ended.iter().map(|task| done_row((tenant, settings), task, (of(task)?, &names)));
    let done = done.collect::<Result<_, PortalError>>()?;
    Ok(TasksView { open, done, more, finishing: None })
}

fn read_cursor(text: &str) -> Option<(String, String)> {
    let (day, id) = text.split_once('.')?;
    let day: chrono::NaiveDate = day.parse().ok()?;
    let id: TaskId = id.parse().ok()?;
    Some((day.to_string(), id.to_string()))
}

/// The people of the cases, each opened once.
async fn debtors(
    conn: &mut AnyConnection,
    portal: &Portal,
    tenant: &Tenant,
    cases: HashSet<&CaseId>,
) -> Result<HashMap<CaseId, Debtor>, PortalError> {
    let mut debtors = HashMap::with_capacity(cases.len());
    for case in cases {
        let found = debtor::find(conn, tenant, &portal.keys, Find::Case(case)).await?;
        let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
        debtors.insert(case.clone(), debtor);
    }
    Ok(debtors)
}

fn name(debtor: &Debtor) -> String {
    debtor.person.name.clone().unwrap_or_else(|| debtor.reference.clone())
}

fn row(settings: &Settings, task: &Task, debtor: &Debtor) -> TaskRow {
    let known = debtor.person.name.as_deref();
    let person = known.and_then(greeting_name).unwrap_or_else(|| name(debtor));
    TaskRow {
        task: task.id.clone(),
        case: task.case.clone(),
        name: name(debtor),
        kind: task.kind,
        script: with_names(&task.script, (&person, &settings.file.name)),
        due_on: task.due_on,
    }
}

/// What to say, with the person and the business in their places.
fn with_names(script: &str, (person, business): (&str, &str)) -> String {
    // Place by place, so that a name with braces in it stays a name.
    let parts = script.split_inclusive('}').map(|part| {
        let before = |places: [&str; 3]| places.into_iter().find_map(|at| part.strip_suffix(at));
        if let Some(before) = before(["{nombre}", "{name}", "{nome}"]) {
            format!("{before}{person}")
        } else if let Some(before) = before(["{acreedor}", "{creditor}", "{credor}"]) {
            format!("{before}{business}")
        } else {
            part.to_owned()
        }
    });
    parts.collect()
}

fn done_row(
    (tenant, settings): (&Tenant, &Settings),
    task: &Task,
    (debtor, names): (&Debtor, &[(String, String)]),
) -> Result<DoneTask, PortalError> {
    let place = Place { tenant, row: task.id.as_str(), column: NOTE };
    let note = match (&debtor.key, &task.note) {
        (Some(key), Some(sealed)) => Some(key.open(place, sealed)?),
        _ => None,
    };
    let called = |id: &String| {
        names
            .iter()
            .find(|(known, _)| known == id)
            .map_or_else(|| id.clone(), |(_, name)| name.clone())
    };
    Ok(DoneTask {
        name: name(debtor),
        kind: task.kind,
        outcome: task.outcome.as_deref().and_then(TaskOutcome::parse),
        note,
        by: task.ended_by.as_ref().map(called),
        at: task.ended_at.map(|at| wall_clock::local(settings.zone, at)),
        case: task.case.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_calls_people_by_their_names_and_a_name_is_no_place() {
        let names = ("{acreedor}", "San Borja");
        for (script, expected) in [
            (
                "¿Hablo con {nombre}? Le llamo de {acreedor}.",
                "¿Hablo con {acreedor}? Le llamo de San Borja.",
            ),
            ("{name}, {creditor} here.", "{acreedor}, San Borja here."),
            ("Hola {apodo}}", "Hola {apodo}}"),
            ("", ""),
        ] {
            assert_eq!(with_names(script, names), expected);
        }
    }
}
