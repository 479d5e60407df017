//! What a file says of people.

use domain::country::Country;
use server::in_tx;
use server::store::debtor::{self, Find};
use server::use_cases::PortalError;
use server::use_cases::access_link;

use super::amounts::case_of;
use super::dump::{count, dump};
use super::{Ask, End, HEADER, Line, MAP, USUAL, counts, file, import, import_as, line};
use crate::engine::on_both_engines;
use crate::portal::TestPortal;

fn named<'a>(doc: &'a str, name: &'a str, email: &'a str) -> Line<'a> {
    Line { name, email, ..line(doc, "C-1", "10") }
}

async fn person(portal: &TestPortal) -> debtor::Person {
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let of = Find::Reference("C-1");
    let found = debtor::find(&mut conn, &portal.clinic, &portal.portal.keys, of).await;
    found.expect("asked").expect("there").0.person
}

on_both_engines! {
    async fn a_file_changes_only_what_it_brings(portal) {
        import(portal, MAP, file(&[named("B-1", "Rosa Quispe", "rosa@example.pe")])).await;
        let acts = count(portal, "evidence").await;
        let report = import(portal, MAP, file(&[named("B-1", "", "")])).await;
        assert_eq!((counts(&report), count(portal, "evidence").await), ([0; 4], acts));
        import(portal, MAP, file(&[named("B-1", "Rosa Huamán", "")])).await;
        assert_eq!(count(portal, "evidence").await, acts + 1, "a changed person is an act of the case");
        let known = person(portal).await;
        assert_eq!(known.name.as_deref(), Some("Rosa Huamán"));
        assert_eq!(known.email.as_deref(), Some("rosa@example.pe"));
        let words: Vec<_> = dump(portal).await.into_iter().filter(|line| line.starts_with("word|")).collect();
        assert_eq!(words, ["word|C-1|huaman", "word|C-1|rosa"]);
    }

    async fn where_rows_differ_the_first_document_counts_whatever_the_order(portal) {
        let rows = [named("B-2", "Second", "second@example.pe"), named("B-1", "First", "")];
        import(portal, MAP, file(&rows)).await;
        let known = person(portal).await;
        assert_eq!(known.name.as_deref(), Some("First"));
        assert_eq!(known.email.as_deref(), Some("second@example.pe"));
    }

    async fn a_zone_is_read_and_one_that_nobody_knows_is_refused(portal) {
        let map = MAP.replace("nota = \"ignore\"", "nota = \"debtor.zone\"");
        let rows = file(&[named("B-1", "Rosa Quispe", "rosa@example.pe")]);
        let with = |zone: &str| rows.replace(";;\n", &format!(";;{zone}\n"));
        for zone in ["America/Tijuana", ""] {
            import(portal, &map, with(zone)).await;
            assert_eq!(person(portal).await.zone.as_deref(), Some("America/Tijuana"), "{zone:?}");
        }
        let (done, refused) = import_as(portal, Ask { map: &map, ..USUAL }, with("Tijuana")).await;
        assert_eq!(done.expect("an answer").end, End::Refused);
        assert!(refused.expect("named").contains("2;nota;zone;"));
    }

    async fn a_country_is_read_and_one_that_nobody_knows_is_refused(portal) {
        let map = MAP.replace("nota = \"ignore\"", "nota = \"debtor.country\"");
        let rows = file(&[named("B-1", "Rosa Quispe", "rosa@example.pe")]);
        let with = |country: &str| rows.replace(";;\n", &format!(";;{country}\n"));
        for country in ["co", ""] {
            import(portal, &map, with(country)).await;
            assert_eq!(person(portal).await.country, Some(Country::Co), "{country:?}");
        }
        let (done, refused) = import_as(portal, Ask { map: &map, ..USUAL }, with("Colombia")).await;
        assert_eq!(done.expect("an answer").end, End::Refused);
        assert!(refused.expect("named").contains("2;nota;country;"));
    }

    async fn an_erased_person_stays_erased(portal) {
        import(portal, MAP, file(&[named("B-1", "Rosa Quispe", "rosa@example.pe")])).await;
        let erased: Result<(), PortalError> = in_tx!(portal.portal.store, tx => {
            let sql = "update debtors set data_key = null, name = null, email_sealed = null";
            sqlx::query(sql).execute(&mut *tx).await.map_err(server::store::StoreError::from)?;
        });
        erased.expect("erased");
        let again = [named("B-1", "Rosa Quispe", "rosa@example.pe"), named("B-2", "Rosa Quispe", "")];
        assert_eq!(counts(&import(portal, MAP, file(&again)).await), [1, 0, 0, 0]);
        assert_eq!(person(portal).await.name, None);
    }

    async fn nothing_personal_is_legible_in_what_is_staged(portal) {
        let csv = file(&[named("B-1", "Rosa Quispe", "rosa@example.pe")]);
        let stopped = Ask { stop_after: 2, ..USUAL };
        // One step reads the file, the next one would apply it: a second row keeps it from its end.
        let _ = import_as(portal, Ask { stop_after: 1, ..stopped }, csv).await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let rows = sqlx::query("select row_sealed from import_rows").fetch_all(&mut *conn).await;
        for row in rows.expect("asked") {
            let sealed: Vec<u8> = sqlx::Row::get(&row, "row_sealed");
            assert!(!sealed.windows(4).any(|bytes| bytes == b"Rosa" || bytes == b"rosa"));
        }
    }

    async fn a_debt_without_contact_data_has_a_link_to_export(portal) {
        import(portal, MAP, file(&[line("B-1", "C-1", "10")])).await;
        let page = access_link::export(&portal.portal, &portal.clinic, None).await.expect("links");
        assert_eq!(page.items.len(), 1);
        let case = case_of(portal, "C-1").await;
        assert_eq!(portal.owed(&case).await, 1_000);
    }

    async fn a_phone_that_too_many_people_have_is_told(portal) {
        let map = MAP.replace("nota = \"ignore\"", "nota = \"debtor.phone\"");
        let row = |n: usize, phone: &str| {
            format!("B-{n};C-{n};10,00;11/09/2026;11/10/2026;no;;;;;{phone}")
        };
        let family = (0..4).map(|n| row(n, "987654321"));
        let of = |rows: Vec<String>| format!("{HEADER}\n{}\n", rows.join("\n"));
        let report = import(portal, &map, of(family.clone().collect())).await;
        assert_eq!(report.shared_phones, 0, "four people may be a family");
        let all = family.chain((4..6).map(|n| row(n, "987654321"))).chain([row(6, "987654322")]);
        let report = import(portal, &map, of(all.collect())).await;
        assert_eq!(report.shared_phones, 6);
    }
}
