# The exports: columns that no page has.
team-csv-customer = Customer number
team-csv-provider = Number at Stripe
team-csv-note = Note
team-csv-documents = Documents
team-csv-transfer = Reference of the transfer
team-csv-end = What happened
team-csv-who = Who
