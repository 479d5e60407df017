//! What debtors choose about their messages: how, when, in which words, or none, and back again.

use app::routes::{self, pattern};
use chrono::{NaiveTime, TimeDelta};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use server::compose::Portal;
use server::config::creditor::Settings;
use server::config::phones::Phones;
use server::store::creditor;
use server::store::debtor::Find;
use server::store::hold::{self, HoldKind};
use server::use_cases::access_link::{self as links, MaySend, Outcome, PhoneOutcome};
use server::use_cases::debtor::{self, Edit};
use server::use_cases::preference::{self, Ways};
use server::use_cases::wish::{self, Change};

use crate::browser::Browser;
use crate::engine::on_both_engines;
use crate::import::dump::count;
use crate::links::{enter, press, send_link};
use crate::mail;
use crate::phones::{refused, send, set_phone, with_phone};
use crate::portal::{TestPortal, pen};

/// Whether the case's debtor wants no reminders.
async fn stopped(portal: &TestPortal, case: &CaseId) -> bool {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let holds = hold::active(&mut conn, &portal.clinic, case).await.expect("holds");
    holds.iter().any(|hold| hold.kind == HoldKind::OptedOut)
}

/// Sends the form with these fields beside the language and the channel.
async fn choose(browser: &mut Browser, fields: &[(&str, &str)]) -> (u16, String) {
    let fields = [&[("language", "es"), ("channel", "email")][..], fields].concat();
    let page = browser.post(pattern::PREFERENCES, &fields).await;
    (page.status.as_u16(), page.body)
}

async fn asked(portal: &TestPortal, case: &CaseId) -> Outcome {
    links::send(&portal.portal, &portal.clinic, case, "member").await.expect("asked")
}

/// By what the case's debtor can be reached.
async fn ways(portal: &TestPortal, case: &CaseId) -> Ways {
    let (own, clinic) = (&portal.portal, &portal.clinic);
    let mut conn = own.store.read().await.expect("a connection");
    let settings = creditor::settings(&mut conn, clinic).await.expect("settings");
    let found = server::store::debtor::find(&mut conn, clinic, &own.keys, Find::Case(case)).await;
    let (debtor, _, _) = found.expect("asked").expect("there");
    drop(conn);
    let who = (case, &debtor.person);
    preference::ways(own, (clinic, &settings), who).await.expect("asked")
}

/// The hours that the case's debtor wishes.
async fn hours(portal: &TestPortal, case: &CaseId) -> (Option<NaiveTime>, Option<NaiveTime>) {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let wish = wish::get(&mut conn, &portal.clinic, case).await.expect("asked").wish;
    (wish.not_before, wish.not_after)
}

