//! Money of a transfer or of cash that the creditor gave back itself: written down once, never more
//! than came, credit first, and nobody asks Stripe about it.

use app::creditor::Role;
use app::routes::{self, pattern};
use chrono::TimeDelta;
use domain::ids::{CaseId, PaymentId, RefundId};
use domain::payment::RefundState;
use server::jobs::runner;
use server::store::{payment, refund};
use server::use_cases::PortalError;
use server::use_cases::payment::elsewhere::{self, Recorded};
use server::use_cases::payment::given_back::{self, GivenBack};
use server::use_cases::payment::refund as at_stripe;
use server::use_cases::payment::start::{self, Next};
use server::use_cases::payment::transfer::{self, Seen};
use server::use_cases::portfolio;
use tokio::task::JoinSet;

use crate::books;
use crate::debtor_access::own;
use crate::engine::on_both_engines;
use crate::mail;
use crate::payments::{all, open_page};
use crate::portal::{TestPortal, pen};
use crate::team::sign_in;

/// The day on which everything here was paid, and given back.
const DAY: &str = "2026-11-20";

/// How often one form is sent at the same moment.
const TIMES: usize = 8;

const NOTE: &str = "En efectivo en la caja de Canario";

/// The payment of a case that has one.
async fn payment_of(portal: &TestPortal, case: &CaseId) -> PaymentId {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = payment::of_case(&mut conn, &portal.clinic, case).await.expect("payments");
    found.first().expect("a payment").id.clone()
}

/// A payment of so much at the counter.
pub async fn cash(portal: &TestPortal, case: &CaseId, minor: i64) -> PaymentId {
    let new = Recorded {
        amount: pen(minor),
        received_on: DAY.parse().expect("a day"),
        debt: None,
        note: String::new(),
        who: "ana".to_owned(),
        key: case.to_string(),
    };
    elsewhere::record(&portal.portal, &portal.clinic, case, &new).await.expect("recorded");
    payment_of(portal, case).await
}

/// So much given back outside, by a form of its own that showed so much as left.
pub fn back(portal: &TestPortal, (minor, left): (i64, i64)) -> GivenBack {
    GivenBack {
        amount: pen(minor),
        left: pen(left),
        on: DAY.parse().expect("a day"),
        note: NOTE.to_owned(),
        who: "olga".to_owned(),
        key: RefundId::from_bits(portal.portal.ids.bits()),
    }
}

async fn record(
    portal: &TestPortal,
    of: (&CaseId, &PaymentId),
    new: &GivenBack,
) -> Result<(), PortalError> {
    given_back::record(&portal.portal, &portal.clinic, of, new).await
}

/// The refunds of a payment: state, amount, whether Stripe knows them.
async fn refunds(portal: &TestPortal, id: &PaymentId) -> Vec<(RefundState, i64, bool)> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = refund::of_payment(&mut conn, &portal.clinic, id).await.expect("refunds");
    let row = |r: &refund::Refund| (r.state, r.amount.minor(), r.provider_ref.is_some());
    found.iter().map(row).collect()
}

/// How many refunds Stripe knows.
async fn at_stripe_there_are(portal: &TestPortal) -> usize {
    let book = portal.stripe.book().await;
    book["refunds"].as_array().map_or(0, Vec::len)
}

