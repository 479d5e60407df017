team-home-morning = Buenos días, { $name }
team-home-afternoon = Buenas tardes, { $name }
team-home-evening = Buenas noches, { $name }
team-home-collected = Cobrado este mes

# Two numbers in one line: open documents and the people who owe them.
team-home-open = { $debts ->
    [one] { $debts } documento
   *[other] { $debts } documentos
} · { $cases ->
    [one] { $cases } persona
   *[other] { $cases } personas
}
team-home-as-of = Totales calculados el { $moment }
team-home-counting = Los totales aparecen un minuto después de cargar los primeros documentos.
team-home-waiting = Esperan una respuesta
team-home-transfers = { $count ->
    [one] { $count } transferencia por revisar
   *[other] { $count } transferencias por revisar
}
team-home-answers = { $count ->
    [one] { $count } respuesta por leer
   *[other] { $count } respuestas por leer
}
team-home-suspense = { $count ->
    [one] { $count } ingreso por identificar
   *[other] { $count } ingresos por identificar
}

# The day of the oldest one that waits.
team-home-since = desde el { $day }
team-home-nothing = Nada espera por ahora.
team-home-latest = Lo más reciente
team-home-quiet = Aquí aparece lo que hacen las personas con sus enlaces.
team-home-bar = Vencido { $overdue }, por vencer { $open }

# Reminders: what rests, and what left today.
team-home-rests = Los envíos están en pausa ({ $channels }) desde el { $moment }.
team-home-rests-go = Ver o reanudar en «Recordatorios»
team-home-reminded = { $count ->
    [0] Hoy no salió ningún recordatorio
    [one] Hoy salió { $count } recordatorio
   *[other] Hoy salieron { $count } recordatorios
}
team-home-no-sequence = No rige ninguna secuencia de recordatorios
