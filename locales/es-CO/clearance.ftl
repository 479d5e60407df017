clearance-title = Paz y salvo
