//! The inbox: what debtors told the creditor.

use app::creditor::answers::{self as page, AnswerRow, AnswersView, FileRow};
use chrono::{DateTime, Utc};
use domain::ids::AnswerId;
use sqlx::AnyConnection;

use super::answer_kind;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::keys::Place;
use crate::store::answer::{self, Answer, Behind};
use crate::store::answer_file::{self, FileState};
use crate::store::{debtor, team};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, wall_clock};

/// Attended answers on one page.
const PAGE: usize = 20;

/// The inbox: all that wait on the first page, and the attended ones page by page behind the cursor
/// `after`; one that does not read begins at the first page.
pub async fn answers(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    after: Option<&str>,
) -> Result<AnswersView, PortalError> {
    let behind = after.and_then(read_cursor);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut conn = portal.store.read().await?;
    let waiting = match behind {
        None => answer::waiting(&mut conn, tenant).await?,
        Some(_) => Vec::new(),
    };
    let mut attended = answer::attended(&mut conn, tenant, behind, limit).await?;
    let is_more = attended.len() > PAGE;
    attended.truncate(PAGE);
    let more = attended.last().filter(|_| is_more).map(cursor);
    let names = team::names(&mut conn, tenant).await?;
    let mut rows = Vec::with_capacity(waiting.len() + attended.len());
    let first_attended = waiting.len();
    for answer in waiting.into_iter().chain(attended) {
        rows.push(row(portal, &mut conn, (tenant, settings), (answer, &names)).await?);
    }
    let attended = rows.split_off(first_attended);
    Ok(AnswersView { waiting: rows, attended, more })
}

fn cursor(answer: &Answer) -> String {
    let attended = answer.attended_at.unwrap_or(answer.said_at);
    let (attended, said) = (attended.timestamp_millis(), answer.said_at.timestamp_millis());
    format!("{attended}.{said}.{}", answer.id)
}

fn read_cursor(text: &str) -> Option<Behind> {
    let mut parts = text.split('.');
    let mut instant = || DateTime::from_timestamp_millis(parts.next()?.parse().ok()?);
    let (attended_at, said_at) = (instant()?, instant()?);
    let id: AnswerId = parts.next()?.parse().ok()?;
    Some(Behind { attended_at, said_at, id })
}

async fn row(
    portal: &Portal,
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    (answer, names): (Answer, &[(String, String)]),
) -> Result<AnswerRow, PortalError> {
    let of = debtor::Find::Case(&answer.case);
    let found = debtor::find(conn, tenant, &portal.keys, of).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let place = Place { tenant, row: answer.id.as_str(), column: "text" };
    let text = match (&debtor.key, &answer.text) {
        (Some(key), Some(sealed)) => Some(key.open(place, sealed)?),
        _ => None,
    };
    let name =
        |id: &String| names.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone());
    let by = answer.attended_by.as_ref().map(|id| name(id).unwrap_or_else(|| id.clone()));
    let local = |at: DateTime<Utc>| wall_clock::local(settings.zone, at);
    let files = files(conn, tenant, &answer).await?;
    Ok(AnswerRow {
        answer: answer.id,
        case: answer.case,
        name: debtor.person.name.unwrap_or(debtor.reference),
        kind: answer_kind(answer.kind),
        text,
        files,
        said_at: local(answer.said_at),
        attended: by.zip(answer.attended_at.map(local)),
    })
}

/// The files that came with an answer; of one that nobody was told the address of there is only that it came.
async fn files(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    answer: &Answer,
) -> Result<Vec<FileRow>, PortalError> {
    if answer.files == 0 {
        return Ok(Vec::new());
    }
    let known = answer_file::of_answer(conn, tenant, &answer.id).await?;
    if known.is_empty() {
        return Ok(vec![FileRow { number: 1, state: page::FileState::Left }]);
    }
    let row = |(number, state)| {
        let state = match state {
            FileState::Kept(kind) => page::FileState::Kept(kind.as_str()),
            FileState::Waiting => page::FileState::Coming,
            FileState::Left => page::FileState::Left,
        };
        FileRow { number, state }
    };
    Ok(known.into_iter().map(row).collect())
}
