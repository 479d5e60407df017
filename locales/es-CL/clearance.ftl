clearance-title = Certificado de deuda pagada
