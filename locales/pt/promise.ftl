# A promise to pay whose day is over: the e-mail to the team, and the line in the timeline.
mail-team-promise-broken-subject = Compromisso de pagamento não cumprido: { $amount }
mail-team-promise-broken-preview = A data passou e o pagamento não chegou, ou não chegou inteiro.
mail-team-promise-amount = Combinado
mail-team-promise-until = Até o dia
team-event-promise-broken = Compromisso de pagamento não cumprido
mail-team-promise-told-preview = Foi dito a alguém da equipe. Até essa data não saem lembretes.
team-event-promise-told = Compromisso de pagamento, dito à equipe
team-promise-told = Compromisso dito à equipe
team-promise-told-line = { $amount } até { $day }
team-promise-withdraw = Retirar o compromisso
team-promise-withdraw-hint = Se foi anotado por engano: deixa de contar, e os lembretes continuam.
team-news-promise-withdrawn = Compromisso retirado: já não conta.
team-event-promise-withdrawn = Compromisso de pagamento retirado
