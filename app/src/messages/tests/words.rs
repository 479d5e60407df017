//! The words of every message to the debtor in Spanish, as people read them.

use domain::country::{Address, Country};

use super::samples::{reader, san_borja, to_debtor, to_team};
use crate::texts::Lang;

/// Subject, preview and text of one message, no-break spaces shown as spaces.
pub(super) fn read(name: &str, address: Address) -> String {
    let reader = reader(Lang::Es, Country::Pe, address);
    let setting = san_borja();
    let mails = to_debtor(reader, &setting).into_iter().chain(to_team(reader, &setting));
    let (_, mail) = mails.into_iter().find(|(n, _)| *n == name).expect("a message");
    assert!(mail.text.contains(&mail.preview_text), "the preview is the first sentence");
    format!("[{}]\n{}", mail.subject, mail.text).replace('\u{a0}', " ")
}

#[test]
fn the_first_message() {
    insta::assert_snapshot!(read("access_link", Address::Tu), @r"
    [Tienes un mensaje privado de San Borja]
    Hola, Rosa:

    Te dejamos un mensaje privado. Ábrelo cuando te venga bien: solo tú puedes leerlo.

    Para que nadie más lo lea, antes te pediremos un dato tuyo.

    Al abrirlo verás los detalles, lo que puedes elegir y cómo hablar con una persona. Si ya lo resolviste o hay un error, dínoslo ahí y pausamos los avisos.

    Abrir mi mensaje:
    https://sanborja.example/e/3mJr7AoUXx2Wqd9kTzBvLp

    El enlace sirve hasta el miércoles 23 de diciembre. Después puedes pedir otro ahí mismo.

    Quién te escribe
    ----------------

    Clínica San Borja S.A.C., RUC 20601234565

    Nunca te pediremos la clave de tu banco ni los códigos que tu banco te envía. Si dudas, llama al negocio al número que ya conoces.

    El enlace de este mensaje empieza por sanborja.example. También puedes escribir tú esa dirección en el navegador:

    https://sanborja.example/real

    ¿No quieres más mensajes como este? Puedes dejar de recibirlos aquí, sin dar ningún dato:

    https://sanborja.example/e/3mJr7AoUXx2Wqd9kTzBvLp/parar

    ¿Prefieres hablar con una persona?
    ----------------------------------

    01 555 0100 (lunes a viernes, 9 a 18 h)

    cuentas@sanborja.example
    ");
}

#[test]
fn the_first_message_formally() {
    insta::assert_snapshot!(read("access_link", Address::Usted), @r"
    [Tiene un mensaje privado de San Borja]
    Hola, Rosa:

    Le dejamos un mensaje privado. Ábralo cuando le venga bien: solo usted puede leerlo.

    Para que nadie más lo lea, antes le pediremos un dato suyo.

    Al abrirlo verá los detalles, lo que puede elegir y cómo hablar con una persona. Si ya lo resolvió o hay un error, díganoslo ahí y pausamos los avisos.

    Abrir mi mensaje:
    https://sanborja.example/e/3mJr7AoUXx2Wqd9kTzBvLp

    El enlace sirve hasta el miércoles 23 de diciembre. Después puede pedir otro ahí mismo.

    Quién le escribe
    ----------------

    Clínica San Borja S.A.C., RUC 20601234565

    Nunca le pediremos la clave de su banco ni los códigos que su banco le envía. Si duda, llame al negocio al número que ya conoce.

    El enlace de este mensaje empieza por sanborja.example. También puede escribir usted esa dirección en el navegador:

    https://sanborja.example/real

    ¿No quiere más mensajes como este? Puede dejar de recibirlos aquí, sin dar ningún dato:

    https://sanborja.example/e/3mJr7AoUXx2Wqd9kTzBvLp/parar

    ¿Prefiere hablar con una persona?
    ---------------------------------

    01 555 0100 (lunes a viernes, 9 a 18 h)

    cuentas@sanborja.example
    ");
}

#[test]
fn a_new_link() {
    insta::assert_snapshot!(read("new_link", Address::Tu), @r"
    [Tu enlace nuevo de San Borja]
    Hola, Rosa:

    Aquí está el enlace que pediste.

    Te lleva al mismo mensaje privado. Antes te pediremos un dato tuyo.

    Abrir mi mensaje:
    https://sanborja.example/e/3mJr7AoUXx2Wqd9kTzBvLp

    El enlace sirve hasta el miércoles 23 de diciembre. Después puedes pedir otro ahí mismo.

    ¿No lo pediste? No hace falta que hagas nada: sin ese dato no se ve nada.

    Quién te escribe
    ----------------

    Clínica San Borja S.A.C., RUC 20601234565

    Nunca te pediremos la clave de tu banco ni los códigos que tu banco te envía. Si dudas, llama al negocio al número que ya conoces.

    El enlace de este mensaje empieza por sanborja.example. También puedes escribir tú esa dirección en el navegador:

    https://sanborja.example/real

    ¿No quieres más mensajes como este? Puedes dejar de recibirlos aquí, sin dar ningún dato:

    https://sanborja.example/e/3mJr7AoUXx2Wqd9kTzBvLp/parar

    ¿Prefieres hablar con una persona?
    ----------------------------------

    01 555 0100 (lunes a viernes, 9 a 18 h)

    cuentas@sanborja.example
    ");
}

#[test]
fn a_link_that_asks_nothing_promises_nothing() {
    for (address, warning) in
        [(Address::Tu, "No lo reenvíes: "), (Address::Usted, "No lo reenvíe: ")]
    {
        for name in ["access_link_open", "new_link_open"] {
            let text = read(name, address);
            let warning = format!("{warning}quien tenga este enlace puede abrirlo.");
            assert!(text.contains(&warning), "{text}");
            for promise in [" solo tú ", " solo usted ", " un dato ", "¿No lo pid"] {
                assert!(!text.contains(promise), "{text}");
            }
        }
    }
}

#[test]
fn an_identity_code() {
    insta::assert_snapshot!(read("code", Address::Tu), @r"
    [Tu código para abrir el mensaje de San Borja]
    Hola, Rosa:

    Es solo para ti. Nadie te lo pedirá por teléfono ni por mensaje.

    Escríbelo en la página que tienes abierta para confirmar que eres tú:

        492713

    Vale 10 minutos y sirve una sola vez.

    ¿No lo pediste? No hace falta que hagas nada: sin el código no se ve ningún dato.

    Quién te escribe
    ----------------

    Clínica San Borja S.A.C., RUC 20601234565

    Nunca te pediremos la clave de tu banco ni los códigos que tu banco te envía. Si dudas, llama al negocio al número que ya conoces.

    Otras formas de comprobar que somos nosotros:

    https://sanborja.example/real

    ¿Prefieres hablar con una persona?
    ----------------------------------

    01 555 0100 (lunes a viernes, 9 a 18 h)

    cuentas@sanborja.example
    ");
}

#[test]
fn a_receipt() {
    insta::assert_snapshot!(read("receipt", Address::Tu), @r"
    [Tu constancia de San Borja]
    Hola, Rosa:

    Todo salió bien. Guarda este mensaje: dentro están los detalles.

    Recibimos tu pago. Gracias. Los recordatorios de lo que ya está pagado se detuvieron.

    Recibo: N.º 000318
    Fecha y hora: 23 de noviembre de 2026, 7:12 p. m.
    Medio de pago: Tarjeta

    Qué se pagó
    -----------

    Boleta B001-2231, consulta: S/ 650.00
    Boleta B001-2240, farmacia: S/ 184.50
    A favor de quien pagó: S/ 15.50
    Total pagado: S/ 850.00

    En tu cuenta quedan pendientes S/ 200.00.

    Código de comprobación
    ----------------------

        7F3A-09C4-E11B

    Resume todo lo ocurrido en este caso hasta el momento del recibo. Si algo anterior cambiara, el código ya no coincidiría.

    Este recibo no es un comprobante de pago tributario.

    Quién te escribe
    ----------------

    Clínica San Borja S.A.C., RUC 20601234565

    Nunca te pediremos la clave de tu banco ni los códigos que tu banco te envía. Si dudas, llama al negocio al número que ya conoces.

    Otras formas de comprobar que somos nosotros:

    https://sanborja.example/real

    ¿Prefieres hablar con una persona?
    ----------------------------------

    01 555 0100 (lunes a viernes, 9 a 18 h)

    cuentas@sanborja.example
    ");
}

#[test]
fn money_given_back() {
    insta::assert_snapshot!(read("refund_made", Address::Tu), @r"
    [Tienes una novedad de San Borja]
    Hola, Rosa:

    Ya está en marcha y no hace falta que hagas nada. Dentro están los detalles.

    Te devolvimos S/ 120.50 del pago con recibo 000318.

    Llega por el mismo medio con que pagaste. Según el banco, puede tardar hasta 10 días hábiles.

    En tu cuenta no queda nada pendiente.

    Quién te escribe
    ----------------

    Clínica San Borja S.A.C., RUC 20601234565

    Nunca te pediremos la clave de tu banco ni los códigos que tu banco te envía. Si dudas, llama al negocio al número que ya conoces.

    Otras formas de comprobar que somos nosotros:

    https://sanborja.example/real

    ¿Prefieres hablar con una persona?
    ----------------------------------

    01 555 0100 (lunes a viernes, 9 a 18 h)

    cuentas@sanborja.example
    ");
}

#[test]
fn money_that_the_creditor_gave_back_itself() {
    insta::assert_snapshot!(read("refund_outside", Address::Tu), @r"
    [Tienes una novedad de San Borja]
    Hola, Rosa:

    Te contamos algo que quedó anotado. Dentro están los detalles.

    Te devolvimos S/ 120.50 del pago con recibo 000318.

    Quedó anotado como entregado fuera de esta página el 21 de noviembre. Si no lo recibiste, dínoslo.

    En tu cuenta no queda nada pendiente.

    Quién te escribe
    ----------------

    Clínica San Borja S.A.C., RUC 20601234565

    Nunca te pediremos la clave de tu banco ni los códigos que tu banco te envía. Si dudas, llama al negocio al número que ya conoces.

    Otras formas de comprobar que somos nosotros:

    https://sanborja.example/real

    ¿Prefieres hablar con una persona?
    ----------------------------------

    01 555 0100 (lunes a viernes, 9 a 18 h)

    cuentas@sanborja.example
    ");
}

#[test]
fn a_date_of_a_plan_that_comes() {
    for (address, subject, part) in [
        (Address::Tu, "Un recordatorio de San Borja", "La próxima fecha de tu plan es el lunes 30"),
        (Address::Usted, "Un recordatorio de San Borja", "La próxima fecha de su plan es el lunes"),
    ] {
        let text = read("plan_before", address);
        assert!(text.starts_with(&format!("[{subject}]\n")), "{text}");
        for part in [part, "30 de noviembre de 2026: S/ 184.50", "Ver mi plan:\nhttps://sanborja"] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}

#[test]
fn what_was_missed_is_said_without_blame_and_with_the_way_on() {
    let text = read("plan_missed", Address::Tu);
    for part in [
        "[Una nota de San Borja para ti]",
        "La fecha del jueves 19 de noviembre quedó pendiente.",
        "Puedes pagar hoy mismo y el plan sigue.",
        "Si otra cuota queda sin pagar, el plan termina.",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_plan_that_is_over_says_what_counts_and_what_is_left() {
    for (name, parts) in [
        (
            "plan_broken",
            &[
                "Terminó el 22 de noviembre, porque quedaron fechas sin pagar.",
                "Todo lo que pagaste cuenta: S/ 120.50.",
                "Quedan S/ 200.00 pendientes.",
                "Incluyen S/ 184.50 que se iban a perdonar.",
            ][..],
        ),
        (
            "plan_cancelled",
            &["Se cerró el 22 de noviembre.", "Todo lo que pagaste cuenta: S/ 120.50."],
        ),
        (
            "plan_completed",
            &[
                "[Una buena noticia de San Borja]",
                "Pagaste S/ 120.50 a Clínica San Borja S.A.C. y no queda nada de este plan.",
                "No lo reenvíes: quien tenga este enlace puede abrirlo.",
            ],
        ),
    ] {
        let text = read(name, Address::Tu);
        for part in parts {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}

#[test]
fn a_receipt_says_what_comes_next_of_the_plan_that_it_paid() {
    for (name, part) in [
        (
            "receipt_plan_next",
            "La próxima fecha de tu plan es el lunes 30 de noviembre: S/ 200.00.",
        ),
        (
            "receipt_plan_late",
            "De las fechas que ya pasaron quedan S/ 200.00 por pagar en tu plan.",
        ),
        ("receipt_plan_done", "Completaste tu plan. Gracias."),
    ] {
        let text = read(name, Address::Tu);
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!read("receipt", Address::Tu).contains("plan"));
}

#[test]
fn an_automatic_charge_is_told_before_and_when_it_did_not_go_through() {
    for (name, address, words) in [
        (
            "autopay_soon",
            Address::Tu,
            "El jueves 26 de noviembre se cobrarán S/ 184.50 con Visa 4242",
        ),
        ("autopay_again", Address::Tu, "Lo intentaremos otra vez el jueves 26 de noviembre"),
        ("autopay_by_hand", Address::Tu, "puedes pagar ahora con cualquier medio"),
        ("autopay_confirm", Address::Tu, "el banco te lo preguntará ahí"),
        ("autopay_card", Address::Tu, "con Visa 4242 ya no se puede cobrar"),
        ("autopay_stopped", Address::Usted, "Puede activar otra tarjeta"),
        ("autopay_again", Address::Usted, "Su plan sigue igual hasta el viernes 27 de noviembre."),
    ] {
        let said = read(name, address);
        assert!(said.contains(words), "{name}: {said}");
        assert!(said.contains("https://sanborja.example/e/3mJr7AoUXx2Wqd9kTzBvLp"), "{name}");
    }
}

#[test]
fn a_reminder_asks_for_what_is_due_and_leaves_a_door_for_doubt() {
    for (name, address, parts) in [
        (
            "reminder_courtesy",
            Address::Tu,
            &[
                "[Tu fecha del 19 de noviembre]",
                "Boleta B001-2231, 19 de noviembre de 2026: S/ 184.50",
                "En total: S/ 369.00",
                "Si pagas todo hasta el viernes 27 de noviembre, son S/ 184.50 y ahorras S/ 120.50.",
                "Desde el lunes 30 de noviembre se suma interés por pagar tarde: 12.5 % al año",
                "¿Ya pagaste o hay un error?",
            ][..],
        ),
        ("reminder_kind", Address::Tu, &["[Nos quedó un tema abierto]", "Esto quedó pendiente:"]),
        ("reminder_kind", Address::Usted, &["¿Ya pagó o hay un error?", "díganoslo"]),
        (
            "reminder_kind",
            Address::Tu,
            &["Antes de abrir tu página te pediremos un dato tuyo, para que nadie más la vea."],
        ),
        ("reminder_firm", Address::Usted, &["[Elija la opción que le sirva]"]),
        ("reminder_eve", Address::Usted, &["Para ese día quedamos en esto:"]),
        ("plan_before", Address::Usted, &["Antes de abrir su página le pediremos un dato suyo"]),
        ("reminder_soon", Address::Tu, &["30 de noviembre de 2026: S/ 184.50", "Ver mi plan:"]),
        (
            "reminder_missed",
            Address::Tu,
            &[
                "[La fecha del 19 de noviembre sigue abierta]",
                "Hasta el lunes 30 de noviembre lo acordado se mantiene igual.",
            ],
        ),
        ("reminder_broken", Address::Tu, &["Quedamos en el 19 de noviembre: ¿cómo seguimos?"]),
        ("reminder_settled", Address::Tu, &["Ya no tienes nada pendiente con Clínica San Borja"]),
    ] {
        let text = read(name, address);
        for part in parts {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert_eq!(text.contains("lo acordado se mantiene"), name == "reminder_missed", "{text}");
    }
}

#[test]
fn a_last_notice_is_formal_always_and_threatens_nobody() {
    let text = read("reminder_final", Address::Tu);
    assert!(text.contains("Este es nuestro último recordatorio"), "{text}");
    let own = text.split("Quién").next().unwrap_or_default();
    for familiar in [" tu ", " tus ", " te ", "puedes", "Puedes"] {
        assert!(!own.contains(familiar), "{familiar}: {own}");
    }
    let lower = text.to_lowercase();
    for word in ["consecuencia", "judicial", "legal ", "embargo", "medidas", "última oportunidad"]
    {
        assert!(!lower.contains(word), "{word}: {text}");
    }
    assert_eq!(read("reminder_final", Address::Usted), text);
}
