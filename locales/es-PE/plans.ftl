builder-down = Inicial de hoy
builder-down-free = Puede quedar vacío. Con una inicial, las cuotas son menores.
builder-down-small = La inicial es de { $amount } como mínimo.
builder-nothing-left = Con esa inicial no queda nada que dividir.
options-settlement-more = Es una condonación parcial: el resto se perdona al terminar de pagar lo acordado.
accept-rule-restored-interest = Si el plan termina antes de tiempo, vuelven los { $amount } que se iban a perdonar y se suma el interés moratorio desde el día del acuerdo. Todo lo pagado cuenta.
accept-rule-interest = Si el plan termina antes de tiempo, se suma el interés moratorio desde el día del acuerdo. Todo lo pagado cuenta.
paper-no-interest = Mientras el acuerdo esté vigente no corre interés moratorio sobre lo que incluye.
