//! One run over all that stands under a master key, in short transactions, so that others get their turn.

use std::time::Duration;

use crate::compose::Portal;
use crate::in_tx;
use crate::keys::{Keys, Place, Use};
use crate::store::key_roll::{self, After, Roll};
use crate::store::master_key::{self as store, DebtorSeals, Sealed, Table};
use crate::store::{StoreError, Tx};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// Rows in one transaction.
const CHUNK: i64 = 100;

/// What others have for themselves between two transactions.
const BETWEEN: Duration = Duration::from_millis(10);

/// The columns of a debtor that are looked up by hash.
const LOOKED_UP: [&str; 3] = ["email", "phone", "national_id"];

/// Where something is sealed.
#[derive(Clone, Copy)]
enum Stage {
    Debtors,
    Values(Table),
}

/// All of them, in the order of a run, by the words that the store keeps.
const STAGES: [(&str, Stage); 6] = [
    ("debtors", Stage::Debtors),
    ("members", Stage::Values(Table::Members)),
    ("reasons", Stage::Values(Table::Reasons)),
    ("link-keys", Stage::Values(Table::LinkKeys)),
    ("waiting", Stage::Values(Table::Waiting)),
    ("staged", Stage::Values(Table::Staged)),
];

/// A row as it was found and as it is to be.
enum Change {
    Debtor(Box<(DebtorSeals, DebtorSeals)>),
    Value(Table, Sealed, Vec<u8>),
}

/// Some rows, looked at.
struct Chunk {
    changes: Vec<Change>,
    last: Option<String>,
    full: bool,
}

/// Looks at every row behind the place that `roll` has come to, and seals again what stands under the old
/// key. Gives how many rows did.
pub(super) async fn run(
    portal: &Portal,
    roll: &Roll,
    told: &mut (dyn FnMut(i64) + Send),
) -> Result<i64, PortalError> {
    let mut conn = portal.store.read().await?;
    let tenants = Tenant::all(&mut conn).await?;
    drop(conn);
    let (mut found, from) = (0, &roll.after);
    let first_stage = STAGES.iter().position(|(word, _)| *word == from.stage).unwrap_or(0);
    for tenant in tenants.iter().filter(|tenant| tenant.id() >= from.creditor.as_str()) {
        let here = tenant.id() == from.creditor;
        let stages = STAGES.iter().enumerate().skip(if here { first_stage } else { 0 });
        for (at, (word, stage)) in stages {
            let row = if here && at == first_stage { from.row.clone() } else { String::new() };
            let after = After { creditor: tenant.id().to_owned(), stage: (*word).to_owned(), row };
            let mut told_here = |sealed: i64| told(roll.rows_sealed + found + sealed);
            let done = through(portal, (tenant, *stage), (roll, after), &mut told_here).await?;
            found += done;
        }
    }
    Ok(found)
}

/// Goes through one stage of one creditor, from `after` on. Gives how many rows stood under the old key.
async fn through(
    portal: &Portal,
    of: (&Tenant, Stage),
    (roll, mut after): (&Roll, After),
    told: &mut (dyn FnMut(i64) + Send),
) -> Result<i64, PortalError> {
    let mut found = 0;
    loop {
        let chunk = look(portal, of, &after.row).await?;
        after.row = chunk.last.unwrap_or_default();
        if !chunk.changes.is_empty() {
            write(portal, of.0, &chunk.changes, (roll, &after)).await?;
            found += count(&chunk.changes);
            told(found);
            tokio::time::sleep(BETWEEN).await;
        }
        if !chunk.full {
            return Ok(found);
        }
    }
}

fn count(changes: &[Change]) -> i64 {
    i64::try_from(changes.len()).unwrap_or(i64::MAX)
}

