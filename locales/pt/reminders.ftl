# Sequences of reminders in the console: the list, the editor, what will go out, what it has brought, tasks.
team-nav-tasks = Tarefas
team-nav-sequences = Lembretes
team-home-tasks = { $count ->
    [one] { $count } tarefa da equipe
   *[other] { $count } tarefas da equipe
}
team-news-task-done = A tarefa foi feita.
team-news-task-put-off = Ficou para o dia que a pessoa pediu.
team-news-task-paused = Anotado. Os lembretes estão em pausa: falta revisar em Respostas.
team-news-task-promised = Ficou como compromisso de pagamento: os lembretes esperam até esse dia. Se a pessoa tem um e-mail registrado, recebe uma cópia.
team-news-task-rests = Ficou anotado, sem compromisso de pagamento: os lembretes descansam até o dia que a pessoa disse, ou uma semana se não disse nenhum.
team-news-sequence-saved = A sequência vale a partir de agora. O que vai sair está no calendário.
team-news-sequence-planned = A sequência valerá a partir do momento escolhido. O que vai sair está no calendário.
team-news-sequence-archived = A sequência foi arquivada.
team-news-sequence-taken-up = A sequência volta a valer.
team-news-rest-begun = Em pausa: por ali não sai nenhum lembrete até ser retomado.
team-news-rest-ended = Retomado: o que espera sai agora, se as regras permitirem.
team-news-test-sent = O teste vai para o seu e-mail. Ninguém mais o recebe.
team-news-count-begun = A contagem começou. Em um momento é possível olhar de novo.

# Tasks.
tasks-lead = Ligações, reuniões e cartas que uma sequência pede. Se a pessoa pagar ou responder antes, a tarefa se fecha sozinha.
tasks-open = A fazer
tasks-none = Não há nada a fazer.
tasks-done = Feitas
task-call = Ligação
task-meeting = Reunião
task-letter = Carta
task-letter-where = O endereço postal não fica guardado aqui: está no cadastro do cliente.
task-since = desde { $day }
task-show-phone = Ver o número para ligar
task-dial = Ligar para { $phone }
task-no-phone = Não há um telefone registrado.
task-owed = A receber: { $amount }
task-owed-late = A receber: { $amount }, vencido desde { $day }
task-owed-due = A receber: { $amount }, vence em { $day }
task-finish = Anotar o que aconteceu
task-finish-hint = “Disse que já pagou” e “Disse que há um erro” param os lembretes até alguém revisar em Respostas. “Era outra pessoa” para tudo o que é enviado.
task-note = Nota
task-note-hint = Opcional. Fica guardada com criptografia, junto ao caso.
task-reached = Conversamos
task-not-reached = Não atendeu
task-will-pay = Disse que vai pagar
task-wrong-person = Era outra pessoa
task-not-yet = Ainda não: pode ser feita a partir de { $moment }, no horário da pessoa.
task-never = Por enquanto não se faz.
task-day = Dia que a pessoa disse
task-day-hint = Se disse que vai pagar: os lembretes descansam até esse dia, ou uma semana se não disse nenhum. Se pediu outro dia: quando se retoma.
task-day-promises = Se disse que vai pagar e o dia não passa de { $day }, fica como compromisso de { $amount }.
task-no-day = Um dia vai com “{ $pays }” ou com “{ $other }”: escolha um dos dois, ou apague o dia
task-said-paid = Disse que já pagou
task-said-wrong = Disse que há um erro
task-another-day = Pediu outro dia
task-posted = Foi enviada
task-not-posted = Não será enviada
tasks-open-more = Ver mais a fazer
task-unread = Caso { $case }, que não pode ser lido
task-unread-why = Algo do que está guardado nele não pode ser lido. Quem administra o programa encontra o motivo no registro, com esse número.

# The list of sequences, and the switch of channels.
sequences-lead = O que se lembra, quando e por onde. Vale uma única sequência: a que começou mais tarde.
sequences-none = Ainda não há nenhuma sequência: nenhum lembrete sai, exceto as cartas sobre as datas de um plano.
sequences-new = Nova sequência
sequences-new-lead = É possível começar com uma destas e mudá-la antes de salvar.
sequences-gentle = Com a suave
sequences-standard = Com a padrão
sequences-firm = Com a firme
sequences-empty = Do zero
rest-title = Pausar os envios
rest-lead = Em pausa, os lembretes e os links que a equipe envia esperam a vez. O que uma pessoa pede por e-mail e os avisos de uma cobrança automática saem do mesmo jeito. As ligações continuam em Tarefas.
rest-open = Sai normalmente
rest-since = Em pausa: { $deed }
rest-begin = Pausar { $channel }
rest-end = Retomar { $channel }
rest-all = Pausar tudo
rest-all-end = Retomar tudo

