# Sequences of reminders in the console: the list, the editor, what will go out, what it has brought, tasks.
team-nav-tasks = Tareas
team-nav-sequences = Recordatorios
team-home-tasks = { $count ->
    [one] { $count } tarea del equipo
   *[other] { $count } tareas del equipo
}
team-news-task-done = La tarea quedó hecha.
team-news-task-put-off = Quedó para el día que pidió la persona.
team-news-task-paused = Anotado. Los recordatorios están en pausa: falta revisarlo en Respuestas.
team-news-task-promised = Quedó como compromiso de pago: los recordatorios esperan hasta ese día. Si la persona tiene un correo anotado, recibe una copia.
team-news-task-rests = Quedó anotado, sin compromiso de pago: los recordatorios descansan hasta el día que dijo, o una semana si no dijo ninguno.
team-news-sequence-saved = La secuencia rige desde ahora. Lo que va a salir está en el calendario.
team-news-sequence-planned = La secuencia regirá desde el momento elegido. Lo que va a salir está en el calendario.
team-news-sequence-archived = La secuencia quedó archivada.
team-news-sequence-taken-up = La secuencia vuelve a regir.
team-news-rest-begun = En pausa: por ahí no sale ningún recordatorio hasta que se reanude.
team-news-rest-ended = Reanudado: lo que espera sale ahora, si las reglas lo permiten.
team-news-test-sent = La prueba va a tu correo. Nadie más la recibe.
team-news-count-begun = Se está contando. En un momento se puede volver a mirar.

# Tasks.
tasks-lead = Llamadas, reuniones y cartas que pide una secuencia. Si la persona paga o responde antes, la tarea se cierra sola.
tasks-open = Por hacer
tasks-none = No hay nada por hacer.
tasks-done = Hechas
task-call = Llamada
task-meeting = Reunión
task-letter = Carta
task-letter-where = Aquí no se guarda la dirección postal: está en la ficha del cliente.
task-since = desde el { $day }
task-show-phone = Ver el número para llamar
task-dial = Llamar al { $phone }
task-no-phone = No hay un teléfono anotado.
task-owed = Por cobrar: { $amount }
task-owed-late = Por cobrar: { $amount }, vencido desde el { $day }
task-owed-due = Por cobrar: { $amount }, vence el { $day }
task-finish = Anotar qué pasó
task-finish-hint = «Dijo que ya pagó» y «Dijo que hay un error» detienen los recordatorios hasta que alguien lo revise en Respuestas. «Era otra persona» detiene todo lo que se le envía.
task-note = Nota
task-note-hint = Opcional. Se guarda cifrada, junto al caso.
task-reached = Se habló
task-not-reached = No respondió
task-will-pay = Dijo que pagará
task-wrong-person = Era otra persona
task-not-yet = Todavía no: puede hacerse desde el { $moment }, hora de la persona.
task-never = Por ahora no se hace.
task-day = Día que dijo la persona
task-day-hint = Si dijo que pagará: los recordatorios descansan hasta ese día, o una semana si no dijo ninguno. Si pidió otro día: cuándo se retoma.
task-day-promises = Si dijo que pagará y el día no pasa del { $day }, queda como compromiso por { $amount }.
task-no-day = Un día va con «{ $pays }» o con «{ $other }»: falta elegir uno de los dos, o borrar el día
task-said-paid = Dijo que ya pagó
task-said-wrong = Dijo que hay un error
task-another-day = Pidió otro día
task-posted = Se envió
task-not-posted = No se enviará
tasks-open-more = Ver más por hacer
task-unread = Caso { $case }, que no se puede leer
task-unread-why = Algo de lo guardado en él no se puede leer. Quien administra el programa encuentra el motivo en el registro, con ese número.

# The list of sequences, and the switch of channels.
sequences-lead = Qué se recuerda, cuándo y por dónde. Rige una sola secuencia: la que empezó más tarde.
sequences-none = Todavía no hay ninguna secuencia: no sale ningún recordatorio, salvo las cartas sobre las fechas de un plan.
sequences-new = Nueva secuencia
sequences-new-lead = Se puede empezar con una de estas y cambiarla antes de guardar.
sequences-gentle = Con la suave
sequences-standard = Con la estándar
sequences-firm = Con la firme
sequences-empty = Desde cero
rest-title = Pausar los envíos
rest-lead = En pausa, los recordatorios y los enlaces que envía el equipo esperan su turno. Lo que una persona pide por correo y los avisos de un cobro automático salen igual. Las llamadas siguen en Tareas.
rest-open = Sale con normalidad
rest-since = En pausa: { $deed }
rest-begin = Pausar { $channel }
rest-end = Reanudar { $channel }
rest-all = Pausar todo
rest-all-end = Reanudar todo

