# The rules that decide when somebody may be contacted.
contact-rules-title = Reglas de contacto
contact-rules-lead = Deciden cuándo sale un mensaje, y cuándo se llama o se visita a alguien. Nadie las salta desde el panel. La hora es la de la persona.
contact-rules-country = Valen las de { $country }, revisadas el { $day }. Si la persona está en otro país, valen además las de ese país.
contact-rules-strict = Aún no conocemos las leyes de { $country }: valen las más estrictas que conocemos, revisadas el { $day }.
contact-rules-care = Estas reglas ayudan a cuidar a las personas y a cumplir la ley. No son asesoría legal.
contact-rules-phones = Sin un permiso anotado en el caso, nada sale por SMS ni por WhatsApp, en ningún país.
contact-rules-allowed = Por contrato, la persona ya permite: { $ways }
contact-rules-rule = Regla
contact-rules-ways = Medio
contact-rules-source = De dónde viene
contact-rules-every-way = Todos los medios
contact-rules-own = Regla propia
contact-rules-no-law = Ninguna ley que conozcamos la pide: es un cuidado nuestro
contact-rules-law = { $law }, artículo { $article }
contact-rules-since = Rige desde el { $day }
contact-rules-verified = Leído en el texto original
contact-rules-secondary = Según otras fuentes
contact-rules-unsure = La lectura no es segura: seguimos la más estricta
contact-rules-see = Ver las reglas de contacto
contact-rule-hours = Solo { $hours }
contact-rule-holidays = No en feriado
contact-rule-most = Como máximo { $times } en { $days }
contact-rule-apart = Al menos { $days } entre un contacto y otro
contact-rule-one-way = Un solo medio en { $days }
contact-rule-permission = Solo con permiso de la persona
contact-rule-never = No se usa
contact-rule-reached = { $rule }; cuentan los que llegaron a la persona
contact-times = { $count ->
    [one] { $count } contacto
   *[other] { $count } contactos
}
contact-span = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
contact-run = { $days }, de { $from } a { $until }
contact-run-late = { $days }, desde { $from }
contact-days = { $first } a { $last }
contact-monday = lunes
contact-tuesday = martes
contact-wednesday = miércoles
contact-thursday = jueves
contact-friday = viernes
contact-saturday = sábado
contact-sunday = domingo
