team-cases-late = Retraso
