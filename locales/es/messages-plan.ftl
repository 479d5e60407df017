# E-mails about a plan that runs. Subject, preview and greeting tell a stranger nothing: no amount, no word
# about owing or paying.
mail-plan-before-subject = Un recordatorio de { $creditor }
mail-plan-before-subject-bare = Un recordatorio para ti
mail-plan-before-preview = Se acerca una de las fechas que elegiste. Dentro están los detalles y el enlace a tu página privada.
mail-plan-before = La próxima fecha de tu plan es el { $day }.
mail-plan-already = Si ya está pagada, no hace falta que hagas nada.
mail-plan-missed-subject = Una nota de { $creditor } para ti
mail-plan-missed-subject-bare = Una nota para ti
mail-plan-missed-preview = Una de las fechas que elegiste ya pasó y todo tiene arreglo. Dentro está cómo seguir, paso a paso.
mail-plan-missed = La fecha del { $day } quedó pendiente.
mail-plan-talk = Si no puedes hoy, en tu página ves qué se puede cambiar y cómo hablar con una persona.
mail-plan-ended-preview = Cambió algo de lo que acordaste. Dentro está qué significa y lo que se puede hacer desde ahora.
mail-plan-done-subject = Una buena noticia de { $creditor }
mail-plan-done-subject-bare = Una buena noticia
mail-plan-done-preview = Terminaste lo que te propusiste. Guarda este mensaje: dentro están los detalles. Gracias.
mail-plan-reopened-preview = Lo que acordaste sigue en marcha, como antes. Dentro está qué pasó y cuál es la próxima fecha.
mail-plan-reopened = Tu pago cuenta a tiempo, y cuando cerramos tu plan todavía no lo sabíamos. Tu plan sigue como lo acordaste, y los días que estuvo cerrado no cuentan. Perdona la confusión.
mail-plan-reopened-autopay = Si lo pagabas automáticamente, puedes activarlo otra vez en tu página.
mail-plan-button = Ver mi plan

# In a receipt: what of a plan comes next.
mail-receipt-next = La próxima fecha de tu plan es el { $day }: { $amount }.
mail-receipt-late = De las fechas que ya pasaron quedan { $amount } por pagar en tu plan.

# To the team.
mail-team-plan-broken-subject = Plan terminado sin completarse: quedan { $amount }
mail-team-plan-broken-preview = Quedaron fechas sin pagar. Lo que vuelve a deberse está en su caso.
mail-team-plan-done-subject = Plan completado: { $amount }
mail-team-plan-done-preview = Se pagó todo lo acordado.
