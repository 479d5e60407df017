channel-draft-then = Después de enviarlo, anótelo aquí: cuenta como el mensaje de la semana.
