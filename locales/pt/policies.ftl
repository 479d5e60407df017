policies-lead = O que se oferece, a quem e até onde. As mudanças não chegam a ninguém até serem ativadas.
policies-none = Ainda não há nenhuma política: cada pessoa pode pagar tudo ou uma parte, sem outras opções.
policies-new = Nova política de ofertas
policies-from = Dá para começar com um exemplo e mudá-lo antes de salvar. Os valores em outra moeda ficam vazios.
policies-clinic = Com a de uma clínica
policies-wholesaler = Com a de uma distribuidora
policies-gym = Com a de uma academia
policies-name = Nome
policies-state = Estado
policies-newest = Última versão

policy-deed = { $who }, { $moment }
policy-state-draft = rascunho
policy-state-planned = a partir de { $moment }
policy-state-in-force = em vigor desde { $moment }
policy-state-covered = sem efeito por enquanto
policy-state-past = substituída
policy-version-mark = Versão { $version }: { $state }
policy-archived-mark = Arquivada: { $who }

policy-one-title = { $name } ({ $currency })
policy-one-edit = Preparar a próxima versão
policy-one-versions = Versões
policy-one-says = O que diz a versão { $version }
policy-version-title = Versão { $version }
policy-version-saved = Salva: { $deed }
policy-version-activated = Ativada: { $deed }
policy-version-changes = O que mudou
policy-version-preview = O que aconteceria hoje
policy-version-person = Ver o que a pessoa verá
policy-version-toml = Baixar como TOML
policy-bring-back = Recuperar a versão { $version } como nova
policy-compare = Comparar duas versões
policy-compare-old = A de antes
policy-compare-new = A de depois
policy-compare-button = Comparar
policy-compare-title = { $name }: da versão { $old } para a { $new }
policy-compare-same = As duas dizem o mesmo.
policy-activate = Ativar a versão { $version }
policy-activate-lead = O que já foi aceito continua como foi aceito. Todo o resto é calculado com esta versão a partir desse momento.
policy-activate-when = A partir de quando?
policy-activate-now = A partir de agora
policy-activate-at = A partir de um dia e uma hora
policy-activate-day = Dia
policy-activate-time = Hora
policy-activate-time-hint = Por exemplo 08:00, no horário da empresa.
policy-activate-button = Ativar
policy-activate-past = Esse momento já passou
policy-activate-clock = Escrever a hora assim: 08:00
policy-archive = Arquivar a política
policy-archive-lead = Deixa de ser oferecida a partir de agora. Se outra política da mesma moeda valia antes, volta a valer; se não há outra, cada pessoa pode pagar tudo ou uma parte.
policy-archive-button = Arquivar
policy-take-up = Retomar a política
policy-take-up-lead = Volta a ser oferecida a partir de agora, com a última versão que já tinha começado.
policy-take-up-button = Retomar

policy-portfolio-title = { $name }, versão { $version }: o que aconteceria hoje
policy-portfolio-lead = É testada com todos os casos que devem algo. Nada muda para ninguém.
policy-tried-title = Com os casos de { $day }, em { $currency }
policy-tried-segment = Segmento
policy-tried-cases = Casos
policy-tried-owed = Dívida
policy-tried-best = Melhor opção
policy-tried-without = Sem segmento
policy-tried-only-all = podem pagar tudo ou uma parte
policy-tried-given-up = O que se perdoa no máximo, se todos aceitarem
policy-tried-busy = Outra prévia desta empresa já está sendo calculada. Em alguns segundos dá para pedir de novo.
policy-person-title = { $name }, versão { $version }: o que a pessoa verá
policy-person-number = Número do cliente ou do documento
policy-person-button = Ver
policy-person-note = É assim que { $who } veria suas opções hoje. É só uma prévia: nada aqui pode ser clicado.
policy-person-nothing = Hoje { $who } não tem nada em aberto de que esta política trate.

