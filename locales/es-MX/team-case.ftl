team-rule-holiday = En día festivo no se contacta a nadie.
team-rule-holidays-unknown = Aún no conocemos los festivos que cuentan aquí: solo salen las respuestas que la persona pide.
team-rule-dispute = Hay una aclaración abierta.
