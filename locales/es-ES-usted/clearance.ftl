mail-clearance-attached = Van con este mensaje su certificado y su último justificante, en PDF.
mail-clearance-page = Su certificado y sus justificantes están en su página personal.
mail-clearance-code = Código de su certificado
