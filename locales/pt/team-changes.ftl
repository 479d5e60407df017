# Changes of imports that wait for a decision, and what becomes of an import that is undone.
team-nav-changes = Alterações
team-changes-lead = O que o último arquivo diz e não foi feito automaticamente, porque alguém já está pagando ou tem um plano com esses valores.
team-changes-none = Nenhuma alteração em espera.
team-change-lower = Deve-se { $amount } a menos
team-change-raise = Deve-se { $amount } a mais
team-change-credit = { $amount } já pagos ficam como crédito da pessoa
team-change-close = Não está mais no arquivo: deixa-se de dever { $amount }
team-change-settle = Pago fora daqui em { $day }: { $amount }
team-change-revoke = A nota de crédito diminui { $amount }
team-change-undo = Desfaz-se o que a importação fez
team-change-unclear = Esta linha não gera mais nenhuma alteração
team-change-why-payment = Há um pagamento em andamento. A alteração é feita automaticamente quando ele terminar.
team-change-why-plan = A dívida está em um plano de pagamento que continua em andamento.
team-change-why-larger = A dívida está em um plano de pagamento já aceito e não pode crescer nele. A alteração espera o plano terminar.
team-change-why-note = Esse crédito talvez já tenha sido usado.
team-change-why-credit-used = O crédito que a importação deu já foi devolvido à pessoa.
team-change-why-given-back = A importação anotou um pagamento do qual já se devolveu dinheiro: esse pagamento existiu.
team-change-why-misfit = Os valores do caso não batem mais com o que foi importado. Convém conferir manualmente.
team-change-why-row = A linha não combina com o que já está aqui. Convém conferir o arquivo.
team-change-make = Fazer a alteração
team-change-make-hint = O plano se ajusta: o que não se deve mais sai das últimas parcelas, e o que foi pago por isso paga as próximas. Se não sobrar nada a pagar, o plano termina.
team-change-make-button = Fazer a alteração e ajustar o plano
team-change-leave-button = Deixar como está
team-change-left = Ficou como está. Não se pergunta de novo enquanto o arquivo disser o mesmo.
team-news-change-made = Feito: a alteração está aplicada e o plano, ajustado.
team-news-change-left = Fica como está.
team-event-import-undone = Uma importação foi desfeita
team-home-changes = { $count ->
    [one] 1 alteração do arquivo a decidir
   *[other] { $count } alterações do arquivo a decidir
}
