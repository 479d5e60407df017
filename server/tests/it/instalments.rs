//! Plans that are paid: they follow the ledger, whatever the money does, and days by the creditor's clock.

use chrono::TimeDelta;
use domain::ids::CaseId;
use domain::plan::{Extra, Standing, State};
use server::jobs::runner;
use server::store::plan::Kept;
use server::use_cases::payment::elsewhere::{self, Recorded};
use server::use_cases::payment::start::{self, Next, Unmet, Wish};
use server::use_cases::payment::transfer;
use server::use_cases::plan;

use crate::agreed::{FOUR, debtor_who_owes, hidden, plans, tick};
use crate::autopay::of_plan;
use crate::books;
use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::links;
use crate::payments::{all, open_page, part};
use crate::portal::{TestPortal, pen};

/// A debtor who owes 400.00 and has agreed to four instalments of 100.00, each on the 24th.
pub async fn in_a_plan(portal: &mut TestPortal) -> (CaseId, Browser) {
    let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
    let page = browser.get(FOUR).await.body;
    tick(&mut browser, &page).await;
    (case, browser)
}

/// The newest plan of a case.
pub async fn only(portal: &TestPortal, case: &CaseId) -> Kept {
    plans(portal, case).await.pop().expect("a plan")
}

/// Money that the clinic writes down today.
pub async fn pay(portal: &TestPortal, case: &CaseId, minor: i64, key: &str) {
    let today = (portal.portal.clock.now() - TimeDelta::hours(5)).date_naive();
    let new = Recorded {
        amount: pen(minor),
        received_on: today,
        debt: None,
        note: String::new(),
        who: "ana".into(),
        key: key.into(),
    };
    elsewhere::record(&portal.portal, &portal.clinic, case, &new).await.expect("recorded");
}

/// How its instalments stand, by day.
pub fn standings(kept: &Kept) -> Vec<Standing> {
    kept.plan.parts().iter().map(|part| part.standing(3)).collect()
}

/// A new day for all plans.
pub async fn a_day_begins(portal: &TestPortal) {
    plan::day_begins(&portal.portal, &portal.clinic).await.expect("it begins");
}

