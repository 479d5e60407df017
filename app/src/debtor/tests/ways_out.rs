//! What holds for the ways out, agreements, plans, proposals and certificates.

use super::markup;
use crate::debtor::samples::LIMA;

/// The page of a name, as the clinic's patient gets it.
fn page(name: &str) -> String {
    let mut pages = LIMA.pages().into_iter();
    pages.find(|page| page.name == name).expect("a page of that name").html
}

/// What people read on it from top to bottom.
fn outline(name: &str) -> String {
    markup::outline(&page(name))
}

#[test]
fn the_best_way_out_stands_first_with_its_saving_and_its_date() {
    let outline = outline("options");
    let lines: Vec<&str> = outline.lines().collect();
    assert_eq!(
        lines[..4],
        [
            "# Tus opciones",
            "Pendiente: S/ 1,000.00. La primera opción es la que menos cuesta.",
            "Hasta el viernes 27 de noviembre",
            "## Paga S/ 850.00 y ahorra S/ 150.00",
        ]
    );
    let place = |text: &str| outline.find(text).unwrap_or(usize::MAX);
    assert!(place("ahorra S/ 150.00") < place("## Paga todo"));
    assert!(place("## Paga todo") < place("## En cuotas"));
}

#[test]
fn each_way_out_has_one_button_and_one_of_them_is_the_main_one() {
    let html = page("options");
    assert_eq!(html.matches("class=\"card main\"").count(), 1);
    for section in html.split("<section").skip(1) {
        let section = section.split("</section>").next().unwrap_or_default();
        if section.contains("class=\"way\"") {
            assert_eq!(section.matches("class=\"btn").count(), 1, "{section}");
        }
    }
}

#[test]
fn a_plan_says_what_choosing_it_gives_up() {
    assert!(outline("options").contains("S/ 150.00 de descuento"));
    assert!(outline("builder").contains("ya no se descuentan S/ 150.00"));
    assert!(outline("accept").contains("ya no se descuentan S/ 150.00"));
}

#[test]
fn a_better_way_out_stands_above_paying_everything() {
    let outline = outline("statement-options");
    let place = |text: &str| outline.find(text).expect("it is there");
    assert!(place("Ver mis opciones") < place("Pagar S/ 620.00"));
    let html = page("statement-options");
    assert_eq!(html.matches("class=\"btn\"").count(), 1, "one main button");
}

