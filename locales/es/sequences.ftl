# What is wrong or unwise in a sequence of reminders.
sequence-place = Paso { $number }, «{ $name }»: { $what }
sequence-whole = En toda la secuencia: { $what }

# Contradictions.
sequence-no-steps = no tiene ningún paso.
sequence-no-gap = tiene que haber al menos un día entre un contacto y otro.
sequence-name-taken = otro paso tiene el mismo nombre.
sequence-id-taken = lo que ya salió de otro paso se recuerda por este nombre o `id`: hace falta otro.
sequence-not-late-yet = el día en que algo vence todavía no hay atraso: los días empiezan en 1.
sequence-not-before = se anuncia antes de la fecha: los días empiezan en 1.
sequence-no-channel = no dice por qué medio sale.
sequence-channel-twice = nombra { $channel } dos veces.
sequence-no-letter = no hay carta para este tipo de paso: en papel se habla de lo que vence, lo que ya venció y las cuotas que no llegaron.
sequence-no-script = falta lo que la persona del equipo debe decir.
sequence-script-says = el guion dice «{ $words }»: { $why }
sequence-no-currency = el total no dice en qué moneda.
sequence-same-day = es del mismo tipo y del mismo día que «{ $other }», para los mismos casos: solo saldría uno de los dos.

# What is unwise.
sequence-short-gap = { $days ->
    [one] con { $days } día entre contactos, alguien puede recibir varios en una semana. En varios países la ley lo prohíbe.
   *[other] con { $days } días entre contactos, alguien puede recibir más de uno en una semana. En varios países la ley lo prohíbe.
}
sequence-too-close = { $days ->
    [one] sale { $days } día después de «{ $other }», y entre contactos pasan al menos { $gap }: saldrá más tarde o no saldrá.
   *[other] sale { $days } días después de «{ $other }», y entre contactos pasan al menos { $gap }: saldrá más tarde o no saldrá.
}
sequence-softens = es más amable que «{ $other }», que sale antes.
sequence-harsh-firm = es directo y antes no hay ningún aviso amable.
sequence-harsh-final = es el último y antes no hay ningún aviso directo.
sequence-early-end = { $days ->
    [one] el último aviso sale { $days } día después del vencimiento. Conviene esperar 30 o más.
   *[other] el último aviso sale { $days } días después del vencimiento. Conviene esperar 30 o más.
}
sequence-silent-soon = nada se anuncia antes de las fechas de un plan, y mientras la secuencia esté vigente tampoco sale la carta habitual.
sequence-silent-missed = nada se dice de las fechas de un plan que quedaron pendientes, y mientras la secuencia esté vigente tampoco sale la carta habitual.
sequence-holidays-unknown = aún no conocemos los feriados de este país: no saldrá ningún mensaje hasta que estén.
sequence-needs-consent = en este país la ley pide un consentimiento para ofrecer algo, y aquí no se guarda ninguno: no saldrá para nadie.
sequence-renamed = su nombre es nuevo y falta otro paso del mismo tipo. Quien ya recibió aquel recibirá este: si es el mismo paso, conviene devolverle su nombre o, en un archivo, ponerle el anterior como `id`.
