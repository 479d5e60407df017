mail-clearance-attached = Van con este mensaje su paz y salvo y su último recibo, en PDF.
mail-clearance-page = Su paz y salvo y sus recibos están en su página personal.
mail-clearance-code = Código de su paz y salvo
