//! Access links: the hash of each token, and how far the link has brought its debtor.

use chrono::{DateTime, Utc};
use domain::access_link::{LinkLife, LinkProgress};
use domain::ids::{AccessLinkId, CaseId, MessageId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::store::hold::HoldKind;
use crate::tenant::Tenant;

/// One link. Its token is not stored, only the token's hash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccessLink {
    /// The link.
    pub id: AccessLinkId,
    /// The one case that it leads to.
    pub case: CaseId,
    /// The message that carried it; none if it was exported.
    pub message: Option<MessageId>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Until when it works, and whether it was closed before.
    pub life: LinkLife,
    /// When its message left.
    pub sent_at: Option<DateTime<Utc>>,
    /// When somebody first pressed the button on its page.
    pub opened_at: Option<DateTime<Utc>>,
    /// When the identity check was first passed through it.
    pub verified_at: Option<DateTime<Utc>>,
    /// When money first came through it.
    pub paid_at: Option<DateTime<Utc>>,
}

impl AccessLink {
    /// How far it has brought its debtor.
    pub const fn progress(&self) -> LinkProgress {
        match (self.paid_at, self.verified_at, self.opened_at, self.sent_at) {
            (Some(_), ..) => LinkProgress::Paid,
            (_, Some(_), ..) => LinkProgress::Verified,
            (_, _, Some(_), _) => LinkProgress::Opened,
            (.., Some(_)) => LinkProgress::Sent,
            _ => LinkProgress::Made,
        }
    }
}

/// A link to be written.
#[derive(Clone, Copy, Debug)]
pub struct NewLink<'a> {
    /// The link.
    pub id: &'a AccessLinkId,
    /// The case that it leads to.
    pub case: &'a CaseId,
    /// The SHA-256 of its token.
    pub hash: &'a [u8],
    /// The message that will carry it.
    pub message: Option<&'a MessageId>,
    /// The first instant at which it no longer works.
    pub expires_at: DateTime<Utc>,
}

const INSERT: &str = "
    insert into access_links (creditor_id, id, case_id, token_hash, message_id, made_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7)";

