# Is this really them, help, terms.
real-title = Cómo comprobar que somos nosotros
real-heading = Cómo comprobar que somos nosotros
real-lead = Haces bien en dudar. Compruébalo así, sin usar nada de este mensaje:
real-step-call = Llama al negocio al número que ya conoces, el de tu contrato o de tu recibo, y pregunta si te escribió.
real-step-number = No uses para eso el teléfono de este mensaje ni el de esta página: cualquiera puede escribir un número.
real-step-never = Nunca te pediremos la clave de tu banco ni los códigos que tu banco te envía.
real-step-card = Si pagas con tarjeta, escribes los datos en la página segura de Stripe, no aquí.
real-who = Quién te escribe
real-who-unknown = Todavía no te lo mostramos aquí: verás el nombre de la empresa al abrir tu mensaje, antes de dar ningún dato.
real-name = Nombre legal
real-address = Dirección
real-phone = Teléfono
real-website = Página web
real-how = Por qué te llegó este enlace
real-how-more = La empresa te lo envió al contacto que tiene de ti. El enlace es solo para ti, se cierra después de un tiempo y se puede anular.
real-why = Por qué te hacemos una pregunta
real-why-more = Para que nadie más vea tu información, aunque abra tu mensaje. Con tu respuesta solo comprobamos que eres tú.
real-why-maybe = Por qué a veces hacemos una pregunta
real-why-unasked = Por qué no te hacemos ninguna pregunta
real-why-unasked-more = Así lo eligió la empresa: quien tenga tu enlace puede ver tu cuenta. No lo reenvíes.
real-about = Qué es AlDía
real-about-more = El servicio con el que la empresa te muestra tu cuenta y recibe tu pago. El dinero va a la empresa.

help-title = Ayuda
help-heading = Ayuda
help-open = No puedo entrar
help-open-more = Abre otra vez el enlace de tu mensaje. Si ya no funciona, ahí mismo puedes pedir uno nuevo. Si no recuerdas la respuesta, llama a la empresa.
help-open-unasked = Abre otra vez el enlace de tu mensaje. Si ya no funciona, ahí mismo puedes pedir uno nuevo. Si sigues sin poder entrar, llama a la empresa.
help-pay = Pagué y no lo veo
help-pay-more = Un pago con tarjeta se ve en un minuto. Una transferencia se ve cuando la empresa la confirma. No pagues otra vez: entra con tu enlace y dinos «Ya pagué».
help-wrong = No es mío o hay un error
help-wrong-more = Entra con tu enlace y elige «No es mío o hay un error». Los recordatorios se detienen mientras una persona lo revisa.
help-private = ¿Quién puede ver esto?
help-private-more = Solo quien tiene tu enlace y responde la pregunta. La sesión se cierra sola a los 20 minutos sin uso, y puedes salir cuando quieras.
help-private-maybe = Solo quien tiene tu enlace y, si la empresa hace una pregunta, la responde. La sesión se cierra sola a los 20 minutos sin uso, y puedes salir cuando quieras.
help-private-unasked = Quien tenga tu enlace: no lo reenvíes. La sesión se cierra sola a los 20 minutos sin uso, y puedes salir cuando quieras.

terms-title = Condiciones de pago · { $creditor }
terms-heading = Condiciones de pago
terms-lead = Así las escribió { $creditor }.
terms-none = { $creditor } no ha publicado condiciones aquí. Pídeselas por teléfono o por correo.
terms-back = Volver a mi cuenta

error-not-found-title = Página no encontrada
error-not-found = No encontramos esta página
error-not-found-more = Puede que la dirección esté incompleta. Abre otra vez el enlace de tu mensaje.
error-session-title = Tu sesión terminó
error-session = Tu sesión terminó
error-session-more = La cerramos para proteger tu información. Abre otra vez el enlace de tu mensaje: no se perdió nada.
error-foreign-title = Envío no aceptado
error-foreign = No pudimos aceptar este envío
error-foreign-more = El formulario llegó desde otra página. Abre otra vez el enlace de tu mensaje y vuelve a intentarlo.
error-bad-title = Envío incompleto
error-bad = No entendimos este envío
error-bad-more = Vuelve a la página anterior y prueba de nuevo.
error-large-title = Demasiado grande
error-large = Lo que enviaste es demasiado grande
error-large-more = Vuelve a la página anterior y envía un texto más corto.
error-many-title = Un momento, por favor
error-many = Hubo demasiadas visitas seguidas
error-many-more = { $count ->
    [one] Espera 1 minuto y prueba de nuevo. No se perdió nada.
   *[other] Espera { $count } minutos y prueba de nuevo. No se perdió nada.
}
error-ours-title = Algo falló
error-ours = Algo falló de nuestro lado
error-ours-more = No es culpa tuya. Si estabas pagando, no pagues otra vez hasta ver tu cuenta: abre de nuevo el enlace de tu mensaje en unos minutos.
error-ours-code = Si llamas, di este código: { $incident }
error-down-title = Volvemos en unos minutos
error-down = Volvemos en unos minutos
error-down-more = El servicio está en pausa. Abre otra vez el enlace de tu mensaje dentro de un rato: no se perdió nada.
