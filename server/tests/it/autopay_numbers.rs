//! A charge pays the instalment that it was for: whoever's card pays every month misses no more than the card
//! once did, and what is older waits for its debtor.

use domain::plan::{Standing, State};
use server::use_cases::plan;

use crate::autopay::{
    GOOD, POOR, act_like, go_to, in_a_plan, intents, kept, letters_with, of_plan, run, standings,
    turn_on, with_card,
};
use crate::autopay_cards::back;
use crate::books;
use crate::engine::on_both_engines;
use crate::payments::open_page;
use crate::portal::TestPortal;

/// Goes through these instants, at each of which the day begins and cards are charged.
async fn live(portal: &TestPortal, instants: &[&str]) {
    for instant in instants {
        go_to(portal, instant).await;
        run(portal).await;
        plan::day_begins(&portal.portal, &portal.clinic).await.expect("it begins");
    }
}

on_both_engines! {
    async fn three_refusals_and_then_a_good_card_miss_one_date_and_break_nothing(portal) {
        use Standing::{Missed, OnTime, Open};
        let (case, id, _) = with_card(portal, GOOD).await;
        act_like(portal, &id, POOR).await;
        live(portal, &["2026-11-24T15:00:00Z", "2026-11-27T15:00:00Z", "2026-11-30T15:00:00Z"]).await;
        assert_eq!(standings(portal, &case).await, [Missed, Open, Open, Open]);
        act_like(portal, &id, GOOD).await;
        live(portal, &["2026-12-22T15:00:00Z", "2026-12-24T15:00:00Z", "2026-12-29T15:00:00Z"]).await;
        assert_eq!(letters_with(portal, "El jueves 24 de diciembre se cobrarán S/\u{a0}100.00"), 1);
        assert_eq!(standings(portal, &case).await, [Missed, OnTime, Open, Open]);
        live(portal, &["2027-01-22T15:00:00Z", "2027-01-25T15:00:00Z", "2027-01-29T15:00:00Z"]).await;
        let now = kept(portal, &case).await.plan;
        assert_eq!(standings(portal, &case).await, [Missed, OnTime, OnTime, Open]);
        assert_eq!((now.state(), now.parts()[0].paid.minor()), (&State::Active, 0));
        // Three refusals, two charges.
        assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (20_000, 5));
        let page = open_page(portal, &case, &of_plan(portal, &case, 10_000).await).await;
        portal.stripe.pay_by_card(&page).await;
        portal.settle().await;
        assert_eq!(standings(portal, &case).await, [Standing::Late, OnTime, OnTime, Open]);
        books::agree(portal).await;
    }

    async fn who_turns_it_on_while_an_older_one_is_open_is_charged_for_the_next_one(portal) {
        use Standing::{Missed, OnTime, Open};
        let (case, id, _) = in_a_plan(portal).await;
        live(portal, &["2026-12-02T15:00:00Z"]).await;
        assert_eq!(standings(portal, &case).await[0], Missed);
        let mut browser = back(portal, &case).await;
        turn_on(portal, &mut browser, (&id, GOOD)).await;
        live(portal, &["2026-12-04T15:00:00Z", "2026-12-22T15:00:00Z"]).await;
        assert_eq!(intents(portal).await.len(), 0, "the consent is about what comes");
        live(portal, &["2026-12-24T15:00:00Z", "2026-12-29T15:00:00Z"]).await;
        assert_eq!(standings(portal, &case).await, [Missed, OnTime, Open, Open]);
        assert_eq!((portal.owed(&case).await, intents(portal).await.len()), (30_000, 1));
        assert_eq!(kept(portal, &case).await.plan.state(), &State::Active);
        books::agree(portal).await;
    }
}
