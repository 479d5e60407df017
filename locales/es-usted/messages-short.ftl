short-link = Tiene un mensaje privado de { $creditor }: { $url } Para dejar de recibirlos, responda BAJA.
short-link-bare = Tiene un mensaje privado: { $url } Para dejar de recibirlos, responda BAJA.
