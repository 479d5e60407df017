//! Undoing the last import: nothing is deleted, no money is lost, and what nobody touched is as it was.

use std::fmt::Write;
use std::ops::ControlFlow;

use chrono::TimeDelta;
use server::store::debtor::{self, Find};
use server::store::import_undone::UndoneRow;
use server::store::{clearance, hold};
use server::use_cases::clearance::{ByHand, by_hand};
use server::use_cases::debtor::{Edit, edit};
use server::use_cases::import::retry_waiting;
use server::use_cases::import::undo::{End, How, Report, undo};
use server::use_cases::inbox;
use server::use_cases::payment::given_back::{self, GivenBack};

use super::amounts::{case_of, debt_of, pay};
use super::dump::{count, dump};
use super::{HEADER, Line, MAP, counts, file, import, line};
use crate::books;
use crate::engine::on_both_engines;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::size::{Dice, size};

/// Undoes the clinic's last import; gives the report, and what became of each thing.
pub async fn undone(portal: &TestPortal, how: How) -> (Report, Vec<UndoneRow>) {
    let mut rows = Vec::new();
    let mut tell = |row: &UndoneRow| rows.push(row.clone());
    let watch: &mut import::Watch<'_> = &mut |_| ControlFlow::Continue(());
    let order = ("test", how);
    let report = undo(&portal.portal, &portal.clinic, order, (watch, &mut tell)).await;
    (report.expect("undone"), rows)
}

async fn undo_it(portal: &TestPortal) -> Vec<UndoneRow> {
    let (report, rows) = undone(portal, How::InEarnest).await;
    assert_eq!(report.end, End::Done);
    rows
}

/// What became of the thing with this reference.
pub fn fate_of<'r>(rows: &'r [UndoneRow], reference: &str) -> &'r str {
    let mut its = rows.iter().filter(|row| row.reference == reference);
    its.next().map_or("nothing", |row| &row.fate)
}

/// What is there beside the ledger's history: debts, notes, balances, holds in force, people. What an undone
/// import had brought carries a mark and counts no more, and neither does a balance of nothing.
async fn standing(portal: &TestPortal) -> Vec<String> {
    let mut lines = dump(portal).await;
    lines.retain(|line| {
        let mut words = line.split('|');
        match words.next().unwrap_or_default() {
            "debt" | "note" | "person" | "word" => !line.contains('~'),
            "case" => !line.ends_with("|0|0"),
            "hold" => line.ends_with("|-"),
            _ => false,
        }
    });
    lines
}

fn closing() -> String {
    MAP.replace("amount = ", "absent = \"close\"\nnegative = \"credit-notes\"\namount = ")
}

/// One file of rows, each an amount in cents, below zero for a credit note.
fn some_file(dice: &mut Dice, documents: usize) -> String {
    let mut csv = format!("{HEADER}\n");
    for document in 0..documents {
        if dice.percent(25) {
            continue;
        }
        let minor = dice.minor(500, 30_000);
        let sign = if document % 11 == 7 { "-" } else { "" };
        let disputed = if dice.percent(15) { "sí" } else { "no" };
        let settled = if sign.is_empty() && dice.percent(15) { "20/11/2026" } else { "" };
        let name = if dice.percent(40) { "Rosa Quispe" } else { "" };
        let email =
            if dice.percent(30) { format!("r{}@example.pe", dice.below(9)) } else { String::new() };
        // The last documents are those of new customers.
        let customer = if document < 30 { document % 7 } else { 7 + document % 3 };
        let amount = format!("{sign}{},{:02}", minor / 100, minor % 100);
        let rest = format!("11/09/2026;11/10/2026;{disputed};{settled};{name};{email};;");
        let _ = writeln!(csv, "B-{document};C-{customer};{amount};{rest}");
    }
    csv
}

async fn person(portal: &TestPortal, customer: &str) -> debtor::Person {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let keys = &portal.portal.keys;
    let found = debtor::find(&mut conn, &portal.clinic, keys, Find::Reference(customer)).await;
    found.expect("asked").expect("there").0.person
}

async fn holds(portal: &TestPortal, customer: &str) -> Vec<hold::Hold> {
    let case = case_of(portal, customer).await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    hold::active(&mut conn, &portal.clinic, &case).await.expect("holds")
}

