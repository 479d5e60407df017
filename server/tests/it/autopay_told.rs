//! Nobody is charged untold: the letter leaves on a day before the charge, whatever weekend lies between, and
//! where it cannot leave nothing is charged, which the page says.

use domain::ids::CaseId;
use domain::plan::Standing;
use server::use_cases::plan;

use crate::abroad::allow_email;
use crate::agreed::{FOUR, debtor_who_owes, tick};
use crate::autopay::{
    GOOD, go_to, intents, kept, letters_with, of_plan, run, standings, turn_on, with_card,
    with_card_untold,
};
use crate::autopay_cards::back;
use crate::books;
use crate::engine::on_both_engines;
use crate::instalments::pay;
use crate::payments::open_page;
use crate::portal::TestPortal;

const TELLS: &str = "se cobrarán";

/// The page of a case's plan, and that of its automatic payment.
async fn pages(portal: &TestPortal, case: &CaseId) -> (String, String) {
    let id = kept(portal, case).await.id;
    let mut browser = back(portal, case).await;
    let own = browser.get(&format!("/plan/{id}")).await.body;
    (own, browser.get(&format!("/plan/{id}/pago-automatico")).await.body)
}

/// As if no letter about a charge could have been handed over.
async fn lose_letters(portal: &TestPortal) {
    let sql = "update messages set state = 'failed', why = '550 no such user', sent_at = null
        where kind = 'autopay-soon'";
    books::change(portal, sql).await;
}

