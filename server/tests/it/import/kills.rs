//! The command itself, killed at any moment (reliability D1): begun again it ends as if nothing had
//! happened, on both engines.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::Row;
use tempfile::TempDir;
use tokio::process::Command;

use super::dump::{count, dump};
use super::{HEADER, MAP};
use crate::portal::{Engine, TestPortal, scratch};
use crate::size::{Dice, size};
use crate::world::{aldia, config};

/// Invoices of customers with four each, one bad row in a thousand, some of them settled.
pub(super) fn invoices(rows: usize) -> String {
    let mut csv = format!("{HEADER}\n");
    for n in 0..rows {
        let amount =
            if n % 1_000 == 500 { "mucho".to_owned() } else { format!("{},{:02}", n + 1, n % 100) };
        let settled = if n % 9 == 4 { "02/11/2026" } else { "" };
        let customer = n % (rows / 4);
        let _ = writeln!(
            csv,
            "B-{n:06};C-{customer:05};{amount};11/09/2026;11/10/2026;no;{settled};Rosa {customer};c{customer}@example.pe;;",
        );
    }
    csv
}

/// A fresh portal with the files of a command beside it.
pub(super) struct Desk {
    pub(super) portal: TestPortal,
    pub(super) config: PathBuf,
    folder: TempDir,
}

impl Desk {
    pub(super) async fn on(engine: Engine, csv: &str) -> Self {
        let portal = TestPortal::on(engine).await;
        let folder = TempDir::new_in(scratch()).expect("a folder");
        let config = config(&portal.portal, folder.path(), None);
        std::fs::write(folder.path().join("map.toml"), MAP).expect("written");
        std::fs::write(folder.path().join("deudas.csv"), csv).expect("written");
        Self { portal, config, folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Whether an import has begun and not ended.
    async fn is_under_way(&self) -> bool {
        let sql = "select count(*) as n from import_batches where done_at is null";
        let mut conn = self.portal.portal.store.read().await.expect("a connection");
        sqlx::query(sql).fetch_one(&mut *conn).await.expect("counted").get::<i64, _>("n") > 0
    }

    /// Imports; killed, if a life is given, so long after the import has begun. True if it came to its
    /// end.
    pub(super) async fn import(&self, life: Option<Duration>) -> bool {
        let text = |path: &Path| path.to_str().expect("UTF-8").to_owned();
        let (map, file) = (text(&self.path("map.toml")), text(&self.path("deudas.csv")));
        let arguments = ["import", "--creditor", "san-borja", "--map", &map, "--skip-bad", &file];
        let mut child = Command::from(aldia(&self.config, &arguments)).spawn().expect("it runs");
        if let Some(life) = life {
            let its_time = async {
                while !self.is_under_way().await {
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                tokio::time::sleep(life).await;
            };
            let killed = tokio::select! {
                _ = child.wait() => false,
                () = its_time => true,
            };
            if killed {
                child.kill().await.expect("killed");
                return false;
            }
        }
        let done = child.wait_with_output().await.expect("it ended");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        true
    }

    /// Everything that the import has left behind.
    async fn result(&self) -> (Vec<String>, String, [i64; 2]) {
        let rejects = std::fs::read_to_string(self.path("deudas.rej.csv")).expect("bad rows");
        let counts =
            [count(&self.portal, "import_batches").await, count(&self.portal, "import_rows").await];
        (dump(&self.portal).await, rejects, counts)
    }
}

async fn killed_again_and_again(engine: Engine) {
    let csv = invoices(size(1_000, 100_000));
    let clean = Desk::on(engine, &csv).await;
    assert!(clean.import(None).await);
    let expected = clean.result().await;
    clean.portal.finish().await;
    let (target, mut kills, mut midway, mut dice) = (size(6, 200), 0, 0, Dice::of("import kills"));
    // A life grows with each kill, so that a slow machine comes to the end too.
    let longest = size(100, 3_000) as u64;
    while kills < target || midway == 0 {
        assert!(kills < target * 20, "no kill met the import at work");
        let desk = Desk::on(engine, &csv).await;
        let mut here = 0;
        loop {
            let life = (kills < target || midway == 0)
                .then(|| Duration::from_millis(here * 40 + dice.bits() % longest));
            if desk.import(life).await {
                break;
            }
            kills += 1;
            here += 1;
            midway += usize::from(desk.is_under_way().await);
        }
        let result = desk.result().await;
        let differs = result.0.iter().zip(&expected.0).find(|(a, b)| a != b);
        assert_eq!((differs, result.0.len()), (None, expected.0.len()), "after {here} kills");
        assert_eq!((&result.1, result.2), (&expected.1, expected.2), "after {here} kills");
        desk.portal.finish().await;
    }
}

mod an_import_killed_at_any_moment_ends_like_a_clean_one {
    use super::{Engine, killed_again_and_again};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        killed_again_and_again(Engine::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        killed_again_and_again(Engine::Postgres).await;
    }
}
