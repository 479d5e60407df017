# What a debtor chooses about messages, and why one came. Before the identity check nothing tells of money.
preferences-title = Tus mensajes · { $creditor }
preferences-heading = Tus mensajes
preferences-lead = Elige cómo te escribe { $creditor }. Lo que elijas vale desde ahora.
preferences-saved = Listo, guardamos lo que elegiste.
preferences-channels = ¿Por dónde te enviamos recordatorios?
preferences-email = Correo electrónico
preferences-by-word = Lo detuviste con una respuesta desde tu teléfono. Solo vuelve si respondes START a uno de esos mensajes.
preferences-permit = Si lo marcas, nos permites escribirte por { $channel } al número que termina en { $ending }.
preferences-unreached = Así no tenemos por dónde enviarte recordatorios.
preferences-unreached-more = Lo que tienes pendiente y las fechas no cambian. Si quieres recibirlos, elige otra opción o avísale a { $creditor }.
preferences-hour = ¿Desde qué hora?
preferences-hour-hint = Además respetamos siempre el horario que marca la ley.
preferences-hour-any = Sin preferencia
preferences-apart = ¿Con qué frecuencia?
preferences-apart-fortnight = Como máximo uno cada dos semanas
preferences-apart-month = Como máximo uno al mes
preferences-apart-hint = Cuentan también los avisos de las fechas de un plan.
preferences-hour-from = { $count ->
    [one] Desde la { $time }
   *[other] Desde las { $time }
}
preferences-language = ¿En qué idioma?
preferences-address = ¿Cómo prefieres que te hablemos?
preferences-address-tu = De forma cercana
preferences-address-usted = De forma formal
preferences-save = Guardar
preferences-wrong = Elige una de las opciones, por favor.
preferences-hour-closed = A esa hora ya no se puede escribir en ningún día: elige una más temprana.
preferences-until = { $count ->
    [one] Además, no te enviamos recordatorios desde la { $time }: así lo tenemos anotado.
   *[other] Además, no te enviamos recordatorios desde las { $time }: así lo tenemos anotado.
}
preferences-stop = ¿No quieres más recordatorios?
preferences-stop-lead = Lo que tienes pendiente y las fechas no cambian. Te seguirá llegando lo que pidas, como un recibo o un enlace nuevo, y lo que tengas que saber de un pago automático, una devolución o el final de tu plan.
preferences-stop-done = Listo: no te enviaremos más recordatorios.
preferences-stop-button = No quiero recordatorios
preferences-stopped = No te enviamos recordatorios
preferences-stopped-lead = Así lo pediste. Puedes volver a recibirlos cuando quieras.
preferences-resumed = Listo: volverás a recibir recordatorios.
preferences-resume = Volver a recibirlos

# By a link, without a question: the same for every link.
quiet-title = Dejar de recibir mensajes
quiet-heading = ¿Quieres dejar de recibir estos mensajes?
quiet-lead = Si lo confirmas, quien te escribió dejará de enviarte recordatorios. No tienes que dar ningún dato.
quiet-keeps = Lo que tengas con esa empresa no cambia: esto solo detiene los mensajes.
quiet-less = ¿Solo quieres menos, otra hora u otro medio? Abre tu enlace y entra en «Tus mensajes».
quiet-button = No quiero más mensajes
quiet-done-title = Listo
quiet-done-lead = Si el enlace era nuestro, ya no te enviaremos recordatorios.
quiet-done-more = Puedes volver a recibirlos cuando quieras: abre el mismo enlace y entra en «Tus mensajes».

why-title = ¿Por qué recibí esto?
why-lead = { $creditor } quiere que veas información privada y te escribió al contacto que tiene de ti.
why-lead-neutral = Una empresa con la que tienes relación te escribió al contacto que tiene de ti. Al abrir tu enlace verás cuál es.
why-contact = ¿De dónde salió tu contacto?
why-contact-more = La empresa lo tiene en su registro de clientes. Si no sabes por qué, pregúntale.
why-often = ¿Cuándo te escriben?
why-often-more = Los recordatorios salen solo en los días y las horas que permite la ley. En «Tus mensajes» eliges desde qué hora y por dónde.
why-wrong = ¿No eres esa persona?
why-wrong-more = Abre el enlace, pulsa el botón y elige «No soy esa persona». Dejamos de escribir a este contacto, y no tienes que dar ningún dato.
why-stop = ¿No quieres más mensajes?
why-stop-more = Puedes dejar de recibirlos cuando quieras, sin dar ningún dato. En los correos el enlace está al final; en SMS y WhatsApp, responde BAJA.

mail-stop = ¿No quieres más mensajes como este? Puedes dejar de recibirlos aquí, sin dar ningún dato:
