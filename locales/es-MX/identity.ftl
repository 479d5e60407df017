identity-lead-invoice = ¿Eres la persona a quien escribimos? Confírmalo con el número de un recibo o una factura que tengas de { $creditor }.
identity-label-invoice = Número del recibo o de la factura
