team-days-late = { $days ->
    [one] { $days } día de mora
   *[other] { $days } días de mora
}
team-amount = Valor
