plan-certificate-more = Su paz y salvo está listo. Cualquiera puede comprobarlo con su código.
plan-certificate-later = Su paz y salvo estará aquí cuando no quede nada pendiente.
