options-heading = Sus opciones
options-discount = Pague { $amount } y ahorre { $saving }
options-settlement = { $count ->
    [one] Cierre todo con { $amount } y ahorre { $saving }
   *[other] Cierre todo con { $amount } en { $count } pagos y ahorre { $saving }
}
options-everything = Pague todo: { $amount }
options-saves = En total { $amount }: también ahorra { $saving }.
options-extension = Más tiempo: pague hasta el { $day }
options-extension-day = ¿Qué día pagaría?
options-extension-wrong = Elija un día entre mañana y el { $day }.
options-part = Pague una parte: desde { $amount }
options-why-days = { $count ->
    [one] Se ofrece durante 1 día, el de su primera visita.
   *[other] Se ofrece durante { $count } días, contados desde su primera visita.
}
options-closed-more = Estas son las que tiene hoy.
options-changed-more = Llegó un cambio mientras miraba esta página. Revíselas antes de elegir.
when-payday = ¿Qué día del mes le pagan?
when-first = ¿Cuándo empieza?
when-no-day = Escriba la fecha con día, mes y año.
when-past = Ese día ya pasó. Elija hoy o un día que venga.
builder-heading = Elija sus cuotas
builder-by = ¿Cómo prefiere dividirlo?
builder-would-pay = Pagaría
builder-empty = Escriba una cantidad, por ejemplo { $example }.
builder-no-count = Elija en cuántas cuotas.
builder-too-small = Alguna cuota sería menor que { $amount }, que es lo mínimo. Pruebe con menos cuotas.
builder-other-rhythm = Elija una de estas formas.
builder-too-long = La última cuota puede ser, a más tardar, el { $day }. Pruebe con menos cuotas o más seguidas.
builder-instead = Toma el lugar del plan que tiene. Lo que ya pagó cuenta.
options-again-propose = Otro plan también es posible, y lo vemos con usted: puede proponerlo aquí abajo.
options-again-talk = Otro plan también es posible: una persona lo ve con usted.
