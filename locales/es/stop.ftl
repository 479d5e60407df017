# Behind the link in an e-mail that stops more of them.
stop-title = Dejar de recibir correos
stop-heading = ¿Quieres dejar de recibir estos correos?
stop-lead = No te enviaremos más recordatorios por correo. Te seguirá llegando lo que pidas, como un recibo o un enlace nuevo, y lo que tengas que saber de algo que ya está en marcha.
stop-button = No quiero más correos
stop-done-title = No más recordatorios por correo
stop-done-heading = Listo: no te enviaremos más recordatorios por correo
stop-done-lead = Te seguirá llegando lo que pidas, como un recibo o un enlace nuevo, y lo que tengas que saber de algo que ya está en marcha.
stop-done-more = Puedes volver a recibirlos cuando quieras: abre tu enlace y entra en «Tus mensajes».
