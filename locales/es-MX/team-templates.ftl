# In Mexico an instalment is a payment here too.
template-instalment-soon = Pago próximo
template-instalment-today = Pago de hoy
template-instalment-missed = Pago sin hacer
template-promise-eve = Víspera de una promesa de pago
template-promise-broken = Promesa sin pago
