team-wrong-amount = Escriba el valor así: { $example }
