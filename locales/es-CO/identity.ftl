identity-lead-invoice = ¿Eres la persona a quien escribimos? Confírmalo con el número de una factura o cuenta de cobro que tengas de { $creditor }.
identity-label-invoice = Número de la factura o cuenta de cobro
