spoken-pen = { $count ->
    [one] { $amount } sol
   *[other] { $amount } soles
}
spoken-eur = { $count ->
    [one] { $amount } euro
   *[other] { $amount } euros
}
spoken-usd = { $count ->
    [one] { $amount } dollar
   *[other] { $amount } dollars
}
spoken-brl = { $count ->
    [one] { $amount } real
   *[other] { $amount } reais
}
spoken-peso = { $count ->
    [one] { $amount } peso
   *[other] { $amount } pesos
}
spoken-and = { $before } and { $last }
