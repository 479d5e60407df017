transfer-title = Su transferencia · { $creditor }
transfer-heading = Transfiera esta cantidad exacta
transfer-reference = Escriba esta referencia
transfer-reference-more = Póngala en el concepto o mensaje de la transferencia. Así sabremos que es suya.
transfer-copy = Mantenga el dedo sobre un dato para copiarlo.
transfer-check = La cuenta está a nombre de { $holder }. Si su banco le muestra otro nombre, no transfiera y llámenos.
transfer-done = ¿Ya la hizo?
transfer-note = Algo que nos ayude a encontrarla, si quiere
transfer-note-long = Es demasiado largo. Escriba hasta { $count ->
    [one] 1 letra.
   *[other] { $count } letras.
}
transfer-announced = Estamos revisando su transferencia de { $amount }
transfer-announced-more = Nos avisó el { $day }. Cuando { $creditor } la vea en su cuenta, aquí tendrá su recibo. No la haga otra vez.
transfer-waits = Hasta que haya respuesta, a más tardar el { $day }, ninguna de sus fechas se da por perdida. Si para entonces nadie ha respondido, se lo decimos aquí.
transfer-waited = Sus fechas esperaron hasta el { $day } y nadie ha respondido todavía: desde ese día vuelven a contar. Avísenos y una persona lo revisa.
transfer-confirmed = Recibimos su transferencia de { $amount }
transfer-refused = No encontramos su transferencia de { $amount }
transfer-refused-more = { $creditor } revisó su cuenta y no la vio. Si la hizo, díganoslo y la buscamos con usted.
transfer-proof-hint = Tenga a mano la constancia de la transferencia.
