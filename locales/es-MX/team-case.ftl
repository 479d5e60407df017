team-rule-holiday = Los mensajes no salen en día festivo.
team-rule-holidays-unknown = Aún no conocemos los festivos del país de la persona: solo salen las respuestas que ella pide.
team-rule-dispute = Hay una aclaración abierta.
