# The question before anything private is shown. Never called authentication.
identity-title = Confirma que eres tú
identity-heading = { $creditor } quiere mostrarte información privada
identity-lead-last = ¿Eres la persona a quien escribimos? Confírmalo con los últimos { $digits } números de tu { $document }.
identity-lead-before-check = ¿Eres la persona a quien escribimos? Confírmalo con los { $digits } números de tu { $document } que van antes del guion.
identity-lead-letter = ¿Eres la persona a quien escribimos? Confírmalo con los últimos 3 números y la letra de tu { $document }.
identity-lead-birth = ¿Eres la persona a quien escribimos? Confírmalo con tu fecha de nacimiento.
identity-lead-postcode = ¿Eres la persona a quien escribimos? Confírmalo con el código postal de tu dirección.
identity-lead-invoice = ¿Eres la persona a quien escribimos? Confírmalo con el número de una factura o un recibo que tengas de { $creditor }.
identity-lead-code = Te enviamos un código de 6 cifras a { $address }. Vale 10 minutos.
identity-label-last = Últimos { $digits } números de tu { $document }
identity-label-before-check = { $digits } números de tu { $document } antes del guion
identity-label-letter = Últimos 3 números y letra de tu { $document }
identity-label-birth = Tu fecha de nacimiento
identity-label-day = Día
identity-label-month = Mes
identity-label-year = Año
identity-label-postcode = Tu código postal
identity-label-invoice = Número de la factura o del recibo
identity-label-code = Código de 6 cifras
identity-hint = No pediremos ninguna clave.
identity-hint-birth = Por ejemplo: 27 3 1985
identity-hint-invoice = Con letras y números, como aparece en el papel.
identity-hint-code = Si no lo ves, mira también en el correo no deseado.
identity-button = Confirmar
identity-send-code = Recibir un código en mi correo { $address }
identity-send-code-again = Enviarme otro código
identity-not-me = No soy esa persona
identity-real = ¿Cómo sé que es real?
identity-document-cedula = cédula
identity-document-other = documento de identidad

identity-wrong-last = Esos números no coinciden. Revísalos: son los { $digits } últimos de tu { $document }. { $count ->
    [one] Te queda 1 intento.
   *[other] Te quedan { $count } intentos.
}
identity-wrong-before-check = Esos números no coinciden. Revísalos: son los { $digits } que van antes del guion de tu { $document }. { $count ->
    [one] Te queda 1 intento.
   *[other] Te quedan { $count } intentos.
}
identity-wrong-letter = No coincide. Revisa los últimos 3 números y la letra de tu { $document }. { $count ->
    [one] Te queda 1 intento.
   *[other] Te quedan { $count } intentos.
}
identity-wrong-birth = Esa fecha no coincide. Revisa el día, el mes y el año. { $count ->
    [one] Te queda 1 intento.
   *[other] Te quedan { $count } intentos.
}
identity-wrong-postcode = Ese código postal no coincide. Prueba con el de la dirección que le diste a { $creditor }. { $count ->
    [one] Te queda 1 intento.
   *[other] Te quedan { $count } intentos.
}
identity-wrong-invoice = Ese número no coincide. Revísalo en el papel, letras incluidas. { $count ->
    [one] Te queda 1 intento.
   *[other] Te quedan { $count } intentos.
}
identity-wrong-code = Ese código no coincide. Usa el último que te enviamos. { $count ->
    [one] Te queda 1 intento.
   *[other] Te quedan { $count } intentos.
}
identity-empty = Falta tu respuesta.
identity-no-such-day = Esa fecha no existe. Revisa el día, el mes y el año.
identity-code-expired = Ese código ya no vale. Pide otro, por favor.

locked-title = Acceso en pausa
locked-heading = Pausamos el acceso por tu seguridad
locked-lead = { $count ->
    [one] Podrás intentarlo de nuevo desde la { $time } del { $day }.
   *[other] Podrás intentarlo de nuevo desde las { $time } del { $day }.
}
locked-calm = No afecta lo que tienes con { $creditor } ni tus fechas.

call-us-heading = { $creditor } tiene información privada para ti
call-us-lead = Para mostrarla necesitamos confirmar por teléfono que eres tú. Llama al negocio, por favor.

not-me-title = Gracias por avisarnos
not-me-heading = Gracias por avisarnos
not-me-lead = Ya no escribiremos a este contacto por este asunto, y se lo dijimos a { $creditor }. Aquí no se mostró información de nadie.
not-me-more = Puedes cerrar esta página.
call-us-lead-code = Para mostrarla necesitamos confirmar que eres tú. Pide un código por correo o llama al negocio.
