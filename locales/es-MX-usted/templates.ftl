# What reminders say, in the words of the country.
template-lead-instalment-soon = Su próximo pago es el { $date }. Si necesita moverlo, hágalo antes de ese día.
template-lead-instalment-today = Hoy, { $date }, es la fecha de su pago.
template-lead-instalment-missed = El pago del { $date } sigue pendiente. Hasta el { $limit } su plan se mantiene igual.
