stop-title = Parar de receber e-mails
stop-heading = Quer parar de receber estes e-mails?
stop-lead = Não enviaremos mais lembretes por e-mail. O que você pedir vai continuar chegando, como um recibo ou um novo link, e o que precisar saber de algo que já está em andamento.
stop-button = Não quero mais e-mails
stop-done-title = Sem mais lembretes por e-mail
stop-done-heading = Pronto: não enviaremos mais lembretes por e-mail
stop-done-lead = O que você pedir vai continuar chegando, como um recibo ou um novo link, e o que precisar saber de algo que já está em andamento.
stop-done-more = Você pode voltar a receber quando quiser: abra seu link e entre em “Suas mensagens”.
