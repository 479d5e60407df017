# Paying by bank transfer.
transfer-title = Tu transferencia · { $creditor }
transfer-heading = Transfiere esta cantidad exacta
transfer-reference = Escribe esta referencia
transfer-reference-more = Ponla en el concepto o mensaje de la transferencia. Así sabremos que es tuya.
transfer-to = A esta cuenta
transfer-bank = Banco
transfer-holder = A nombre de
transfer-holder-id = Identificación
transfer-account = Cuenta
transfer-copy = Mantén el dedo sobre un dato para copiarlo.
transfer-gives-up = Con esta transferencia se perdonan { $amount }, si llega completa y a más tardar el { $day }.
transfer-check = La cuenta está a nombre de { $holder }. Si tu banco te muestra otro nombre, no transfieras y llámanos.
transfer-done = ¿Ya la hiciste?
transfer-note = Algo que nos ayude a encontrarla, si quieres
transfer-note-hint = Por ejemplo: desde qué banco y a qué hora.
transfer-note-long = Es demasiado largo. Escribe hasta { $count ->
    [one] 1 letra.
   *[other] { $count } letras.
}
transfer-button = Ya hice la transferencia
transfer-announced = Estamos revisando tu transferencia de { $amount }
transfer-announced-more = Nos avisaste el { $day }. Cuando { $creditor } la vea en su cuenta, aquí tendrás tu recibo. No la hagas otra vez.
transfer-waits = Hasta que haya respuesta, a más tardar el { $day }, ninguna de tus fechas se da por perdida. Si para entonces nadie ha respondido, te lo decimos aquí.
transfer-waited = Tus fechas esperaron hasta el { $day } y nadie ha respondido todavía: desde ese día vuelven a contar. Avísanos y una persona lo revisa.
transfer-confirmed = Recibimos tu transferencia de { $amount }
transfer-refused = No encontramos tu transferencia de { $amount }
transfer-refused-more = { $creditor } revisó su cuenta y no la vio. Si la hiciste, dínoslo y la buscamos contigo.
transfer-refused-reason = { $creditor } escribió:
transfer-proof-hint = Ten a mano la constancia de la transferencia.
transfer-data = Datos de la transferencia

receipt-title = Recibo · { $creditor }
receipt-heading = Recibo de pago
receipt-number = N.º { $number }
receipt-by = Recibió
receipt-from = Pagó
receipt-on = Fecha y hora
receipt-how = Medio de pago
receipt-how-card = Tarjeta
receipt-how-voucher = Código de pago
receipt-how-bank = Débito bancario
receipt-how-transfer = Transferencia bancaria
receipt-how-elsewhere = Entregado directamente
receipt-reference = Referencia
receipt-covers = Qué se pagó
receipt-credit = A favor de quien pagó
receipt-total = Total pagado
receipt-given-up = Con este pago se perdonaron { $amount }.
receipt-left = Quedaron pendientes { $amount } después de este pago.
receipt-left-none = Después de este pago no quedó nada pendiente.
receipt-evidence = Código de comprobación
receipt-evidence-more = Resume todo lo ocurrido en este caso hasta el momento del recibo. Si algo anterior cambiara, el código ya no coincidiría.
receipt-not-tax = Este recibo no es un documento tributario.
receipt-refunded = De este pago se devolvieron { $amount } el { $day }.
receipt-reversed = Este recibo ya no vale: el pago se anuló el { $day }.