on_both_engines! {
    async fn whoever_holds_a_link_stops_the_messages_and_learns_nothing(portal) {
        let (case, _) = portal.debt(pen(123_456)).await;
        let (other, _) = portal.debt(pen(1_000)).await;
        let token = send_link(portal, &case).await;
        let invented = "1".repeat(22);
        let stop = [routes::link_stop(&token), routes::link_stop(&invented), routes::link_stop("x")];
        let mut looks = Vec::new();
        for path in &stop {
            looks.push(portal.browser().get(path).await.body);
        }
        looks.dedup();
        assert_eq!(looks.len(), 1, "one page for all");
        assert!(!stopped(portal, &case).await, "looking stops nothing");
        let mut said = Vec::new();
        for path in &stop {
            let mut browser = portal.browser();
            let page = browser.post(path, &[]).await;
            assert!(page.status == 200 && browser.cookie("aldia").is_none());
            said.push(page.body);
        }
        said.dedup();
        assert_eq!(said.len(), 1, "one answer for all");
        for word in ["Rosa", "San Borja", "1,234.56", token.as_str()] {
            assert!(!said[0].contains(word) && !looks[0].contains(word), "{word}");
        }
        assert!(stopped(portal, &case).await && !stopped(portal, &other).await);
        portal.browser().post(&stop[0], &[]).await;
        assert_eq!(count(portal, "holds").await, 1, "twice is once");
        portal.advance(TimeDelta::days(8)).await;
        assert!(matches!(asked(portal, &case).await, Outcome::Refused(MaySend::Rules(_))));
        assert!(press(&mut portal.browser(), &token).await.is_some(), "the link still works");
    }

    async fn a_reminder_that_waited_does_not_leave_after_the_stop(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        let token = send_link(portal, &case).await;
        portal.advance(TimeDelta::days(8)).await;
        let page = links::queue(&portal.portal, &portal.clinic, None).await.expect("queued");
        assert_eq!(page.items, [links::Queued::Now]);
        portal.browser().post(&routes::link_stop(&token), &[]).await;
        portal.run_jobs().await;
        assert_eq!(mail::all(portal).len(), 1);
        // What the debtor asks for still comes.
        portal.advance(TimeDelta::days(23)).await;
        portal.browser().post(&routes::link_renew(&token), &[]).await;
        portal.run_jobs().await;
        assert_eq!(mail::all(portal).len(), 2);
    }

    async fn every_letter_with_a_link_says_where_it_stops(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        let token = send_link(portal, &case).await;
        let letter = mail::all(portal).pop().expect("a letter");
        let stop = format!("{}{}", portal.base, routes::link_stop(&token));
        assert!(letter.text.contains(&stop), "{}", letter.text);
        let path = stop.strip_prefix(&portal.base).expect("ours");
        portal.browser().post(path, &[]).await;
        assert!(stopped(portal, &case).await);
    }

    async fn before_the_identity_check_one_can_ask_why_and_stop_and_nothing_else(portal) {
        let (case, _) = portal.debt(pen(123_456)).await;
        let page = portal.browser().get(pattern::WHY).await;
        assert!(page.status == 200 && !page.body.contains("San Borja"));
        let token = send_link(portal, &case).await;
        let mut asked = portal.browser();
        press(&mut asked, &token).await;
        let page = asked.get(pattern::WHY).await;
        assert!(page.body.contains("San Borja") && !page.body.contains("Rosa") && !page.body.contains("1,234.56"));
        for path in [pattern::PREFERENCES, pattern::PREFERENCES_RESUME] {
            let page = asked.post(path, &[("language", "en")]).await;
            assert_eq!(page.location.as_deref(), Some(pattern::IDENTITY), "{path}");
        }
        let page = asked.post(pattern::PREFERENCES_STOP, &[]).await;
        assert!(page.status == 200 && !page.body.contains("Rosa"));
        assert!(stopped(portal, &case).await);
        assert_eq!(portal.browser().post(pattern::PREFERENCES_STOP, &[]).await.status, 401);
    }

    async fn on_its_own_host_a_creditor_is_named_to_who_asks_why_before_any_link_is_pressed(portal) {
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let mut file = creditor::settings(&mut conn, &portal.clinic).await.expect("settings").file;
        drop(conn);
        file.host = Some("own.localhost".to_owned());
        let settings = Settings::read(file).expect("a good file");
        server::use_cases::creditor::apply(&portal.portal, &settings).await.expect("applied");
        let mut browser = portal.browser().with_header("host", "own.localhost");
        let page = browser.get(pattern::WHY).await.body;
        assert!(page.contains("San Borja quiere que vea"), "{page}");
        assert!(!page.contains("Una empresa con la que"), "{page}");
    }

    async fn somebody_who_stopped_comes_back_when_they_like(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        let mut browser = enter(portal, &case).await;
        let (no_more, again) = ("no te enviaremos más recordatorios", "volverás a recibir recordatorios");
        for _ in 0..2 {
            let page = browser.post(pattern::PREFERENCES_STOP, &[]).await;
            let page = browser.follow(page).await.body;
            assert!(page.contains(no_more) && !page.contains(again), "{page}");
        }
        let statement = browser.get(pattern::STATEMENT).await.body;
        assert!(statement.contains("Así se pidió."), "{statement}");
        assert!(!statement.contains("Los recordatorios están en pausa"), "{statement}");
        let page = browser.get(pattern::PREFERENCES).await.body;
        assert!(page.contains(pattern::PREFERENCES_RESUME) && !page.contains(pattern::PREFERENCES_STOP));
        assert!(stopped(portal, &case).await);
        for _ in 0..2 {
            let page = browser.post(pattern::PREFERENCES_RESUME, &[]).await;
            let page = browser.follow(page).await.body;
            assert!(page.contains(again) && !page.contains(no_more), "{page}");
        }
        let page = browser.get(&format!("{}?listo=parar", pattern::PREFERENCES)).await.body;
        assert!(!page.contains(no_more), "an address alone says nothing");
        assert!(!stopped(portal, &case).await);
        portal.advance(TimeDelta::days(7)).await;
        assert_eq!(asked(portal, &case).await, Outcome::Queued);
    }

    async fn the_words_that_were_chosen_stand_before_those_of_the_creditors_files(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        let mut browser = enter(portal, &case).await;
        let fields = [("language", "en"), ("address", "usted"), ("channel", "email")];
        let page = browser.post(pattern::PREFERENCES, &fields).await;
        assert_eq!(page.status, 303);
        let page = browser.get(&page.location.expect("the page again")).await.body;
        assert!(page.contains("Your messages") && page.contains("we kept what you chose"), "{page}");
        let edit = Edit { language: Some("pt".to_owned()), ..Edit::default() };
        debtor::edit(&portal.portal, &portal.clinic, "P-1", &edit).await.expect("changed");
        portal.advance(TimeDelta::days(7)).await;
        send_link(portal, &case).await;
        let letter = mail::all(portal).pop().expect("a letter");
        assert!(letter.text.contains("Hello"), "{}", letter.text);
        // In Spanish it is usted now; the form keeps what it does not ask for.
        let mut browser = enter_again(portal, &case).await;
        assert_eq!(choose(&mut browser, &[]).await.0, 303);
        let page = browser.get(pattern::STATEMENT).await.body;
        assert!(page.contains("Sus mensajes"), "{page}");
    }

    async fn nothing_leaves_before_the_hour_that_was_chosen(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        let mut browser = enter(portal, &case).await;
        assert_eq!(choose(&mut browser, &[("hour", "15")]).await.0, 303);
        // A week later, at ten in the morning in Lima.
        portal.advance(TimeDelta::days(7)).await;
        let page = links::queue(&portal.portal, &portal.clinic, None).await.expect("queued");
        assert_eq!(page.items, [links::Queued::Now]);
        portal.run_jobs().await;
        assert_eq!(mail::all(portal).len(), 1);
        portal.advance(TimeDelta::hours(5) - TimeDelta::seconds(1)).await;
        portal.run_jobs().await;
        assert_eq!(mail::all(portal).len(), 1);
        portal.advance(TimeDelta::seconds(1)).await;
        portal.run_jobs().await;
        assert_eq!(mail::all(portal).len(), 2);
    }

    async fn what_the_page_does_not_offer_or_show_stays_as_somebody_wrote_it_down(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
        let wished = Change::Hours(time(8, 30), time(18, 0));
        wish::set(&portal.portal, &portal.clinic, &case, (wished, "member")).await.expect("heard");
        let mut browser = enter(portal, &case).await;
        let page = browser.get(pattern::PREFERENCES).await.body;
        assert!(page.contains("value=\"08:30\" selected"), "{page}");
        assert!(page.contains("no te enviamos recordatorios desde las 6:00"), "{page}");
        assert_eq!(choose(&mut browser, &[("address", "usted"), ("hour", "08:30")]).await.0, 303);
        assert_eq!(hours(portal, &case).await, (time(8, 30), time(18, 0)));
        assert_eq!(choose(&mut browser, &[("hour", "10")]).await.0, 303);
        assert_eq!(hours(portal, &case).await, (time(10, 0), time(18, 0)));
        // It is offered no longer, and an hour that leaves none is told as that.
        assert_eq!(choose(&mut browser, &[("hour", "08:30")]).await.0, 422);
        let (status, page) = choose(&mut browser, &[("hour", "18")]).await;
        assert_eq!(status, 422);
        assert!(page.contains("elija una más temprana"), "{page}");
        assert_eq!(hours(portal, &case).await, (time(10, 0), time(18, 0)));
    }

    async fn a_channel_that_is_not_wanted_brings_no_reminder(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        let mut browser = enter(portal, &case).await;
        let page = browser.post(pattern::PREFERENCES, &[("language", "es")]).await;
        assert_eq!(page.status, 303);
        let visit = portal.visit(&case).await;
        let (wish, none) = preference::of_visit(&portal.portal, &visit).await.expect("read");
        assert!(!none && wish.without == [ContactChannel::Email], "what the page does not show stays");
        portal.advance(TimeDelta::days(7)).await;
        assert!(matches!(asked(portal, &case).await, Outcome::Refused(MaySend::Rules(_))));
        let mut browser = enter_again(portal, &case).await;
        assert_eq!(choose(&mut browser, &[]).await.0, 303);
        assert_eq!(asked(portal, &case).await, Outcome::Queued);
    }

    async fn a_phone_is_asked_for_with_its_permission_and_a_tick_gives_it_to_that_number(portal) {
        let (case, number) = with_phone(portal, "987654321").await;
        let mut browser = enter_again(portal, &case).await;
        let page = browser.get(pattern::PREFERENCES).await.body;
        assert!(page.contains("por SMS al número que termina en 21"), "{page}");
        assert!(!page.contains(&number[3..]), "no more of it than its end");
        // What stays without a tick is neither permitted nor refused.
        assert_eq!(choose(&mut browser, &[]).await.0, 303);
        assert!(refused(portal, &case).await.is_empty());
        assert_eq!(send(portal, &case, ContactChannel::Sms).await, PhoneOutcome::Refused);
        let (status, page) = choose(&mut browser, &[("channel", "sms"), ("hour", "7")]).await;
        assert_eq!(status, 422);
        assert!(page.contains("por SMS al número"), "nothing is permitted by it");
        assert_eq!(count(portal, "consents").await, 0);
        for _ in 0..2 {
            assert_eq!(choose(&mut browser, &[("channel", "sms")]).await.0, 303);
            assert_eq!(count(portal, "consents").await, 1, "once");
        }
        let page = browser.get(pattern::PREFERENCES).await.body;
        assert!(!page.contains("por SMS al número") && page.contains("por WhatsApp al número"), "{page}");
        assert_eq!(send(portal, &case, ContactChannel::Sms).await, PhoneOutcome::Queued);
        set_phone(portal, "T-987654321", "912345678").await;
        let page = browser.get(pattern::PREFERENCES).await.body;
        assert!(page.contains("por SMS al número que termina en 78"), "{page}");
    }

    async fn a_tick_permits_a_phone_that_they_refused_before_too(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        let mut browser = enter_again(portal, &case).await;
        for (fields, sent) in [
            (&[("channel", "sms")][..], PhoneOutcome::Queued),
            (&[], PhoneOutcome::Refused),
            (&[("channel", "sms")], PhoneOutcome::Queued),
        ] {
            assert_eq!(choose(&mut browser, fields).await.0, 303);
            assert_eq!(send(portal, &case, ContactChannel::Sms).await, sent, "{fields:?}");
            portal.run_jobs().await;
            portal.advance(TimeDelta::days(8)).await;
            browser = enter_again(portal, &case).await;
        }
        // Refused by their own word before anybody permitted it.
        let (other, _) = with_phone(portal, "987654322").await;
        let no = Change::Refuse(domain::contact::Channels::ALL);
        wish::set(&portal.portal, &portal.clinic, &other, (no, "debtor")).await.expect("heard");
        let mut browser = enter_again(portal, &other).await;
        assert_eq!(choose(&mut browser, &[("channel", "sms")]).await.0, 303);
        assert_eq!(send(portal, &other, ContactChannel::Sms).await, PhoneOutcome::Queued);
        assert_eq!(send(portal, &other, ContactChannel::WhatsApp).await, PhoneOutcome::Refused);
    }

    async fn who_is_left_without_any_way_is_told(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        let mut browser = enter_again(portal, &case).await;
        let left = "no tenemos por dónde enviarte recordatorios";
        assert!(!browser.get(pattern::PREFERENCES).await.body.contains(left));
        let page = browser.post(pattern::PREFERENCES, &[("language", "es")]).await;
        let page = browser.follow(page).await.body;
        assert!(page.contains(left), "{page}");
        assert_eq!(choose(&mut browser, &[]).await.0, 303);
        assert!(!browser.get(pattern::PREFERENCES).await.body.contains(left));
    }

    async fn a_channel_that_nothing_sends_by_is_not_offered(portal) {
        let (case, _) = with_phone(portal, "987654321").await;
        let phones = ContactChannel::OF_PHONES.to_vec();
        let all = ContactChannel::ALL.to_vec();
        assert_eq!(ways(portal, &case).await, Ways { ready: all, unasked: phones, reach_them: true });
        let mut settings = portal.portal.settings.clone();
        settings.phones = Phones::Nowhere;
        let clock = portal.portal.clock.clone();
        portal.portal = Portal::open(settings, clock).await.expect("it opens");
        let by_email = vec![ContactChannel::Email];
        let expected = Ways { ready: by_email, unasked: Vec::new(), reach_them: true };
        assert_eq!(ways(portal, &case).await, expected);
    }

    async fn fewer_reminders_can_be_chosen_and_stay_chosen_where_the_form_does_not_ask(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        let mut browser = enter(portal, &case).await;
        let visit = portal.visit(&case).await;
        for (fields, expected) in [
            (&[("apart", "30")][..], Some(30)),
            (&[], Some(30)),
            (&[("apart", "14")], Some(14)),
            (&[("apart", "")], None),
        ] {
            assert_eq!(choose(&mut browser, fields).await.0, 303);
            let (wish, _) = preference::of_visit(&portal.portal, &visit).await.expect("read");
            assert_eq!(wish.apart, expected, "{fields:?}");
        }
    }

    async fn what_no_page_offers_is_told_beside_its_field_and_changes_nothing(portal) {
        let (case, _) = portal.debt(pen(1_000)).await;
        let mut browser = enter(portal, &case).await;
        for (fields, field) in [
            (vec![("language", "es"), ("hour", "7")], "hour"),
            (vec![("language", "es"), ("hour", "noon")], "hour"),
            (vec![("language", "es"), ("hour", "19")], "hour"),
            (vec![("language", "es"), ("apart", "7")], "apart"),
            (vec![("language", "es"), ("apart", "a month")], "apart"),
            (vec![("language", "fr")], "language"),
            (vec![("hour", "10")], "language"),
            (vec![("language", "es"), ("address", "vos")], "address"),
        ] {
            let page = browser.post(pattern::PREFERENCES, &fields).await;
            assert_eq!(page.status, 422, "{fields:?}");
            assert!(page.body.contains(&format!("href=\"#{field}\"")), "{fields:?}");
            assert!(page.body.contains(&format!("id=\"{field}-problem\"")), "{fields:?}");
        }
        assert_eq!(count(portal, "preferences").await, 0);
        let acts = count(portal, "evidence").await;
        assert_eq!(choose(&mut browser, &[("hour", "10")]).await.0, 303);
        assert_eq!(choose(&mut browser, &[("hour", "10")]).await.0, 303);
        assert_eq!(count(portal, "evidence").await, acts + 2, "the words and the hour, once each");
    }
}

/// A fresh browser, let in by a link that no message carried.
async fn enter_again(portal: &TestPortal, case: &CaseId) -> Browser {
    let (_, token) = portal.link(case).await;
    crate::links::enter_by(portal, token.reveal()).await
}
