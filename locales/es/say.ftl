# What a debtor tells the creditor. Never asks why.
say-title = Cuéntanos · { $creditor }
say-paid-heading = Ya pagué
say-paid-lead = Lo revisamos y, mientras tanto, pausamos los recordatorios.
say-paid-label = Cuándo, cuánto y cómo pagaste, si lo recuerdas
say-paid-hint = Por ejemplo: el 3 de noviembre, por transferencia.
say-error-heading = No es mío o hay un error
say-error-lead = Lo revisamos y, mientras tanto, pausamos los recordatorios.
say-error-label = ¿Qué no está bien?
say-error-hint = Por ejemplo: no recibí ese servicio, o la cantidad es otra.
say-talk-heading = Prefiero hablar con una persona
say-talk-lead = Te llama una persona de { $creditor }. Mientras tanto, pausamos los recordatorios.
say-talk-label = ¿A qué número y a qué hora te llamamos?
say-talk-hint = Por ejemplo: al número de siempre, después de las 5 de la tarde.
say-button = Enviar y pausar los recordatorios
say-button-talk = Pedir que me llamen
say-empty = Escribe unas palabras para que podamos ayudarte.
say-long = Es demasiado largo. Escribe hasta { $count ->
    [one] 1 letra.
   *[other] { $count } letras.
}
say-done-title = Lo recibimos · { $creditor }
say-done-heading = Gracias. Pausamos los recordatorios.
say-done-lead = { $creditor } ya lo recibió. Te responderá una persona.
say-done-by = { $creditor } ya lo recibió. Te responderá una persona a más tardar el { $day }.
say-back = Volver a mi cuenta

logged-out-title = Saliste
logged-out-heading = Saliste
logged-out-lead = En este navegador ya no se ve tu información.
logged-out-more = Para volver, abre otra vez el enlace de tu mensaje.
