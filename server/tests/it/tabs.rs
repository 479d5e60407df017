//! Check 6: two tabs, two phones, and a creditor who takes cash meanwhile.

use domain::ids::CaseId;
use domain::money::{Currency, Money};
use reqwest::StatusCode;
use serde_json::json;
use server::use_cases::payment::elsewhere::{self, Recorded};
use server::use_cases::payment::start::{self, Next, Wish};
use tokio::task::JoinSet;

use crate::agreed::{plans, tick};
use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};
use crate::size::{Dice, size};
use crate::{books, links, ways_out};

/// What everybody owes.
const OWED: i64 = 30_000;

fn wish(currency: Currency, part: Option<i64>) -> Wish {
    let money = |minor| Money::new(minor, currency).expect("positive");
    let expected = money(part.unwrap_or(OWED));
    Wish { currency, debts: Vec::new(), amount: part.map(money), expected, plan: None, deal: None }
}

/// Presses "pay" in several tabs at once; gives the sessions that they were sent to.
async fn press(portal: &TestPortal, case: &CaseId, wishes: Vec<Wish>) -> Vec<String> {
    let mut tabs = JoinSet::new();
    for wish in wishes {
        let (here, visit) = (portal.portal.clone(), portal.visit(case).await);
        tabs.spawn(async move { start::at_stripe(&here, &visit, &wish, "es").await });
    }
    let mut sessions = Vec::new();
    while let Some(done) = tabs.join_next().await {
        match done.expect("no panic") {
            Ok(Next::Provider(url)) => sessions.extend(url.rsplit('/').next().map(str::to_owned)),
            Ok(Next::Status(_) | Next::Unmet(_))
            | Err(server::use_cases::PortalError::Unavailable(_)) => {}
            other => panic!("{other:?}"),
        }
    }
    sessions
}

/// One press of "pay" for everything in soles, whatever comes of it.
pub async fn press_once(portal: &TestPortal, case: &CaseId, owed: i64) {
    let wish = Wish { expected: pen(owed), ..wish(pen(0).currency(), None) };
    press(portal, case, vec![wish]).await;
}

/// A voucher is taken in one tab, and while it waits the other one pays by card; then both are paid.
async fn both_are_paid(portal: &mut TestPortal) -> CaseId {
    let mxn = Currency::parse("MXN").expect("MXN");
    let (case, _) = portal.debt(Money::new(OWED, mxn).expect("positive")).await;
    let voucher = press(portal, &case, vec![wish(mxn, None)]).await.remove(0);
    let path = format!("sessions/{voucher}/pay");
    portal.stripe.control(&path, &json!({ "method": "oxxo" })).await;
    portal.settle().await;
    let card = press(portal, &case, vec![wish(mxn, None)]).await.remove(0);
    assert_ne!(card, voucher);
    portal.stripe.pay_by_card(&card).await;
    portal.stripe.control(&format!("sessions/{voucher}/complete"), &json!({})).await;
    case
}

async fn cash(portal: &TestPortal, case: &CaseId, key: &str) {
    let new = Recorded {
        amount: pen(OWED / 2),
        received_on: portal.portal.clock.now().date_naive(),
        debt: None,
        note: "En caja".to_owned(),
        who: "member".to_owned(),
        key: key.to_owned(),
    };
    elsewhere::record(&portal.portal, &portal.clinic, case, &new).await.expect("recorded");
}

on_both_engines! {
    async fn of_many_tabs_that_agree_at_once_one_agreement_stands(portal) {
        let mut dice = Dice::of("tabs that agree");
        ways_out::offer(portal, ways_out::POLICY).await;
        for _ in 0..size(10, 200) {
            let (case, _) = portal.debt(pen(OWED)).await;
            let mut browser = links::enter(portal, &case).await;
            let (mut pages, mut tabs) = (Vec::new(), JoinSet::new());
            for _ in 0..dice.between(2, 5) {
                let path = format!(
                    "/opciones/aceptar?currency=PEN&way=plan&by=parts&parts={}&rhythm=monthly",
                    dice.between(2, 6)
                );
                pages.push(browser.get(&path).await.body);
            }
            for page in pages {
                let mut tab = browser.clone();
                tabs.spawn(async move { tick(&mut tab, &page).await.status });
            }
            while let Some(done) = tabs.join_next().await {
                let status = done.expect("no panic");
                let is_told = [StatusCode::SEE_OTHER, StatusCode::CONFLICT].contains(&status);
                assert!(is_told, "{status}");
            }
            let plans = plans(portal, &case).await;
            let [kept] = plans.as_slice() else { panic!("{plans:?}") };
            assert_eq!(kept.plan.open().expect("one currency"), pen(OWED));
        }
        books::agree(portal).await;
    }

    async fn of_many_tabs_one_page_is_open_and_whatever_is_paid_stays_with_the_debtor(portal) {
        let mut dice = Dice::of("tabs");
        let soles = pen(0).currency();
        let (mut twice, mut others, mut with_cash) = (Vec::new(), Vec::new(), 0);
        for number in 0..size(50, 1000) {
            if dice.percent(20) {
                twice.push(both_are_paid(portal).await);
                continue;
            }
            let (case, _) = portal.debt(pen(OWED)).await;
            let parts = [None, None, Some(10_000), Some(15_000)];
            let tabs = dice.between(2, 5);
            let wishes = (0..tabs).map(|_| wish(soles, parts[dice.below(4)])).collect();
            press(portal, &case, wishes).await;
            let took_cash = dice.percent(25);
            if took_cash {
                cash(portal, &case, &number.to_string()).await;
                with_cash += 1;
            }
            others.push((case, took_cash));
        }
        let (open, per_case) = books::open_sessions(portal).await;
        assert!(per_case.values().all(|open| *open == 1), "two open pages for one debt");
        assert!(open.len() > others.len() / 2 && with_cash > 0 && !twice.is_empty());
        for session in &open {
            portal.stripe.pay_by_card(session).await;
        }
        portal.settle_all().await;
        books::agree(portal).await;
        books::nothing_waits(portal).await;
        for case in &twice {
            assert_eq!(books::balance(portal, case, "MXN").await, (0, OWED), "the second is credit");
        }
        for (case, took_cash) in &others {
            let sql = format!("select cast(coalesce(sum(amount_minor), 0) as bigint) from payments
                where case_id = '{case}'");
            let (owed, credit) = books::balance(portal, case, "PEN").await;
            assert_eq!(OWED - owed + credit, books::number(portal, &sql).await, "nothing is gone");
            assert!(owed == 0 || credit == 0 || *took_cash);
        }
    }
}
