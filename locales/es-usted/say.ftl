say-title = Cuéntenos · { $creditor }
say-paid-label = Cuándo, cuánto y cómo pagó, si lo recuerda
say-talk-lead = Le llama una persona de { $creditor }. Mientras tanto, pausamos los recordatorios.
say-talk-label = ¿A qué número y a qué hora le llamamos?
say-empty = Escriba unas palabras para que podamos ayudarle.
say-long = Es demasiado largo. Escriba hasta { $count ->
    [one] 1 letra.
   *[other] { $count } letras.
}
say-done-lead = { $creditor } ya lo recibió. Le responderá una persona.
say-done-by = { $creditor } ya lo recibió. Le responderá una persona a más tardar el { $day }.
logged-out-title = Sesión cerrada
logged-out-heading = Su sesión está cerrada
logged-out-lead = En este navegador ya no se ve su información.
logged-out-more = Para volver, abra otra vez el enlace de su mensaje.
