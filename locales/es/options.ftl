# The ways out, the plan builder, schedules.
options-title = Opciones · { $creditor }
options-heading = Tus opciones
options-lead = Pendiente: { $amount }. La primera opción es la que menos cuesta.
options-until = Hasta el { $day }
options-discount = Paga { $amount } y ahorra { $saving }
options-discount-more = Es un solo pago, y después no queda nada pendiente.
options-settlement = { $count ->
    [one] Cierra todo con { $amount } y ahorra { $saving }
   *[other] Cierra todo con { $amount } en { $count } pagos y ahorra { $saving }
}
options-settlement-more = El resto se perdona al terminar de pagar lo acordado.
options-everything = Paga todo: { $amount }
options-plan-each = { $count ->
    [one] En 1 cuota de { $amount }
   *[other] En cuotas: hasta { $count } de { $amount }
}
options-plan = { $count ->
    [one] En 1 cuota
   *[other] En cuotas: hasta { $count }
}
options-cost = En total { $amount }: dividirlo cuesta { $cost }.
options-no-cost = { $amount } en total. Dividirlo no tiene costo.
options-saves = En total { $amount }: también ahorras { $saving }.
options-extension = Más tiempo: paga hasta el { $day }
options-extension-more = Son los mismos { $amount }, y los recordatorios se detienen hasta esa fecha.
options-extension-day = ¿Qué día pagarías?
options-extension-hint = A más tardar, el { $day }.
options-extension-wrong = Elige un día entre mañana y el { $day }.
options-extension-button = Elegir ese día
options-part = Paga una parte: desde { $amount }
options-part-button = Pagar una parte
options-first = Primer pago
options-last = Última fecha, a más tardar
options-pay = Pagar { $amount }
options-plan-button = Elegir mis cuotas
options-settlement-button = Revisar y cerrar con { $amount }
options-loses = Con esta opción ya no se descuentan { $saving }.
options-loses-until = Con esta opción, los { $saving } de descuento valen solo si a más tardar el { $day } se paga todo lo que falte.
options-why-date = Se ofrece hasta esa fecha a quien cierra todo lo pendiente.
options-why-days = { $count ->
    [one] Se ofrece durante 1 día, el de tu primera visita.
   *[other] Se ofrece durante { $count } días, contados desde tu primera visita.
}
options-why-due = Se ofrece a quien paga antes del vencimiento.
options-why-parts = { $count ->
    [one] Se acepta 1 cuota.
   *[other] Se aceptan hasta { $count } cuotas.
}
options-why-least = Ninguna cuota puede ser menor que { $amount }: de ahí sale cuántas pueden ser.
options-why-longest = { $count ->
    [one] El plan puede durar 1 día.
   *[other] El plan puede durar hasta { $count } días.
}
options-why-more = { $count ->
    [one] Se puede pagar hasta 1 día después de hoy.
   *[other] Se puede pagar hasta { $count } días después de hoy.
}
options-why-part = Se aceptan pagos desde { $amount }, y lo que quede tampoco puede ser menor.
options-why-always = Se puede mientras haya algo pendiente.
options-closed = Esa opción ya no está
options-closed-more = Estas son las que tienes hoy.
options-changed = Las cantidades cambiaron
options-changed-more = Llegó un cambio mientras mirabas esta página. Revísalas antes de elegir.
options-again-propose = Otro plan también es posible, y lo vemos contigo: puedes proponerlo aquí abajo.
options-again-talk = Otro plan también es posible: una persona lo ve contigo.
options-propose = Proponer otras condiciones
options-other = Ver las opciones en { $currency }
options-talk = Prefiero hablar con una persona
options-back = Volver a mi cuenta
options-compare = Comparar dos opciones
options-compare-one = Una
options-compare-other = Con esta
options-compare-button = Verlas juntas
option-name-discount = Todo, con descuento
option-name-settlement = { $count ->
    [one] Cerrar con un pago
   *[other] Cerrar en { $count } pagos
}
option-name-everything = Todo
option-name-plan = En cuotas
option-name-extension = Más tiempo
option-name-part = Una parte

