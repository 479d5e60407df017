identity-lead-invoice = ¿Eres la persona a quien escribimos? Confírmalo con el número de una boleta o factura que tengas de { $creditor }.
identity-label-invoice = Número de la boleta o factura
