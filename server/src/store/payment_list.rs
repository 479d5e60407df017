//! Payments of all cases, with whose they are and what became of them: as a list, and as an export.

use chrono::NaiveDate;
use domain::ids::{CaseId, PaymentId};
use domain::ledger::{Cause, Channel};
use domain::money::Money;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::StoreError;
use super::row::Columns;
use crate::tenant::Tenant;

/// One payment with what became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The payment.
    pub id: PaymentId,
    /// Whose case.
    pub case: CaseId,
    /// The person's name.
    pub name: Option<String>,
    /// The customer's number.
    pub reference: String,
    /// Where it came in.
    pub channel: Channel,
    /// How much.
    pub amount: Money,
    /// The day, in the creditor's zone.
    pub received_on: NaiveDate,
    /// Its number in the creditor's own sequence.
    pub receipt: i64,
    /// The provider's money object.
    pub provider_ref: Option<String>,
    /// The reference under which a transfer was announced.
    pub transfer_reference: Option<String>,
    /// What the team wrote beside it.
    pub note: Option<String>,
    /// Given back.
    pub refunded: Money,
    /// Being given back.
    pub refunding: Money,
    /// Could not be given back.
    pub refund_failed: Money,
    /// Taken back by a bank.
    pub charged_back: Money,
    /// Whether it was undone as a mistake.
    pub reversed: bool,
}

/// The sums of a payment's refunds in some states.
macro_rules! refunds_in {
    ($states:literal) => {
        concat!(
            "cast(coalesce((select sum(r.amount_minor) from refunds r
                where r.creditor_id = p.creditor_id and r.payment_id = p.id
                    and r.state in (",
            $states,
            ")), 0) as bigint)"
        )
    };
}

macro_rules! payments {
    ($rest:literal) => {
        concat!(
            "select p.id, p.case_id, d.name, d.reference, p.channel, p.currency, p.amount_minor,
                p.received_on, p.receipt_number, p.provider_ref, p.note, p.reversed_at, (
                    select a.reference from attempts a
                    where a.creditor_id = p.creditor_id and a.id = p.attempt_id
                ) as transfer_reference, ",
            refunds_in!("'sent'"),
            " as refunded, ",
            refunds_in!("'created', 'unknown'"),
            " as refunding, ",
            refunds_in!("'failed', 'refused'"),
            " as refund_failed,
                cast(coalesce((select sum(k.amount_minor) from chargebacks k
                    where k.creditor_id = p.creditor_id and k.case_id = p.case_id
                        and k.payment_id = p.id and k.withdrawn > k.reinstated), 0) as bigint)
                    as charged_back
             from payments p
             join cases c on c.creditor_id = p.creditor_id and c.id = p.case_id
             join debtors d on d.creditor_id = c.creditor_id and d.id = c.debtor_id ",
            $rest
        )
    };
}

const NEWEST: &str = payments!(
    "where p.creditor_id = $1 and (p.received_on, p.id) < ($2, $3)
     order by p.received_on desc, p.id desc limit $4"
);

const OLDEST: &str = payments!(
    "where p.creditor_id = $1 and (p.received_on, p.id) > ($2, $3) and p.received_on <= $4
     order by p.received_on, p.id limit $5"
);

/// The next payments by day, newest first, behind the payment `after`.
pub async fn newest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    after: Option<(NaiveDate, PaymentId)>,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    // No day of ours has five digits in its year.
    let (day, id) = after.map_or_else(
        || ("9999-99-99".to_owned(), String::new()),
        |(day, id)| (day.to_string(), id.to_string()),
    );
    let rows = sqlx::query(NEWEST)
        .bind(tenant.id().to_owned())
        .bind(day)
        .bind(id)
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

/// The next payments up to the day `until`, oldest first, behind the place `after`: a day and a
/// payment's id, or an empty text for the day's beginning.
pub async fn oldest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (after, until): ((NaiveDate, &str), NaiveDate),
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query(OLDEST)
        .bind(tenant.id().to_owned())
        .bind(after.0.to_string())
        .bind(after.1.to_owned())
        .bind(until.to_string())
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

fn from_row(row: &AnyRow) -> Result<Listed, StoreError> {
    let currency = row.currency("currency")?;
    Ok(Listed {
        id: row.parsed("id")?,
        case: row.parsed("case_id")?,
        name: row.maybe_text("name")?,
        reference: row.text("reference")?,
        channel: row.parsed("channel")?,
        amount: row.money("amount_minor", currency)?,
        received_on: row.parsed("received_on")?,
        receipt: row.number("receipt_number")?,
        provider_ref: row.maybe_text("provider_ref")?,
        transfer_reference: row.maybe_text("transfer_reference")?,
        note: row.maybe_text("note")?,
        refunded: row.money("refunded", currency)?,
        refunding: row.money("refunding", currency)?,
        refund_failed: row.money("refund_failed", currency)?,
        charged_back: row.money("charged_back", currency)?,
        reversed: row.maybe_instant("reversed_at")?.is_some(),
    })
}

const COVERED: &str = "
    select distinct d.reference from ledger_entries e
    join ledger_postings p on p.creditor_id = e.creditor_id and p.entry_id = e.id
    join debts d on d.creditor_id = e.creditor_id and d.id = substr(p.from_account, 6, 37)
    where e.creditor_id = $1 and e.cause = $2 and p.from_account like 'owed:%'
    order by d.reference";

/// The numbers of the invoices that a payment was booked on. Their ids stand in the names of accounts:
/// `owed:debt_…:principal`, always as long.
pub async fn covered(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    payment: &PaymentId,
) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query(COVERED)
        .bind(tenant.id().to_owned())
        .bind(Cause::of("payment", payment).as_str().to_owned())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| row.text("reference")).collect()
}

/// Every statement of this file.
pub const STATEMENTS: &[&str] = &[NEWEST, OLDEST, COVERED];
