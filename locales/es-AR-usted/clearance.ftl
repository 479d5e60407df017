mail-clearance-attached = Van con este mensaje su libre deuda y su último recibo, en PDF.
mail-clearance-page = Su libre deuda y sus recibos están en su página personal.
mail-clearance-code = Código de su libre deuda
plan-certificate-more = Su libre deuda está listo. Cualquiera puede comprobarlo con su código.
plan-certificate-later = Su libre deuda estará aquí cuando no quede nada pendiente.
