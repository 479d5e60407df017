team-transfers-confirm-amount = Importe que llegó
