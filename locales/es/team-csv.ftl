# The exports: columns that no page has.
team-csv-customer = Número de cliente
team-csv-provider = Número en Stripe
team-csv-note = Nota
team-csv-documents = Documentos
team-csv-transfer = Referencia de la transferencia
team-csv-end = Qué pasó
team-csv-who = Quién
