policy-place = Segmento { $number }, “{ $name }”: { $what }
policy-whole = Em toda a política: { $what }
policy-segment = segmento { $number }, “{ $name }”
policy-no-segment = sem segmento
policy-check-good = Sem contradições nem avisos.
policy-check-refused = Há contradições:
policy-check-warned = Convém revisar:

policy-given-discount = o desconto
policy-given-settlement = o perdão parcial
policy-given-reward = o benefício por pagar em dia
policy-given-extension = o prazo extra
policy-given-proposals = aceitar propostas sem consulta
policy-given-moves = mudar datas
policy-given-retries = repetir uma cobrança automática

policy-currency = há valores em { $given } e a política é em { $own }.
policy-least-days = o mínimo de dias de atraso é maior que o máximo.
policy-least-total = o total mínimo é maior que o máximo.
policy-least-debts = o número mínimo de documentos é maior que o máximo.
policy-least-instalments = o número mínimo de parcelas é maior que o máximo.
policy-nothing = { $what } não dá nada: o que se dá, os dias ou as vezes são zero.
policy-everything = { $what } chega a 100%: não sobraria nada a pagar.
policy-no-rhythm = o plano não diz de quanto em quanto tempo se paga.
policy-too-many = { $parts } pagamentos são demais: no máximo { $most }.
policy-no-plan = nem o maior valor do segmento permite um plano: { $why }.
policy-no-part = com um pagamento parcial a partir de { $least }, nenhum valor do segmento deixa outro tanto a pagar.
policy-never-matches = nenhum caso chega aqui: os segmentos anteriores ficam com todos.

policy-why-too-few = haveria menos de { $parts } parcelas
policy-why-too-many = haveria mais de { $parts } parcelas
policy-why-too-small = alguma parcela seria menor que { $least }
policy-why-rhythm = nenhuma frequência serve
policy-why-first = a primeira parcela seria depois de { $day }
policy-why-long = a última parcela seria depois de { $day }
policy-why-down = a entrada seria menor que { $least }
policy-why-schedule = não sobram parcelas a pagar
policy-why-amounts = os valores são grandes demais

policy-wait-early = Para quem deve { $owed }, com vencimento em { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}, vale a pena esperar { $wait ->
    [one] { $wait } dia
   *[other] { $wait } dias
}: hoje pagaria { $now } ({ $from }) e então { $then } ({ $to }).
policy-wait-late = Para quem deve { $owed } com { $days ->
    [one] { $days } dia
   *[other] { $days } dias
} de atraso, vale a pena esperar { $wait ->
    [one] { $wait } dia
   *[other] { $wait } dias
}: hoje pagaria { $now } ({ $from }) e então { $then } ({ $to }).
policy-plan-cheaper = para quem deve { $owed }, um plano de { $parts ->
    [one] { $parts } parcela
   *[other] { $parts } parcelas
} em dia sai por { $plan }, menos que pagar tudo hoje: { $now }.
policy-reward-above-cost = quem deve { $owed } receberia { $reward } por pagar em dia um plano que custa { $cost }.
policy-late-above-maximum = os juros de mora, { $yearly } ao ano, passam do máximo legal, { $maximum }.
policy-late-fee = a quem deve { $owed } o encargo por atraso soma { $fee } de uma vez, mais de um décimo.
policy-plan-above-maximum = para quem deve { $owed } o plano custa { $cost }; com o máximo legal seriam { $maximum }.
policy-ended = { $what } terminou em { $day }.
policy-breaks-free = um plano que fica sem pagar não traz nada de volta e é oferecido de novo sem limite: pode se repetir para sempre.
policy-never-breaks = o plano termina com { $misses ->
    [one] { $misses } parcela não paga
   *[other] { $misses } parcelas não pagas
} e tem no máximo { $parts }.
policy-retries-grace = a última tentativa de uma cobrança automática vem { $days ->
    [one] { $days } dia
   *[other] { $days } dias
} depois da data, e a tolerância é de { $grace ->
    [one] { $grace } dia
   *[other] { $grace } dias
}: a data ficaria sem pagamento antes.
policy-retries-next = a última tentativa de uma cobrança automática vem { $days ->
    [one] { $days } dia
   *[other] { $days } dias
} depois da data, e a seguinte já pode cair { $next ->
    [one] { $next } dia
   *[other] { $next } dias
} depois dela.
policy-retries-never = a última tentativa de uma cobrança automática seria { $days ->
    [one] { $days } dia
   *[other] { $days } dias
} depois da data, e passados { $latest ->
    [one] { $latest } dia
   *[other] { $latest } dias
} já não se cobra nada.

policy-preview-title = Com os casos de { $day }, em { $currency }:
policy-preview-segment = { $number }. { $name }: { $cases ->
    [one] { $cases } caso
   *[other] { $cases } casos
}, { $owed }
policy-preview-none = Sem segmento: { $cases ->
    [one] { $cases } caso
   *[other] { $cases } casos
}, { $owed }; podem pagar tudo ou uma parte
policy-preview-review = Em análise: { $cases ->
    [one] { $cases } caso, sem opções por enquanto
   *[other] { $cases } casos, sem opções por enquanto
}
policy-preview-best = melhor opção: { $ways }
policy-preview-way = { $way } ({ $cases })
policy-preview-no-way = nenhuma
policy-preview-given-up = O que se perdoa no máximo, se todos aceitarem: { $amount }
policy-preview-cash = Entradas por mês se metade aceitar:
policy-preview-month = { $month }: { $amount }

policy-way-discount = { $off } a menos se pagar tudo
policy-way-settlement = perdão de { $share }
policy-way-extension = prazo extra de até { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}
policy-way-plan = até { $parts ->
    [one] { $parts } parcela
   *[other] { $parts } parcelas
}
policy-way-part = um pagamento parcial a partir de { $least }