policy-new-title = Nova política
policy-edit-title = { $name }: próxima versão
policy-edit-lead = Cada caso fica com o primeiro segmento em que se encaixa. Nada muda para ninguém até a ativação.
policy-edit-unlimited = O exemplo está em outra moeda: nestes segmentos falta o limite do total. Sem ele, ficam com todos os casos, e os seguintes com nenhum.
policy-edit-check = Verificar
policy-edit-add = Adicionar um segmento
policy-edit-save = Salvar como versão { $version }
policy-edit-save-hint = Salvar não ativa: a versão fica como rascunho.
policy-newer = Enquanto isso, a versão { $version } foi salva ({ $deed }).
policy-newer-more = Nada deste formulário se perdeu. Ao salvar de novo, o que está aqui vira a versão mais nova. O que está diferente:
policy-segment-first = Aplica-se o primeiro em que o caso se encaixa.
policy-segment-name = Nome do segmento
policy-segment-new = Segmento { $number }
policy-summary-segment = Segmento { $number }: { $name }
policy-segment-up = Subir o segmento { $number }
policy-segment-down = Descer o segmento { $number }
policy-segment-remove = Remover o segmento { $number }
policy-part-late = Cobrar pelo atraso
policy-part-discount = Oferecer um desconto por pagar tudo
policy-part-settlement = Oferecer um perdão parcial: quitar por menos
policy-part-plan = Oferecer um plano de pagamento
policy-part-extension = Oferecer um prazo extra
policy-part-part = Aceitar pagamentos parciais
policy-part-proposals = Aceitar propostas sem consulta
policy-paste = Colar uma política em TOML
policy-paste-lead = Substitui o que está nos campos. Nada é salvo ainda.
policy-paste-label = Texto do arquivo
policy-paste-button = Pôr nos campos
policy-paste-line = Na linha { $line } há algo que não se entende.
policy-paste-key = O valor de { $key } não serve.
policy-paste-segment = No segmento { $number }, o valor de { $key } não serve.
policy-paste-currency = O arquivo está em { $currency }, que não é a moeda desta política.

policy-unfit-either = Falta um dos dois
policy-unfit-one-of-two = Só pode ir um dos dois
policy-unfit-share = Uma porcentagem de 0 a 100, com no máximo duas casas decimais
policy-unfit-cents = Nesta moeda não se paga com tantos decimais
policy-unfit-whole = Um número inteiro, de { $from } a { $to }
policy-unfit-line = Uma linha de no máximo { $most } caracteres
policy-unfit-taken = Outro segmento tem esse nome
policy-unfit-name-taken = Outra política tem esse nome
policy-unfit-segments = Uma política tem no máximo { $most } segmentos
policy-unfit-tags = Uma política tem no máximo { $most } etiquetas diferentes
policy-unfit-belongs = Só vai com vários pagamentos; o dia, só com pagamentos mensais

policy-limit-legal-maximum = Máximo legal de juros ao ano
policy-limit-late-yearly = Juros de mora
policy-limit-late-fee = Encargo por atraso, uma vez por documento
policy-limit-late-free = Sem acréscimo depois do vencimento
policy-limit-days-late = Dias de atraso
policy-limit-total = Total que deve
policy-limit-debts = Documentos em aberto
policy-limit-tags = Etiquetas; basta uma
policy-limit-discount = Desconto se pagar tudo
policy-limit-discount-until = O desconto vale
policy-limit-on-not-due = O desconto conta o que ainda não venceu
policy-limit-on-interest = O desconto conta juros e encargos
policy-limit-discount-with-plan = O desconto vale também com plano
policy-limit-given-up = Parte que se perdoa ao quitar por menos
policy-limit-payments = Pagamentos para quitar, no máximo
policy-limit-payments-every = Esses pagamentos são
policy-limit-settlement-until = Quitar por menos vale
policy-limit-instalments = Parcelas do plano
policy-limit-frequencies = Frequência
policy-limit-least = Parcela mínima
policy-limit-down = Entrada mínima
policy-limit-cost = O que se cobra pelo plano
policy-limit-spread = É cobrado
policy-limit-first-within = Primeira parcela, no máximo em
policy-limit-longest-days = Duração do plano, no máximo
policy-limit-grace-days = Tolerância depois de cada data
policy-limit-misses = O plano termina com
policy-limit-restores = Se o plano terminar assim, deve-se
policy-limit-moves = Datas que podem ser mudadas
policy-limit-skips = Parcelas que podem ficar para o fim
policy-limit-retries = Cobrança automática, se o banco não autorizar
policy-limit-reward = Benefício por pagar em dia
policy-limit-breaks = Não se oferece outro plano depois de
policy-limit-extension-days = Prazo extra de até
policy-limit-extension-times = Prazos extras por dívida
policy-limit-part-least = Pagamento parcial mínimo
policy-limit-proposal-parts = Propostas: parcelas, no máximo
policy-limit-proposal-least = Propostas: parcela mínima
policy-limit-proposal-given-up = Propostas: parte que se perdoa
policy-limit-proposal-within = Propostas: último pagamento, no máximo em
policy-limit-proposal-hours = Propostas: as demais são respondidas em
policy-rhythm-weekly = a cada semana
policy-rhythm-two-weeks = a cada duas semanas
policy-rhythm-twice = no dia 15 e no último dia do mês
policy-rhythm-monthly = a cada mês
policy-spread-even = em todas as parcelas por igual
policy-spread-first = na primeira parcela
policy-spread-last = na última parcela
policy-restores-nothing = só o que faltar
policy-restores-given-up = o que faltar e o que seria perdoado
policy-restores-interest = o que faltar, o que seria perdoado e os juros de mora

