plan-certificate-more = Su certificado está listo. Cualquiera puede comprobarlo con su código.
plan-certificate-later = Su certificado estará aquí cuando no quede nada pendiente.
