# E-mails to the team. A subject names nobody who owes.
mail-team-foot = AlDía, para el equipo de { $creditor }.
mail-team-sign-in-subject = Tu enlace para entrar a AlDía
mail-team-sign-in-preview = Sirve una sola vez y por poco tiempo.
mail-team-sign-in-text = { $minutes ->
    [one] Este enlace abre el panel de { $creditor }. Tienes { $minutes } minuto para usarlo.
   *[other] Este enlace abre el panel de { $creditor }. Tienes { $minutes } minutos para usarlo.
}
mail-team-sign-in-not-you = ¿No lo pediste? No hace falta que hagas nada: además del enlace hace falta tu código.
mail-team-invited-subject = Invitación al equipo de { $creditor } en AlDía
mail-team-invited-preview = Con este enlace entras por primera vez.
mail-team-invited-text = { $inviter } te invita al panel de { $creditor }, donde están los casos, los pagos y las respuestas de las personas. Tu rol: { $role }.
mail-team-invited-first = La primera vez se prepara un código en el teléfono; toma un minuto.
mail-team-payment-subject = Pago recibido: { $amount }
mail-team-payment-preview = Quedó registrado en su caso, con su recibo.
mail-team-refund-subject = Devolución hecha: { $amount }
mail-team-refund-preview = El dinero salió por el mismo medio con que se pagó.
mail-team-refund-outside-subject = Devolución anotada: { $amount }
mail-team-refund-outside-preview = Quedó anotado que el dinero se devolvió por fuera.
mail-team-refund-failed-subject = Una devolución no se pudo hacer: { $amount }
mail-team-refund-failed-preview = El dinero sigue en la cuenta. Hace falta devolverlo de otra forma.
mail-team-inquiry-subject = Consulta del banco: pregunta por un pago de { $amount }
mail-team-inquiry-preview = Hasta ahora el banco no ha retirado dinero. Hace falta responderle en Stripe, antes de la fecha límite si Stripe indica una.
mail-team-chargeback-subject = Contracargo: el banco retiró { $amount }
mail-team-chargeback-preview = Lo que ese pago cubría vuelve a deberse. En Stripe se puede responder al banco.
mail-team-reinstated-subject = Contracargo resuelto: el banco devolvió { $amount }
mail-team-reinstated-preview = El pago vuelve a contar como antes.
mail-team-answer-subject = Nueva respuesta: { $what }
mail-team-answer-preview = Los recordatorios de este caso quedaron en pausa.
mail-team-answer-text = Las palabras de la persona se leen solo en el panel.
mail-team-answer-button = Leer la respuesta
mail-team-transfer-subject = Transferencia anunciada: { $amount }
mail-team-transfer-preview = Falta confirmar en el banco que llegó.
mail-team-transfer-button = Revisar la transferencia
mail-team-suspense-subject = Dinero por identificar: { $amount }
mail-team-suspense-preview = No se asignó a ningún caso ni cerró ninguna deuda.
mail-team-foreign-subject = Revisar un pago que no salió de AlDía: { $amount }
mail-team-asked-subject = Un banco pregunta por dinero por identificar: { $amount }
mail-team-disputed-subject = Un banco reclama dinero por identificar: { $amount }
mail-team-disputed-preview = El banco retiró ese dinero, que no tiene caso. En Stripe se le puede responder.
mail-team-unsent-subject = No se pudo devolver dinero que se cerró sin caso: { $amount }
mail-team-unsent-preview = Stripe no pudo devolverlo, o no todo, y sigue en la cuenta. Hace falta devolverlo de otra forma.
mail-team-why = Por qué
mail-team-case-button = Ver el caso
mail-team-suspense-button = Ver qué hacer
