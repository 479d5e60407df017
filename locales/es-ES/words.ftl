debt-row-principal = Importe
debt-row-interest = Intereses de demora
receipt-heading = Justificante de pago
receipt-not-tax = Este justificante no es una factura.
transfer-proof-hint = Ten a mano el justificante de la transferencia.
say-paid-hint = Por ejemplo: el 3 de noviembre, por Bizum.
policy-given-settlement = la quita
policy-way-settlement = quita del { $share }
policy-late-above-maximum = los intereses de demora, { $yearly } al año, pasan del máximo legal, { $maximum }.
debt-accrued = Incluye { $amount } de intereses de demora, contados por días desde el { $day } hasta hoy: { $rate } al año sobre lo vencido.
policy-limit-late-yearly = Intereses de demora
policy-restores-interest = lo que falte, lo que se iba a perdonar y los intereses de demora
policy-part-settlement = Ofrecer una quita: cerrar por menos
policy-given-extension = el aplazamiento
policy-way-extension = aplazamiento de hasta { $days ->
    [one] { $days } día
   *[other] { $days } días
}
policy-part-extension = Ofrecer un aplazamiento
policy-limit-extension-days = Aplazamiento de hasta
policy-limit-extension-times = Aplazamientos por deuda
policy-limit-down = Entrada mínima
policy-edit-add = Añadir un segmento