# One sequence.
sequence-gap = { $days ->
    [one] Al menos { $days } día entre un contacto y otro.
   *[other] Al menos { $days } días entre un contacto y otro.
}
sequence-steps = Pasos
sequence-step = Paso
sequence-when = Cuándo
sequence-means = Por dónde
sequence-letter = Carta
sequence-that-day = ese mismo día
sequence-days-before = { $days ->
    [0] ese mismo día
    [one] { $days } día antes
   *[other] { $days } días antes
}
sequence-days-after = { $days ->
    [0] ese mismo día
    [one] { $days } día después
   *[other] { $days } días después
}
sequence-test = Enviarme una prueba
sequence-test-lead = La prueba lleva datos de ejemplo y llega solo al correo de quien la pide.
sequence-archive = Archivar la secuencia
sequence-archive-lead = Deja de regir desde ahora. Si otra regía antes, vuelve a regir; si no hay otra, solo salen las cartas sobre las fechas de un plan.
sequence-take-up = Retomar la secuencia
sequence-take-up-lead = Vuelve a regir desde ahora, si ninguna otra empezó después.

# The editor.
sequence-edit-lead = Nada cambia hasta guardar. Lo que ya se envió no se repite, aunque el paso cambie de nombre.
sequence-edit-whole = Toda la secuencia
sequence-edit-gap = Entre un contacto y otro, al menos
sequence-word-days = días antes o después
sequence-when-hint = Antes del vencimiento, cuota próxima, víspera y opción que termina: días antes. Los demás: días después. Cuota de hoy: sin número.
sequence-edit-add = Agregar un paso
sequence-edit-save = Guardar y poner en marcha la versión { $version }
sequence-edit-save-hint = «Comprobar» muestra antes qué saldría. Guardar la pone en marcha desde el momento elegido, en lugar de las anteriores. Con «Desde ahora», los primeros recordatorios pueden salir en menos de una hora.
sequence-newer-more = Nada de este formulario se perdió. Al guardar otra vez, lo de aquí toma el lugar de esa versión.
sequence-step-new = Paso { $number }
sequence-step-title = Paso { $number }: { $name }
sequence-step-name = Nombre del paso
sequence-step-up = Subir el paso { $number }
sequence-step-down = Bajar el paso { $number }
sequence-step-remove = Quitar el paso { $number }
sequence-how = Cómo
sequence-by-message = Mensaje
sequence-no-way = ninguno
sequence-else = si no,
sequence-script = Qué decir, si es una llamada o una reunión
sequence-script-hint = Entre llaves, {"{nombre}"} y {"{acreedor}"} se cambian por la persona y el negocio.
sequence-audience = Para qué casos
sequence-unfit-taken = Otra secuencia se llama así
sequence-unfit-steps = Una secuencia tiene { $most } pasos como máximo
sequence-unfit-text = Un texto de { $most } caracteres como máximo
sequence-unfit-only-task = Un mensaje no lleva esto: se borra, o el paso pasa a ser una llamada o una reunión
sequence-unfit-only-message = Una llamada o una reunión no sale por ningún medio: va «ninguno», o el paso pasa a ser un mensaje
sequence-unfit-that-day = Este tipo de paso sale ese mismo día: aquí no va ningún número

# What it would send, before it is saved.
sequence-preview-title = Qué saldría
sequence-preview-lead = { $cases ->
    [one] Desde el { $moment } hasta el { $day }, con { $cases } caso pendiente, si nadie paga ni responde. Nada de esto está guardado.
   *[other] Desde el { $moment } hasta el { $day }, con { $cases } casos pendientes, si nadie paga ni responde. Nada de esto está guardado.
}
sequence-preview-cut = { $cases ->
    [one] Son demasiados casos para contarlos todos ahora: los números son del primero ({ $cases }). Una vez guardada, el calendario los cuenta todos.
   *[other] Son demasiados casos para contarlos todos ahora: los números son de los primeros { $cases }. Una vez guardada, el calendario los cuenta todos.
}
sequence-preview-first = { $count ->
    [one] Primer día, { $day }: { $count } contacto.
   *[other] Primer día, { $day }: { $count } contactos.
}
sequence-preview-none = En esos días no saldría nada.
sequence-preview-far = Empieza dentro de más tiempo: todavía no se puede prever qué saldría. Desde el { $day } se ve aquí y, una vez guardada, en el calendario.

