short-link = Uma mensagem privada de { $creditor } para ler: { $url } Para deixar de receber, responda SAIR.
short-link-bare = Uma mensagem privada para ler: { $url } Para deixar de receber, responda SAIR.
