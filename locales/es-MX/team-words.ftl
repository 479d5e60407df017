team-hold-disputed = En aclaración
