//! The judge of every run about money: the simulator's book and ours must say the same, both ways,
//! and the ledger must hold.

use std::collections::BTreeMap;

use domain::ids::{AttemptId, CaseId};
use domain::money::Money;
use serde_json::Value;
use server::stripe::map;
use server::use_cases::ledger_check;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::portal::TestPortal;

/// The rows of a query.
pub async fn rows(portal: &TestPortal, sql: &str) -> Vec<AnyRow> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_all(&mut *conn).await.expect(sql)
}

/// The one number that a query gives.
pub async fn number(portal: &TestPortal, sql: &str) -> i64 {
    rows(portal, sql).await[0].get(0)
}

/// Changes rows past the program, as a test may.
pub async fn change(portal: &TestPortal, sql: &str) {
    let mut tx = portal.portal.store.begin().await.expect("a transaction");
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut *tx).await.expect(sql);
    tx.commit().await.expect("committed");
}

fn text(row: &AnyRow, at: usize) -> String {
    row.get(at)
}

/// A column by its place, where nothing is an empty text.
fn word(row: &AnyRow, at: usize) -> String {
    row.get::<Option<String>, _>(at).unwrap_or_default()
}

/// An amount in Stripe's counting as one in ours, as text.
fn counted(object: &Value, field: &str) -> String {
    let code = object["currency"].as_str().expect("a currency").to_ascii_uppercase();
    let money = map::money(object[field].as_i64().expect("an amount"), &code);
    money.as_ref().map(Money::to_string).expect("a currency of ours")
}

fn ours(row: &AnyRow, amount: usize, currency: usize) -> String {
    let currency = domain::money::Currency::parse(&text(row, currency)).expect("a currency");
    Money::new(row.get(amount), currency).expect("an amount").to_string()
}

fn list<'a>(book: &'a Value, table: &str) -> impl Iterator<Item = &'a Value> {
    book[table].as_array().expect("a table").iter()
}

fn id(object: &Value) -> String {
    object["head"]["id"].as_str().expect("an id").to_owned()
}

/// Both books say the same of all money that came, went back and was taken, and the ledger holds.
pub async fn agree(portal: &TestPortal) {
    let verdict = ledger_check::check(&portal.portal).await.expect("it reads");
    if let Err(broken) = verdict {
        panic!("the ledger is broken: {broken}");
    }
    let book = portal.stripe.book().await;
    let came = money_that_came(portal, &book).await;
    money_that_went_back(portal, &book, &came).await;
    money_that_banks_took(portal, &book, &came).await;
}

/// Whether an object at Stripe carries a reference of ours, known here or not.
fn names_an_attempt(object: &Value) -> bool {
    let named = object["metadata"]["attempt"].as_str();
    named.is_some_and(|id| id.parse::<AttemptId>().is_ok())
}

/// Every intent with money that names an attempt is one payment or one item in suspense of the same
/// amount, whatever became of the item, and no other money of Stripe's stands in our book. Gives the
/// intents' payments.
async fn money_that_came(portal: &TestPortal, book: &Value) -> BTreeMap<String, String> {
    let theirs: BTreeMap<_, _> = list(book, "intents")
        .filter(|intent| intent["status"] == "succeeded" && names_an_attempt(intent))
        .map(|intent| (id(intent), counted(intent, "received")))
        .collect();
    let (mut here, mut payments) = (BTreeMap::new(), BTreeMap::new());
    let booked = "select provider_ref, amount_minor, currency, id from payments
        where channel = 'stripe' and reversed_at is null
        union all select provider_ref, amount_minor, currency, '' from suspense
        where channel = 'stripe' and payment_id is null";
    for row in rows(portal, booked).await {
        let twice = here.insert(word(&row, 0), ours(&row, 1, 2));
        assert_eq!(twice, None, "booked twice: {}", word(&row, 0));
        payments.insert(word(&row, 0), word(&row, 3));
    }
    assert_eq!(here, theirs, "money that came: our book (left), Stripe's (right)");
    payments.retain(|_, payment| !payment.is_empty());
    payments
}

async fn money_that_went_back(portal: &TestPortal, book: &Value, came: &BTreeMap<String, String>) {
    let theirs: BTreeMap<_, _> = list(book, "refunds")
        .filter_map(|refund| {
            let payment = came.get(refund["intent"].as_str().expect("an intent"))?;
            let state = if refund["status"] == "failed" { "failed" } else { "sent" };
            let what = format!("{payment} {} {state}", counted(refund, "amount"));
            Some((id(refund), what))
        })
        .collect();
    let mut here = BTreeMap::new();
    // What went back outside Stripe never knew.
    let stored = "select r.provider_ref, r.payment_id, r.amount_minor, r.currency, r.state, r.id
        from refunds r
        join payments p on p.creditor_id = r.creditor_id and p.id = r.payment_id
        where p.channel = 'stripe'";
    for row in rows(portal, stored).await {
        let (reference, state) = (word(&row, 0), text(&row, 4));
        assert_ne!(state, "unknown", "refund {} is still unknown", text(&row, 5));
        if reference.is_empty() {
            assert!(matches!(&*state, "refused" | "created"), "{}: {state}", text(&row, 5));
            continue;
        }
        here.insert(reference, format!("{} {} {state}", text(&row, 1), ours(&row, 2, 3)));
    }
    assert_eq!(here, theirs, "money that went back: our book (left), Stripe's (right)");
}

