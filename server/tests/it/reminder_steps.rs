//! What becomes of a step that reaches nobody: nothing is used up by it, the next channel takes its place, and one
//! damaged case keeps no other waiting.

use chrono::TimeDelta;
use domain::contact::Channel;
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use domain::reminder::Silence;
use server::store::creditor;
use server::use_cases::debtor::{Edit, edit};
use server::use_cases::reminder::{self, Quiet};
use server::use_cases::wish::{self, Change};

use crate::books;
use crate::engine::on_both_engines;
use crate::instalments::{in_a_plan, pay};
use crate::own_sequence::CALLS;
use crate::phones::{allow, ringing, with_phone};
use crate::portal::{CLINIC, TestPortal, add_creditor, pen};
use crate::reminders::{FIRM, apply, happened, history, letters, night, one, states};
use crate::twilio_sim::{Fault, SMS_FROM, WHATSAPP_FROM, with_twilio};

const KIND: &str = "Nos quedó un tema abierto";

const TWO: &str = r#"
name = "Dos"
gap_days = 7
[[step]]
name = "Amable"
kind = "kind"
days = 4
channels = ["email", "sms"]
[[step]]
name = "Directo"
kind = "firm"
days = 12
channels = ["email", "sms"]
[[step]]
name = "Cuota"
kind = "instalment-soon"
days = 3
channels = ["email"]
"#;

/// Lets days begin, one after the other, each with what may leave.
async fn nights(portal: &TestPortal, days: i64) {
    for _ in 0..days {
        portal.advance(TimeDelta::days(1)).await;
        night(portal).await;
        portal.run_jobs().await;
    }
}

/// How often the team was told that a case does not read.
async fn told_of(portal: &TestPortal, case: &CaseId) -> i64 {
    let sql = format!(
        "select cast(count(*) as bigint) from messages where kind = 'team-damaged' and about = '{case}'"
    );
    books::number(portal, &sql).await
}

/// Why nothing is planned for a case today.
async fn quiet(portal: &TestPortal, case: &CaseId) -> Option<Quiet> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let settings = creditor::settings(&mut conn, &portal.clinic).await.expect("settings");
    let whose = (&portal.clinic, &settings);
    reminder::ahead(&mut conn, &portal.portal, whose, case).await.expect("seen").quiet
}

