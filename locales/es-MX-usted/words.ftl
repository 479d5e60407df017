transfer-proof-hint = Tenga a mano el comprobante de la transferencia.
