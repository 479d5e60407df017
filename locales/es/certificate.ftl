# Whether a certificate is genuine. Names nobody and no amount.
certificate-title = Comprobar una constancia
certificate-genuine = Esta constancia es auténtica
certificate-genuine-more = La emitió { $creditor } el { $day } y sigue vigente.
certificate-revoked = Esta constancia ya no vale
certificate-revoked-more = La emitió { $creditor } el { $day }, y después quedó anulada.
certificate-unknown = No encontramos este código
certificate-unknown-more = Compara la dirección, letra por letra, con la que está en la constancia. Si es la misma, pregunta a quien la entregó.
