# The text of what is agreed, as it is kept.
paper-title = Acordo de pagamento
paper-between = Entre { $creditor } ({ $id }) e quem aceita este texto na sua página pessoal, sobre { $owed } em aberto.
paper-pays = Quem aceita se compromete a pagar { $total } nas datas e nos valores deste calendário.
paper-gives-up = { $creditor } recebe { $total } por tudo o que este acordo inclui e, quando estiver pago, perdoa o restante: { $given }.
paper-no-interest = Enquanto o acordo estiver em vigor, não correm juros de mora sobre o que ele inclui.
paper-rules = O que acontece se uma data não for cumprida, e o que pode ser alterado, está escrito nesta página em “Como funciona” e faz parte do acordo.
paper-rights = O acordo não tira nenhum direito dado pela lei nem impede reclamar se algo estiver errado.
paper-kept = Fica guardado tal como aparece, com a data e a hora do aceite, e pode ser lido de novo quando for preciso.
paper-instead = Este acordo toma o lugar do que foi aceito em { $day }. O que já foi pago conta.
paper-promise-title = Compromisso de pagamento
paper-promise = Quem aceita se compromete a pagar { $total } a { $creditor } até { $day }, no máximo. A data de vencimento não muda.
kept-title = O que foi acordado · { $creditor }
kept-heading = O que você aceitou
kept-at = Aceito: { $moment }
kept-evidence = Código de verificação deste texto
