//! Interest for paying late: counted where it is shown, booked once, to the same sum however often.

use chrono::{NaiveDate, TimeDelta};
use domain::ids::CaseId;
use domain::money::{Currency, Money};
use reqwest::StatusCode;
use serde_json::json;
use server::in_tx;
use server::store::{StoreError, case, creditor};
use server::use_cases::PortalError;
use server::use_cases::late;

use crate::agreed::{FOUR, hidden, tick};
use crate::books;
use crate::engine::on_both_engines;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::{links, ways_out};

/// 12 % a year, and 5.00 once where a debt becomes late.
const LATE: &str = "[late]\nyearly = \"12\"\nfee = \"5.00\"\n";

/// What everybody owes: 1,000.00. A day costs 0.3287…
const OWED: i64 = 100_000;

/// The clinic asks for interest from today on.
async fn ask(portal: &TestPortal) {
    let text =
        format!("{}\n{LATE}", ways_out::POLICY.split("[[segment]]").next().unwrap_or_default());
    let segments = ways_out::POLICY.split_once("[[segment]]").expect("segments").1;
    ways_out::offer(portal, &format!("{text}\n[[segment]]{segments}")).await;
}

/// A case that owes 1,000.00, late since October.
async fn who_is_late(portal: &mut TestPortal) -> CaseId {
    let (case, _) = portal.debt(pen(OWED)).await;
    ask(portal).await;
    case
}

