team-papers-certificate = Paz y salvo del { $day } (PDF)
team-papers-revoked = Paz y salvo del { $day }, anulado (PDF)
team-event-cleared = Paz y salvo emitido
team-event-clearance-revoked = Paz y salvo anulado
