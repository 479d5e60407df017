builder-heading = Elija sus pagos
builder-no-count = Elija en cuántos pagos.
builder-too-small = Algún pago sería menor que { $amount }, que es lo mínimo. Pruebe con menos pagos.
builder-too-long = El último pago puede ser, a más tardar, el { $day }. Pruebe con menos pagos o más seguidos.
plan-paid-on-time = { $count ->
    [one] Hizo 1 de { $all } pagos, a tiempo.
   *[other] Hizo { $count } de { $all } pagos, a tiempo.
}
plan-paid-count = { $count ->
    [one] Hizo 1 de { $all } pagos.
   *[other] Hizo { $count } de { $all } pagos.
}
plan-next = Su próximo pago
plan-today = Su pago de hoy
plan-certificate-more = Su carta de no adeudo está lista. Cualquiera puede comprobarla con su código.
plan-certificate-later = Su carta de no adeudo estará aquí cuando no quede nada pendiente.
plan-pay-extra = Si paga más que el próximo pago, ¿adónde va?