on_both_engines! {
    async fn an_owner_writes_it_down_on_the_page_of_the_case(portal) {
        let clinic = portal.clinic.clone();
        let mut made = own(portal).await;
        let payment: PaymentId = made.things["payment"].parse().expect("an id");
        let mut agent = sign_in(portal, &clinic, ("ana@example.pe", Role::Agent)).await;
        let mut owner = sign_in(portal, &clinic, ("olga@example.pe", Role::Owner)).await;
        let path = routes::team_case_given_back(&made.case, &payment);
        let key = format!("0192f0c8000070008000000000000001.{payment}");
        let form = |amount: &'static str, day: &'static str| {
            [("key", &*key), ("left", "500"), ("amount", amount), ("given_on", day), ("note", NOTE)]
        };
        assert_eq!(agent.post(&path, &form("2.00", DAY)).await.status, 403);
        let page = agent.get(&routes::team_case(&made.case)).await;
        assert!(!page.body.contains(&path), "an agent sees no form for it");
        let page = owner.get(&routes::team_case(&made.case)).await;
        assert!(page.body.contains(&path), "{}", page.body);
        for (amount, day, field) in [
            ("5.01", DAY, "back-amount"),
            ("0", DAY, "back-amount"),
            ("2.00", "2026-11-19", "back-day"),
            ("2.00", "2026-12-01", "back-day"),
        ] {
            let page = owner.post(&path, &form(amount, day)).await;
            assert_eq!(page.status, 422, "{amount} {day}");
            let anchor = format!("href=\"#{field}-{payment}\"");
            assert_eq!(page.body.matches("href=\"#back-").count(), 1, "{amount} {day}");
            assert!(page.body.contains(&anchor) && page.body.contains(NOTE), "{amount} {day}");
        }
        assert!(refunds(portal, &payment).await.is_empty());

        for _ in 0..2 {
            assert_eq!(owner.post(&path, &form("2.00", DAY)).await.status, 303);
        }
        // Another tab still shows the form as it was before.
        let other = format!("0192f0c8000070008000000000000002.{payment}");
        let stale = form("2.00", DAY).map(|(name, value)| match name {
            "key" => (name, &*other),
            _ => (name, value),
        });
        let page = owner.post(&path, &stale).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("ahora queda") && page.body.contains(NOTE), "{}", page.body);
        assert!(page.body.contains("value=\"300\""), "the form as it is now: {}", page.body);
        assert_eq!(owner.post(&path, &[("key", &*other)]).await.status, 400);
        assert_eq!(refunds(portal, &payment).await, [(RefundState::Sent, 200, false)]);
        assert_eq!(portal.owed(&made.case).await, 99_700);
        let page = owner.get(&routes::team_case(&made.case)).await;
        let item = page.body.split("<li").find(|item| item.contains(NOTE));
        let item = item.unwrap_or_else(|| panic!("{}", page.body));
        assert!(item.contains(">olga<") && item.contains("20 de noviembre"), "{item}");
        let reverse = routes::team_case_reverse(&made.case, &payment);
        assert!(!page.body.contains(&reverse), "what partly went back is no mistake");
        assert_eq!(owner.post(&reverse, &[("reason", "doble")]).await.status, 400);

        let csv = format!("{}?from=2026-11-01&to=2026-11-30", pattern::TEAM_PAYMENTS_CSV);
        let page = owner.get(&csv).await;
        assert!(page.body.contains(",-2.00,"), "{}", page.body);
        let page = made.browser.get(&routes::receipt(&payment)).await;
        assert!(page.body.contains("se devolvieron"), "{}", page.body);
        portal.run_jobs().await;
        let letters = mail::to(portal, "own@example.pe");
        assert!(letters.iter().any(|letter| letter.text.contains("fuera de esta página")));
        assert_eq!(at_stripe_there_are(portal).await, 0);
        books::agree(portal).await;
    }

    async fn one_form_is_one_refund_and_of_those_drawn_together_one_counts(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let visit = portal.visit(&case).await;
        let next = start::by_transfer(&portal.portal, &visit, &all(10_000), "es").await;
        let Next::Transfer(id) = next.expect("begun") else { panic!("no transfer") };
        let seen = Seen {
            amount: pen(10_000),
            received_on: DAY.parse().expect("a day"),
            who: "ana".to_owned(),
        };
        transfer::announce(&portal.portal, &visit, &id, "").await.expect("announced");
        transfer::confirm(&portal.portal, &portal.clinic, &id, &seen).await.expect("confirmed");
        let payment = payment_of(portal, &case).await;
        let mut left = 10_000;
        for _ in 0..2 {
            // One form, many times, and as many others that were drawn at the same moment.
            let mut forms = vec![back(portal, (4_000, left)); TIMES];
            for _ in 0..TIMES {
                forms.push(back(portal, (3_000, left)));
            }
            let mut sending = JoinSet::new();
            for form in forms {
                let (here, tenant) = (portal.portal.clone(), portal.clinic.clone());
                let (case, payment) = (case.clone(), payment.clone());
                sending.spawn(async move {
                    given_back::record(&here, &tenant, (&case, &payment), &form).await
                });
            }
            for came in sending.join_all().await {
                assert!(matches!(came, Ok(()) | Err(PortalError::Refused("changed"))), "{came:?}");
            }
            let gone: i64 = refunds(portal, &payment).await.iter().map(|row| row.1).sum();
            let now = left - (10_000 - gone);
            assert!(matches!(now, 3_000 | 4_000), "one of them counts: {now}");
            left = 10_000 - gone;
        }
        assert_eq!(portal.owed(&case).await, 10_000 - left);
        books::agree(portal).await;
    }

    async fn credit_goes_first_and_what_is_left_bounds_the_rest(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let payment = cash(portal, &case, 15_000).await;
        let of = (&case, &payment);
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 5_000));
        record(portal, of, &back(portal, (3_000, 15_000))).await.expect("recorded");
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 2_000));
        record(portal, of, &back(portal, (4_000, 12_000))).await.expect("recorded");
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (2_000, 0));
        let more = record(portal, of, &back(portal, (8_001, 8_000))).await;
        assert!(matches!(more, Err(PortalError::Refused("too-much"))), "{more:?}");
        let early = GivenBack { on: "2026-11-19".parse().expect("a day"), ..back(portal, (1, 8_000)) };
        let early = record(portal, of, &early).await;
        assert!(matches!(early, Err(PortalError::Refused("day"))), "{early:?}");
        let clinic = portal.clinic.clone();
        let undone = elsewhere::reverse(&portal.portal, &clinic, of, ("doble", "ana")).await;
        assert!(matches!(undone, Err(PortalError::Refused("given-back"))), "{undone:?}");

        portfolio::recompute(&portal.portal, &clinic).await.expect("counted");
        let sql = "select collected_month_minor from creditor_totals where currency = 'PEN'";
        assert_eq!(books::number(portal, sql).await, 8_000);
        record(portal, of, &back(portal, (8_000, 8_000))).await.expect("recorded");
        assert_eq!(portal.owed(&case).await, 10_000);
        let over = record(portal, of, &back(portal, (1, 0))).await;
        assert!(matches!(over, Err(PortalError::Refused("too-much"))), "{over:?}");
        books::agree(portal).await;
    }

    async fn nobody_asks_stripe_about_it_and_stripes_own_money_is_refused(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let payment = cash(portal, &case, 10_000).await;
        let (paid, _) = portal.debt(pen(20_000)).await;
        let session = open_page(portal, &paid, &all(20_000)).await;
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
        let card = payment_of(portal, &paid).await;
        let refused = record(portal, (&paid, &card), &back(portal, (100, 20_000))).await;
        assert!(matches!(refused, Err(PortalError::Refused("stripe"))), "{refused:?}");
        let foreign = record(portal, (&paid, &payment), &back(portal, (100, 10_000))).await;
        assert!(matches!(foreign, Err(PortalError::NotFound)), "{foreign:?}");

        let new = back(portal, (1_500, 10_000));
        record(portal, (&case, &payment), &new).await.expect("recorded");
        at_stripe::send(&portal.portal, &portal.clinic, &new.key).await.expect("nothing to do");
        portal.advance(TimeDelta::minutes(16)).await;
        for _ in 0..2 {
            runner::queue_repeated(&portal.portal).await.expect("queued");
            portal.settle().await;
            portal.advance(TimeDelta::days(1)).await;
        }
        assert_eq!(refunds(portal, &payment).await, [(RefundState::Sent, 1_500, false)]);
        assert_eq!((portal.owed(&case).await, portal.owed(&paid).await), (1_500, 0));
        assert_eq!(at_stripe_there_are(portal).await, 0);
        books::agree(portal).await;
    }
}
