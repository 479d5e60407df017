team-answer-paid = Diz que já pagou
team-answer-wrong = Diz que não é seu ou que há um erro
team-answer-talk = Prefere falar com uma pessoa
team-answer-not-them = Diz que não é essa pessoa
team-hold-disputed = Em contestação
team-hold-opted-out = Não quer receber mensagens
team-channel-stripe = Cartão ou dinheiro, pelo Stripe
team-channel-transfer = Transferência
team-channel-elsewhere = Recebido por fora
team-event-imported = { $debts ->
    [one] Importação: { $debts } documento
   *[other] Importação: { $debts } documentos
}
team-event-debt-entered = Documento { $reference } incluído
team-event-debt-changed = Documento { $reference } corrigido
team-event-debt-closed = Documento { $reference } encerrado
team-event-contact-changed = Dados de contato corrigidos
team-event-link-made = Link criado
team-event-link-sent = Link enviado para { $to }
team-event-link-not-sent = O e-mail não aceitou o link
team-event-link-revoked = Link revogado
team-event-link-opened = Link aberto
team-event-link-asked = Pedido de um novo link
team-event-code-sent = Código de identidade enviado
team-event-identity-confirmed = Identidade confirmada
team-event-identity-missed = Resposta de identidade que não confere
team-event-identity-paused = Acesso em pausa por várias tentativas
team-event-statement-seen = Extrato visto
team-event-payment-started = Pagamento iniciado
team-event-payment-pending = Pagamento a caminho
team-event-payment-failed = Pagamento que não chegou
team-event-payment-expired = Pagamento não concluído
team-event-payment-received = Pagamento recebido, recibo { $receipt }
team-event-payment-recorded = Pagamento recebido por fora, recibo { $receipt }
team-event-payment-reversed = Pagamento revertido, recibo { $receipt }
team-event-transfer-announced = Transferência avisada
team-event-transfer-refused = Transferência que não chegou
team-event-receipt-sent = Recibo enviado
team-event-credit-used = Saldo a favor usado
team-event-refund-started = Devolução pedida
team-event-refunded = Dinheiro devolvido
team-event-refund-failed = Devolução que não pôde ser feita
team-event-charged-back = Contestação: o banco retirou o dinheiro
team-event-reinstated = Contestação resolvida: o banco devolveu o dinheiro
team-event-identified = Dinheiro identificado
team-event-answer-attended = Resposta atendida
team-event-hold-placed = Lembretes em pausa: { $why }
team-event-hold-lifted = Pausa encerrada: { $why }
team-by-person = A pessoa
team-days-late = { $days ->
    [one] { $days } dia de atraso
   *[other] { $days } dias de atraso
}
team-not-late = A vencer
team-amount = Valor
team-owed = A receber
team-overdue = Vencido
team-not-due = A vencer
team-credit = Saldo a favor
team-date = Data
team-person = Pessoa
team-reference = Referência
team-currency = Moeda
team-received-on = Dia em que chegou
team-actions = Ações
team-more = Ver mais
team-customer = Cliente { $reference }
team-nameless = Sem nome
