//! Links for one step of reminders that the creditor's own system sends.

use std::path::PathBuf;

use app::routes::{self, pattern};
use chrono::{NaiveTime, TimeDelta};
use domain::contact::{Channel, Channels};
use domain::money::Money;
use server::store::answer::AnswerKind;
use server::store::hold::HoldKind;
use server::use_cases::access_link::{self as links_use, Rest, step};
use server::use_cases::answer::{self, Said};
use server::use_cases::payment::start::{self, Next, Wish};
use server::use_cases::payment::transfer;
use server::use_cases::preference;
use server::use_cases::wish::{self, Change};
use tokio::process::Command;

use crate::agreed::tick;
use crate::engine::on_both_engines;
use crate::instalments::{in_a_plan, pay};
use crate::links::send_link;
use crate::payments::{all, open_page};
use crate::phones::with_phone;
use crate::portal::{TestPortal, pen};
use crate::proposals::{self, OUTSIDE};
use crate::ways_out::{POLICY, offer};
use crate::world::{aldia, config};

/// Runs `aldia links` with these arguments: whether it succeeded, and what it said.
async fn links(portal: &TestPortal, arguments: &[&str]) -> (bool, String) {
    let folder = portal.folder.path().join("commands");
    std::fs::create_dir_all(&folder).expect("a folder");
    let config = config(&portal.portal, &folder, None);
    let whole = [&["links", "--creditor", "san-borja"][..], arguments].concat();
    let done = Command::from(aldia(&config, &whole)).output().await.expect("it runs");
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8(said).expect("UTF-8"))
}

/// The rows of a file, by their columns.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    csv.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn written(portal: &TestPortal, name: &str, text: &str) -> PathBuf {
    let path = portal.folder.path().join(name);
    std::fs::write(&path, text).expect("written");
    path
}

/// Of a customer: whether there is a link, what is asked for, and why the reminders rest.
async fn row_of(portal: &TestPortal, number: &str) -> (bool, Vec<i64>, Option<&'static str>) {
    let numbers = [number.to_owned()];
    let page = step::of(&portal.portal, &portal.clinic, "aviso", &numbers).await;
    let row = page.expect("exported").items.pop().expect("a row");
    let due = row.due.iter().map(|due| due.amount.minor()).collect();
    (row.link.is_some(), due, row.hold.map(Rest::as_str))
}

/// What the only case of an export is asked for, and from when.
async fn asked(portal: &TestPortal) -> Vec<(Money, String)> {
    let page = step::all(&portal.portal, &portal.clinic, "aviso", None).await.expect("exported");
    assert!(page.next.is_none() && page.items.len() == 1);
    page.items[0].due.iter().map(|due| (due.amount, due.on.to_string())).collect()
}

