# What is owed, and the ways on from there.
statement-title = Tu cuenta · { $creditor }
statement-hello = Hola, { $name }
statement-total = Total pendiente
statement-overdue = Vencido: { $amount }
statement-not-due = Por vencer: { $amount }
statement-not-due-on = Por vencer: { $amount } ({ $day })
statement-oldest = Lo más antiguo venció el { $day }.
statement-nothing-late = Nada está vencido. Lo próximo vence el { $day }.
statement-pay = Pagar { $amount }
statement-pay-overdue = Pagar solo lo vencido: { $amount }
statement-ways-both = Con tarjeta o por transferencia bancaria.
statement-ways-card = Con tarjeta, en la página segura de Stripe.
statement-ways-transfer = Por transferencia bancaria.
statement-ways-none = Por ahora el pago se acuerda por teléfono con { $creditor }.
statement-other-currency = Además, en otra moneda
statement-other-currency-more = Cada moneda se paga por separado.
statement-credit = Tienes { $amount } a tu favor
statement-credit-more = Se descuentan de lo próximo que venza. Si prefieres que te los devuelvan, díselo a { $creditor }.
statement-paused = Los recordatorios están en pausa
statement-paused-more = Estamos revisando lo que nos dijiste. Te responderá una persona.
statement-paused-review = Mientras se revisa tu cuenta, seguirán así.
statement-paused-wished = Así se pidió. Puedes volver a recibirlos en «Tus mensajes».
statement-promised = Te comprometiste a pagar { $amount } a más tardar el { $day }
statement-promised-more = Hasta ese día no enviamos recordatorios. La fecha de vencimiento no cambia.
statement-else = ¿Qué más necesitas hoy?
statement-else-part = Pagar una parte
statement-else-paid = Ya pagué
statement-else-error = No es mío o hay un error
statement-else-talk = Prefiero hablar con una persona
statement-else-messages = Cambiar o parar los recordatorios
statement-detail = Detalle de lo pendiente
statement-next = Qué pasa ahora
statement-next-due = El { $day } vence { $what }: { $amount }.
statement-next-paid = Cuando tu pago se confirma, aquí queda tu recibo y se detienen los recordatorios de lo que pagaste.
statement-next-doubt = ¿Ya pagaste o hay un error? Dínoslo y pausamos los recordatorios.
statement-terms = Condiciones de pago
statement-rights = Tus derechos
statement-payments = Tus pagos
statement-payment = { $amount }, el { $day }
statement-zero = No tienes nada pendiente con { $creditor }
statement-zero-waiting = Ya casi está
statement-last = Última operación: { $amount }, el { $day }.
statement-receipt = Ver el recibo

pending-processing = Estamos confirmando tu pago de { $amount }
pending-processing-more = Suele tardar menos de un minuto. No pagues otra vez.
pending-bank = Tu pago de { $amount } está en camino
pending-bank-more = Tu banco está moviendo el dinero y puede tardar unos días. No pagues otra vez.
pending-voucher = Tu pago de { $amount } está en camino
pending-voucher-more = Puedes pagar con tu código hasta el { $moment }.
pending-transfer = Estamos revisando tu transferencia de { $amount }
pending-transfer-more = Cuando { $creditor } la vea en su cuenta, aquí tendrás tu recibo. No la hagas otra vez.
pending-unknown = No llegó a abrirse la página para pagar { $amount }
pending-unknown-more = El servicio de pagos no respondió. No se cobró nada: puedes intentarlo de nuevo o pagar de otra forma.
pending-see = Ver cómo va

debt-document = { $kind } { $number }
debt-document-plain = Documento { $number }
debt-document-dated = { $document } del { $day }
debt-late = { $count ->
    [one] Venció el { $day }, hace 1 día
   *[other] Venció el { $day }, hace { $count } días
}
debt-due-today = Vence hoy, { $day }
debt-due = Vence el { $day }
debt-no-due = Sin fecha de vencimiento
debt-disputed = En revisión
debt-disputed-not-counted = En revisión: no se cuenta en el total
debt-row-principal = Monto
debt-row-interest = Interés por atraso
debt-row-fee = Gastos
debt-row-paid = Ya pagado
debt-accrued = Incluye { $amount } de interés por atraso, contado por días desde el { $day } hasta hoy: { $rate } al año sobre lo vencido.
pending-begun = Empezaste una transferencia de { $amount }
pending-begun-more = ¿Ya la hiciste? Avísanos, para que la busquemos.
pending-begun-see = Ver la cuenta y avisar
statement-options = Tus opciones
statement-options-more = { $count ->
    [one] Y 1 opción más.
   *[other] Y { $count } opciones más.
}
statement-options-button = Ver mis opciones
statement-plan-see = Ver mi plan
debt-in-plan = En tu plan de pagos
