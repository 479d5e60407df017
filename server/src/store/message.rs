//! The outbox: messages as references, written with the fact that causes them.

use chrono::{DateTime, Utc};
use domain::contact_channel::ContactChannel;
use domain::ids::{CaseId, MemberId, MessageId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, one_row};
use super::{StoreError, Tx, reminder};
use crate::tenant::Tenant;

/// One message of the outbox.
#[derive(Clone, Debug)]
pub struct Message {
    /// The message.
    pub id: MessageId,
    /// The case it is about.
    pub case: Option<CaseId>,
    /// The team member it goes to; none if it goes to the debtor.
    pub member: Option<MemberId>,
    /// Which text: a word of the program.
    pub kind: String,
    /// By which way it goes.
    pub channel: ContactChannel,
    /// What the text is about: the id of a payment, a refund, an answer.
    pub about: Option<String>,
    /// `queued`, `claimed`, `sent`, `unknown`, `blocked`, `failed`, `cancelled`; `split` after a message
    /// to the team became one for each member.
    pub state: String,
    /// Why it is not sent, or not yet.
    pub why: Option<String>,
    /// When it was written.
    pub made_at: DateTime<Utc>,
    /// Not before.
    pub not_before: DateTime<Utc>,
    /// When it left.
    pub sent_at: Option<DateTime<Utc>>,
    /// The number of this try, which fences the claim.
    pub tries: i64,
    /// The copy without the token, sealed.
    pub kept: Option<Vec<u8>>,
}

/// Which messages leave first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Urgency {
    /// Somebody asked for it a moment ago and waits for it.
    Asked,
    /// It leaves in its creditor's turn.
    InTurn,
}

impl Urgency {
    /// The number that stands for it in the store. Never changes.
    pub const fn number(self) -> i64 {
        match self {
            Self::Asked => 0,
            Self::InTurn => 1,
        }
    }
}

/// A message to be sent.
#[derive(Clone, Copy, Debug)]
pub struct NewMessage<'a> {
    /// The case it is about.
    pub case: Option<&'a CaseId>,
    /// The team member it goes to; none if it goes to the debtor.
    pub member: Option<&'a MemberId>,
    /// Which text.
    pub kind: &'a str,
    /// What the text is about.
    pub about: Option<&'a str>,
    /// Two messages with the same occurrence are one.
    pub occurrence: &'a str,
}

const INSERT: &str = "
    insert into messages (creditor_id, id, case_id, member_id, kind, about, occurrence, channel,
        state, made_at, not_before, locked_until, tries, urgency)
    values ($1, $2, $3, $4, $5, $6, $7, $9, 'queued', $8, $8, 0, 0, $10)
    on conflict (creditor_id, occurrence) do nothing";

/// Queues a message by one channel in the transaction of the fact that causes it; false if it is queued already.
pub async fn enqueue(
    tx: &mut Tx,
    tenant: &Tenant,
    (id, channel, urgency): (&MessageId, ContactChannel, Urgency),
    message: NewMessage<'_>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query(INSERT)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(message.case.map(ToString::to_string))
        .bind(message.member.map(ToString::to_string))
        .bind(message.kind.to_owned())
        .bind(message.about.map(str::to_owned))
        .bind(message.occurrence.to_owned())
        .bind(now.timestamp_millis())
        .bind(channel.as_str())
        .bind(urgency.number())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

macro_rules! columns {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            " id, case_id, member_id, kind, channel, about, state, why, made_at, not_before,
                sent_at, tries, kept_sealed ",
            $after
        )
    };
}
pub(super) use columns;

/// A claimed message that nobody ends may have left: it never goes back to the queue by itself.
const CLAIM: &str = columns!(
    "update messages set state = 'claimed', locked_until = $4, tries = tries + 1
    where creditor_id = $1 and id = $2 and state = 'queued' and not_before <= $3
        and locked_until <= $3 returning",
    ""
);

/// Claims one message until `lease_end`; `None` if somebody else was faster.
pub async fn claim(
    tx: &mut Tx,
    tenant: &Tenant,
    id: &MessageId,
    now: DateTime<Utc>,
    lease_end: DateTime<Utc>,
) -> Result<Option<Message>, StoreError> {
    let row = sqlx::query(CLAIM)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .bind(lease_end.timestamp_millis())
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| from_row(&row)).transpose()
}

/// How a claimed message ended.
#[derive(Clone, Debug)]
pub struct Ending<'a> {
    /// Its new state.
    pub state: &'static str,
    /// Why, in a word of the program.
    pub why: Option<&'a str>,
    /// When to try again, for a message that goes back to the queue.
    pub not_before: Option<DateTime<Utc>>,
    /// When it counts against the contact rules; never, if it did not leave.
    pub counted_at: Option<DateTime<Utc>>,
    /// The copy without the token, sealed.
    pub kept: Option<Vec<u8>>,
}

