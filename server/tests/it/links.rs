//! Access links: what they show, how long they live, what they reveal.

use app::routes;
use chrono::TimeDelta;
use domain::contact::{Channel, Channels};
use domain::ids::CaseId;
use server::store::access_link;
use server::store::answer::AnswerKind;
use server::store::hold::HoldKind;
use server::use_cases::access_link::{self as links, MaySend, Opened, Outcome, Rest};
use server::use_cases::answer::{self, Said};
use server::use_cases::wish::{self, Change};

use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::mail;
use crate::phones::with_phone;
use crate::portal::{TestPortal, add_creditor, pen};

/// Sends a link for `case` and gives the token that its debtor reads.
pub async fn send_link(portal: &TestPortal, case: &CaseId) -> String {
    let outcome = links::send(&portal.portal, &portal.clinic, case, "member").await.expect("asked");
    assert_eq!(outcome, Outcome::Queued);
    portal.run_jobs().await;
    mail::all(portal).pop().expect("a letter").token()
}

/// Presses the button on a link's page.
pub async fn press(browser: &mut Browser, token: &str) -> Option<String> {
    browser.post(&routes::link(token), &[]).await.location
}

/// Lets a fresh browser in through a fresh link.
pub async fn enter(portal: &TestPortal, case: &CaseId) -> Browser {
    let token = send_link(portal, case).await;
    enter_by(portal, &token).await
}

/// A browser in which somebody comes back by a link of which no message was sent: the week of the last one is
/// not over.
pub async fn enter_again(portal: &TestPortal, case: &CaseId) -> Browser {
    let (_, token) = portal.link(case).await;
    enter_by(portal, token.reveal()).await
}

/// Lets a fresh browser in through the link with this token.
pub async fn enter_by(portal: &TestPortal, token: &str) -> Browser {
    let mut browser = portal.browser();
    assert_eq!(press(&mut browser, token).await.as_deref(), Some("/identidad"));
    let page = browser.post("/identidad", &[("answer", "8912")]).await;
    assert_eq!(page.location.as_deref(), Some("/cuenta"));
    browser
}

async fn newest(portal: &TestPortal, case: &CaseId) -> access_link::AccessLink {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let found = access_link::of_case(&mut conn, &portal.clinic, case).await.expect("links");
    found.into_iter().next().expect("a link")
}

