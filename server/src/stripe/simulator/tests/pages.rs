use super::*;

const CARD: [(&str, &str); 4] = [
    ("number", "4242 4242 4242 4242"),
    ("expiry", "12/34"),
    ("cvc", "123"),
    ("name", "Rosa Quispe"),
];

fn with(number: &str) -> Vec<(&str, &str)> {
    CARD.iter().map(|(name, text)| (*name, if *name == "number" { number } else { text })).collect()
}

#[tokio::test]
async fn a_debtor_pays_by_card_and_returns_with_the_sessions_id() {
    let fake = Fake::new().await;
    let id = session(&fake, 123_450, "PEN").await;
    let (status, _, page) = fake.page(&format!("/c/pay/{id}")).await;
    assert_eq!(status, 200);
    for text in ["TEST", "S/ 1,234.50", "Colegio San Borja · F001-123", "Número de la tarjeta"] {
        assert!(page.contains(text), "{text} is missing in {page}");
    }
    assert!(page.contains("http://portal.test/cuenta"), "the way back");
    assert!(!page.contains("<script") && !page.contains("style="));
    let (status, to, _) = fake.post(&format!("/c/pay/{id}/card"), &CARD).await;
    assert_eq!((status, to), (303, Some(format!("http://portal.test/pago/1?s={id}"))));
    let read = get(&fake, &format!("/v1/checkout/sessions/{id}")).await;
    assert_eq!((&read["status"], &read["payment_status"]), (&json!("complete"), &json!("paid")));
    assert_eq!(read["customer_details"]["name"], "Rosa Quispe");
}

#[tokio::test]
async fn a_second_press_of_the_button_charges_nothing() {
    let fake = Fake::new().await;
    let id = session(&fake, 9000, "PEN").await;
    fake.post(&format!("/c/pay/{id}/card"), &CARD).await;
    let (status, to, _) = fake.post(&format!("/c/pay/{id}/card"), &CARD).await;
    assert_eq!((status, to), (303, Some(format!("/c/pay/{id}"))));
    let (_, _, page) = fake.page(&format!("/c/pay/{id}")).await;
    assert!(page.contains("Ya terminaste aquí"), "{page}");
    assert_eq!(fake.ask("book").await["charges"].as_array().expect("a list").len(), 1);
}

#[tokio::test]
async fn a_declined_card_says_why_and_another_one_pays() {
    let fake = Fake::new().await;
    let id = session(&fake, 9000, "PEN").await;
    for (number, says) in [
        ("4000000000000002", "Tu banco rechazó la tarjeta"),
        ("4000000000009995", "no tiene fondos suficientes"),
        ("4000000000000069", "está caducada"),
        ("4000000000000127", "El código de seguridad de tu tarjeta no es correcto"),
    ] {
        let (status, to, _) = fake.post(&format!("/c/pay/{id}/card"), &with(number)).await;
        assert_eq!((status, to), (303, Some(format!("/c/pay/{id}"))));
        let (_, _, page) = fake.page(&format!("/c/pay/{id}")).await;
        assert!(page.contains(says) && page.contains("role=\"alert\""), "{number}: {page}");
    }
    let (_, to, _) = fake.post(&format!("/c/pay/{id}/card"), &CARD).await;
    assert!(to.expect("an address").starts_with("http://portal.test/pago/1"));
}

#[tokio::test]
async fn what_is_no_card_is_shown_beside_its_field_with_what_was_typed() {
    let fake = Fake::new().await;
    let id = session(&fake, 9000, "PEN").await;
    let form = [("number", "4242"), ("expiry", "01/20"), ("cvc", "1"), ("name", "Ñusta <b>")];
    let (status, _, page) = fake.post(&format!("/c/pay/{id}/card"), &form).await;
    assert_eq!(status, 422);
    for text in ["number-error", "expiry-error", "cvc-error", "Ñusta &lt;b&gt;", "value=\"01/20\""]
    {
        assert!(page.contains(text), "{text} is missing in {page}");
    }
    assert_eq!(fake.ask("book").await["intents"], json!([]));
}

#[tokio::test]
async fn a_bank_that_asks_is_answered_on_a_page_of_its_own() {
    for (act, paid) in [("complete", true), ("fail", false)] {
        let fake = Fake::new().await;
        let id = session(&fake, 9000, "PEN").await;
        let bank = format!("/c/pay/{id}/3ds");
        assert_eq!(fake.page(&bank).await.0, 303, "nobody asks before a card was given");
        let to = fake.post(&format!("/c/pay/{id}/card"), &with("4000002760003184")).await.1;
        assert_eq!(to.as_ref(), Some(&bank));
        let (_, _, page) = fake.page(&bank).await;
        assert!(page.contains("Completar autenticación") && page.contains("TEST"));
        let (_, to, _) = fake.post(&bank, &[("act", act)]).await;
        let read = get(&fake, &format!("/v1/checkout/sessions/{id}")).await;
        if paid {
            assert!(to.expect("an address").contains(&id) && read["payment_status"] == "paid");
        } else {
            assert_eq!((to, &read["status"]), (Some(format!("/c/pay/{id}")), &json!("open")));
            let (_, _, page) = fake.page(&format!("/c/pay/{id}")).await;
            assert!(page.contains("No pudimos comprobar con tu banco"), "{page}");
        }
    }
}

