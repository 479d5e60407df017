contact-rules-title = Regras de contato
contact-rules-lead = Decidem quando uma mensagem sai, e quando se liga para alguém ou se faz uma visita. Ninguém as pula pelo painel. O horário é o da pessoa.
contact-rules-country = Valem as de { $country }, revisadas em { $day }. Se a pessoa está em outro país, valem também as desse país.
contact-rules-strict = Ainda não conhecemos as leis de { $country }: valem as mais rígidas que conhecemos, revisadas em { $day }.
contact-rules-care = Estas regras ajudam a cuidar das pessoas e a cumprir a lei. Não são assessoria jurídica.
contact-rules-phones = Sem uma permissão anotada no caso, nada sai por SMS nem por WhatsApp, em nenhum país.
contact-rules-allowed = Por contrato, a pessoa já permite: { $ways }
contact-rules-rule = Regra
contact-rules-ways = Meio
contact-rules-source = De onde vem
contact-rules-every-way = Todos os meios
contact-rules-own = Regra própria
contact-rules-no-law = Nenhuma lei que conheçamos a pede: é um cuidado nosso
contact-rules-law = { $law }, artigo { $article }
contact-rules-since = Em vigor desde { $day }
contact-rules-verified = Lido no texto original
contact-rules-secondary = Segundo outras fontes
contact-rules-unsure = A leitura não é certa: seguimos a mais rígida
contact-rules-see = Ver as regras de contato
contact-rule-hours = Só { $hours }
contact-rule-holidays = Não em feriado
contact-rule-most = No máximo { $times } em { $days }
contact-rule-apart = Pelo menos { $days } entre um contato e outro
contact-rule-one-way = Um só meio em { $days }
contact-rule-permission = Só com permissão da pessoa
contact-rule-never = Não se usa
contact-rule-reached = { $rule }; contam os que chegaram à pessoa
contact-times = { $count ->
    [one] { $count } contato
   *[other] { $count } contatos
}
contact-span = { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}
contact-run = { $days }, das { $from } às { $until }
contact-run-late = { $days }, a partir das { $from }
contact-days = { $first } a { $last }
contact-monday = segunda
contact-tuesday = terça
contact-wednesday = quarta
contact-thursday = quinta
contact-friday = sexta
contact-saturday = sábado
contact-sunday = domingo
