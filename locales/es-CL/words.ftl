debt-row-interest = Interés por mora
pay-choose-part = Un abono
statement-else-part = Hacer un abono
payment-try-part = Hacer un abono
receipt-not-tax = Este recibo no es una boleta ni una factura.
transfer-proof-hint = Ten a mano el comprobante de la transferencia.
