debt-row-principal = Importe
debt-row-interest = Intereses de demora
receipt-heading = Justificante de pago
receipt-not-tax = Este justificante no es una factura.
transfer-proof-hint = Ten a mano el justificante de la transferencia.
say-paid-hint = Por ejemplo: el 3 de noviembre, por Bizum.
