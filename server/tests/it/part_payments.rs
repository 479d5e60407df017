//! A part of what is owed: as small, and leaving as little, as the policy in force says; where it says
//! nothing, as the creditor's file does.

use domain::ids::CaseId;
use server::use_cases::payment::start::{self, Next, Unmet};

use crate::engine::on_both_engines;
use crate::payments::part;
use crate::portal::{TestPortal, pen};
use crate::ways_out::{POLICY, offer};
use crate::{discounts, links};

/// The policy's least part is 50.00, the file's is 20.00.
async fn with_fifty(portal: &mut TestPortal) -> CaseId {
    let (case, _) = portal.debt(pen(40_000)).await;
    let text =
        POLICY.replace("[segment.part]\nleast = \"20.00\"", "[segment.part]\nleast = \"50.00\"");
    assert_ne!(text, POLICY, "another least part");
    offer(portal, &text).await;
    case
}

async fn asked(portal: &TestPortal, case: &CaseId, minor: i64) -> Next {
    let visit = portal.visit(case).await;
    start::by_transfer(&portal.portal, &visit, &part(minor), "es").await.expect("asked")
}

on_both_engines! {
    async fn a_part_is_at_least_the_policys_and_leaves_at_least_as_much(portal) {
        let case = with_fifty(portal).await;
        let fifty = pen(5_000);
        for (minor, why) in [(4_999, Unmet::TooLittle(fifty)), (35_001, Unmet::RestTooSmall(fifty))] {
            let next = asked(portal, &case, minor).await;
            assert!(matches!(next, Next::Unmet(unmet) if unmet == why), "{minor}: {next:?}");
        }
        for minor in [5_000, 35_000, 40_000] {
            let next = asked(portal, &case, minor).await;
            assert!(matches!(next, Next::Transfer(_)), "{minor}: {next:?}");
        }
    }

    async fn the_page_says_what_a_part_has_to_come_to(portal) {
        let case = with_fifty(portal).await;
        let mut browser = links::enter(portal, &case).await;
        let choose = browser.get("/pagar/elegir?currency=PEN").await.body;
        assert!(choose.contains("Desde S/\u{a0}50.00"), "{choose}");
        for (amount, words) in [
            ("40", "Lo mínimo que se puede pagar es S/\u{a0}50.00"),
            ("380", "Quedarían menos de S/\u{a0}50.00"),
        ] {
            let page = browser.get(&format!("/pagar?currency=PEN&what=part&amount={amount}")).await;
            assert_eq!(page.status, 422, "{amount}");
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
    }

    async fn where_the_policy_offers_no_part_the_file_decides(portal) {
        let (case, _) = portal.debt(pen(40_000)).await;
        offer(portal, &discounts::policy(5)).await;
        let next = asked(portal, &case, 1_999).await;
        assert!(matches!(next, Next::Unmet(Unmet::TooLittle(least)) if least == pen(2_000)), "{next:?}");
        for minor in [2_000, 39_000] {
            let next = asked(portal, &case, minor).await;
            assert!(matches!(next, Next::Transfer(_)), "{minor}: {next:?}");
        }
    }
}
