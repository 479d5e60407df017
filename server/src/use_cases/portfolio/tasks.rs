//! The tasks of the team: what is to be done, and what was.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use app::creditor::case::Sending;
use app::creditor::tasks::{
    DayPromises, Dial, DoneTask, Owed, Shows, TaskOutcome, TaskRow, TasksView, UnreadTask,
};
use chrono::{NaiveDate, NaiveTime};
use domain::contact::{About, Decision, Initiative};
use domain::ids::{CaseId, TaskId};
use domain::reminder::{TaskKind, may_be_said};
use domain::search_name::greeting_name;
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::keys::Place;
use crate::store::debtor::{self, Debtor, Find};
use crate::store::task::{self, NOTE, Task, TaskState};
use crate::store::{channel_rest, contact_made, reminder, team};
use crate::tenant::Tenant;
use crate::use_cases::channel_rest::told;
use crate::use_cases::gate::{self, Laws, Wanted};
use crate::use_cases::task::{FIRST, about, contact_of, debts};
use crate::use_cases::{PortalError, acceptance, letter, reminder as reminders, voice, wall_clock};

/// Tasks on one page: of those that are to be done, and of those that were.
const PAGE: usize = 20;

/// Behind every instant and every id.
const NEWEST: (i64, &str) = (i64::MAX, "~");

