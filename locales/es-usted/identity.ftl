identity-title = Confirme que es usted
identity-heading = { $creditor } quiere mostrarle información privada
identity-lead-last = ¿Es usted la persona a quien escribimos? Confírmelo con los últimos { $digits } números de su { $document }.
identity-lead-before-check = ¿Es usted la persona a quien escribimos? Confírmelo con los { $digits } números de su { $document } que van antes del guion.
identity-lead-letter = ¿Es usted la persona a quien escribimos? Confírmelo con los últimos 3 números y la letra de su { $document }.
identity-lead-birth = ¿Es usted la persona a quien escribimos? Confírmelo con su fecha de nacimiento.
identity-lead-postcode = ¿Es usted la persona a quien escribimos? Confírmelo con el código postal de su dirección.
identity-lead-invoice = ¿Es usted la persona a quien escribimos? Confírmelo con el número de una factura o un recibo que tenga de { $creditor }.
identity-lead-code = Le enviamos un código de 6 cifras a { $address }. Vale 10 minutos.
identity-label-last = Últimos { $digits } números de su { $document }
identity-label-before-check = { $digits } números de su { $document } antes del guion
identity-label-letter = Últimos 3 números y letra de su { $document }
identity-label-birth = Su fecha de nacimiento
identity-label-postcode = Su código postal
identity-hint-code = Si no lo ve, mire también en el correo no deseado.
identity-wrong-last = Esos números no coinciden. Revíselos: son los { $digits } últimos de su { $document }. { $count ->
    [one] Le queda 1 intento.
   *[other] Le quedan { $count } intentos.
}
identity-wrong-before-check = Esos números no coinciden. Revíselos: son los { $digits } que van antes del guion de su { $document }. { $count ->
    [one] Le queda 1 intento.
   *[other] Le quedan { $count } intentos.
}
identity-wrong-letter = No coincide. Revise los últimos 3 números y la letra de su { $document }. { $count ->
    [one] Le queda 1 intento.
   *[other] Le quedan { $count } intentos.
}
identity-wrong-birth = Esa fecha no coincide. Revise el día, el mes y el año. { $count ->
    [one] Le queda 1 intento.
   *[other] Le quedan { $count } intentos.
}
identity-wrong-postcode = Ese código postal no coincide. Pruebe con el de la dirección que le dio a { $creditor }. { $count ->
    [one] Le queda 1 intento.
   *[other] Le quedan { $count } intentos.
}
identity-wrong-invoice = Ese número no coincide. Revíselo en el papel, letras incluidas. { $count ->
    [one] Le queda 1 intento.
   *[other] Le quedan { $count } intentos.
}
identity-wrong-code = Ese código no coincide. Use el último que le enviamos. { $count ->
    [one] Le queda 1 intento.
   *[other] Le quedan { $count } intentos.
}
identity-empty = Falta su respuesta.
identity-no-such-day = Esa fecha no existe. Revise el día, el mes y el año.
identity-code-expired = Ese código ya no vale. Pida otro, por favor.
locked-heading = Pausamos el acceso por su seguridad
locked-lead = { $count ->
    [one] Podrá intentarlo de nuevo desde la { $time } del { $day }.
   *[other] Podrá intentarlo de nuevo desde las { $time } del { $day }.
}
locked-calm = No afecta lo que tiene con { $creditor } ni sus fechas.
call-us-heading = { $creditor } tiene información privada para usted
call-us-lead = Para mostrarla necesitamos confirmar por teléfono que es usted. Llame al negocio, por favor.
not-me-more = Puede cerrar esta página.
call-us-lead-code = Para mostrarla necesitamos confirmar que es usted. Pida un código por correo o llame al negocio.
