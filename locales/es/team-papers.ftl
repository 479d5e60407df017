# Papers of a case, for the team.
team-papers = Acuerdos y constancias
team-papers-agreement = Acuerdo del { $day } (PDF)
team-papers-promise = Compromiso de pago del { $day } (PDF)
team-papers-certificate = Constancia de no adeudo del { $day } (PDF)
team-papers-revoked = Constancia de no adeudo del { $day }, anulada (PDF)
team-event-cleared = Constancia de no adeudo emitida
team-event-clearance-revoked = Constancia de no adeudo anulada
