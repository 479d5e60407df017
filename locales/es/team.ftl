# Around every page of the team.
team-nav-label = Secciones
team-nav-menu = Menú
team-nav-home = Inicio
team-nav-cases = Casos
team-nav-transfers = Transferencias
team-nav-answers = Respuestas
team-nav-suspense = Por identificar
team-nav-payments = Pagos
team-nav-plans = Planes
team-nav-policies = Ofertas
team-nav-members = Equipo

# Read aloud behind the number beside a section.
team-nav-waiting = { $count ->
    [one] pendiente
   *[other] pendientes
}
team-role-owner = Titular
team-role-agent = Gestión de casos
team-log-out = Salir

# Sign-in. The same answer for every address.
team-sign-in-title = Entrar al panel
team-sign-in-lead = Escribe tu correo de trabajo y te enviamos un enlace para entrar. No hay contraseña que recordar.
team-sign-in-email = Correo de trabajo
team-sign-in-button = Enviar enlace
team-sign-in-ended = La sesión terminó. Para seguir hace falta un enlace nuevo.
team-sign-in-left = La sesión quedó cerrada.
team-sign-in-sent-title = Revisa tu correo
team-sign-in-sent-text = Si la dirección es de un equipo, enviamos un enlace. Sirve una sola vez y por poco tiempo.
team-sign-in-sent-help = ¿No llega? Mira en la carpeta de correo no deseado.
team-sign-in-again = Escribir otra dirección
team-link-lead = Este enlace sirve una sola vez. Después pediremos el código de verificación.
team-link-button = Entrar
team-link-dead-title = Este enlace ya no sirve
team-link-dead-text = Los enlaces para entrar se usan una vez y duran poco. Pide otro y vuelve a intentarlo.
team-link-dead-button = Pedir otro enlace

# The second factor.
team-code-title = Código de verificación
team-code-lead = Escribe los 6 números que muestra ahora tu aplicación de códigos.
team-code-label = Código
team-code-hint = ¿Sin el teléfono a mano? Aquí sirve también un código de recuperación.
team-code-button = Confirmar
team-code-wrong = { $left ->
    [one] Ese código no coincide. Queda { $left } intento.
   *[other] Ese código no coincide. Quedan { $left } intentos.
}
team-code-used = Ese código ya se usó. El siguiente aparece en menos de un minuto.
team-code-locked = Por seguridad, el acceso queda en pausa hasta las { $time }.
team-code-setup-title = Preparar el código de verificación
team-code-setup-lead = Solo esta vez: une este panel con una aplicación de códigos en tu teléfono, como Aegis, Google Authenticator o 1Password.
team-code-setup-scan = Escanea este código QR con la aplicación.
team-code-setup-qr = Código QR con la misma clave que se lee debajo
team-code-setup-secret = ¿No se puede escanear? Esta es la clave para escribirla:
team-code-setup-confirm = Escribe aquí los 6 números que muestra la aplicación.
team-recovery-title = Códigos de recuperación
team-recovery-lead = Guárdalos donde solo tú los veas: si te falta el teléfono, cada uno abre el panel una vez. No se vuelven a mostrar.
team-recovery-button = Ya los guardé: ir al panel

# When something is not there or may not be done.
team-error-not-found-title = Esta página no está aquí
team-error-not-found-text = Puede que la dirección esté mal escrita o que ya no exista lo que mostraba.
team-error-forbidden-title = Sin permiso para esto
team-error-forbidden-text = Solo puede hacerlo una persona titular del equipo.
team-error-foreign-title = Este formulario no venía del panel
team-error-foreign-text = Por seguridad no aceptamos formularios enviados desde otra página. No se cambió nada.
team-error-refused-title = No pudimos usar ese formulario
team-error-refused-text = No se cambió nada. Quizá era demasiado largo, o la página llevaba mucho tiempo abierta: conviene abrirla otra vez y repetirlo.
team-error-many-title = Demasiadas veces seguidas
team-error-many-text = No se perdió nada. En un minuto se puede volver a intentar.
team-error-ours-title = Algo falló de nuestro lado
team-error-ours-text = Lo que estaba en marcha se hizo entero o no se hizo. En unos minutos se puede volver a intentar.
team-error-ours-incident = Si sigue igual, este número nos ayuda a encontrarlo: { $incident }
team-error-home = Ir al inicio

