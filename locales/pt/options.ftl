options-title = Opções · { $creditor }
options-heading = Suas opções
options-lead = Em aberto: { $amount }. A primeira opção é a que custa menos.
options-until = Até { $day }
options-discount = Pague { $amount } e economize { $saving }
options-discount-more = É um só pagamento, e depois não resta nada em aberto.
options-settlement = { $count ->
    [one] Quite tudo com { $amount } e economize { $saving }
   *[other] Quite tudo com { $amount } em { $count } pagamentos e economize { $saving }
}
options-settlement-more = O resto é perdoado ao terminar de pagar o combinado.
options-everything = Pague tudo: { $amount }
options-plan-each = { $count ->
    [one] Em { $count } parcela de { $amount }
   *[other] Em parcelas: até { $count } de { $amount }
}
options-plan = { $count ->
    [one] Em { $count } parcela
   *[other] Em parcelas: até { $count }
}
options-cost = { $amount } no total: parcelar custa { $cost }.
options-no-cost = { $amount } no total. Parcelar não tem custo.
options-saves = { $amount } no total: você também economiza { $saving }.
options-extension = Mais tempo: pague até { $day }
options-extension-more = São os mesmos { $amount }, e os lembretes param até essa data.
options-extension-day = Em que dia você pagaria?
options-extension-hint = No máximo, { $day }.
options-extension-wrong = Escolha um dia entre amanhã e { $day }.
options-extension-button = Escolher esse dia
options-part = Pague uma parte: a partir de { $amount }
options-part-button = Pagar uma parte
options-first = Primeiro pagamento
options-last = Última data, no máximo
options-pay = Pagar { $amount }
options-plan-button = Escolher minhas parcelas
options-settlement-button = Revisar e quitar com { $amount }
options-loses = Com esta opção, { $saving } deixam de ser descontados.
options-loses-until = Com esta opção, os { $saving } de desconto só valem se tudo o que faltar for pago até { $day }.
options-why-date = É oferecido até essa data a quem quita tudo.
options-why-days = { $count ->
    [one] É oferecido por { $count } dia, o da sua primeira visita.
   *[other] É oferecido por { $count } dias, contados desde a sua primeira visita.
}
options-why-due = É oferecido a quem paga antes do vencimento.
options-why-parts = { $count ->
    [one] É aceita { $count } parcela.
   *[other] São aceitas até { $count } parcelas.
}
options-why-least = Nenhuma parcela pode ser menor que { $amount }: isso define quantas podem ser.
options-why-longest = { $count ->
    [one] O plano pode durar { $count } dia.
   *[other] O plano pode durar até { $count } dias.
}
options-why-more = { $count ->
    [one] Pode esperar mais { $count } dia.
   *[other] Pode esperar até mais { $count } dias.
}
options-why-part = São aceitos pagamentos a partir de { $amount }, e o que restar também não pode ser menor.
options-why-always = É possível enquanto houver algo em aberto.
options-closed = Essa opção não está mais disponível
options-closed-more = Estas são as que você tem hoje.
options-changed = Os valores mudaram
options-changed-more = Houve uma mudança enquanto você via esta página. Confira antes de escolher.
options-again-propose = Outro plano também é possível, e o analisamos com você: dá para propor logo abaixo.
options-again-talk = Outro plano também é possível: uma pessoa o analisa com você.
options-propose = Propor outras condições
options-other = Ver as opções em { $currency }
options-talk = Prefiro falar com uma pessoa
options-back = Voltar à minha conta
options-compare = Comparar duas opções
options-compare-one = Uma
options-compare-other = Com esta
options-compare-button = Ver lado a lado
option-name-discount = Tudo, com desconto
option-name-settlement = { $count ->
    [one] Quitar com um pagamento
   *[other] Quitar em { $count } pagamentos
}
option-name-everything = Tudo
option-name-plan = Em parcelas
option-name-extension = Mais tempo
option-name-part = Uma parte

