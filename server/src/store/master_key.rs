//! What stands under the master key: read in short runs, and written when it was sealed again.

use domain::ids::DebtorId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// The sealed columns of one debtor, and the hashes to look them up by.
#[derive(Clone)]
pub struct DebtorSeals {
    /// The debtor.
    pub id: DebtorId,
    /// The person's own key, wrapped.
    pub data_key: Vec<u8>,
    /// E-mail, phone and national id, sealed under the person's key.
    pub sealed: [Option<Vec<u8>>; 3],
    /// The keyed hash of each.
    pub hashes: [Option<Vec<u8>>; 3],
}

const DEBTORS: &str = "
    select id, data_key, email_sealed, email_hash, phone_sealed, phone_hash, national_id_sealed,
        national_id_hash
    from debtors
    where creditor_id = $1 and id > $2 and data_key is not null
    order by id limit $3";

/// The next debtors behind `after` who were not erased.
pub async fn debtors(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    after: &str,
    limit: i64,
) -> Result<Vec<DebtorSeals>, StoreError> {
    let rows = sqlx::query(DEBTORS)
        .bind(tenant.id().to_owned())
        .bind(after.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(debtor_from_row).collect()
}

fn debtor_from_row(row: &AnyRow) -> Result<DebtorSeals, StoreError> {
    Ok(DebtorSeals {
        id: row.parsed("id")?,
        data_key: row.bytes("data_key")?,
        sealed: [
            row.maybe_bytes("email_sealed")?,
            row.maybe_bytes("phone_sealed")?,
            row.maybe_bytes("national_id_sealed")?,
        ],
        hashes: [
            row.maybe_bytes("email_hash")?,
            row.maybe_bytes("phone_hash")?,
            row.maybe_bytes("national_id_hash")?,
        ],
    })
}

/// What is sealed has a nonce of its own: the same bytes are the same text.
const PUT_DEBTOR: &str = "
    update debtors set data_key = $3, email_hash = $4, phone_hash = $5, national_id_hash = $6
    where creditor_id = $1 and id = $2 and data_key = $7
        and email_sealed is not distinct from $8 and phone_sealed is not distinct from $9
        and national_id_sealed is not distinct from $10";

const PUT_CONSENTS: &str = "
    update consents set address_hash = $3
    where creditor_id = $1 and address_hash = $4 and case_id in (
        select c.id from cases c where c.creditor_id = $1 and c.debtor_id = $2
    )";
const PUT_STOPS: &str = "
    update contact_stops set address_hash = $3
    where creditor_id = $1 and address_hash = $4 and case_id in (
        select c.id from cases c where c.creditor_id = $1 and c.debtor_id = $2
    )";

/// Others may have the address too, who are still known under the older key: what they look for stays.
const COPY_STOPS: &str = "
    insert into address_stops (creditor_id, address_hash, channel, case_id, how, stopped_at)
    select creditor_id, $2, channel, case_id, how, stopped_at from address_stops
    where creditor_id = $1 and address_hash = $3
    on conflict (creditor_id, address_hash, channel, case_id, how) do nothing";
const COPY_OPENINGS: &str = "
    insert into address_openings (creditor_id, address_hash, channel, case_id, opened_at)
    select creditor_id, $2, channel, case_id, opened_at from address_openings
    where creditor_id = $1 and address_hash = $3
    on conflict (creditor_id, address_hash, channel, case_id) do nothing";
const PUT_MESSAGES: &str = "
    update messages set address_hash = $3
    where creditor_id = $1 and address_hash = $4 and case_id in (
        select c.id from cases c where c.creditor_id = $1 and c.debtor_id = $2
    )";
const PUT_CALLS: &str = "
    update contacts_made set address_hash = $3
    where creditor_id = $1 and address_hash = $4 and case_id in (
        select c.id from cases c where c.creditor_id = $1 and c.debtor_id = $2
    )";

/// Writes what permissions, stops and contacts know of the address on file. Those of addresses that are no longer there stay
/// as they are: nobody can hash them again.
pub(super) async fn put_address(
    tx: &mut Tx,
    tenant: &Tenant,
    debtor: &DebtorId,
    (was, new): (&[u8], &[u8]),
) -> Result<(), StoreError> {
    for sql in [COPY_STOPS, COPY_OPENINGS] {
        sqlx::query(sql)
            .bind(tenant.id().to_owned())
            .bind(new.to_vec())
            .bind(was.to_vec())
            .execute(&mut **tx)
            .await?;
    }
    for sql in [PUT_CONSENTS, PUT_STOPS, PUT_MESSAGES, PUT_CALLS] {
        sqlx::query(sql)
            .bind(tenant.id().to_owned())
            .bind(debtor.as_str().to_owned())
            .bind(new.to_vec())
            .bind(was.to_vec())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Writes a debtor's key and hashes, unless somebody has changed the row since `was` was read: then
/// nothing is written, and false is the answer.
pub async fn put_debtor(
    tx: &mut Tx,
    tenant: &Tenant,
    (was, new): (&DebtorSeals, &DebtorSeals),
) -> Result<bool, StoreError> {
    let mut query = sqlx::query(PUT_DEBTOR)
        .bind(tenant.id().to_owned())
        .bind(was.id.as_str().to_owned())
        .bind(new.data_key.clone());
    for hash in &new.hashes {
        query = query.bind(hash.clone());
    }
    query = query.bind(was.data_key.clone());
    for sealed in &was.sealed {
        query = query.bind(sealed.clone());
    }
    if query.execute(&mut **tx).await?.rows_affected() != 1 {
        return Ok(false);
    }
    for (was_hash, new_hash) in was.hashes.iter().zip(&new.hashes) {
        if let (Some(was_hash), Some(new_hash)) = (was_hash, new_hash)
            && was_hash != new_hash
        {
            put_address(tx, tenant, &was.id, (was_hash, new_hash)).await?;
        }
    }
    Ok(true)
}

/// One value that is sealed under the master key itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sealed {
    /// The row's key, by which the next rows are found.
    pub key: String,
    /// The row that it is sealed to.
    pub place: String,
    /// The value.
    pub value: Vec<u8>,
}

/// Where such values stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Table {
    /// The secrets of the team's codes.
    Members,
    /// Why money left suspense.
    Reasons,
    /// The secrets of creditors' own systems.
    LinkKeys,
    /// Rows of imports that wait.
    Waiting,
    /// Rows of imports that are under way: the key is the batch's id and the debt's number.
    Staged,
}

const MEMBERS: &str = "
    select id as key, id as place, totp_sealed as value from team_members
    where creditor_id = $1 and id > $2 order by id limit $3";
const REASONS: &str = "
    select id as key, id as place, reason_sealed as value from suspense
    where creditor_id = $1 and id > $2 and reason_sealed is not null order by id limit $3";
const LINK_KEYS: &str = "
    select id as key, id as place, secret_sealed as value from link_keys
    where creditor_id = $1 and id > $2 and secret_sealed is not null order by id limit $3";
const WAITING: &str = "
    select debt_reference as key, batch_id || ':' || debt_reference as place, row_sealed as value
    from import_waiting
    where creditor_id = $1 and debt_reference > $2 and row_sealed is not null
    order by debt_reference limit $3";
const STAGED: &str = "
    select batch_id || ':' || debt_reference as key, batch_id || ':' || debt_reference as place,
        row_sealed as value
    from import_rows
    where creditor_id = $1 and (batch_id, debt_reference) > ($2, $3)
    order by batch_id, debt_reference limit $4";

const PUT_MEMBER: &str = "
    update team_members set totp_sealed = $3
    where creditor_id = $1 and id = $2 and totp_sealed = $4";
const PUT_REASON: &str = "
    update suspense set reason_sealed = $3
    where creditor_id = $1 and id = $2 and reason_sealed = $4";
const PUT_LINK_KEY: &str = "
    update link_keys set secret_sealed = $3
    where creditor_id = $1 and id = $2 and secret_sealed = $4";
const PUT_WAITING: &str = "
    update import_waiting set row_sealed = $3
    where creditor_id = $1 and debt_reference = $2 and row_sealed = $4";
const PUT_STAGED: &str = "
    update import_rows set row_sealed = $4
    where creditor_id = $1 and batch_id = $2 and debt_reference = $3 and row_sealed = $5";

/// The batch and the debt's number in the key of a staged row.
fn parts(key: &str) -> (String, String) {
    let (batch, reference) = key.split_once(':').unwrap_or((key, ""));
    (batch.to_owned(), reference.to_owned())
}

/// The next values of a table behind the row `after`.
pub async fn sealed(
    conn: &mut AnyConnection,
    (tenant, table): (&Tenant, Table),
    after: &str,
    limit: i64,
) -> Result<Vec<Sealed>, StoreError> {
    let simple =
        |sql: &'static str| sqlx::query(sql).bind(tenant.id().to_owned()).bind(after.to_owned());
    let query = match table {
        Table::Members => simple(MEMBERS),
        Table::Reasons => simple(REASONS),
        Table::LinkKeys => simple(LINK_KEYS),
        Table::Waiting => simple(WAITING),
        Table::Staged => {
            let (batch, reference) = parts(after);
            sqlx::query(STAGED).bind(tenant.id().to_owned()).bind(batch).bind(reference)
        }
    };
    let rows = query.bind(limit).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let (key, place) = (row.text("key")?, row.text("place")?);
            Ok(Sealed { key, place, value: row.bytes("value")? })
        })
        .collect()
}

