//! People who owe. Their personal data is sealed here, under a key of their own, and opened here.

use chrono::{DateTime, NaiveDate, Utc};
use domain::country::Country;
use domain::ids::{CaseId, DebtorId};
use domain::national_id::{IdKind, NationalId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::db::{in_order, listed};
use super::master_key::put_address;
use super::row::{Columns, one_row};
use super::{StoreError, Tx};
use crate::keys::{DataKey, Keys, Place};
use crate::tenant::Tenant;

/// What is known of a person. No `Debug`: its values are personal.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// As the creditor writes it.
    pub name: Option<String>,
    /// What to greet with, where the creditor says so; else the name tells it.
    pub given_name: Option<String>,
    /// `es`, `en` or `pt`.
    pub language: Option<String>,
    /// `tu` or `usted`.
    pub address_form: Option<String>,
    /// What the person chose of these two: it stands before what the creditor's files say, and is not saved
    /// with them.
    pub chosen: Chosen,
    /// Where the person is, if it is not the creditor's country: its contact rules hold too.
    pub country: Option<Country>,
    /// IANA name of the zone where the person is, if it is not the creditor's.
    pub zone: Option<String>,
    /// A checked address.
    pub email: Option<String>,
    /// In international form.
    pub phone: Option<String>,
    /// The id that the state gave.
    pub national_id: Option<NationalId>,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// Postcode.
    pub postcode: Option<String>,
}

/// In which words a person wants to be spoken to.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Chosen {
    /// `es`, `en` or `pt`.
    pub language: Option<String>,
    /// `tu` or `usted`.
    pub address_form: Option<String>,
}

/// One debtor, opened.
#[derive(Clone)]
pub struct Debtor {
    /// The debtor.
    pub id: DebtorId,
    /// The customer's number in the creditor's system.
    pub reference: String,
    /// What is known; all empty after the person was erased.
    pub person: Person,
    /// The person's own key; `None` after the person was erased.
    pub key: Option<DataKey>,
}

const INSERT: &str = "
    insert into debtors (creditor_id, id, reference, name, language, address_form, zone, data_key,
        email_sealed, email_hash, phone_sealed, phone_hash, national_id_sealed, national_id_hash,
        birth_date_sealed, postcode_sealed, given_name, country, created_at, changed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19)";

const UPDATE: &str = "
    update debtors set reference = $3, name = $4, language = $5, address_form = $6, zone = $7,
        data_key = $8, email_sealed = $9, email_hash = $10, phone_sealed = $11, phone_hash = $12,
        national_id_sealed = $13, national_id_hash = $14, birth_date_sealed = $15,
        postcode_sealed = $16, given_name = $17, country = $18, changed_at = $19
    where creditor_id = $1 and id = $2";

/// A debtor's row as it is stored: what is personal is sealed.
pub struct SealedDebtor {
    /// The wrapped key.
    pub data_key: Vec<u8>,
    /// E-mail, phone and national id: sealed, and the keyed hash to look it up by.
    pub contacts: [Option<(Vec<u8>, Vec<u8>)>; 3],
    /// Birth date and postcode, sealed.
    pub facts: [Option<Vec<u8>>; 2],
    /// What permissions and stops may know e-mail and phone by, under another key, and what takes its place.
    pub restated: Vec<(Vec<u8>, Vec<u8>)>,
}

/// Makes a key for a new debtor and seals what is personal under it.
pub fn seal_new(keys: &Keys, tenant: &Tenant, id: &DebtorId, person: &Person) -> SealedDebtor {
    let (key, data_key) = keys.new_data_key(place(tenant, id, "data_key"));
    seal(keys, tenant, (id, person), (&key, data_key))
}

