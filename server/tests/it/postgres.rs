//! One PostgreSQL for the test run, from Debian's binaries, on a Unix socket; one database a test,
//! copied from a template that has the schema.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use server::store::Store;
use sqlx::AssertSqlSafe;
use tokio::sync::{Mutex, OnceCell};

/// The server; its shell ends it when this process's end closes the pipe.
struct Server {
    folder: PathBuf,
    _shell: Child,
}

static SERVER: OnceLock<Server> = OnceLock::new();
static TEMPLATE: OnceCell<()> = OnceCell::const_new();
static CREATING: Mutex<()> = Mutex::const_new(());
static NEXT: AtomicU32 = AtomicU32::new(1);

/// Makes a fresh database with the schema and gives its URL.
pub async fn fresh_database() -> String {
    let server = tokio::task::spawn_blocking(|| SERVER.get_or_init(start)).await.expect("starts");
    TEMPLATE
        .get_or_init(|| async {
            create(server, "aldia_template", "template1").await;
            let store = Store::open(&url(server, "aldia_template")).await.expect("the schema");
            store.close().await;
        })
        .await;
    let name = format!("t{}", NEXT.fetch_add(1, Ordering::SeqCst));
    create(server, &name, "aldia_template").await;
    url(server, &name)
}

fn url(server: &Server, name: &str) -> String {
    let folder = server.folder.to_str().expect("UTF-8").replace('/', "%2F");
    format!("postgres://portal@localhost/{name}?host={folder}")
}

/// Copying a template needs it to itself, so databases are made one at a time.
async fn create(server: &Server, name: &str, template: &str) {
    let _one = CREATING.lock().await;
    let store = Store::connect(&url(server, "postgres")).await.expect("PostgreSQL answers");
    let mut conn = store.read().await.expect("a connection");
    let sql = format!("create database {name} template {template}");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *conn).await.expect("a database");
    drop(conn);
    store.close().await;
}

fn start() -> Server {
    let bin = binaries();
    let folder = tempfile::Builder::new()
        .prefix("aldia-pg")
        .tempdir_in(crate::portal::scratch())
        .expect("a folder")
        .keep();
    let script = include_str!("postgres.sh");
    let mut shell = Command::new("bash")
        .args(["-c", script, "postgres", &bin.to_string_lossy(), &folder.to_string_lossy()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("bash runs");
    let mut line = String::new();
    let out = shell.stdout.take().expect("its output");
    std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).expect("an answer");
    assert_eq!(line.trim(), "ready", "PostgreSQL did not start; see {}", folder.display());
    Server { folder, _shell: shell }
}

fn binaries() -> PathBuf {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|versions| versions.flatten().map(|v| v.path().join("bin")).collect())
        .unwrap_or_default();
    found.retain(|bin| Path::new(bin).join("initdb").exists());
    found.sort();
    found.pop().expect("PostgreSQL's server is not installed: run `make test`, which installs it")
}
