team-proposal-parts = Pagos
team-proposal-least = Pago más bajo
