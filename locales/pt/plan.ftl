plan-title = Seu plano · { $creditor }
plan-heading = Seu plano de pagamento
plan-well = Você está indo muito bem, { $name }
plan-well-unnamed = Você está indo muito bem
plan-half = Você já pagou a metade, { $name }
plan-paid-on-time = { $count ->
    [one] Você pagou { $count } de { $all } parcelas, em dia.
   *[other] Você pagou { $count } de { $all } parcelas, em dia.
}
plan-paid-count = { $count ->
    [one] Você pagou { $count } de { $all } parcelas.
   *[other] Você pagou { $count } de { $all } parcelas.
}
plan-paid = Pago
plan-left = Falta
plan-progress = Pago { $paid } de { $all }
plan-reward = { $open }, ou { $less } se continuar em dia
plan-next = Sua próxima parcela
plan-today = Sua parcela de hoje
plan-open-since = Restam { $amount } em aberto desde { $day }
plan-grace = Até { $day } o combinado continua igual.
plan-sent = Seu pagamento está por chegar
plan-sent-ends = Quando chegar, seu plano estará pago.
plan-missed = Você pode pagar hoje mesmo e o plano continua.
plan-missed-left = { $count ->
    [one] Se outra parcela ficar sem pagamento, o plano termina.
   *[other] O plano termina se mais { $count } parcelas ficarem sem pagamento.
}
plan-pay-all = Pagar tudo o que falta: { $amount }
plan-pay-all-saves = Pagar tudo hoje: { $amount }, e economizar { $saving }
plan-pay-other = Pagar outro valor
plan-change-dates = Mudar uma data
plan-renew = Trocar este plano por outro
plan-calendar = Adicionar as datas ao meu calendário
plan-agreement = Meu acordo
plan-receipts = Seus recibos
plan-autopay-off = Pagamento automático: não ativado
plan-autopay-on = Pagamento automático: { $card }
plan-autopay-failed = O pagamento automático não foi concluído
plan-autopay-again = Será tentado de novo em { $day }. Você também pode pagar agora.
plan-autopay-by-hand = Não será tentado de novo. Você pode pagar agora por qualquer meio.
plan-autopay-bank = O banco pede que você confirme.
plan-autopay-confirm = Confirmar com o banco
plan-dates = Datas
plan-line-early = Paga antes da data
plan-line-on-time = Paga em dia
plan-line-late = Paga depois da data
plan-line-missed = Atrasada
plan-line-today = Vence hoje
plan-line-partly = Paga em parte
plan-line-open = Em aberto
plan-line-left = Restam { $amount }.
plan-news-accepted = Pronto: seu plano está em andamento
plan-news-moved = Pronto: essa parcela agora é em { $day }
plan-news-skipped = Pronto: essa parcela passou para { $day }
plan-news-payday = Pronto: a próxima é em { $day }
plan-news-autopay-on = Pronto: o pagamento automático está ativado
plan-news-autopay-off = Pronto: o pagamento automático não está mais ativado
plan-thanks = Você concluiu seu plano, { $name }. Agradecemos.
plan-thanks-unnamed = Você concluiu seu plano. Agradecemos.
plan-paid-all = Você pagou { $amount } para { $creditor } e não resta nada deste plano.
plan-paid-soon = Fica encerrado no dia seguinte ao último pagamento.
plan-certificate-more = Sua declaração está pronta. Qualquer pessoa pode verificá-la pelo código.
plan-certificate-later = Sua declaração estará aqui quando não restar nada em aberto.
plan-certificate = Baixar minha declaração de quitação
plan-check = Ver como se verifica
plan-broken = O plano terminou antes de ser concluído
plan-broken-since = Terminou em { $day }, porque ficaram datas sem pagamento.
plan-broken-counts = Tudo o que você pagou conta: { $amount }.
plan-broken-owed = Restam { $amount } em aberto.
plan-broken-restored = Isso inclui { $amount } que seriam perdoados.
plan-broken-ways = Ainda há outras formas de resolver, e podemos ver isso com você.
plan-broken-button = Ver minhas opções
plan-cancelled = Este plano não está mais em andamento
plan-cancelled-more = Foi encerrado em { $day }. O que resta pode ser pago de outra forma.
plan-replaced = Este plano foi substituído
plan-replaced-more = Há um plano novo no lugar dele.
plan-replaced-button = Ver o plano novo
plan-back = Voltar à minha conta
plan-back-to-plan = Ver meu plano
plan-pay-title = Pagar do plano · { $creditor }
plan-pay-next = A próxima parcela
plan-pay-late = O que está atrasado
plan-pay-whole = Tudo o que falta
plan-pay-saves = Você economiza { $saving }
plan-pay-hint = No máximo, { $most }.
plan-pay-extra = Se pagar mais do que a próxima parcela, para onde vai?
plan-extra-next = Para as seguintes
plan-extra-next-more = Os próximos pagamentos serão menores ou mais tarde.
plan-extra-last = Para as últimas
plan-extra-last-more = O plano termina antes.

