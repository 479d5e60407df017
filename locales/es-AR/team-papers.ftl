team-papers-certificate = Libre deuda del { $day } (PDF)
team-papers-revoked = Libre deuda del { $day }, anulado (PDF)
team-event-cleared = Libre deuda emitido
team-event-clearance-revoked = Libre deuda anulado