# One sequence.
sequence-gap = { $days ->
    [one] Pelo menos { $days } dia entre um contato e outro.
   *[other] Pelo menos { $days } dias entre um contato e outro.
}
sequence-steps = Passos
sequence-step = Passo
sequence-when = Quando
sequence-means = Por onde
sequence-letter = Carta
sequence-that-day = nesse mesmo dia
sequence-days-before = { $days ->
    [0] nesse mesmo dia
    [one] { $days } dia antes
   *[other] { $days } dias antes
}
sequence-days-after = { $days ->
    [0] nesse mesmo dia
    [one] { $days } dia depois
   *[other] { $days } dias depois
}
sequence-test = Enviar-me um teste
sequence-test-lead = O teste leva dados de exemplo e chega só ao e-mail de quem o pede.
sequence-archive = Arquivar a sequência
sequence-archive-lead = Deixa de valer a partir de agora. Se outra valia antes, volta a valer; se não houver outra, só saem as cartas sobre as datas de um plano.
sequence-take-up = Retomar a sequência
sequence-take-up-lead = Volta a valer a partir de agora, se nenhuma outra começou depois.

# The editor.
sequence-edit-lead = Nada muda até salvar. O que já foi enviado não se repete, mesmo que o passo mude de nome.
sequence-edit-whole = Toda a sequência
sequence-edit-gap = Entre um contato e outro, pelo menos
sequence-word-days = dias antes ou depois
sequence-when-hint = Antes do vencimento, próxima parcela, véspera e opção que termina: dias antes. Os demais: dias depois. Parcela de hoje: sem número.
sequence-edit-add = Adicionar um passo
sequence-edit-save = Salvar e pôr em vigor a versão { $version }
sequence-edit-save-hint = “Verificar” mostra antes o que sairia. Salvar põe a versão em vigor a partir do momento escolhido, no lugar das anteriores. Com “A partir de agora”, os primeiros lembretes podem sair em menos de uma hora.
sequence-newer-more = Nada deste formulário se perdeu. Ao salvar de novo, o que está aqui toma o lugar dessa versão.
sequence-step-new = Passo { $number }
sequence-step-title = Passo { $number }: { $name }
sequence-step-name = Nome do passo
sequence-step-up = Subir o passo { $number }
sequence-step-down = Descer o passo { $number }
sequence-step-remove = Remover o passo { $number }
sequence-how = Como
sequence-by-message = Mensagem
sequence-no-way = nenhum
sequence-else = senão,
sequence-script = O que dizer, se for uma ligação ou uma reunião
sequence-script-hint = Entre chaves, {"{nome}"} e {"{credor}"} viram a pessoa e a empresa.
sequence-audience = Para quais casos
sequence-unfit-taken = Outra sequência tem este nome
sequence-unfit-steps = Uma sequência tem no máximo { $most } passos
sequence-unfit-text = Um texto de no máximo { $most } caracteres
sequence-unfit-only-task = Uma mensagem não leva isto: apaga-se, ou o passo passa a ser uma ligação ou uma reunião
sequence-unfit-only-message = Uma ligação ou uma reunião não sai por nenhum meio: fica “nenhum”, ou o passo passa a ser uma mensagem
sequence-unfit-that-day = Este tipo de passo sai nesse mesmo dia: aqui não vai nenhum número

# What it would send, before it is saved.
sequence-preview-title = O que sairia
sequence-preview-lead = { $cases ->
    [one] De { $moment } até { $day }, com { $cases } caso em aberto, se ninguém pagar nem responder. Nada disto está salvo.
   *[other] De { $moment } até { $day }, com { $cases } casos em aberto, se ninguém pagar nem responder. Nada disto está salvo.
}
sequence-preview-cut = { $cases ->
    [one] São casos demais para contar todos agora: os números são do primeiro ({ $cases }). Depois de salvar, o calendário conta todos.
   *[other] São casos demais para contar todos agora: os números são dos primeiros { $cases }. Depois de salvar, o calendário conta todos.
}
sequence-preview-first = { $count ->
    [one] Primeiro dia, { $day }: { $count } contato.
   *[other] Primeiro dia, { $day }: { $count } contatos.
}
sequence-preview-none = Nesses dias nada sairia.
sequence-preview-far = Começa daqui a mais tempo: ainda não dá para prever o que sairia. A partir de { $day } dá para ver aqui e, depois de salva, no calendário.

