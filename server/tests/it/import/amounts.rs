//! What amounts, marks and missing rows do.

use chrono::NaiveDate;
use domain::ids::CaseId;
use domain::ledger::{Account, Channel};
use server::in_tx;
use server::store::{case, creditor, debt};
use server::use_cases::PortalError;
use server::use_cases::import::BadRows;
use server::use_cases::payment::receive::{Arrival, on_case};

use super::dump::{count, dump};
use super::{Ask, HEADER, Line, MAP, USUAL, counts, day, file, import, import_as, line};
use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};

/// The case of a customer.
pub async fn case_of(portal: &TestPortal, customer: &str) -> CaseId {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let of = server::store::debtor::Find::Reference(customer);
    let keys = &portal.portal.keys;
    let found = server::store::debtor::find(&mut conn, &portal.clinic, keys, of).await;
    found.expect("asked").expect("there").2
}

/// A transfer that has arrived for a case.
pub async fn pay(portal: &TestPortal, case: &CaseId, minor: i64) {
    let paid: Result<(), PortalError> = in_tx!(portal.portal.store, tx => {
        let settings = creditor::settings(&mut tx, &portal.clinic).await?;
        let mut case = case::lock(&mut tx, &portal.clinic, case).await?.ok_or(PortalError::NotFound)?;
        let arrival = Arrival {
            amount: pen(minor),
            channel: Channel::Transfer,
            attempt: None,
            key: Some(format!("transfer of {}", case.id)),
            received_on: day("2026-11-20"),
            debts: Vec::new(),
            source: Account::Collected(Channel::Transfer),
            by_team: None,
        };
        on_case(&portal.portal, &mut tx, (&portal.clinic, &settings), &mut case, arrival).await?;
    });
    paid.expect("booked");
}

/// What is owed on a document and what of it was paid; its day of closing says whether it is closed.
pub async fn debt_of(portal: &TestPortal, reference: &str) -> debt::Debt {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = debt::by_reference(&mut conn, &portal.clinic, reference).await.expect("asked");
    found.expect("there")
}

fn outstanding(payments_here: &str) -> String {
    MAP.replace("\"original\"", &format!("\"outstanding\"\npayments_here = \"{payments_here}\""))
}

fn closing() -> String {
    MAP.replace("amount = ", "absent = \"close\"\namount = ")
}

