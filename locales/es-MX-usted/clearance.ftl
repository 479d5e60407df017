mail-clearance-attached = Van con este mensaje su carta de no adeudo y su último recibo, en PDF.
mail-clearance-page = Su carta de no adeudo y sus recibos están en su página personal.
mail-clearance-code = Código de su carta de no adeudo
