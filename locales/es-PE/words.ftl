debt-row-interest = Interés moratorio
say-paid-hint = Por ejemplo: el 3 de noviembre, por Yape.
receipt-not-tax = Este recibo no es un comprobante de pago tributario.
