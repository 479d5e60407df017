# What debtors propose, as the team reads and answers it.
team-nav-proposals = Propuestas
team-home-proposals = { $count ->
    [one] { $count } propuesta por responder
   *[other] { $count } propuestas por responder
}
team-case-proposal = Hay una propuesta por responder, hasta el { $moment }
team-case-proposal-see = Ver la propuesta
team-proposals-waiting = Esperan una respuesta
team-proposals-none = No hay propuestas por responder.
team-proposals-answered = Ya respondidas o cerradas
team-proposals-offer = Propone pagar { $pay } de { $owed }

# The clock.
team-proposal-hours = { $count ->
    [one] Queda { $count } hora, hasta el { $moment }
   *[other] Quedan { $count } horas, hasta el { $moment }
}
team-proposal-soon = Queda menos de una hora, hasta el { $moment }
team-proposal-over = Fuera de plazo desde el { $moment }

# Where it stands.
team-proposal-waiting = Por responder
team-proposal-countered = Contrapropuesta enviada
team-proposal-accepted = Aceptada
team-proposal-refused = No aceptada
team-proposal-taken-back = Cerrada por la persona
team-proposal-expired = Plazo terminado

# One proposal.
team-proposal-title = Propuesta
team-proposal-made = Recibida el { $moment }
team-proposal-answered = Respondió { $name } el { $moment }
team-proposal-case = Ver el caso
team-proposal-changed = Cuando lo propuso había { $then } pendientes; ahora hay { $now }. Lo pagado desde entonces cuenta, y no se perdona más de lo que pidió.
team-proposal-instead = Tomaría el lugar del plan del { $day }. Ese plan sigue en marcha hasta que la persona acepte el acuerdo nuevo.
team-proposal-asked = Lo que propone
team-proposal-inside = Está dentro de lo que se acepta al momento.
team-proposal-beyond = Pasa de lo que se acepta al momento: abajo se ve en qué.
team-proposal-broken = { $count ->
    [one] Ya hubo { $count } plan sin completar de la misma deuda: por eso espera una respuesta.
   *[other] Ya hubo { $count } planes sin completar de la misma deuda: por eso espera una respuesta.
}
team-proposal-limit = Límite
team-proposal-asks = Pide
team-proposal-allowed = Al momento
team-proposal-result = Resultado
team-proposal-outside = Fuera del límite
team-proposal-within = Dentro
team-proposal-parts = Cuotas
team-proposal-least = Cuota más baja
team-proposal-given-up = Se perdona
team-proposal-last = Última fecha
team-proposal-dates = Ver las fechas
team-proposal-words = En sus palabras
team-proposal-household = Las cifras de su hogar
team-proposal-household-lead = Quiso enviarlas con la propuesta. Sirven solo para responderle.
team-proposal-people = Personas que viven de ese ingreso
team-proposal-left = Queda al mes
team-proposal-most = Lo prudente al mes, como máximo
team-proposal-other = La contrapropuesta

# The answers.
team-proposal-answer = Responder
team-proposal-accept-button = Aceptar la propuesta
team-proposal-owners = Perdona más que los { $amount } que la política permite. Solo puede aceptarla una persona titular del equipo.
team-proposal-counter = Proponer otra cosa
team-proposal-counter-button = Enviar la contrapropuesta
team-proposal-pay = Total que se paga
team-proposal-rhythm = Cada cuánto
team-proposal-first = Primera fecha
team-proposal-until = Vale hasta
team-proposal-note = Mensaje para la persona
team-proposal-note-hint = Es opcional. La persona lo lee tal como se escribe aquí.
team-proposal-refuse = No aceptarla
team-proposal-refuse-hint = Una o dos frases amables: por qué no, y qué sí sería posible. La persona las lee tal como se escriben aquí.
team-proposal-refuse-button = Enviar la respuesta

# What has just been done, and what was not understood.
team-news-proposal-accepted = Propuesta aceptada. La persona recibe un aviso y le falta aceptar el acuerdo.
team-news-proposal-countered = Contrapropuesta enviada. La persona recibe un aviso.
team-news-proposal-refused = Respuesta enviada. La persona recibe un aviso.
team-wrong-day-past = Esa fecha ya pasó
team-wrong-day-later = La fecha puede ser, a más tardar, el { $day }
team-wrong-amount-below = Lo mínimo aquí es { $amount }

# The timeline.
team-event-proposed = Propuesta recibida
team-event-proposed-inside = Propuesta aceptada al momento
team-event-proposal-accepted = Propuesta aceptada
team-event-proposal-countered = Contrapropuesta enviada
team-event-proposal-refused = Propuesta no aceptada
team-event-proposal-taken-back = Propuesta cerrada por la persona
team-event-proposal-expired = Propuesta con el plazo terminado
