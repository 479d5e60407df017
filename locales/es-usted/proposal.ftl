propose-lead-instead = { $count ->
    [one] { $creditor } responde en 1 hora como máximo. Hasta que acepte un acuerdo nuevo, su plan sigue igual, con las mismas fechas.
   *[other] { $creditor } responde en { $count } horas como máximo. Hasta que acepte un acuerdo nuevo, su plan sigue igual, con las mismas fechas.
}
propose-pay = ¿Cuánto puede pagar en total?
propose-words = Si quiere, cuéntenos qué le ayudaría
household-lead = Es opcional. No guardamos nada de esto, salvo que lo envíe con la propuesta.
household-people = Personas que viven de ese ingreso, contándole a usted
household-months = { $count ->
    [one] Así terminaría en 1 mes.
   *[other] Así terminaría en { $count } meses.
}
proposal-title = Su propuesta · { $creditor }
proposal-waiting = { $creditor } tiene su propuesta
proposal-waiting-until = Le responde una persona a más tardar el { $moment }.
proposal-plan-goes-on = Mientras tanto su plan sigue igual, con las mismas fechas.
proposal-countered = { $creditor } le propone otra cosa
proposal-other = Lo que le proponen
proposal-yours = Su propuesta
proposal-accepted = { $creditor } aceptó su propuesta
proposal-agreed = Su propuesta está aceptada
proposal-expired-yours = Terminó el plazo para aceptar lo que le propusieron. Se puede proponer otra vez.
