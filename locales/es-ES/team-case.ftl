team-rule-holiday = Los mensajes no salen en día festivo.
team-rule-holidays-unknown = Aún no conocemos los festivos del país de la persona: solo salen las respuestas que ella pide.
team-refund-amount = Importe que se devuelve
team-account-written-off = Dado por incobrable
team-rule-dispute = Hay una reclamación abierta.
