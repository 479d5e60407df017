//! The journey through the pages: from the link to the receipt, with plain forms.

use app::routes;
use server::store::{answer, attempt};

use crate::engine::on_both_engines;
use crate::links::enter;
use crate::mail;
use crate::portal::pen;

on_both_engines! {
    async fn a_debtor_pays_by_card_and_gets_a_receipt(portal) {
        let (case, _) = portal.debt(pen(85_000)).await;
        let mut browser = enter(portal, &case).await;
        let page = browser.get("/cuenta").await;
        for word in ["Hola, Rosa", "S/\u{a0}850.00", "Consulta y ecografía", "Boleta B001-0001"] {
            assert!(page.body.contains(word), "{word} is missing");
        }
        assert_eq!(browser.get("/pagar?currency=PEN").await.status, 200);
        let fields = [("currency", "PEN"), ("expected", "85000"), ("method", "stripe")];
        let to = browser.post("/pagar", &fields).await.location.expect("a way on");
        assert!(to.starts_with(&portal.stripe.origin), "{to}");
        let session = to.rsplit('/').next().expect("a session").to_owned();
        portal.stripe.pay_by_card(&session).await;
        let attempt = {
            let mut conn = portal.portal.store.read().await.expect("a connection");
            let found = attempt::find(&mut conn, &portal.clinic, attempt::Find::Session(&session)).await;
            found.expect("asked").expect("there")
        };
        let back = format!("{}?session_id={session}", routes::payment(&attempt.id));
        let page = browser.get(&back).await;
        assert!(page.body.contains("Recibimos S/\u{a0}850.00"), "{}", page.body);
        assert_eq!(portal.owed(&case).await, 0, "the return page applied what Stripe said");
        portal.settle().await;
        assert_eq!((portal.owed(&case).await, portal.credit(&case).await), (0, 0));
        let at = page.body.find("/recibo/").expect("the receipt's link");
        let receipt = page.body[at..].split('"').next().expect("its end").to_owned();
        let page = browser.get(&receipt).await;
        for word in ["S/\u{a0}850.00", "RUC", "20601234565", "Rosa Quispe Mamani"] {
            assert!(page.body.contains(word), "{word} is missing");
        }
        let letters = mail::to(portal, "rosa1@example.pe");
        assert!(letters.iter().any(|l| l.text.contains("850.00")), "the receipt came by e-mail");
        let page = browser.get("/cuenta").await;
        assert!(page.body.contains("No tienes nada pendiente"));
        let page = browser.post("/salir", &[]).await;
        assert_eq!(browser.follow(page).await.status, 200);
        assert_eq!(browser.get("/cuenta").await.status, 401);
        assert_eq!(browser.get(&receipt).await.status, 401);
    }

    async fn the_return_page_shows_a_stranger_no_name_and_nothing_to_who_names_another_session(portal) {
        let (case, _) = portal.debt(pen(85_000)).await;
        let (other, _) = portal.debt(pen(1_000)).await;
        let session = crate::payments::open_page(portal, &case, &crate::payments::all(85_000)).await;
        let foreign = crate::payments::open_page(portal, &other, &crate::payments::all(1_000)).await;
        portal.stripe.pay_by_card(&session).await;
        let attempt = {
            let mut conn = portal.portal.store.read().await.expect("a connection");
            let found = attempt::find(&mut conn, &portal.clinic, attempt::Find::Session(&session)).await;
            found.expect("asked").expect("there")
        };
        let at = |session: &str| format!("{}?session_id={session}", routes::payment(&attempt.id));
        let mut stranger = portal.browser();
        assert_eq!(stranger.get(&at(&foreign)).await.status, 404);
        assert_eq!(stranger.get(&at("cs_test_invented")).await.status, 404);
        assert_eq!(stranger.get(&routes::payment(&attempt.id)).await.status, 401);
        assert_eq!(portal.owed(&case).await, 85_000, "nothing was asked for them");
        let page = stranger.get(&at(&session)).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("850") && !page.body.contains("San Borja"));
        assert_eq!(portal.owed(&case).await, 0, "in another browser too");
        let mut debtor = enter(portal, &other).await;
        assert_eq!(debtor.get(&at(&session)).await.status, 404, "somebody else's payment");
    }

    async fn a_part_is_chosen_reviewed_and_refused_beside_its_field(portal) {
        let (case, _) = portal.debt(pen(85_000)).await;
        let mut browser = enter(portal, &case).await;
        assert_eq!(browser.get("/pagar/elegir?currency=PEN").await.status, 200);
        let page = browser.get("/pagar?currency=PEN&what=part&amount=100").await;
        assert!(page.body.contains("S/\u{a0}100.00") && page.body.contains("S/\u{a0}750.00"));
        for (amount, status) in [("", 422), ("abc", 422), ("1.00", 422), ("850.01", 422), ("850", 200)] {
            let page = browser.get(&format!("/pagar?currency=PEN&what=part&amount={amount}")).await;
            assert_eq!(page.status, status, "{amount}");
            assert!(page.body.contains(amount), "what was typed stays");
        }
        assert_eq!(browser.get("/pagar?currency=PEN&what=chosen").await.status, 422);
        let fields = [("currency", "PEN"), ("expected", "84000"), ("method", "stripe")];
        assert_eq!(browser.post("/pagar", &fields).await.status, 422, "the amount has changed");
        let fields = [("currency", "PEN"), ("expected", "85000"), ("method", "gold")];
        assert_eq!(browser.post("/pagar", &fields).await.status, 400);
    }

    async fn a_transfer_is_announced_with_a_note(portal) {
        let (case, _) = portal.debt(pen(85_000)).await;
        let mut browser = enter(portal, &case).await;
        let fields = [("currency", "PEN"), ("expected", "85000"), ("method", "transfer")];
        let to = browser.post("/pagar", &fields).await.location.expect("a way on");
        assert!(to.starts_with("/transferencia/"), "{to}");
        let page = browser.get(&to).await;
        assert!(page.body.contains("00219300123456789012") && page.body.contains("AD"));
        assert_eq!(browser.post(&to, &[("note", &"x".repeat(501))]).await.status, 422);
        let page = browser.post(&to, &[("note", "Desde mi cuenta")]).await;
        assert_eq!(browser.follow(page).await.status, 200);
        let page = browser.get("/cuenta").await;
        assert!(page.body.contains("Estamos revisando tu transferencia"));
        let (other, _) = portal.debt(pen(1_000)).await;
        let mut stranger = enter(portal, &other).await;
        assert_eq!(stranger.get(&to).await.status, 404);
        assert_eq!(stranger.post(&to, &[("note", "")]).await.status, 404);
    }

    async fn what_a_debtor_says_stops_the_reminders_and_shows_it(portal) {
        let (case, _) = portal.debt(pen(85_000)).await;
        let mut browser = enter(portal, &case).await;
        for path in ["/decir/ya-pague", "/decir/error", "/decir/hablar"] {
            assert_eq!(browser.get(path).await.status, 200);
            let thanks = browser.get(&format!("{path}?listo=1")).await;
            assert!(thanks.body.contains("<textarea"), "an address alone thanks for nothing");
            if path != "/decir/ya-pague" {
                assert_eq!(browser.post(path, &[("text", " ")]).await.status, 422);
            }
            assert_eq!(browser.post(path, &[("text", &"x".repeat(2001))]).await.status, 422);
            let page = browser.post(path, &[("text", "Hablemos, por favor.")]).await;
            let page = browser.follow(page).await;
            assert!(page.body.contains("Pausamos los recordatorios"), "{}", page.body);
        }
        assert!(browser.get("/cuenta").await.body.contains("Los recordatorios están en pausa"));
    }

    async fn whoever_says_no_more_than_that_they_paid_hears_nothing_meanwhile(portal) {
        let (case, _) = portal.debt(pen(85_000)).await;
        let mut browser = enter(portal, &case).await;
        for _ in 0..2 {
            let page = browser.post("/decir/ya-pague", &[("text", " ")]).await;
            let page = browser.follow(page).await;
            assert!(page.body.contains("Pausamos los recordatorios"), "{}", page.body);
        }
        assert!(browser.get("/cuenta").await.body.contains("Los recordatorios están en pausa"));
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let said = answer::of_case(&mut conn, &portal.clinic, &case).await.expect("answers");
        assert_eq!(said.len(), 1, "twice is once");
    }

    async fn every_page_speaks_the_language_that_was_chosen(portal) {
        let (case, _) = portal.debt(pen(85_000)).await;
        let mut browser = enter(portal, &case).await;
        for (lang, tag) in [("en", "lang=\"en\""), ("pt", "lang=\"pt-BR\""), ("es", "lang=\"es-PE\"")] {
            assert!(browser.get(&format!("/cuenta?lang={lang}")).await.body.contains(tag));
            for path in ["/cuenta", "/cuenta/condiciones", "/cuenta/derechos", "/real", "/ayuda",
                "/pagar", "/pagar/elegir", "/decir/error", "/nowhere"] {
                let page = browser.get(path).await;
                assert!(page.body.contains(tag), "{path} in {lang}: {}", page.status);
            }
        }
    }

    async fn another_persons_pages_are_not_found(portal) {
        let (mine, _) = portal.debt(pen(1_000)).await;
        let (theirs, _) = portal.debt(pen(2_000)).await;
        let session = crate::payments::open_page(portal, &theirs, &crate::payments::all(2_000)).await;
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
        let mut conn = portal.portal.store.read().await.expect("a connection");
        let paid = server::store::payment::of_case(&mut conn, &portal.clinic, &theirs).await;
        let paid = paid.expect("payments").remove(0);
        drop(conn);
        let mut browser = enter(portal, &mine).await;
        let attempt = paid.attempt.expect("an attempt");
        for path in [routes::receipt(&paid.id), routes::payment(&attempt), routes::transfer(&attempt),
            "/recibo/nothing".to_owned(), "/pago/nothing".to_owned(), "/transferencia/x".to_owned()] {
            assert_eq!(browser.get(&path).await.status, 404, "{path}");
        }
    }
}
