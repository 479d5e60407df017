//! The one door to the database: pools, transactions, retries, migrations.

use std::borrow::Cow;
use std::fmt::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::str::FromStr;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, AssertSqlSafe, Row, Transaction};

use super::setup::Durability;

/// A write transaction. It carries no HTTP client: a retried transaction cannot call anybody.
pub type Tx = Transaction<'static, Any>;

/// Which engine is behind the store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    /// One file beside the program.
    Sqlite,
    /// A server that several nodes share.
    Postgres,
}

/// Why the store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or did not answer.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A stored value that the program cannot have written.
    #[error("stored value does not read: {0}")]
    Corrupt(String),
    /// An update that met no row, or several.
    #[error("`{0}` changed {1} rows instead of one")]
    NotOne(&'static str, u64),
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A database that the program must not use.
    #[error("{0}")]
    Unfit(String),
}

impl StoreError {
    /// Whether the whole transaction is worth another try: serialization failure, deadlock, and
    /// SQLite's BUSY, LOCKED, `BUSY_RECOVERY` (another process has just ended), `BUSY_SNAPSHOT` and
    /// `BUSY_TIMEOUT`.
    pub fn is_conflict(&self) -> bool {
        let Self::Database(error) = self else { return false };
        let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
        let again = ["40001", "40P01", "5", "6", "261", "517", "773"];
        code.is_some_and(|code| again.contains(&&*code))
    }

    /// Whether a unique key refused a row that is already there.
    pub fn is_duplicate(&self) -> bool {
        let Self::Database(error) = self else { return false };
        error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation)
    }
}

/// The database: readers, and writers that take turns on SQLite.
#[derive(Clone)]
pub struct Store {
    read: AnyPool,
    write: AnyPool,
    dialect: Dialect,
}

/// Without the limits of pages and jobs: who proves something of everything takes the time it takes.
const POSTGRES_SNAPSHOT: &str = "begin isolation level repeatable read, read only; \
    set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0";

const PORTABLE: Migrator = sqlx::migrate!("migrations/portable");
const ONLY_SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
const ONLY_POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// Makes a new database's file readable for its owner only; its log takes the same rights. Where the
/// file is there already, or may not be made, nothing happens: connecting says what is wrong.
fn make_private(url: &str) {
    let Some((path, query)) = url.trim_start_matches("sqlite:").split_once('?') else { return };
    if query.contains("mode=rwc") {
        let mut new = std::fs::OpenOptions::new();
        let new = new.write(true).create_new(true).mode(0o600);
        drop(new.open(path.trim_start_matches("//")));
    }
}

impl Store {
    /// Connects to `url` (`sqlite:FILE` or `postgres://…`), without touching the schema.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        Self::connect_for(url, Durability::PowerCut).await
    }

    /// The same for commits that survive less.
    pub async fn connect_for(url: &str, durability: Durability) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let dialect = match url.split_once(':') {
            Some(("sqlite", _)) => Dialect::Sqlite,
            Some(("postgres" | "postgresql", _)) => Dialect::Postgres,
            _ => {
                return Err(StoreError::Unfit(
                    "the database is neither sqlite: nor postgres:".into(),
                ));
            }
        };
        if dialect == Dialect::Sqlite {
            make_private(url);
        }
        let options = AnyConnectOptions::from_str(url)?;
        let (read, write) = match dialect {
            Dialect::Sqlite => {
                // A file does not hang up: asking each time would cost a page a third of its time.
                let file = |size, setup: String| pool(size, setup).test_before_acquire(false);
                let (readers, writer) = durability.sqlite();
                let write = file(1, writer).connect_with(options.clone()).await?;
                (file(8, readers).connect_with(options).await?, write)
            }
            Dialect::Postgres => {
                let both = pool(16, durability.postgres()).connect_with(options).await?;
                (both.clone(), both)
            }
        };
        let store = Self { read, write, dialect };
        if dialect == Dialect::Sqlite {
            durability.refuse_unfit_sqlite(&mut *store.read().await?).await?;
        }
        Ok(store)
    }

    /// Connects and brings the schema up to date.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let store = Self::connect(url).await?;
        store.migrate().await?;
        Ok(store)
    }

    /// Applies the migrations that are missing.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        Ok(self.migrator().run(&self.write).await?)
    }

    fn migrator(&self) -> Migrator {
        let own = match self.dialect {
            Dialect::Sqlite => ONLY_SQLITE,
            Dialect::Postgres => ONLY_POSTGRES,
        };
        let mut all: Vec<_> = PORTABLE.iter().chain(own.iter()).cloned().collect();
        all.sort_by_key(|migration| migration.version);
        Migrator { migrations: Cow::Owned(all), ..PORTABLE }
    }

    /// The engine.
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// A connection that only reads.
    pub async fn read(&self) -> Result<PoolConnection<Any>, StoreError> {
        Ok(self.read.acquire().await?)
    }

    /// Begins a write; prefer [`in_tx!`](crate::in_tx), which also retries.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let how = match self.dialect {
            // A deferred transaction that turns into a writer fails at once instead of waiting.
            Dialect::Sqlite => "begin immediate",
            Dialect::Postgres => "begin isolation level read committed",
        };
        Ok(self.write.begin_with(how).await?)
    }

    /// Begins reading the database as it stands at one moment, whatever others commit meanwhile. Until
    /// it ends the database keeps all that it stands on, so it is not for pages.
    pub async fn snapshot(&self) -> Result<Transaction<'static, Any>, StoreError> {
        let how = match self.dialect {
            // The moment is that of the first read.
            Dialect::Sqlite => "begin deferred",
            Dialect::Postgres => POSTGRES_SNAPSHOT,
        };
        Ok(self.read.begin_with(how).await?)
    }

    /// Waits a little longer each time; false after ten tries, or if `error` is no conflict.
    pub async fn may_retry(&self, error: &StoreError, tries: &mut u32) -> bool {
        let again = error.is_conflict() && *tries < 10;
        if again {
            let jitter = u64::from(crate::keys::random::<1>()[0] % 8);
            tokio::time::sleep(Duration::from_millis((2_u64 << *tries).min(250) + jitter)).await;
            *tries += 1;
        }
        again
    }

    /// Writes a consistent copy of SQLite's database to a new file, while others go on.
    pub async fn copy_to(&self, file: &str) -> Result<(), StoreError> {
        // A connection that only reads may not even write elsewhere.
        let mut conn = self.write.acquire().await?;
        let sql = format!("vacuum into '{}'", file.replace('\'', "''"));
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *conn).await?;
        Ok(())
    }

    /// Folds SQLite's write-ahead log into the file and leaves WAL mode, which only succeeds while
    /// nobody else has the file open.
    pub async fn checkpoint(&self) -> Result<(), StoreError> {
        self.read.close().await;
        let mut conn = self.write.acquire().await?;
        let row = sqlx::query("pragma journal_mode = delete").fetch_one(&mut *conn).await?;
        let mode: String = row.try_get(0)?;
        if mode == "delete" { Ok(()) } else { Err(StoreError::Unfit("the file is in use".into())) }
    }

    /// Closes every connection, finishing what is under way.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

