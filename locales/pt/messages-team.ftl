mail-team-foot = AlDía, para a equipe de { $creditor }.
mail-team-sign-in-subject = Seu link para entrar no AlDía
mail-team-sign-in-preview = Funciona uma única vez e por pouco tempo.
mail-team-sign-in-text = { $minutes ->
    [one] Este link abre o painel de { $creditor }. Você tem { $minutes } minuto para usá-lo.
   *[other] Este link abre o painel de { $creditor }. Você tem { $minutes } minutos para usá-lo.
}
mail-team-sign-in-not-you = Não foi você? Não precisa fazer nada: além do link é preciso o seu código.
mail-team-invited-subject = Convite para a equipe de { $creditor } no AlDía
mail-team-invited-preview = Com este link você entra pela primeira vez.
mail-team-invited-text = { $inviter } convida você para o painel de { $creditor }, onde estão os casos, os pagamentos e as respostas das pessoas. Sua função: { $role }.
mail-team-invited-first = Na primeira vez você prepara um código no telefone; leva um minuto.
mail-team-payment-subject = Pagamento recebido: { $amount }
mail-team-payment-preview = Ficou registrado no caso, com seu recibo.
mail-team-refund-subject = Devolução feita: { $amount }
mail-team-refund-preview = O dinheiro saiu pelo mesmo meio do pagamento.
mail-team-refund-failed-subject = Uma devolução não pôde ser feita: { $amount }
mail-team-refund-failed-preview = O dinheiro continua na conta. É preciso devolvê-lo de outra forma.
mail-team-inquiry-subject = Consulta do banco: ele pergunta sobre um pagamento de { $amount }
mail-team-inquiry-preview = Até agora o banco não retirou dinheiro. É preciso responder no Stripe, antes do prazo, se o Stripe indicar um.
mail-team-chargeback-subject = Contestação: o banco retirou { $amount }
mail-team-chargeback-preview = O que esse pagamento cobria volta a ser devido. No Stripe dá para responder ao banco.
mail-team-reinstated-subject = Contestação resolvida: o banco devolveu { $amount }
mail-team-reinstated-preview = O pagamento volta a contar como antes.
mail-team-answer-subject = Nova resposta: { $what }
mail-team-answer-preview = Os lembretes deste caso ficaram em pausa.
mail-team-answer-text = As palavras da pessoa só podem ser lidas no painel.
mail-team-answer-button = Ler a resposta
mail-team-transfer-subject = Transferência avisada: { $amount }
mail-team-transfer-preview = Falta conferir no banco se chegou.
mail-team-transfer-button = Conferir a transferência
mail-team-suspense-subject = Dinheiro a identificar: { $amount }
mail-team-suspense-preview = Não foi atribuído a nenhum caso nem encerrou nenhuma dívida.
mail-team-foreign-subject = Conferir um pagamento que não saiu do AlDía: { $amount }
mail-team-why = Por quê
mail-team-case-button = Ver o caso
mail-team-suspense-button = Ver o que fazer