/// Writes a new link.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    new: NewLink<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(new.id.as_str().to_owned())
        .bind(new.case.as_str().to_owned())
        .bind(new.hash.to_vec())
        .bind(new.message.map(ToString::to_string))
        .bind(now.timestamp_millis())
        .bind(new.expires_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

const NEW_TOKEN: &str = "
    update access_links set token_hash = $3, expires_at = $4
    where creditor_id = $1 and id = $2 and sent_at is null and opened_at is null";

/// Gives a link whose message never left another token, since the first one is forgotten.
pub async fn new_token(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &AccessLinkId,
    hash: &[u8],
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(NEW_TOKEN)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(hash.to_vec())
        .bind(expires_at.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "give a link another token")
}

macro_rules! links {
    ($rest:literal) => {
        concat!(
            "select l.id, l.case_id, l.message_id, l.made_at, l.expires_at, l.revoked_at, l.sent_at,
                l.opened_at, l.verified_at, l.paid_at
             from access_links l where l.creditor_id = $1 and ",
            $rest
        )
    };
}

const BY_ID: &str = links!("l.id = $2");
const BY_TOKEN: &str = links!("l.token_hash = $2");
const BY_MESSAGE: &str = links!("l.case_id = $2 and l.message_id = $3");
const OF_CASE: &str = links!("l.case_id = $2 order by l.made_at desc, l.id desc limit 200");

/// The link `id`.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &AccessLinkId,
) -> Result<Option<AccessLink>, StoreError> {
    let row = sqlx::query(BY_ID)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

/// The link whose token has this hash, alive or not.
pub async fn by_token(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    hash: &[u8],
) -> Result<Option<AccessLink>, StoreError> {
    let row = sqlx::query(BY_TOKEN)
        .bind(tenant.id().to_owned())
        .bind(hash.to_vec())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

/// The link that a message about `case` carries.
pub async fn of_message(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
    message: &MessageId,
) -> Result<Option<AccessLink>, StoreError> {
    let row = sqlx::query(BY_MESSAGE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(message.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

/// The links of a case, newest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<AccessLink>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

macro_rules! first {
    ($column:literal) => {
        concat!(
            "update access_links set ",
            $column,
            " = $3
             where creditor_id = $1 and id = $2 and ",
            $column,
            " is null"
        )
    };
}

const SENT: &str = first!("sent_at");
const OPENED: &str = first!("opened_at");
const VERIFIED: &str = first!("verified_at");
const PAID: &str = first!("paid_at");
const REVOKE: &str = first!("revoked_at");

/// Remembers that the link's message left.
pub async fn sent(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &AccessLinkId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    stamp(tx, SENT, tenant, id, now).await.map(drop)
}

/// Remembers the first time that the button on the link's page was pressed.
pub async fn opened(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &AccessLinkId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    stamp(tx, OPENED, tenant, id, now).await.map(drop)
}

/// Remembers the first time that the identity check was passed through the link.
pub async fn verified(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &AccessLinkId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    stamp(tx, VERIFIED, tenant, id, now).await.map(drop)
}

/// Remembers the first time that money came through the link.
pub async fn paid(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &AccessLinkId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    stamp(tx, PAID, tenant, id, now).await.map(drop)
}

/// Closes the link, and with it every session that it opened; false if it was closed before.
pub async fn revoke(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &AccessLinkId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    stamp(tx, REVOKE, tenant, id, now).await
}

async fn stamp(
    tx: &mut Tx,
    sql: &'static str,
    tenant: &Tenant,
    id: &AccessLinkId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query(sql)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

fn from_row(row: &AnyRow) -> Result<AccessLink, StoreError> {
    let life = LinkLife {
        expires_at: row.instant("expires_at")?,
        revoked_at: row.maybe_instant("revoked_at")?,
    };
    Ok(AccessLink {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        message: row.maybe_parsed("message_id")?,
        made_at: row.instant("made_at")?,
        life,
        sent_at: row.maybe_instant("sent_at")?,
        opened_at: row.maybe_instant("opened_at")?,
        verified_at: row.maybe_instant("verified_at")?,
        paid_at: row.maybe_instant("paid_at")?,
    })
}

/// A case that bulk commands make a link for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenCase {
    /// The case.
    pub case: CaseId,
    /// Whether a message with a link already waits to leave.
    pub waiting: bool,
    /// Whether its debtor has an e-mail address on file.
    pub has_email: bool,
    /// What stops its reminders; a wrong person before anything else.
    pub hold: Option<HoldKind>,
}

const OPEN_CASES: &str = "
    select c.id,
        case when exists (
            select 1 from messages m
            where m.creditor_id = c.creditor_id and m.case_id = c.id and m.kind = 'access-link'
                and m.state in ('queued', 'claimed')
        ) then cast(1 as bigint) else cast(0 as bigint) end as waiting,
        case when d.email_sealed is null then cast(0 as bigint) else cast(1 as bigint) end as has_email,
        (
            select h.kind from holds h
            where h.creditor_id = c.creditor_id and h.case_id = c.id and h.lifted_at is null
            order by case when h.kind = 'not-them' then 0 else 1 end, h.id limit 1
        ) as hold
    from cases c
    join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id
    where c.creditor_id = $1 and c.id > $2 and exists (
        select 1 from case_balances b
        where b.creditor_id = c.creditor_id and b.case_id = c.id and b.owed_minor > 0
    )
    order by c.id limit $3";

/// The next cases with something owed, in the order of their ids, after `after` (empty to begin).
pub async fn open_cases(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    after: &str,
    limit: i64,
) -> Result<Vec<OpenCase>, StoreError> {
    let rows = sqlx::query(OPEN_CASES)
        .bind(tenant.id().to_owned())
        .bind(after.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            let (waiting, has_email) = (row.number("waiting")? == 1, row.number("has_email")? == 1);
            let hold = row.maybe_parsed("hold")?;
            Ok(OpenCase { case: row.parsed("id")?, waiting, has_email, hold })
        })
        .collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[
    INSERT, NEW_TOKEN, BY_ID, BY_TOKEN, BY_MESSAGE, OF_CASE, SENT, OPENED, VERIFIED, PAID, REVOKE,
    OPEN_CASES,
];
