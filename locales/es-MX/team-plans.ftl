team-plan-record = Anotar un pago del plan recibido por fuera
team-event-plan-missed = Pago { $number } sin hacer en su fecha
team-event-plan-excused = Pago { $number } en regla: cuenta a tiempo
team-event-plan-untried = El plazo del pago { $number } espera hasta el { $day }: su cobro automático aún no se pudo intentar
team-event-plan-moved = Pago { $number } movido al { $day }
team-event-plan-skipped = Pago { $number } pasado al final: { $day }
team-change-make-hint = El plan se ajusta: lo que ya no se debe se quita de los últimos pagos, y lo que se pagó por ello cubre los siguientes. Si no queda nada por pagar, el plan termina.
