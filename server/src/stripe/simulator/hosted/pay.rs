//! The page on which the debtor chooses how to pay.

use super::shell::{escape, page as shell};
use super::{CardForm, Mode, Session};
use crate::stripe::simulator::{cards, money};

/// A field of the card's form and what is wrong with it.
pub(super) type Problem = (&'static str, &'static str);

/// What is wrong with a card's form at `now`, before any bank is asked.
pub(super) fn problems(form: &CardForm, now: i64) -> Vec<Problem> {
    let mut problems = Vec::new();
    let number: String = form.number.chars().filter(char::is_ascii_digit).collect();
    let odd = form.number.chars().any(|c| !(c.is_ascii_digit() || c == ' ' || c == '-'));
    if odd || !cards::is_card(&number) {
        problems.push(("number", "El número de la tarjeta no es correcto."));
    }
    if !expires_after(&form.expiry, now) {
        problems.push(("expiry", "La fecha de caducidad no es correcta o ya pasó."));
    }
    let cvc = form.cvc.trim();
    if !(3..=4).contains(&cvc.len()) || !cvc.bytes().all(|byte| byte.is_ascii_digit()) {
        problems.push(("cvc", "El código de seguridad tiene 3 o 4 cifras."));
    }
    problems
}

/// The page of an open session.
pub(super) fn page(session: &Session, form: &CardForm, problems: &[Problem]) -> String {
    let sum = money::written(session.amount, &session.currency);
    let (big, press) = match session.mode {
        Mode::Payment => (sum.clone(), format!("Pagar {sum}")),
        Mode::Setup => ("Sin pagar nada ahora".to_owned(), "Guardar la tarjeta".to_owned()),
    };
    let mut parts =
        vec![format!("<h1>{}</h1><p class=\"sum\">{}</p>", escape(&session.label), escape(&big))];
    if let Some(code) = &session.notice {
        parts.push(format!("<p class=\"notice\" role=\"alert\">{}</p>", notice(code)));
    }
    for method in &session.methods {
        parts.push(match method.as_str() {
            "oxxo" => oxxo(session),
            "sepa_debit" => sepa(session),
            _ => card(session, form, problems, &press),
        });
    }
    parts.push(offered(session));
    if let Some(cancel) = &session.cancel_url {
        let cancel = escape(cancel);
        parts.push(format!("<footer><a href=\"{cancel}\">Cancelar y volver</a></footer>"));
    }
    shell("Pagar", &parts.concat())
}

fn card(session: &Session, form: &CardForm, problems: &[Problem], press: &str) -> String {
    let field = |name: &str, label: &str, value: &str, more: &str| {
        let problem = problems.iter().find(|(field, _)| *field == name).map(|(_, text)| *text);
        let (mark, text) = match problem {
            Some(text) => (
                format!(" aria-invalid=\"true\" aria-describedby=\"{name}-error\""),
                format!("<p class=\"bad\" id=\"{name}-error\">{text}</p>"),
            ),
            None => (String::new(), String::new()),
        };
        format!(
            "<div><label for=\"{name}\">{label}</label>\
             <input id=\"{name}\" name=\"{name}\" value=\"{}\"{mark} {more}>{text}</div>",
            escape(value)
        )
    };
    format!(
        "<section aria-labelledby=\"card-title\"><h2 id=\"card-title\">Tarjeta</h2>\
         <form method=\"post\" action=\"/c/pay/{id}/card\">{number}\
         <div class=\"pair\">{expiry}{cvc}</div>{name}{email}\
         <button>{press}</button></form></section>",
        id = session.head.id,
        number = field(
            "number",
            "Número de la tarjeta",
            &form.number,
            "required inputmode=\"numeric\" autocomplete=\"cc-number\" maxlength=\"23\""
        ),
        expiry = field(
            "expiry",
            "Caducidad (MM/AA)",
            &form.expiry,
            "required inputmode=\"numeric\" autocomplete=\"cc-exp\" placeholder=\"12/34\" \
             maxlength=\"7\""
        ),
        cvc = field(
            "cvc",
            "CVC",
            &form.cvc,
            "required inputmode=\"numeric\" autocomplete=\"cc-csc\" maxlength=\"4\""
        ),
        name = field("name", "Nombre del titular", &form.name, "autocomplete=\"cc-name\""),
        email = field(
            "email",
            "Correo electrónico (opcional)",
            &form.email,
            "type=\"email\" autocomplete=\"email\""
        ),
        press = escape(press),
    )
}