# The test of a text.
mail-team-test-subject = Prueba: { $kind } ({ $channel })
mail-team-test-preview = Solo la recibes tú.
mail-team-test-text = Así se leería este paso. Los datos son de ejemplo y el enlace no abre nada.
mail-team-test-plain = Este paso no tiene un texto aprobado para WhatsApp: por ahí sale este mensaje, que no dice de qué se trata.
mail-team-test-unsaid = Tal como se leería, el texto de este paso no se puede enviar por { $channel }; puede deberse al nombre del negocio. Sale este mensaje, que no dice de qué se trata.

# What will go out.
calendar-title = Calendario de envíos
calendar-lead = Qué está planeado para los próximos 30 días si nadie paga ni responde, y qué hacen con eso las reglas de contacto.
calendar-as-of = { $cases ->
    [one] Contado el { $moment }, con { $cases } caso.
   *[other] Contado el { $moment }, con { $cases } casos.
}
calendar-uncounted = Todavía no se ha contado.
calendar-count = Volver a contar
calendar-day = Día
calendar-planned = Planeado
calendar-rules = Reglas
calendar-none = No hay nada planeado.
calendar-nobody = Sin medio para escribirle
calendar-from = desde las { $time }
calendar-moved = pasa al { $moment }. { $why }
calendar-never = no sale. { $why }
calendar-waiting = Esperan su turno
calendar-waiting-none = No hay nada en espera.
calendar-day-lead = Con quién, por dónde y qué dicen las reglas de cada caso.
calendar-day-none-yet = En los casos revisados hasta aquí no hay nada para ese día. Quedan otros por revisar.

# What it has brought.
results-title = Resultados
results-lead = Qué trajo cada paso: de lo que salió a lo que se pagó por su enlace.
results-as-of = Desde el { $day }, contado el { $moment }.
results-none = Todavía no salió ningún recordatorio.
results-note = De los correos no se sabe si llegaron. El dinero es el que entró por el enlace del mensaje; lo que se pagó por otra vía no se cuenta aquí.
results-own = Texto propio, versión { $version }
results-sent = Salieron
results-delivered = Llegaron
results-opened = Abrieron
results-verified = Confirmaron
results-accepted = Aceptaron
results-paid = Pagaron
results-money = Dinero

# The reminders of a case, and why one was not sent.
reminded-none = No hay recordatorios de este caso.
reminded-coming = Lo que viene
reminded-coming-lead = Si nadie paga ni responde. Las reglas de contacto pueden moverlo.
reminded-history = Qué pasó
reminded-task = Ir a la tarea
reminded-planned = Planeado
reminded-queued = Espera su turno
reminded-moved = Movido
reminded-sent = Salió
reminded-unknown = No se sabe si salió
reminded-blocked = No salió
reminded-failed = No se pudo enviar
reminded-cancelled = Cancelado
reminded-open = Por hacer
reminded-done = Hecho
reminded-until = hasta el { $moment }
reminded-paid = Entró un pago
reminded-agreed = La persona aceptó un plan
reminded-promised = La persona prometió pagar
reminded-proposed = La persona propuso otras condiciones
reminded-on-its-way = Anunció una transferencia o hay un pago en camino
reminded-no-address = No se le puede escribir por ninguno de los medios del paso
reminded-too-late = Ya no era el momento
reminded-other-day = La fecha cambió
reminded-over = Ya no había nada que recordar
reminded-disputed = El documento está en revisión
reminded-charged = La cuota se cobra sola
reminded-owed-again = Hay algo pendiente otra vez
reminded-no-sequence = Ya no regía ninguna secuencia
reminded-next-step = No se hizo antes del siguiente paso
reminded-other = Motivo técnico: { $word }
reminded-another-way = Sale por otro medio
reminded-no-step = El paso ya no está en la secuencia
reminded-audience = El paso ya no es para este caso
reminded-quiet-no-sequence = No rige ninguna secuencia: no se planea ningún recordatorio.
reminded-quiet-not-before = No rige ninguna secuencia hasta el { $day }: antes no se planea ningún recordatorio.
reminded-quiet-rests = Los recordatorios descansan: hay una pausa, o una propuesta espera respuesta.
reminded-quiet-promised = Hay un compromiso hasta el { $day }: antes solo se recuerda su víspera.
reminded-quiet-too-soon = Hubo un contacto hace poco, o uno espera su turno. El próximo puede planearse desde el { $day }.
reminded-quiet-again = Lo último que se planeó no salió. Se intenta otra vez desde el { $day }.
reminded-quiet-unreached = Toca un paso, y por ninguno de sus medios se le puede escribir a la persona. Sale cuando haya uno.
reminded-quiet-on-its-way = Hay dinero en camino: mientras tanto no se recuerda nada.
reminded-quiet-no-step = Hoy ningún paso de la secuencia es para este caso.
