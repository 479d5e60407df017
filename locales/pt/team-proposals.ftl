team-nav-proposals = Propostas
team-home-proposals = { $count ->
    [one] { $count } proposta para responder
   *[other] { $count } propostas para responder
}
team-case-proposal = Há uma proposta para responder, até { $moment }
team-case-proposal-see = Ver a proposta
team-proposals-waiting = Aguardam uma resposta
team-proposals-none = Não há propostas para responder.
team-proposals-answered = Já respondidas ou encerradas
team-proposals-offer = Propõe pagar { $pay } de { $owed }
team-proposal-hours = { $count ->
    [one] Resta { $count } hora, até { $moment }
   *[other] Restam { $count } horas, até { $moment }
}
team-proposal-soon = Resta menos de uma hora, até { $moment }
team-proposal-over = Fora do prazo desde { $moment }
team-proposal-waiting = Para responder
team-proposal-countered = Contraproposta enviada
team-proposal-accepted = Aceita
team-proposal-refused = Não aceita
team-proposal-taken-back = Encerrada pela pessoa
team-proposal-expired = Prazo terminado
team-proposal-title = Proposta
team-proposal-made = Recebida em { $moment }
team-proposal-answered = Respondida por { $name } em { $moment }
team-proposal-case = Ver o caso
team-proposal-changed = Quando propôs havia { $then } em aberto; agora há { $now }. O que foi pago desde então conta, e não se perdoa mais do que foi pedido.
team-proposal-instead = Tomaria o lugar do plano de { $day }. Esse plano continua em andamento até a pessoa aceitar o novo acordo.
team-proposal-asked = O que propõe
team-proposal-inside = Está dentro do que se aceita na hora.
team-proposal-beyond = Passa do que se aceita na hora: veja abaixo em quê.
team-proposal-broken = { $count ->
    [one] Já houve { $count } plano não completado da mesma dívida: por isso espera uma resposta.
   *[other] Já houve { $count } planos não completados da mesma dívida: por isso espera uma resposta.
}
team-proposal-limit = Limite
team-proposal-asks = Pede
team-proposal-allowed = Na hora
team-proposal-result = Resultado
team-proposal-outside = Fora do limite
team-proposal-within = Dentro
team-proposal-parts = Parcelas
team-proposal-least = Menor parcela
team-proposal-given-up = Perdoa-se
team-proposal-last = Última data
team-proposal-dates = Ver as datas
team-proposal-words = Nas palavras da pessoa
team-proposal-household = Os números da casa da pessoa
team-proposal-household-lead = A pessoa quis enviá-los com a proposta. Servem só para responder.
team-proposal-people = Pessoas que vivem dessa renda
team-proposal-left = Resta por mês
team-proposal-most = O prudente por mês, no máximo
team-proposal-other = A contraproposta
team-proposal-answer = Responder
team-proposal-accept-button = Aceitar a proposta
team-proposal-owners = Perdoa mais do que os { $amount } que a política permite. Só uma pessoa titular da equipe pode aceitá-la.
team-proposal-counter = Propor outra coisa
team-proposal-counter-button = Enviar a contraproposta
team-proposal-pay = Total que se paga
team-proposal-rhythm = De quanto em quanto tempo
team-proposal-first = Primeira data
team-proposal-until = Vale até
team-proposal-note = Mensagem para a pessoa
team-proposal-note-hint = É opcional. A pessoa lê tal como está escrito aqui.
team-proposal-refuse = Não aceitar
team-proposal-refuse-hint = Uma ou duas frases gentis: por que não, e o que seria possível. A pessoa lê tal como está escrito aqui.
team-proposal-refuse-button = Enviar a resposta
team-news-proposal-accepted = Proposta aceita. A pessoa recebe um aviso e ainda precisa aceitar o acordo.
team-news-proposal-countered = Contraproposta enviada. A pessoa recebe um aviso.
team-news-proposal-refused = Resposta enviada. A pessoa recebe um aviso.
team-wrong-day-past = Essa data já passou
team-wrong-day-later = A data pode ser, no máximo, { $day }
team-wrong-amount-below = O mínimo aqui é { $amount }
team-event-proposed = Proposta recebida
team-event-proposed-inside = Proposta aceita na hora
team-event-proposal-accepted = Proposta aceita
team-event-proposal-countered = Contraproposta enviada
team-event-proposal-refused = Proposta não aceita
team-event-proposal-taken-back = Proposta encerrada pela pessoa
team-event-proposal-expired = Proposta com o prazo terminado