compare-title = Comparar · { $creditor }
compare-heading = Duas opções, lado a lado
compare-what = O que é comparado
compare-total = Total a pagar
compare-saving = Economia
compare-cost = Custo a mais
compare-until = Pode ser escolhida até
compare-no-end = Sem data limite
compare-why = Por que é oferecida
compare-loses = O que se perde
compare-none = Nada
compare-back = Ver todas as opções

when-rhythm = De quanto em quanto tempo?
when-weekly = Toda semana
when-two-weeks = A cada 2 semanas
when-twice-a-month = No dia 15 e no último dia do mês
when-monthly = Todo mês
when-payday = Em que dia do mês você recebe?
when-payday-hint = Se o mês for mais curto, será no último dia.
when-payday-same = O mesmo dia da primeira
when-first = Quando você começa?
when-today = Hoje, { $day }
when-other = Outra data
when-other-day = Que data?
when-other-hint = No máximo, { $day }.
when-no-day = Escreva a data com dia, mês e ano.
when-past = Esse dia já passou. Escolha hoje ou um que venha.

schedule-equal = { $count ->
    [one] Um só pagamento de { $amount }
   *[other] { $count } parcelas de { $amount }
}
schedule-unequal = { $count ->
    [one] Um só pagamento: { $first }, { $last }
   *[other] { $count } parcelas: a primeira de { $first }, a última de { $last }
}
schedule-caption = Datas e valores
schedule-number = N.º
schedule-day = Data
schedule-amount = Valor
schedule-down = Entrada
schedule-total = Total
schedule-close = { $count ->
    [one] Entre { $before } e { $after } há só { $count } dia.
   *[other] Entre { $before } e { $after } há só { $count } dias.
}

builder-title = Parcelas · { $creditor }
builder-heading = Escolha suas parcelas
builder-lead = Em aberto: { $amount }.
builder-instead = Toma o lugar do plano que você tem. O que você já pagou conta.
builder-by = Como você prefere dividir?
builder-by-parts = Por número de parcelas
builder-by-each = Pelo valor de cada parcela
builder-parts = Em quantas parcelas?
builder-count-of = { $count ->
    [one] { $count } parcela
   *[other] { $count } parcelas
}
builder-count-each = { $what }: { $amount }
builder-each = Quanto em cada parcela?
builder-each-hint = A partir de { $least }.
builder-down = Entrada hoje
builder-down-free = Pode ficar vazio. Com uma entrada, as parcelas são menores.
builder-down-least = A partir de { $amount }.
builder-count = Recalcular
builder-would-pay = Você pagaria
builder-owed = Em aberto hoje
builder-cost = Custo de parcelar
builder-total = No total
builder-free = Parcelar não tem custo.
builder-reward = Benefício por pagar em dia: a última cai para { $amount }
builder-go = Revisar o acordo
builder-empty = Escreva um valor, por exemplo { $example }.
builder-no-count = Escolha em quantas parcelas.
builder-too-few = { $count ->
    [one] Tem que ser pelo menos { $count } parcela.
   *[other] Têm que ser pelo menos { $count } parcelas.
}
builder-too-many = { $count ->
    [one] Seriam parcelas demais: é aceita { $count }.
   *[other] Seriam parcelas demais: são aceitas até { $count }.
}
builder-too-small = Alguma parcela seria menor que { $amount }, que é o mínimo. Tente com menos parcelas.
builder-other-rhythm = Escolha uma destas formas.
builder-first-late = A primeira parcela pode ser, no máximo, em { $day }.
builder-too-long = A última parcela pode ser, no máximo, em { $day }. Tente com menos parcelas ou mais frequentes.
builder-down-small = A entrada é de { $amount } no mínimo.
builder-nothing-left = Com essa entrada não resta nada para dividir.

# In the timeline of a case: which of them somebody looked at.
team-event-options-seen = Opções vistas: { $ways }
team-event-option = { $way } ({ $amount })
team-event-option-from = { $way } (a partir de { $amount })
