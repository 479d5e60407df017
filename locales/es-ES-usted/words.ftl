transfer-proof-hint = Tenga a mano el justificante de la transferencia.
