team-home-morning = Bom dia, { $name }
team-home-afternoon = Boa tarde, { $name }
team-home-evening = Boa noite, { $name }
team-home-collected = Recebido este mês
team-home-open = { $debts ->
    [one] { $debts } documento
   *[other] { $debts } documentos
} · { $cases ->
    [one] { $cases } pessoa
   *[other] { $cases } pessoas
}
team-home-as-of = Totais calculados em { $moment }
team-home-counting = Os totais aparecem um minuto depois de carregar os primeiros documentos.
team-home-waiting = Esperam uma resposta
team-home-transfers = { $count ->
    [one] { $count } transferência para conferir
   *[other] { $count } transferências para conferir
}
team-home-answers = { $count ->
    [one] { $count } resposta para ler
   *[other] { $count } respostas para ler
}
team-home-suspense = { $count ->
    [one] { $count } entrada a identificar
   *[other] { $count } entradas a identificar
}
team-home-since = desde { $day }
team-home-nothing = Nada espera por enquanto.
team-home-latest = O mais recente
team-home-quiet = Aqui aparece o que as pessoas fazem com seus links.
team-home-bar = Vencido { $overdue }, a vencer { $open }

# Reminders: what rests, and what left today.
team-home-rests = Os envios estão em pausa ({ $channels }) desde { $moment }.
team-home-rests-go = Ver ou retomar em “Lembretes”
team-home-reminded = { $count ->
    [0] Hoje não saiu nenhum lembrete
    [one] Hoje saiu { $count } lembrete
   *[other] Hoje saíram { $count } lembretes
}
team-home-no-sequence = Nenhuma sequência de lembretes está em vigor
