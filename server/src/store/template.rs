//! What reminders say in a creditor's own words, version after version.

use app::texts::{Address, Lang};
use chrono::{DateTime, Utc};
use domain::reminder::StepKind;
use domain::template::{Draft, Speech, Which};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// A text as somebody saved it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saved {
    /// Which of the creditor's texts.
    pub which: Which,
    /// Counted from 1 over all texts of the creditor.
    pub version: i64,
    /// The text with its places; with an empty body somebody went back to the program's own.
    pub draft: Draft,
    /// What was warned about, one thing a line; empty for nothing.
    pub warned: String,
    /// Why it is said all the same.
    pub reason: Option<String>,
    /// Who saved it: the name of a person of the team.
    pub by: String,
    /// The member with that name.
    pub member: String,
    /// When.
    pub at: DateTime<Utc>,
}

const INSERT: &str = "
    insert into templates (creditor_id, kind, channel, language, address, version, subject, preview,
        body, content_id, warned, reason, saved_by, member_id, saved_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

/// Writes a text; its version is the creditor's next number.
pub async fn insert(tx: &mut Tx, tenant: &Tenant, new: &Saved) -> Result<(), StoreError> {
    let (which, draft) = (new.which, &new.draft);
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(which.occasion.code())
        .bind(which.channel.as_str())
        .bind(which.speech.lang.code())
        .bind(address_code(which.speech.address))
        .bind(new.version)
        .bind(draft.subject.clone())
        .bind(draft.preview.clone())
        .bind(draft.body.clone())
        .bind(draft.content_id.clone())
        .bind(new.warned.clone())
        .bind(new.reason.clone())
        .bind(new.by.clone())
        .bind(new.member.clone())
        .bind(new.at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const LATEST: &str = "
    select kind, channel, language, address, version, subject, preview, body, content_id, warned,
        reason, saved_by, member_id, saved_at
    from templates
    where creditor_id = $1 and kind = $2 and channel = $3 and language = $4 and address = $5
    order by version desc limit $6";

/// So many versions of a text, newest first: the first one is in force.
pub async fn latest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    which: Which,
    limit: i64,
) -> Result<Vec<Saved>, StoreError> {
    let rows = sqlx::query(LATEST)
        .bind(tenant.id().to_owned())
        .bind(which.occasion.code())
        .bind(which.channel.as_str())
        .bind(which.speech.lang.code())
        .bind(address_code(which.speech.address))
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

/// The text that was saved last.
pub async fn newest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    which: Which,
) -> Result<Option<Saved>, StoreError> {
    Ok(latest(conn, tenant, which, 1).await?.pop())
}

const OF_SPEECH: &str = "
    select kind, channel, language, address, version, subject, preview, body, content_id, warned,
        reason, saved_by, member_id, saved_at
    from templates
    where creditor_id = $1 and language = $2 and address = $3
    order by version desc";

/// The texts in these words that were saved last, one for each kind and channel.
pub async fn of_speech(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    speech: Speech,
) -> Result<Vec<Saved>, StoreError> {
    let rows = sqlx::query(OF_SPEECH)
        .bind(tenant.id().to_owned())
        .bind(speech.lang.code())
        .bind(address_code(speech.address))
        .fetch_all(conn)
        .await?;
    let mut newest: Vec<Saved> = Vec::new();
    for row in &rows {
        let saved = from_row(row)?;
        if newest.iter().all(|known| known.which != saved.which) {
            newest.push(saved);
        }
    }
    Ok(newest)
}

fn from_row(row: &AnyRow) -> Result<Saved, StoreError> {
    let corrupt = |column: &str| StoreError::Corrupt(format!("column `{column}`"));
    let occasion = StepKind::parse(&row.text("kind")?).ok_or_else(|| corrupt("kind"))?;
    let channel = row.parsed("channel")?;
    let lang = Lang::parse(&row.text("language")?).ok_or_else(|| corrupt("language"))?;
    let address = match &*row.text("address")? {
        TU => Address::Tu,
        USTED => Address::Usted,
        _ => return Err(corrupt("address")),
    };
    Ok(Saved {
        which: Which { occasion, channel, speech: Speech { lang, address } },
        version: row.number("version")?,
        draft: Draft {
            subject: row.text("subject")?,
            preview: row.text("preview")?,
            body: row.text("body")?,
            content_id: row.text("content_id")?,
        },
        warned: row.text("warned")?,
        reason: row.maybe_text("reason")?,
        by: row.text("saved_by")?,
        member: row.text("member_id")?,
        at: row.instant("saved_at")?,
    })
}

const TU: &str = "tu";
const USTED: &str = "usted";

const fn address_code(address: Address) -> &'static str {
    match address {
        Address::Tu => TU,
        Address::Usted => USTED,
    }
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, LATEST, OF_SPEECH];
