# What would be agreed.
accept-title = Revisar el acuerdo · { $creditor }
accept-heading = Revisa y acepta
accept-given-up = Se perdona al terminar
accept-rules = Cómo funciona
accept-rule-grace = { $count ->
    [one] Si una fecha pasa, se puede pagar hasta 1 día después y cuenta como a tiempo.
   *[other] Si una fecha pasa, se puede pagar hasta { $count } días después y cuenta como a tiempo.
}
accept-rule-no-grace = Cada cuota se paga, a más tardar, en su fecha.
accept-rule-misses = { $count ->
    [one] Si queda una cuota sin pagar, el plan termina.
   *[other] Si en total quedan { $count } cuotas sin pagar a tiempo, el plan termina.
}
accept-rule-misses-row = { $count ->
    [one] Si queda una cuota sin pagar, el plan termina.
   *[other] Si quedan { $count } cuotas seguidas sin pagar, el plan termina.
}
accept-rule-only-rest = Si el plan termina antes de tiempo, queda solo lo que falte. Todo lo pagado cuenta.
accept-rule-restored = Si el plan termina antes de tiempo, vuelven los { $amount } que se iban a perdonar. Todo lo pagado cuenta.
accept-rule-restored-interest = Si el plan termina antes de tiempo, vuelven los { $amount } que se iban a perdonar y se suma el interés por atraso desde el día del acuerdo. Todo lo pagado cuenta.
accept-rule-interest = Si el plan termina antes de tiempo, se suma el interés por atraso desde el día del acuerdo. Todo lo pagado cuenta.
accept-rule-moves = { $count ->
    [one] Se puede mover 1 fecha,
   *[other] Se pueden mover { $count } fechas, cada una
} hasta { $days ->
    [one] 1 día
   *[other] { $days } días
}.
accept-rule-skips = { $count ->
    [one] Se puede pasar 1 cuota al final.
   *[other] Se pueden pasar { $count } cuotas al final.
}
accept-rule-reward = Si todas se pagan a tiempo, la última baja en { $amount }.
accept-rule-early = Se puede pagar antes y no cuesta más.
accept-rule-reminders = Hasta la fecha elegida no habrá recordatorios.
accept-rule-promise = Es un compromiso de pago. La fecha de vencimiento no cambia.
accept-text = El acuerdo
accept-autopay-legend = Pago automático, si quieres
accept-autopay = Autorizo a { $creditor } a cobrar cada cuota en su fecha con mi tarjeta.
accept-autopay-more = Avisamos antes y después de cada cobro. Se desactiva cuando quieras.
accept-agree = Leí el acuerdo y lo acepto.
accept-not-ticked = Para seguir, marca que leíste el acuerdo y lo aceptas.
accept-button = Aceptar el acuerdo
accept-and-pay = Aceptar y pagar { $amount }
accept-promise = Me comprometo a pagar el { $day }
accept-changed = Algo cambió desde que lo viste
accept-changed-more = Estas son las fechas y cantidades de ahora. Revísalas antes de aceptar.
accept-back = Volver sin aceptar
