clearance-title = Paz y salvo
mail-clearance-attached = Van con este mensaje tu paz y salvo y tu último recibo, en PDF.
mail-clearance-page = Tu paz y salvo y tus recibos están en tu página personal.
mail-clearance-code = Código de tu paz y salvo
mail-clearance-check = Cualquiera puede comprobarlo con su código aquí:
statement-certificate-check = Comprobar el paz y salvo
