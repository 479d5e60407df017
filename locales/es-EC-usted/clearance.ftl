mail-clearance-attached = Van con este mensaje su certificado y su último recibo, en PDF.
mail-clearance-page = Su certificado y sus recibos están en su página personal.
mail-clearance-code = Código de su certificado
plan-certificate-more = Su certificado está listo. Cualquiera puede comprobarlo con su código.
plan-certificate-later = Su certificado estará aquí cuando no quede nada pendiente.
