# Terms of one's own, help with what can be afforded, and what became of it.
propose-title = Proponer · { $creditor }
propose-heading = Proponer otras condiciones
propose-lead = { $count ->
    [one] { $creditor } responde en 1 hora como máximo. Si ya está dentro de lo que acepta, se acepta al momento.
   *[other] { $creditor } responde en { $count } horas como máximo. Si ya está dentro de lo que acepta, se acepta al momento.
}
propose-lead-instead = { $count ->
    [one] { $creditor } responde en 1 hora como máximo. Hasta que aceptes un acuerdo nuevo, tu plan sigue igual, con las mismas fechas.
   *[other] { $creditor } responde en { $count } horas como máximo. Hasta que aceptes un acuerdo nuevo, tu plan sigue igual, con las mismas fechas.
}
propose-pay = ¿Cuánto puedes pagar en total?
propose-pay-hint = Hoy hay { $amount } pendientes. También se puede proponer menos.
propose-see = Ver las fechas
propose-words = Si quieres, cuéntanos qué te ayudaría
propose-words-hint = Por ejemplo: me pagan a fin de mes.
propose-send = Enviar la propuesta
propose-too-large = Esa cantidad es demasiado grande.
propose-nothing = Con esa cantidad no hay nada que dividir.

household-summary = Ayuda para calcular cuánto se puede pagar
household-lead = Es opcional. No guardamos nada de esto, salvo que lo envíes con la propuesta.
household-income = Lo que entra al mes
household-rent = Alquiler o hipoteca
household-bills = Luz, agua, teléfono, colegio
household-debts = Cuotas que ya se pagan a otros
household-people = Personas que viven de ese ingreso, contándote a ti
household-living = Se restan { $amount } al mes por persona para comida y transporte.
household-button = Calcular
household-most = Quedan { $left } al mes: lo prudente es pagar { $most } como máximo
household-months = { $count ->
    [one] Así terminarías en 1 mes.
   *[other] Así terminarías en { $count } meses.
}
household-nothing = Con esas cifras no queda nada al mes
household-nothing-more = Se puede proponer una cantidad menor, empezar más tarde o hablar con una persona.
household-share = Enviar también estas cifras con la propuesta

proposal-title = Tu propuesta · { $creditor }
proposal-waiting = { $creditor } tiene tu propuesta
proposal-waiting-until = Te responde una persona a más tardar el { $moment }.
proposal-why-parts = { $count ->
    [one] Al momento se acepta 1 cuota. Aquí hay más, y por eso la mira una persona.
   *[other] Al momento se aceptan hasta { $count } cuotas. Aquí hay más, y por eso la mira una persona.
}
proposal-why-least = Al momento se aceptan cuotas desde { $amount }. Aquí hay una menor, y por eso la mira una persona.
proposal-why-given-up = Al momento se perdonan hasta { $amount }. Aquí se pide más, y por eso la mira una persona.
proposal-why-whole = Al momento se acepta pagar todo por partes. Aquí se pide pagar menos, y por eso la mira una persona.
proposal-why-days = Al momento se aceptan fechas hasta el { $day }. Aquí hay una posterior, y por eso la mira una persona.
proposal-why-running = Cambia un plan que está en marcha, y por eso la mira una persona.
proposal-plan-goes-on = Mientras tanto tu plan sigue igual, con las mismas fechas.
proposal-why-broken = Otros planes no llegaron a completarse, y por eso esta vez la mira una persona.
proposal-take-back = Retirar la propuesta
proposal-countered = { $creditor } te propone otra cosa
proposal-countered-until = Se puede aceptar hasta el { $moment }.
proposal-other = Lo que te proponen
proposal-yours = Tu propuesta
proposal-review = Revisar y aceptar
proposal-again = Hacer otra propuesta
proposal-no = No la acepto
proposal-accepted = { $creditor } aceptó tu propuesta
proposal-agreed = Tu propuesta está aceptada
proposal-confirm = Falta un paso: leer el acuerdo y aceptarlo.
proposal-runs = El plan ya está en marcha.
proposal-refused = { $creditor } no aceptó esta propuesta
proposal-refused-more = Lo pendiente sigue igual, y hay otras formas de resolverlo.
proposal-taken-back = Esta propuesta quedó cerrada
proposal-expired = El plazo de esta propuesta terminó
proposal-expired-theirs = { $creditor } no respondió a tiempo. No cambia nada de lo pendiente, y se puede proponer otra vez.
proposal-expired-yours = Terminó el plazo para aceptar lo que te propusieron. Se puede proponer otra vez.
proposal-total = { $amount } en total.
proposal-total-less = { $amount } en total: { $less } menos de lo pendiente.
proposal-see = Ver la propuesta
proposal-changed = Desde entonces cambió lo pendiente: hoy son { $amount }. El acuerdo usa las cantidades de hoy.
proposal-nothing-left = De lo que trataba esta propuesta, hoy no queda nada pendiente.
