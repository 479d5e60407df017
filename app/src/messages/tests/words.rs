//! The words of every message in Spanish, as people read them.

use domain::country::{Address, Country};

use super::samples::{reader, san_borja, to_debtor, to_team};
use crate::texts::Lang;

/// Subject, preview and text of one message, no-break spaces shown as spaces.
fn read(name: &str, address: Address) -> String {
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

    Para que nadie más lo lea, antes te haremos una pregunta que solo tú sabes responder.

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

    Para que nadie más lo lea, antes le haremos una pregunta que solo usted sabe responder.

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

    Te lleva al mismo mensaje privado. Antes te haremos una pregunta que solo tú sabes responder.

    Abrir mi mensaje:
    https://sanborja.example/e/3mJr7AoUXx2Wqd9kTzBvLp

    El enlace sirve hasta el miércoles 23 de diciembre. Después puedes pedir otro ahí mismo.

    ¿No lo pediste? No hace falta que hagas nada: sin esa respuesta no se ve ningún dato.

    Quién te escribe
    ----------------

    Clínica San Borja S.A.C., RUC 20601234565

    Nunca te pediremos la clave de tu banco ni los códigos que tu banco te envía. Si dudas, llama al negocio al número que ya conoces.

    El enlace de este mensaje empieza por sanborja.example. También puedes escribir tú esa dirección en el navegador:

    https://sanborja.example/real

    ¿Prefieres hablar con una persona?
    ----------------------------------

    01 555 0100 (lunes a viernes, 9 a 18 h)

    cuentas@sanborja.example
    ");
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
fn a_sign_in_link() {
    insta::assert_snapshot!(read("sign_in", Address::Tu), @r"
    [Tu enlace para entrar a AlDía]
    Hola:

    Sirve una sola vez y por poco tiempo.

    Este enlace abre el panel de Clínica San Borja S.A.C. Tienes 15 minutos para usarlo.

    Entrar al panel:
    https://sanborja.example/panel/entrar/9fQ

    ¿No lo pediste? No hace falta que hagas nada: además del enlace hace falta tu código.

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn an_invitation() {
    insta::assert_snapshot!(read("invited", Address::Tu), @r"
    [Invitación al equipo de Clínica San Borja S.A.C. en AlDía]
    Hola:

    Con este enlace entras por primera vez.

    Rosa te invita al panel de Clínica San Borja S.A.C., donde están los casos, los pagos y las respuestas de las personas. Tu rol: Gestión de casos.

    La primera vez se prepara un código en el teléfono; toma un minuto.

    Entrar al panel:
    https://sanborja.example/panel/entrar/9fQ

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn a_payment() {
    insta::assert_snapshot!(read("payment_received", Address::Tu), @r"
    [Pago recibido: S/ 850.00]
    Hola:

    Quedó registrado en su caso, con su recibo.

    Persona: Rosa
    Referencia: C-10234
    Monto: S/ 850.00
    Medio: Tarjeta o efectivo, por Stripe
    Recibo: 318
    Por cobrar: S/ 200.00

    Ver el caso:
    https://sanborja.example/panel/casos/case_00000000000000000000000000000001

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn a_refund_that_was_made() {
    insta::assert_snapshot!(read("team_refund", Address::Tu), @r"
    [Devolución hecha: S/ 850.00]
    Hola:

    El dinero salió por el mismo medio con que se pagó.

    Persona: Rosa
    Referencia: C-10234

    Ver el caso:
    https://sanborja.example/panel/casos/case_00000000000000000000000000000001

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn a_refund_that_failed() {
    insta::assert_snapshot!(read("team_refund_failed", Address::Tu), @r"
    [Una devolución no se pudo hacer: S/ 850.00]
    Hola:

    El dinero sigue en la cuenta. Hace falta devolverlo de otra forma.

    Persona: Rosa
    Referencia: C-10234

    Ver el caso:
    https://sanborja.example/panel/casos/case_00000000000000000000000000000001

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn a_chargeback() {
    insta::assert_snapshot!(read("chargeback", Address::Tu), @r"
    [Contracargo: el banco retiró S/ 850.00]
    Hola:

    Lo que ese pago cubría vuelve a deberse. En Stripe se puede responder al banco.

    Persona: Rosa
    Referencia: C-10234
    Recibo: 318

    Ver el caso:
    https://sanborja.example/panel/casos/case_00000000000000000000000000000001

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn a_chargeback_won() {
    insta::assert_snapshot!(read("reinstated", Address::Tu), @r"
    [Contracargo resuelto: el banco devolvió S/ 850.00]
    Hola:

    El pago vuelve a contar como antes.

    Persona: Rosa
    Referencia: C-10234
    Recibo: 318

    Ver el caso:
    https://sanborja.example/panel/casos/case_00000000000000000000000000000001

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn an_answer() {
    insta::assert_snapshot!(read("answer_received", Address::Tu), @r"
    [Nueva respuesta: dice que ya pagó]
    Hola:

    Los recordatorios de este caso quedaron en pausa.

    Persona: Rosa
    Referencia: C-10234

    Las palabras de la persona se leen solo en el panel.

    Leer la respuesta:
    https://sanborja.example/panel/respuestas

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn an_announced_transfer() {
    insta::assert_snapshot!(read("transfer_announced", Address::Tu), @r"
    [Transferencia anunciada: S/ 850.00]
    Hola:

    Falta confirmar en el banco que llegó.

    Persona: Rosa
    Referencia: C-10234
    Referencia que trae: Rosa
    Monto: S/ 850.00

    Revisar la transferencia:
    https://sanborja.example/panel/transferencias

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn money_with_an_unknown_reference() {
    insta::assert_snapshot!(read("suspense_alarm", Address::Tu), @r"
    [Dinero por identificar: S/ 850.00]
    Hola:

    No se asignó a ningún caso ni cerró ninguna deuda.

    Por qué: Ninguna transferencia esperaba con esa referencia
    Monto: S/ 850.00
    Día en que llegó: 19 de noviembre
    Medio: Transferencia
    Referencia: Rosa

    Ver qué hacer:
    https://sanborja.example/panel/por-identificar

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn money_of_another_amount() {
    insta::assert_snapshot!(read("suspense_amount", Address::Tu), @r"
    [Dinero por identificar: S/ 850.00]
    Hola:

    No se asignó a ningún caso ni cerró ninguna deuda.

    Por qué: Lo esperado era S/ 200.00
    Monto: S/ 850.00
    Día en que llegó: 19 de noviembre
    Medio: Transferencia

    Ver qué hacer:
    https://sanborja.example/panel/por-identificar

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn money_that_only_looks_like_ours() {
    insta::assert_snapshot!(read("suspense_foreign", Address::Tu), @r"
    [Revisar un pago que no salió de AlDía: S/ 850.00]
    Hola:

    No se asignó a ningún caso ni cerró ninguna deuda.

    Por qué: El pago no salió de esta página: conviene revisarlo en Stripe antes de asignarlo
    Monto: S/ 850.00
    Día en que llegó: 19 de noviembre
    Medio: Transferencia

    Ver qué hacer:
    https://sanborja.example/panel/por-identificar

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}
