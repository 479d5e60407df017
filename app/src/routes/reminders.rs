//! Links to the pages of sequences, of what they will send and have brought, and of tasks.

use chrono::NaiveDate;
use domain::ids::{SequenceId, TaskId};

use super::pattern;

/// The form of a new sequence that begins as one that comes with the program.
pub fn team_sequence_from(shipped: &str) -> String {
    format!("{}?con={shipped}", pattern::TEAM_SEQUENCE_NEW)
}

/// One sequence with its versions.
pub fn team_sequence(sequence: &SequenceId) -> String {
    format!("/panel/recordatorios/{sequence}")
}

/// Where its next version is written.
pub fn team_sequence_edit(sequence: &SequenceId) -> String {
    format!("/panel/recordatorios/{sequence}/editar")
}

/// One version as a file.
pub fn team_sequence_toml(sequence: &SequenceId, version: i64) -> String {
    format!("/panel/recordatorios/{sequence}/secuencia.toml?version={version}")
}

/// Where a sequence is taken out of force.
pub fn team_sequence_archive(sequence: &SequenceId) -> String {
    format!("/panel/recordatorios/{sequence}/archivar")
}

/// Where that is undone.
pub fn team_sequence_take_up(sequence: &SequenceId) -> String {
    format!("/panel/recordatorios/{sequence}/retomar")
}

/// Where a step's text is sent to whoever asks for it.
pub fn team_sequence_test(sequence: &SequenceId) -> String {
    format!("/panel/recordatorios/{sequence}/prueba")
}

/// Whom the contacts of a day are with.
pub fn team_calendar_day(day: NaiveDate) -> String {
    format!("{}?day={day}", pattern::TEAM_CALENDAR_DAY)
}

/// The same behind a case. `after` is an id, which needs no escaping.
pub fn team_calendar_day_after(day: NaiveDate, after: &str) -> String {
    format!("{}?day={day}&after={after}", pattern::TEAM_CALENDAR_DAY)
}

/// The tasks that are done, behind a cursor of ours, which needs no escaping.
pub fn team_tasks_after(cursor: &str) -> String {
    format!("{}?after={cursor}", pattern::TEAM_TASKS)
}

/// The tasks that are to be done, behind a cursor of ours, which needs no escaping.
pub fn team_tasks_pending(cursor: &str) -> String {
    format!("{}?pending={cursor}", pattern::TEAM_TASKS)
}

/// One task that is to be done, alone.
pub fn team_task(task: &TaskId) -> String {
    format!("{}?task={task}", pattern::TEAM_TASKS)
}

/// Where the letter that a task asks for is made.
pub fn team_task_letter(task: &TaskId) -> String {
    format!("/panel/recordatorios/tareas/{task}/carta")
}

/// Where the number of a call is shown.
pub fn team_task_phone(task: &TaskId) -> String {
    format!("/panel/recordatorios/tareas/{task}/telefono")
}

/// Where a task is ended.
pub fn team_task_done(task: &TaskId) -> String {
    format!("/panel/recordatorios/tareas/{task}/terminar")
}