on_both_engines! {
    async fn an_import_and_its_undoing_leave_everything_as_it_was(portal) {
        let mut dice = Dice::of("undo of imports");
        for round in 0..size(6, 150) {
            import(portal, &closing(), some_file(&mut dice, 30)).await;
            for customer in 0..7 {
                if dice.percent(40) {
                    let reference = format!("C-{customer}");
                    let known = standing(portal).await;
                    if known.iter().any(|line| line.starts_with(&format!("case|{reference}|"))) {
                        let case = case_of(portal, &reference).await;
                        let key = format!("{round} {customer}");
                        record(portal, &case, dice.minor(100, 9_000), &key).await;
                    }
                }
            }
            let before = standing(portal).await;
            let known = count(portal, "debtors").await;
            import(portal, &closing(), some_file(&mut dice, 36)).await;
            let rows = undo_it(portal).await;
            let waits: Vec<_> = rows.iter().filter(|row| row.fate.starts_with("waits:")).collect();
            assert_eq!(waits, [] as [&UndoneRow; 0], "nobody has paid since: round {round}");
            let after: Vec<_> = standing(portal).await;
            let lost: Vec<_> = before.iter().filter(|line| !after.contains(line)).collect();
            assert_eq!(lost, [""; 0], "round {round}");
            // People whom the import brought stay known, and owe nothing.
            let more: Vec<_> = after.iter().filter(|line| !before.contains(line)).collect();
            let people = |line: &&&String| line.starts_with("person|") || line.starts_with("word|");
            assert!(more.iter().all(|line| people(&line)), "round {round}: {more:?}");
            assert!(count(portal, "debtors").await >= known);
            books::agree(portal).await;
        }
    }

    async fn money_paid_on_what_is_withdrawn_is_credit_and_the_report_says_so(portal) {
        import(portal, MAP, file(&[line("B-1", "C-1", "100"), line("B-2", "C-2", "70")])).await;
        let case = case_of(portal, "C-1").await;
        pay(portal, &case, 6_000).await;
        let rows = undo_it(portal).await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 6_000));
        let of = |reference: &str| rows.iter().find(|row| row.reference == reference).expect("told");
        assert_eq!((&*of("B-1").fate, of("B-1").credit), ("withdrawn", Some(pen(6_000))));
        assert_eq!((&*of("B-2").fate, of("B-2").credit), ("withdrawn", None));
        assert_eq!(portal.owed(&case_of(portal, "C-2").await).await, 0);
        books::agree(portal).await;
        // The right file brings it again, for whom it belongs to; credit pays what is due.
        import(portal, MAP, file(&[line("B-1", "C-1", "80"), line("B-2", "C-3", "70")])).await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (2_000, 0));
        assert_eq!(portal.owed(&case_of(portal, "C-3").await).await, 7_000);
        assert!(debt_of(portal, "B-1~1").await.closed_at.is_some());
        books::agree(portal).await;
    }

    async fn what_was_paid_above_the_old_amount_is_credit(portal) {
        import(portal, MAP, file(&[line("B-1", "C-1", "100")])).await;
        import(portal, MAP, file(&[line("B-1", "C-1", "130")])).await;
        let case = case_of(portal, "C-1").await;
        pay(portal, &case, 12_000).await;
        let rows = undo_it(portal).await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 2_000));
        assert_eq!(fate_of(&rows, "B-1"), "restored");
        assert_eq!(debt_of(portal, "B-1").await.imported, pen(10_000));
        assert_eq!(counts(&import(portal, MAP, file(&[line("B-1", "C-1", "100")])).await), [0; 4]);
        books::agree(portal).await;
    }

    async fn credit_that_the_import_gave_is_taken_from_where_it_went(portal) {
        import(portal, MAP, file(&[line("B-1", "C-1", "100"), line("B-2", "C-1", "50")])).await;
        let case = case_of(portal, "C-1").await;
        pay(portal, &case, 10_000).await;
        assert_eq!(portal.owed(&case).await, 5_000);
        // Both are due on the same day: the first is paid, and lowering it pays a part of the second.
        import(portal, MAP, file(&[line("B-1", "C-1", "70"), line("B-2", "C-1", "50")])).await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (2_000, 0));
        undo_it(portal).await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (5_000, 0));
        books::agree(portal).await;
    }

    async fn a_debt_that_is_being_paid_waits_and_is_undone_afterwards(portal) {
        import(portal, MAP, file(&[line("B-1", "C-1", "100"), line("B-2", "C-2", "7")])).await;
        let case = case_of(portal, "C-1").await;
        open_page(portal, &case, &all(10_000)).await;
        let rows = undo_it(portal).await;
        assert_eq!(fate_of(&rows, "B-1"), "waits:payment-open");
        assert_eq!(fate_of(&rows, "B-2"), "withdrawn");
        assert_eq!(portal.owed(&case).await, 10_000, "nothing moves behind the debtor's back");
        retry_waiting(&portal.portal, &portal.clinic).await.expect("tried");
        assert_eq!(portal.owed(&case).await, 10_000);
        portal.advance(TimeDelta::hours(2)).await;
        portal.settle().await;
        retry_waiting(&portal.portal, &portal.clinic).await.expect("tried");
        assert_eq!((portal.owed(&case).await, count(portal, "import_waiting").await), (0, 0));
        let (report, rows) = undone(portal, How::InEarnest).await;
        assert_eq!((report.end, fate_of(&rows, "B-1")), (End::Before, "withdrawn"));
        books::agree(portal).await;
    }

    async fn money_that_arrives_for_what_is_withdrawn_is_never_refused(portal) {
        import(portal, MAP, file(&[line("B-1", "C-1", "100")])).await;
        let case = case_of(portal, "C-1").await;
        let session = open_page(portal, &case, &all(10_000)).await;
        undo_it(portal).await;
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        retry_waiting(&portal.portal, &portal.clinic).await.expect("tried");
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 10_000));
        books::agree(portal).await;
    }

    async fn twice_changes_nothing_and_no_older_import_is_undone(portal) {
        import(portal, MAP, file(&[line("B-1", "C-1", "100")])).await;
        import(portal, MAP, file(&[line("B-2", "C-2", "7")])).await;
        undo_it(portal).await;
        let (before, acts) = (dump(portal).await, count(portal, "evidence").await);
        let (report, rows) = undone(portal, How::InEarnest).await;
        assert_eq!((report.end, fate_of(&rows, "B-2")), (End::Before, "withdrawn"));
        assert_eq!((dump(portal).await, count(portal, "evidence").await), (before, acts));
        assert_eq!(portal.owed(&case_of(portal, "C-1").await).await, 10_000);
    }

    async fn a_trial_tells_the_same_and_changes_nothing(portal) {
        let (report, rows) = undone(portal, How::OnTrial).await;
        assert_eq!((report.end, rows.len()), (End::Nothing, 0));
        import(portal, MAP, file(&[line("B-1", "C-1", "100"), line("B-2", "C-2", "7")])).await;
        let marked = Line { disputed: "sí", ..line("B-1", "C-1", "120") };
        import(portal, MAP, file(&[marked, line("B-3", "C-2", "9")])).await;
        let (before, acts) = (dump(portal).await, count(portal, "evidence").await);
        let (report, mut trial) = undone(portal, How::OnTrial).await;
        assert_eq!(report.end, End::Tried);
        assert_eq!((dump(portal).await, count(portal, "evidence").await), (before, acts));
        assert_eq!(count(portal, "import_undos").await, 0);
        let mut rows = undo_it(portal).await;
        for rows in [&mut trial, &mut rows] {
            rows.sort_by(|a, b| a.of.cmp(&b.of));
        }
        assert_eq!(trial, rows);
    }

    async fn what_is_known_of_a_person_is_put_back_unless_it_was_changed_since(portal) {
        let named = |name, email| Line { name, email, ..line("B-1", "C-1", "10") };
        import(portal, MAP, file(&[named("Rosa Quispe", "rosa@example.pe")])).await;
        import(portal, MAP, file(&[named("Otra Persona", "otra@example.pe")])).await;
        let new = Edit { email: Some("nueva@example.pe".to_owned()), ..Edit::default() };
        edit(&portal.portal, &portal.clinic, "C-1", &new).await.expect("changed");
        let rows = undo_it(portal).await;
        assert_eq!(fate_of(&rows, "C-1"), "restored-in-part");
        let known = person(portal, "C-1").await;
        assert_eq!(known.name.as_deref(), Some("Rosa Quispe"));
        assert_eq!(known.email.as_deref(), Some("nueva@example.pe"));
        let words: Vec<_> = dump(portal).await.into_iter().filter(|l| l.starts_with("word|")).collect();
        assert_eq!(words, ["word|C-1|quispe", "word|C-1|rosa"]);
    }

    async fn a_hold_of_the_import_is_lifted_and_one_that_a_person_lifted_stays_so(portal) {
        let marked = |doc, customer| Line { disputed: "sí", ..line(doc, customer, "10") };
        import(portal, MAP, file(&[marked("B-1", "C-1")])).await;
        let own = holds(portal, "C-1").await.pop().expect("a hold").id;
        import(portal, MAP, file(&[marked("B-2", "C-1"), marked("B-3", "C-3"), marked("B-4", "C-4")])).await;
        let lifted = holds(portal, "C-4").await.pop().expect("a hold").id;
        let case = case_of(portal, "C-4").await;
        inbox::lift(&portal.portal, &portal.clinic, (&case, &lifted), "ana").await.expect("lifted");
        let acts = count(portal, "holds").await;
        undo_it(portal).await;
        let left: Vec<_> = holds(portal, "C-1").await.into_iter().map(|hold| hold.id).collect();
        assert_eq!(left, [own], "that of an earlier import stays");
        assert_eq!((holds(portal, "C-3").await.len(), holds(portal, "C-4").await.len()), (0, 0));
        assert_eq!(count(portal, "holds").await, acts);
    }

    async fn a_payment_that_the_file_told_of_is_undone_unless_money_of_it_went_back(portal) {
        let settled = |doc, customer| Line { settled: "01/10/2026", ..line(doc, customer, "10") };
        import(portal, MAP, file(&[line("B-1", "C-1", "10")])).await;
        import(portal, MAP, file(&[settled("B-1", "C-1"), settled("B-2", "C-2")])).await;
        let case = case_of(portal, "C-2").await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let paid = server::store::payment::of_case(&mut conn, &portal.clinic, &case).await;
        let paid = paid.expect("payments").pop().expect("one");
        drop(conn);
        let new = GivenBack {
            amount: pen(400),
            left: pen(1_000),
            on: crate::import::day("2026-11-24"),
            note: String::new(),
            who: "ana".into(),
            key: domain::ids::RefundId::from_bits(7),
        };
        given_back::record(&portal.portal, &portal.clinic, (&case, &paid.id), &new).await.expect("back");
        let rows = undo_it(portal).await;
        assert_eq!((fate_of(&rows, "B-1"), fate_of(&rows, "B-2")), ("restored", "waits:given-back"));
        assert_eq!(portal.owed(&case_of(portal, "C-1").await).await, 1_000);
        books::agree(portal).await;
    }

    async fn what_an_undo_makes_owed_again_ends_its_certificate(portal) {
        let owing = || line("B-1", "C-1", "10");
        import(portal, MAP, file(&[owing()])).await;
        import(portal, MAP, file(&[Line { settled: "01/10/2026", ..owing() }])).await;
        let case = case_of(portal, "C-1").await;
        let issued = by_hand(&portal.portal, &portal.clinic, &case, "test").await;
        assert_eq!(issued.expect("asked"), ByHand::Issued);
        undo_it(portal).await;
        assert_eq!(portal.owed(&case).await, 1_000);
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let found = clearance::of_case(&mut conn, &portal.clinic, &case).await.expect("asked");
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert!(one.revoked_at.is_some(), "{one:?}");
    }
}

/// Money that the clinic writes down today.
async fn record(portal: &TestPortal, case: &domain::ids::CaseId, minor: i64, key: &str) {
    let new = server::use_cases::payment::elsewhere::Recorded {
        amount: pen(minor),
        received_on: super::day("2026-11-24"),
        debt: None,
        note: String::new(),
        who: "ana".into(),
        key: key.into(),
    };
    let recorded =
        server::use_cases::payment::elsewhere::record(&portal.portal, &portal.clinic, case, &new);
    recorded.await.expect("recorded");
}
