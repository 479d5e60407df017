//! The pages before and after paying: the bank's question, the voucher, a session that is closed.

use super::shell::{escape, page};
use super::{IntentStatus, Session, SessionStatus, success_url};
use crate::stripe::simulator::book::Charge;
use crate::stripe::simulator::money;

/// What stands at the simulator's own address.
pub(super) fn front() -> String {
    page(
        "Simulador",
        "<h1>Simulador de Stripe</h1><p>Este servidor hace de Stripe en pruebas y demostraciones. \
         Habla su API en <code>/v1</code> y se maneja en <code>/_control</code>.</p>",
    )
}

/// There is no such session or receipt.
pub(super) fn unknown() -> String {
    page("No existe", "<h1>Esta página no existe</h1><p>Vuelve al enlace de tu acreedor.</p>")
}

/// A session that takes no money any more.
pub(super) fn closed(session: &Session) -> String {
    let (title, text, link) = match session.status {
        SessionStatus::Complete => (
            "Ya terminaste aquí",
            "Este pago ya está hecho o en camino. No hace falta pagar otra vez.",
            Some(success_url(session)),
        ),
        SessionStatus::Expired | SessionStatus::Open => (
            "Esta página de pago caducó",
            "No se cobró nada. Vuelve y empieza de nuevo.",
            session.cancel_url.clone(),
        ),
    };
    let link = link.map(|url| format!("<p><a href=\"{}\">Volver</a></p>", escape(&url)));
    page(title, &format!("<h1>{title}</h1><p>{text}</p>{}", link.unwrap_or_default()))
}

/// The bank wants to see the payer.
pub(super) fn bank(session: &Session) -> String {
    let sum = escape(&money::written(session.amount, &session.currency));
    page(
        "Autenticación 3-D Secure",
        &format!(
            "<h1>Tu banco de prueba pregunta</h1><p class=\"sum\">{sum}</p>\
             <section><h2>¿Eres tú quien paga a {}?</h2>\
             <form method=\"post\" action=\"/c/pay/{}/3ds\">\
             <button name=\"act\" value=\"complete\">Completar autenticación</button>\
             <button class=\"second\" name=\"act\" value=\"fail\">Fallar autenticación</button>\
             </form></section>",
            escape(&session.label),
            session.head.id
        ),
    )
}

/// The voucher to take to the shop.
pub(super) fn voucher(
    session: &Session,
    status: IntentStatus,
    number: &str,
    expires_at: i64,
) -> String {
    let sum = escape(&money::written(session.amount, &session.currency));
    let back = escape(&success_url(session));
    let spaced: Vec<_> = (0..number.len()).step_by(4).map(|at| &number[at..at + 4]).collect();
    let state = match status {
        IntentStatus::Succeeded => "<p role=\"status\"><strong>Pagado en la tienda.</strong></p>",
        IntentStatus::RequiresAction => "<p role=\"status\">Pendiente de pago en la tienda.</p>",
        _ => "<p class=\"bad\" role=\"status\">El vale caducó sin pago.</p>",
    };
    let acts = if status == IntentStatus::RequiresAction {
        format!(
            "<form method=\"post\" action=\"/c/pay/{}/voucher\">\
             <button name=\"act\" value=\"pay\">Pagar en la tienda (prueba)</button>\
             <button class=\"second\" name=\"act\" value=\"expire\">Dejar caducar el vale (prueba)\
             </button></form>",
            session.head.id
        )
    } else {
        String::new()
    };
    page(
        "Vale de OXXO",
        &format!(
            "<h1>Vale de OXXO · {}</h1><p class=\"sum\">{sum}</p><section>{state}\
             <h2>Referencia</h2><p class=\"code\">{}</p><p>Caduca el {}.</p>{acts}</section>\
             <footer><a href=\"{back}\">Volver al comercio</a></footer>",
            escape(&session.label),
            spaced.join(" "),
            day(expires_at),
        ),
    )
}

/// Stripe's own receipt of a charge.
pub(super) fn receipt(charge: &Charge) -> String {
    let sum = escape(&money::written(charge.amount, &charge.currency));
    let day = day(charge.head.created);
    let id = escape(&charge.head.id);
    page(
        "Recibo de prueba",
        &format!("<h1>Recibo de prueba</h1><p class=\"sum\">{sum}</p><p>{day} · {id}</p>"),
    )
}

fn day(seconds: i64) -> String {
    let at = chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    at.format("%d/%m/%Y %H:%M UTC").to_string()
}
