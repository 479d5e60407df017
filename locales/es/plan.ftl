# One plan: how far it is, its dates, paying, automatic payment.
plan-title = Tu plan · { $creditor }
plan-heading = Tu plan de pagos
plan-well = Vas muy bien, { $name }
plan-well-unnamed = Vas muy bien
plan-half = Ya pagaste la mitad, { $name }
plan-paid-on-time = { $count ->
    [one] Pagaste 1 de { $all } cuotas, a tiempo.
   *[other] Pagaste { $count } de { $all } cuotas, a tiempo.
}
plan-paid-count = { $count ->
    [one] Pagaste 1 de { $all } cuotas.
   *[other] Pagaste { $count } de { $all } cuotas.
}
plan-paid = Pagado
plan-left = Falta
plan-progress = Pagado { $paid } de { $all }
plan-reward = { $open }, o { $less } si sigues a tiempo
plan-next = Tu próxima cuota
plan-today = Tu cuota de hoy
plan-open-since = Quedan { $amount } pendientes desde el { $day }
plan-grace = Hasta el { $day } lo acordado se mantiene igual.
plan-sent = Tu pago está por llegar
plan-sent-ends = Cuando llegue, tu plan queda pagado.
plan-missed = Puedes pagar hoy mismo y el plan sigue.
plan-missed-left = { $count ->
    [one] Si otra cuota queda sin pagar, el plan termina.
   *[other] El plan termina si { $count } cuotas más quedan sin pagar.
}
plan-pay-all = Pagar todo lo que falta: { $amount }
plan-pay-all-saves = Pagar todo hoy: { $amount }, y ahorrar { $saving }
plan-pay-other = Pagar otra cantidad
plan-change-dates = Cambiar una fecha
plan-renew = Cambiar este plan por otro
plan-calendar = Agregar las fechas a mi calendario
plan-agreement = Mi acuerdo
plan-receipts = Tus recibos
plan-autopay-off = Pago automático: no activado
plan-autopay-on = Pago automático: { $card }
plan-autopay-failed = El pago automático no se completó
plan-autopay-again = Se intentará otra vez el { $day }. También puedes pagar ahora.
plan-autopay-by-hand = No se intentará otra vez. Puedes pagar ahora con cualquier medio.
plan-autopay-bank = El banco pide que lo confirmes.
plan-autopay-confirm = Confirmar con el banco
plan-dates = Fechas
plan-line-early = Pagada antes de su fecha
plan-line-on-time = Pagada a tiempo
plan-line-late = Pagada después de su fecha
plan-line-missed = Atrasada
plan-line-today = Vence hoy
plan-line-partly = Pagada en parte
plan-line-open = Pendiente
plan-line-left = Quedan { $amount }.
plan-news-accepted = Listo: tu plan está en marcha
plan-news-moved = Listo: esa cuota ahora es el { $day }
plan-news-skipped = Listo: esa cuota pasó al { $day }
plan-news-payday = Listo: la próxima es el { $day }
plan-news-autopay-on = Listo: el pago automático está activado
plan-news-autopay-off = Listo: el pago automático ya no está activado
plan-thanks = Completaste tu plan, { $name }. Gracias.
plan-thanks-unnamed = Completaste tu plan. Gracias.
plan-paid-all = Pagaste { $amount } a { $creditor } y no queda nada de este plan.
plan-paid-soon = Queda cerrado al día siguiente del último pago.
plan-certificate-more = Tu constancia está lista. Cualquiera puede comprobarla con su código.
plan-certificate-later = Tu constancia estará aquí cuando no quede nada pendiente.
plan-certificate = Descargar mi constancia de no adeudo
plan-check = Ver cómo se comprueba
plan-broken = El plan terminó antes de completarse
plan-broken-since = Terminó el { $day }, porque quedaron fechas sin pagar.
plan-broken-counts = Todo lo que pagaste cuenta: { $amount }.
plan-broken-owed = Quedan { $amount } pendientes.
plan-broken-restored = Incluyen { $amount } que se iban a perdonar.
plan-broken-ways = Todavía hay otras formas de resolverlo, y podemos verlas contigo.
plan-broken-button = Ver mis opciones
plan-cancelled = Este plan ya no está en marcha
plan-cancelled-more = Se cerró el { $day }. Lo que queda se puede pagar de otra forma.
plan-replaced = Este plan fue reemplazado
plan-replaced-more = Hay un plan nuevo en su lugar.
plan-replaced-button = Ver el plan nuevo
plan-back = Volver a mi cuenta
plan-back-to-plan = Ver mi plan
plan-pay-title = Pagar del plan · { $creditor }
plan-pay-next = La próxima cuota
plan-pay-late = Lo atrasado
plan-pay-whole = Todo lo que falta
plan-pay-saves = Ahorras { $saving }
plan-pay-hint = Como máximo, { $most }.
plan-pay-extra = Si pagas más que la próxima cuota, ¿adónde va?
plan-extra-next = A las que siguen
plan-extra-next-more = Los próximos pagos serán menores o más tarde.
plan-extra-last = A las últimas
plan-extra-last-more = El plan termina antes.

