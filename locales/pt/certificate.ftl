certificate-title = Verificar uma declaração
certificate-genuine = Esta declaração é autêntica
certificate-genuine-more = Foi emitida por { $creditor } em { $day } e continua válida.
certificate-revoked = Esta declaração já não vale
certificate-revoked-more = Foi emitida por { $creditor } em { $day } e depois foi anulada.
certificate-unknown = Não encontramos este código
certificate-unknown-more = Compare o endereço, letra por letra, com o que está na declaração. Se for o mesmo, pergunte a quem a entregou.
