say-title = Conte para nós · { $creditor }
say-paid-heading = Já paguei
say-paid-lead = Vamos verificar e, enquanto isso, os lembretes ficam em pausa.
say-paid-label = Quando, quanto e como você pagou, se você se lembrar
say-paid-hint = Por exemplo: em 3 de novembro, por transferência.
say-error-heading = Não é meu ou há um erro
say-error-lead = Vamos verificar e, enquanto isso, os lembretes ficam em pausa.
say-error-label = O que não está certo?
say-error-hint = Por exemplo: não recebi esse serviço, ou o valor é outro.
say-talk-heading = Prefiro falar com uma pessoa
say-talk-lead = Uma pessoa de { $creditor } vai ligar para você. Enquanto isso, os lembretes ficam em pausa.
say-talk-label = Para qual número e a que horas ligamos?
say-talk-hint = Por exemplo: para o número de sempre, depois das 5 da tarde.
say-button = Enviar e pausar os lembretes
say-button-talk = Pedir uma ligação
say-empty = Escreva algumas palavras para podermos ajudar.
say-long = É longo demais. Escreva até { $count ->
    [one] { $count } letra.
   *[other] { $count } letras.
}
say-done-title = Recebemos · { $creditor }
say-done-heading = Obrigado. Pausamos os lembretes.
say-done-lead = { $creditor } já recebeu. Uma pessoa vai responder.
say-done-by = { $creditor } já recebeu. Uma pessoa vai responder até { $day }, no máximo.
say-back = Voltar à minha conta
logged-out-title = Você saiu
logged-out-heading = Você saiu
logged-out-lead = Neste navegador já não se vê a sua informação.
logged-out-more = Para voltar, abra de novo o link da sua mensagem.
