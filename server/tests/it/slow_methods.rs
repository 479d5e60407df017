//! Check 12: vouchers and bank debits that take days.

use app::debtor::payment::Status;
use chrono::TimeDelta;
use domain::ids::{AttemptId, CaseId};
use domain::money::{Currency, Money};
use domain::plan::{Extra, Standing};
use serde_json::json;
use server::store::attempt;
use server::use_cases::payment::start::Wish;
use server::use_cases::return_page;

use crate::agreed::tick;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, only};
use crate::payments::open_page;
use crate::portal::{CLINIC, TestPortal, add_creditor};
use crate::size::{Dice, size};
use crate::{books, links, ways_out};

/// What each case owes.
const OWED: i64 = 20_000;

/// Over how many days money comes or does not.
const DAYS: usize = 14;

/// Somebody who did their part and waits for the money to move.
struct Waiting {
    case: CaseId,
    currency: &'static str,
    attempt: AttemptId,
    session: String,
    /// On which day, counted from the first, and how it ends; by itself otherwise.
    end: (usize, &'static str),
}

impl Waiting {
    async fn begin(portal: &mut TestPortal, dice: &mut Dice) -> Self {
        let (currency, method) = [("MXN", "oxxo"), ("EUR", "sepa_debit")][dice.below(2)];
        let money = Money::new(OWED, Currency::parse(currency).expect("known")).expect("positive");
        let (case, _) = portal.debt(money).await;
        let wish = Wish {
            currency: money.currency(),
            debts: Vec::new(),
            amount: None,
            expected: money,
            plan: None,
            deal: None,
        };
        let session = open_page(portal, &case, &wish).await;
        let path = format!("sessions/{session}/pay");
        portal.stripe.control(&path, &json!({ "method": method })).await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let find = attempt::Find::Session(&session);
        let found = attempt::find(&mut conn, &portal.clinic, find).await.expect("asked");
        let attempt = found.expect("there").id;
        let end = (dice.below(DAYS + 1), ["complete", "fail"][dice.below(2)]);
        Self { case, currency, attempt, session, end }
    }

    async fn status(&self, portal: &TestPortal) -> Status {
        let visit = portal.visit(&self.case).await;
        let own = return_page::own(&portal.portal, &visit, &self.attempt, None).await;
        own.expect("a page").view.expect("of Stripe").status
    }

    /// What Stripe's own book says of it.
    fn at_stripe<'a>(&self, book: &'a serde_json::Value) -> &'a str {
        let mut intents = book["intents"].as_array().expect("a table").iter();
        let own = intents.find(|intent| intent["session"] == *self.session).expect("an intent");
        own["status"].as_str().expect("a status")
    }

    async fn check(&self, portal: &TestPortal, book: &serde_json::Value) {
        let status = self.status(portal).await;
        let balance = books::balance(portal, &self.case, self.currency).await;
        match self.at_stripe(book) {
            "succeeded" => {
                assert!(matches!(status, Status::Confirmed { .. }), "{status:?}");
                assert_eq!(balance, (0, 0));
            }
            "requires_action" | "processing" => {
                let waits =
                    matches!(status, Status::Voucher { .. } | Status::Bank | Status::Processing);
                assert!(waits, "{status:?}");
                assert_eq!(balance, (OWED, 0));
            }
            _ => {
                assert!(matches!(status, Status::Failed(_)), "{status:?}");
                assert_eq!(balance, (OWED, 0), "the debt is open again");
            }
        }
    }
}

