//! The words of every message to the team in Spanish, as its members read them.

use domain::country::Address;

use super::words::read;

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
fn a_refund_that_was_made_outside() {
    insta::assert_snapshot!(read("team_refund_outside", Address::Tu), @r"
    [Devolución anotada: S/ 850.00]
    Hola:

    Quedó anotado que el dinero se devolvió por fuera.

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
fn an_inquiry_of_a_bank() {
    insta::assert_snapshot!(read("inquiry", Address::Tu), @r"
    [Consulta del banco: pregunta por un pago de S/ 850.00]
    Hola:

    Hasta ahora el banco no ha retirado dinero. Hace falta responderle en Stripe, antes de la fecha límite si Stripe indica una.

    Persona: Rosa
    Referencia: C-10234
    Recibo: 318

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

#[test]
fn money_without_a_case_that_a_bank_asks_about() {
    insta::assert_snapshot!(read("suspense_asked", Address::Tu), @r"
    [Un banco pregunta por dinero por identificar: S/ 850.00]
    Hola:

    Hasta ahora el banco no ha retirado dinero. Hace falta responderle en Stripe, antes de la fecha límite si Stripe indica una.

    Por qué: Lo esperado era S/ 200.00
    Monto: S/ 850.00
    Día en que llegó: 19 de noviembre
    Medio: Tarjeta o efectivo, por Stripe

    Ver qué hacer:
    https://sanborja.example/panel/por-identificar

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn money_without_a_case_that_a_bank_disputes() {
    insta::assert_snapshot!(read("suspense_disputed", Address::Tu), @r"
    [Un banco reclama dinero por identificar: S/ 850.00]
    Hola:

    El banco retiró ese dinero, que no tiene caso. En Stripe se le puede responder.

    Por qué: Lo esperado era S/ 200.00
    Monto: S/ 850.00
    Día en que llegó: 19 de noviembre
    Medio: Tarjeta o efectivo, por Stripe

    Ver qué hacer:
    https://sanborja.example/panel/por-identificar

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn money_closed_without_a_case_whose_refund_failed() {
    insta::assert_snapshot!(read("suspense_unsent", Address::Tu), @r"
    [No se pudo devolver dinero que se cerró sin caso: S/ 850.00]
    Hola:

    Stripe no pudo devolverlo, o no todo, y sigue en la cuenta. Hace falta devolverlo de otra forma.

    Por qué: Lo esperado era S/ 200.00
    Monto: S/ 850.00
    Día en que llegó: 19 de noviembre
    Medio: Tarjeta o efectivo, por Stripe
    Qué pasó: Cerrado sin caso

    Ver qué hacer:
    https://sanborja.example/panel/por-identificar

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn a_proposal_that_waits() {
    insta::assert_snapshot!(read("team_proposal", Address::Tu), @r"
    [Nueva propuesta: S/ 200.00]
    Hola:

    Espera una respuesta del equipo.

    Persona: Rosa
    Referencia: C-10234
    Por cobrar: S/ 850.00
    Propone pagar: S/ 200.00
    Plazo para responder: 23 de noviembre, 7:12 p. m.

    Ver la propuesta:
    https://sanborja.example/panel/propuestas/prop_00000000000000000000000000000001

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn a_promise_that_was_not_kept() {
    insta::assert_snapshot!(read("team_promise_broken", Address::Tu), @r"
    [Compromiso de pago sin cumplir: S/ 850.00]
    Hola:

    La fecha pasó y el pago no llegó, o no llegó completo.

    Persona: Rosa
    Referencia: C-10234
    Lo acordado: S/ 850.00
    Hasta el día: 19 de noviembre de 2026
    Por cobrar: S/ 200.00

    Ver el caso:
    https://sanborja.example/panel/casos/case_00000000000000000000000000000001

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}

#[test]
fn a_text_that_a_member_asked_to_see() {
    insta::assert_snapshot!(read("team_test", Address::Tu), @r"
    [Prueba: Aviso firme (Correo)]
    Hola:

    Solo la recibes tú.

    Así se leería este paso. Los datos son de ejemplo y el enlace no abre nada.

    Elige la opción
    ---------------

    Hay varias

    Hola, Rosa:

    B001-1: S/ 1.00

    Ver mis opciones:
    https://sanborja.example/e/3mJr7AoUXx2Wqd9kTzBvLp

    AlDía, para el equipo de Clínica San Borja S.A.C.
    ");
}
