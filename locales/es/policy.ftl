# What is wrong or unwise in a policy of offers, and what it would mean for today's portfolio.
policy-place = Segmento { $number }, «{ $name }»: { $what }
policy-whole = En toda la política: { $what }
policy-segment = segmento { $number }, «{ $name }»
policy-no-segment = sin segmento
policy-check-good = Sin contradicciones ni advertencias.
policy-check-refused = Se contradice:
policy-check-warned = Conviene revisar:

# What a segment gives, as the subject of a sentence.
policy-given-discount = el descuento
policy-given-settlement = la condonación parcial
policy-given-reward = el beneficio por pagar a tiempo
policy-given-extension = la prórroga
policy-given-proposals = aceptar propuestas sin consultar
policy-given-moves = mover fechas
policy-given-retries = repetir un cobro automático

# Contradictions.
policy-currency = hay montos en { $given } y la política es en { $own }.
policy-least-days = el mínimo de días de atraso es mayor que el máximo.
policy-least-total = el total mínimo es mayor que el máximo.
policy-least-debts = el número mínimo de documentos es mayor que el máximo.
policy-least-instalments = el número mínimo de cuotas es mayor que el máximo.
policy-nothing = { $what } no da nada: lo que se da, los días o las veces son cero.
policy-everything = { $what } llega al 100 %: no quedaría nada por pagar.
policy-no-rhythm = el plan no dice cada cuánto se paga.
policy-too-many = { $parts } pagos son demasiados: como máximo { $most }.
policy-no-plan = ni el monto más alto del segmento permite un plan: { $why }.
policy-no-part = con un pago parcial desde { $least }, ningún monto del segmento deja otro tanto por pagar.
policy-never-matches = ningún caso llega aquí: los segmentos anteriores se los llevan todos.

# Why no plan comes of it.
policy-why-too-few = saldrían menos de { $parts } cuotas
policy-why-too-many = saldrían más de { $parts } cuotas
policy-why-too-small = alguna cuota sería menor de { $least }
policy-why-rhythm = ninguna frecuencia sirve
policy-why-first = la primera cuota sería después del { $day }
policy-why-long = la última cuota sería después del { $day }
policy-why-down = el pago inicial sería menor de { $least }
policy-why-schedule = no quedan cuotas que pagar
policy-why-amounts = los montos son demasiado grandes

# Warnings.
policy-wait-early = A quien debe { $owed }, que vencen en { $days ->
    [one] { $days } día
   *[other] { $days } días
}, le conviene esperar { $wait ->
    [one] { $wait } día
   *[other] { $wait } días
}: hoy pagaría { $now } ({ $from }) y entonces { $then } ({ $to }).
policy-wait-late = A quien debe { $owed } con { $days ->
    [one] { $days } día
   *[other] { $days } días
} de atraso le conviene esperar { $wait ->
    [one] { $wait } día
   *[other] { $wait } días
}: hoy pagaría { $now } ({ $from }) y entonces { $then } ({ $to }).
policy-plan-cheaper = a quien debe { $owed } un plan de { $parts ->
    [one] { $parts } cuota
   *[other] { $parts } cuotas
} a tiempo le sale en { $plan }, menos que pagar todo hoy: { $now }.
policy-reward-above-cost = quien debe { $owed } recibiría { $reward } por pagar a tiempo un plan que cuesta { $cost }.
policy-late-above-maximum = el interés por atraso, { $yearly } al año, pasa del máximo legal, { $maximum }.
policy-late-fee = a quien debe { $owed } el cargo por atraso le suma { $fee } de una vez, más de la décima parte.
policy-plan-above-maximum = a quien debe { $owed } el plan le cuesta { $cost }; con el máximo legal serían { $maximum }.
policy-ended = { $what } terminó el { $day }.
policy-breaks-free = un plan que queda sin pagar no trae nada de vuelta y se ofrece otra vez sin límite: puede repetirse para siempre.
policy-never-breaks = el plan termina con { $misses ->
    [one] { $misses } cuota sin pagar
   *[other] { $misses } cuotas sin pagar
} y tiene { $parts } como máximo.
policy-retries-grace = el último intento de un cobro automático llega { $days ->
    [one] { $days } día
   *[other] { $days } días
} después de la fecha, y la gracia es de { $grace ->
    [one] { $grace } día
   *[other] { $grace } días
}: la fecha quedaría sin pagar antes.
policy-retries-next = el último intento de un cobro automático llega { $days ->
    [one] { $days } día
   *[other] { $days } días
} después de la fecha, y la siguiente puede tocar ya a los { $next ->
    [one] { $next } día
   *[other] { $next } días
}.
policy-retries-never = el último intento de un cobro automático sería { $days ->
    [one] { $days } día
   *[other] { $days } días
} después de la fecha, y pasados { $latest ->
    [one] { $latest } día
   *[other] { $latest } días
} ya no se cobra nada.

# The preview.
policy-preview-title = Con los casos del { $day }, en { $currency }:
policy-preview-segment = { $number }. { $name }: { $cases ->
    [one] { $cases } caso
   *[other] { $cases } casos
}, { $owed }
policy-preview-none = Sin segmento: { $cases ->
    [one] { $cases } caso
   *[other] { $cases } casos
}, { $owed }; pueden pagar todo o una parte
policy-preview-review = En revisión: { $cases ->
    [one] { $cases } caso, sin opciones mientras tanto
   *[other] { $cases } casos, sin opciones mientras tanto
}
policy-preview-best = mejor opción: { $ways }
policy-preview-way = { $way } ({ $cases })
policy-preview-no-way = ninguna
policy-preview-given-up = Lo que se perdona como máximo, si todos aceptan: { $amount }
policy-preview-cash = Ingresos por mes si acepta la mitad:
policy-preview-month = { $month }: { $amount }

# The ways out, short.
policy-way-discount = { $off } menos si paga todo
policy-way-settlement = condonación del { $share }
policy-way-extension = prórroga de hasta { $days ->
    [one] { $days } día
   *[other] { $days } días
}
policy-way-plan = hasta { $parts ->
    [one] { $parts } cuota
   *[other] { $parts } cuotas
}
policy-way-part = un pago parcial desde { $least }