#[tokio::test]
async fn a_voucher_is_shown_paid_in_the_shop_or_left_to_expire() {
    for (act, says, status) in
        [("pay", "Pagado en la tienda", "paid"), ("expire", "El vale caducó sin pago", "unpaid")]
    {
        let fake = Fake::new().await;
        let id = session(&fake, 50_000, "MXN").await;
        let voucher = format!("/c/pay/{id}/voucher");
        let (_, to, _) = fake.post(&format!("/c/pay/{id}/oxxo"), &[("name", "Ana Gil")]).await;
        assert_eq!(to.as_ref(), Some(&voucher));
        let (_, _, page) = fake.page(&voucher).await;
        for text in ["TEST", "$500.00", "Pagar en la tienda (prueba)", "Volver al comercio", &id] {
            assert!(page.contains(text), "{text} is missing in {page}");
        }
        fake.post(&voucher, &[("act", act)]).await;
        let (_, _, page) = fake.page(&voucher).await;
        assert!(page.contains(says) && !page.contains("<form"), "{page}");
        let read = get(&fake, &format!("/v1/checkout/sessions/{id}")).await;
        assert_eq!(
            (&read["status"], &read["payment_status"]),
            (&json!("complete"), &json!(status))
        );
    }
}

#[tokio::test]
async fn methods_of_another_currency_are_neither_offered_nor_taken() {
    let fake = Fake::new().await;
    let id = session(&fake, 9000, "PEN").await;
    let (_, _, page) = fake.page(&format!("/c/pay/{id}")).await;
    assert!(!page.contains("OXXO") && !page.contains("IBAN"));
    fake.post(&format!("/c/pay/{id}/oxxo"), &[]).await;
    fake.post(&format!("/c/pay/{id}/sepa"), &[("iban", "DE89370400440532013000")]).await;
    assert_eq!(fake.ask("book").await["intents"], json!([]));

    let id = session(&fake, 9000, "EUR").await;
    let (_, _, page) = fake.page(&format!("/c/pay/{id}")).await;
    assert!(page.contains("90,00 €") && page.contains("IBAN") && !page.contains("OXXO"));
    let iban = [("iban", "de89 3704 0044 0532 0130 00"), ("name", "Ana Gil")];
    let (_, to, _) = fake.post(&format!("/c/pay/{id}/sepa"), &iban).await;
    assert!(to.expect("an address").starts_with("http://portal.test/pago/1"));
    let read = get(&fake, &format!("/v1/checkout/sessions/{id}")).await;
    assert_eq!((&read["status"], &read["payment_status"]), (&json!("complete"), &json!("unpaid")));
}

#[tokio::test]
async fn a_session_that_ended_takes_no_card_and_shows_the_way_back() {
    let fake = Fake::new().await;
    let id = session(&fake, 9000, "PEN").await;
    fake.tell("clock", json!({ "advance": 45 * 60 })).await;
    let (_, to, _) = fake.post(&format!("/c/pay/{id}/card"), &CARD).await;
    assert_eq!(to, Some(format!("/c/pay/{id}")));
    let (_, _, page) = fake.page(&format!("/c/pay/{id}")).await;
    for text in ["TEST", "caducó", "No se cobró nada", "http://portal.test/cuenta"] {
        assert!(page.contains(text), "{text} is missing in {page}");
    }
    assert_eq!(fake.ask("book").await["charges"], json!([]));
    let (status, _, page) = fake.page("/c/pay/cs_test_none").await;
    assert!(status == 404 && page.contains("TEST"));
}

#[tokio::test]
async fn a_label_cannot_break_out_of_the_page() {
    let fake = Fake::new().await;
    let mut new = new_session("attempt_1", amount(9000, "PEN"));
    new.label = "<script>alert(1)</script>\"'";
    new.cancel_url = "http://portal.test/\"><script>";
    let id = fake.client().create_session(None, &new).await.expect("an answer").id;
    let (_, _, page) = fake.page(&format!("/c/pay/{id}?card=\"><script>")).await;
    assert!(!page.contains("<script"), "{page}");
}

#[tokio::test]
async fn a_test_card_can_be_filled_in_by_a_link() {
    let fake = Fake::new().await;
    let id = session(&fake, 9000, "PEN").await;
    let (_, _, page) = fake.page(&format!("/c/pay/{id}?card=4000000000009995")).await;
    assert!(page.contains("value=\"4000000000009995\"") && page.contains("value=\"12/34\""));
}