on_both_engines! {
    async fn each_row_has_a_link_of_its_own_that_remembers_its_step(portal) {
        // The command takes the time of the machine.
        portal.catch_up();
        portal.debt(pen(12_050)).await;
        portal.debt(pen(1_000)).await;
        let list = written(portal, "list.txt", "\u{feff}P-1\n\n P-2 \n");
        let out = portal.folder.path().join("aviso.csv");
        let (list, out) = (list.display().to_string(), out.display().to_string());
        let (done, said) = links(portal, &["--step", "aviso 3", "--customers", &list, "--out", &out]).await;
        assert!(done && said.contains("2 links"), "{said}");
        let text = std::fs::read_to_string(&out).expect("a file");
        assert!(text.starts_with("reference,name,phone,email,link,stop,expiry,amount,currency,due,step,hold,refused,not_before,not_after,apart\r\n"));
        let rows = rows(&text);
        assert_eq!(rows.len(), 2);
        let first = &rows[0];
        assert_eq!(first[..4], ["P-1", "Rosa Quispe Mamani", "", "rosa1@example.pe"]);
        assert_eq!(first[7..], ["120.50", "PEN", "2026-10-11", "aviso 3", "", "", "", "", ""]);
        assert_eq!(first[5], format!("{}/parar", first[4]));
        assert_ne!(first[4], rows[1][4]);
        let mut browser = portal.browser();
        let page = browser.post(first[4].strip_prefix(&portal.base).expect("ours"), &[]).await;
        assert_eq!(page.location.as_deref(), Some(pattern::IDENTITY));
        let (done, said) = links(portal, &["--results"]).await;
        assert!(done && said.contains("aviso 3: 2 links, 1 opened, 0 let in, 0 paid"), "{said}");
    }

    async fn a_number_that_nobody_has_is_told_and_the_others_have_their_links(portal) {
        portal.catch_up();
        portal.debt(pen(1_000)).await;
        let list = written(portal, "list.txt", "P-1\nP-9\n").display().to_string();
        let (done, said) = links(portal, &["--step", "x", "--customers", &list]).await;
        assert!(!done && said.contains("no customer has these numbers: P-9"), "{said}");
        assert!(said.contains("P-1,Rosa"), "{said}");
        let (done, said) = links(portal, &["--step", " "]).await;
        assert!(!done && said.contains("the step is empty"), "{said}");
    }

    async fn what_is_asked_for_is_what_is_due_and_of_a_plan_its_instalment(portal) {
        let (case, _) = in_a_plan(portal).await;
        assert_eq!(asked(portal).await, [(pen(10_000), "2026-11-24".to_owned())]);
        pay(portal, &case, 10_000, "one").await;
        assert_eq!(asked(portal).await, [(pen(10_000), "2026-12-24".to_owned())]);
        portal.advance(TimeDelta::days(70)).await;
        assert_eq!(asked(portal).await, [(pen(20_000), "2026-12-24".to_owned())], "two are late");
    }

    async fn who_may_not_be_written_to_has_no_link(portal) {
        let (talks, _) = portal.debt(pen(1_000)).await;
        let (not_them, _) = portal.debt(pen(1_000)).await;
        let (stopped, _) = portal.debt(pen(1_000)).await;
        let (paid, _) = portal.debt(pen(1_000)).await;
        for (case, kind) in [(&talks, AnswerKind::Talk), (&not_them, AnswerKind::NotThem)] {
            let visit = portal.visit(case).await;
            answer::say(&portal.portal, &visit, Said { kind, text: "x" }).await.expect("heard");
        }
        preference::stop(&portal.portal, &portal.clinic, &stopped).await.expect("stopped");
        pay(portal, &paid, 1_000, "all").await;
        let numbers: Vec<_> = (1..=4).map(|n| format!("P-{n}")).collect();
        let page = step::of(&portal.portal, &portal.clinic, "aviso", &numbers).await.expect("exported");
        let seen: Vec<_> = page.items.iter().map(|row| (row.link.is_some(), row.due.len(), row.hold)).collect();
        let said = |kind| Some(Rest::Hold(HoldKind::Said(kind)));
        assert_eq!(seen, [
            (true, 1, said(AnswerKind::Talk)),
            (false, 1, said(AnswerKind::NotThem)),
            (false, 1, Some(Rest::Hold(HoldKind::OptedOut))),
            (false, 0, None),
        ]);
    }

    async fn who_has_promised_is_not_asked_until_the_day_is_over(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        offer(portal, POLICY).await;
        assert_eq!(row_of(portal, "P-1").await, (true, vec![40_000], None));
        let mut browser = proposals::again(portal, &case).await;
        let path = "/opciones/aceptar?currency=PEN&way=extension&on=2026-12-04";
        let page = browser.get(path).await.body;
        tick(&mut browser, &page).await;
        assert_eq!(row_of(portal, "P-1").await, (false, vec![40_000], Some("promise")));
        portal.advance(TimeDelta::days(10)).await;
        assert_eq!(row_of(portal, "P-1").await, (false, vec![40_000], Some("promise")), "the day itself");
        portal.advance(TimeDelta::days(1)).await;
        assert_eq!(row_of(portal, "P-1").await, (true, vec![40_000], None));
    }

    async fn who_waits_for_an_answer_to_a_proposal_is_not_asked(portal) {
        let (_, mut browser) = proposals::debtor(portal).await;
        let id = proposals::wait(&mut browser, &OUTSIDE).await;
        assert_eq!(row_of(portal, "P-1").await, (false, vec![40_000], Some("proposal")));
        browser.post(&routes::proposal_refuse(&id), &[]).await;
        assert_eq!(row_of(portal, "P-1").await, (true, vec![40_000], None));
    }

    async fn money_on_its_way_is_not_asked_for_again(portal) {
        let (sends, _) = portal.debt(pen(40_000)).await;
        let (pays, first) = portal.debt_of("P-2", pen(30_000)).await;
        portal.debt_of("P-2", pen(1_000)).await;
        let visit = portal.visit(&sends).await;
        let begun = start::by_transfer(&portal.portal, &visit, &all(40_000), "es").await;
        let Next::Transfer(id) = begun.expect("begun") else { panic!("no transfer") };
        assert_eq!(row_of(portal, "P-1").await, (true, vec![40_000], None), "nobody says that it left");
        transfer::announce(&portal.portal, &visit, &id, "").await.expect("announced");
        assert_eq!(row_of(portal, "P-1").await, (false, vec![], Some("on-its-way")));
        open_page(portal, &pays, &Wish { debts: vec![first], ..all(30_000) }).await;
        assert_eq!(row_of(portal, "P-2").await, (false, vec![1_000], Some("on-its-way")));
        let page = links_use::export(&portal.portal, &portal.clinic, None).await.expect("exported");
        assert!(page.items.iter().all(|row| row.hold == Some(Rest::OnItsWay)));
    }

    async fn a_transfer_that_nobody_answers_rests_for_two_weeks_only(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        let visit = portal.visit(&case).await;
        let begun = start::by_transfer(&portal.portal, &visit, &all(40_000), "es").await;
        let Next::Transfer(id) = begun.expect("begun") else { panic!("no transfer") };
        transfer::announce(&portal.portal, &visit, &id, "").await.expect("announced");
        portal.advance(TimeDelta::days(14)).await;
        assert_eq!(row_of(portal, "P-1").await, (false, vec![], Some("on-its-way")));
        portal.advance(TimeDelta::days(1)).await;
        assert_eq!(row_of(portal, "P-1").await, (true, vec![40_000], None));
    }

    async fn who_wants_fewer_reminders_is_not_asked_before_the_days_are_over(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        let change = (Change::Apart(Some(14)), "debtor");
        wish::set(&portal.portal, &portal.clinic, &case, change).await.expect("heard");
        assert_eq!(row_of(portal, "P-1").await, (true, vec![40_000], None), "nobody wrote yet");
        send_link(portal, &case).await;
        for days in [0, 13] {
            portal.advance(TimeDelta::days(days)).await;
            assert_eq!(row_of(portal, "P-1").await, (false, vec![40_000], Some("wished-apart")));
            let page = links_use::export(&portal.portal, &portal.clinic, None).await;
            let rests: Vec<_> = page.expect("exported").items.iter().map(|row| row.hold).collect();
            assert_eq!(rests, [Some(Rest::Apart)]);
        }
        portal.advance(TimeDelta::days(1)).await;
        assert_eq!(row_of(portal, "P-1").await, (true, vec![40_000], None));
    }

    async fn what_somebody_wishes_of_hours_and_days_stands_in_the_file(portal) {
        portal.catch_up();
        let (case, _) = portal.debt(pen(1_000)).await;
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        for change in [Change::Hours(time(10), time(18)), Change::Apart(Some(30))] {
            let said = (change, "debtor");
            wish::set(&portal.portal, &portal.clinic, &case, said).await.expect("heard");
        }
        let (done, said) = links(portal, &["--step", "aviso"]).await;
        assert!(done, "{said}");
        assert_eq!(rows(&said)[0][11..], ["", "", "10:00", "18:00", "30"]);
    }

    async fn an_address_by_which_somebody_wants_nothing_is_not_in_the_file(portal) {
        portal.catch_up();
        let (by_phone, number) = with_phone(portal, "987654321").await;
        let (silent, _) = with_phone(portal, "987654322").await;
        let phones = Channels::NONE.with(Channel::Sms).with(Channel::WhatsApp);
        for (case, refused) in [
            (&by_phone, Channels::NONE.with(Channel::Sms)),
            (&by_phone, Channels::NONE.with(Channel::Email)),
            (&silent, phones),
            (&silent, Channels::ALL),
        ] {
            let change = (Change::Refuse(refused), "debtor");
            wish::set(&portal.portal, &portal.clinic, case, change).await.expect("heard");
        }
        let (done, said) = links(portal, &["--step", "aviso"]).await;
        assert!(done, "{said}");
        let of = |reference: &str| {
            let row = rows(&said).into_iter().find(|row| row[0] == reference).expect("a row");
            (row[2].clone(), row[3].clone(), !row[4].is_empty(), row[12].clone())
        };
        let owned = |text: &str| text.to_owned();
        // A sign in front keeps a spreadsheet from counting with it.
        assert_eq!(of("T-987654321"), (format!("'{number}"), owned(""), true, owned("email sms")));
        let all = Channel::ALL.map(Channel::as_str).join(" ");
        assert_eq!(of("T-987654322"), (owned(""), owned(""), false, all));
    }
}