dates-title = Datas do plano · { $creditor }
dates-heading = Mudar uma data
dates-none = Não é mais possível mudar datas neste plano. Se precisar, fale com uma pessoa.
dates-move = Passar uma parcela para outro dia
dates-move-left = { $count ->
    [one] É possível mudar mais { $count } data.
   *[other] É possível mudar mais { $count } datas.
}
dates-move-until = Até { $day }
dates-which = Qual?
dates-to = Para que dia?
dates-move-button = Mudar a parcela
dates-skip = Passar uma parcela para o final
dates-skip-more = Seria paga em { $day }, depois da última.
dates-skip-left = { $count ->
    [one] Pode ser feito mais { $count } vez.
   *[other] Pode ser feito mais { $count } vezes.
}
dates-skip-button = Passar para o final
dates-payday = Mudar meu dia de pagamento
dates-payday-more = As parcelas que faltam serão nesse dia de cada mês. Conta como mudar uma data.
dates-payday-button = Ver como ficam as datas
dates-payday-next = { $day } · próxima data: { $next }
dates-not-near = Esse dia fica muito longe. Agora a próxima data pode ser entre { $from } e { $until }.
dates-unchanged = Com esse dia as datas ficam como estão.
dates-too-early = Tem que ser em { $day } ou depois.
dates-too-late = Tem que ser em { $day } ou antes.
dates-fixed = Essa parcela não pode mais ser mudada.
dates-none-left = Neste plano não restam mudanças.
dates-not-now = Agora não é possível fazer essa mudança.
dates-changed = Algo mudou desde que você abriu esta página
dates-changed-more = Nada foi mudado. Estas são as datas de agora.

payday-heading = As datas ficariam assim
payday-next-moves = A próxima data passa de { $was } para { $next }.
payday-next-stays = A próxima data continua sendo { $next }.
payday-left = { $count ->
    [0] Depois disso não será mais possível mudar datas.
    [one] Depois disso será possível mudar mais 1 data.
   *[other] Depois disso será possível mudar mais { $count } datas.
}
payday-confirm = Confirmar estas datas
payday-other = Escolher outro dia

autopay-title = Pagamento automático · { $creditor }
autopay-heading = Pagamento automático
autopay-is-off = Não está ativado: as parcelas são pagas uma a uma.
autopay-is-on = Está ativado com { $card }.
autopay-next = A próxima cobrança seria em { $day }: { $amount }.
autopay-what = { $creditor } cobra cada parcela na data dela, e nada além da parcela.
autopay-told = Avisamos antes e depois de cada cobrança, e sem aviso prévio não se cobra.
autopay-retries = { $count ->
    [one] Se o banco não autorizar, há mais { $count } tentativa, em outro dia.
   *[other] Se o banco não autorizar, há até mais { $count } tentativas, em outros dias.
}
autopay-once = Se o banco não autorizar, não há outra tentativa: é possível pagar por qualquer meio.
autopay-stop = Pode ser desativado aqui quando você quiser.
autopay-turn-on = Ativar com um cartão
autopay-turn-off = Desativar
