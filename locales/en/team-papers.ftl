team-papers = Agreements and certificates
team-papers-agreement = Agreement of { $day } (PDF)
team-papers-promise = Promise to pay of { $day } (PDF)
team-papers-certificate = Debt-free certificate of { $day } (PDF)
team-papers-revoked = Debt-free certificate of { $day }, withdrawn (PDF)
team-event-cleared = Debt-free certificate issued
team-event-clearance-revoked = Debt-free certificate withdrawn
