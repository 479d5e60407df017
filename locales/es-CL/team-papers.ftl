team-papers-certificate = Certificado de deuda pagada del { $day } (PDF)
team-papers-revoked = Certificado de deuda pagada del { $day }, anulado (PDF)
team-event-cleared = Certificado de deuda pagada emitido
team-event-clearance-revoked = Certificado de deuda pagada anulado
