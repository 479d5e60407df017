transfer-proof-hint = Tenga a mano el soporte de la transferencia.