#[test]
fn the_builder_counts_again_and_goes_on_without_a_script() {
    let html = page("builder");
    assert!(html.contains(r#"method="get" action="/opciones/plan""#));
    assert!(html.contains(r#"formaction="/opciones/aceptar""#));
    let (again, on) = (html.find("Recalcular"), html.find("Revisar el acuerdo"));
    assert!(again < on, "a key press on enter counts, it does not go on");
}

#[test]
fn the_builder_reads_the_same_with_an_island_around_it() {
    assert_eq!(outline("builder-live"), outline("builder"));
    let (live, plain) = (page("builder-live"), page("builder"));
    assert!(live.contains("<leptos-island data-component=\"PlanBuilder_"));
    assert!(live.contains(r#"<script type="module" src="islands.js"></script>"#));
    assert!(!live.contains("<!>"), "nothing but the island's own element wakes");
    assert!(!plain.contains("leptos-") && !plain.contains("<script"), "no front, no island");
}

#[test]
fn dates_that_are_close_together_are_pointed_out() {
    // Also where nobody can choose them, as in a settlement in instalments.
    for name in ["builder", "accept", "accept-less"] {
        let outline = outline(name);
        let close = "Entre el 22 de noviembre y el 30 de noviembre hay solo 8 días.";
        assert!(outline.contains(close), "{name}: {outline}");
    }
    assert!(outline("builder").contains("Hoy, domingo 22 de noviembre"));
    assert!(!page("accept-promise").contains("hay solo"));
}

#[test]
fn a_choice_outside_the_limits_is_told_beside_its_field() {
    for (name, field) in [
        ("builder-amounts", "each"),
        ("builder-few", "parts"),
        ("builder-few", "rhythm"),
        ("builder-past", "first"),
        ("builder-none", "parts"),
        ("options-wrong-day", "on"),
        ("dates-late", "to"),
        ("plan-pay-above", "amount"),
        ("propose-wrong", "rent"),
    ] {
        let html = page(name);
        assert!(html.contains("<title>Error: "), "{name}");
        assert!(html.contains(&format!("href=\"#{field}\"")), "{name}: {field}");
        assert!(html.contains(&format!("id=\"{field}-problem\"")), "{name}: {field}");
        assert!(html.contains(&format!("id=\"{field}\"")), "{name}: {field}");
    }
}

#[test]
fn nothing_is_ticked_for_the_debtor() {
    let html = page("accept");
    assert_eq!(html.matches("type=\"checkbox\"").count(), 2, "consent stands apart");
    assert!(!html.contains("checked"));
    let (autopay, agree) = (html.find("id=\"autopay\""), html.find("id=\"agree\""));
    assert!(autopay.is_some() && autopay < agree);
}

#[test]
fn the_agreement_is_a_table_and_its_button_says_what_is_paid_today() {
    let html = page("accept");
    assert!(html.contains("<table") && html.contains("<caption"));
    assert!(html.contains("Aceptar y pagar S/\u{a0}250.00"));
    assert!(page("accept-promise").contains("Me comprometo a pagar el martes 15 de diciembre"));
    assert!(page("accept-changed").contains("Aceptar el acuerdo"));
}

#[test]
fn another_payday_is_shown_with_its_dates_before_it_counts() {
    let dates = page("dates");
    assert!(dates.contains("/dia-de-pago\"") && dates.contains("<form method=\"get\""), "{dates}");
    assert!(dates.contains("próxima fecha: 5 ene"), "{dates}");
    let review = outline("payday");
    assert!(review.contains("La próxima fecha pasa del martes 8 de diciembre al"), "{review}");
    assert!(review.contains("Después ya no se podrá mover ninguna fecha."), "{review}");
    let html = page("payday");
    assert!(html.contains("name=\"payday\" value=\"15\"") && html.contains("name=\"next\""));
    assert!(html.contains("Confirmar estas fechas"), "{html}");
    assert!(outline("payday-same").contains("La próxima fecha sigue siendo el"));
    let far = outline("dates-payday-far");
    assert!(far.contains("entre el martes 8 de diciembre y el martes 22 de diciembre"), "{far}");
}

#[test]
fn praise_is_for_dates_that_were_kept() {
    for (name, heading) in [
        ("plan", "# Vas muy bien, Rosa"),
        ("plan-unnamed", "# Vas muy bien"),
        ("plan-begun", "# Tu plan de pagos"),
        ("plan-half", "# Ya pagaste la mitad, Rosa"),
        ("plan-missed", "# Tu plan de pagos"),
    ] {
        let outline = outline(name);
        assert!(outline.lines().any(|line| line == heading), "{name}:\n{outline}");
    }
}

#[test]
fn a_reward_is_shown_as_what_is_left_with_it_and_without() {
    assert!(outline("plan").contains("S/ 500.00, o S/ 480.00 si sigues a tiempo"));
    assert!(!outline("plan-half").contains("si sigues a tiempo"));
}

#[test]
fn a_missed_instalment_is_payable_at_once() {
    let html = page("plan-missed");
    assert!(html.contains("Quedan S/\u{a0}250.00 pendientes desde el 10 de noviembre"));
    assert!(html.contains("&amp;what=late\""));
}

#[test]
fn a_plan_that_ended_blames_nobody_and_leads_on() {
    let outline = outline("plan-broken");
    for word in ["incumpl", "moros", "culpa", "última oportunidad"] {
        assert!(!outline.to_lowercase().contains(word), "{word}");
    }
    assert!(outline.contains("Todo lo que pagaste cuenta: S/ 500.00."));
    assert!(outline.contains("→ Ver mis opciones"));
}

#[test]
fn counting_what_can_be_afforded_sends_nothing() {
    let html = page("propose");
    assert!(html.contains(r#"method="post" action="/proponer""#), "no income in a URL");
    let (see, send) = (html.find(r#"value="see""#), html.find(r#"value="send""#));
    assert!(see.is_some() && see < send, "a key press on enter counts, it does not send");
    let (before, after) = html.split_once("name=\"share\"").expect("the box to send it");
    let tag = before.rsplit('<').next().unwrap_or_default();
    let rest = after.split('>').next().unwrap_or_default();
    assert!(!tag.contains("checked") && !rest.contains("checked"), "nothing is sent unasked");
}

#[test]
fn a_certificate_is_confirmed_without_a_person_or_an_amount() {
    for name in [
        "certificate",
        "certificate-revoked",
        "certificate-unknown",
        "certificate-wrong",
        "certificate-check",
    ] {
        let html = page(name);
        for private in ["Rosa", "Quispe", "S/", "DNI", "/cuenta"] {
            assert!(!html.contains(private), "{name}: {private}");
        }
    }
}

#[test]
fn what_was_owed_when_terms_were_proposed_is_not_passed_off_as_what_is_owed_now() {
    assert!(outline("proposal-changed").contains("hoy son S/ 800.00"));
    assert!(outline("proposal-paid").contains("hoy no queda nada pendiente"));
    assert!(!outline("proposal-accepted").contains("hoy son"));
}

#[test]
fn whoever_comes_back_finds_what_became_of_a_proposal() {
    for (name, heading) in [
        ("statement-proposed", "tiene tu propuesta"),
        ("statement-countered", "te propone otra cosa"),
        ("statement-accepted", "Tu propuesta está aceptada"),
        ("statement-refused", "no aceptó esta propuesta"),
        ("statement-expired", "El plazo de esta propuesta terminó"),
    ] {
        let outline = outline(name);
        assert!(outline.contains(heading) && outline.contains("→ Ver la propuesta"), "{name}");
    }
}
