team-plan-late = En mora
