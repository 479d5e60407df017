//! What the checks of safety share: the program as a process, and everything that
//! stands in a database as text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use secrecy::ExposeSecret;
use server::compose::Portal;
use server::config::program::Mail;
use server::store::{Dialect, Store};
use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// `aldia` itself, with no setting but those of `config`.
pub fn aldia(config: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aldia"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("ALDIA_")) {
        command.env_remove(name);
    }
    command.arg("--config").arg(config).args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Every row of every table as text, by table; bytes in hexadecimal.
pub async fn everything(store: &Store) -> BTreeMap<String, Vec<String>> {
    let mut conn = store.read().await.expect("a connection");
    let mut all = BTreeMap::new();
    for table in tables(&mut conn, store.dialect()).await {
        let line = match store.dialect() {
            Dialect::Postgres => format!("cast(t as text) as line from {table} t"),
            Dialect::Sqlite => format!("{} as line from {table}", quoted(&mut conn, &table).await),
        };
        let sql = AssertSqlSafe(format!("select {line}"));
        let rows = sqlx::query(sql).fetch_all(&mut *conn).await.expect("it reads");
        let mut rows: Vec<String> = rows.iter().map(|row| row.get("line")).collect();
        rows.sort();
        all.insert(table, rows);
    }
    all
}

/// The tables of the program.
pub async fn tables(conn: &mut AnyConnection, dialect: Dialect) -> Vec<String> {
    let sql = match dialect {
        Dialect::Postgres => {
            "select cast(table_name as text) as name from information_schema.tables
            where table_schema = 'public' and table_name not like '\\_%'"
        }
        Dialect::Sqlite => {
            "select name from sqlite_master where type = 'table' and name not like 'sqlite%'
            and name not like '\\_%' escape '\\'"
        }
    };
    let rows = sqlx::query(sql).fetch_all(conn).await.expect("tables");
    rows.iter().map(|row| row.get("name")).collect()
}

/// All columns of a table of SQLite in one text.
async fn quoted(conn: &mut AnyConnection, table: &str) -> String {
    let sql = AssertSqlSafe(format!("select name from pragma_table_info('{table}')"));
    let rows = sqlx::query(sql).fetch_all(conn).await.expect("columns");
    let columns: Vec<_> =
        rows.iter().map(|row| format!("quote({})", row.get::<String, _>("name"))).collect();
    columns.join(" || '|' || ")
}

/// The bytes of every file in `folder` and below it.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).expect("a file");
            found.push((path, bytes));
        }
    }
    found
}

/// Whether the bytes hold the text.
pub fn holds(bytes: &[u8], text: &str) -> bool {
    contains(bytes, text.as_bytes())
}

fn contains(bytes: &[u8], text: &[u8]) -> bool {
    let Some(first) = text.first() else { return true };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        if rest[at..].starts_with(text) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

/// Writes the portal's own settings to a file in `folder`, for commands that run beside it or, with
/// another `database`, elsewhere.
pub fn config(portal: &Portal, folder: &Path, database: Option<&str>) -> PathBuf {
    let settings = &portal.settings;
    let Mail::Folder(mailbox) = &settings.mail else { panic!("tests write letters into a folder") };
    let stripe = settings.stripe.as_ref().expect("Stripe");
    let database = database.unwrap_or(settings.database_url.expose_secret());
    let text = format!(
        "env = 'demo'\nbase_url = '{}'\ndatabase_url = '{database}'\nkey_file = '{}'\n\
         mailbox_dir = '{}'\nstripe_api_url = '{}'\nstripe_secret_key = '{}'\n\
         stripe_webhook_secrets = '{}'\nbind = '127.0.0.1:0'\n",
        settings.base_url,
        settings.key_file.display(),
        mailbox.display(),
        stripe.api_url,
        stripe.secret_key.expose_secret(),
        stripe.webhook_secrets[0].expose_secret(),
    );
    let path = folder.join("aldia.toml");
    std::fs::write(&path, text).expect("written");
    path
}
