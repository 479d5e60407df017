//! Permissions for phones that a file tells of: written down once, and never against a person's own no.

use chrono::TimeDelta;
use domain::contact::{Channel, Channels};
use domain::contact_channel::ContactChannel::Sms;
use domain::ids::CaseId;
use server::store::consent;
use server::use_cases::PortalError;
use server::use_cases::access_link::PhoneOutcome;
use server::use_cases::consent::{Given, record};
use server::use_cases::import::Report;
use server::use_cases::import::undo::How;
use server::use_cases::preference;
use server::use_cases::wish::{self, Change};

use super::amounts::case_of;
use super::dump::count;
use super::undo::undone;
use super::{Ask, End, HEADER, MAP, USUAL, counts, import, import_as};
use crate::engine::on_both_engines;
use crate::phones::{refused, send};
use crate::portal::TestPortal;
use crate::twilio_sim::{SMS_FROM, with_twilio};

const BY_SMS: Channels = Channels::NONE.with(Channel::Sms);

/// The usual map with what the papers permit.
fn map() -> String {
    format!(
        "{MAP}celular = \"debtor.phone\"\ndesde = \"debtor.phone_permission_on\"\n\
         por = \"debtor.phone_permission_how\"\nprueba = \"debtor.phone_permission_proof\"\n\
         [phone_permission]\nchannels = [\"sms\", \"whatsapp\"]\nways = {{ form = [\"Ficha\"] }}\n"
    )
}

/// One row: document, customer, phone, and the cells of the permission.
fn row(doc: &str, customer: &str, phone: &str, permission: &str) -> String {
    format!(
        "{doc};{customer};10,00;11/09/2026;11/10/2026;no;;Rosa Quispe;;;;{phone};{permission}\n"
    )
}

fn file(rows: &[String]) -> String {
    format!("{HEADER};celular;desde;por;prueba\n{}", rows.concat())
}

/// Imports one invoice of one customer, with this permission.
async fn permitted(portal: &TestPortal, permission: &str) -> Report {
    import(portal, &map(), file(&[row("B-1", "C-1", "987654321", permission)])).await
}

async fn says(portal: &TestPortal, case: &CaseId, change: Change<'_>) {
    let said = (change, "debtor");
    wish::set(&portal.portal, &portal.clinic, case, said).await.expect("heard");
}

/// The permissions of a case that stand.
async fn standing(portal: &TestPortal, case: &CaseId) -> usize {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    consent::of_case(&mut conn, &portal.clinic, case).await.expect("asked").len()
}

/// What an import says of permissions: how many it wrote down, and how many of them open nothing.
fn told(report: &Report) -> [i64; 2] {
    [report.permitted, report.refused_since]
}