const END: &str = "
    update messages set state = $4, why = $5, not_before = coalesce($6, not_before), locked_until = 0,
        sent_at = $7, counted_at = $8, kept_sealed = coalesce($9, kept_sealed)
    where creditor_id = $1 and id = $2 and tries = $3 and state = 'claimed'";

/// Writes how a claimed message ended; refused if somebody else has claimed it since.
pub async fn end(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
    ending: Ending<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    reminder::message_ended(tx, tenant, message, &ending, now).await?;
    let sent = (ending.state == "sent").then(|| now.timestamp_millis());
    let done = sqlx::query(END)
        .bind(tenant.id().to_owned())
        .bind(message.id.as_str().to_owned())
        .bind(message.tries)
        .bind(ending.state)
        .bind(ending.why.map(str::to_owned))
        .bind(ending.not_before.map(|at| at.timestamp_millis()))
        .bind(sent)
        .bind(ending.counted_at.map(|at| at.timestamp_millis()))
        .bind(ending.kept)
        .execute(&mut **tx)
        .await?;
    one_row(&done, "end a message")
}

const PUT_BACK: &str = "
    update messages set state = 'queued', why = $4, locked_until = 0, counted_at = null,
        tries = tries - 1
    where creditor_id = $1 and id = $2 and tries = $3 and state = 'claimed'";

/// Puts a claimed message back as if it had not been claimed: this was no try. Refused if somebody else
/// has claimed it since.
pub async fn put_back(
    tx: &mut Tx,
    tenant: &Tenant,
    message: &Message,
    why: &'static str,
) -> Result<(), StoreError> {
    let done = sqlx::query(PUT_BACK)
        .bind(tenant.id().to_owned())
        .bind(message.id.as_str().to_owned())
        .bind(message.tries)
        .bind(why)
        .execute(&mut **tx)
        .await?;
    one_row(&done, "put a message back")
}

const COUNT: &str = "
    update messages set counted_at = $3, text_version = $4
    where creditor_id = $1 and id = $2 and state = 'claimed'";

/// Counts a claimed message against the contact rules before it leaves: one that may have left counts. Beside it
/// stands the version of the creditor's own text that it says.
pub async fn count(
    tx: &mut Tx,
    tenant: &Tenant,
    (id, text_version): (&MessageId, Option<i64>),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query(COUNT)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(now.timestamp_millis())
        .bind(text_version)
        .execute(&mut **tx)
        .await?;
    one_row(&done, "count a message")
}

const TEXT: &str = "
    select coalesce(text_version, 0) as version from messages where creditor_id = $1 and id = $2";

/// The version of the creditor's own text that a message says; `None` for the program's words.
pub async fn text_version(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: &MessageId,
) -> Result<Option<i64>, StoreError> {
    let row = sqlx::query(TEXT)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .fetch_one(conn)
        .await?;
    // Versions are counted from 1.
    Ok(Some(row.number("version")?).filter(|version| *version > 0))
}

const MADE: &str = "
    select made_at from messages
    where creditor_id = $1 and case_id = $2 and kind = $3 and made_at >= $4 order by made_at";

/// When messages of one kind about a case were queued since `since`, oldest first.
pub async fn made(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, kind): (&CaseId, &'static str),
    since: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>, StoreError> {
    let rows = sqlx::query(MADE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(kind)
        .bind(since.timestamp_millis())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.instant("made_at")).collect()
}

const WAITING: &str = "
    select cast(count(*) as bigint) as waiting from messages
    where creditor_id = $1 and case_id = $2 and kind = $3 and state in ('queued', 'claimed')";

/// Whether a message of this kind about a case waits to leave.
pub async fn waits(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (case, kind): (&CaseId, &'static str),
) -> Result<bool, StoreError> {
    let row = sqlx::query(WAITING)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .bind(kind)
        .fetch_one(conn)
        .await?;
    Ok(row.number("waiting")? > 0)
}

const OF_CASE: &str = columns!(
    "select",
    "from messages where creditor_id = $1 and case_id = $2 order by made_at desc, id desc limit 200"
);

/// The messages about a case, newest first.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<Message>, StoreError> {
    let rows = sqlx::query(OF_CASE)
        .bind(tenant.id().to_owned())
        .bind(case.as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

pub(super) fn from_row(row: &AnyRow) -> Result<Message, StoreError> {
    Ok(Message {
        id: row.parsed("id")?,
        case: row.maybe_parsed("case_id")?,
        member: row.maybe_parsed("member_id")?,
        kind: row.text("kind")?,
        channel: row.parsed("channel")?,
        about: row.maybe_text("about")?,
        state: row.text("state")?,
        why: row.maybe_text("why")?,
        made_at: row.instant("made_at")?,
        not_before: row.instant("not_before")?,
        sent_at: row.maybe_instant("sent_at")?,
        tries: row.number("tries")?,
        kept: row.maybe_bytes("kept_sealed")?,
    })
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] =
    &[INSERT, CLAIM, END, PUT_BACK, COUNT, TEXT, MADE, WAITING, OF_CASE];
