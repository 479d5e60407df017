//! Payments for the accountant, as CSV, in pages: memory stays flat however many there are. Beside them
//! what became of money that waited for its case.
//!
//! Money that went back is negative, so that a row's amounts add up to what stayed. Where people write
//! a decimal comma, cells are parted by semicolons: that is what their spreadsheets open.

use app::creditor::csv as words;
use app::creditor::suspense::EndedRow;
use app::reader::Reader;
use chrono::NaiveDate;
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use domain::country::Country;
use domain::ledger::Channel;
use domain::money::{Currency, Money};

use crate::compose::Portal;
use crate::store::payment_list::{self as store, Listed};
use crate::store::suspense_end::Ended;
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// Payments read at once.
const PAGE: i64 = 500;

/// What makes spreadsheets read a file as UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// An export under way.
pub struct Export {
    portal: Portal,
    tenant: Tenant,
    reader: Reader,
    until: NaiveDate,
    /// The day and id behind which the next page begins; `None` after the last one.
    after: Option<(NaiveDate, String)>,
    headed: bool,
}

impl Export {
    /// The payments received from `days.0` to `days.1`, both included.
    pub fn new(
        portal: &Portal,
        tenant: &Tenant,
        reader: Reader,
        days: (NaiveDate, NaiveDate),
    ) -> Self {
        Self {
            portal: portal.clone(),
            tenant: tenant.clone(),
            reader,
            until: days.1,
            after: Some((days.0, String::new())),
            headed: false,
        }
    }

    /// The next piece of the file; `None` behind the last one.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, PortalError> {
        let Some((day, id)) = self.after.take() else { return Ok(None) };
        let mut conn = self.portal.store.read().await?;
        let place = ((day, id.as_str()), self.until);
        let rows = store::oldest(&mut conn, &self.tenant, place, PAGE).await?;
        let mut documents = Vec::with_capacity(rows.len());
        for row in &rows {
            documents.push(store::covered(&mut conn, &self.tenant, &row.id).await?.join(" "));
        }
        drop(conn);
        let is_full = i64::try_from(rows.len()).is_ok_and(|count| count == PAGE);
        let last = rows.last().filter(|_| is_full);
        self.after = last.map(|row| (row.received_on, row.id.to_string()));
        let head = if self.headed { None } else { Some(words::head(self.reader)) };
        self.headed = true;
        let text = write(self.reader, head, rows.iter().zip(&documents)).map_err(|error| {
            PortalError::Unavailable(format!("the export cannot be written: {error}"))
        })?;
        Ok(Some(text))
    }
}

/// Rows with the numbers of the invoices that each was booked on.
fn write<'a>(
    reader: Reader,
    head: Option<[String; 14]>,
    rows: impl Iterator<Item = (&'a Listed, &'a String)>,
) -> Result<Vec<u8>, csv::Error> {
    let comma = writes_comma(reader.voice.region);
    let mut out = Vec::new();
    if head.is_some() {
        out.extend_from_slice(BYTE_ORDER_MARK);
    }
    let mut csv = writer(comma, out);
    if let Some(head) = head {
        csv.write_record(head)?;
    }
    for (row, documents) in rows {
        csv.write_record(cells(reader, comma, (row, documents)))?;
    }
    csv.into_inner().map_err(|error| error.into_error().into())
}

fn writer(comma: bool, out: Vec<u8>) -> Writer<Vec<u8>> {
    WriterBuilder::new()
        .delimiter(if comma { b';' } else { b',' })
        .quote_style(QuoteStyle::Necessary)
        .terminator(Terminator::CRLF)
        .from_writer(out)
}

/// A whole file of items that left suspense, each with what stands in its row.
pub(super) fn ended_csv(reader: Reader, rows: &[(EndedRow, Ended)]) -> Result<Vec<u8>, csv::Error> {
    let comma = writes_comma(reader.voice.region);
    let mut csv = writer(comma, BYTE_ORDER_MARK.to_vec());
    csv.write_record(words::ended_head(reader))?;
    for (row, item) in rows {
        let came_by = |channel: Channel, text: Option<&str>| {
            neutral(text.filter(|_| row.channel == channel).unwrap_or_default())
        };
        csv.write_record([
            row.ended_on.to_string(),
            words::way_out(reader, &row.way),
            neutral(item.customer.as_deref().unwrap_or_default()),
            amount("", row.amount, comma),
            row.amount.currency().code().to_owned(),
            words::channel(reader, row.channel),
            row.received_on.to_string(),
            came_by(Channel::Stripe, item.provider_ref.as_deref()),
            came_by(Channel::Transfer, item.reference.as_deref()),
            neutral(row.by.as_deref().unwrap_or_default()),
            neutral(row.reason.as_deref().unwrap_or_default()),
        ])?;
    }
    csv.into_inner().map_err(|error| error.into_error().into())
}

fn cells(reader: Reader, comma: bool, (row, documents): (&Listed, &str)) -> [String; 14] {
    let text = |value: Option<&str>| neutral(value.unwrap_or_default());
    let amount = |sign, money: Money| amount(sign, money, comma);
    let taken = |money: Money| if money.is_zero() { String::new() } else { amount("-", money) };
    [
        row.receipt.to_string(),
        row.received_on.to_string(),
        neutral(&row.reference),
        text(row.name.as_deref()),
        neutral(documents),
        amount("", row.amount),
        row.amount.currency().code().to_owned(),
        words::channel(reader, row.channel),
        text(row.provider_ref.as_deref().filter(|_| row.channel == Channel::Stripe)),
        text(row.transfer_reference.as_deref()),
        taken(row.refunded),
        taken(row.charged_back),
        if row.reversed { amount("-", row.amount) } else { String::new() },
        text(row.note.as_deref()),
    ]
}

/// An amount with a point, or with the comma of its reader, and nothing between thousands.
fn amount(sign: &str, money: Money, comma: bool) -> String {
    let exponent = usize::try_from(money.currency().exponent()).unwrap_or_default();
    let digits = format!("{:0>width$}", money.minor(), width = exponent + 1);
    let (whole, decimals) = digits.split_at(digits.len() - exponent);
    match (decimals, comma) {
        ("", _) => format!("{sign}{whole}"),
        (decimals, true) => format!("{sign}{whole},{decimals}"),
        (decimals, false) => format!("{sign}{whole}.{decimals}"),
    }
}

/// Text that no spreadsheet takes for a formula (OWASP, CSV injection): what would begin one stands
/// behind an apostrophe. NUL ends a text for some readers, so it is left out.
fn neutral(text: &str) -> String {
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']);
    let bare = text.replace('\0', "");
    if begins { format!("'{bare}") } else { bare }
}

/// Whether people there write a decimal comma.
fn writes_comma(region: Country) -> bool {
    let dollars = Currency::parse("USD").and_then(|usd| Money::new(150, usd).ok());
    dollars.is_some_and(|money| app::format::plain(region, money).contains(','))
}

#[cfg(test)]
mod tests;
