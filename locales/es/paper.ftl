# The text of what is agreed, as it is kept: to nobody in particular, so that it reads the same to both.
paper-title = Acuerdo de pago
paper-between = Entre { $creditor } ({ $id }) y quien acepta este texto en su página personal, sobre { $owed } pendientes.
paper-pays = Quien acepta se compromete a pagar { $total } en las fechas y cantidades de este calendario.
paper-gives-up = { $creditor } recibe { $total } por todo lo que incluye este acuerdo y, cuando esté pagado, perdona el resto: { $given }.
paper-no-interest = Mientras el acuerdo esté vigente no corre interés por atraso sobre lo que incluye.
paper-rules = Lo que pasa si una fecha no se cumple, y lo que se puede cambiar, está escrito en esta página bajo «Cómo funciona» y es parte del acuerdo.
paper-rights = El acuerdo no quita ningún derecho que dé la ley ni impide reclamar si algo está mal.
paper-kept = Se guarda tal como se muestra, con la fecha y la hora en que se acepta, y se puede volver a leer cuando haga falta.
paper-instead = Este acuerdo toma el lugar del que se aceptó el { $day }. Lo que ya se pagó cuenta.
paper-promise-title = Compromiso de pago
paper-promise = Quien acepta se compromete a pagar { $total } a { $creditor } a más tardar el { $day }. La fecha de vencimiento no cambia.
kept-title = Lo acordado · { $creditor }
kept-heading = Lo que aceptaste
kept-at = Aceptado: { $moment }
kept-evidence = Código de comprobación de este texto
