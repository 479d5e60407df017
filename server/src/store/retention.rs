//! What is kept of contacts with people in each case, and its end when the years are over. The ledger, the evidence
//! chains and the rows of messages stay; what was said in them, to which address, does not.

use chrono::{DateTime, Utc};
use domain::country::Country;
use domain::ids::CaseId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::case::LockedCase;
use super::row::Columns;
use super::{StoreError, Tx};
use crate::tenant::Tenant;

/// What is kept of the contacts of one case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// The case.
    pub case: CaseId,
    /// The customer's number.
    pub reference: String,
    /// Where the person is, if it is not where the creditor is.
    pub country: Option<Country>,
    /// When something was done last, whatever it was; `None` for a case in which nothing ever was.
    pub acted_at: Option<DateTime<Utc>>,
    /// Whether something is owed, either way, or waits to leave.
    pub is_open: bool,
    /// Whether an e-mail address or a phone is on file.
    pub has_address: bool,
    /// Messages of which a copy is kept.
    pub copies: i64,
    /// Contacts that people of the team made.
    pub contacts: i64,
    /// What they wrote down beside their tasks.
    pub notes: i64,
}

impl Kept {
    /// Whether there is nothing to erase.
    pub const fn is_nothing(&self) -> bool {
        !self.has_address && self.copies == 0 && self.contacts == 0 && self.notes == 0
    }
}

const FROM: &str = "
    select c.id,
        (select d.reference from debtors d
            where d.creditor_id = c.creditor_id and d.id = c.debtor_id) as reference,
        (select d.country from debtors d
            where d.creditor_id = c.creditor_id and d.id = c.debtor_id) as country,
        (select count(*) from debtors d
            where d.creditor_id = c.creditor_id and d.id = c.debtor_id
                and (d.email_sealed is not null or d.phone_sealed is not null)) as addresses,
        (select e.at from evidence e
            where e.creditor_id = c.creditor_id and e.case_id = c.id
                and e.seq = c.evidence_seq) as acted_at,
        (select count(*) from case_balances b
            where b.creditor_id = c.creditor_id and b.case_id = c.id
                and (b.owed_minor > 0 or b.credit_minor > 0)) as owing,
        (select count(*) from messages m
            where m.creditor_id = c.creditor_id and m.case_id = c.id
                and m.state in ('queued', 'claimed')) as leaving,
        (select count(*) from messages m
            where m.creditor_id = c.creditor_id and m.case_id = c.id
                and m.kept_sealed is not null) as copies,
        (select count(*) from contacts_made k
            where k.creditor_id = c.creditor_id and k.case_id = c.id) as contacts,
        (select count(*) from tasks t
            where t.creditor_id = c.creditor_id and t.case_id = c.id
                and t.note_sealed is not null) as notes
    from cases c where c.creditor_id = $1 and c.id >= $2 order by c.id limit $3";

/// What is kept of the cases from `first` on, in the order of their ids.
pub async fn from(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    first: &str,
    limit: i64,
) -> Result<Vec<Kept>, StoreError> {
    let rows = sqlx::query(FROM)
        .bind(tenant.id().to_owned())
        .bind(first.to_owned())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(kept).collect()
}

/// The same of one case.
pub async fn of_case(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Option<Kept>, StoreError> {
    let found = from(conn, tenant, case.as_str(), 1).await?;
    Ok(found.into_iter().find(|kept| kept.case == *case))
}

fn kept(row: &AnyRow) -> Result<Kept, StoreError> {
    let country = row.maybe_text("country")?;
    let read = |code: String| {
        Country::parse(&code).ok_or_else(|| StoreError::Corrupt("column `country`".into()))
    };
    Ok(Kept {
        case: row.parsed("id")?,
        reference: row.text("reference")?,
        country: country.map(read).transpose()?,
        acted_at: row.maybe_instant("acted_at")?,
        is_open: row.number("owing")? + row.number("leaving")? > 0,
        has_address: row.number("addresses")? > 0,
        copies: row.number("copies")?,
        contacts: row.number("contacts")?,
        notes: row.number("notes")?,
    })
}

const COPIES: &str = "
    update messages set kept_sealed = null, address_hash = null, provider_ref = null
    where creditor_id = $1 and case_id = $2";

const CONTACTS: &str = "delete from contacts_made where creditor_id = $1 and case_id = $2";

const NOTES: &str = "
    update tasks set note_sealed = null where creditor_id = $1 and case_id = $2";

const ADDRESSES: &str = "
    update debtors
    set email_sealed = null, email_hash = null, phone_sealed = null, phone_hash = null
    where creditor_id = $1 and id = $2";

const IMAGES: &str = "delete from import_changes where creditor_id = $1 and of_id = $2";

/// Erases what is kept of the contacts of a locked case: copies, contacts, notes and addresses, also those that
/// imports knew of the person.
pub async fn erase(tx: &mut Tx, tenant: &Tenant, case: &LockedCase) -> Result<(), StoreError> {
    for sql in [COPIES, CONTACTS, NOTES] {
        let query = sqlx::query(sql).bind(tenant.id().to_owned());
        query.bind(case.id.as_str().to_owned()).execute(&mut **tx).await?;
    }
    for sql in [ADDRESSES, IMAGES] {
        let query = sqlx::query(sql).bind(tenant.id().to_owned());
        query.bind(case.debtor.as_str().to_owned()).execute(&mut **tx).await?;
    }
    Ok(())
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[FROM, COPIES, CONTACTS, NOTES, ADDRESSES, IMAGES];
