debt-row-interest = Interés moratorio
say-paid-hint = Por ejemplo: el 3 de noviembre, por Yape.
receipt-not-tax = Este recibo no es un comprobante de pago tributario.
debt-accrued = Incluye { $amount } de interés moratorio, contado por días desde el { $day } hasta hoy: { $rate } al año sobre lo vencido.
policy-limit-late-yearly = Interés moratorio
policy-restores-interest = lo que falte, lo que se iba a perdonar y el interés moratorio
policy-late-above-maximum = el interés moratorio, { $yearly } al año, pasa del máximo legal, { $maximum }.
policy-limit-down = Inicial mínima
