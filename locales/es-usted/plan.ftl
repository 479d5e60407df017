plan-title = Su plan · { $creditor }
plan-heading = Su plan de pagos
plan-well = Va muy bien, { $name }
plan-well-unnamed = Va muy bien
plan-half = Ya pagó la mitad, { $name }
plan-paid-on-time = { $count ->
    [one] Pagó 1 de { $all } cuotas, a tiempo.
   *[other] Pagó { $count } de { $all } cuotas, a tiempo.
}
plan-paid-count = { $count ->
    [one] Pagó 1 de { $all } cuotas.
   *[other] Pagó { $count } de { $all } cuotas.
}
plan-reward = { $open }, o { $less } si sigue a tiempo
plan-next = Su próxima cuota
plan-today = Su cuota de hoy
plan-sent = Su pago está por llegar
plan-sent-ends = Cuando llegue, su plan queda pagado.
plan-missed = Puede pagar hoy mismo y el plan sigue.
plan-receipts = Sus recibos
plan-autopay-again = Se intentará otra vez el { $day }. También puede pagar ahora.
plan-autopay-by-hand = No se intentará otra vez. Puede pagar ahora con cualquier medio.
plan-autopay-bank = El banco pide que lo confirme.
plan-news-accepted = Listo: su plan está en marcha
plan-thanks = Completó su plan, { $name }. Gracias.
plan-thanks-unnamed = Completó su plan. Gracias.
plan-paid-all = Pagó { $amount } a { $creditor } y no queda nada de este plan.
plan-certificate-more = Su constancia está lista. Cualquiera puede comprobarla con su código.
plan-certificate-later = Su constancia estará aquí cuando no quede nada pendiente.
plan-broken-counts = Todo lo que pagó cuenta: { $amount }.
plan-broken-ways = Todavía hay otras formas de resolverlo, y podemos verlas con usted.
plan-pay-saves = Ahorra { $saving }
plan-pay-extra = Si paga más que la próxima cuota, ¿adónde va?
dates-none = En este plan ya no se pueden cambiar más fechas. Si hace falta, hable con una persona.
dates-changed = Algo cambió desde que abrió esta página
autopay-stop = Se desactiva aquí cuando quiera.
