autopay-hours = El cobro se hace de lunes a viernes, de 8:00 a 19:00, y no en feriados.
