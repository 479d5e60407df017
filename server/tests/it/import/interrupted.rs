//! Twice, shuffled, killed, at the same time: always the same result.

use std::ops::ControlFlow;

use server::use_cases::import::{ImportError, Order, run};

use super::dump::{count, dump};
use super::{Ask, Line, MAP, USUAL, counts, file, import, import_as, line};
use crate::engine::on_both_engines;
use crate::portal::{Engine, TestPortal, scratch};

/// 1,250 invoices of 31 customers, one of whom has more than one step takes; every kind of row.
fn many() -> Vec<String> {
    let customer = |n: u32| {
        if n.is_multiple_of(2) { "C-big".to_owned() } else { format!("C-{:02}", n % 60 / 2) }
    };
    (0..1_250)
        .map(|n| {
            let (doc, customer, amount) =
                (format!("B-{n:04}"), customer(n), format!("{},{:02}", n + 1, n % 100));
            let row = Line {
                disputed: if n % 7 == 3 { "sí" } else { "no" },
                settled: if n % 5 == 1 { "02/11/2026" } else { "" },
                name: if n % 3 == 0 { "Rosa Quispe" } else { "" },
                email: if n == 1_248 { "rosa@example.pe" } else { "" },
                ..line(&doc, &customer, &amount)
            };
            let text = file(&[row]);
            text.lines().nth(1).expect("a row").to_owned()
        })
        .collect()
}

fn whole(rows: &[String]) -> String {
    format!("{}\n{}\n", super::HEADER, rows.join("\n"))
}

/// The same rows in another order.
fn shuffled(rows: &[String]) -> Vec<String> {
    let mut rows = rows.to_vec();
    rows.sort_by_key(|row| {
        row.bytes().rev().fold(7_u64, |h, b| h.wrapping_mul(31).wrapping_add(u64::from(b)) % 9973)
    });
    rows
}

async fn clean(csv: &str) -> Vec<String> {
    let portal = TestPortal::on(Engine::Sqlite).await;
    import(&portal, MAP, csv).await;
    let lines = dump(&portal).await;
    portal.finish().await;
    lines
}

/// The first line in which two dumps differ, so that a failure can be read.
fn assert_same(found: &[String], expected: &[String]) {
    let differs = found.iter().zip(expected).find(|(a, b)| a != b);
    assert_eq!((differs, found.len()), (None, expected.len()));
}

on_both_engines! {
    async fn the_same_file_three_times_changes_nothing(portal) {
        let csv = whole(&many());
        assert_eq!(counts(&import(portal, MAP, &csv).await), [1_250, 0, 0, 0]);
        let (before, acts) = (dump(portal).await, count(portal, "evidence").await);
        for _ in 0..2 {
            assert_eq!(counts(&import(portal, MAP, &csv).await), [0; 4]);
            assert_same(&dump(portal).await, &before);
            assert_eq!(count(portal, "evidence").await, acts);
        }
        assert_eq!(count(portal, "import_rows").await, 0, "nothing stays staged");
    }

    async fn shuffled_rows_give_the_same_result(portal) {
        let rows = many();
        import(portal, MAP, whole(&shuffled(&rows))).await;
        assert_same(&dump(portal).await, &clean(&whole(&rows)).await);
    }

    async fn an_import_that_is_killed_again_and_again_ends_like_a_clean_one(portal) {
        let csv = whole(&many());
        let mut kills = 0;
        // Reading and applying take several steps each; every run gets one step further.
        let report = loop {
            let ask = Ask { stop_after: kills % 3 + 1, ..USUAL };
            match import_as(portal, ask, &csv).await.0 {
                Err(ImportError::Interrupted) => kills += 1,
                done => break done.expect("imported"),
            }
            assert!(kills < 100, "it goes on");
            if kills == 1 {
                assert_eq!(count(portal, "debts").await, 0, "nothing is applied before all is read");
            }
        };
        assert!(kills > 3, "{kills} kills");
        assert_eq!(report.tally.applied, 1_250);
        assert_same(&dump(portal).await, &clean(&csv).await);
        assert_eq!(count(portal, "import_batches").await, 1);
    }

    async fn an_import_under_way_is_finished_before_the_next_one(portal) {
        let rows = many();
        // Two steps of reading are told of, then two of applying, the second at most twice the first.
        let stopped = import_as(portal, Ask { stop_after: 4, ..USUAL }, whole(&rows)).await.0;
        assert!(matches!(stopped, Err(ImportError::Interrupted)));
        let applied = count(portal, "debts").await;
        assert!((1..1_250).contains(&applied), "{applied}");
        let other = file(&[line("X-1", "C-big", "10")]);
        assert_eq!(counts(&import(portal, MAP, &other).await), [1, 0, 0, 0]);
        assert_eq!(count(portal, "debts").await, 1_251);
    }

    async fn an_import_that_was_only_read_is_given_up_for_the_next_one(portal) {
        let stopped = import_as(portal, Ask { stop_after: 1, ..USUAL }, whole(&many())).await.0;
        assert!(matches!(stopped, Err(ImportError::Interrupted)));
        assert_eq!(count(portal, "import_rows").await, 500);
        import(portal, MAP, file(&[line("X-1", "C-1", "10")])).await;
        assert_eq!((count(portal, "debts").await, count(portal, "import_rows").await), (1, 0));
    }

    async fn the_same_file_by_two_commands_at_once_ends_like_one_import(portal) {
        let csv = whole(&many());
        let folder = tempfile::TempDir::new_in(scratch()).expect("a folder");
        let one = async |name: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, &csv).expect("written");
            let order = Order { file: &path, map_text: MAP, as_of: None, bad_rows: USUAL.bad_rows, actor: "test" };
            run(&portal.portal, &portal.clinic, order, &mut |_| ControlFlow::Continue(())).await
        };
        let (a, b) = tokio::join!(one("a.csv"), one("b.csv"));
        // The one that comes late finds nothing left to do, or the work of the other.
        assert!(a.is_ok() || b.is_ok(), "{:?} {:?}", a.err(), b.err());
        assert_same(&dump(portal).await, &clean(&csv).await);
    }
}
