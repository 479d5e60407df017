//! A PostgreSQL of this run's own, on a Unix socket, ended with its value.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::TryStreamExt;
use server::store::Store;
use sqlx::postgres::PgPoolCopyExt;
use sqlx::{AssertSqlSafe, PgPool};

use crate::Outcome;
use crate::loader::TABLES;

/// A running server. Its shell ends it when the pipe closes.
pub struct Cluster {
    folder: PathBuf,
    shell: Child,
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

impl Cluster {
    /// Starts one whose data stand in `folder`.
    pub fn start(folder: &Path) -> Outcome<Self> {
        let folder = folder.join("pg");
        std::fs::create_dir_all(&folder)?;
        let mut shell = Command::new("bash")
            .args(["-c", include_str!("../../tests/it/postgres.sh"), "postgres"])
            .args([&binaries()?, &folder])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let out = shell.stdout.take().ok_or("no output")?;
        BufReader::new(out).read_line(&mut line)?;
        if line.trim() == "ready" {
            Ok(Self { folder, shell })
        } else {
            Err("PostgreSQL does not start".into())
        }
    }

    fn url(&self, name: &str) -> String {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://portal@localhost/{name}?host={folder}")
    }

    /// Makes a database with the schema, and gives its URL.
    pub async fn database(&self, name: &str) -> Outcome<String> {
        let pool = PgPool::connect(&self.url("postgres")).await?;
        sqlx::raw_sql(AssertSqlSafe(format!("create database {name}"))).execute(&pool).await?;
        pool.close().await;
        let url = self.url(name);
        Store::open(&url).await?.close().await;
        Ok(url)
    }

    /// Copies an import's tables with COPY; gives the time of writing them.
    pub async fn copy(&self, from: &str, to: &str) -> Outcome<Duration> {
        let (from, to) = (PgPool::connect(from).await?, PgPool::connect(to).await?);
        let mut took = Duration::ZERO;
        for table in TABLES {
            let out = from.copy_out_raw(&format!("copy {table} to stdout")).await?;
            let rows: Vec<_> = out.try_collect().await?;
            let begin = Instant::now();
            let mut copy = to.copy_in_raw(&format!("copy {table} from stdin")).await?;
            for bytes in rows {
                copy.send(bytes).await?;
            }
            copy.finish().await?;
            took += begin.elapsed();
        }
        from.close().await;
        to.close().await;
        Ok(took)
    }
}

fn binaries() -> Outcome<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql")?.flatten();
    let mut found: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    found.retain(|bin| bin.join("initdb").exists());
    found.sort();
    found.pop().ok_or_else(|| "PostgreSQL's server is not installed".into())
}
