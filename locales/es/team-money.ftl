# Transfers.
team-transfers-waiting = Anunciadas, por revisar en el banco
team-transfers-none = Ninguna transferencia espera.
team-transfers-announced = Anunciada el { $moment }
team-transfers-said = Dijo:
team-transfers-confirm = Llegó
team-transfers-confirm-amount = Monto que llegó
team-transfers-confirm-button = Confirmar la transferencia
team-transfers-refuse = No llegó
team-transfers-refuse-reason = Qué se buscó
team-transfers-refuse-hint = Queda en el expediente. La persona lo lee en la página de su transferencia.
team-transfers-refuse-button = Anotar que no llegó
team-transfers-received = Llegó una transferencia
team-transfers-received-hint = Con la referencia encontramos su caso. Si no hay ninguno, el dinero espera en Por identificar.
team-transfers-received-reference = Referencia que trae
team-transfers-received-button = Registrar la transferencia

# Money whose case is not known.
team-suspense-lead = Dinero que llegó y que aún no es de ningún caso. No se pierde ni se reparte solo.
team-suspense-none = Todo el dinero tiene su caso.
team-suspense-unknown = Ninguna transferencia esperaba con esa referencia
team-suspense-amount = Lo esperado era { $asked }
team-suspense-foreign = El pago no salió de esta página: conviene revisarlo en Stripe antes de asignarlo
team-suspense-carries = Trae la referencia { $reference }
team-suspense-bare = Sin referencia
team-suspense-assign = Asignar a un caso
team-suspense-assign-reference = Número de cliente o de documento
team-suspense-assign-button = Asignar
team-suspense-back = Stripe devuelve { $back } de este dinero. Al asignarlo se anotan el pago completo y esa devolución. Cuando haya vuelto todo, se cierra solo.
team-suspense-disputed = Un banco reclamó este dinero. Antes de asignarlo conviene ver en Stripe cómo va.
team-suspense-close = Devuelto o no es de ningún caso
team-suspense-close-reason = Qué se hizo con el dinero, o de quién es
team-suspense-close-hint = Queda anotado con tu nombre. Desde aquí no sale dinero: la devolución se hace en el banco o en Stripe.
team-suspense-close-button = Cerrar sin caso
team-suspense-ended = Lo último que salió
team-suspense-way-assigned = Asignado a un caso
team-suspense-way-closed = Cerrado sin caso
team-suspense-way-sent-back = Stripe lo devolvió

# Replies.
team-answers-waiting = Por atender
team-answers-none = Ninguna respuesta espera.
team-answers-attended = Atendidas
team-answers-wordless = No escribió nada más.
team-answers-files = Llegó con una imagen o un archivo que no se pudo guardar aquí: pide los datos, por ejemplo el número de operación.
team-answers-file = Abrir el archivo { $number } ({ $kind })
team-answers-file-coming = Llegó con un archivo, que todavía está en camino.
team-answers-attend = Marcar como atendida
team-answers-attended-by = { $name }, { $moment }

# Payments.
team-payments-none = Aún no hay pagos.
team-payments-csv = Descargar para contabilidad
team-payments-from = Desde
team-payments-to = Hasta
team-payments-csv-button = Descargar CSV

# The team.
team-members-name = Nombre
team-members-role = Rol
team-members-state = Acceso
team-members-active = Activo
team-members-invited = Sin entrar todavía
team-members-locked = En pausa por códigos que no coinciden
team-members-invite = Invitar a alguien
team-members-invite-owner = Además devuelve dinero e invita al equipo
team-members-invite-agent = Ve los casos, envía enlaces, registra pagos y atiende respuestas
team-members-invite-button = Enviar invitación