async fn month_ends(portal: &TestPortal) {
    late::month_ends(&portal.portal, &portal.clinic).await.expect("it ends");
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Books what has run on a case until a day.
async fn post(portal: &TestPortal, id: &CaseId, until: NaiveDate) {
    let (here, tenant) = (&portal.portal, &portal.clinic);
    let done: Result<(), PortalError> = in_tx!(here.store, tx => {
        let mut case = case::lock(&mut tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        late::post(here, &mut tx, (tenant, &settings), &mut case, until).await?;
    });
    done.expect("booked");
}

/// How often lateness was charged.
async fn charges(portal: &TestPortal) -> i64 {
    let sql = "select cast(count(*) as bigint) from ledger_entries where reason = 'late'";
    books::number(portal, sql).await
}

on_both_engines! {
    async fn a_month_ends_once_and_charges_the_days_since_the_creditor_asked(portal) {
        let case = who_is_late(portal).await;
        month_ends(portal).await;
        assert_eq!(portal.owed(&case).await, OWED, "October ended before anybody asked");
        portal.advance(TimeDelta::days(6)).await;
        for _ in 0..3 {
            month_ends(portal).await;
        }
        // Six days from 24 November on; the debt was late before, so the fee is not asked for.
        assert_eq!((portal.owed(&case).await, charges(portal).await), (OWED + 197, 1));
        portal.advance(TimeDelta::days(1)).await;
        month_ends(portal).await;
        assert_eq!(portal.owed(&case).await, OWED + 197);
        portal.advance(TimeDelta::days(30)).await;
        month_ends(portal).await;
        // 37 days come to 12.164…
        assert_eq!((portal.owed(&case).await, charges(portal).await), (OWED + 1_216, 2));
        books::agree(portal).await;
    }

    async fn a_case_that_does_not_read_keeps_no_other_ones_month_waiting(portal) {
        let mut cases = Vec::new();
        for _ in 0..3 {
            cases.push(portal.debt(pen(OWED)).await.0);
        }
        ask(portal).await;
        cases.sort();
        let sql = format!("update debts set issued_on = 'roto' where case_id = '{}'", cases[0]);
        books::change(portal, &sql).await;
        portal.advance(TimeDelta::days(6)).await;
        let told = late::month_ends(&portal.portal, &portal.clinic).await;
        let is_told = matches!(told, Err(PortalError::Store(StoreError::Corrupt(_))));
        assert!(is_told, "{told:?}");
        assert_eq!(charges(portal).await, 2);
        books::change(portal, "update debts set issued_on = '2026-09-11'").await;
        for _ in 0..2 {
            month_ends(portal).await;
        }
        assert_eq!(charges(portal).await, 3);
        books::agree(portal).await;
    }

    async fn however_often_it_is_booked_it_comes_to_the_same(portal) {
        let mut cases = Vec::new();
        for _ in 0..3 {
            cases.push(portal.debt(pen(12_345)).await.0);
        }
        ask(portal).await;
        let last = day("2027-02-10");
        for (case, step) in cases.iter().zip([1, 13, 200]) {
            let mut until = day("2026-11-24");
            while until < last {
                until = (until + TimeDelta::days(step)).min(last);
                for _ in 0..2 {
                    post(portal, case, until).await;
                }
            }
        }
        let mut owed = Vec::new();
        for case in &cases {
            owed.push(portal.owed(case).await);
        }
        // 78 days of 123.45 come to 3.1657…
        assert_eq!(owed, [12_345 + 316; 3]);
        books::agree(portal).await;
    }

    async fn the_statement_shows_what_has_run_until_today_and_paying_books_it(portal) {
        let case = who_is_late(portal).await;
        portal.advance(TimeDelta::days(6)).await;
        let (_, token) = portal.link(&case).await;
        let mut browser = links::enter_by(portal, token.reveal()).await;
        let statement = browser.get("/cuenta").await.body;
        for words in ["S/\u{a0}1,001.97", "Incluye S/\u{a0}1.97 de interés moratorio", "12\u{a0}%"] {
            assert!(statement.contains(words), "{words}: {statement}");
        }
        assert_eq!((portal.owed(&case).await, charges(portal).await), (OWED, 0), "looking books nothing");
        let review = browser.get("/pagar?currency=PEN").await.body;
        let fields = hidden(&review, "/pagar");
        let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        let url = browser.post("/pagar", &fields).await.location.expect("the provider's page");
        assert_eq!((portal.owed(&case).await, charges(portal).await), (OWED + 197, 1));
        portal.stripe.pay_by_card(url.rsplit('/').next().expect("a session")).await;
        portal.settle().await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        let interest = "select cast(sum(interest_minor) as bigint) from debt_balances";
        assert_eq!(books::number(portal, interest).await, 0);
        books::agree(portal).await;
    }

    async fn what_is_due_from_now_on_costs_its_fee_once_when_it_becomes_late(portal) {
        ask(portal).await;
        let case = who_is_late(portal).await;
        books::change(portal, "update debts set due_on = '2026-11-25'").await;
        post(portal, &case, day("2026-11-25")).await;
        assert_eq!(portal.owed(&case).await, OWED);
        for until in ["2026-11-26", "2026-11-27", "2026-11-28"] {
            post(portal, &case, day(until)).await;
        }
        // Three days, and 5.00.
        assert_eq!(portal.owed(&case).await, OWED + 98 + 500);
    }

    async fn money_on_its_way_is_not_followed_by_interest(portal) {
        let pesos = Currency::parse("MXN").expect("MXN");
        let money = Money::new(OWED, pesos).expect("positive");
        let (case, _) = portal.debt(money).await;
        let text = "currency = \"MXN\"\nname = \"Pacientes\"\n[late]\nyearly = \"12\"\n\
            [[segment]]\nname = \"Todos\"\n[segment.part]\nleast = \"20.00\"\n";
        ways_out::offer(portal, text).await;
        portal.advance(TimeDelta::days(4)).await;
        // Four days have run and are part of what is asked for.
        let wish = server::use_cases::payment::start::Wish {
            currency: pesos,
            expected: Money::new(OWED + 131, pesos).expect("positive"),
            ..all(0)
        };
        let session = open_page(portal, &case, &wish).await;
        let how = json!({ "method": "oxxo" });
        portal.stripe.control(&format!("sessions/{session}/pay"), &how).await;
        portal.settle().await;
        portal.advance(TimeDelta::days(2)).await;
        month_ends(portal).await;
        assert_eq!(books::balance(portal, &case, "MXN").await, (OWED + 131, 0));
        portal.stripe.control(&format!("sessions/{session}/complete"), &json!({})).await;
        portal.settle().await;
        assert_eq!(books::balance(portal, &case, "MXN").await, (0, 0));
        portal.advance(TimeDelta::days(40)).await;
        month_ends(portal).await;
        assert_eq!(books::balance(portal, &case, "MXN").await, (0, 0), "nothing runs on what is paid");
        books::agree(portal).await;
    }

    async fn interest_stops_when_a_plan_is_agreed(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        ask(portal).await;
        portal.advance(TimeDelta::days(3)).await;
        let (_, token) = portal.link(&case).await;
        let mut browser = links::enter_by(portal, token.reveal()).await;
        let page = browser.get(&FOUR.replace("2026-11-24", "2026-11-27")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains("S/\u{a0}400.39"), "three days are part of it: {}", page.body);
        assert_eq!(tick(&mut browser, &page.body).await.status, StatusCode::SEE_OTHER);
        assert_eq!((portal.owed(&case).await, charges(portal).await), (40_039, 1));
        portal.advance(TimeDelta::days(3)).await;
        month_ends(portal).await;
        assert_eq!((portal.owed(&case).await, charges(portal).await), (40_039, 1));
    }

    async fn without_the_policy_nothing_is_ever_charged(portal) {
        let (case, _) = portal.debt(pen(OWED)).await;
        ways_out::offer(portal, ways_out::POLICY).await;
        portal.advance(TimeDelta::days(40)).await;
        month_ends(portal).await;
        post(portal, &case, day("2027-01-03")).await;
        assert_eq!((portal.owed(&case).await, charges(portal).await), (OWED, 0));
    }
}