fn pool(size: u32, setup: String) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(Duration::from_secs(15))
        .after_connect(move |conn, _| {
            let setup = setup.clone();
            Box::pin(
                async move { sqlx::raw_sql(AssertSqlSafe(setup)).execute(conn).await.map(drop) },
            )
        })
}

/// `in_tx!(store, tx => { … })`: one write transaction, run again from its start on a conflict.
///
/// The body's `?` leaves without committing. Its error type must be `From<StoreError>` and have
/// `fn store_error(&self) -> Option<&StoreError>`. A name before the body makes
/// [fail points](crate::fail_points) of the commit. A macro, since the future of a generic async
/// closure cannot yet be proven `Send`.
#[macro_export]
macro_rules! in_tx {
    ($store:expr, $name:literal, $tx:ident => $body:expr) => {{
        let done = $crate::in_tx!($store, $tx => {
            let value = $body;
            $crate::fail_point!($name, "before-commit");
            value
        });
        $crate::fail_point!($name, "after-commit");
        done
    }};
    ($store:expr, $tx:ident => $body:expr) => {{
        let store = &$store;
        let mut tries = 0_u32;
        loop {
            let result = async {
                let mut $tx = store.begin().await?;
                let value = $body;
                $tx.commit().await.map_err($crate::store::StoreError::from)?;
                Ok(value)
            }
            .await;
            match result {
                Err(error)
                    if $crate::use_cases::error::may_retry(store, &error, &mut tries).await => {}
                done => break done,
            }
        }
    }};
}

/// `($2, $3, $4)`: a list of `length` placeholders, the first of them `first`.
pub fn listed(first: usize, length: usize) -> String {
    let mut list = String::with_capacity(length * 6 + 2);
    list_into(&mut list, first, length);
    list
}

/// `($1, $2), ($3, $4)`: the placeholders of `rows` rows of `width` values each.
pub fn placeholders(rows: usize, width: usize) -> String {
    let mut list = String::with_capacity(rows * width * 7);
    for row in 0..rows {
        if row > 0 {
            list.push_str(", ");
        }
        list_into(&mut list, row * width + 1, width);
    }
    list
}

fn list_into(list: &mut String, first: usize, length: usize) {
    list.push('(');
    for place in first..first + length {
        let comma = if place == first { "" } else { ", " };
        // Writing to a text cannot fail.
        let _ = write!(list, "{comma}${place}");
    }
    list.push(')');
}

/// A statement of many placeholders, each named once and in order, as the engine of `conn` likes it:
/// SQLite looks for a named one through all that stand before it, so there they lose their numbers.
pub fn in_order(conn: &AnyConnection, sql: String) -> AssertSqlSafe<String> {
    if conn.backend_name() != "SQLite" {
        return AssertSqlSafe(sql);
    }
    let mut bare = String::with_capacity(sql.len());
    for (at, part) in sql.split('$').enumerate() {
        if at == 0 {
            bare.push_str(part);
        } else {
            bare.push('?');
            bare.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
        }
    }
    AssertSqlSafe(bare)
}