on_both_engines! {
    async fn nights_without_a_channel_use_nothing_up_and_the_kind_word_still_comes_first(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        let by_sms = TWO.replace("\"email\", \"sms\"", "\"sms\"");
        apply(portal, &by_sms, None).await;
        night(portal).await;
        nights(portal, 8).await;
        assert!(history(portal, &case).await.is_empty(), "nothing is planned that reaches nobody");
        assert_eq!(quiet(portal, &case).await, Some(Quiet::Because(Silence::Unreached)));
        apply(portal, TWO, None).await;
        night(portal).await;
        nights(portal, 1).await;
        assert_eq!((letters(portal, KIND).len(), letters(portal, FIRM).len()), (1, 0));
        let told = quiet(portal, &case).await;
        assert!(matches!(told, Some(Quiet::Because(Silence::TooSoon(_)))), "{told:?}");
    }

    async fn what_a_part_payment_cancelled_is_said_of_the_rest_after_the_gap(portal) {
        let (case, _) = portal.debt_of("A", pen(10_000)).await;
        portal.debt_of("A", pen(2_000)).await;
        apply(portal, TWO, None).await;
        night(portal).await;
        assert_eq!(history(portal, &case).await[0].subjects.len(), 2);
        pay(portal, &case, 100, "part").await;
        assert_eq!(states(portal, &case).await, one("Amable", "cancelled", Some("paid")));
        assert_eq!(history(portal, &case).await[0].subjects.len(), 2, "it is still known of what");
        nights(portal, 6).await;
        assert_eq!(history(portal, &case).await.len(), 1, "not on the next day");
        assert!(matches!(quiet(portal, &case).await, Some(Quiet::Because(Silence::Again(_)))));
        nights(portal, 1).await;
        assert_eq!((letters(portal, KIND).len(), letters(portal, FIRM).len()), (1, 0));
        assert_eq!(states(portal, &case).await[0], one("Amable", "sent", None)[0]);
    }

    async fn what_a_message_leaves_out_is_said_later(portal) {
        let (case, _) = portal.debt_of("A", pen(10_000)).await;
        let (_, disputed) = portal.debt_of("A", pen(2_000)).await;
        apply(portal, TWO, None).await;
        night(portal).await;
        let set = |at: &str| format!("update debts set disputed_at = {at} where id = '{disputed}'");
        books::change(portal, &set("1")).await;
        portal.run_jobs().await;
        let sent = letters(portal, KIND);
        assert!(sent.len() == 1 && !sent[0].text.contains("20.00"), "{sent:?}");
        assert_eq!(history(portal, &case).await[0].subjects.len(), 1);
        books::change(portal, &set("null")).await;
        nights(portal, 7).await;
        // The firm word about the other one comes first, then the kind one about this one.
        assert_eq!((letters(portal, KIND).len(), letters(portal, FIRM).len()), (1, 1));
        // The eighth and the ninth of December are holidays in Peru.
        nights(portal, 9).await;
        let sent = letters(portal, KIND);
        assert_eq!(sent.len(), 2, "{sent:?}");
        assert!(sent.iter().any(|letter| letter.text.contains("20.00")), "{sent:?}");
    }

    async fn a_step_that_was_taken_out_does_not_leave(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, TWO, None).await;
        // From Tuesday to Saturday: it waits for Monday.
        portal.advance(TimeDelta::days(4)).await;
        night(portal).await;
        portal.run_jobs().await;
        assert_eq!(happened(portal, &case).await, ["planned", "moved"]);
        apply(portal, &TWO.replace("Amable", "Otro"), None).await;
        portal.advance(TimeDelta::days(2)).await;
        portal.run_jobs().await;
        assert_eq!(states(portal, &case).await[0], one("Amable", "cancelled", Some("no-step"))[0]);
        assert!(letters(portal, KIND).is_empty());
    }

    async fn a_narrowed_step_leaves_only_for_whom_it_still_is(portal) {
        let (large, _) = portal.debt(pen(10_000)).await;
        let (small, _) = portal.debt(pen(2_000)).await;
        apply(portal, TWO, None).await;
        // From Tuesday to Saturday: they wait for Monday.
        portal.advance(TimeDelta::days(4)).await;
        night(portal).await;
        let first = "days = 4\nchannels = [\"email\", \"sms\"]\n";
        let audience = "[step.audience]\ncurrency = \"PEN\"\ntotal = { from = \"50.00\" }\n";
        apply(portal, &TWO.replace(first, &format!("{first}{audience}")), None).await;
        portal.advance(TimeDelta::days(2)).await;
        portal.run_jobs().await;
        assert_eq!(states(portal, &large).await, one("Amable", "sent", None));
        assert_eq!(states(portal, &small).await, one("Amable", "cancelled", Some("audience")));
        assert_eq!(letters(portal, KIND).len(), 1);
    }

    async fn a_damaged_plan_keeps_nobody_elses_reminder_back(portal) {
        let (damaged, _) = in_a_plan(portal).await;
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, TWO, None).await;
        let sql = "insert into plan_events
                (creditor_id, plan_id, number, happened_on, kind, facts, cause, made_at)
            select creditor_id, id, 1, '2026-11-24', 'moved', '[0,\"2026-12-01\"]', 'planted', 0
            from plans";
        books::change(portal, sql).await;
        portal.advance(TimeDelta::days(1)).await;
        night(portal).await;
        portal.run_jobs().await;
        assert_eq!(states(portal, &case).await, one("Amable", "sent", None));
        assert!(history(portal, &damaged).await.is_empty());
        portal.advance(TimeDelta::days(1)).await;
        night(portal).await;
        assert_eq!(told_of(portal, &damaged).await, 1, "the team is told once");
    }

    async fn the_team_is_told_again_of_a_case_that_is_damaged_again(portal) {
        let (case, _) = portal.debt(pen(10_000)).await;
        apply(portal, TWO, None).await;
        night(portal).await;
        portal.run_jobs().await;
        let damage = "update reminder_subjects set subject = 'roto-' || subject";
        books::change(portal, damage).await;
        for (days, expected) in [(7, 1), (1, 1)] {
            nights(portal, days).await;
            assert_eq!(told_of(portal, &case).await, expected);
        }
        books::change(portal, "update reminder_subjects set subject = substr(subject, 6)").await;
        nights(portal, 1).await;
        assert_eq!(states(portal, &case).await[0], one("Directo", "sent", None)[0]);
        books::change(portal, damage).await;
        // Once a week, until somebody has looked.
        for (days, expected) in [(7, 2), (6, 2), (1, 3)] {
            nights(portal, days).await;
            assert_eq!(told_of(portal, &case).await, expected);
        }
    }

    async fn who_lost_the_address_before_it_left_hears_it_once_there_is_another(portal) {
        let (case, _) = portal.debt_of("ADDRESS", pen(10_000)).await;
        apply(portal, &TWO.replace("\"email\", \"sms\"", "\"email\""), None).await;
        night(portal).await;
        books::change(portal, "update debtors set email_sealed = null, email_hash = null").await;
        portal.run_jobs().await;
        assert_eq!(states(portal, &case).await, one("Amable", "blocked", Some("no-address")));
        nights(portal, 8).await;
        assert_eq!(history(portal, &case).await.len(), 1, "nothing is planned that reaches nobody");
        let back = Edit { email: Some("rosa@example.pe".to_owned()), ..Edit::default() };
        edit(&portal.portal, &portal.clinic, "ADDRESS", &back).await.expect("changed");
        nights(portal, 1).await;
        assert_eq!((letters(portal, KIND).len(), letters(portal, FIRM).len()), (1, 0));
    }

    async fn one_damaged_call_or_person_keeps_nobody_elses_reminder_back(portal) {
        apply(portal, CALLS, None).await;
        let (call, _) = portal.debt(pen(1_000)).await;
        ringing(portal, &call).await;
        night(portal).await;
        let (person, _) = portal.debt(pen(2_000)).await;
        let (whole, _) = portal.debt(pen(3_000)).await;
        ringing(portal, &person).await;
        ringing(portal, &whole).await;
        // An open call about nothing that reads; a person whose address was sealed for somebody else.
        let sql = format!("update reminder_subjects set subject = 'roto' where case_id = '{call}'");
        books::change(portal, &sql).await;
        let of = |case: &CaseId| format!("(select debtor_id from cases where id = '{case}')");
        let sql = format!(
            "update debtors set email_sealed =
                (select d.email_sealed from debtors d where d.id = {}) where id = {}",
            of(&whole),
            of(&person)
        );
        books::change(portal, &sql).await;
        portal.advance(TimeDelta::days(1)).await;
        night(portal).await;
        assert_eq!(states(portal, &whole).await, one("Llamada", "open", None));
        assert!(history(portal, &person).await.is_empty());
        assert_eq!(told_of(portal, &person).await, 1, "the team is to look");
        let sql = format!("select count(*) from reminders where case_id = '{call}' and state = 'open'");
        assert_eq!(books::number(portal, &sql).await, 1);
    }

    async fn what_the_network_lost_is_said_again_and_what_arrived_after_all_is_not(portal) {
        let sim = with_twilio(portal).await;
        apply(portal, &TWO.replace("\"email\", \"sms\"", "\"sms\", \"email\""), None).await;
        let (lost, number) = with_phone(portal, "987654321").await;
        let (late, _) = with_phone(portal, "987654322").await;
        for case in [&lost, &late] {
            allow(portal, case, ContactChannel::Sms).await;
        }
        night(portal).await;
        portal.run_jobs().await;
        let all = sim.messages().await;
        assert_eq!(all.len(), 2);
        for made in &all {
            if made.field("To") == number {
                assert_eq!(sim.tell(made, "undelivered", Some("21614")).await, 204);
            } else {
                assert_eq!(sim.tell(made, "undelivered", Some("30003")).await, 204);
                assert_eq!(sim.tell(made, "delivered", None).await, 204);
            }
        }
        assert_eq!(states(portal, &lost).await, one("Amable", "failed", Some("21614")));
        assert_eq!(states(portal, &late).await, one("Amable", "sent", None));
        assert_eq!(history(portal, &late).await[0].subjects.len(), 1);
        nights(portal, 7).await;
        // Whoever heard nothing hears the kind word, by the next channel; the other one is a step further.
        let first = history(portal, &lost).await.remove(0).reminder;
        assert_eq!((first.step.as_str(), first.means.as_str()), ("Amable", "email"));
        assert_eq!(states(portal, &late).await[0].0, "Directo");
        assert_eq!(letters(portal, KIND).len(), 1);
    }

    async fn what_a_phone_loses_goes_by_the_next_channel_of_its_step(portal) {
        let sim = with_twilio(portal).await;
        apply(portal, &TWO.replace("\"email\", \"sms\"", "\"sms\", \"email\""), None).await;
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, ContactChannel::Sms).await;
        night(portal).await;
        portal.run_jobs().await;
        let made = sim.messages().await.pop().expect("it was made");
        assert_eq!(sim.tell(&made, "undelivered", Some("30003")).await, 204);
        assert_eq!(states(portal, &case).await, one("Amable", "failed", Some("30003")));
        nights(portal, 7).await;
        let next = history(portal, &case).await.remove(0).reminder;
        assert_eq!((next.step.as_str(), next.means.as_str()), ("Amable", "email"));
        assert_eq!((sim.messages().await.len(), letters(portal, KIND).len()), (1, 1));
    }

    async fn what_a_phone_that_is_off_for_good_loses_is_not_all_that_is_ever_said(portal) {
        let sim = with_twilio(portal).await;
        let kind_by_sms = TWO.replacen("\"email\", \"sms\"", "\"sms\"", 1);
        apply(portal, &kind_by_sms, None).await;
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, ContactChannel::Sms).await;
        night(portal).await;
        portal.run_jobs().await;
        // The second week ends before two days on which nothing leaves.
        for days in [7, 9] {
            let made = sim.messages().await.pop().expect("it was made");
            assert_eq!(sim.tell(&made, "undelivered", Some("30003")).await, 204);
            assert_eq!(states(portal, &case).await[0], one("Amable", "failed", Some("30003"))[0]);
            nights(portal, days).await;
        }
        let steps: Vec<_> = states(portal, &case).await.into_iter().map(|one| one.0).collect();
        assert_eq!(steps, ["Directo", "Amable", "Amable"]);
        assert_eq!((sim.messages().await.len(), letters(portal, FIRM).len()), (2, 1));
    }

    async fn what_never_left_by_the_providers_word_and_arrived_is_not_said_twice(portal) {
        let sim = with_twilio(portal).await;
        let by_sms = TWO.replace("\"email\", \"sms\"", "\"sms\"");
        apply(portal, &by_sms, None).await;
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, ContactChannel::Sms).await;
        night(portal).await;
        sim.fault(Fault::LostAnswer).await;
        portal.run_jobs().await;
        assert_eq!(states(portal, &case).await[0].1, "unknown");
        let made = sim.messages().await.remove(0);
        assert_eq!(sim.tell(&made, "failed", Some("30008")).await, 204);
        assert_eq!(states(portal, &case).await[0].1, "failed");
        assert_eq!(sim.tell(&made, "delivered", None).await, 204);
        assert_eq!(states(portal, &case).await, one("Amable", "sent", None));
        nights(portal, 7).await;
        let steps: Vec<_> = states(portal, &case).await.into_iter().map(|one| one.0).collect();
        assert_eq!(steps, ["Directo", "Amable"]);
    }

    async fn without_a_template_in_the_language_the_next_channel_takes_its_turn(portal) {
        let sim = with_twilio(portal).await;
        let file = format!(
            "{CLINIC}\n[sms]\nfrom = '{SMS_FROM}'\nown_invoices = true\n\
             [whatsapp]\nfrom = '{WHATSAPP_FROM}'\nown_invoices = true\n\
             templates = {{ pt = 'HX{}' }}\n",
            "a".repeat(32)
        );
        add_creditor(&portal.portal, &file).await;
        let steps = TWO.replace("\"email\", \"sms\"", "\"whatsapp\", \"sms\"");
        apply(portal, &steps, None).await;
        let (case, _) = with_phone(portal, "987654321").await;
        for channel in [ContactChannel::WhatsApp, ContactChannel::Sms] {
            allow(portal, &case, channel).await;
        }
        night(portal).await;
        assert_eq!(history(portal, &case).await[0].reminder.means, "whatsapp");
        portal.run_jobs().await;
        assert_eq!(happened(portal, &case).await, ["planned", "another-way", "sent"]);
        assert_eq!(history(portal, &case).await[0].reminder.means, "sms");
        assert_eq!(sim.messages().await.len(), 1);
    }

    async fn the_preferred_channel_of_a_step_is_taken_first(portal) {
        let sim = with_twilio(portal).await;
        let (case, _) = with_phone(portal, "987654321").await;
        allow(portal, &case, ContactChannel::Sms).await;
        apply(portal, TWO, None).await;
        let rather = (Change::Prefer(Some(Channel::Sms)), "debtor");
        wish::set(&portal.portal, &portal.clinic, &case, rather).await.expect("heard");
        night(portal).await;
        assert_eq!(history(portal, &case).await[0].reminder.means, "sms");
        portal.run_jobs().await;
        assert_eq!((sim.messages().await.len(), letters(portal, KIND).len()), (1, 0));
    }

    async fn a_channel_that_is_shut_or_dead_gives_way_to_the_next_of_the_step(portal) {
        let sim = with_twilio(portal).await;
        let by_sms = TWO.replace("\"email\", \"sms\"", "\"sms\", \"email\"");
        apply(portal, &by_sms, None).await;
        let (shut, _) = with_phone(portal, "987654321").await;
        allow(portal, &shut, ContactChannel::Sms).await;
        night(portal).await;
        // The permission is for a number that the person no longer has.
        books::change(portal, "delete from consents").await;
        portal.run_jobs().await;
        assert_eq!(states(portal, &shut).await, one("Amable", "sent", None));
        assert_eq!(happened(portal, &shut).await, ["planned", "another-way", "sent"]);
        assert_eq!((sim.messages().await.len(), letters(portal, KIND).len()), (0, 1));
        let (dead, _) = with_phone(portal, "987654322").await;
        allow(portal, &dead, ContactChannel::Sms).await;
        portal.advance(TimeDelta::days(1)).await;
        night(portal).await;
        sim.fault(Fault::Refused(400, 21_211)).await;
        portal.run_jobs().await;
        assert_eq!(happened(portal, &dead).await, ["planned", "another-way", "sent"]);
        assert_eq!(history(portal, &dead).await[0].reminder.means, "email");
        assert_eq!((sim.messages().await.len(), letters(portal, KIND).len()), (0, 2));
    }
}
