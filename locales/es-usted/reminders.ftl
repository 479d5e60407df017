team-news-test-sent = La prueba va a su correo. Nadie más la recibe.
mail-team-test-preview = Solo la recibe usted.