on_both_engines! {
    async fn money_for_its_debts_pays_the_instalments(portal) {
        use Standing::{Early, OnTime, Open, Partly};
        let (case, _) = in_a_plan(portal).await;
        pay(portal, &case, 15_000, "one").await;
        let kept = only(portal, &case).await;
        assert_eq!(standings(&kept), [OnTime, Partly, Open, Open]);
        assert_eq!(portal.owed(&case).await, 25_000);
        pay(portal, &case, 5_000, "two").await;
        assert_eq!(standings(&only(portal, &case).await), [OnTime, Early, Open, Open]);
        books::agree(portal).await;
    }

    async fn paying_the_rest_ends_the_plan_with_its_reward_and_more_is_credit(portal) {
        let (case, _) = in_a_plan(portal).await;
        pay(portal, &case, 10_000, "one").await;
        // 2 % of the plan's 400.00 come off the last instalment; the rest of the money is the debtor's.
        pay(portal, &case, 30_000, "two").await;
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 800));
        books::agree(portal).await;
    }

    async fn a_card_pays_the_plan_too(portal) {
        let (case, _) = in_a_plan(portal).await;
        let Kept { id, debts, .. } = only(portal, &case).await;
        let wish = Wish { debts, plan: Some((id, Extra::Next)), ..part(10_000) };
        let session = open_page(portal, &case, &wish).await;
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::OnTime);
        assert_eq!(portal.owed(&case).await, 30_000);
        books::agree(portal).await;
    }

    async fn nothing_is_no_payment(portal) {
        let (case, _) = in_a_plan(portal).await;
        let Kept { id, debts, .. } = only(portal, &case).await;
        let wish = Wish { debts, plan: Some((id, Extra::Next)), ..part(0) };
        let visit = portal.visit(&case).await;
        let next = start::by_transfer(&portal.portal, &visit, &wish, "es").await.expect("asked");
        assert!(matches!(next, Next::Unmet(Unmet::NothingOwed)), "{next:?}");
    }

    async fn what_was_missed_is_not_asked_for_while_money_waits_that_ends_the_plan(portal) {
        let (case, _) = in_a_plan(portal).await;
        portal.advance(TimeDelta::days(4)).await;
        a_day_begins(portal).await;
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::Missed);
        let Kept { id, debts, .. } = only(portal, &case).await;
        let mut browser = links::enter_again(portal, &case).await;
        let page = browser.get(&format!("/plan/{id}")).await.body;
        assert!(page.contains("Puedes pagar hoy mismo"), "{page}");
        let wish = Wish { debts, plan: Some((id.clone(), Extra::Next)), ..part(40_000) };
        let visit = portal.visit(&case).await;
        let next = start::by_transfer(&portal.portal, &visit, &wish, "es").await.expect("asked");
        let Next::Transfer(made) = next else { panic!("no transfer: {next:?}") };
        transfer::announce(&portal.portal, &visit, &made, "").await.expect("announced");
        for path in [format!("/plan/{id}"), "/cuenta".to_owned()] {
            let page = browser.get(&path).await.body;
            assert!(page.contains("Cuando llegue, tu plan queda pagado"), "{path}: {page}");
            assert!(!page.contains("Puedes pagar hoy mismo"), "{path}: {page}");
        }
    }

    async fn the_page_of_a_plan_leads_to_paying_what_is_due(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let path = browser.get("/plan").await.location.expect("its page");
        let page = browser.get(&path).await;
        let pay = format!("/pagar?plan={}&amp;what=due", only(portal, &case).await.id);
        assert!(page.body.contains(&pay), "{}", page.body);
        let review = browser.get(&pay.replace("&amp;", "&")).await;
        assert!(review.body.contains("name=\"expected\" value=\"10000\""), "{}", review.body);
        let fields = hidden(&review.body, "/pagar");
        let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        let sent = browser.post("/pagar", &fields).await;
        let url = sent.location.expect("the provider's page");
        portal.stripe.pay_by_card(url.rsplit('/').next().expect("a session")).await;
        portal.settle().await;
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::OnTime);
        assert!(browser.get(&path).await.body.contains("/recibo/"));
        books::agree(portal).await;
    }

    async fn more_than_is_due_goes_where_the_debtor_says(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let id = only(portal, &case).await.id;
        for (amount, words) in [("x", "name=\"amount\""), ("400.01", "name=\"amount\"")] {
            let path = format!("/pagar?plan={id}&what=amount&amount={amount}");
            let page = browser.get(&path).await;
            assert_eq!(page.status, 422, "{amount}");
            assert!(page.body.contains(words), "{}", page.body);
        }
        let review = browser.get(&format!("/pagar?plan={id}&what=amount&amount=150&extra=last")).await;
        let fields = hidden(&review.body, "/pagar");
        let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        let url = browser.post("/pagar", &fields).await.location.expect("the provider's page");
        portal.stripe.pay_by_card(url.rsplit('/').next().expect("a session")).await;
        portal.settle().await;
        let expected = [Standing::OnTime, Standing::Open, Standing::Open, Standing::Partly];
        assert_eq!(standings(&only(portal, &case).await), expected);
        books::agree(portal).await;
    }

    async fn where_more_goes_is_as_it_was_said_last(portal) {
        let (case, _) = in_a_plan(portal).await;
        let next = of_plan(portal, &case, 15_000).await;
        let plan = next.plan.clone().map(|(id, _)| (id, Extra::Last));
        let last = Wish { plan, ..next.clone() };
        let first = open_page(portal, &case, &next).await;
        let page = open_page(portal, &case, &last).await;
        assert_ne!(page, first);
        assert_eq!(open_page(portal, &case, &last).await, page, "pressed twice");
        // A transfer's reference holds for days: each keeps what was said with it.
        let visit = portal.visit(&case).await;
        let mut references = Vec::new();
        for wish in [&next, &last, &next, &last] {
            let begun = start::by_transfer(&portal.portal, &visit, wish, "es").await;
            let Next::Transfer(id) = begun.expect("begun") else { panic!("no transfer") };
            references.push(id);
        }
        assert!(references[0] != references[1] && references[..2] == references[2..]);
        let page = open_page(portal, &case, &last).await;
        portal.stripe.pay_by_card(&page).await;
        portal.settle().await;
        let expected = [Standing::OnTime, Standing::Open, Standing::Open, Standing::Partly];
        assert_eq!(standings(&only(portal, &case).await), expected);
        books::agree(portal).await;
    }

    async fn what_was_agreed_can_be_read_again_and_put_into_a_calendar(portal) {
        let (case, mut browser) = in_a_plan(portal).await;
        let id = only(portal, &case).await.id;
        let paper = browser.get(&format!("/plan/{id}/acuerdo")).await;
        assert!(paper.body.contains("Convenio de pago"), "{}", paper.body);
        let dates = browser.get(&format!("/plan/{id}/fechas.ics")).await.body;
        assert_eq!(dates.matches("BEGIN:VEVENT").count(), 4);
        assert!(dates.contains("SUMMARY:Fecha con San Borja") && !dates.contains("100.00"), "{dates}");
    }

    async fn a_payment_undone_opens_its_instalment_again(portal) {
        let (case, _) = in_a_plan(portal).await;
        pay(portal, &case, 10_000, "one").await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let paid = server::store::payment::of_case(&mut conn, &portal.clinic, &case).await;
        let paid = paid.expect("payments").pop().expect("one");
        drop(conn);
        let of = (&case, &paid.id);
        elsewhere::reverse(&portal.portal, &portal.clinic, of, ("otro caso", "ana")).await.expect("undone");
        let kept = only(portal, &case).await;
        assert_eq!(standings(&kept), [Standing::Open; 4]);
        assert_eq!((kept.plan.state(), portal.owed(&case).await), (&State::Active, 40_000));
        books::agree(portal).await;
    }

    async fn a_date_is_missed_after_its_grace_and_the_second_one_breaks_the_plan(portal) {
        let (case, _) = in_a_plan(portal).await;
        portal.advance(TimeDelta::days(3)).await;
        a_day_begins(portal).await;
        assert_eq!(standings(&only(portal, &case).await)[0], Standing::Open);
        portal.advance(TimeDelta::days(1)).await;
        for _ in 0..2 {
            a_day_begins(portal).await;
        }
        let kept = only(portal, &case).await;
        assert_eq!((standings(&kept)[0], kept.events), (Standing::Missed, 1));
        portal.advance(TimeDelta::days(35)).await;
        a_day_begins(portal).await;
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Broken { .. }), "{:?}", kept.plan.state());
        assert_eq!(portal.owed(&case).await, 40_000);
        books::agree(portal).await;
    }

    async fn what_is_given_up_in_instalments_is_waived_on_the_day_after_the_last(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 60_000).await;
        let page = browser.get("/opciones/aceptar?currency=PEN&way=settlement-3").await.body;
        tick(&mut browser, &page).await;
        for (amount, key) in [(12_000, "one"), (12_000, "two"), (12_000, "three")] {
            pay(portal, &case, amount, key).await;
        }
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Paid { .. }), "{:?}", kept.plan.state());
        assert_eq!(portal.owed(&case).await, 24_000);
        portal.advance(TimeDelta::days(1)).await;
        runner::queue_repeated(&portal.portal).await.expect("queued");
        portal.run_jobs().await;
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        books::agree(portal).await;
    }

    async fn everything_owed_on_an_old_page_closes_the_plan_and_leaves_credit(portal) {
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let session = open_page(portal, &case, &all(40_000)).await;
        let page = browser.get(FOUR).await.body;
        tick(&mut browser, &page).await;
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
        let kept = only(portal, &case).await;
        assert!(matches!(kept.plan.state(), State::Completed { .. }), "{:?}", kept.plan.state());
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 800));
        books::agree(portal).await;
    }
}