/// Seals what is personal under the key that the debtor already has, given open and wrapped, so that
/// what is sealed elsewhere under that key still opens.
pub fn seal(
    keys: &Keys,
    tenant: &Tenant,
    (id, person): (&DebtorId, &Person),
    (key, wrapped): (&DataKey, Vec<u8>),
) -> SealedDebtor {
    let contact = |column, value: Option<(&str, &str)>| {
        value.map(|(kept, looked_up)| {
            let sealed = key.seal(place(tenant, id, column), kept);
            (sealed, keys.look_up(tenant, column, looked_up))
        })
    };
    let same = |value: &Option<String>| value.clone().map(|value| (value.clone(), value));
    let national_id = person
        .national_id
        .as_ref()
        .map(|id| (format!("{}:{}", id.kind().code(), id.reveal()), id.reveal().to_owned()));
    let both = |pair: Option<(String, String)>, column| {
        contact(column, pair.as_ref().map(|(kept, looked_up)| (&**kept, &**looked_up)))
    };
    let fact = |column, value: Option<String>| {
        value.map(|value| key.seal(place(tenant, id, column), &value))
    };
    let mut restated = Vec::new();
    for (column, value) in [("email", &person.email), ("phone", &person.phone)] {
        restated.extend(value.iter().flat_map(|value| keys.restated(tenant, column, value)));
    }
    SealedDebtor {
        restated,
        data_key: wrapped,
        contacts: [
            both(same(&person.email), "email"),
            both(same(&person.phone), "phone"),
            both(national_id, "national_id"),
        ],
        facts: [
            fact("birth_date", person.birth_date.map(|day| day.to_string())),
            fact("postcode", person.postcode.clone()),
        ],
    }
}

fn place<'a>(tenant: &'a Tenant, id: &'a DebtorId, column: &'static str) -> Place<'a> {
    Place { tenant, row: id.as_str(), column }
}

/// Whether a debtor is new to the store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Write {
    /// A new row.
    New,
    /// The row is there.
    Changed,
}

/// Writes a debtor, sealed. What is known of an address under an older key is known under the one of now.
pub async fn save(
    tx: &mut Tx,
    tenant: &Tenant,
    (id, reference, person): (&DebtorId, &str, &Person),
    (sealed, write): (SealedDebtor, Write),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = match write {
        Write::New => INSERT,
        Write::Changed => UPDATE,
    };
    let mut query = sqlx::query(sql)
        .bind(tenant.id().to_owned())
        .bind(id.as_str().to_owned())
        .bind(reference.to_owned())
        .bind(person.name.clone())
        .bind(person.language.clone())
        .bind(person.address_form.clone())
        .bind(person.zone.clone())
        .bind(sealed.data_key);
    for contact in sealed.contacts {
        let (value, hash) = contact.unzip();
        query = query.bind(value).bind(hash);
    }
    for fact in sealed.facts {
        query = query.bind(fact);
    }
    let query = query
        .bind(person.given_name.clone())
        .bind(person.country.map(Country::code))
        .bind(now.timestamp_millis());
    let done = query.execute(&mut **tx).await?;
    one_row(&done, "save a debtor")?;
    for (was, new) in sealed.restated.iter().filter(|_| write == Write::Changed) {
        put_address(tx, tenant, id, (was, new)).await?;
    }
    Ok(())
}

/// All that [`open`] reads, then `$more` columns of the tables that follow `$rest`.
macro_rules! debtors {
    ($rest:literal) => {
        debtors!("", $rest)
    };
    ($more:literal, $rest:literal) => {
        concat!(
            "select d.id, d.reference, d.name, d.given_name, d.language, d.address_form, d.country, d.zone,
                d.data_key,
                d.email_sealed, d.phone_sealed, d.national_id_sealed, d.birth_date_sealed,
                d.postcode_sealed, c.id as case_id, wish.language as chosen_language,
                wish.address_form as chosen_address_form",
            $more,
            " from debtors d join cases c on c.creditor_id = d.creditor_id and c.debtor_id = d.id
              left join preferences wish
                on wish.creditor_id = c.creditor_id and wish.case_id = c.id ",
            $rest
        )
    };
}
pub(super) use debtors;

const BY_CASE: &str = debtors!("where c.creditor_id = $1 and c.id = $2");
const BY_REFERENCE: &str = debtors!("where d.creditor_id = $1 and d.reference = $2");

