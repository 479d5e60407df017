paper-title = Convenio de pago
