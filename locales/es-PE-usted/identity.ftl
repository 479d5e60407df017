identity-lead-invoice = ¿Es usted la persona a quien escribimos? Confírmelo con el número de una boleta o factura que tenga de { $creditor }.