on_both_engines! {
    async fn the_first_page_is_the_same_for_every_token_and_uses_nothing_up(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let good = send_link(portal, &case).await;
        let invented = "1".repeat(22);
        let mut bodies = Vec::new();
        for token in [good.as_str(), &invented, "x"] {
            for agent in ["Mozilla/5.0", "WhatsApp/2.23", "facebookexternalhit/1.1", "SafeLinks"] {
                let mut bot = portal.browser().with_header("user-agent", agent)
                    .with_header("accept-language", if agent == "SafeLinks" { "en" } else { "pt" });
                let page = bot.get(&routes::link(token)).await;
                assert_eq!(page.status, 200);
                assert!(bot.cookie("aldia").is_none());
                bodies.push(page.body);
            }
        }
        bodies.dedup();
        assert_eq!(bodies.len(), 1, "one body for all");
        for word in [good.as_str(), "San Borja", "Rosa", "10.00"] {
            assert!(!bodies[0].contains(word), "{word} stands on the first page");
        }
        assert_eq!(newest(portal, &case).await.opened_at, None);
        let mut browser = portal.browser();
        assert_eq!(press(&mut browser, &good).await.as_deref(), Some("/identidad"));
    }

    async fn a_link_works_until_its_last_instant_and_again_after_a_newer_one(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let first = send_link(portal, &case).await;
        portal.advance(TimeDelta::days(7)).await;
        let second = send_link(portal, &case).await;
        assert_ne!(first, second);
        let mut browser = portal.browser();
        assert!(press(&mut browser, &first).await.is_some(), "the older one still works");
        portal.advance(TimeDelta::days(23) - TimeDelta::seconds(1)).await;
        assert!(press(&mut portal.browser(), &first).await.is_some());
        portal.advance(TimeDelta::seconds(1)).await;
        assert!(press(&mut portal.browser(), &first).await.is_none());
        assert!(press(&mut portal.browser(), &second).await.is_some());
    }

    async fn expired_revoked_and_invented_links_read_the_same(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let revoked = send_link(portal, &case).await;
        let link = newest(portal, &case).await.id;
        links::revoke(&portal.portal, &portal.clinic, (&case, &link), "member").await.expect("revoked");
        portal.advance(TimeDelta::days(7)).await;
        let expired = send_link(portal, &case).await;
        portal.advance(TimeDelta::days(31)).await;
        let invented = "1".repeat(22);
        let mut bodies = Vec::new();
        for token in [&revoked, &expired, &invented] {
            let page = portal.browser().post(&routes::link(token), &[]).await;
            assert_eq!(page.status, 410);
            bodies.push(page.body.replace(token.as_str(), "TOKEN"));
            let page = portal.browser().post(&routes::link_renew(token), &[]).await;
            bodies.push(page.body.replace(token.as_str(), "TOKEN"));
        }
        assert!(bodies[0] == bodies[2] && bodies[2] == bodies[4]);
        assert!(bodies[1] == bodies[3] && bodies[3] == bodies[5]);
    }

    async fn revoking_a_link_ends_its_sessions_at_the_next_request(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let mut browser = enter(portal, &case).await;
        assert_eq!(browser.get("/cuenta").await.status, 200);
        let link = newest(portal, &case).await.id;
        links::revoke(&portal.portal, &portal.clinic, (&case, &link), "member").await.expect("revoked");
        assert_eq!(browser.get("/cuenta").await.status, 401);
    }

    async fn a_forwarded_link_shows_nothing_without_the_answer(portal) {
        let (case, _) = portal.debt(pen(123_456)).await;
        let token = send_link(portal, &case).await;
        for _ in 0..5 {
            let mut browser = portal.browser();
            press(&mut browser, &token).await;
            let page = browser.get("/identidad").await;
            assert_eq!(page.status, 200);
            for word in ["Rosa", "1,234.56", "B001-0001", "ecograf"] {
                assert!(!page.body.contains(word), "{word} is shown before the answer");
            }
            for path in ["/cuenta", "/pagar", "/pagar/elegir", "/decir/ya-pague", "/cuenta/condiciones"] {
                assert_eq!(browser.get(path).await.location.as_deref(), Some("/identidad"), "{path}");
            }
        }
    }

    async fn a_new_link_goes_to_the_contact_on_file_three_times_a_day(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let token = send_link(portal, &case).await;
        portal.advance(TimeDelta::days(30)).await;
        for _ in 0..6 {
            portal.browser().post(&routes::link_renew(&token), &[("email", "thief@example.com")]).await;
            portal.run_jobs().await;
            portal.advance(TimeDelta::minutes(2)).await;
        }
        portal.browser().post(&routes::link_renew(&"1".repeat(22)), &[]).await;
        portal.run_jobs().await;
        let letters = mail::all(portal);
        assert_eq!(letters.len(), 1 + 3);
        assert!(letters.iter().all(|letter| letter.to == "rosa1@example.pe"));
        let renewed = letters.last().expect("a letter").token();
        assert!(press(&mut portal.browser(), &renewed).await.is_some());
    }

    async fn a_preset_session_is_never_kept(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let token = send_link(portal, &case).await;
        let mut browser = portal.browser();
        let preset = "A".repeat(22);
        browser.plant("aldia", &preset);
        press(&mut browser, &token).await;
        let narrow = browser.cookie("aldia").expect("a session").to_owned();
        assert_ne!(narrow, preset);
        browser.post("/identidad", &[("answer", "8912")]).await;
        let full = browser.cookie("aldia").expect("a session").to_owned();
        assert_ne!(full, narrow);
        browser.plant("aldia", &narrow);
        assert_eq!(browser.get("/cuenta").await.status, 401, "the narrow session is over");
    }

    async fn a_link_of_another_creditor_is_dead_on_a_creditors_own_host(portal) {
        // Two creditors cannot share the platform's own account.
        let own = crate::portal::CLINIC
            .replace("descriptor = \"SAN BORJA\"", "descriptor = \"SAN BORJA\"\naccount = \"acct_own\"");
        add_creditor(&portal.portal, &own).await;
        let toml = crate::portal::CLINIC
            .replace("slug = \"san-borja\"", "slug = \"other\"\nhost = \"other.localhost\"")
            .replace("descriptor = \"SAN BORJA\"", "descriptor = \"OTHER\"\naccount = \"acct_other\"");
        let other = add_creditor(&portal.portal, &toml).await;
        let (case, _) = portal.debt(pen(1000)).await;
        let token = send_link(portal, &case).await;
        let open = |host| links::open(&portal.portal, &token, host, None);
        assert!(matches!(open(Some(&other)).await.expect("asked"), Opened::Dead));
        assert!(matches!(open(Some(&portal.clinic)).await.expect("asked"), Opened::Asked(_)));
    }

    async fn the_creditor_is_told_when_it_may_send(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        send_link(portal, &case).await;
        let again = links::send(&portal.portal, &portal.clinic, &case, "member").await.expect("asked");
        let Outcome::Refused(MaySend::Rules(decision)) = again else { panic!("{again:?}") };
        let domain::contact::Decision::WaitUntil(at, rule) = decision else { panic!("{decision:?}") };
        assert_eq!((at.to_string().as_str(), rule.code()), ("2026-12-01 10:00:00", "week"));
    }

    async fn links_for_many_reach_those_with_an_address_once(portal) {
        let (first, _) = portal.debt(pen(1000)).await;
        let (_second, _) = portal.debt(pen(1000)).await;
        let queue = || links::queue(&portal.portal, &portal.clinic, None);
        let page = queue().await.expect("queued");
        assert_eq!(page.items, [links::Queued::Now, links::Queued::Now]);
        assert_eq!(queue().await.expect("queued").items, [links::Queued::Before; 2]);
        let session = crate::payments::open_page(portal, &first, &crate::payments::all(1000)).await;
        portal.stripe.pay_by_card(&session).await;
        portal.stripe.deliver().await;
        // The payment is booked before the messages leave: who has paid is left in peace.
        portal.run_jobs().await;
        let links: Vec<_> = mail::all(portal).into_iter().filter(|l| l.text.contains("/e/")).collect();
        assert_eq!(links.len(), 1);
        assert_eq!(links[0].to, "rosa2@example.pe");
    }

    async fn links_for_many_respect_holds_and_never_reach_a_wrong_person(portal) {
        let (talks, _) = portal.debt(pen(1000)).await;
        let (not_them, _) = portal.debt(pen(1000)).await;
        portal.debt(pen(1000)).await;
        for (case, kind) in [(&talks, AnswerKind::Talk), (&not_them, AnswerKind::NotThem)] {
            let visit = portal.visit(case).await;
            answer::say(&portal.portal, &visit, Said { kind, text: "x" }).await.expect("heard");
        }
        let page = links::export(&portal.portal, &portal.clinic, None).await.expect("exported");
        let seen: Vec<_> = page.items.iter().map(|row| (row.link.is_some(), row.hold)).collect();
        let held = |kind| Some(Rest::Hold(HoldKind::Said(kind)));
        let expected = [(true, held(AnswerKind::Talk)), (false, held(AnswerKind::NotThem)), (true, None)];
        assert_eq!(seen, expected);
        let page = links::queue(&portal.portal, &portal.clinic, None).await.expect("queued");
        assert_eq!(page.items, [links::Queued::Held, links::Queued::Held, links::Queued::Now]);
    }

    async fn an_address_that_its_owner_closed_is_in_no_export(portal) {
        let (by_email, _) = portal.debt(pen(1000)).await;
        let (by_phone, number) = with_phone(portal, "987654321").await;
        let (by_both, _) = with_phone(portal, "987654322").await;
        let (by_none, _) = with_phone(portal, "987654323").await;
        let email = Channels::NONE.with(Channel::Email);
        let refused = [&by_email, &by_phone, &by_both].map(|case| (case, email));
        let by_sms = (&by_both, Channels::NONE.with(Channel::Sms));
        for (case, channels) in refused.into_iter().chain([by_sms, (&by_none, by_sms.1)]) {
            let change = (Change::Refuse(channels), "debtor");
            wish::set(&portal.portal, &portal.clinic, case, change).await.expect("heard");
        }
        // Whoever has the address of the first one closed it with it.
        portal.debt_at(pen(1000), "rosa1@example.pe").await;
        let page = links::export(&portal.portal, &portal.clinic, None).await.expect("exported");
        let seen: Vec<_> = page.items.iter().map(|row| (row.address.as_str(), row.hold)).collect();
        let closed = ("", Some(Rest::Refused));
        let left = page.items[3].address.clone();
        assert!(left.contains('@'), "{left}");
        assert_eq!(seen, [closed, (number.as_str(), None), closed, (left.as_str(), None), closed]);
    }

    async fn exported_links_open_and_stand_in_the_evidence(portal) {
        let (case, _) = portal.debt(pen(1000)).await;
        let page = links::export(&portal.portal, &portal.clinic, None).await.expect("exported");
        assert!(page.next.is_none());
        let row = &page.items[0];
        assert_eq!((row.reference.as_str(), row.name.as_str()), ("P-1", "Rosa Quispe Mamani"));
        assert_eq!((row.address.as_str(), row.hold), ("rosa1@example.pe", None));
        let (link, until) = row.link.as_ref().expect("a link");
        assert_eq!(until.to_string(), "2026-12-24");
        let token = link.rsplit('/').next().expect("a token");
        assert!(link.starts_with(&portal.base));
        assert!(press(&mut portal.browser(), token).await.is_some());
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let acts = server::store::evidence::of_case(&mut conn, &portal.clinic, &case).await.expect("acts");
        assert!(acts.iter().any(|act| act.kind == "link-made"));
    }
}
