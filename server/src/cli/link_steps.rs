//! `aldia links --step`: links for one step of reminders that the creditor's own system sends, and what the
//! links of each step brought.

use std::io::Write;
use std::path::Path;

use chrono::NaiveTime;
use csv::{Terminator, Writer, WriterBuilder};
use domain::contact::Channel;
use domain::signed_link::step_name;

use super::Outcome;
use super::links::plain;
use super::refusal::in_words;
use super::unknown;
use crate::compose::Portal;
use crate::store::link_key;
use crate::tenant::Tenant;
use crate::use_cases::access_link::Rest;
use crate::use_cases::access_link::step::{self, Due, Exported, Page};

/// One line that says why a command did nothing.
type Fault = Box<dyn std::error::Error + Send + Sync>;

/// Customers in one transaction.
const CHUNK: usize = 100;

/// Columns of the file.
const HEAD: [&str; 16] = [
    "reference",
    "name",
    "phone",
    "email",
    "link",
    "stop",
    "expiry",
    "amount",
    "currency",
    "due",
    "step",
    "hold",
    "refused",
    "not_before",
    "not_after",
    "apart",
];

/// What to export.
pub struct Order {
    step: String,
    /// The customers' numbers; all with something owed if `None`.
    customers: Option<Vec<String>>,
}

impl Order {
    /// Reads what was asked for; the error is a line for who typed it.
    pub fn read(step: &str, customers: Option<&Path>) -> Result<Self, Fault> {
        let step =
            step_name(step).ok_or("the step is empty, too long, or has control characters")?;
        let numbers = |path: &Path| -> Result<Vec<String>, Fault> {
            let text =
                std::fs::read_to_string(path).map_err(|error| unknown::file(path, &error))?;
            let text = text.trim_start_matches('\u{feff}');
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            Ok(lines.map(str::to_owned).collect())
        };
        Ok(Self { step, customers: customers.map(numbers).transpose()? })
    }
}

/// Writes page after page, each after its links stand in the database. Gives how many links there are.
pub async fn export(
    portal: &Portal,
    tenant: &Tenant,
    order: &Order,
    out: impl Write,
) -> Result<usize, Fault> {
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    csv.write_record(HEAD)?;
    let (mut links, mut unknown) = (0, Vec::new());
    if let Some(customers) = &order.customers {
        for some in customers.chunks(CHUNK) {
            let page = step::of(portal, tenant, &order.step, some).await.map_err(in_words)?;
            links += write_page(&mut csv, &order.step, &page)?;
            unknown.extend(page.unknown);
        }
    } else {
        let mut after = None;
        loop {
            let page = step::all(portal, tenant, &order.step, after.as_ref()).await;
            let page = page.map_err(in_words)?;
            links += write_page(&mut csv, &order.step, &page)?;
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    match unknown.as_slice() {
        [] => Ok(links),
        none => Err(format!("no customer has these numbers: {}", none.join(", ")).into()),
    }
}

fn write_page(csv: &mut Writer<impl Write>, step: &str, page: &Page) -> Result<usize, csv::Error> {
    for row in &page.items {
        if row.due.is_empty() {
            csv.write_record(cells(row, None, step))?;
        }
        for due in &row.due {
            csv.write_record(cells(row, Some(due), step))?;
        }
    }
    csv.flush()?;
    Ok(page.items.iter().filter(|row| row.link.is_some()).count())
}

fn cells(row: &Exported, due: Option<&Due>, step: &str) -> [String; 16] {
    let (link, stop, until) = match &row.link {
        Some(link) => (link.url.clone(), link.stop.clone(), link.until.to_string()),
        None => Default::default(),
    };
    let (amount, currency, on) = match due {
        Some(Due { amount, on }) => {
            (amount.to_decimal().to_string(), amount.currency().to_string(), on.to_string())
        }
        None => Default::default(),
    };
    let hold = row.hold.map(Rest::as_str).unwrap_or_default().to_owned();
    let [reference, name, phone, email] =
        [&row.reference, &row.name, &row.phone, &row.email].map(|text| plain(text));
    let step = plain(step);
    let refused: Vec<_> = row.wish.refused.iter().map(Channel::as_str).collect();
    let refused = refused.join(" ");
    let time = |time: Option<NaiveTime>| {
        time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
    };
    let (from, to) = (time(row.wish.not_before), time(row.wish.not_after));
    let apart = row.wish.apart.map(|days| days.to_string()).unwrap_or_default();
    [
        reference, name, phone, email, link, stop, until, amount, currency, on, step, hold,
        refused, from, to, apart,
    ]
}

/// What the links of each step have brought so far.
pub async fn results(portal: &Portal, tenant: &Tenant) -> Outcome {
    let mut conn = portal.store.read().await?;
    let steps = link_key::brought_by_step(&mut conn, tenant).await?;
    if steps.is_empty() {
        return Ok("No link was made for a step yet: `aldia links --step NAME` makes some.".into());
    }
    let line = |(step, brought): &(String, link_key::Brought)| {
        let link_key::Brought { links, opened, verified, paid } = brought;
        format!("{step}: {links} links, {opened} opened, {verified} let in, {paid} paid")
    };
    Ok(steps.iter().map(line).collect::<Vec<_>>().join("\n"))
}
