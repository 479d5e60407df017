propose-title = Propor · { $creditor }
propose-heading = Propor outras condições
propose-lead = { $count ->
    [one] { $creditor } responde em no máximo { $count } hora. Se já estiver dentro do que aceita, é aceito na hora.
   *[other] { $creditor } responde em no máximo { $count } horas. Se já estiver dentro do que aceita, é aceito na hora.
}
propose-lead-instead = { $count ->
    [one] { $creditor } responde em até 1 hora. Até você aceitar um novo acordo, seu plano continua igual, com suas datas.
   *[other] { $creditor } responde em até { $count } horas. Até você aceitar um novo acordo, seu plano continua igual, com suas datas.
}
propose-pay = Quanto você pode pagar no total?
propose-pay-hint = Hoje há { $amount } em aberto. Também é possível propor menos.
propose-see = Ver as datas
propose-words = Se quiser, conte o que ajudaria você
propose-words-hint = Por exemplo: recebo no fim do mês.
propose-send = Enviar a proposta
propose-too-large = Esse valor é grande demais.
propose-nothing = Com esse valor não há nada para dividir.

household-summary = Ajuda para calcular quanto dá para pagar
household-lead = É opcional. Não guardamos nada disto, a não ser que você envie com a proposta.
household-income = O que entra por mês
household-rent = Aluguel ou prestação da casa
household-bills = Luz, água, telefone, escola
household-debts = Parcelas que você já paga a outros
household-people = Pessoas que vivem dessa renda, contando você
household-living = São descontados { $amount } por mês por pessoa para comida e transporte.
household-button = Calcular
household-most = Restam { $left } por mês: o prudente é pagar { $most } no máximo
household-months = { $count ->
    [one] Assim você terminaria em { $count } mês.
   *[other] Assim você terminaria em { $count } meses.
}
household-nothing = Com esses números não resta nada por mês
household-nothing-more = É possível propor um valor menor, começar mais tarde ou falar com uma pessoa.
household-share = Enviar também estes números com a proposta

proposal-title = Sua proposta · { $creditor }
proposal-waiting = { $creditor } está com a sua proposta
proposal-waiting-until = Uma pessoa responde até { $moment }, no máximo.
proposal-why-parts = { $count ->
    [one] Na hora é aceita { $count } parcela. Aqui há mais, e por isso uma pessoa a analisa.
   *[other] Na hora são aceitas até { $count } parcelas. Aqui há mais, e por isso uma pessoa a analisa.
}
proposal-why-least = Na hora são aceitas parcelas a partir de { $amount }. Aqui há uma menor, e por isso uma pessoa a analisa.
proposal-why-given-up = Na hora são perdoados até { $amount }. Aqui se pede mais, e por isso uma pessoa a analisa.
proposal-why-whole = Na hora é aceito pagar tudo por partes. Aqui se pede pagar menos, e por isso uma pessoa a analisa.
proposal-why-days = Na hora são aceitas datas até { $day }. Aqui há uma posterior, e por isso uma pessoa a analisa.
proposal-why-running = Muda um plano que está em andamento, e por isso uma pessoa vai olhar.
proposal-plan-goes-on = Enquanto isso, seu plano continua igual, com suas datas.
proposal-why-broken = Outros planos não chegaram a ser completados, e por isso desta vez uma pessoa a analisa.
proposal-take-back = Retirar a proposta
proposal-countered = { $creditor } propõe outra coisa
proposal-countered-until = Pode ser aceita até { $moment }.
proposal-other = O que propõem
proposal-yours = Sua proposta
proposal-review = Revisar e aceitar
proposal-again = Fazer outra proposta
proposal-no = Não aceito
proposal-accepted = { $creditor } aceitou sua proposta
proposal-agreed = Sua proposta está aceita
proposal-confirm = Falta um passo: ler o acordo e aceitar.
proposal-runs = O plano já está em andamento.
proposal-refused = { $creditor } não aceitou esta proposta
proposal-refused-more = O que está em aberto continua igual, e há outras formas de resolver.
proposal-taken-back = Esta proposta foi encerrada
proposal-expired = O prazo desta proposta terminou
proposal-expired-theirs = { $creditor } não respondeu a tempo. Nada muda no que está em aberto, e você pode propor de novo.
proposal-expired-yours = Terminou o prazo para aceitar o que propuseram. Você pode propor de novo.
proposal-total = { $amount } no total.
proposal-total-less = { $amount } no total: { $less } menos do que está em aberto.
proposal-see = Ver a proposta
proposal-changed = Desde então o que está em aberto mudou: hoje são { $amount }. O acordo usa os valores de hoje.
proposal-nothing-left = Do que tratava esta proposta, hoje não resta nada em aberto.
