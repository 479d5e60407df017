clearance-title = Carta de no adeudo
