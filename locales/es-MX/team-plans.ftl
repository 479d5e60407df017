team-plan-record = Anotar un pago del plan recibido por fuera
team-event-plan-missed = Pago { $number } sin hacer en su fecha
team-event-plan-moved = Pago { $number } movido al { $day }
team-event-plan-skipped = Pago { $number } pasado al final: { $day }
