# E-mails about what a debtor proposed. Subject and preview tell a stranger nothing.
mail-proposal-subject = Hay una respuesta de { $creditor } para ti
mail-proposal-subject-bare = Hay una respuesta para ti
mail-proposal-preview = Hay novedades de lo que propusiste. Ábrelo cuando te venga bien.
mail-proposal-accepted = Aceptamos lo que propusiste. Falta un paso: leer el acuerdo y aceptarlo.
mail-proposal-countered = Te proponemos otra cosa. Puedes verla y aceptarla hasta el { $day }.
mail-proposal-refused = Esta vez no pudimos aceptarlo. Todo sigue como estaba, y hay otras formas de resolverlo.
mail-proposal-unanswered = No te respondimos a tiempo, y lo sentimos. Todo sigue como estaba: puedes proponer otra vez o elegir otra opción.
mail-proposal-lapsed = Terminó el plazo para aceptar lo que te propusimos. Todo sigue como estaba: puedes proponer otra vez o elegir otra opción.

# To the team.
mail-team-proposal-subject = Nueva propuesta: { $amount }
mail-team-proposal-preview = Espera una respuesta del equipo.
mail-team-proposal-pay = Propone pagar
mail-team-proposal-until = Plazo para responder
mail-team-proposal-button = Ver la propuesta
