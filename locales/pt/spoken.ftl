spoken-pen = { $count ->
    [one] { $amount } sol
    [many] { $amount } de soles
   *[other] { $amount } soles
}
spoken-eur = { $count ->
    [one] { $amount } euro
    [many] { $amount } de euros
   *[other] { $amount } euros
}
spoken-usd = { $count ->
    [one] { $amount } dólar
    [many] { $amount } de dólares
   *[other] { $amount } dólares
}
spoken-brl = { $count ->
    [one] { $amount } real
    [many] { $amount } de reais
   *[other] { $amount } reais
}
spoken-peso = { $count ->
    [one] { $amount } peso
    [many] { $amount } de pesos
   *[other] { $amount } pesos
}
spoken-and = { $before } e { $last }