on_both_engines! {
    async fn a_changed_amount_is_a_correction_and_what_was_overpaid_becomes_credit(portal) {
        import(portal, MAP, file(&[line("B-1", "C-1", "1.000,00")])).await;
        let case = case_of(portal, "C-1").await;
        pay(portal, &case, 80_000).await;
        let lower = import(portal, MAP, file(&[line("B-1", "C-1", "700,00")])).await;
        assert_eq!(counts(&lower), [0, 1, 0, 0]);
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 10_000));
        // The credit is used on what is due when more comes.
        import(portal, MAP, file(&[line("B-1", "C-1", "730,00"), line("B-2", "C-1", "50")])).await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 2_000));
        let lines = dump(portal).await;
        let posted = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
        assert_eq!(posted("posting|C-1|2026-11-24|corrected|import:batch:B-1:lower-principal"), 2);
        assert_eq!(posted("posting|C-1|2026-11-24|corrected|import:batch:B-1:raise-principal"), 1);
        assert_eq!(posted("posting|C-1|2026-11-24|credit-used|credit:entry"), 2);
    }

    async fn what_an_amount_means_is_declared(portal) {
        for (meaning, second, owed) in [
            (MAP.to_owned(), "1.000,00", 70_000),
            (MAP.to_owned(), "900,00", 60_000),
            (outstanding("deducted"), "700,00", 70_000),
            (outstanding("deducted"), "600,00", 60_000),
            (outstanding("not-deducted"), "1.000,00", 70_000),
            (outstanding("not-deducted"), "900,00", 60_000),
        ] {
            let customer = format!("C-{}-{owed}-{second}", meaning.len());
            let document = format!("B-{customer}");
            let rows = |amount| file(&[line(&document, &customer, amount)]);
            import(portal, &meaning, rows("1.000,00")).await;
            let case = case_of(portal, &customer).await;
            pay(portal, &case, 30_000).await;
            import(portal, &meaning, rows(second)).await;
            assert_eq!(portal.owed(&case).await, owed, "{meaning} {second}");
        }
    }

    async fn a_disputed_row_holds_its_case_once_and_frees_the_debt_when_the_mark_goes(portal) {
        let marked = |doc| Line { disputed: "sí", ..line(doc, "C-1", "10") };
        let rows = [marked("B-1"), marked("B-2"), line("B-3", "C-1", "10")];
        import(portal, MAP, file(&rows)).await;
        assert_eq!(count(portal, "holds").await, 1);
        let disputed = [debt_of(portal, "B-1").await, debt_of(portal, "B-3").await];
        assert_eq!(disputed.map(|debt| debt.is_payable()), [false, true]);
        let rows = [line("B-1", "C-1", "10"), marked("B-2"), marked("B-3")];
        assert_eq!(counts(&import(portal, MAP, file(&rows)).await), [0, 2, 0, 0]);
        let disputed = [debt_of(portal, "B-1").await, debt_of(portal, "B-3").await];
        assert_eq!(disputed.map(|debt| debt.is_payable()), [true, false]);
        assert_eq!(count(portal, "holds").await, 1, "one that nobody has lifted is enough");
    }

    async fn what_is_settled_is_a_payment_received_elsewhere_that_nobody_is_told_of(portal) {
        let settled = |doc, on| Line { settled: on, ..line(doc, "C-1", "10,50") };
        let rows = [settled("B-1", "01/10/2026"), settled("B-2", "24/11/2026"), settled("B-3", "25/11/2026")];
        import(portal, MAP, file(&rows)).await;
        assert_eq!(portal.owed(&case_of(portal, "C-1").await).await, 1_050, "the last is still to come");
        let lines = dump(portal).await;
        let payments: Vec<_> = lines.iter().filter(|line| line.starts_with("payment|")).collect();
        assert_eq!(payments, [
            "payment|C-1|elsewhere|PEN|1050|2026-10-01|1|import:batch:B-1|test",
            "payment|C-1|elsewhere|PEN|1050|2026-11-24|2|import:batch:B-2|test",
        ]);
        assert_eq!(count(portal, "messages").await, 0);
        // The one that was open is settled by a later file, once.
        portal.advance(chrono::TimeDelta::days(1)).await;
        import(portal, MAP, file(&rows)).await;
        import(portal, MAP, file(&rows)).await;
        assert_eq!((count(portal, "payments").await, count(portal, "messages").await), (3, 0));
    }

    async fn the_day_of_the_import_decides_what_is_there_and_what_is_settled(portal) {
        let rows = [
            Line { settled: "01/10/2026", ..line("B-1", "C-1", "10") },
            Line { issued: "21/09/2026", ..line("B-2", "C-1", "20") },
        ];
        let as_of = |text: &str| Ask { as_of: text.parse::<NaiveDate>().ok(), ..USUAL };
        let (report, _) = import_as(portal, as_of("2026-09-20"), file(&rows)).await;
        assert_eq!(report.expect("imported").tally.skipped, 1);
        let case = case_of(portal, "C-1").await;
        assert_eq!(portal.owed(&case).await, 1_000);
        import_as(portal, as_of("2026-10-15"), file(&rows)).await.0.expect("imported");
        assert_eq!(portal.owed(&case).await, 2_000);
        let (future, _) = import_as(portal, as_of("2026-11-25"), file(&rows)).await;
        assert!(future.is_err());
    }

    async fn debts_that_left_the_file_are_closed_only_where_the_map_says_so(portal) {
        let (one, two) = (line("B-1", "C-1", "10"), line("B-2", "C-2", "20"));
        let late = Line { issued: "20/11/2026", ..line("B-3", "C-3", "30") };
        import(portal, MAP, file(&[one, two, late])).await;
        let (one, two) = (line("B-1", "C-1", "10"), line("B-2", "C-2", "20"));
        assert_eq!(counts(&import(portal, MAP, file(&[one])).await), [0; 4]);
        // What was issued after the day of the import is not missing.
        let ask = Ask { map: &closing(), as_of: Some(day("2026-11-10")), ..USUAL };
        let (closed, _) = import_as(portal, ask, file(&[line("B-1", "C-1", "10")])).await;
        assert_eq!(counts(&closed.expect("imported")), [0, 0, 0, 1]);
        let gone = debt_of(portal, "B-2").await;
        assert!(gone.closed_at.is_some() && gone.balance.total() == Ok(pen(0)));
        assert_eq!(debt_of(portal, "B-3").await.balance.total(), Ok(pen(3_000)));
        // It may come back.
        assert_eq!(counts(&import(portal, &closing(), file(&[line("B-1", "C-1", "10"), two])).await), [0, 1, 0, 1]);
        let back = debt_of(portal, "B-2").await;
        assert!(back.closed_at.is_none() && back.balance.total() == Ok(pen(2_000)));
    }

    async fn nothing_is_closed_where_a_bad_row_may_have_meant_it(portal) {
        import(portal, MAP, file(&[line("B-1", "C-1", "10"), line("B-2", "C-1", "20")])).await;
        let csv = file(&[line("B-1", "C-1", "10"), line("B-2", "C-1", "veinte")]);
        let ask = Ask { map: &closing(), bad_rows: BadRows::Skip, ..USUAL };
        let report = import_as(portal, ask, csv).await.0.expect("imported");
        assert_eq!((counts(&report), report.absent_kept), ([0; 4], true));
        let (empty, _) = import_as(portal, Ask { map: &closing(), ..USUAL }, format!("{HEADER}\n")).await;
        assert!(empty.is_err(), "a file without rows closes nothing");
        assert_eq!(portal.owed(&case_of(portal, "C-1").await).await, 3_000);
    }

    async fn a_credit_note_is_credit_once_and_is_used_on_what_is_due(portal) {
        let map = MAP.replace("amount = ", "negative = \"credit-notes\"\namount = ");
        let rows = |note: &'static str| file(&[line("B-1", "C-1", "100"), line("N-1", "C-1", note)]);
        assert_eq!(counts(&import(portal, &map, rows("-30")).await), [2, 0, 0, 0]);
        let case = case_of(portal, "C-1").await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (7_000, 0));
        assert_eq!(counts(&import(portal, &map, rows("-30,00")).await), [0; 4]);
        assert_eq!(counts(&import(portal, &map, rows("-45")).await), [0, 1, 0, 0]);
        assert_eq!(portal.owed(&case).await, 5_500);
        // A smaller one waits for a person: the credit is used already.
        let report = import(portal, &map, rows("-10")).await;
        assert_eq!((counts(&report), &*report.waiting[0].why), ([0, 0, 1, 0], "credit-note-smaller"));
        assert_eq!(portal.owed(&case).await, 5_500);
        // A later file that says what is here takes it out of the waiting.
        assert!(import(portal, &map, rows("-45")).await.waiting.is_empty());
    }
}