/// What a debtor can be found by.
#[derive(Clone, Copy, Debug)]
pub enum Find<'a> {
    /// The case.
    Case(&'a CaseId),
    /// The customer's number.
    Reference(&'a str),
}

/// The debtor that `find` names, opened, with the wrapped key and the case.
pub async fn find(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    keys: &Keys,
    find: Find<'_>,
) -> Result<Option<(Debtor, Option<Vec<u8>>, CaseId)>, StoreError> {
    let (sql, key) = match find {
        Find::Case(id) => (BY_CASE, id.as_str()),
        Find::Reference(reference) => (BY_REFERENCE, reference),
    };
    let row = sqlx::query(sql)
        .bind(tenant.id().to_owned())
        .bind(key.to_owned())
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (debtor, wrapped) = open(keys, tenant, &row)?;
    Ok(Some((debtor, wrapped, row.parsed("case_id")?)))
}

const BY_REFERENCES: &str = debtors!("where d.creditor_id = $1 and d.reference in ");

/// The debtors with these customers' numbers, each as [`find`] gives it.
pub async fn find_many(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    keys: &Keys,
    references: &[&str],
) -> Result<Vec<(Debtor, Option<Vec<u8>>, CaseId)>, StoreError> {
    if references.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{BY_REFERENCES}{}", listed(2, references.len()));
    let mut query = sqlx::query(in_order(conn, sql)).bind(tenant.id().to_owned());
    for reference in references {
        query = query.bind((*reference).to_owned());
    }
    let rows = query.fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let (debtor, wrapped) = open(keys, tenant, row)?;
            Ok((debtor, wrapped, row.parsed("case_id")?))
        })
        .collect()
}

/// A row of `debtors!`, opened, with the wrapped key.
pub(super) fn open(
    keys: &Keys,
    tenant: &Tenant,
    row: &AnyRow,
) -> Result<(Debtor, Option<Vec<u8>>), StoreError> {
    let id: DebtorId = row.parsed("id")?;
    let wrapped = row.maybe_bytes("data_key")?;
    let key = match &wrapped {
        Some(wrapped) => Some(
            keys.open_data_key(place(tenant, &id, "data_key"), wrapped)
                .map_err(|_| StoreError::Corrupt(format!("the data key of {id}")))?,
        ),
        None => None,
    };
    let opened = |sealed: &'static str,
                  column: &'static str|
     -> Result<Option<String>, StoreError> {
        let (Some(key), Some(sealed)) = (&key, row.maybe_bytes(sealed)?) else { return Ok(None) };
        let text = key.open(place(tenant, &id, column), &sealed);
        text.map(Some).map_err(|_| StoreError::Corrupt(format!("column `{column}` of {id}")))
    };
    let birth_date = opened("birth_date_sealed", "birth_date")?;
    let person = Person {
        name: row.maybe_text("name")?,
        given_name: row.maybe_text("given_name")?,
        language: row.maybe_text("language")?,
        address_form: row.maybe_text("address_form")?,
        chosen: Chosen {
            language: row.maybe_text("chosen_language")?,
            address_form: row.maybe_text("chosen_address_form")?,
        },
        country: country(row)?,
        zone: row.maybe_text("zone")?,
        email: opened("email_sealed", "email")?,
        phone: opened("phone_sealed", "phone")?,
        national_id: opened("national_id_sealed", "national_id")?.and_then(|text| read_id(&text)),
        birth_date: birth_date.and_then(|text| text.parse().ok()),
        postcode: opened("postcode_sealed", "postcode")?,
    };
    Ok((Debtor { id, reference: row.text("reference")?, person, key }, wrapped))
}

/// Where the person of a row is, if it is not the creditor's country.
pub(super) fn country(row: &AnyRow) -> Result<Option<Country>, StoreError> {
    let Some(code) = row.maybe_text("country")? else { return Ok(None) };
    let corrupt = || StoreError::Corrupt("column `country` of a debtor".into());
    Country::parse(&code).map(Some).ok_or_else(corrupt)
}

fn read_id(text: &str) -> Option<NationalId> {
    let (kind, id) = text.split_once(':')?;
    NationalId::parse(IdKind::parse(kind)?, id).ok()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[INSERT, UPDATE, BY_CASE, BY_REFERENCE];
