# What reminders say where a creditor has no text of its own, and what its own begins from. Text messages
# stay within GSM's alphabet: no á í ó ú, no ã õ ç.
template-sms-courtesy = { $business }: { $name }, le recordamos su fecha del { $date }. Detalles y opciones: { $link }
template-sms-kind = { $business }: { $name }, nos falta una respuesta suya. Puede elegir: { $link }
template-sms-firm = { $business }: { $name }, seguimos esperando su respuesta. Elija fecha y forma: { $link }
template-sms-final-notice = { $business }: { $name }, le dejamos sus opciones. Por favor, véalas antes del { $limit }: { $link }
template-sms-instalment-soon = { $business }: { $name }, su fecha acordada es el { $date }. Si quiere cambiarla: { $link }
template-sms-promise-broken = { $business }: { $name }, quedamos en el { $date }. Si cambiaron sus planes, elija otra fecha: { $link }
template-sms-offer-ending = { $business }: { $name }, lo que le ofrecimos vale hasta el { $date }. Se ve en { $link }
template-sms-settled = { $business }: { $name }, gracias por cumplir todo lo acordado. Guarde su constancia: { $link }
template-whatsapp-courtesy = Hola, { $name }. Le escribe { $business } para recordarle su fecha del { $date }. Aquí ve los detalles y sus opciones. Si ya lo resolvió, no haga nada.
template-whatsapp-kind = Hola, { $name }. Le escribe { $business }. Nos quedó un tema abierto con usted. Si fue un olvido, lo resuelve aquí. Si ya lo hizo o hay un error, díganoslo y pausamos los avisos.
template-whatsapp-firm = Hola, { $name }. Le escribe { $business }. Aún no tenemos su respuesta. Puede elegir la fecha y la forma que le sirvan, o pedir que le llame una persona.
template-whatsapp-final-notice = Hola, { $name }. Le escribe { $business }. Este es nuestro último recordatorio de un tema abierto. Aquí ve sus opciones. Si prefiere hablar, responda y le llama una persona.
template-whatsapp-instalment-soon = Hola, { $name }. Le escribe { $business }. Su próxima fecha acordada es el { $date }. Si necesita moverla, hágalo antes de ese día.
template-whatsapp-instalment-today = Hola, { $name }. Le escribe { $business }. Hoy, { $date }, es la fecha acordada. Toma dos minutos.
template-whatsapp-instalment-missed = Hola, { $name }. Le escribe { $business }. La fecha del { $date } sigue abierta. Hasta el { $limit } lo acordado se mantiene igual. ¿Necesita moverla?
template-whatsapp-promise-eve = Hola, { $name }. Le escribe { $business }. El { $date } es la fecha en la que quedamos. Si cambiaron sus planes, puede elegir otra.
template-whatsapp-promise-broken = Hola, { $name }. Le escribe { $business }. Quedamos en el { $date } y no vimos movimiento. Elija otra fecha o hable con una persona.
template-whatsapp-offer-ending = Hola, { $name }. Le escribe { $business }. La opción que le dimos vale hasta el { $date }. Después seguirá teniendo otras.
template-whatsapp-settled = Hola, { $name }. Completó todo lo acordado con { $business }. Gracias. Ya puede guardar su constancia.
template-link = Aquí están los detalles y lo que puede elegir: { $link }
template-opt-out-page = Si no quiere más mensajes como este: { $link }
template-opt-out = Para no recibir otros, responda BAJA
