team-cases-search = Buscar um caso
team-cases-search-hint = Número de cliente ou de documento, identidade completa, ou o começo de um nome
team-cases-search-button = Buscar
team-cases-found = { $count ->
    [one] { $count } caso com “{ $search }”
   *[other] { $count } casos com “{ $search }”
}
team-cases-found-first = Os primeiros casos com “{ $search }”
team-cases-found-none = Nenhum caso com “{ $search }”. Referências e identidade vão completas; do nome basta o começo de uma palavra.
team-cases-search-end = Ver todos os casos
team-cases-none = Ainda não há casos: eles chegam com a primeira importação.
team-cases-late = Atraso
team-cases-reminders = Lembretes
team-cases-paid-up = Nada pendente
