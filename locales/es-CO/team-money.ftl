team-transfers-confirm-amount = Valor que llegó
