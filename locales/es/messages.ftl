# E-mails to debtors. Subject, preview, greeting and the first sentences tell a stranger nothing: no
# amount, no word about owing or paying.
mail-hello = Hola, { $name }:
mail-hello-nameless = Hola:
mail-link-subject = Tienes un mensaje privado de { $creditor }
mail-link-subject-bare = Tienes un mensaje privado
mail-link-preview = Te dejamos un mensaje privado. Ábrelo cuando te venga bien: solo tú puedes leerlo.
mail-link-preview-open = Te dejamos un mensaje privado. Ábrelo cuando te venga bien.
mail-link-ask = Para que nadie más lo lea, antes te pediremos un dato tuyo.
mail-link-open = No lo reenvíes: quien tenga este enlace puede abrirlo.
mail-link-inside = Al abrirlo verás los detalles, lo que puedes elegir y cómo hablar con una persona. Si ya lo resolviste o hay un error, dínoslo ahí y pausamos los avisos.
mail-link-button = Abrir mi mensaje
mail-link-until = El enlace sirve hasta el { $day }. Después puedes pedir otro ahí mismo.
mail-new-link-subject = Tu enlace nuevo de { $creditor }
mail-new-link-subject-bare = Tu enlace nuevo
mail-new-link-preview = Aquí está el enlace que pediste.
mail-new-link-ask = Te lleva al mismo mensaje privado. Antes te pediremos un dato tuyo.
mail-new-link-open = Te lleva al mismo mensaje privado. No lo reenvíes: quien tenga este enlace puede abrirlo.
mail-new-link-not-you = ¿No lo pediste? No hace falta que hagas nada: sin ese dato no se ve nada.
mail-code-subject = Tu código para abrir el mensaje de { $creditor }
mail-code-subject-bare = Tu código para abrir el mensaje
mail-code-preview = Es solo para ti. Nadie te lo pedirá por teléfono ni por mensaje.
mail-code-where = Escríbelo en la página que tienes abierta para confirmar que eres tú:
mail-code-minutes = { $minutes ->
    [one] Vale { $minutes } minuto y sirve una sola vez.
   *[other] Vale { $minutes } minutos y sirve una sola vez.
}
mail-code-not-you = ¿No lo pediste? No hace falta que hagas nada: sin el código no se ve ningún dato.
mail-receipt-subject = Tu constancia de { $creditor }
mail-receipt-subject-bare = Tu constancia
mail-receipt-preview = Todo salió bien. Guarda este mensaje: dentro están los detalles.
mail-receipt-thanks = Recibimos tu pago. Gracias. Los recordatorios de lo que ya está pagado se detuvieron.
mail-refund-subject = Tienes una novedad de { $creditor }
mail-refund-subject-bare = Tienes una novedad
mail-refund-preview = Ya está en marcha y no hace falta que hagas nada. Dentro están los detalles.
mail-refund-made = Te devolvimos { $amount } del pago con recibo { $receipt }.
mail-refund-when = Llega por el mismo medio con que pagaste. Según el banco, puede tardar hasta 10 días hábiles.
mail-refund-outside-preview = Te contamos algo que quedó anotado. Dentro están los detalles.
mail-refund-outside = Quedó anotado como entregado fuera de esta página el { $day }. Si no lo recibiste, dínoslo.
mail-not-come-preview = Hay algo que aclarar y se resuelve en tu página privada. Dentro están los detalles y el enlace.
mail-not-come-transfer = No encontramos tu transferencia de { $amount } en nuestra cuenta. Si la hiciste, dínoslo en tu página y la buscamos contigo.
mail-not-come-provider = El pago de { $amount } que empezaste no llegó. Puedes hacerlo otra vez con cualquier medio.
mail-agreed-subject = Una copia para ti, de { $creditor }
mail-agreed-subject-bare = Una copia para ti
mail-agreed-preview = Guarda este mensaje: dentro está lo que aceptaste, con sus fechas.
mail-agreed-plan = Aceptaste un acuerdo con estas fechas:
mail-agreed-promise = Te comprometiste a esta fecha:
mail-agreed-whole = El texto completo queda guardado tal como lo viste.
mail-agreed-spoken-preview = Dentro está lo que nos dijiste, para que lo tengas por escrito.
mail-agreed-spoken = Quedamos en esta fecha, como nos dijiste:
mail-agreed-spoken-more = Hasta entonces no enviamos más recordatorios que el aviso de la víspera. ¿No es así? Dínoslo y lo corregimos.
mail-left = En tu cuenta quedan pendientes { $amount }.
mail-left-none = En tu cuenta no queda nada pendiente.

# At the end of each e-mail to a debtor: who writes, how to check it, whom to call.
mail-check-link = El enlace de este mensaje empieza por { $host }. También puedes escribir tú esa dirección en el navegador:
mail-check = Otras formas de comprobar que somos nosotros:
mail-person-hours = { $phone } ({ $hours })
