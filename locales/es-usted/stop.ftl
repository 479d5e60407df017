stop-heading = ¿Quiere dejar de recibir estos correos?
stop-lead = No le enviaremos más recordatorios por correo. Le seguirá llegando lo que pida, como un recibo o un enlace nuevo, y lo que tenga que saber de algo que ya está en marcha.
stop-done-heading = Listo: no le enviaremos más recordatorios por correo
stop-done-lead = Le seguirá llegando lo que pida, como un recibo o un enlace nuevo, y lo que tenga que saber de algo que ya está en marcha.
stop-done-more = Puede volver a recibirlos cuando quiera: abra su enlace y entre en «Sus mensajes».
