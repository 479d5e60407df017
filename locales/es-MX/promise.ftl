mail-team-promise-broken-subject = Promesa de pago sin cumplir: { $amount }
team-event-promise-broken = Promesa de pago sin cumplir
team-event-promise-told = Promesa de pago, dicha al equipo
