debt-row-principal = Valor
debt-row-interest = Interés de mora
pay-choose-part = Un abono
statement-else-part = Hacer un abono
payment-try-part = Hacer un abono
receipt-not-tax = Este recibo no es una factura electrónica.
transfer-proof-hint = Ten a mano el soporte de la transferencia.
say-paid-hint = Por ejemplo: el 3 de noviembre, por Nequi.
