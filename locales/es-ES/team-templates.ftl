# In Spain an instalment is a plazo.
template-instalment-soon = Plazo próximo
template-instalment-today = Plazo de hoy
template-instalment-missed = Plazo sin pagar
