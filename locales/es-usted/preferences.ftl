preferences-title = Sus mensajes · { $creditor }
preferences-heading = Sus mensajes
preferences-lead = Elija cómo le escribe { $creditor }. Lo que elija vale desde ahora.
preferences-saved = Listo, guardamos lo que eligió.
preferences-channels = ¿Por dónde le enviamos recordatorios?
preferences-by-word = Lo detuvo con una respuesta desde su teléfono. Solo vuelve si responde START a uno de esos mensajes.
preferences-address = ¿Cómo prefiere que le hablemos?
preferences-wrong = Elija una de las opciones, por favor.
preferences-hour-closed = A esa hora ya no se puede escribir en ningún día: elija una más temprana.
preferences-until = { $count ->
    [one] Además, no le enviamos recordatorios desde la { $time }: así lo tenemos anotado.
   *[other] Además, no le enviamos recordatorios desde las { $time }: así lo tenemos anotado.
}
preferences-stop = ¿No quiere más recordatorios?
preferences-stop-lead = Lo que tiene pendiente y las fechas no cambian. Le seguirá llegando lo que pida, como un recibo o un enlace nuevo, y lo que tenga que saber de un pago automático, una devolución o el final de su plan.
preferences-stop-done = Listo: no le enviaremos más recordatorios.
preferences-stopped = No le enviamos recordatorios
preferences-stopped-lead = Así lo pidió. Puede volver a recibirlos cuando quiera.
preferences-resumed = Listo: volverá a recibir recordatorios.
quiet-heading = ¿Quiere dejar de recibir estos mensajes?
quiet-lead = Si lo confirma, quien le escribió dejará de enviarle recordatorios. No tiene que dar ningún dato.
quiet-keeps = Lo que tenga con esa empresa no cambia: esto solo detiene los mensajes.
quiet-less = ¿Solo quiere menos, otra hora u otro medio? Abra su enlace y entre en «Sus mensajes».
quiet-done-lead = Si el enlace era nuestro, ya no le enviaremos recordatorios.
quiet-done-more = Puede volver a recibirlos cuando quiera: en el mismo enlace, bajo «Sus mensajes».
why-lead = { $creditor } quiere que vea información privada y le escribió al contacto que tiene de usted.
why-lead-neutral = Una empresa con la que tiene relación le escribió al contacto que tiene de usted. Al abrir su enlace verá cuál es.
why-contact = ¿De dónde salió su contacto?
why-often = ¿Cuándo le escriben?
why-often-more = Los recordatorios salen solo en los días y las horas que permite la ley. En «Sus mensajes» puede decir desde qué hora y por dónde.
why-wrong = ¿No es usted esa persona?
why-wrong-more = Abra el enlace, pulse el botón y elija «No soy esa persona». Dejamos de escribir a este contacto, y no tiene que dar ningún dato.
why-stop = ¿No quiere más mensajes?
why-stop-more = Puede dejar de recibirlos cuando quiera, sin dar ningún dato. En los correos el enlace está al final; en SMS y WhatsApp, responda BAJA.
mail-stop = ¿No quiere más mensajes como este? Puede dejar de recibirlos aquí, sin dar ningún dato:
why-contact-more = La empresa lo tiene en su registro de clientes. Si no sabe por qué, pregúntele.
