preferences-title = Suas mensagens · { $creditor }
preferences-heading = Suas mensagens
preferences-lead = Escolha como { $creditor } escreve para você. O que escolher vale a partir de agora.
preferences-saved = Pronto, guardamos o que você escolheu.
preferences-channels = Por onde enviamos lembretes?
preferences-email = E-mail
preferences-by-word = Você parou com uma resposta do seu celular. Só volta se responder START a uma dessas mensagens.
preferences-permit = Ao marcar, você nos permite escrever por { $channel } para o número que termina em { $ending }.
preferences-unreached = Assim não temos por onde enviar lembretes a você.
preferences-unreached-more = O que está pendente e as datas não mudam. Se quiser receber lembretes, escolha outra opção ou avise { $creditor }.
preferences-hour = A partir de que horas?
preferences-hour-hint = Além disso, respeitamos sempre o horário que a lei define.
preferences-hour-any = Sem preferência
preferences-apart = Com que frequência?
preferences-apart-fortnight = No máximo um a cada duas semanas
preferences-apart-month = No máximo um por mês
preferences-apart-hint = Os avisos das datas de um plano também contam.
preferences-hour-from = { $count ->
    [one] A partir da { $time }
   *[other] A partir das { $time }
}
preferences-language = Em que idioma?
preferences-address = Como prefere que falemos com você?
preferences-address-tu = De forma próxima
preferences-address-usted = De forma formal
preferences-save = Salvar
preferences-wrong = Escolha uma das opções, por favor.
preferences-hour-closed = A partir dessa hora já não se pode escrever em nenhum dia: escolha uma mais cedo.
preferences-until = { $count ->
    [one] Além disso, não enviamos lembretes a partir da { $time }: assim está anotado.
   *[other] Além disso, não enviamos lembretes a partir das { $time }: assim está anotado.
}
preferences-stop = Não quer mais lembretes?
preferences-stop-lead = O que está pendente e as datas não mudam. Você continuará recebendo o que pedir, como um recibo ou um novo link, e o que precisar saber de um pagamento automático, uma devolução ou o fim do seu plano.
preferences-stop-done = Pronto: não enviaremos mais lembretes a você.
preferences-stop-button = Não quero lembretes
preferences-stopped = Não enviamos lembretes a você
preferences-stopped-lead = Foi o que você pediu. Pode voltar a receber quando quiser.
preferences-resumed = Pronto: você voltará a receber lembretes.
preferences-resume = Voltar a receber
quiet-title = Parar de receber mensagens
quiet-heading = Quer parar de receber estas mensagens?
quiet-lead = Se confirmar, quem escreveu para você deixará de enviar lembretes. Não precisa informar nenhum dado.
quiet-keeps = O que você tem com essa empresa não muda: isto só para as mensagens.
quiet-less = Você só quer menos, outro horário ou outro meio? Abra seu link e entre em “Suas mensagens”.
quiet-button = Não quero mais mensagens
quiet-done-title = Pronto
quiet-done-lead = Se o link era nosso, não enviaremos mais lembretes.
quiet-done-more = Você pode voltar a receber quando quiser: abra o mesmo link e entre em “Suas mensagens”.
why-title = Por que recebi isto?
why-lead = { $creditor } quer que você veja informações privadas e escreveu para o contato que tem de você.
why-lead-neutral = Uma empresa com a qual você tem relação escreveu para o contato que tem de você. Ao abrir o link, verá qual é.
why-contact = De onde veio o seu contato?
why-contact-more = A empresa o tem no cadastro de clientes. Se você não sabe por quê, pergunte a ela.
why-often = Quando escrevem?
why-often-more = Os lembretes saem só nos dias e nas horas que a lei permite. Em “Suas mensagens” você escolhe a partir de que hora e por onde.
why-wrong = Você não é essa pessoa?
why-wrong-more = Abra o link, toque no botão e escolha “Não sou essa pessoa”. Paramos de escrever para este contato, e você não precisa informar nenhum dado.
why-stop = Não quer mais mensagens?
why-stop-more = Você pode parar de receber quando quiser, sem informar nenhum dado. Nos e-mails o link está no fim; no SMS e no WhatsApp, responda SAIR.
mail-stop = Não quer mais mensagens como esta? Você pode parar de receber aqui, sem informar nenhum dado:
