builder-down = Inicial de hoy
builder-down-free = Puede quedar vacío. Con una inicial, las cuotas son menores.
builder-down-small = La inicial es de { $amount } como mínimo.
builder-nothing-left = Con esa inicial no queda nada que dividir.
