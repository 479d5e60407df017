clearance-title = Declaração de quitação
clearance-lead = { $creditor } ({ $id }) declara que, em { $day }, { $debtor } não tinha nada em aberto com esta empresa.
clearance-by = Emitida por
clearance-for = Em nome de
clearance-reference = N.º de cliente
clearance-names = { $count ->
    [one] Documento pago
   *[other] { $count } documentos pagos
}
clearance-document = Documento
clearance-what = Referente a
clearance-scope = Emite-se para os fins que forem necessários. Vale enquanto o que ela cita continuar pago; se um pagamento for devolvido, fica sem efeito, e quem verificar o código verá isso.
clearance-check = Código para verificar
clearance-where = Qualquer pessoa pode verificá-la aqui:
mail-clearance-subject = Sua declaração de { $creditor } está pronta
mail-clearance-subject-bare = Sua declaração está pronta
mail-clearance-preview = Deu tudo certo. Guarde esta mensagem: o que você precisa está dentro.
mail-clearance-thanks = Você não tem mais nada em aberto com { $creditor }. Agradecemos.
mail-clearance-attached = Sua declaração e seu último recibo vão com esta mensagem, em PDF.
mail-clearance-page = Sua declaração e seus recibos estão na sua página pessoal.
mail-clearance-code = Código da sua declaração
mail-clearance-check = Qualquer pessoa pode verificá-la pelo código aqui:
mail-agreed-attached = Vai também com esta mensagem, em PDF.
statement-certificate-check = Verificar a declaração
