//! Guessing at the identity check (reliability L4): whatever address a guess seems to come from, few
//! are looked at, and the real person is never shut out.

use app::routes::{self, pattern};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::identity::{CreditorDay, Throttle, Tries, throttle};
use domain::ids::CaseId;

use crate::debtor_access::{newcomer, token};
use crate::engine::on_both_engines;
use crate::import::dump::count;
use crate::links::{press, send_link};
use crate::mail;
use crate::portal::{TestPortal, pen};
use crate::size::size;

/// Guesses through one link, each from another address if one believes what it says. Gives how many
/// were looked at.
async fn guess(portal: &TestPortal, token: &str, guesses: usize) -> usize {
    let mut looked_at = 0;
    let mut browser = portal.browser();
    for n in 0..guesses {
        if n % 50 == 0 {
            browser = portal.browser();
            assert!(
                press(&mut browser, token).await.is_some(),
                "the link still opens the question"
            );
        }
        let address = format!("10.{}.{}.{}", n / 65_536 % 256, n / 256 % 256, n % 256);
        let guess = format!("F-{:06}", n + 7);
        let request = browser
            .request(reqwest::Method::POST, pattern::IDENTITY)
            .header("origin", &portal.base)
            .header("x-forwarded-for", &address)
            .header("x-real-ip", &address)
            .header("forwarded", format!("for={address}"))
            .form(&[("answer", &guess)]);
        let page = browser.send(request).await;
        assert!(matches!(page.status.as_u16(), 422 | 429), "{guess}: {:?}", page.location);
        looked_at += usize::from(page.status == 422);
        if page.status == 429 {
            assert!(page.headers.contains_key("retry-after"));
            assert!(page.body.contains("01 555 0100"), "whom to call always stands there");
        }
    }
    looked_at
}

async fn debtor(portal: &TestPortal, number: &str) -> (CaseId, String) {
    let clinic = portal.clinic.clone();
    let (case, _) = newcomer(portal, &clinic, ("Rosa", number), pen(5_000)).await;
    let token = token(portal, &clinic, &case).await;
    (case, token)
}

on_both_engines! {
    async fn of_a_thousand_guesses_from_a_thousand_addresses_five_are_looked_at(portal) {
        let (case, one) = debtor(portal, "g001").await;
        let guesses = size(1_000, 100_000);
        // The fifth wrong one already reads as locked.
        assert_eq!(guess(portal, &one, guesses).await, 4);
        assert_eq!(count(portal, "identity_tries").await, 5);
        // Another link of the same person is no way around.
        let clinic = portal.clinic.clone();
        let other = token(portal, &clinic, &case).await;
        assert_eq!(guess(portal, &other, 60).await, 0);
        portal.advance(TimeDelta::minutes(30)).await;
        assert_eq!(guess(portal, &one, 60).await, 4);
        portal.advance(TimeDelta::minutes(31)).await;
        assert_eq!(guess(portal, &one, 60).await, 0, "ten a day");
        assert_eq!(count(portal, "identity_tries").await, 10);
        portal.browser().post(&routes::link_renew(&one), &[]).await;
        portal.run_jobs().await;
        let letter = mail::to(portal, "g001@example.pe").pop().expect("a new link is never locked");
        let mut real = portal.browser();
        press(&mut real, &letter.token()).await;
        real.post(pattern::IDENTITY_CODE, &[]).await;
        portal.run_jobs().await;
        let code = mail::to(portal, "g001@example.pe").pop().expect("a letter").code();
        let page = real.post(pattern::IDENTITY, &[("code", &code)]).await;
        assert_eq!(page.location.as_deref(), Some(pattern::STATEMENT), "the real person comes in");
        // From 11:01 to 00:01 in Lima.
        portal.advance(TimeDelta::hours(13)).await;
        let mut browser = portal.browser();
        press(&mut browser, &one).await;
        let page = browser.post(pattern::IDENTITY, &[("answer", "F-g001")]).await;
        assert_eq!(page.location.as_deref(), Some(pattern::STATEMENT), "after midnight");
    }

    async fn guesses_at_many_people_keep_none_of_the_others_out(portal) {
        let mut people = Vec::new();
        for n in 0..12 {
            people.push(debtor(portal, &format!("m{n:02}")).await.1);
        }
        for token in &people[1..] {
            assert_eq!(guess(portal, token, 4).await, 4);
        }
        let mut browser = portal.browser();
        press(&mut browser, &people[0]).await;
        let page = browser.post(pattern::IDENTITY, &[("answer", "F-m00")]).await;
        assert_eq!(page.location.as_deref(), Some(pattern::STATEMENT));
    }

    async fn a_wrong_answer_reads_the_same_whoever_was_asked(portal) {
        let (one, _) = portal.debt(pen(1_000)).await;
        let (other, _) = portal.debt(pen(99_000)).await;
        let mut pages = Vec::new();
        for case in [one, other] {
            let token = send_link(portal, &case).await;
            let mut browser = portal.browser();
            press(&mut browser, &token).await;
            let page = browser.post(pattern::IDENTITY, &[("answer", "0000")]).await;
            pages.push((page.status, page.body));
        }
        assert_eq!(pages[0], pages[1]);
    }
}

/// Noon in Lima on a day, and the day.
fn day(n: i64, after_noon: TimeDelta) -> CreditorDay {
    let midnight: DateTime<Utc> = "2026-11-24T05:00:00Z".parse().expect("an instant");
    let begins = midnight + TimeDelta::days(n);
    let date = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day") + TimeDelta::days(n);
    CreditorDay { now: begins + after_noon, date, ends_at: begins + TimeDelta::days(1) }
}

#[test]
fn a_hundred_thousand_guesses_a_day_come_to_ten_a_day_for_each_debtor() {
    for (links, guesses) in [(1_usize, 100_000_usize), (1_000, 100_000), (10_000, 200_000)] {
        let mut tries = vec![(Tries::default(), Tries::default()); links];
        let mut looked_at = vec![0; links];
        let step = TimeDelta::milliseconds(86_400_000 / i64::try_from(guesses).expect("few"));
        for n in 0..guesses {
            let now = day(0, step * i32::try_from(n).expect("few"));
            let (link, debtor) = &mut tries[n % links];
            if let Throttle::Allowed { left } = throttle(link, debtor, &now) {
                assert!((1..=5).contains(&left));
                (*link, *debtor) = (link.failed(&now), debtor.failed(&now));
                looked_at[n % links] += 1;
            }
        }
        assert!(looked_at.iter().all(|count| *count <= 10), "{links} links");
        assert!(looked_at.iter().any(|count| *count >= 5));
        let next = day(1, TimeDelta::minutes(31));
        for (link, debtor) in &tries {
            assert!(matches!(throttle(link, debtor, &next), Throttle::Allowed { .. }));
        }
    }
}
