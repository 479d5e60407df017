identity-lead-invoice = ¿Es usted la persona a quien escribimos? Confírmelo con el número de una factura o cuenta de cobro que tenga de { $creditor }.
