accept-heading = Revise y acepte
accept-autopay-legend = Pago automático, si quiere
accept-autopay-more = Avisamos antes y después de cada cobro. Se desactiva cuando quiera.
accept-not-ticked = Para seguir, marque que leyó el acuerdo y lo acepta.
accept-changed = Algo cambió desde que lo vio
accept-changed-more = Estas son las fechas y cantidades de ahora. Revíselas antes de aceptar.
