team-cases-search = Buscar un caso
team-cases-search-hint = Número de cliente o de documento, identidad completa, o el comienzo de un nombre
team-cases-search-button = Buscar
team-cases-found = { $count ->
    [one] { $count } caso con «{ $search }»
   *[other] { $count } casos con «{ $search }»
}
team-cases-found-first = Los primeros casos con «{ $search }»
team-cases-found-none = Ningún caso con «{ $search }». Las referencias y la identidad van completas; del nombre basta el comienzo de una palabra.
team-cases-search-end = Ver todos los casos
team-cases-none = Aún no hay casos: llegan con la primera importación.
team-cases-late = Atraso
team-cases-reminders = Recordatorios
team-cases-paid-up = Nada pendiente
