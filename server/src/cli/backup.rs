//! `aldia backup` and `aldia restore`: copies of the SQLite database.

use std::io::Read;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;
use sqlx::Row;

use super::Outcome;
use crate::config::program::Settings;
use crate::store::{Dialect, Store};

/// Where the copy goes.
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    /// A file that does not exist yet.
    to: PathBuf,
}

/// Where the copy comes from.
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    /// A file that `aldia backup` wrote.
    from: PathBuf,
}

const ONLY_SQLITE: &str =
    "the database is PostgreSQL: use pg_dump and pg_restore (docs/operations.md)";

fn database_file(settings: &Settings) -> Result<PathBuf, &'static str> {
    let url = settings.database_url.expose_secret();
    let path = url.strip_prefix("sqlite:").ok_or(ONLY_SQLITE)?;
    let path = path.trim_start_matches("//").split('?').next().unwrap_or_default();
    Ok(PathBuf::from(path))
}

/// Writes a consistent copy while the portal goes on, and checks it.
pub async fn backup(settings: &Settings, args: &BackupArgs) -> Outcome {
    database_file(settings)?;
    if args.to.exists() {
        return Err(format!("{} exists already", args.to.display()).into());
    }
    let store = Store::connect(settings.database_url.expose_secret()).await?;
    if store.dialect() != Dialect::Sqlite {
        return Err(ONLY_SQLITE.into());
    }
    // The copy is as private as the database: SQLite fills an empty file as it is.
    std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&args.to)?;
    let copied = store.copy_to(args.to.to_str().ok_or("the path is not UTF-8")?).await;
    store.close().await;
    if let Err(error) = copied {
        // Half a copy would look like one.
        drop(std::fs::remove_file(&args.to));
        return Err(error.into());
    }
    std::fs::File::open(&args.to)?.sync_all()?;
    check(&args.to).await?;
    Ok(format!("The database is copied to {}.", args.to.display()))
}

/// Puts a copy in the database's place. Refuses while the database is in use; what was there stays
/// beside it under another name.
pub async fn restore(settings: &Settings, args: &RestoreArgs) -> Outcome {
    let file = database_file(settings)?;
    check(&args.from).await?;
    let is_there = file.exists();
    if is_there {
        close_for_good(settings).await?;
    }
    let fresh = file.with_extension("restoring");
    std::fs::copy(&args.from, &fresh)?;
    std::fs::set_permissions(&fresh, std::fs::Permissions::from_mode(0o600))?;
    std::fs::File::open(&fresh)?.sync_all()?;
    let mut kept = String::new();
    if is_there {
        let old = unused(&file);
        std::fs::rename(&file, &old)?;
        kept = format!(" What was there is in {}.", old.display());
    }
    std::fs::rename(&fresh, &file)?;
    Ok(format!(
        "{} is the database now.{kept} Start the portal: it asks Stripe for what came since.",
        args.from.display()
    ))
}

/// Where the database is kept that a copy replaces: beside it, under a name that nothing has.
fn unused(file: &Path) -> PathBuf {
    let names = (2..).map(|number| format!("before-restore-{number}"));
    let names = std::iter::once("before-restore".to_owned()).chain(names);
    let mut paths = names.map(|name| file.with_extension(name)).skip_while(|path| path.exists());
    paths.next().unwrap_or_default()
}

/// Takes the database for itself, which fails while another process has it, and folds the
/// write-ahead log in, so that the file alone is everything.
async fn close_for_good(
    settings: &Settings,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let url = settings.database_url.expose_secret();
    let store = Store::connect(url).await?;
    store.checkpoint().await.map_err(|_| "the database is in use: stop the portal first")?;
    store.close().await;
    Ok(())
}

async fn check(file: &Path) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let path = file.to_str().ok_or("the path is not UTF-8")?;
    if !file.is_file() {
        return Err(format!("{path} is not there").into());
    }
    if !begins_like_a_database(file)? {
        return Err(format!("{path} is no SQLite database").into());
    }
    let store = Store::connect(&format!("sqlite:{path}")).await?;
    let mut conn = store.read().await?;
    let verdict: String =
        sqlx::query("pragma integrity_check").fetch_one(&mut *conn).await?.try_get(0)?;
    let tables: i64 = sqlx::query(OUR_TABLES).fetch_one(&mut *conn).await?.try_get(0)?;
    drop(conn);
    store.close().await;
    if verdict != "ok" {
        Err(format!("{path} is damaged: {verdict}").into())
    } else if tables == 3 {
        Ok(())
    } else {
        Err(format!("{path} is not a database of AlDía").into())
    }
}

/// An empty file is a sound database to SQLite: without this it would replace the real one.
const OUR_TABLES: &str = "
    select count(*) from sqlite_master
    where type = 'table' and name in ('creditors', 'ledger_entries', '_sqlx_migrations')";

fn begins_like_a_database(file: &Path) -> std::io::Result<bool> {
    let mut head = Vec::new();
    std::fs::File::open(file)?.take(16).read_to_end(&mut head)?;
    Ok(head == b"SQLite format 3\0")
}
