# In Mexico an instalment is a payment here too.
policy-limit-instalments = Pagos del plan
policy-limit-least = Pago mínimo del plan
policy-limit-first-within = Primer pago, como máximo en
policy-limit-skips = Pagos que se pueden dejar para el final
policy-limit-proposal-parts = Propuestas: pagos, como máximo
policy-limit-proposal-least = Propuestas: pago mínimo
policy-limit-down = Anticipo mínimo
policy-spread-even = en todos los pagos por igual
policy-spread-first = en el primer pago
policy-spread-last = en el último pago
policy-says-misses-in-all = pagos sin hacer en total: { $misses }
policy-says-misses-in-a-row = pagos seguidos sin hacer: { $misses }
policy-says-off-the-last = { $share } del plan, que se resta del último pago
policy-word-misses = pagos sin hacer
policy-word-in-a-row = solo si son seguidos
policy-word-off-the-last = % del plan, que se resta del último pago
policy-least-instalments = el número mínimo de pagos es mayor que el máximo.
policy-why-too-few = saldrían menos de { $parts } pagos
policy-why-too-many = saldrían más de { $parts } pagos
policy-why-too-small = algún pago sería menor de { $least }
policy-why-first = el primer pago sería después del { $day }
policy-why-long = el último pago sería después del { $day }
policy-why-down = el anticipo sería menor de { $least }
policy-why-schedule = no quedan pagos por hacer
policy-plan-cheaper = a quien debe { $owed } un plan de { $parts ->
    [one] { $parts } pago
   *[other] { $parts } pagos
} a tiempo le sale en { $plan }, menos que pagar todo hoy: { $now }.
policy-never-breaks = el plan termina con { $misses ->
    [one] { $misses } pago sin hacer
   *[other] { $misses } pagos sin hacer
} y tiene { $parts } como máximo.
policy-way-plan = hasta { $parts ->
    [one] { $parts } pago
   *[other] { $parts } pagos
}
