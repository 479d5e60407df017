mail-team-sign-in-subject = Su enlace para entrar a AlDía
mail-team-sign-in-not-you = ¿No lo pidió? No hace falta que haga nada: además del enlace hace falta su código.
mail-team-invited-preview = Con este enlace entra por primera vez.
mail-team-invited-text = { $inviter } le invita al panel de { $creditor }, donde están los casos, los pagos y las respuestas de las personas. Su rol: { $role }.
mail-team-sign-in-text = { $minutes ->
    [one] Este enlace abre el panel de { $creditor }. Tiene { $minutes } minuto para usarlo.
   *[other] Este enlace abre el panel de { $creditor }. Tiene { $minutes } minutos para usarlo.
}
