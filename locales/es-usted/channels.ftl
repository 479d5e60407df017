channel-draft-then = Anote aquí si lo envió. Si no, deja de contar y su enlace se cierra.
