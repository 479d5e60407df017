team-rule-holiday = En día festivo no se contacta a nadie.
team-rule-holidays-unknown = Aún no conocemos los festivos que cuentan aquí: solo salen las respuestas que la persona pide.
team-refund-amount = Importe que se devuelve
team-account-written-off = Dado por incobrable
team-rule-dispute = Hay una reclamación abierta.
