accept-title = Revisar o acordo · { $creditor }
accept-heading = Revise e aceite
accept-given-up = Perdoado ao terminar
accept-rules = Como funciona
accept-rule-grace = { $count ->
    [one] Se uma data passar, pode ser paga até { $count } dia depois e conta como paga em dia.
   *[other] Se uma data passar, pode ser paga até { $count } dias depois e conta como paga em dia.
}
accept-rule-no-grace = Cada parcela é paga, no máximo, na sua data.
accept-rule-misses = { $count ->
    [one] Se uma parcela ficar sem pagamento, o plano termina.
   *[other] Se no total { $count } parcelas não forem pagas em dia, o plano termina.
}
accept-rule-misses-row = { $count ->
    [one] Se uma parcela ficar sem pagamento, o plano termina.
   *[other] Se { $count } parcelas seguidas ficarem sem pagamento, o plano termina.
}
accept-rule-only-rest = Se o plano terminar antes do tempo, resta só o que faltar. Tudo o que foi pago conta.
accept-rule-restored = Se o plano terminar antes do tempo, voltam os { $amount } que seriam perdoados. Tudo o que foi pago conta.
accept-rule-restored-interest = Se o plano terminar antes do tempo, voltam os { $amount } que seriam perdoados e somam-se os juros de mora desde o dia do acordo. Tudo o que foi pago conta.
accept-rule-interest = Se o plano terminar antes do tempo, somam-se os juros de mora desde o dia do acordo. Tudo o que foi pago conta.
accept-rule-moves = { $count ->
    [one] É possível mudar { $count } data,
   *[other] É possível mudar { $count } datas, cada uma
} em até { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}.
accept-rule-skips = { $count ->
    [one] É possível passar { $count } parcela para o final.
   *[other] É possível passar { $count } parcelas para o final.
}
accept-rule-reward = Se todas forem pagas em dia, a última diminui em { $amount }.
accept-rule-early = É possível pagar antes, e isso não custa mais.
accept-rule-reminders = Até a data escolhida não haverá lembretes.
accept-rule-promise = É um compromisso de pagamento. A data de vencimento não muda.
accept-text = O acordo
accept-autopay-legend = Pagamento automático, se você quiser
accept-autopay = Autorizo { $creditor } a cobrar cada parcela, na data dela, no meu cartão.
accept-autopay-more = Avisamos antes e depois de cada cobrança. Pode ser desativado quando você quiser.
accept-agree = Li o acordo e aceito.
accept-not-ticked = Para continuar, marque que leu o acordo e o aceita.
accept-button = Aceitar o acordo
accept-and-pay = Aceitar e pagar { $amount }
accept-promise = Eu me comprometo a pagar em { $day }
accept-changed = Algo mudou desde que você viu esta página
accept-changed-more = Estas são as datas e os valores de agora. Confira antes de aceitar.
accept-back = Voltar sem aceitar
