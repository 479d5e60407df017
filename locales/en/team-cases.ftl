team-cases-search = Find a case
team-cases-search-hint = Customer or document number, complete national id, or the start of a name
team-cases-search-button = Search
team-cases-found = { $count ->
    [one] { $count } case with “{ $search }”
   *[other] { $count } cases with “{ $search }”
}
team-cases-found-first = The first cases with “{ $search }”
team-cases-found-none = No case with “{ $search }”. References and ids must be complete; of a name, the start of a word is enough.
team-cases-search-end = Show all cases
team-cases-none = No cases yet: they come with the first import.
team-cases-late = Late
team-cases-reminders = Reminders
team-cases-paid-up = Nothing outstanding
