team-papers-certificate = Certificado de no adeudar del { $day } (PDF)
team-papers-revoked = Certificado de no adeudar del { $day }, anulado (PDF)
team-event-cleared = Certificado de no adeudar emitido
team-event-clearance-revoked = Certificado de no adeudar anulado
