identity-title = Confirme que é você
identity-heading = { $creditor } quer mostrar informações privadas a você
identity-lead-last = Você é a pessoa a quem escrevemos? Confirme com os últimos { $digits } números do seu documento ({ $document }).
identity-lead-before-check = Você é a pessoa a quem escrevemos? Confirme com os { $digits } números do seu documento ({ $document }) que ficam antes do hífen.
identity-lead-letter = Você é a pessoa a quem escrevemos? Confirme com os últimos 3 números e a letra do seu documento ({ $document }).
identity-lead-birth = Você é a pessoa a quem escrevemos? Confirme com a sua data de nascimento.
identity-lead-postcode = Você é a pessoa a quem escrevemos? Confirme com o CEP do seu endereço.
identity-lead-invoice = Você é a pessoa a quem escrevemos? Confirme com o número de uma fatura ou de um boleto de { $creditor }.
identity-lead-code = Enviamos um código de 6 dígitos para { $address }. Ele vale por 10 minutos.
identity-label-last = Últimos { $digits } números do documento ({ $document })
identity-label-before-check = { $digits } números do documento ({ $document }) antes do hífen
identity-label-letter = Últimos 3 números e letra do documento ({ $document })
identity-label-birth = Sua data de nascimento
identity-label-day = Dia
identity-label-month = Mês
identity-label-year = Ano
identity-label-postcode = Seu CEP
identity-label-invoice = Número da fatura ou do boleto
identity-label-code = Código de 6 dígitos
identity-hint = Não vamos pedir nenhuma senha.
identity-hint-birth = Por exemplo: 27 3 1985
identity-hint-invoice = Com letras e números, como aparece no papel.
identity-hint-code = Se não o encontrar, veja também a caixa de spam.
identity-button = Confirmar
identity-send-code = Receber um código no meu e-mail { $address }
identity-send-code-again = Enviar outro código
identity-not-me = Não sou essa pessoa
identity-real = Como sei que é verdade?
identity-document-cedula = cédula
identity-document-other = identidade
identity-wrong-last = Esses números não conferem. Verifique: são os { $digits } últimos do seu documento ({ $document }). { $count ->
    [one] Resta { $count } tentativa.
   *[other] Restam { $count } tentativas.
}
identity-wrong-before-check = Esses números não conferem. Verifique: são os { $digits } que ficam antes do hífen do seu documento ({ $document }). { $count ->
    [one] Resta { $count } tentativa.
   *[other] Restam { $count } tentativas.
}
identity-wrong-letter = Não confere. Verifique os últimos 3 números e a letra do seu documento ({ $document }). { $count ->
    [one] Resta { $count } tentativa.
   *[other] Restam { $count } tentativas.
}
identity-wrong-birth = Essa data não confere. Verifique o dia, o mês e o ano. { $count ->
    [one] Resta { $count } tentativa.
   *[other] Restam { $count } tentativas.
}
identity-wrong-postcode = Esse CEP não confere. Tente o do endereço que você informou a { $creditor }. { $count ->
    [one] Resta { $count } tentativa.
   *[other] Restam { $count } tentativas.
}
identity-wrong-invoice = Esse número não confere. Verifique no papel, com as letras. { $count ->
    [one] Resta { $count } tentativa.
   *[other] Restam { $count } tentativas.
}
identity-wrong-code = Esse código não confere. Use o último que enviamos. { $count ->
    [one] Resta { $count } tentativa.
   *[other] Restam { $count } tentativas.
}
identity-empty = Falta a sua resposta.
identity-no-such-day = Essa data não existe. Verifique o dia, o mês e o ano.
identity-code-expired = Esse código não vale mais. Peça outro, por favor.
locked-title = Acesso em pausa
locked-heading = Pausamos o acesso para a sua segurança
locked-lead = { $count ->
    [one] Você pode tentar de novo a partir de { $time } do dia { $day }.
   *[other] Você pode tentar de novo a partir das { $time } do dia { $day }.
}
locked-calm = Isso não muda nada do que você tem com { $creditor } nem as suas datas.
call-us-heading = { $creditor } tem informações privadas para você
call-us-lead = Para mostrá-las precisamos confirmar por telefone que é você. Ligue para a empresa, por favor.
not-me-title = Obrigado por avisar
not-me-heading = Obrigado por avisar
not-me-lead = Não vamos mais escrever para este contato sobre este assunto, e avisamos { $creditor }. Aqui não foi mostrada nenhuma informação de ninguém.
not-me-more = Você pode fechar esta página.
call-us-lead-code = Para mostrá-la precisamos confirmar que é você. Peça um código por e-mail ou ligue para a empresa.
