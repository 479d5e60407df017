# The page of a link, before anything is known of the visitor.
enter-title = Mensaje privado
enter-heading = Tu mensaje privado
enter-lead-shared = Una empresa con la que tienes relación te lo envía. Verás cuál antes de dar ningún dato.
enter-lead-own = Te lo envía { $creditor }. Antes de mostrarlo te pediremos un dato tuyo, para saber que eres tú.
enter-lead-own-open = Te lo envía { $creditor }. No lo reenvíes: quien tenga este enlace puede abrirlo.
enter-button-shared = Ver quién me escribe
enter-button-own = Abrir mi mensaje
enter-doubt-title = ¿Es un mensaje real?
enter-doubt = Nunca te pediremos la clave de tu banco ni los códigos que tu banco te envía. Si dudas, llama al negocio al número que ya conoces.

# Expired, revoked and invented links read the same.
link-closed-title = Enlace cerrado
link-closed-heading = Este enlace ya no funciona
link-closed-lead = Los enlaces se cierran después de un tiempo para protegerte. Podemos enviarte otro: no tienes que dar ningún dato.
link-closed-renew = Enviarme uno nuevo
link-renewed-title = Revisa tus mensajes
link-renewed-heading = Revisa tus mensajes
link-renewed-lead = Si el enlace era nuestro, en unos minutos te llegará otro al mismo medio. No se lo enviamos a nadie más.
link-renewed-more = Si no llega, llama al negocio al número que ya conoces.
