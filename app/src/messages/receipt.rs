//! The receipt of a payment, sent when the money has arrived.

use chrono::{NaiveDate, NaiveDateTime};
use domain::money::Money;

use super::envelope::{Leads, ToDebtor, Writer, to_debtor};
use super::letter::{Block, Mail};
use crate::components::Row;
use crate::debtor::receipt::Method;
use crate::reader::Reader;
use crate::texts::key;

/// What a receipt by e-mail says.
#[derive(Clone, Debug)]
pub struct Receipt<'a> {
    /// The given name to greet with, if it can be told.
    pub first_name: Option<&'a str>,
    /// Its number, as printed.
    pub number: &'a str,
    /// When the money arrived, in the creditor's zone.
    pub received_at: NaiveDateTime,
    /// How much.
    pub amount: Money,
    /// By which means.
    pub method: Method,
    /// What it paid, each document with its part, in order.
    pub covers: Vec<(String, Money)>,
    /// What was left over and is now the debtor's credit.
    pub credit: Money,
    /// What was given up together with it.
    pub given_up: Money,
    /// What is open right after it, one sum for each currency.
    pub left: Vec<Money>,
    /// How the plan that it paid stands, if it paid one.
    pub plan: Option<PlanAfter>,
    /// The head of the case's evidence chain when the receipt was made.
    pub evidence: &'a str,
}

/// How a plan stands after a payment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanAfter {
    /// Its next date.
    Next {
        /// The day.
        on: NaiveDate,
        /// How much.
        amount: Money,
    },
    /// So much of dates that have passed is still open.
    Late(Money),
    /// The payment completed it.
    Completed,
}

/// Writes the receipt.
pub fn receipt(reader: Reader, writer: &Writer, view: &Receipt<'_>) -> Mail {
    let subject = match writer.outside_name() {
        Some(creditor) => reader.say(key::MailReceiptSubject { creditor: &creditor }),
        None => reader.say(key::MailReceiptSubjectBare),
    };
    let given_up = (!view.given_up.is_zero())
        .then(|| reader.say(key::ReceiptGivenUp { amount: &reader.money(view.given_up) }));
    let mut blocks = vec![
        Block::Text(reader.say(key::MailReceiptThanks)),
        Block::Rows(facts(reader, view)),
        Block::Heading(reader.say(key::ReceiptCovers)),
        Block::Rows(sums(reader, view)),
    ];
    blocks.extend(given_up.map(Block::Text));
    blocks.push(Block::Text(left(reader, &view.left)));
    blocks.extend(view.plan.map(|plan| Block::Text(after(reader, plan))));
    blocks.extend([
        Block::Heading(reader.say(key::ReceiptEvidence)),
        Block::Code(view.evidence.to_owned()),
        Block::Quiet(reader.say(key::ReceiptEvidenceMore)),
        Block::Quiet(reader.say(key::ReceiptNotTax)),
    ]);
    let preview = reader.say(key::MailReceiptPreview);
    let first_name = view.first_name;
    to_debtor(
        reader,
        writer,
        ToDebtor { first_name, subject, preview, blocks, leads: Leads::Nowhere },
    )
}

/// What of a plan comes next, in a sentence.
fn after(reader: Reader, plan: PlanAfter) -> String {
    match plan {
        PlanAfter::Next { on, amount } => reader
            .say(key::MailReceiptNext { day: &reader.weekday(on), amount: &reader.money(amount) }),
        PlanAfter::Late(amount) => {
            reader.say(key::MailReceiptLate { amount: &reader.money(amount) })
        }
        PlanAfter::Completed => reader.say(key::PlanThanksUnnamed),
    }
}

/// What is still owed, in a sentence.
pub(super) fn left(reader: Reader, left: &[Money]) -> String {
    if left.is_empty() {
        reader.say(key::MailLeftNone)
    } else {
        reader.say(key::MailLeft { amount: &reader.sums(left) })
    }
}

fn facts(reader: Reader, view: &Receipt<'_>) -> Vec<Row> {
    let at = view.received_at;
    let moment = format!("{}, {}", reader.dated(at.date()), reader.time(at.time()));
    vec![
        Row::text(
            reader.say(key::TeamReceipt),
            reader.say(key::ReceiptNumber { number: view.number }),
        ),
        Row::text(reader.say(key::ReceiptOn), moment),
        Row::text(reader.say(key::ReceiptHow), view.method.text(reader)),
    ]
}

fn sums(reader: Reader, view: &Receipt<'_>) -> Vec<Row> {
    let covers =
        view.covers.iter().map(|(what, part)| Row::amount(what.clone(), reader.money(*part)));
    let credit = (!view.credit.is_zero())
        .then(|| Row::amount(reader.say(key::ReceiptCredit), reader.money(view.credit)));
    let total = Row::total(reader.say(key::ReceiptTotal), reader.money(view.amount));
    covers.chain(credit).chain([total]).collect()
}
