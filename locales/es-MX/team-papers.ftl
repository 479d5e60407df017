team-papers-certificate = Carta de no adeudo del { $day } (PDF)
team-papers-revoked = Carta de no adeudo del { $day }, anulada (PDF)
team-event-cleared = Carta de no adeudo emitida
team-event-clearance-revoked = Carta de no adeudo anulada
team-papers-promise = Promesa de pago del { $day } (PDF)