on_both_engines! {
    async fn who_turns_it_on_on_the_day_is_told_first_and_charged_on_the_next(portal) {
        let (case, _, _) = with_card_untold(portal, GOOD).await;
        run(portal).await;
        let words = "El miércoles 25 de noviembre se cobrarán S/\u{a0}100.00 con Visa 4242";
        assert_eq!((letters_with(portal, words), intents(portal).await.len()), (1, 0));
        for (instant, made) in [
            ("2026-11-24T16:00:00Z", 0),
            ("2026-11-24T23:00:00Z", 0),
            ("2026-11-25T12:59:59Z", 0),
            ("2026-11-25T13:00:00Z", 1),
        ] {
            go_to(portal, instant).await;
            run(portal).await;
            assert_eq!(intents(portal).await.len(), made, "{instant}");
        }
        assert_eq!(letters_with(portal, TELLS), 1);
        assert_eq!(standings(portal, &case).await[0], Standing::OnTime);
        books::agree(portal).await;
    }

    async fn before_a_long_weekend_the_letter_leaves_on_the_last_open_day(portal) {
        // On the first of each month: New Year is a Friday, so the second date is Monday, 4 January.
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let page = browser.get(&FOUR.replace("2026-11-24", "2026-12-01")).await.body;
        tick(&mut browser, &page).await;
        let id = kept(portal, &case).await.id;
        turn_on(portal, &mut browser, (&id, GOOD)).await;
        for (instant, told, made) in [
            ("2026-11-27T23:00:00Z", 0, 0),
            ("2026-11-30T15:00:00Z", 1, 0),
            ("2026-12-01T13:00:00Z", 1, 1),
            ("2026-12-30T15:00:00Z", 1, 1),
            ("2026-12-31T15:00:00Z", 2, 1),
            ("2027-01-02T15:00:00Z", 2, 1),
            ("2027-01-04T13:00:00Z", 2, 2),
        ] {
            go_to(portal, instant).await;
            run(portal).await;
            let seen = (letters_with(portal, TELLS), intents(portal).await.len());
            assert_eq!(seen, (told, made), "{instant}");
        }
        assert_eq!(standings(portal, &case).await[..2], [Standing::OnTime; 2]);
    }

    async fn nothing_is_charged_on_a_holiday_where_the_debtor_lives(portal) {
        // On the first of each month; Monday, 1 February is a holiday in Mexico and none in Peru.
        let (case, mut browser) = debtor_who_owes(portal, 40_000).await;
        let page = browser.get(&FOUR.replace("2026-11-24", "2026-12-01")).await.body;
        tick(&mut browser, &page).await;
        let id = kept(portal, &case).await.id;
        pay(portal, &case, 20_000, "two").await;
        turn_on(portal, &mut browser, (&id, GOOD)).await;
        allow_email(portal, &case).await;
        let there = "update debtors set country = 'MX', zone = 'America/Mexico_City'";
        books::change(portal, there).await;
        for (instant, told, made) in [
            ("2027-01-28T16:00:00Z", 0, 0),
            ("2027-01-29T16:00:00Z", 1, 0),
            ("2027-02-01T16:00:00Z", 1, 0),
            ("2027-02-02T16:00:00Z", 1, 1),
        ] {
            go_to(portal, instant).await;
            run(portal).await;
            let seen = (letters_with(portal, TELLS), intents(portal).await.len());
            assert_eq!(seen, (told, made), "{instant}");
        }
    }

    async fn a_letter_that_could_not_leave_before_the_date_puts_the_charge_off(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        run(portal).await;
        // Nothing ran for weeks: the letter and the charge of the 24th are due at once.
        for (instant, told, made) in [
            ("2026-12-24T13:00:00Z", 2, 1),
            ("2026-12-24T23:00:00Z", 2, 1),
            // Christmas, and a weekend.
            ("2026-12-27T15:00:00Z", 2, 1),
            ("2026-12-28T13:00:00Z", 2, 2),
        ] {
            go_to(portal, instant).await;
            plan::day_begins(&portal.portal, &portal.clinic).await.expect("it begins");
            run(portal).await;
            let seen = (letters_with(portal, TELLS), intents(portal).await.len());
            assert_eq!(seen, (told, made), "{instant}");
        }
        assert_eq!(letters_with(portal, "El lunes 28 de diciembre se cobrarán"), 1);
        assert_eq!(kept(portal, &case).await.plan.parts()[1].missed_on, None, "nobody was asked");
        books::agree(portal).await;
    }

    async fn nothing_is_charged_while_the_letter_cannot_be_sent_and_the_page_says_so(portal) {
        let (case, _, _) = with_card_untold(portal, GOOD).await;
        run(portal).await;
        lose_letters(portal).await;
        run(portal).await;
        assert_eq!((letters_with(portal, TELLS), intents(portal).await.len()), (1, 0));
        let (own, autopay) = pages(portal, &case).await;
        assert!(own.contains("Un pago automático quedó pendiente"), "{own}");
        for page in [own, autopay] {
            assert!(page.contains("El cobro del martes 24 de noviembre no se hace todavía"), "{page}");
        }
        // Another letter, on another day.
        go_to(portal, "2026-11-25T15:00:00Z").await;
        run(portal).await;
        assert_eq!((letters_with(portal, TELLS), intents(portal).await.len()), (2, 0));
        let (own, autopay) = pages(portal, &case).await;
        assert!(!own.contains("quedó pendiente"), "{own}");
        assert!(autopay.contains("jueves 26 de noviembre"), "{autopay}");
        go_to(portal, "2026-11-26T15:00:00Z").await;
        run(portal).await;
        assert_eq!((letters_with(portal, TELLS), intents(portal).await.len()), (2, 1));
        assert_eq!(standings(portal, &case).await[0], Standing::OnTime);
    }

    async fn after_three_lost_letters_nothing_is_charged_and_two_weeks_are_left_to_pay_by_hand(portal) {
        let (case, _, _) = with_card_untold(portal, GOOD).await;
        for (instant, told, missed) in [
            ("2026-11-24T15:00:00Z", 1, false),
            ("2026-11-25T15:00:00Z", 2, false),
            ("2026-11-26T15:00:00Z", 3, false),
            ("2026-11-27T15:00:00Z", 3, false),
            ("2026-12-07T15:00:00Z", 3, false),
            // The days of grace.
            ("2026-12-09T15:00:00Z", 3, false),
            ("2026-12-11T15:00:00Z", 3, false),
            ("2026-12-12T15:00:00Z", 3, true),
        ] {
            go_to(portal, instant).await;
            run(portal).await;
            lose_letters(portal).await;
            plan::day_begins(&portal.portal, &portal.clinic).await.expect("it begins");
            assert_eq!(letters_with(portal, TELLS), told, "{instant}");
            let first = standings(portal, &case).await[0];
            assert_eq!(first == Standing::Missed, missed, "{instant}");
        }
        assert_eq!(intents(portal).await.len(), 0);
    }

    async fn who_pays_by_hand_while_nobody_could_be_told_keeps_the_date_and_the_reward(portal) {
        let (case, _, _) = with_card_untold(portal, GOOD).await;
        for day in 24..=26 {
            go_to(portal, &format!("2026-11-{day}T15:00:00Z")).await;
            run(portal).await;
            lose_letters(portal).await;
        }
        go_to(portal, "2026-11-29T15:00:00Z").await;
        plan::day_begins(&portal.portal, &portal.clinic).await.expect("it begins");
        let (own, _) = pages(portal, &case).await;
        for words in ["lo acordado se mantiene igual", "2 de diciembre", "si sigues a tiempo"] {
            assert!(own.contains(words), "{words}: {own}");
        }
        let statement = back(portal, &case).await.get("/cuenta").await.body;
        for page in [&own, &statement] {
            assert!(!page.contains("otra cuota"), "{page}");
        }
        let page = open_page(portal, &case, &of_plan(portal, &case, 10_000).await).await;
        portal.stripe.pay_by_card(&page).await;
        portal.settle().await;
        assert_eq!(standings(portal, &case).await[0], Standing::OnTime);
        let (own, _) = pages(portal, &case).await;
        assert!(own.contains("si sigues a tiempo"), "{own}");
        books::agree(portal).await;
    }

    async fn the_days_after_a_date_are_kept_where_no_job_ran_before_the_money_came(portal) {
        let (case, _, _) = with_card_untold(portal, GOOD).await;
        go_to(portal, "2026-12-05T15:00:00Z").await;
        let page = open_page(portal, &case, &of_plan(portal, &case, 10_000).await).await;
        portal.stripe.pay_by_card(&page).await;
        portal.settle().await;
        assert_eq!(standings(portal, &case).await[0], Standing::OnTime);
        books::agree(portal).await;
    }

    async fn less_than_was_told_is_charged_without_another_letter(portal) {
        let (case, _, _) = with_card(portal, GOOD).await;
        run(portal).await;
        go_to(portal, "2026-12-22T15:00:00Z").await;
        run(portal).await;
        let page = open_page(portal, &case, &of_plan(portal, &case, 4_000).await).await;
        portal.stripe.pay_by_card(&page).await;
        portal.settle().await;
        go_to(portal, "2026-12-24T15:00:00Z").await;
        run(portal).await;
        assert_eq!((portal.owed(&case).await, letters_with(portal, TELLS)), (20_000, 2));
        let all = intents(portal).await;
        let mut amounts: Vec<_> = all.iter().filter_map(|one| one["amount"].as_i64()).collect();
        amounts.sort_unstable();
        assert_eq!(amounts, [4_000, 6_000, 10_000]);
        books::agree(portal).await;
    }
}
