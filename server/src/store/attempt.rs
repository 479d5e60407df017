//! Tries at paying, at Stripe or by transfer.

use chrono::{DateTime, Utc};
use domain::ids::{AccessLinkId, AttemptId, CaseId, DebtId, MethodId};
use domain::ledger::Channel;
use domain::money::Money;
use domain::payment::AttemptState;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// One try at paying.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The attempt, and the idempotency key at the provider.
    pub id: AttemptId,
    /// Whose money it is for.
    pub case: CaseId,
    /// The link that brought the debtor.
    pub link: Option<AccessLinkId>,
    /// At whom.
    pub channel: Channel,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub state: AttemptState,
    /// The saved card that it charges while the debtor is away; none for one that has a page.
    pub method: Option<MethodId>,
    /// The provider's session.
    pub session: Option<String>,
    /// The provider's page.
    pub url: Option<String>,
    /// The provider's money object.
    pub intent: Option<String>,
    /// What a transfer must name.
    pub reference: Option<String>,
    /// What the debtor said of a transfer, sealed.
    pub note: Option<Vec<u8>>,
    /// The language of the debtor's page.
    pub language: String,
    /// When it was written down.
    pub made_at: DateTime<Utc>,
    /// When the provider's page closes.
    pub expires_at: DateTime<Utc>,
    /// When the debtor said that the transfer was made.
    pub announced_at: Option<DateTime<Utc>>,
}

const INSERT: &str = "
    insert into attempts (creditor_id, id, case_id, link_id, channel, currency, amount_minor, state,
        reference, language, made_at, expires_at, checked_at, method_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11, $13)";

const INSERT_DEBT: &str = "
    insert into attempt_debts (creditor_id, attempt_id, debt_id, open_debt_id)
    values ($1, $2, $3, $4)";

