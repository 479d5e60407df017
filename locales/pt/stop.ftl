stop-title = Parar de receber e-mails
stop-heading = Quer parar de receber estes e-mails?
stop-lead = Não enviaremos mais lembretes por e-mail. O que você pedir vai continuar chegando, como um recibo ou um novo link.
stop-button = Não quero mais e-mails
stop-done-title = Sem mais lembretes por e-mail
stop-done-heading = Pronto: não enviaremos mais lembretes por e-mail
stop-done-lead = O que você pedir vai continuar chegando, como um recibo ou um novo link.
stop-done-more = Você pode voltar a receber quando quiser: abra seu link e entre em “Suas mensagens”.
