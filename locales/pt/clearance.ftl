clearance-title = Declaração de quitação
clearance-lead = { $creditor } ({ $id }) declara que, em { $day }, { $debtor } não tinha nada em aberto com esta empresa.
clearance-by = Emitida por
clearance-for = Em nome de
clearance-reference = N.º de cliente
clearance-names = { $count ->
    [one] Documento quitado
   *[other] { $count } documentos quitados
}
clearance-document = Documento
clearance-what = Referente a
clearance-scope = Emite-se para os fins que forem necessários. Vale enquanto o que ela cita continuar quitado; se algo voltar a ser devido, fica sem efeito, e quem verificar o código verá isso.
clearance-check = Código para verificar
clearance-where = Qualquer pessoa pode verificá-la aqui:
mail-clearance-subject = Sua declaração de { $creditor } está pronta
mail-clearance-subject-bare = Sua declaração está pronta
mail-clearance-preview = Deu tudo certo. Guarde esta mensagem: o que você precisa está dentro.
mail-clearance-thanks = Você não tem mais nada em aberto com { $creditor }. Agradecemos.
mail-clearance-attached = Sua declaração e seu último recibo vão com esta mensagem, em PDF.
mail-clearance-alone = Sua declaração vai com esta mensagem, em PDF, e também está na sua página pessoal.
mail-clearance-page = Sua declaração e seus recibos estão na sua página pessoal.
mail-clearance-code = Código da sua declaração
mail-clearance-check = Qualquer pessoa pode verificá-la pelo código aqui:
mail-agreed-attached = Vai também com esta mensagem, em PDF.
statement-certificate-check = Verificar a declaração

# A person of the team issues one.
team-clearance-lead = Não resta nada em aberto neste caso, e ainda não foi emitida para todos os seus documentos.
team-clearance-legend = Antes de emitir
team-clearance-yes = Verifiquei que a pessoa não deve nada por estes documentos.
team-clearance-hint = Cita todos os documentos do caso. A pessoa recebe um e-mail quando as regras de contato permitem. Se algo voltar a ser devido, fica sem efeito.
team-clearance-button = Emitir
team-clearance-missing = Falta marcar que foi verificado
team-news-clearance-issued = Pronto: já está entre os documentos do caso.
