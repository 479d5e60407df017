//! What the business tables say, without ids and instants: two databases with the same dump are the
//! same to everybody.

use std::collections::HashMap;

use server::store::debtor;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use crate::portal::TestPortal;

const DEBTS: &str = "
    'debt', p.reference, d.reference, d.description, d.document_type, d.issued_on, d.due_on, d.tags,
    d.currency, d.imported_minor, d.imported_interest_minor, d.imported_fee_minor,
    d.marked_at - d.marked_at, d.disputed_at - d.disputed_at, d.closed_at - d.closed_at,
    b.principal_minor, b.interest_minor, b.fee_minor, b.paid_minor
    from debts d
    join debt_balances b on b.creditor_id = d.creditor_id and b.debt_id = d.id
    join cases c on c.creditor_id = d.creditor_id and c.id = d.case_id
    join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id";
const NOTES: &str = "
    'note', p.reference, n.reference, n.currency, n.imported_minor
    from credit_notes n
    join cases c on c.creditor_id = n.creditor_id and c.id = n.case_id
    join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id";
const CASES: &str = "
    'case', p.reference, b.currency, b.owed_minor, b.credit_minor
    from case_balances b
    join cases c on c.creditor_id = b.creditor_id and c.id = b.case_id
    join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id";
const WORDS: &str = "
    'word', p.reference, w.word
    from name_words w
    join cases c on c.creditor_id = w.creditor_id and c.id = w.case_id
    join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id";
const LEDGER: &str = "
    'posting', p.reference, e.occurred_on, e.reason, e.cause, l.line, l.from_account, l.to_account,
    l.amount_minor, l.currency
    from ledger_entries e
    join ledger_postings l on l.creditor_id = e.creditor_id and l.entry_id = e.id
    join cases c on c.creditor_id = e.creditor_id and c.id = e.case_id
    join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id";
const PAYMENTS: &str = "
    'payment', p.reference, y.channel, y.currency, y.amount_minor, y.received_on, y.receipt_number,
    y.provider_ref, y.recorded_by
    from payments y
    join cases c on c.creditor_id = y.creditor_id and c.id = y.case_id
    join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id";
const HOLDS: &str = "
    'hold', p.reference, h.kind, h.lifted_at - h.lifted_at
    from holds h
    join cases c on c.creditor_id = h.creditor_id and c.id = h.case_id
    join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id";
const MESSAGES: &str = "'message', m.kind, m.occurrence from messages m";
const STAGED: &str = "'staged', r.debt_reference, r.debtor_reference from import_rows r";

/// Everything, sorted.
pub async fn dump(portal: &TestPortal) -> Vec<String> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let names = names(&mut conn).await;
    let mut lines = Vec::new();
    for columns in [DEBTS, NOTES, CASES, WORDS, LEDGER, PAYMENTS, HOLDS, MESSAGES, STAGED] {
        lines.extend(rows(&mut conn, columns).await.iter().map(|line| named(line, &names)));
    }
    lines.extend(people(portal, &mut conn).await);
    lines.sort();
    lines
}

/// `line` with the name of each id that stands in it: word by word, for a portfolio has too many ids
/// to look for each in every line.
fn named(line: &str, names: &HashMap<String, String>) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (mut written, mut rest) = (String::with_capacity(line.len()), line);
    while let Some(first) = rest.chars().next() {
        let same = |c: char| is_word(c) != is_word(first);
        let (piece, after) = rest.split_at(rest.find(same).unwrap_or(rest.len()));
        written.push_str(names.get(piece).map_or(piece, String::as_str));
        rest = after;
    }
    written
}

/// How many rows a table has.
pub async fn count(portal: &TestPortal, table: &str) -> i64 {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let sql = AssertSqlSafe(format!("select count(*) as n from {table}"));
    sqlx::query(sql).fetch_one(&mut *conn).await.expect("counted").get("n")
}

/// The columns of each row as text, parted by bars.
async fn rows(conn: &mut AnyConnection, columns: &str) -> Vec<String> {
    let (list, from) = columns.split_once(" from ").expect("a from");
    let texts: Vec<_> = list
        .split(',')
        .map(|column| format!("coalesce(cast({} as text), '-')", column.trim()))
        .collect();
    let sql = format!("select {} as line from {from}", texts.join(" || '|' || "));
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(conn).await.expect("asked");
    rows.iter().map(|row| row.get("line")).collect()
}

/// Every id with the name that stands for it.
async fn names(conn: &mut AnyConnection) -> HashMap<String, String> {
    let mut names = HashMap::new();
    for sql in [
        "select id, reference as name from debts",
        "select id, reference as name from credit_notes",
        "select c.id, p.reference as name from cases c
            join debtors p on p.creditor_id = c.creditor_id and p.id = c.debtor_id",
        "select id, 'payment' as name from payments",
        "select id, 'entry' as name from ledger_entries",
        "select id, 'batch' as name from import_batches",
        "select id, 'certificate' as name from clearances",
    ] {
        let rows = sqlx::query(sql).fetch_all(&mut *conn).await.expect("asked");
        names.extend(rows.iter().map(|row| (row.get("id"), row.get("name"))));
    }
    names
}

/// What is known of everybody, opened.
async fn people(portal: &TestPortal, conn: &mut AnyConnection) -> Vec<String> {
    let rows =
        sqlx::query("select reference from debtors").fetch_all(&mut *conn).await.expect("asked");
    let references: Vec<String> = rows.iter().map(|row| row.get("reference")).collect();
    let mut lines = Vec::new();
    for references in references.chunks(200) {
        let references: Vec<&str> = references.iter().map(String::as_str).collect();
        let (tenant, keys) = (&portal.clinic, &portal.portal.keys);
        let found = debtor::find_many(conn, tenant, keys, &references).await.expect("they open");
        lines.extend(found.into_iter().map(|(debtor, _, _)| {
            let person = debtor.person;
            let id = person.national_id.as_ref().map(|id| id.reveal().to_owned());
            format!(
                "person|{}|{:?}|{:?}|{:?}|{:?}|{:?}|{:?}",
                debtor.reference,
                person.name,
                person.given_name,
                person.email,
                person.phone,
                id,
                person.birth_date
            )
        }));
    }
    lines
}
