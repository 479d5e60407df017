mail-proposal-subject = Hay una respuesta de { $creditor } para usted
mail-proposal-subject-bare = Hay una respuesta para usted
mail-proposal-preview = Hay novedades de lo que propuso. Ábralo cuando le venga bien.
mail-proposal-accepted = Aceptamos lo que propuso. Falta un paso: leer el acuerdo y aceptarlo.
mail-proposal-countered = Le proponemos otra cosa. Puede verla y aceptarla hasta el { $day }.
mail-proposal-unanswered = No le respondimos a tiempo, y lo sentimos. Todo sigue como estaba: puede proponer otra vez o elegir otra opción.
mail-proposal-lapsed = Terminó el plazo para aceptar lo que le propusimos. Todo sigue como estaba: puede proponer otra vez o elegir otra opción.