dates-title = Fechas del plan · { $creditor }
dates-heading = Cambiar una fecha
dates-none = En este plan ya no se pueden cambiar más fechas. Si hace falta, habla con una persona.
dates-move = Mover una cuota a otro día
dates-move-left = { $count ->
    [one] Se puede mover 1 fecha más.
   *[other] Se pueden mover { $count } fechas más.
}
dates-move-until = Hasta el { $day }
dates-which = ¿Cuál?
dates-to = ¿A qué día?
dates-move-button = Mover la cuota
dates-skip = Pasar una cuota al final
dates-skip-more = Se pagaría el { $day }, después de la última.
dates-skip-left = { $count ->
    [one] Se puede hacer 1 vez más.
   *[other] Se puede hacer { $count } veces más.
}
dates-skip-button = Pasarla al final
dates-payday = Cambiar mi día de pago
dates-payday-more = Las cuotas que faltan serán ese día de cada mes. Cuenta como mover una fecha.
dates-payday-button = Ver cómo quedan las fechas
dates-payday-next = { $day } · próxima fecha: { $next }
dates-not-near = Ese día queda muy lejos. Ahora la próxima fecha puede ser entre el { $from } y el { $until }.
dates-unchanged = Con ese día las fechas quedan como están.
dates-too-early = Tiene que ser el { $day } o después.
dates-too-late = Tiene que ser el { $day } o antes.
dates-fixed = Esa cuota ya no se puede mover.
dates-none-left = En este plan ya no quedan cambios.
dates-not-now = Ahora no se puede hacer ese cambio.
dates-changed = Algo cambió desde que abriste esta página
dates-changed-more = No se movió nada. Estas son las fechas de ahora.

payday-heading = Así quedarían las fechas
payday-next-moves = La próxima fecha pasa del { $was } al { $next }.
payday-next-stays = La próxima fecha sigue siendo el { $next }.
payday-left = { $count ->
    [0] Después ya no se podrá mover ninguna fecha.
    [one] Después se podrá mover 1 fecha más.
   *[other] Después se podrán mover { $count } fechas más.
}
payday-confirm = Confirmar estas fechas
payday-other = Elegir otro día

autopay-title = Pago automático · { $creditor }
autopay-heading = Pago automático
autopay-is-off = No está activado: las cuotas se pagan una por una.
autopay-is-on = Está activado con { $card }.
autopay-next = El próximo cobro sería el { $day }: { $amount }.
autopay-what = { $creditor } cobra cada cuota en su fecha, y nada más que la cuota.
autopay-told = Avisamos antes y después de cada cobro, y sin aviso previo no se cobra.
autopay-retries = { $count ->
    [one] Si el banco no lo autoriza, se intenta 1 vez más otro día.
   *[other] Si el banco no lo autoriza, se intenta hasta { $count } veces más, otros días.
}
autopay-once = Si el banco no lo autoriza, no se intenta otra vez: se puede pagar con cualquier medio.
autopay-stop = Se desactiva aquí cuando quieras.
autopay-turn-on = Activar con una tarjeta
autopay-turn-off = Desactivar
