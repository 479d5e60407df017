# What reminders say, in the words of the country.
template-lead-instalment-soon = Tu próximo pago es el { $date }. Si necesitas moverlo, hazlo antes de ese día.
template-lead-instalment-today = Hoy, { $date }, es la fecha de tu pago.
template-lead-instalment-missed = El pago del { $date } sigue pendiente. Hasta el { $limit } tu plan se mantiene igual.
