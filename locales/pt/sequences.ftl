# What is wrong or unwise in a sequence of reminders.
sequence-place = Passo { $number }, “{ $name }”: { $what }
sequence-whole = Em toda a sequência: { $what }

# Contradictions.
sequence-no-steps = não tem nenhum passo.
sequence-no-gap = é preciso haver pelo menos um dia entre um contato e outro.
sequence-name-taken = outro passo tem o mesmo nome.
sequence-id-taken = o que outro passo já enviou fica lembrado por este nome ou `id`: é preciso outro.
sequence-not-late-yet = no dia em que algo vence ainda não há atraso: os dias começam em 1.
sequence-not-before = é anunciado antes da data: os dias começam em 1.
sequence-no-channel = não diz por qual meio sai.
sequence-channel-twice = nomeia { $channel } duas vezes.
sequence-no-letter = não há carta para este tipo de passo: no papel se fala do que vence, do que já venceu e das parcelas que não chegaram.
sequence-no-script = falta o que a pessoa da equipe deve dizer.
sequence-script-says = o roteiro diz “{ $words }”: { $why }
sequence-no-currency = o total não diz em que moeda.
sequence-same-day = é do mesmo tipo e do mesmo dia que “{ $other }”, para os mesmos casos: só um dos dois sairia.

# What is unwise.
sequence-short-gap = { $days ->
    [one] com { $days } dia entre contatos, alguém pode receber vários em uma semana. Em vários países a lei proíbe isso.
   *[other] com { $days } dias entre contatos, alguém pode receber mais de um em uma semana. Em vários países a lei proíbe isso.
}
sequence-too-close = { $days ->
    [one] sai { $days } dia depois de “{ $other }”, e entre contatos passam pelo menos { $gap }: sairá mais tarde ou não sairá.
   *[other] sai { $days } dias depois de “{ $other }”, e entre contatos passam pelo menos { $gap }: sairá mais tarde ou não sairá.
}
sequence-softens = é mais gentil que “{ $other }”, que sai antes.
sequence-harsh-firm = é direto e antes não há nenhum aviso gentil.
sequence-harsh-final = é o último e antes não há nenhum aviso direto.
sequence-early-end = { $days ->
    [one] o último aviso sai { $days } dia depois do vencimento. Convém esperar 30 ou mais.
   *[other] o último aviso sai { $days } dias depois do vencimento. Convém esperar 30 ou mais.
}
sequence-silent-soon = nada se anuncia antes das datas de um plano, e enquanto a sequência estiver em vigor a carta habitual também não sai.
sequence-silent-missed = nada se diz das datas de um plano que ficaram em aberto, e enquanto a sequência estiver em vigor a carta habitual também não sai.
sequence-holidays-unknown = ainda não conhecemos os feriados deste país: nenhuma mensagem sairá até que estejam aqui.
sequence-needs-consent = neste país a lei pede um consentimento para oferecer algo, e aqui não se guarda nenhum: não sairá para ninguém.
sequence-renamed = o nome é novo, e falta outro passo do mesmo tipo. Quem já recebeu aquele receberá este: se é o mesmo passo, convém devolver-lhe o nome ou, num arquivo, pôr o anterior como `id`.
