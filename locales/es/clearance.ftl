# The debt-free certificate: to whom it may concern, so that it reads the same to everybody.
clearance-title = Constancia de no adeudo
clearance-lead = { $creditor } ({ $id }) hace constar que, al { $day }, { $debtor } no tiene nada pendiente de pago con esta empresa.
clearance-by = Emite
clearance-for = A nombre de
clearance-reference = N.º de cliente
clearance-names = { $count ->
    [one] Documento saldado
   *[other] { $count } documentos saldados
}
clearance-document = Documento
clearance-what = Concepto
clearance-scope = Se emite para los fines que convengan. Vale mientras lo que nombra siga saldado; si algo vuelve a deberse, queda sin efecto, y al comprobar el código se verá.
clearance-check = Código para comprobarlo
clearance-where = Cualquier persona puede comprobarlo aquí:

# The letter that brings it. From outside it tells a stranger nothing.
mail-clearance-subject = Tu constancia de { $creditor } está lista
mail-clearance-subject-bare = Tu constancia está lista
mail-clearance-preview = Todo salió bien. Guarda este mensaje: dentro está lo que necesitas.
mail-clearance-thanks = Ya no tienes nada pendiente con { $creditor }. Gracias.
mail-clearance-attached = Van con este mensaje tu constancia y tu último recibo, en PDF.
mail-clearance-alone = Tu constancia va con este mensaje, en PDF, y está también en tu página personal.
mail-clearance-page = Tu constancia y tus recibos están en tu página personal.
mail-clearance-code = Código de tu constancia
mail-clearance-check = Cualquiera puede comprobarla con su código aquí:
mail-agreed-attached = Va también con este mensaje, en PDF.

# On the statement at zero.
statement-certificate-check = Comprobar la constancia

# A person of the team issues one.
team-clearance-lead = No queda nada pendiente en este caso, y todavía no se emitió para todos sus documentos.
team-clearance-legend = Antes de emitir
team-clearance-yes = Comprobé que la persona no debe nada por estos documentos.
team-clearance-hint = Nombra todos los documentos del caso. La persona recibe un correo cuando las reglas de contacto lo permiten. Si algo vuelve a deberse, queda sin efecto.
team-clearance-button = Emitir
team-clearance-missing = Falta marcar que se comprobó
team-news-clearance-issued = Hecho: ya está entre los documentos del caso.
