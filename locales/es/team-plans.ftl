# The plans of all cases.
team-plans-which = Qué planes
team-plans-all = Todos
team-plans-show = Ver
team-plans-none = No hay planes así.
team-plans-none-at-all = No hay planes.
team-plans-unread = El plan { $plan } no se puede leer: no está en la lista ni avanza. Los demás siguen como siempre. Quien administra el programa encuentra el motivo en el registro.
team-plan-on-time = Al día
team-plan-late = Con atraso
team-plan-completed = Completado
team-plan-broken = Terminado sin completarse
team-plan-cancelled = Anulado
team-plan-replaced = Reemplazado
team-plan-state = Estado
team-plan-since = Desde
team-plan-next = Próxima fecha

# One plan on the page of its case.
team-plan-of = Plan del { $day }
team-plan-owed = Lo que se debía
team-plan-given-up = Se perdona al terminar
team-plan-cost = Costo
team-plan-total = Acordado
team-plan-record = Anotar una cuota pagada por fuera
team-plan-dates = Cambiar una fecha del plan
team-plan-back = Volver al caso
team-plan-payday = Cambiar el día de pago
team-plan-payday-day = Día del mes
team-plan-events = Cambios del plan
team-plan-cancel = Anular el plan
team-plan-cancel-reason = Por qué se anula
team-plan-cancel-hint = Lo pagado cuenta. Lo que se iba a perdonar vuelve a deberse. La persona recibe un aviso.
team-plan-cancel-button = Anular el plan
team-plan-reopen = Reabrir el plan
team-plan-reopen-why = Este plan terminó por una fecha cuyo pago cuenta a tiempo: se supo después.
team-plan-reopen-reason = Por qué se reabre
team-plan-reopen-hint = El plan sigue como se acordó, y los días que estuvo terminado no cuentan. Lo recibido desde entonces lo paga. La persona recibe un aviso.
team-plan-reopen-button = Reabrir el plan
team-plan-reopen-owner = Este plan terminó por una fecha cuyo pago cuenta a tiempo. Lo puede reabrir una persona titular del equipo.

# In the timeline of a case.
team-event-plan-missed = Cuota { $number } sin pagar en su fecha
team-event-plan-excused = Cuota { $number } en regla: el pago cuenta a tiempo
team-event-plan-held = El plazo no corre del { $from } al { $until }
team-event-plan-untried = El plazo de la cuota { $number } espera hasta el { $day }: su cobro automático aún no se pudo intentar
team-event-plan-moved = Cuota { $number } movida al { $day }
team-event-plan-skipped = Cuota { $number } pasada al final: { $day }
team-event-plan-payday = Día de pago cambiado: el { $day } de cada mes
team-event-plan-broken = Plan terminado: quedaron fechas sin pagar
team-event-plan-reopened = Plan reabierto: el pago cuenta a tiempo
team-event-plan-redated = Fechas nuevas tras reabrirlo: la próxima es el { $day }
team-event-plan-completed = Plan completado
team-event-plan-cancelled = Plan anulado
team-event-plan-replaced = Plan reemplazado por otro
team-event-plan-letter = Aviso sobre el plan enviado