async fn money_that_banks_took(portal: &TestPortal, book: &Value, came: &BTreeMap<String, String>) {
    let theirs: BTreeMap<_, _> = list(book, "disputes")
        .filter_map(|dispute| {
            let payment = came.get(dispute["intent"].as_str().expect("an intent"))?;
            let funds = match dispute["status"].as_str().expect("a status") {
                "won" => "1 1",
                "needs_response" | "lost" => "1 0",
                _ => "0 0",
            };
            let what = format!("{payment} {} {funds}", counted(dispute, "amount"));
            Some((id(dispute), what))
        })
        .collect();
    let mut here = BTreeMap::new();
    let stored = "select provider_ref, payment_id, amount_minor, currency, withdrawn, reinstated
        from chargebacks";
    for row in rows(portal, stored).await {
        let funds = format!("{} {}", row.get::<i64, _>(4), row.get::<i64, _>(5));
        here.insert(text(&row, 0), format!("{} {} {funds}", text(&row, 1), ours(&row, 2, 3)));
    }
    assert_eq!(here, theirs, "money that banks took: our book (left), Stripe's (right)");
}

/// The kinds of the jobs that go back to the queue whatever becomes of them, as SQL lists them.
pub const REPEATED: &str = "('totals', 'days', 'late', 'autopay', 'reconcile', 'reconcile-month',
    'reminders', 'forecast')";

/// Every event that Stripe made is in the inbox and applied, and no job is left or was given up.
pub async fn nothing_waits(portal: &TestPortal) {
    let made = portal.stripe.book().await["events"].as_i64().expect("a count");
    let kept = number(portal, "select cast(count(*) as bigint) from stripe_events").await;
    assert_eq!(kept, made, "events kept (left), made by Stripe (right)");
    let open = "select cast(count(*) as bigint) from stripe_events where done_at is null";
    assert_eq!(number(portal, open).await, 0, "events that were not applied");
    let jobs = format!(
        "select kind, payload, last_error from jobs where kind not in {REPEATED} or dead_at is not null"
    );
    if let Some(row) = rows(portal, &jobs).await.first() {
        panic!("a job is left: {} {} {}", text(row, 0), text(row, 1), word(row, 2));
    }
}

/// What a case owes and has as credit in one currency, as its balance row says.
pub async fn balance(portal: &TestPortal, case: &CaseId, currency: &str) -> (i64, i64) {
    let sql = format!(
        "select owed_minor, credit_minor from case_balances
         where case_id = '{case}' and currency = '{currency}'"
    );
    rows(portal, &sql).await.first().map_or((0, 0), |row| (row.get(0), row.get(1)))
}

/// The sessions that take money now, and for each case how many of them.
pub async fn open_sessions(portal: &TestPortal) -> (Vec<String>, BTreeMap<String, usize>) {
    let mut of = BTreeMap::new();
    for row in rows(portal, "select id, case_id from attempts").await {
        of.insert(text(&row, 0), text(&row, 1));
    }
    let book = portal.stripe.book().await;
    let (mut sessions, mut per_case) = (Vec::new(), BTreeMap::new());
    for session in list(&book, "sessions").filter(|session| session["status"] == "open") {
        sessions.push(id(session));
        let attempt = session["client_reference_id"].as_str().expect("an attempt");
        *per_case.entry(of[attempt].clone()).or_insert(0) += 1;
    }
    (sessions, per_case)
}

/// The ledger's postings and the money objects of a case, for the text of a failure.
pub async fn told(portal: &TestPortal, case: &CaseId) -> String {
    let queries = [
        format!(
            "select e.cause || ' ' || p.from_account || ' -> ' || p.to_account, p.amount_minor
             from ledger_entries e join ledger_postings p
                on p.creditor_id = e.creditor_id and p.entry_id = e.id
             where e.case_id = '{case}' order by e.id, p.line"
        ),
        format!("select id || ' ' || state, amount_minor from attempts where case_id = '{case}'"),
        format!("select id || ' ' || state, amount_minor from refunds where case_id = '{case}'"),
        format!(
            "select provider_ref || ' ' || status, amount_minor from chargebacks
             where case_id = '{case}'"
        ),
    ];
    let mut lines = vec![case.to_string()];
    for sql in queries {
        let found = rows(portal, &sql).await;
        lines.extend(found.iter().map(|row| format!("{} {}", text(row, 0), row.get::<i64, _>(1))));
    }
    lines.join("\n")
}
