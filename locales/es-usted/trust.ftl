real-lead = Hace bien en dudar. Compruébelo así, sin usar nada de este mensaje:
real-step-call = Llame al negocio al número que ya conoce, el de su contrato o de su recibo, y pregunte si le escribió.
real-step-number = No use para eso el teléfono de este mensaje ni el de esta página: cualquiera puede escribir un número.
real-step-never = Nunca le pediremos la clave de su banco ni los códigos que su banco le envía.
real-step-card = Si paga con tarjeta, escribe los datos en la página segura de Stripe, no aquí.
real-who = Quién le escribe
real-who-unknown = Todavía no se lo mostramos aquí: verá el nombre de la empresa al abrir su mensaje, antes de dar ningún dato.
real-how = Por qué le llegó este enlace
real-how-more = La empresa se lo envió al contacto que tiene de usted. El enlace es solo para usted, se cierra después de un tiempo y se puede anular.
real-why = Por qué le hacemos una pregunta
real-why-more = Para que nadie más vea su información, aunque abra su mensaje. Con su respuesta solo comprobamos que es usted.
real-why-unasked = Por qué no le hacemos ninguna pregunta
real-why-unasked-more = Así lo eligió la empresa: quien tenga su enlace puede ver su cuenta. No lo reenvíe.
real-about-more = El servicio con el que la empresa le muestra su cuenta y recibe su pago. El dinero va a la empresa.
help-open-more = Abra otra vez el enlace de su mensaje. Si ya no funciona, ahí mismo puede pedir uno nuevo. Si no recuerda la respuesta, llame a la empresa.
help-open-unasked = Abra otra vez el enlace de su mensaje. Si ya no funciona, ahí mismo puede pedir uno nuevo. Si sigue sin poder entrar, llame a la empresa.
help-pay-more = Un pago con tarjeta se ve en un minuto. Una transferencia se ve cuando la empresa la confirma. No pague otra vez: entre con su enlace y díganos «Ya pagué».
help-wrong-more = Entre con su enlace y elija «No es mío o hay un error». Los recordatorios se detienen mientras una persona lo revisa.
help-private-more = Solo quien tiene su enlace y responde la pregunta. La sesión se cierra sola a los 20 minutos sin uso, y puede salir cuando quiera.
help-private-maybe = Solo quien tiene su enlace y, si la empresa hace una pregunta, la responde. La sesión se cierra sola a los 20 minutos sin uso, y puede salir cuando quiera.
help-private-unasked = Quien tenga su enlace: no lo reenvíe. La sesión se cierra sola a los 20 minutos sin uso, y puede salir cuando quiera.
terms-none = { $creditor } no ha publicado condiciones aquí. Pídaselas por teléfono o por correo.
error-not-found-more = Puede que la dirección esté incompleta. Abra otra vez el enlace de su mensaje.
error-session-title = Su sesión terminó
error-session = Su sesión terminó
error-session-more = La cerramos para proteger su información. Abra otra vez el enlace de su mensaje: no se perdió nada.
error-foreign-more = El formulario llegó desde otra página. Abra otra vez el enlace de su mensaje y vuelva a intentarlo.
error-bad-more = Vuelva a la página anterior y pruebe de nuevo.
error-large = Lo que envió es demasiado grande
error-large-more = Vuelva a la página anterior y envíe un texto más corto.
error-many-more = { $count ->
    [one] Espere 1 minuto y pruebe de nuevo. No se perdió nada.
   *[other] Espere { $count } minutos y pruebe de nuevo. No se perdió nada.
}
error-ours-more = No es culpa suya. Si estaba pagando, no pague otra vez hasta ver su cuenta: abra de nuevo el enlace de su mensaje en unos minutos.
error-ours-code = Si llama, diga este código: { $incident }
error-down-more = El servicio está en pausa. Abra otra vez el enlace de su mensaje dentro de un rato: no se perdió nada.
