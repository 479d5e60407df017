stop-heading = ¿Quiere dejar de recibir estos correos?
stop-lead = No le enviaremos más recordatorios por correo. Le seguirá llegando lo que usted pida, como un recibo o un enlace nuevo.
stop-done-title = No le escribiremos más
stop-done-heading = Listo: no le enviaremos más recordatorios por correo
stop-done-lead = Le seguirá llegando lo que usted pida, como un recibo o un enlace nuevo.
stop-done-more = Si más adelante quiere recibirlos otra vez, dígalo al negocio.