/// The clinic takes bank debits too.
async fn take_bank_debits(portal: &mut TestPortal) {
    let toml = CLINIC.replace(r#""oxxo"]"#, r#""oxxo", "sepa_debit"]"#);
    portal.clinic = add_creditor(&portal.portal, &toml).await;
}

/// Four instalments in euros, with three days of grace.
const IN_EUROS: &str = r#"
name = "Cuotas en euros"
currency = "EUR"
[[segment]]
name = "Todos"
[segment.plan]
instalments = { from = 2, to = 4 }
frequencies = ["monthly"]
least = "20"
first_within = 15
longest_days = 200
grace_days = 3
misses = 2
restores = "nothing"
"#;

/// Agrees on four instalments and pays the first one by bank debit; gives the case and the session.
async fn instalment_by_bank(portal: &mut TestPortal) -> (CaseId, String) {
    let euros = Currency::parse("EUR").expect("known");
    let (case, _) = portal.debt(Money::new(4 * OWED, euros).expect("positive")).await;
    let mut browser = links::enter(portal, &case).await;
    let path = "/opciones/aceptar?currency=EUR&way=plan&by=parts&parts=4&rhythm=monthly";
    let page = browser.get(path).await.body;
    tick(&mut browser, &page).await;
    let kept = only(portal, &case).await;
    let due = kept.plan.parts()[0].agreed;
    let wish = Wish {
        currency: euros,
        debts: kept.debts.clone(),
        amount: Some(due),
        expected: due,
        plan: Some((kept.id, Extra::Next)),
        deal: None,
    };
    let session = open_page(portal, &case, &wish).await;
    let path = format!("sessions/{session}/pay");
    portal.stripe.control(&path, &json!({ "method": "sepa_debit" })).await;
    portal.settle_all().await;
    (case, session)
}

on_both_engines! {
    async fn an_instalment_is_not_missed_while_its_bank_debit_is_on_its_way_and_keeps_its_grace(portal) {
        take_bank_debits(portal).await;
        ways_out::offer(portal, IN_EUROS).await;
        let mut paid = Vec::new();
        for end in ["complete", "fail"] {
            paid.push((end, instalment_by_bank(portal).await));
        }
        // The grace has passed; the simulator would end a debit on the fifth day by itself.
        for _ in 0..4 {
            portal.advance(TimeDelta::days(1)).await;
            a_day_begins(portal).await;
        }
        for (end, (case, session)) in &paid {
            assert_eq!(only(portal, case).await.plan.parts()[0].missed_on, None, "{end}");
            portal.stripe.control(&format!("sessions/{session}/{end}"), &json!({})).await;
        }
        portal.settle_all().await;
        a_day_begins(portal).await;
        for (end, (case, _)) in &paid {
            let part = only(portal, case).await.plan.parts()[0];
            let (is_paid, is_missed) = (part.settled_on.is_some(), part.missed_on.is_some());
            assert_eq!((is_paid, is_missed), (*end == "complete", false), "{end}");
        }
        // The bank said no on the fifth day: the three days of grace begin on the sixth.
        for (days, is_missed) in [(3, false), (1, true)] {
            portal.advance(TimeDelta::days(days)).await;
            a_day_begins(portal).await;
            for (end, (case, _)) in &paid {
                let part = only(portal, case).await.plan.parts()[0];
                let expected = is_missed && *end == "fail";
                assert_eq!(part.missed_on.is_some(), expected, "{end} {days}");
            }
        }
        books::agree(portal).await;
        books::nothing_waits(portal).await;
    }

    async fn a_bank_debit_that_takes_longer_than_the_grace_keeps_its_date_and_the_reward(portal) {
        take_bank_debits(portal).await;
        let with_reward = IN_EUROS.replace("misses = 2", "misses = 1\nreward_percent = \"3\"");
        ways_out::offer(portal, &with_reward).await;
        let (case, session) = instalment_by_bank(portal).await;
        for _ in 0..4 {
            portal.advance(TimeDelta::days(1)).await;
            a_day_begins(portal).await;
        }
        // While the bank moves the money, the page goes on from what has been sent.
        let mut browser = links::enter_again(portal, &case).await;
        let path = browser.get("/plan").await.location.expect("its page");
        let page = browser.get(&path).await.body;
        assert!(page.contains("si sigues a tiempo") && !page.contains("pendientes desde"), "{page}");
        portal.stripe.control(&format!("sessions/{session}/complete"), &json!({})).await;
        portal.settle_all().await;
        a_day_begins(portal).await;
        let kept = only(portal, &case).await;
        assert_eq!(kept.plan.parts()[0].standing(3), Standing::OnTime);
        let today = (portal.portal.clock.now() - TimeDelta::hours(5)).date_naive();
        assert!(kept.plan.progress(today).expect("fits").reward.is_some());
        books::agree(portal).await;
    }

    async fn money_that_takes_days_is_processing_until_it_comes_or_does_not(portal) {
        let mut dice = Dice::of("slow methods");
        take_bank_debits(portal).await;
        let mut waiting = Vec::new();
        for _ in 0..size(30, 1000) {
            waiting.push(Waiting::begin(portal, &mut dice).await);
        }
        for day in 0..=DAYS {
            for one in waiting.iter().filter(|one| one.end.0 == day) {
                let path = format!("sessions/{}/{}", one.session, one.end.1);
                portal.stripe.try_control(&path, &json!({})).await;
            }
            portal.settle_all().await;
            if day % 4 == 0 || day == DAYS {
                let book = portal.stripe.book().await;
                for one in &waiting {
                    one.check(portal, &book).await;
                }
            }
            portal.advance(TimeDelta::days(1)).await;
        }
        books::agree(portal).await;
        books::nothing_waits(portal).await;
    }
}