# The test of a text.
mail-team-test-subject = Teste: { $kind } ({ $channel })
mail-team-test-preview = Só você o recebe.
mail-team-test-text = Assim se leria este passo. Os dados são de exemplo e o link não abre nada.
mail-team-test-plain = Este passo não tem um texto aprovado para o WhatsApp: por ali sai esta mensagem, que não diz do que se trata.
mail-team-test-unsaid = Do jeito que se leria, o texto deste passo não pode ser enviado por { $channel }; pode ser por causa do nome do negócio. Sai esta mensagem, que não diz do que se trata.

# What will go out.
calendar-title = Calendário de envios
calendar-lead = O que está planejado para os próximos 30 dias se ninguém pagar nem responder, e o que as regras de contato fazem com isso.
calendar-as-of = { $cases ->
    [one] Contado em { $moment }, com { $cases } caso.
   *[other] Contado em { $moment }, com { $cases } casos.
}
calendar-uncounted = Ainda não foi contado.
calendar-count = Contar de novo
calendar-day = Dia
calendar-planned = Planejado
calendar-rules = Regras
calendar-none = Não há nada planejado.
calendar-nobody = Sem meio para escrever
calendar-from = a partir das { $time }
calendar-moved = passa para { $moment }. { $why }
calendar-never = não sai. { $why }
calendar-waiting = Esperam a vez
calendar-waiting-none = Não há nada em espera.
calendar-day-lead = Com quem, por onde e o que as regras dizem de cada caso.
calendar-day-none-yet = Nos casos vistos até aqui não há nada para esse dia. Faltam outros.

# What it has brought.
results-title = Resultados
results-lead = O que cada passo trouxe: do que saiu ao que se pagou pelo link.
results-as-of = Desde { $day }, contado em { $moment }.
results-none = Ainda não saiu nenhum lembrete.
results-note = Dos e-mails não se sabe se chegaram. O dinheiro é o que entrou pelo link da mensagem; o que se pagou por outra via não se conta aqui.
results-own = Texto próprio, versão { $version }
results-sent = Saíram
results-delivered = Chegaram
results-opened = Abriram
results-verified = Confirmaram
results-accepted = Aceitaram
results-paid = Pagaram
results-money = Dinheiro

# The reminders of a case, and why one was not sent.
reminded-none = Não há lembretes deste caso.
reminded-coming = O que vem
reminded-coming-lead = Se ninguém pagar nem responder. As regras de contato podem movê-lo.
reminded-history = O que aconteceu
reminded-task = Ir para a tarefa
reminded-planned = Planejado
reminded-queued = Espera a vez
reminded-moved = Movido
reminded-sent = Saiu
reminded-unknown = Não se sabe se saiu
reminded-blocked = Não saiu
reminded-failed = Não foi possível enviar
reminded-cancelled = Cancelado
reminded-open = A fazer
reminded-done = Feito
reminded-until = até { $moment }
reminded-paid = Entrou um pagamento
reminded-agreed = A pessoa aceitou um plano
reminded-promised = A pessoa prometeu pagar
reminded-proposed = A pessoa propôs outras condições
reminded-on-its-way = Foi anunciada uma transferência ou há um pagamento a caminho
reminded-no-address = Não é possível escrever à pessoa por nenhum dos meios do passo
reminded-too-late = Já não era o momento
reminded-other-day = A data mudou
reminded-over = Já não havia nada a lembrar
reminded-disputed = O documento está em revisão
reminded-charged = A parcela é cobrada automaticamente
reminded-owed-again = Há algo pendente de novo
reminded-no-sequence = Nenhuma sequência valia mais
reminded-next-step = Não foi feita antes do passo seguinte
reminded-other = Motivo técnico: { $word }
reminded-another-way = Sai por outro meio
reminded-no-step = O passo já não está na sequência
reminded-audience = O passo já não é para este caso
reminded-quiet-no-sequence = Nenhuma sequência está em vigor: nenhum lembrete é planejado.
reminded-quiet-not-before = Nenhuma sequência vale até { $day }: antes disso nenhum lembrete é planejado.
reminded-quiet-rests = Os lembretes descansam: há uma pausa, ou uma proposta espera resposta.
reminded-quiet-promised = Há um compromisso até { $day }: antes só se lembra a véspera.
reminded-quiet-too-soon = Houve um contato há pouco, ou um espera a vez. O próximo pode ser planejado a partir de { $day }.
reminded-quiet-again = O último planejado não saiu. Tenta-se de novo a partir de { $day }.
reminded-quiet-unreached = É a vez de um passo, e por nenhum dos seus meios é possível escrever à pessoa. Sai quando houver um.
reminded-quiet-on-its-way = Há dinheiro a caminho: enquanto isso nada é lembrado.
reminded-quiet-no-step = Hoje nenhum passo da sequência é para este caso.
