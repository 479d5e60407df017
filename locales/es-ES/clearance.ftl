clearance-title = Certificado de deuda cero
