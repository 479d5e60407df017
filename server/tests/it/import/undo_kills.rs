//! An undo that is killed at any moment ends as if nothing had happened, on both engines.

use std::ops::ControlFlow;
use std::time::Duration;

use server::store::import_undone::UndoneRow;
use server::use_cases::import::undo::{How, undo};
use server::use_cases::import::{ImportError, Watch};
use sqlx::Row;
use tokio::process::Command;

use super::dump::{count, dump};
use super::kills::{Desk, invoices};
use super::{MAP, counts, file, import, line};
use crate::engine::on_both_engines;
use crate::portal::{Engine, TestPortal};
use crate::size::{Dice, size};
use crate::world::aldia;

/// 130 customers with two invoices each, the first of them there before.
async fn two_imports(portal: &TestPortal) {
    let documents: Vec<_> =
        (0..260).map(|n| (format!("B-{n:03}"), format!("C-{:03}", n / 2))).collect();
    let rows = |amount: &'static str, every: usize| {
        let its = documents.iter().step_by(every);
        file(&its.map(|(doc, customer)| line(doc, customer, amount)).collect::<Vec<_>>())
    };
    import(portal, MAP, rows("10,00", 2)).await;
    assert_eq!(counts(&import(portal, MAP, rows("12,50", 1)).await), [130, 130, 0, 0]);
}

/// Undoes the last import; stopped, if so many steps are given, after them.
async fn undo_for(portal: &TestPortal, steps: usize) -> Result<(), ImportError> {
    let mut done = 0;
    let mut stop = |_| {
        done += 1;
        if done < steps { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let (watch, mut tell): (&mut Watch<'_>, _) = (&mut stop, |_: &UndoneRow| ());
    let order = ("test", How::InEarnest);
    undo(&portal.portal, &portal.clinic, order, (watch, &mut tell)).await.map(drop)
}

async fn clean() -> Vec<String> {
    let portal = TestPortal::on(Engine::Sqlite).await;
    two_imports(&portal).await;
    undo_for(&portal, usize::MAX).await.expect("undone");
    let lines = dump(&portal).await;
    portal.finish().await;
    lines
}

fn assert_same(found: &[String], expected: &[String]) {
    let differs = found.iter().zip(expected).find(|(a, b)| a != b);
    assert_eq!((differs, found.len()), (None, expected.len()));
}

on_both_engines! {
    async fn an_undo_that_is_stopped_after_every_step_ends_like_a_clean_one(portal) {
        two_imports(portal).await;
        let mut stops = 0;
        while let Err(error) = undo_for(portal, 1).await {
            assert!(matches!(error, ImportError::Interrupted), "{error}");
            stops += 1;
            assert!(stops < 20, "it goes on");
        }
        assert!(stops > 1, "{stops} stops");
        assert_eq!(count(portal, "import_undos").await, 1);
        assert_same(&dump(portal).await, &clean().await);
    }

    async fn an_import_that_comes_after_a_kill_ends_the_undo_first(portal) {
        two_imports(portal).await;
        undo_for(portal, 1).await.expect_err("stopped");
        import(portal, MAP, file(&[line("B-999", "C-999", "1,00")])).await;
        let sql = "select cast(count(*) as bigint) from import_undos where done_at is null";
        assert_eq!(crate::books::number(portal, sql).await, 0);
        let open = "select cast(sum(owed_minor) as bigint) from case_balances";
        assert_eq!(crate::books::number(portal, open).await, 130 * 1_000 + 100);
    }

    async fn two_who_undo_at_once_end_like_one(portal) {
        two_imports(portal).await;
        let (a, b) = tokio::join!(undo_for(portal, usize::MAX), undo_for(portal, usize::MAX));
        assert!(a.is_ok() && b.is_ok(), "{:?} {:?}", a.err(), b.err());
        assert_same(&dump(portal).await, &clean().await);
    }
}

/// Whether an undo has begun and not ended.
async fn is_under_way(portal: &TestPortal) -> bool {
    let sql = "select count(*) as n from import_undos where done_at is null";
    let mut conn = portal.portal.store.read().await.expect("a connection");
    sqlx::query(sql).fetch_one(&mut *conn).await.expect("counted").get::<i64, _>("n") > 0
}

/// The command itself; killed, if a life is given, so long after the undo has begun. True if it came to its
/// end.
async fn command(desk: &Desk, life: Option<Duration>) -> bool {
    let arguments = ["import", "undo", "san-borja"];
    let mut child = Command::from(aldia(&desk.config, &arguments)).spawn().expect("it runs");
    if let Some(life) = life {
        let its_time = async {
            while !is_under_way(&desk.portal).await {
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

async fn killed_again_and_again(engine: Engine) {
    let csv = invoices(size(1_000, 50_000));
    let clean = Desk::on(engine, &csv).await;
    assert!(clean.import(None).await && command(&clean, None).await);
    let expected = dump(&clean.portal).await;
    clean.portal.finish().await;
    let (target, mut kills, mut midway, mut dice) = (size(5, 100), 0, 0, Dice::of("undo kills"));
    while kills < target || midway == 0 {
        assert!(kills < target * 20, "no kill met the undo at work");
        let desk = Desk::on(engine, &csv).await;
        assert!(desk.import(None).await);
        let mut here = 0;
        loop {
            let life = (kills < target || midway == 0)
                .then(|| Duration::from_millis(here * 20 + dice.bits() % 60));
            if command(&desk, life).await {
                break;
            }
            kills += 1;
            here += 1;
            midway += usize::from(is_under_way(&desk.portal).await);
        }
        assert_same(&dump(&desk.portal).await, &expected);
        desk.portal.finish().await;
    }
}

mod an_undo_killed_at_any_moment_ends_like_a_clean_one {
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
