clearance-title = Carta de no adeudo
mail-clearance-attached = Van con este mensaje tu carta de no adeudo y tu último recibo, en PDF.
mail-clearance-page = Tu carta de no adeudo y tus recibos están en tu página personal.
mail-clearance-code = Código de tu carta de no adeudo
statement-certificate-check = Comprobar la carta de no adeudo
