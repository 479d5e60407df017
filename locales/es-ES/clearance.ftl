clearance-title = Certificado de deuda cero
mail-clearance-attached = Van con este mensaje tu certificado y tu último justificante, en PDF.
mail-clearance-page = Tu certificado y tus justificantes están en tu página personal.
mail-clearance-code = Código de tu certificado
mail-clearance-check = Cualquiera puede comprobarlo con su código aquí:
statement-certificate-check = Comprobar el certificado
