//! How every connection is set up, and which engines and files are refused.

use sqlx::{AnyConnection, Row};

use super::StoreError;

/// What an acknowledged commit survives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// A power cut.
    PowerCut,
    /// The end of the program, and no more: for a simulation, whose database begins empty.
    Process,
}

/// WAL with FULL: an acknowledged commit survives a power cut. Recursive triggers: a REPLACE fires
/// the delete trigger, so it cannot remove a row of the ledger either.
const SQLITE: &str = "pragma journal_mode = wal; pragma synchronous = full; \
    pragma foreign_keys = on; pragma recursive_triggers = on; pragma busy_timeout = 10000";
const SQLITE_READER: &str = "; pragma query_only = on";
/// Room for what a step of an import touches, and for a log that is folded into the file less often
/// than it would be: both are memory and disk that only a large write takes.
/// What a statement must be able to take back stays in memory: in a file it took an eighth of an import.
const SQLITE_WRITER: &str = "; pragma cache_size = -32000; pragma wal_autocheckpoint = 4000; \
    pragma temp_store = memory";
const SQLITE_QUICK: &str = "; pragma synchronous = off";
/// What is asked is short: helpers would take longer to come than they save.
const POSTGRES: &str = "set statement_timeout = '30s'; set max_parallel_workers_per_gather = 0; \
    set idle_in_transaction_session_timeout = '60s'; set synchronous_commit = on";
const POSTGRES_QUICK: &str = "; set synchronous_commit = off";

/// SQLite older than this may corrupt a WAL file (sqlite.org/wal.html#walresetbug).
const SQLITE_LEAST: [u32; 3] = [3, 51, 3];

const SQLITE_FACTS: &str = "
    select sqlite_version() as version, journal_mode as journal, synchronous
    from pragma_journal_mode, pragma_synchronous";
const SQLITE_FULL: i64 = 2;

impl Durability {
    /// The setup of SQLite's readers and of its writer.
    pub(super) fn sqlite(self) -> (String, String) {
        let quick = if self == Self::Process { SQLITE_QUICK } else { "" };
        (format!("{SQLITE}{quick}{SQLITE_READER}"), format!("{SQLITE}{quick}{SQLITE_WRITER}"))
    }

    /// The setup of PostgreSQL's connections.
    pub(super) fn postgres(self) -> String {
        let quick = if self == Self::Process { POSTGRES_QUICK } else { "" };
        format!("{POSTGRES}{quick}")
    }

    /// Refuses a SQLite that would not keep what was acknowledged.
    pub(super) async fn refuse_unfit_sqlite(
        self,
        conn: &mut AnyConnection,
    ) -> Result<(), StoreError> {
        let row = sqlx::query(SQLITE_FACTS).fetch_one(conn).await?;
        let version: String = row.try_get("version")?;
        let numbers: Vec<u32> = version.split('.').filter_map(|n| n.parse().ok()).collect();
        if numbers.as_slice() < &SQLITE_LEAST[..] {
            return Err(StoreError::Unfit(format!("SQLite {version} is older than 3.51.3")));
        }
        let (journal, synchronous): (String, i64) =
            (row.try_get("journal")?, row.try_get("synchronous")?);
        let keeps = synchronous == SQLITE_FULL || self == Self::Process;
        if journal != "wal" || !keeps {
            return Err(StoreError::Unfit("the database file does not take WAL with FULL".into()));
        }
        Ok(())
    }
}
