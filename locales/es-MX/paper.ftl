paper-title = Carta convenio
paper-promise-title = Promesa de pago
