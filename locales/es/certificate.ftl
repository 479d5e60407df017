# Whether a certificate is genuine. Names nobody and no amount.
certificate-title = Comprobar una constancia
certificate-genuine = Esta constancia es auténtica
certificate-genuine-more = La emitió { $creditor } el { $day } y sigue vigente.
certificate-revoked = Esta constancia ya no vale
certificate-revoked-more = La emitió { $creditor } el { $day }, y después quedó anulada.
certificate-unknown = No encontramos este código
certificate-unknown-more = Compara el código, letra por letra, con el que está en la constancia. Si es el mismo, pregunta a quien la entregó.
certificate-names = { $count ->
    [one] Nombra 1 documento.
   *[other] Nombra { $count } documentos.
}
certificate-field = Código de la constancia
certificate-hint = Son 16 letras y números. Los guiones no hacen falta.
certificate-wrong = Escribe las 16 letras y números del código.
certificate-button = Comprobar