/// Writes a value that was sealed again, unless it is another one than `was` by now: then nothing is
/// written, and false is the answer.
pub async fn put(
    tx: &mut Tx,
    (tenant, table): (&Tenant, Table),
    was: &Sealed,
    new: &[u8],
) -> Result<bool, StoreError> {
    let simple =
        |sql: &'static str| sqlx::query(sql).bind(tenant.id().to_owned()).bind(was.key.clone());
    let query = match table {
        Table::Members => simple(PUT_MEMBER),
        Table::Reasons => simple(PUT_REASON),
        Table::LinkKeys => simple(PUT_LINK_KEY),
        Table::Waiting => simple(PUT_WAITING),
        Table::Staged => {
            let (batch, reference) = parts(&was.key);
            sqlx::query(PUT_STAGED).bind(tenant.id().to_owned()).bind(batch).bind(reference)
        }
    };
    let done = query.bind(new.to_vec()).bind(was.value.clone()).execute(&mut **tx).await?;
    Ok(done.rows_affected() == 1)
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[
    DEBTORS,
    PUT_DEBTOR,
    COPY_STOPS,
    COPY_OPENINGS,
    PUT_CONSENTS,
    PUT_STOPS,
    PUT_MESSAGES,
    PUT_CALLS,
    MEMBERS,
    REASONS,
    LINK_KEYS,
    WAITING,
    STAGED,
    PUT_MEMBER,
    PUT_REASON,
    PUT_LINK_KEY,
    PUT_WAITING,
    PUT_STAGED,
];
