clearance-title = Certificado de deuda pagada
mail-clearance-attached = Van con este mensaje tu certificado y tu último recibo, en PDF.
mail-clearance-page = Tu certificado y tus recibos están en tu página personal.
mail-clearance-code = Código de tu certificado
mail-clearance-check = Cualquiera puede comprobarlo con su código aquí:
statement-certificate-check = Comprobar el certificado
