# What reminders say where a creditor has no text of its own, and what its own begins from. Text messages
# stay within GSM's alphabet: no á í ó ú, no ã õ ç.
template-sms-courtesy = { $business }: { $name }, te recordamos tu fecha del { $date }. Detalles y opciones: { $link }
template-sms-kind = { $business }: { $name }, nos falta una respuesta tuya. Puedes elegir: { $link }
template-sms-firm = { $business }: { $name }, seguimos esperando tu respuesta. Elige fecha y forma: { $link }
template-sms-final-notice = { $business }: { $name }, te dejamos tus opciones. Por favor, velas antes del { $limit }: { $link }
template-sms-instalment-soon = { $business }: { $name }, tu fecha acordada es el { $date }. Si quieres cambiarla: { $link }
template-sms-instalment-today = { $business }: { $name }, hoy, { $date }, es la fecha acordada. Detalles: { $link }
template-sms-instalment-missed = { $business }: { $name }, la fecha del { $date } sigue abierta. Estamos a tiempo hasta el { $limit }: { $link }
template-sms-promise-eve = { $business }: { $name }, el { $date } es la fecha en la que quedamos. Detalles: { $link }
template-sms-promise-broken = { $business }: { $name }, quedamos en el { $date }. Si cambiaron tus planes, elige otra fecha: { $link }
template-sms-offer-ending = { $business }: { $name }, lo que te ofrecimos vale hasta el { $date }. Lo ves en { $link }
template-sms-settled = { $business }: { $name }, completaste todo lo acordado. Gracias. Guarda tu constancia: { $link }
template-whatsapp-courtesy = Hola, { $name }. Te escribe { $business } para recordarte tu fecha del { $date }. Aquí ves los detalles y tus opciones. Si ya lo resolviste, no hagas nada.
template-whatsapp-kind = Hola, { $name }. Te escribe { $business }. Nos quedó un tema abierto contigo. Si fue un olvido, lo resuelves aquí. Si ya lo hiciste o hay un error, dínoslo y pausamos los avisos.
template-whatsapp-firm = Hola, { $name }. Te escribe { $business }. Aún no tenemos tu respuesta. Puedes elegir la fecha y la forma que te sirvan, o pedir que te llame una persona.
template-whatsapp-final-notice = Hola, { $name }. Te escribe { $business }. Este es nuestro último recordatorio de un tema abierto. Aquí ves tus opciones. Si prefieres hablar, responde y te llama una persona.
template-whatsapp-instalment-soon = Hola, { $name }. Te escribe { $business }. Tu próxima fecha acordada es el { $date }. Si necesitas moverla, hazlo antes de ese día.
template-whatsapp-instalment-today = Hola, { $name }. Te escribe { $business }. Hoy, { $date }, es la fecha acordada. Toma dos minutos.
template-whatsapp-instalment-missed = Hola, { $name }. Te escribe { $business }. La fecha del { $date } sigue abierta. Hasta el { $limit } lo acordado se mantiene igual. ¿Necesitas moverla?
template-whatsapp-promise-eve = Hola, { $name }. Te escribe { $business }. El { $date } es la fecha en la que quedamos. Si cambiaron tus planes, puedes elegir otra.
template-whatsapp-promise-broken = Hola, { $name }. Te escribe { $business }. Quedamos en el { $date } y no vimos movimiento. Elige otra fecha o habla con una persona.
template-whatsapp-offer-ending = Hola, { $name }. Te escribe { $business }. La opción que te dimos vale hasta el { $date }. Después seguirás teniendo otras.
template-whatsapp-settled = Hola, { $name }. Completaste todo lo acordado con { $business }. Gracias. Ya puedes guardar tu constancia.
template-link = Aquí están los detalles y lo que puedes elegir: { $link }
template-breakdown = capital { $principal }, intereses { $interest }, gastos { $fee }
template-opt-out = Para no recibir otros, responde BAJA
template-opt-out-page = Si no quieres más mensajes como este: { $link }
