team-papers = Acordos e declarações
team-papers-agreement = Acordo de { $day } (PDF)
team-papers-promise = Compromisso de pagamento de { $day } (PDF)
team-papers-certificate = Declaração de quitação de { $day } (PDF)
team-papers-revoked = Declaração de quitação de { $day }, anulada (PDF)
team-event-cleared = Declaração de quitação emitida
team-event-clearance-revoked = Declaração de quitação anulada
