identity-lead-invoice = ¿Es usted la persona a quien escribimos? Confírmelo con el número de un recibo o una factura que tenga de { $creditor }.