on_both_engines! {
    async fn a_permission_opens_its_phone_and_is_written_down_once(portal) {
        // A new customer with it, and one who is known and gets it later.
        let without = row("B-1", "C-1", "987654321", ";;");
        let with = row("B-2", "C-2", "987654322", "03/02/2026;Ficha;Ficha 1204");
        assert_eq!(told(&import(portal, &map(), file(&[without, with])).await), [2, 0]);
        let (first, second) = (case_of(portal, "C-1").await, case_of(portal, "C-2").await);
        assert_eq!((standing(portal, &first).await, standing(portal, &second).await), (0, 2));
        assert_eq!(send(portal, &first, Sms).await, PhoneOutcome::Refused, "nobody allowed it");
        let report = permitted(portal, "03/02/2026;form;Ficha 1300").await;
        assert_eq!((told(&report), counts(&report)), ([2, 0], [0; 4]));
        assert_eq!(standing(portal, &first).await, 2);
        assert_eq!(send(portal, &first, Sms).await, PhoneOutcome::Queued);
        // The same again is as before, and so is a file that is silent about it.
        let acts = count(portal, "evidence").await;
        for cells in ["03/02/2026;form;Ficha 1300", "03/02/2026;form;Ficha 1300 bis", ";;"] {
            assert_eq!(told(&permitted(portal, cells).await), [0, 0], "{cells}");
        }
        assert_eq!(count(portal, "evidence").await, acts);
        // Another number is not what was allowed.
        let other = file(&[row("B-2", "C-2", "987654399", ";;")]);
        import(portal, &map(), other).await;
        assert_eq!(send(portal, &second, Sms).await, PhoneOutcome::Refused);
    }

    async fn half_a_permission_is_a_bad_row(portal) {
        for (cells, column, code) in [
            (";Ficha;Ficha 1204", "desde", "empty"),
            ("03/02/2026;;Ficha 1204", "por", "empty"),
            ("03/02/2026;Firma;Ficha 1204", "por", "permission-how"),
            ("03/02/2026;Ficha;", "prueba", "empty"),
            ("03/02/2027;Ficha;Ficha 1204", "desde", "future"),
        ] {
            let csv = file(&[row("B-1", "C-1", "987654321", cells)]);
            let (done, rejects) = import_as(portal, Ask { map: &map(), ..USUAL }, csv).await;
            assert_eq!(done.expect("an answer").end, End::Refused, "{cells}");
            let rejects = rejects.expect("named");
            assert!(rejects.contains(&format!("2;{column};{code};")), "{rejects}");
        }
    }

    async fn a_permission_opens_nothing_that_the_person_closed_then_or_later(portal) {
        permitted(portal, ";;").await;
        let case = case_of(portal, "C-1").await;
        // It is 24 November.
        says(portal, &case, Change::Refuse(BY_SMS)).await;
        portal.advance(TimeDelta::days(1)).await;
        let older = permitted(portal, "20/11/2026;form;Ficha 1").await;
        assert_eq!(told(&older), [2, 1]);
        assert_eq!(refused(portal, &case).await, [Channel::Sms]);
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Refused);
        let newer = permitted(portal, "25/11/2026;form;Ficha 2").await;
        assert_eq!(told(&newer), [2, 1], "the refusal stands");
        assert_eq!(refused(portal, &case).await, [Channel::Sms]);
        // Who takes the refusal back has permitted nothing yet, and no older paper does it for them.
        says(portal, &case, Change::Forget(BY_SMS)).await;
        assert!(refused(portal, &case).await.is_empty());
        for cells in ["20/11/2026;form;Ficha 1", "23/11/2026;form;Ficha 3", "24/11/2026;form;Ficha 4"] {
            permitted(portal, cells).await;
            assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Refused, "{cells}");
        }
        portal.advance(TimeDelta::days(2)).await;
        let newest = permitted(portal, "26/11/2026;form;Ficha 5").await;
        assert_eq!(told(&newest), [2, 0]);
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Queued);
    }

    async fn an_older_paper_opens_nothing_for_who_wanted_no_reminders_since(portal) {
        permitted(portal, ";;").await;
        let case = case_of(portal, "C-1").await;
        // It is 24 November.
        preference::stop(&portal.portal, &portal.clinic, &case).await.expect("stopped");
        portal.advance(TimeDelta::days(1)).await;
        assert_eq!(told(&permitted(portal, "03/02/2026;form;Ficha 1").await), [2, 2]);
        let newer = permitted(portal, "25/11/2026;form;Ficha 2").await;
        assert_eq!(told(&newer), [2, 2], "they want none, and a file does not change that");
        let on = "2026-02-03".parse().expect("a day");
        let given = Given { channel: Sms, on, how: "form", proof: "Ficha 1" };
        let by_hand = record(&portal.portal, &portal.clinic, &case, given, "ana").await;
        assert!(matches!(by_hand, Err(PortalError::Refused("refused-later"))), "{by_hand:?}");
        portal.advance(TimeDelta::days(1)).await;
        let visit = portal.visit(&case).await;
        preference::resume(&portal.portal, &visit).await.expect("resumed");
        assert_eq!(standing(portal, &case).await, 0);
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Refused, "nothing came before either");
        for cells in ["04/02/2026;form;Ficha 3", "24/11/2026;form;Ficha 4", "26/11/2026;form;Ficha 5"] {
            assert_eq!(told(&permitted(portal, cells).await), [2, 2], "{cells}");
        }
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Refused);
        portal.advance(TimeDelta::days(1)).await;
        assert_eq!(told(&permitted(portal, "27/11/2026;form;Ficha 6").await), [2, 0]);
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Queued);
    }

    async fn a_number_that_its_owner_closed_elsewhere_stays_closed(portal) {
        permitted(portal, ";;").await;
        says(portal, &case_of(portal, "C-1").await, Change::Refuse(BY_SMS)).await;
        let rows = [row("B-2", "C-2", "987654321", "03/02/2026;form;Ficha 9")];
        assert_eq!(told(&import(portal, &map(), file(&rows)).await), [2, 1]);
        let other = case_of(portal, "C-2").await;
        assert_eq!(send(portal, &other, Sms).await, PhoneOutcome::Refused);
        assert_eq!(refused(portal, &other).await, [Channel::Sms]);
    }

    async fn a_number_that_a_word_closed_stays_closed_in_later_files_until_a_word_opens_it(portal) {
        let sim = with_twilio(portal).await;
        permitted(portal, ";;").await;
        let allowed = |n: usize| {
            let customer = format!("C-{n}");
            file(&[row(&format!("B-{n}"), &customer, "987654321", "03/02/2026;form;Ficha 9")])
        };
        let baja = ("SM00000000000000000000000000000001", "+51987654321", SMS_FROM);
        assert_eq!(sim.answer_as(&portal.base, baja, "BAJA").await, 200);
        assert_eq!(told(&import(portal, &map(), allowed(2)).await), [2, 1]);
        let second = case_of(portal, "C-2").await;
        assert_eq!(refused(portal, &second).await, [Channel::Sms]);
        assert_eq!(send(portal, &second, Sms).await, PhoneOutcome::Refused);
        let newer = Given {
            channel: Sms,
            on: portal.portal.clock.now().date_naive(),
            how: "form",
            proof: "Ficha 10",
        };
        let by_hand = record(&portal.portal, &portal.clinic, &second, newer, "ana").await;
        assert!(matches!(by_hand, Err(PortalError::Refused("stopped"))), "{by_hand:?}");

        let start = ("SM00000000000000000000000000000002", "+51987654321", SMS_FROM);
        assert_eq!(sim.answer_as(&portal.base, start, "START").await, 200);
        assert!(refused(portal, &second).await.is_empty());
        assert_eq!(told(&import(portal, &map(), allowed(3)).await), [2, 0]);
        let third = case_of(portal, "C-3").await;
        assert_eq!(send(portal, &third, Sms).await, PhoneOutcome::Queued);
    }

    async fn undoing_an_import_takes_its_permissions_back_and_the_right_file_brings_them_again(portal) {
        permitted(portal, ";;").await;
        permitted(portal, "03/02/2026;form;Ficha 1204").await;
        let case = case_of(portal, "C-1").await;
        assert_eq!(standing(portal, &case).await, 2);
        let (_, rows) = undone(portal, How::InEarnest).await;
        let taken_back = rows.iter().filter(|row| row.fate == "permission-taken-back").count();
        assert_eq!((taken_back, standing(portal, &case).await), (2, 0));
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Refused);
        assert_eq!(told(&permitted(portal, "03/02/2026;form;Ficha 1204").await), [2, 0]);
        assert_eq!(send(portal, &case, Sms).await, PhoneOutcome::Queued);
    }
}
