mail-clearance-attached = Van con este mensaje su certificado y su último recibo, en PDF.
mail-clearance-page = Su certificado y sus recibos están en su página personal.
mail-clearance-code = Código de su certificado
