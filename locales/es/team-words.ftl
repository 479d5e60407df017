# What a person told us, and why reminders are on hold.
team-answer-paid = Dice que ya pagó
team-answer-wrong = Dice que no es suyo o hay un error
team-answer-talk = Prefiere hablar con una persona
team-answer-not-them = Dice que no es esa persona
team-answer-wrote = Escribió desde su teléfono
team-hold-disputed = En reclamo
team-hold-opted-out = No quiere recibir mensajes
team-hold-breathing-space = Moratoria por ley
team-hold-hardship = Dificultad de pago
team-hold-deceased = Falleció

# Where money came in.
team-channel-stripe = Tarjeta o efectivo, por Stripe
team-channel-transfer = Transferencia
team-channel-elsewhere = Recibido por fuera

# The timeline: what happened, as a noun, without saying who did it.
team-event-imported = { $debts ->
    [one] Importación: { $debts } documento
   *[other] Importación: { $debts } documentos
}
team-event-debt-entered = Documento { $reference } agregado
team-event-debt-changed = Documento { $reference } corregido
team-event-debt-closed = Documento { $reference } cerrado
team-event-contact-changed = Datos de contacto corregidos
team-event-contact-wish = Preferencias de contacto cambiadas
team-event-phone-shown = Teléfono visto, para llamar
team-event-link-made = Enlace creado
team-event-link-sent = Enlace enviado a { $to }
team-event-link-not-sent = El correo no aceptó el enlace
team-event-link-revoked = Enlace revocado
team-event-link-opened = Enlace abierto
team-event-link-asked = Pedido de un enlace nuevo
team-event-code-sent = Código de identidad enviado
team-event-identity-confirmed = Identidad confirmada
team-event-identity-missed = Respuesta de identidad que no coincide
team-event-identity-paused = Acceso en pausa por varios intentos
team-event-statement-seen = Estado de cuenta visto
team-event-payment-started = Pago iniciado
team-event-payment-pending = Pago en camino
team-event-payment-failed = Pago que no llegó
team-event-payment-expired = Pago sin terminar
team-event-payment-received = Pago recibido, recibo { $receipt }
team-event-payment-recorded = Pago recibido por fuera, recibo { $receipt }
team-event-payment-reversed = Pago revertido, recibo { $receipt }
team-event-transfer-announced = Transferencia anunciada
team-event-transfer-refused = Transferencia que no llegó
team-event-receipt-sent = Recibo enviado
team-event-credit-used = Saldo a favor usado
team-event-refund-started = Devolución pedida
team-event-refunded = Dinero devuelto
team-event-given-back = Dinero devuelto por fuera el { $day }
team-event-refund-failed = Devolución que no se pudo hacer
team-event-charged-back = Contracargo: el banco retiró el dinero
team-event-reinstated = Contracargo resuelto: el banco devolvió el dinero
team-event-plan-cost = Costo del plan agregado
team-event-discount-chosen = Empezó a pagar con descuento
team-event-waived = Parte perdonada
team-event-owed-again = Vuelve a deberse lo perdonado, porque el pago se retiró
team-event-late-charged = Cargo por atraso agregado
team-event-agreed = Acuerdo aceptado
team-event-promised = Compromiso de pago aceptado
team-event-identified = Dinero identificado
team-event-suspense-assigned = Dinero por identificar que se asignó a un caso
team-event-suspense-closed = Dinero por identificar que salió sin caso
team-event-suspense-back = Dinero por identificar que volvió a esperar
team-event-answer-attended = Respuesta atendida
team-event-hold-placed = Pausa de recordatorios: { $why }
team-event-hold-lifted = Pausa levantada: { $why }

# Who did it.
team-by-person = La persona

# How late the oldest open document is.
team-days-late = { $days ->
    [one] { $days } día de atraso
   *[other] { $days } días de atraso
}
team-not-late = Por vencer

# Headings of amounts, shared by lists and forms.
team-amount = Monto
team-owed = Por cobrar
team-overdue = Vencido
team-not-due = Por vencer
team-credit = Saldo a favor
team-date = Fecha
team-person = Persona
team-reference = Referencia
team-currency = Moneda
team-received-on = Día en que llegó
team-actions = Acciones
team-more = Ver más
team-customer = Cliente { $reference }
team-nameless = Sin nombre
