mail-clearance-subject = Su constancia de { $creditor } está lista
mail-clearance-subject-bare = Su constancia está lista
mail-clearance-preview = Todo salió bien. Guarde este mensaje: dentro está lo que necesita.
mail-clearance-thanks = Ya no tiene nada pendiente con { $creditor }. Gracias.
mail-clearance-attached = Van con este mensaje su constancia y su último recibo, en PDF.
mail-clearance-alone = Su constancia va con este mensaje, en PDF, y está también en su página personal.
mail-clearance-page = Su constancia y sus recibos están en su página personal.
mail-clearance-code = Código de su constancia
