# The exports: columns that no page has.
team-csv-customer = Número de cliente
team-csv-provider = Número na Stripe
team-csv-note = Observação
team-csv-documents = Documentos
team-csv-transfer = Referência da transferência
team-csv-end = O que aconteceu
team-csv-who = Quem
