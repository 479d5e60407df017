team-plan-late = Con retraso
team-plan-cost = Coste
