clearance-title = Libre deuda
plan-certificate = Descargar mi libre deuda
