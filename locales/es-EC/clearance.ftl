clearance-title = Certificado de no adeudar
plan-certificate = Descargar mi certificado de no adeudar
