team-news-transfer-unmatched = Ninguna transferencia espera con esa referencia y ese importe: el dinero quedó en Por identificar.
team-wrong-amount = Escribe el importe así: { $example }
