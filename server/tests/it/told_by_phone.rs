//! Whom no e-mail reaches: what nobody asked for about a plan goes to the phone that they allowed, and a card that
//! nobody can be told of keeps no date back.

use chrono::TimeDelta;
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use server::store::message;
use server::use_cases::plan::letters;

use crate::autopay::{self, GOOD, intents, turn_on};
use crate::books;
use crate::engine::on_both_engines;
use crate::instalments::{a_day_begins, in_a_plan, pay};
use crate::phones::{allow, ringing};
use crate::portal::TestPortal;
use crate::reminders::{apply, history, night, one, states};

const DATES: &str = r#"
name = "Fechas"
gap_days = 7
[[step]]
name = "Cuota"
kind = "instalment-soon"
days = 3
channels = ["email", "sms"]
"#;

/// Takes the e-mail address of whom a case is about, and gives them a phone with their permission.
async fn only_a_phone(portal: &TestPortal, case: &CaseId) {
    ringing(portal, case).await;
    allow(portal, case, ContactChannel::Sms).await;
    let sql = format!(
        "update debtors set email_sealed = null, email_hash = null
         where id = (select debtor_id from cases where id = '{case}')"
    );
    books::change(portal, &sql).await;
}

/// Moves the clocks by so many days, lets the day begin, and lets leave what may.
async fn days(portal: &TestPortal, days: i64) {
    portal.advance(TimeDelta::days(days)).await;
    a_day_begins(portal).await;
    portal.run_jobs().await;
}

/// Channel, state and reason of each letter of a kind about a case.
async fn letters_of(
    portal: &TestPortal,
    case: &CaseId,
    kind: &str,
) -> Vec<(ContactChannel, String, Option<String>)> {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let all = message::of_case(&mut conn, &portal.clinic, case).await.expect("messages");
    let its = all.into_iter().filter(|one| one.kind == kind);
    its.map(|one| (one.channel, one.state, one.why)).collect()
}

fn sent_by(channel: ContactChannel) -> [(ContactChannel, String, Option<String>); 1] {
    [(channel, "sent".to_owned(), None)]
}

on_both_engines! {
    async fn who_has_no_address_for_e_mails_hears_of_dates_and_of_the_end_of_the_plan_by_phone(portal) {
        let (case, _) = in_a_plan(portal).await;
        only_a_phone(portal, &case).await;
        let (with_both, _) = in_a_plan(portal).await;
        ringing(portal, &with_both).await;
        allow(portal, &with_both, ContactChannel::Sms).await;
        // A date is missed, the next one comes and is missed too.
        for number in [4, 3, 20, 12, 4] {
            days(portal, number).await;
        }
        for kind in [letters::MISSED, letters::BEFORE, letters::BROKEN] {
            let told = letters_of(portal, &case, kind).await;
            assert_eq!(told, sent_by(ContactChannel::Sms), "{kind}");
            let told = letters_of(portal, &with_both, kind).await;
            assert_eq!(told, sent_by(ContactChannel::Email), "{kind}");
        }
    }

    async fn whom_nothing_reaches_is_not_told_and_the_case_says_why(portal) {
        let (case, _) = in_a_plan(portal).await;
        books::change(portal, "update debtors set email_sealed = null, email_hash = null").await;
        for number in [4, 35, 4] {
            days(portal, number).await;
        }
        let why = Some("no-address".to_owned());
        let blocked = [(ContactChannel::Email, "blocked".to_owned(), why)];
        assert_eq!(letters_of(portal, &case, letters::BROKEN).await, blocked);
    }

    async fn a_card_of_whose_charges_nobody_can_be_told_keeps_no_date_back(portal) {
        let (case, id, mut browser) = autopay::in_a_plan(portal).await;
        pay(portal, &case, 10_000, "one").await;
        turn_on(portal, &mut browser, (&id, GOOD)).await;
        only_a_phone(portal, &case).await;
        days(portal, 27).await;
        let told = letters_of(portal, &case, letters::BEFORE).await;
        assert_eq!(told, sent_by(ContactChannel::Sms));
        assert!(intents(portal).await.is_empty());
    }

    async fn a_sequence_speaks_of_dates_to_whom_no_charge_is_told(portal) {
        let (case, id, mut browser) = autopay::in_a_plan(portal).await;
        pay(portal, &case, 10_000, "one").await;
        turn_on(portal, &mut browser, (&id, GOOD)).await;
        apply(portal, DATES, None).await;
        only_a_phone(portal, &case).await;
        portal.advance(TimeDelta::days(27)).await;
        night(portal).await;
        portal.run_jobs().await;
        assert_eq!(states(portal, &case).await, one("Cuota", "sent", None));
        assert_eq!(history(portal, &case).await[0].reminder.means, "sms");
    }
}