policy-says-yes = sim
policy-says-span = de { $from } a { $to }
policy-says-from = a partir de { $from }
policy-says-to = até { $to }
policy-says-yearly = { $rate } ao ano
policy-says-days = { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}
policy-says-times = { $times ->
    [one] { $times } vez
   *[other] { $times } vezes
}
policy-says-hours = { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}
policy-says-until-day = até { $day }
policy-says-until-days = { $days ->
    [one] durante { $days } dia, o da primeira identidade confirmada
   *[other] durante { $days } dias desde que confirma a identidade
}
policy-says-until-due = até o vencimento
policy-says-monthly-on = a cada mês, no dia { $day }
policy-says-misses-in-all = parcelas não pagas no total: { $misses }
policy-says-misses-in-a-row = parcelas seguidas não pagas: { $misses }
policy-says-breaks = { $plans ->
    [one] { $plans } plano não completado
   *[other] { $plans } planos não completados
}
policy-says-unlimited = sem limite
policy-says-moves = { $moves ->
    [one] { $moves } vez, até { $days }
   *[other] { $moves } vezes, até { $days }
}
policy-says-retries = { $times ->
    [one] mais { $times } tentativa, { $days } depois
   *[other] mais { $times } tentativas, a cada { $days }
}
policy-says-no-retries = sem mais tentativas
policy-says-off-the-last = { $share } do plano, que se desconta da última parcela
policy-says-interest-waived = não se cobram os juros do plano

policy-word-from = de
policy-word-to = a
policy-word-or = ou
policy-word-days = dias
policy-word-hours = horas
policy-word-yearly = % ao ano
policy-word-since-identity = dias desde que confirma a identidade
policy-word-until = ou até
policy-word-until-due = ou até o vencimento
policy-word-one-payment = em um só pagamento
policy-word-month-day = no dia do mês
policy-word-misses = parcelas não pagas
policy-word-in-a-row = só se forem seguidas
policy-word-breaks = planos da mesma dívida não completados
policy-word-moves = vezes, cada uma até
policy-word-retries = tentativas a mais, a cada
policy-word-off-the-last = % do plano, que se desconta da última parcela
policy-word-interest-waived = ou não cobrar os juros do plano

policy-diff-whole = Toda a política
policy-diff-order = Ordem dos segmentos
policy-diff-order-changed = { $before } → { $after }
policy-diff-segment = Segmento “{ $name }”
policy-diff-added = é novo
policy-diff-removed = não está mais
policy-diff-says = { $limit }: { $value }
policy-diff-changed = { $limit }: { $before } → { $after }
policy-diff-new = { $limit }: agora { $after }
policy-diff-gone = { $limit }: não mais (era { $before })