/// Reads the next rows and seals again what stands under the old key, without writing it.
async fn look(
    portal: &Portal,
    (tenant, stage): (&Tenant, Stage),
    after: &str,
) -> Result<Chunk, PortalError> {
    let mut conn = portal.store.read().await?;
    let (changes, read, last) = match stage {
        Stage::Debtors => {
            let rows = store::debtors(&mut conn, tenant, after, CHUNK).await?;
            let mut changes = Vec::new();
            for row in &rows {
                if let Some(new) = debtor(&portal.keys, tenant, row)? {
                    changes.push(Change::Debtor(Box::new((row.clone(), new))));
                }
            }
            (changes, rows.len(), rows.last().map(|row| row.id.to_string()))
        }
        Stage::Values(table) => {
            let rows = store::sealed(&mut conn, (tenant, table), after, CHUNK).await?;
            let mut changes = Vec::new();
            for row in &rows {
                if let Some(new) = value(&portal.keys, (tenant, table), row)? {
                    changes.push(Change::Value(table, row.clone(), new));
                }
            }
            (changes, rows.len(), rows.last().map(|row| row.key.clone()))
        }
    };
    Ok(Chunk { changes, last, full: i64::try_from(read).is_ok_and(|read| read == CHUNK) })
}

/// Writes what was sealed again and how far the run has come. A row that somebody has changed since is left
/// to the next run.
async fn write(
    portal: &Portal,
    tenant: &Tenant,
    changes: &[Change],
    (roll, after): (&Roll, &After),
) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => {
        let mut written = 0;
        for change in changes {
            written += i64::from(put(&mut tx, tenant, change).await?);
        }
        key_roll::advance(&mut tx, &roll.new_key, after, written).await?;
    })
}

async fn put(tx: &mut Tx, tenant: &Tenant, change: &Change) -> Result<bool, StoreError> {
    match change {
        Change::Debtor(both) => store::put_debtor(tx, tenant, (&both.0, &both.1)).await,
        Change::Value(table, was, new) => store::put(tx, (tenant, *table), was, new).await,
    }
}

fn damaged(row: &str) -> StoreError {
    StoreError::Corrupt(format!("what is sealed of {row} opens under no key"))
}

/// The debtor's own key and the hashes under the key that seals now; `None` if they are already.
fn debtor(
    keys: &Keys,
    tenant: &Tenant,
    row: &DebtorSeals,
) -> Result<Option<DebtorSeals>, StoreError> {
    let damaged = |_| damaged(row.id.as_str());
    let place = |column| Place { tenant, row: row.id.as_str(), column };
    let again = keys.seal_again(Use::DataKeys, place("data_key"), &row.data_key);
    let data_key = again.map_err(damaged)?.unwrap_or_else(|| row.data_key.clone());
    let key = keys.open_data_key(place("data_key"), &data_key).map_err(damaged)?;
    let mut new = DebtorSeals { data_key, ..row.clone() };
    for (at, column) in LOOKED_UP.into_iter().enumerate() {
        let Some(sealed) = &row.sealed[at] else { continue };
        let text = key.open(place(column), sealed).map_err(damaged)?;
        // An id is kept with its kind in front and looked up without it.
        let looked_up = match (column, text.split_once(':')) {
            ("national_id", Some((_, number))) => number,
            _ => text.as_str(),
        };
        new.hashes[at] = Some(keys.look_up(tenant, column, looked_up));
    }
    let same = new.data_key == row.data_key && new.hashes == row.hashes;
    Ok((!same).then_some(new))
}

/// A value under the key that seals now; `None` if it is already.
fn value(
    keys: &Keys,
    (tenant, table): (&Tenant, Table),
    row: &Sealed,
) -> Result<Option<Vec<u8>>, StoreError> {
    let (what, column) = match table {
        Table::Members => (Use::Team, "totp"),
        Table::Reasons => (Use::Team, "reason"),
        Table::LinkKeys => (Use::Team, "secret"),
        Table::Waiting | Table::Staged => (Use::Staging, "row"),
    };
    let place = Place { tenant, row: &row.place, column };
    keys.seal_again(what, place, &row.value).map_err(|_| damaged(&row.place))
}