compare-title = Comparar · { $creditor }
compare-heading = Dos opciones, lado a lado
compare-what = Qué se compara
compare-total = Se paga en total
compare-saving = Se ahorra
compare-cost = Se suma por dividirlo
compare-until = Se puede elegir hasta
compare-no-end = Sin fecha límite
compare-why = Por qué se ofrece
compare-loses = Qué se pierde
compare-none = Nada
compare-back = Ver todas las opciones

when-rhythm = ¿Cada cuánto?
when-weekly = Cada semana
when-two-weeks = Cada 2 semanas
when-twice-a-month = El 15 y el último día del mes
when-monthly = Cada mes
when-payday = ¿Qué día del mes te pagan?
when-payday-hint = Si el mes es más corto, será su último día.
when-payday-same = El mismo día que la primera
when-first = ¿Cuándo empiezas?
when-today = Hoy, { $day }
when-other = Otra fecha
when-other-day = ¿Qué fecha?
when-other-hint = A más tardar, el { $day }.
when-no-day = Escribe la fecha con día, mes y año.
when-past = Ese día ya pasó. Elige hoy o un día que venga.

schedule-equal = { $count ->
    [one] Un solo pago de { $amount }
   *[other] { $count } cuotas de { $amount }
}
schedule-unequal = { $count ->
    [one] Un solo pago: { $first }, { $last }
   *[other] { $count } cuotas: la primera de { $first }, la última de { $last }
}
schedule-caption = Fechas y cantidades
schedule-number = N.º
schedule-day = Fecha
schedule-amount = Cantidad
schedule-down = Inicial
schedule-total = Total
schedule-close = { $count ->
    [one] Entre el { $before } y el { $after } hay solo 1 día.
   *[other] Entre el { $before } y el { $after } hay solo { $count } días.
}

builder-title = Cuotas · { $creditor }
builder-heading = Elige tus cuotas
builder-lead = Pendiente: { $amount }.
builder-instead = Toma el lugar del plan que tienes. Lo que ya pagaste cuenta.
builder-by = ¿Cómo prefieres dividirlo?
builder-by-parts = Por número de cuotas
builder-by-each = Por cantidad en cada cuota
builder-parts = ¿En cuántas cuotas?
builder-count-of = { $count ->
    [one] 1 cuota
   *[other] { $count } cuotas
}
builder-count-each = { $what }: { $amount }
builder-each = ¿Cuánto en cada cuota?
builder-each-hint = Desde { $least }.
builder-down = Pago inicial de hoy
builder-down-free = Puede quedar vacío. Con un pago inicial, las cuotas son menores.
builder-down-least = Desde { $amount }.
builder-count = Recalcular
builder-would-pay = Pagarías
builder-owed = Pendiente hoy
builder-cost = Costo de dividirlo
builder-total = En total
builder-free = Dividirlo no tiene costo.
builder-reward = Beneficio por pagar a tiempo: la última baja a { $amount }
builder-go = Revisar el acuerdo
builder-empty = Escribe una cantidad, por ejemplo { $example }.
builder-no-count = Elige en cuántas cuotas.
builder-too-few = { $count ->
    [one] Tiene que ser al menos 1 cuota.
   *[other] Tienen que ser al menos { $count } cuotas.
}
builder-too-many = { $count ->
    [one] Serían demasiadas: se acepta 1 cuota.
   *[other] Serían demasiadas: se aceptan hasta { $count } cuotas.
}
builder-too-small = Alguna cuota sería menor que { $amount }, que es lo mínimo. Prueba con menos cuotas.
builder-other-rhythm = Elige una de estas formas.
builder-first-late = La primera cuota puede ser, a más tardar, el { $day }.
builder-too-long = La última cuota puede ser, a más tardar, el { $day }. Prueba con menos cuotas o más seguidas.
builder-down-small = El pago inicial es de { $amount } como mínimo.
builder-nothing-left = Con ese pago inicial no queda nada que dividir.

# In the timeline of a case: which of them somebody looked at.
team-event-options-seen = Opciones vistas: { $ways }
team-event-option = { $way } ({ $amount })
team-event-option-from = { $way } (desde { $amount })
