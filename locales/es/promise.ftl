# A promise to pay whose day is over: the e-mail to the team, and the line in the timeline.
mail-team-promise-broken-subject = Compromiso de pago sin cumplir: { $amount }
mail-team-promise-broken-preview = La fecha pasó y el pago no llegó, o no llegó completo.
mail-team-promise-amount = Lo acordado
mail-team-promise-until = Hasta el día
team-event-promise-broken = Compromiso de pago sin cumplir
mail-team-promise-told-preview = Lo dijo a alguien del equipo. Hasta esa fecha no salen recordatorios.
team-event-promise-told = Compromiso de pago, dicho al equipo
team-promise-told = Compromiso dicho al equipo
team-promise-told-line = { $amount } hasta el { $day }
team-promise-withdraw = Retirar el compromiso
team-promise-withdraw-hint = Si se anotó por error: deja de contar, y los recordatorios siguen.
team-news-promise-withdrawn = Compromiso retirado: ya no cuenta.
team-event-promise-withdrawn = Compromiso de pago retirado
