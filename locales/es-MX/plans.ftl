# In Mexico an instalment is a payment, and what comes first an advance.
options-plan-each = { $count ->
    [one] En 1 pago de { $amount }
   *[other] En pagos: hasta { $count } de { $amount }
}
options-plan = { $count ->
    [one] En 1 pago
   *[other] En pagos: hasta { $count }
}
options-plan-button = Elegir mis pagos
options-settlement-more = Es una quita: el resto se perdona al terminar de pagar lo acordado.
options-why-parts = { $count ->
    [one] Se acepta 1 pago.
   *[other] Se aceptan hasta { $count } pagos.
}
options-why-least = Ningún pago puede ser menor que { $amount }: de ahí sale cuántos pueden ser.
option-name-plan = En pagos
when-payday-same = El mismo día que el primero
schedule-equal = { $count ->
    [one] Un solo pago de { $amount }
   *[other] { $count } pagos de { $amount }
}
schedule-unequal = { $count ->
    [one] Un solo pago: { $first }, { $last }
   *[other] { $count } pagos: el primero de { $first }, el último de { $last }
}
schedule-down = Anticipo
builder-title = Pagos · { $creditor }
builder-heading = Elige tus pagos
builder-by-parts = Por número de pagos
builder-by-each = Por cantidad en cada pago
builder-parts = ¿En cuántos pagos?
builder-count-of = { $count ->
    [one] 1 pago
   *[other] { $count } pagos
}
builder-each = ¿Cuánto en cada pago?
builder-down = Anticipo de hoy
builder-down-free = Puede quedar vacío. Con un anticipo, los pagos son menores.
builder-down-small = El anticipo es de { $amount } como mínimo.
builder-nothing-left = Con ese anticipo no queda nada que dividir.
builder-reward = Beneficio por pagar a tiempo: el último baja a { $amount }
builder-no-count = Elige en cuántos pagos.
builder-too-few = { $count ->
    [one] Tiene que ser al menos 1 pago.
   *[other] Tienen que ser al menos { $count } pagos.
}
builder-too-many = { $count ->
    [one] Serían demasiados: se acepta 1 pago.
   *[other] Serían demasiados: se aceptan hasta { $count } pagos.
}
builder-too-small = Algún pago sería menor que { $amount }, que es lo mínimo. Prueba con menos pagos.
builder-first-late = El primer pago puede ser, a más tardar, el { $day }.
builder-too-long = El último pago puede ser, a más tardar, el { $day }. Prueba con menos pagos o más seguidos.
accept-rule-no-grace = Cada pago se hace, a más tardar, en su fecha.
accept-rule-misses = { $count ->
    [one] Si queda un pago sin hacer, el plan termina.
   *[other] Si en total quedan { $count } pagos sin hacer a tiempo, el plan termina.
}
accept-rule-misses-row = { $count ->
    [one] Si queda un pago sin hacer, el plan termina.
   *[other] Si quedan { $count } pagos seguidos sin hacer, el plan termina.
}
accept-rule-skips = { $count ->
    [one] Se puede pasar 1 pago al final.
   *[other] Se pueden pasar { $count } pagos al final.
}
accept-rule-reward = Si todos se hacen a tiempo, el último baja en { $amount }.
accept-rule-promise = Es una promesa de pago. La fecha de vencimiento no cambia.
accept-autopay = Autorizo a { $creditor } a cobrar cada pago en su fecha con mi tarjeta.
plan-paid-on-time = { $count ->
    [one] Hiciste 1 de { $all } pagos, a tiempo.
   *[other] Hiciste { $count } de { $all } pagos, a tiempo.
}
plan-paid-count = { $count ->
    [one] Hiciste 1 de { $all } pagos.
   *[other] Hiciste { $count } de { $all } pagos.
}
plan-next = Tu próximo pago
plan-today = Tu pago de hoy
plan-missed-left = { $count ->
    [one] Si otro pago queda sin hacer, el plan termina.
   *[other] El plan termina si { $count } pagos más quedan sin hacer.
}
plan-line-early = Pagado antes de su fecha
plan-line-on-time = Pagado a tiempo
plan-line-late = Pagado después de su fecha
plan-line-missed = Atrasado
plan-line-partly = Pagado en parte
plan-news-moved = Listo: ese pago ahora es el { $day }
plan-news-skipped = Listo: ese pago pasó al { $day }
plan-news-payday = Listo: el próximo es el { $day }
plan-certificate = Descargar mi carta de no adeudo
plan-certificate-more = Tu carta de no adeudo está lista. Cualquiera puede comprobarla con su código.
plan-certificate-later = Tu carta de no adeudo estará aquí cuando no quede nada pendiente.
plan-pay-next = El próximo pago
plan-pay-extra = Si pagas más que el próximo pago, ¿adónde va?
plan-extra-next = A los que siguen
plan-extra-last = A los últimos
dates-move = Mover un pago a otro día
dates-move-button = Mover el pago
dates-skip = Pasar un pago al final
dates-skip-more = Se haría el { $day }, después del último.
dates-skip-button = Pasarlo al final
dates-payday-more = Los pagos que faltan serán ese día de cada mes. Cuenta como mover una fecha.
dates-fixed = Ese pago ya no se puede mover.
autopay-is-off = No está activado: los pagos se hacen uno por uno.
autopay-what = { $creditor } cobra cada pago en su fecha, y nada más que ese pago.
household-rent = Renta o hipoteca
household-debts = Pagos que ya se hacen a otros
proposal-why-parts = { $count ->
    [one] Al momento se acepta 1 pago. Aquí hay más, y por eso la mira una persona.
   *[other] Al momento se aceptan hasta { $count } pagos. Aquí hay más, y por eso la mira una persona.
}
proposal-why-least = Al momento se aceptan pagos desde { $amount }. Aquí hay uno menor, y por eso la mira una persona.
options-part-button = Hacer un abono
option-name-part = Un abono
accept-rule-restored-interest = Si el plan termina antes de tiempo, vuelven los { $amount } que se iban a perdonar y se suman los intereses moratorios desde el día del acuerdo. Todo lo pagado cuenta.
accept-rule-interest = Si el plan termina antes de tiempo, se suman los intereses moratorios desde el día del acuerdo. Todo lo pagado cuenta.
paper-no-interest = Mientras el acuerdo esté vigente no corren intereses moratorios sobre lo que incluye.
autopay-hours = El cobro se hace de lunes a viernes, de 8 a. m. a 7 p. m., y no en días festivos.