# What has just been done.
team-news-link-sent = Enlace en camino. En esta página se ve cuándo sale y cuándo se abre.
team-news-link-revoked = Enlace revocado: ya no abre nada.
team-news-payment-recorded = Pago registrado.
team-news-payment-reversed = Pago revertido: lo que cubría vuelve a deberse.
team-news-refund-started = Devolución en camino. Su estado se actualiza en este caso.
team-news-given-back = Devolución anotada.
team-news-plan-changed = Fechas del plan cambiadas.
team-news-plan-cancelled = Plan anulado: lo que queda se debe como antes del plan.
team-news-plan-reopened = Plan reabierto: sigue como se acordó.
team-news-hold-placed = Pausa anotada: los recordatorios no salen.
team-news-hold-lifted = Pausa levantada: los recordatorios pueden volver a salir.
team-news-transfer-confirmed = Transferencia confirmada: ya es un pago del caso.
team-news-transfer-refused = Quedó anotado que esa transferencia no llegó.
team-news-transfer-matched = La referencia encontró su caso: ya es un pago.
team-news-transfer-unmatched = Ninguna transferencia espera con esa referencia y ese monto: el dinero quedó en Por identificar.
team-news-suspense-assigned = Asignado: ya es un pago de ese caso.
team-news-suspense-closed = Anotado: ya no espera en Por identificar.
team-news-answer-attended = Respuesta atendida. Los recordatorios siguen en pausa hasta que se levante en el caso.
team-news-member-invited = Invitación en camino.
team-news-policy-saved = Versión guardada como borrador. Nada cambia para nadie hasta que se active.
team-news-policy-activated = Versión activada: desde ahora las opciones se calculan con ella.
team-news-policy-planned = Versión programada: empieza en el momento elegido.
team-news-policy-archived = Política archivada: ya no se ofrece.
team-news-policy-taken-up = Política retomada: vuelve a ofrecerse.
team-news-already-done = Eso ya estaba hecho: no se repitió.
team-news-changed = Cambió mientras tanto y no se hizo nada: aquí se ve lo que queda.

# What was not understood in a form.
team-wrong-title = Falta corregir esto
team-wrong-missing = Falta este dato
team-wrong-amount = Escribe el monto así: { $example }
team-wrong-amount-precise = Esta moneda no tiene tantos decimales
team-wrong-amount-large = Es demasiado
team-wrong-amount-zero = Tiene que ser más que cero
team-wrong-amount-above = Lo máximo aquí es { $amount }
team-wrong-amount-left = Cambió mientras tanto: ahora queda { $amount }. Conviene revisar si aún hace falta.
team-wrong-day = Esa fecha no existe
team-wrong-day-future = La fecha no puede ser posterior a hoy
team-wrong-day-before = Ese pago llegó el { $day }: no pudo devolverse antes
team-wrong-long = Es demasiado largo
team-wrong-email = Hace falta una dirección completa, como nombre@empresa.com
team-wrong-email-taken = Esa dirección ya es del equipo
team-wrong-case-unknown = Ningún caso tiene ese número
team-wrong-case-many = Varios casos tienen ese número. Con el número de un documento se distingue.
team-wrong-currency = Ese caso no debe nada en esta moneda
team-wrong-choice = Falta elegir una opción
team-wrong-over = Esto es { $amount } más de lo que debe. Si es así, marca la casilla: quedará como saldo a favor.
team-over = Más de lo que debe
team-over-yes = Sí, llegó más: lo que sobra queda como saldo a favor