fn oxxo(session: &Session) -> String {
    format!(
        "<section aria-labelledby=\"oxxo-title\"><h2 id=\"oxxo-title\">OXXO</h2>\
         <p>Te damos un vale y pagas en efectivo en cualquier tienda OXXO antes de tres días.</p>\
         <form method=\"post\" action=\"/c/pay/{}/oxxo\">\
         <label for=\"oxxo-name\">Nombre y apellido</label>\
         <input id=\"oxxo-name\" name=\"name\" autocomplete=\"name\">\
         <button class=\"second\">Generar vale de OXXO</button></form></section>",
        session.head.id
    )
}

fn sepa(session: &Session) -> String {
    format!(
        "<section aria-labelledby=\"sepa-title\"><h2 id=\"sepa-title\">Débito SEPA</h2>\
         <p>Prueba con DE89 3704 0044 0532 0130 00 (paga a los días) o \
         DE62 3704 0044 0532 0130 01 (falla a los días).</p>\
         <form method=\"post\" action=\"/c/pay/{}/sepa\"><label for=\"iban\">IBAN</label>\
         <input id=\"iban\" name=\"iban\" required minlength=\"15\" maxlength=\"42\">\
         <label for=\"sepa-name\">Titular de la cuenta</label>\
         <input id=\"sepa-name\" name=\"name\" autocomplete=\"name\">\
         <button class=\"second\">Pagar por débito SEPA</button></form></section>",
        session.head.id
    )
}

/// The test cards as links that fill in the form.
fn offered(session: &Session) -> String {
    let items: Vec<_> = cards::OFFERED
        .iter()
        .map(|card| {
            let (id, number) = (&session.head.id, card.number);
            let spaced = [&number[..4], &number[4..8], &number[8..12], &number[12..]].join(" ");
            format!("<li><a href=\"/c/pay/{id}?card={number}\">{spaced}</a> · {}</li>", card.does)
        })
        .collect();
    format!("<details><summary>Tarjetas de prueba</summary><ul>{}</ul></details>", items.concat())
}

/// What the bank said, as a person reads it.
fn notice(code: &str) -> &'static str {
    match code {
        "insufficient_funds" => {
            "Tu tarjeta no tiene fondos suficientes. Prueba con otra tarjeta o con otro método."
        }
        "expired_card" => "Tu tarjeta está caducada. Prueba con otra tarjeta.",
        "incorrect_cvc" => "El código de seguridad de tu tarjeta no es correcto.",
        "incorrect_number" => "El número de la tarjeta no es correcto.",
        "processing_error" => "Hubo un error al procesar tu tarjeta. Inténtalo otra vez.",
        "payment_intent_authentication_failure" => {
            "No pudimos comprobar con tu banco que eres tú. Elige otro método o inténtalo otra vez."
        }
        _ => "Tu banco rechazó la tarjeta. Prueba con otra tarjeta o con otro método.",
    }
}

/// Whether `MM/YY` or `MM/YYYY` is a month that has not ended at `now`.
fn expires_after(expiry: &str, now: i64) -> bool {
    let Some((month, year)) = expiry.trim().split_once('/') else { return false };
    let (Ok(month), Ok(year)) = (month.trim().parse::<u32>(), year.trim().parse::<i32>()) else {
        return false;
    };
    if !(1..=12).contains(&month) || !(0..=9999).contains(&year) {
        return false;
    }
    let year = if year < 100 { 2000 + year } else { year };
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let end = chrono::NaiveDate::from_ymd_opt(year, month, 1);
    end.and_then(|end| end.and_hms_opt(0, 0, 0)).is_some_and(|end| end.and_utc().timestamp() > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_good_to_the_end_of_its_month() {
        let end_of_june_2026 = 1_782_863_999;
        for (expiry, good) in [
            ("06/26", true),
            ("05/26", false),
            ("12/25", false),
            ("12/26", true),
            ("7/2026", true),
            ("13/30", false),
            ("0/30", false),
            ("06-26", false),
            ("", false),
            ("ab/cd", false),
        ] {
            assert_eq!(expires_after(expiry, end_of_june_2026), good, "{expiry}");
        }
        assert!(!expires_after("06/26", end_of_june_2026 + 1));
    }
}
