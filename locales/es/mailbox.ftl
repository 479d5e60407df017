# The demo's mailbox: what would have been sent.
mailbox-title = Buzón de la demostración
mailbox-lead = Aquí llegan los correos, SMS y mensajes de WhatsApp que AlDía enviaría de verdad. Los más nuevos van primero.
mailbox-empty = Todavía no hay mensajes.
mailbox-from = De
mailbox-to = Para
mailbox-back = Todos los mensajes
