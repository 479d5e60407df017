certificate-title = Verificar uma declaração
certificate-genuine = Esta declaração é autêntica
certificate-genuine-more = Foi emitida por { $creditor } em { $day } e continua válida.
certificate-revoked = Esta declaração não vale mais
certificate-revoked-more = Foi emitida por { $creditor } em { $day } e depois foi anulada.
certificate-unknown = Não encontramos este código
certificate-unknown-more = Compare o código, letra por letra, com o que está na declaração. Se for o mesmo, pergunte a quem a entregou.
certificate-names = { $count ->
    [one] Cita { $count } documento.
   *[other] Cita { $count } documentos.
}
certificate-field = Código da declaração
certificate-hint = São 16 letras e números. Os hifens não são necessários.
certificate-wrong = Escreva as 16 letras e números do código.
certificate-button = Verificar
