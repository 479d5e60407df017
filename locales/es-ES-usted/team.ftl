team-wrong-amount = Escriba el importe así: { $example }
