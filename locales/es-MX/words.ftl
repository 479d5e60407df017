debt-row-interest = Intereses moratorios
pay-choose-part = Un abono
statement-else-part = Hacer un abono
payment-try-part = Hacer un abono
receipt-not-tax = Este recibo no es un CFDI.
transfer-proof-hint = Ten a mano el comprobante de la transferencia.
say-paid-hint = Por ejemplo: el 3 de noviembre, por SPEI.