/// Writes an attempt for `debts`. A card attempt takes the one open place of each of its debts, so
/// this fails as a duplicate while another one holds it.
pub async fn insert(
    tx: &mut Tx,
    tenant: &Tenant,
    attempt: &Attempt,
    debts: &[DebtId],
) -> Result<(), StoreError> {
    sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(attempt.id.as_str().to_owned())
        .bind(attempt.case.as_str().to_owned())
        .bind(attempt.link.as_ref().map(ToString::to_string))
        .bind(attempt.channel.as_str())
        .bind(attempt.amount.currency().code())
        .bind(attempt.amount.minor())
        .bind(attempt.state.as_str())
        .bind(attempt.reference.clone())
        .bind(attempt.language.clone())
        .bind(attempt.made_at.timestamp_millis())
        .bind(attempt.expires_at.timestamp_millis())
        .bind(attempt.method.as_ref().map(ToString::to_string))
        .execute(&mut **tx)
        .await?;
    for debt in debts {
        let open = (attempt.channel == Channel::Stripe).then(|| debt.as_str().to_owned());
        sqlx::query(INSERT_DEBT)
            .bind(tenant.id().to_owned())
            .bind(attempt.id.as_str().to_owned())
            .bind(debt.as_str().to_owned())
            .bind(open)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

const SAVE: &str = "
    update attempts set state = $3, provider_session = $4, provider_url = $5, provider_intent = $6,
        note_sealed = $7, announced_at = $8, checked_at = $9,
        ended_at = coalesce(ended_at, $10)
    where creditor_id = $1 and id = $2";

const RELEASE: &str = "
    update attempt_debts set open_debt_id = null where creditor_id = $1 and attempt_id = $2";

/// Writes what has changed of an attempt; one whose page is closed gives its debts' places back.
pub async fn save(
    tx: &mut Tx,
    tenant: &Tenant,
    attempt: &Attempt,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let ended = (!attempt.state.is_in_flight()).then(|| now.timestamp_millis());
    let done = sqlx::query(SAVE)
        .bind(tenant.id().to_owned())
        .bind(attempt.id.as_str().to_owned())
        .bind(attempt.state.as_str())
        .bind(attempt.session.clone())
        .bind(attempt.url.clone())
        .bind(attempt.intent.clone())
        .bind(attempt.note.clone())
        .bind(attempt.announced_at.map(|at| at.timestamp_millis()))
        .bind(now.timestamp_millis())
        .bind(ended)
        .execute(&mut **tx)
        .await?;
    one_row(&done, "save an attempt")?;
    if ended.is_some() || attempt.state == AttemptState::Pending {
        sqlx::query(RELEASE)
            .bind(tenant.id().to_owned())
            .bind(attempt.id.as_str().to_owned())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

macro_rules! attempts {
    ($rest:literal) => {
        concat!(
            "select a.id, a.case_id, a.link_id, a.channel, a.currency, a.amount_minor, a.state,
                a.provider_session, a.provider_url, a.provider_intent, a.reference, a.note_sealed,
                a.language, a.made_at, a.expires_at, a.announced_at, a.method_id
             from attempts a ",
            $rest
        )
    };
}

pub(super) use attempts;

const BY_ID: &str = attempts!("where a.creditor_id = $1 and a.id = $2");
const BY_SESSION: &str = attempts!("where a.creditor_id = $1 and a.provider_session = $2");
const BY_REFERENCE: &str = attempts!("where a.creditor_id = $1 and a.reference = $2");

/// What an attempt can be found by.
#[derive(Clone, Copy, Debug)]
pub enum Find<'a> {
    /// Its own id.
    Id(&'a AttemptId),
    /// The provider's session.
    Session(&'a str),
    /// What a transfer must name.
    Reference(&'a str),
}

/// The attempt that `find` names.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    find: Find<'_>,
) -> Result<Option<Attempt>, StoreError> {
    let (sql, key) = match find {
        Find::Id(id) => (BY_ID, id.as_str()),
        Find::Session(session) => (BY_SESSION, session),
        Find::Reference(reference) => (BY_REFERENCE, reference),
    };
    let row = sqlx::query(sql)
        .bind(tenant.id().to_owned())
        .bind(key.to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

const OPEN_OF_CASE: &str = attempts!(
    "where a.creditor_id = $1 and a.case_id = $2
        and a.state in ('created', 'open', 'pending', 'unknown')
     order by a.made_at, a.id"
);

/// The attempts of a case whose money may still come, oldest first.
pub async fn open_of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Attempt>, StoreError> {
    let rows = sqlx::query(OPEN_OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const TRANSFERS: &str = attempts!(
    "where a.creditor_id = $1 and a.channel = 'transfer' and a.state = 'pending'
     order by a.made_at, a.id limit 200"
);

/// Announced transfers that wait for the creditor, oldest first.
pub async fn transfers_waiting(
    conn: &mut AnyConnection,
    tenant: &Tenant,
) -> Result<Vec<Attempt>, StoreError> {
    let rows = sqlx::query(TRANSFERS).bind(tenant.id().to_owned()).fetch_all(conn).await?;
    rows.iter().map(from_row).collect()
}

const TO_CHECK: &str = attempts!(
    "where a.creditor_id = $1 and a.channel = 'stripe'
        and a.state in ('created', 'open', 'pending', 'unknown') and a.checked_at <= $2
     order by a.checked_at, a.id limit 200"
);

/// Stripe attempts in flight that nobody has asked about since `before`.
pub async fn to_check(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    before: DateTime<Utc>,
) -> Result<Vec<Attempt>, StoreError> {
    let rows = sqlx::query(TO_CHECK)
        .bind(tenant.id().to_owned())
        .bind(before.timestamp_millis())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

const CHECKED: &str = "update attempts set checked_at = $3 where creditor_id = $1 and id = $2";

/// Notes that the provider was asked about an attempt, whatever came of it.
pub async fn checked(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &AttemptId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(CHECKED)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "note that an attempt was checked")
}

const ASKED_AGAIN: &str = "
    update attempts set asked_again_at = $3 where creditor_id = $1 and id = $2";

/// Notes that the page of an attempt is about to be asked for once more.
pub async fn asked_again(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &AttemptId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(ASKED_AGAIN)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .execute(&mut **tx)
        .await?;
    one_row(&done, "note that an attempt's page is asked for again")
}

const LAST_ASKED: &str = "
    select coalesce(asked_again_at, made_at) as asked_at from attempts where creditor_id = $1 and id = $2";

/// When the page of an attempt was asked for last; `None` if there is no such attempt.
pub async fn last_asked(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &AttemptId,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row = sqlx::query(LAST_ASKED)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_optional(conn)
        .await?;
    row.map(|row| row.instant("asked_at")).transpose()
}

const DEBTS: &str = "
    select debt_id from attempt_debts where creditor_id = $1 and attempt_id = $2 order by debt_id";

/// The debts that an attempt is for.
pub async fn debts(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &AttemptId,
) -> Result<Vec<DebtId>, StoreError> {
    let rows = sqlx::query(DEBTS)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.parsed("debt_id")).collect()
}

pub(super) fn from_row(row: &AnyRow) -> Result<Attempt, StoreError> {
    let currency = row.currency("currency")?;
    Ok(Attempt {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        link: row.maybe_parsed("link_id")?,
        channel: row.parsed("channel")?,
        amount: row.money("amount_minor", currency)?,
        state: row.parsed("state")?,
        method: row.maybe_parsed("method_id")?,
        session: row.maybe_text("provider_session")?,
        url: row.maybe_text("provider_url")?,
        intent: row.maybe_text("provider_intent")?,
        reference: row.maybe_text("reference")?,
        note: row.maybe_bytes("note_sealed")?,
        language: row.text("language")?,
        made_at: row.instant("made_at")?,
        expires_at: row.instant("expires_at")?,
        announced_at: row.maybe_instant("announced_at")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[
    INSERT,
    INSERT_DEBT,
    SAVE,
    RELEASE,
    BY_ID,
    BY_SESSION,
    BY_REFERENCE,
    OPEN_OF_CASE,
    TRANSFERS,
    TO_CHECK,
    CHECKED,
    ASKED_AGAIN,
    LAST_ASKED,
    DEBTS,
];
