mail-hello = Olá, { $name }:
mail-hello-nameless = Olá:
mail-link-subject = Você tem uma mensagem particular de { $creditor }
mail-link-subject-bare = Você tem uma mensagem particular
mail-link-preview = Deixamos uma mensagem particular para você. Abra quando for melhor: só você pode ler.
mail-link-ask = Para que ninguém mais leia, antes faremos uma pergunta que só você sabe responder.
mail-link-inside = Ao abrir, você verá os detalhes, o que pode escolher e como falar com uma pessoa. Se já resolveu ou há um erro, diga ali mesmo e pausamos os avisos.
mail-link-button = Abrir minha mensagem
mail-link-until = O link vale até { $day }. Depois você pode pedir outro ali mesmo.
mail-new-link-subject = Seu novo link de { $creditor }
mail-new-link-subject-bare = Seu novo link
mail-new-link-preview = Aqui está o link que você pediu.
mail-new-link-ask = Ele leva à mesma mensagem particular. Antes faremos uma pergunta que só você sabe responder.
mail-new-link-not-you = Não foi você? Não precisa fazer nada: sem essa resposta nenhum dado aparece.
mail-code-subject = Seu código para abrir a mensagem de { $creditor }
mail-code-subject-bare = Seu código para abrir a mensagem
mail-code-preview = É só para você. Ninguém vai pedi-lo por telefone nem por mensagem.
mail-code-where = Digite-o na página que está aberta, para confirmar que é você:
mail-code-minutes = { $minutes ->
    [one] Vale por { $minutes } minuto e serve uma única vez.
   *[other] Vale por { $minutes } minutos e serve uma única vez.
}
mail-code-not-you = Não foi você? Não precisa fazer nada: sem o código nenhum dado aparece.
mail-receipt-subject = Sua confirmação de { $creditor }
mail-receipt-subject-bare = Sua confirmação
mail-receipt-preview = Deu tudo certo. Guarde esta mensagem: os detalhes estão dentro.
mail-receipt-thanks = Recebemos seu pagamento. Agradecemos. Os lembretes do que já está pago pararam.
mail-refund-subject = Uma novidade de { $creditor } para você
mail-refund-subject-bare = Uma novidade para você
mail-refund-preview = Já está em andamento e você não precisa fazer nada. Os detalhes estão dentro.
mail-refund-made = Devolvemos { $amount } do pagamento com recibo { $receipt }.
mail-refund-when = Chega pelo mesmo meio do pagamento. Dependendo do banco, pode levar até 10 dias úteis.
mail-left = Na sua conta restam { $amount } pendentes.
mail-left-none = Na sua conta não resta nada pendente.
mail-check-link = O link desta mensagem começa com { $host }. Você também pode digitar esse endereço no navegador:
mail-check = Outras formas de conferir que somos nós:
mail-person-hours = { $phone } ({ $hours })
