team-news-transfer-unmatched = Ninguna transferencia espera con esa referencia y ese valor: el dinero quedó en Por identificar.
team-wrong-amount = Escribe el valor así: { $example }
