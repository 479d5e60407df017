team-cases-late = Mora
