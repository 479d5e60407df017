team-hold-disputed = En reclamación
team-days-late = { $days ->
    [one] { $days } día de retraso
   *[other] { $days } días de retraso
}
team-amount = Importe
team-reason-plan-cost = Coste del plan
team-event-plan-cost = Coste del plan añadido
