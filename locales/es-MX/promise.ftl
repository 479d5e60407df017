mail-team-promise-broken-subject = Promesa de pago sin cumplir: { $amount }
team-event-promise-broken = Promesa de pago sin cumplir
team-event-promise-told = Promesa de pago, dicha al equipo
team-promise-told = Promesa dicha al equipo
team-promise-withdraw = Retirar la promesa
team-news-promise-withdrawn = Promesa retirada: ya no cuenta.
team-event-promise-withdrawn = Promesa de pago retirada
