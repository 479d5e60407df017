//! What the statement is held against: an axum handler that runs the same queries over the same
//! driver and answers bytes that are always the same. It reads no row, draws nothing, sets no header.

use std::io::Write;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use server::keys::token_hash;
use server::store::{Store, StoreError, statements};
use sqlx::Row;
use tokio::net::TcpListener;

use crate::Outcome;

/// Each statement of the page, by words that no other statement of the store has. Payments are asked
/// for only where there are some, and here are none.
const OPENING: &[&str] =
    &["from debtors d join cases c", "join debtor_sessions s", "s.id_hash = $1"];
const DEBTS: &[&str] = &["from debts d", "order by d.due_on nulls last"];

/// What the handler knows.
#[derive(Clone)]
struct Bare {
    store: Store,
    opening: &'static str,
    debts: &'static str,
    body: Bytes,
}

/// The one statement that has all `words`.
fn statement(words: &[&str]) -> Outcome<&'static str> {
    let flat = |sql: &str| sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = statements().filter(|sql| words.iter().all(|word| flat(sql).contains(word)));
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (one, two) => Err(format!("{words:?}: no single statement: {one:?} {two:?}").into()),
    }
}

/// Serves `database` with answers of `bytes` bytes until the process is ended; prints the port first.
pub async fn serve(database: &str, bytes: usize) -> Outcome<()> {
    let bare = Bare {
        store: Store::connect(database).await?,
        opening: statement(OPENING)?,
        debts: statement(DEBTS)?,
        body: Bytes::from(vec![b'x'; bytes]),
    };
    let app = Router::new().route("/cuenta", get(answer)).with_state(bare);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?.port());
    std::io::stdout().flush()?;
    axum::serve(listener, app).await?;
    Ok(())
}

async fn answer(State(bare): State<Bare>, headers: HeaderMap) -> Response {
    let cookie = headers.get(header::COOKIE).and_then(|cookie| cookie.to_str().ok());
    let id = cookie.and_then(|cookie| cookie.strip_prefix("aldia=")).unwrap_or_default();
    match ask(&bare, token_hash(id)).await {
        Ok(()) => Html(bare.body).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn ask(bare: &Bare, hash: Vec<u8>) -> Result<(), StoreError> {
    let mut conn = bare.store.read().await?;
    let found = sqlx::query(bare.opening).bind(hash).fetch_all(&mut *conn).await?;
    let first = found.first().ok_or_else(|| StoreError::Corrupt("no session".into()))?;
    let (creditor, case): (String, String) =
        (first.try_get("creditor_id")?, first.try_get("case_id")?);
    sqlx::query(bare.debts).bind(creditor).bind(case).fetch_all(&mut *conn).await?;
    Ok(())
}