/// Which tasks are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which<'a> {
    /// The first page of both.
    First,
    /// What is to be done behind a cursor; one that does not read begins at the first page.
    Open(&'a str),
    /// What was done behind a cursor; one that does not read begins at the first page.
    Done(&'a str),
    /// One that is to be done, alone.
    One(&'a TaskId),
}

/// What is to be done with what the contact rules say of it now, and what was done, page by page.
pub async fn tasks(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    which: Which<'_>,
) -> Result<TasksView, PortalError> {
    let whose = (tenant, settings);
    let mut conn = portal.store.read().await?;
    let (waiting, open_more) = waiting(&mut conn, tenant, which).await?;
    let (ended, more) = ended(&mut conn, tenant, which).await?;
    let cases: HashSet<&CaseId> = waiting.iter().chain(&ended).map(|task| &task.case).collect();
    let debtors = debtors(&mut conn, portal, tenant, cases).await?;
    let names = team::names(&mut conn, tenant).await?;
    let (mut open, mut unread) = (Vec::with_capacity(waiting.len()), Vec::new());
    for task in waiting {
        let debtor = debtors.get(&task.case);
        match row(&mut conn, (portal, whose), &task, debtor).await {
            // Of one that does not read the others are still to be done.
            Err(error) if reminders::is_of_one(&error) => {
                log(&task.case, &error);
                unread.push(UnreadTask { case: task.case, kind: task.kind, due_on: task.due_on });
            }
            row => open.push(row?),
        }
    }
    let done = ended.iter();
    let done = done.map(|task| done_row(whose, task, (debtors.get(&task.case), &names))).collect();
    let shows = match which {
        Which::First => Shows::Both,
        Which::Open(_) | Which::One(_) => Shows::Open,
        Which::Done(_) => Shows::Done,
    };
    let resting = told(settings, &channel_rest::standing(&mut conn, tenant).await?);
    let (finishing, letter) = (None, None);
    Ok(TasksView { shows, resting, open, unread, open_more, done, more, finishing, letter })
}

/// The tasks that are to be done on this page, and where they go on.
async fn waiting(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    which: Which<'_>,
) -> Result<(Vec<Task>, Option<String>), PortalError> {
    let cursor = match which {
        Which::First => None,
        Which::Open(cursor) => read_cursor::<NaiveDate>(cursor),
        Which::Done(_) => return Ok((Vec::new(), None)),
        Which::One(id) => {
            let found = task::find(conn, tenant, id).await?;
            let open = found.filter(|task| task.state == TaskState::Open);
            return Ok((vec![open.ok_or(PortalError::NotFound)?], None));
        }
    };
    let cursor = cursor.map(|(day, id)| (day.to_string(), id));
    let behind = cursor.as_ref().map_or(FIRST, |(day, id)| (day.as_str(), id.as_str()));
    let open = task::open(conn, tenant, behind, limit()).await?;
    Ok(cut(open, |last| last.due_on.to_string()))
}

/// The same of what was done.
async fn ended(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    which: Which<'_>,
) -> Result<(Vec<Task>, Option<String>), PortalError> {
    let cursor = match which {
        Which::First => None,
        Which::Done(cursor) => read_cursor::<i64>(cursor),
        Which::Open(_) | Which::One(_) => return Ok((Vec::new(), None)),
    };
    let behind = cursor.as_ref().map_or(NEWEST, |(at, id)| (*at, id.as_str()));
    let done = task::done(conn, tenant, behind, limit()).await?;
    let at = |last: &Task| last.ended_at.map_or(0, |at| at.timestamp_millis());
    Ok(cut(done, |last| at(last).to_string()))
}

/// One more than a page, to know whether it goes on.
fn limit() -> i64 {
    i64::try_from(PAGE + 1).unwrap_or(i64::MAX)
}

/// One page, and the cursor of the next one if there is one: by what the tasks are in order, and the id.
fn cut(mut tasks: Vec<Task>, by: impl Fn(&Task) -> String) -> (Vec<Task>, Option<String>) {
    let is_more = tasks.len() > PAGE;
    tasks.truncate(PAGE);
    let more = tasks.last().filter(|_| is_more).map(|last| format!("{}.{}", by(last), last.id));
    (tasks, more)
}

fn read_cursor<T: FromStr>(text: &str) -> Option<(T, String)> {
    let (by, id) = text.split_once('.')?;
    let id: TaskId = id.parse().ok()?;
    Some((by.parse().ok()?, id.to_string()))
}

/// The people of the cases, each opened once; those that do not read are left out.
async fn debtors(
    conn: &mut AnyConnection,
    portal: &Portal,
    tenant: &Tenant,
    cases: HashSet<&CaseId>,
) -> Result<HashMap<CaseId, Debtor>, PortalError> {
    let mut debtors = HashMap::with_capacity(cases.len());
    for case in cases {
        let found = debtor::find(conn, tenant, &portal.keys, Find::Case(case)).await;
        match found.map_err(PortalError::from) {
            Err(error) if reminders::is_of_one(&error) => log(case, &error),
            found => {
                let (debtor, _, _) = found?.ok_or(PortalError::NotFound)?;
                debtors.insert(case.clone(), debtor);
            }
        }
    }
    Ok(debtors)
}

/// Says why a row stands there without what it is about.
fn log(case: &CaseId, error: &PortalError) {
    tracing::error!(case.id = %case, "a case does not read, its tasks cannot be done: {error}");
}

fn name(debtor: &Debtor) -> String {
    debtor.person.name.clone().unwrap_or_else(|| debtor.reference.clone())
}

async fn row(
    conn: &mut AnyConnection,
    (portal, whose): (&Portal, (&Tenant, &Settings)),
    task: &Task,
    debtor: Option<&Debtor>,
) -> Result<TaskRow, PortalError> {
    let debtor = debtor.ok_or(PortalError::NotFound)?;
    // Whoever answers a phone may have the same given name.
    let known = debtor.person.name.as_deref().filter(|_| task.kind != TaskKind::Call);
    let person = known.and_then(greeting_name).unwrap_or_else(|| name(debtor));
    Ok(TaskRow {
        task: task.id.clone(),
        case: task.case.clone(),
        name: name(debtor),
        kind: task.kind,
        script: script(whose.1, task, (debtor, &person)),
        due_on: task.due_on,
        note: note(whose.0, task, debtor)?,
        turn: turn(conn, (portal, whose), task, debtor).await?,
        owed: match owed(conn, (portal, whose), task).await {
            // Of one that does not read the others are still to be done.
            Err(error) if reminders::is_of_one(&error) => Owed::default(),
            owed => owed?,
        },
        phone: debtor
            .person
            .phone
            .as_ref()
            .filter(|_| task.kind == TaskKind::Call)
            .map(|_| Dial::Hidden),
    })
}

/// What is asked for in it, and what a day that is named in it promises.
async fn owed(
    conn: &mut AnyConnection,
    (portal, whose): (&Portal, (&Tenant, &Settings)),
    task: &Task,
) -> Result<Owed, PortalError> {
    let (about, now) = (about(conn, whose.0, task).await?, portal.clock.now());
    let of = (&task.case, about.as_deref());
    let (sums, on) = letter::asked_for(conn, whose, of, now).await?;
    let mut promises = Vec::new();
    if task.kind != TaskKind::Letter {
        let debts = debts(about.as_deref());
        let of = (&task.case, debts.as_deref());
        let found = acceptance::promisable(conn, whose, of, now).await?;
        promises.extend(found.into_iter().map(|(amount, until)| DayPromises { amount, until }));
    }
    Ok(Owed { sums, on, promises })
}

/// What to say; nothing where the rules of the debtor's country or of the creditor's forbid it. The creditor has the
/// name for strangers in it: nobody knows who answers.
fn script(settings: &Settings, task: &Task, (debtor, person): (&Debtor, &str)) -> String {
    let lang = voice::written(settings);
    let mut laws = Laws::of(settings, &debtor.person).packs();
    if laws.all(|(country, pack)| may_be_said(&task.script, (pack, country, lang))) {
        with_names(&task.script, (person, settings.discreet_name()))
    } else {
        String::new()
    }
}

/// When it may be done: the day that it waits for, then what the contact rules say.
pub(in crate::use_cases) async fn turn(
    conn: &mut AnyConnection,
    (portal, whose): (&Portal, (&Tenant, &Settings)),
    task: &Task,
    debtor: &Debtor,
) -> Result<Sending, PortalError> {
    if channel_rest::all_rest(conn, whose.0).await? {
        return Ok(Sending::Resting);
    }
    if task.kind == TaskKind::Call && debtor.person.phone.is_none() {
        return Ok(Sending::NoAddress);
    }
    let now = portal.clock.now();
    let begins = wall_clock::instant(whose.1.zone, task.due_on.and_time(NaiveTime::MIN));
    let kind = match &task.reminder {
        Some(id) => reminder::find(conn, whose.0, id).await?.map(|reminder| reminder.kind),
        None => None,
    };
    // They asked for this very day.
    let is_asked = task.asked_at.is_some();
    let initiative = if is_asked { Initiative::Agreed } else { Initiative::Creditor };
    let about = kind.map_or(About::Other, reminders::about);
    let wanted = Wanted { initiative, about, channel: task.kind.channel() };
    let who = (&task.case, &debtor.person);
    let ruling = gate::ask(conn, whose, who, wanted, now.max(begins)).await?;
    // A letter that is made counts: it may be printed again.
    let is_made = task.kind == TaskKind::Letter
        && contact_made::is_made(conn, whose.0, &contact_of(&task.id, task.asked_at)).await?;
    Ok(match ruling.decision {
        Decision::WaitUntil(..) if is_made => Sending::Now,
        Decision::Send(rule) if begins > now => {
            Sending::From(wall_clock::local(ruling.zone, begins), rule)
        }
        decision => Sending::from(decision),
    })
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

/// What was written beside it.
fn note(tenant: &Tenant, task: &Task, debtor: &Debtor) -> Result<Option<String>, PortalError> {
    let place = Place { tenant, row: task.id.as_str(), column: NOTE };
    Ok(match (&debtor.key, &task.note) {
        (Some(key), Some(sealed)) => Some(key.open(place, sealed)?),
        _ => None,
    })
}

fn done_row(
    (tenant, settings): (&Tenant, &Settings),
    task: &Task,
    (debtor, names): (Option<&Debtor>, &[(String, String)]),
) -> DoneTask {
    let called = |id: &String| {
        names
            .iter()
            .find(|(known, _)| known == id)
            .map_or_else(|| id.clone(), |(_, name)| name.clone())
    };
    let read = debtor.and_then(|debtor| {
        let note = note(tenant, task, debtor).inspect_err(|error| log(&task.case, error));
        Some((name(debtor), note.ok()?))
    });
    let (name, note) = read.unzip();
    DoneTask {
        name,
        kind: task.kind,
        outcome: task.outcome.as_deref().and_then(TaskOutcome::parse),
        note: note.flatten(),
        by: task.ended_by.as_ref().map(called),
        at: task.ended_at.map(|at| wall_clock::local(settings.zone, at)),
        case: task.case.clone(),
    }
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
