# To phones. Only letters that a plain SMS has: á, í, ó and ú would halve the length.
short-link = Tienes un mensaje privado de { $creditor }: { $url } Para dejar de recibirlos, responde BAJA.
short-link-bare = Tienes un mensaje privado: { $url } Para dejar de recibirlos, responde BAJA.
