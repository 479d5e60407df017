team-papers-certificate = Certificado de deuda cero del { $day } (PDF)
team-papers-revoked = Certificado de deuda cero del { $day }, anulado (PDF)
team-event-cleared = Certificado de deuda cero emitido
team-event-clearance-revoked = Certificado de deuda cero anulado
