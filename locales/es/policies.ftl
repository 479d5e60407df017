# The list of policies.
policies-lead = Qué se ofrece, a quién y hasta dónde. Los cambios no llegan a nadie hasta que se activan.
policies-none = Todavía no hay ninguna política: cada persona puede pagar todo o una parte, sin otras opciones.
policies-new = Nueva política de ofertas
policies-from = Se puede empezar con un ejemplo y cambiarlo antes de guardar. Los montos en otra moneda quedan vacíos.
policies-clinic = Con la de una clínica
policies-wholesaler = Con la de una distribuidora
policies-gym = Con la de un gimnasio
policies-name = Nombre
policies-state = Estado
policies-newest = Última versión

# Who did what, and where a version stands.
policy-deed = { $who }, { $moment }
policy-state-draft = borrador
policy-state-planned = desde el { $moment }
policy-state-in-force = vigente desde el { $moment }
policy-state-covered = sin efecto por ahora
policy-state-past = reemplazada
policy-version-mark = Versión { $version }: { $state }
policy-archived-mark = Archivada: { $who }

# One policy.
policy-one-title = { $name } ({ $currency })
policy-one-edit = Preparar la siguiente versión
policy-one-versions = Versiones
policy-one-says = Qué dice la versión { $version }
policy-version-title = Versión { $version }
policy-version-saved = Guardada: { $deed }
policy-version-activated = Activada: { $deed }
policy-version-changes = Qué cambió
policy-version-preview = Qué pasaría hoy
policy-version-person = Ver lo que verá la persona
policy-version-toml = Descargar como TOML
policy-bring-back = Recuperar la versión { $version } como nueva
policy-compare = Comparar dos versiones
policy-compare-old = La de antes
policy-compare-new = La de después
policy-compare-button = Comparar
policy-compare-title = { $name }: de la versión { $old } a la { $new }
policy-compare-same = Las dos dicen lo mismo.
policy-activate = Activar la versión { $version }
policy-activate-lead = Lo que ya se aceptó sigue como se aceptó. Todo lo demás se calcula con esta versión desde ese momento.
policy-activate-when = ¿Desde cuándo?
policy-activate-now = Desde ahora
policy-activate-at = Desde un día y una hora
policy-activate-day = Día
policy-activate-time = Hora
policy-activate-time-hint = Por ejemplo 08:00, en la hora de la empresa.
policy-activate-button = Activar
policy-activate-past = Ese momento ya pasó
policy-activate-clock = Escribir la hora así: 08:00
policy-archive = Archivar la política
policy-archive-lead = Deja de ofrecerse desde ahora. Si otra política de la misma moneda regía antes, vuelve a regir; si no hay otra, cada persona puede pagar todo o una parte.
policy-archive-button = Archivar
policy-take-up = Retomar la política
policy-take-up-lead = Vuelve a ofrecerse desde ahora, con la última versión que ya había empezado.
policy-take-up-button = Retomar

# What a policy would mean for today's cases, and for one person.
policy-portfolio-title = { $name }, versión { $version }: qué pasaría hoy
policy-portfolio-lead = Se prueba con todos los casos que deben algo. Nada cambia para nadie.
policy-tried-title = Con los casos del { $day }, en { $currency }
policy-tried-segment = Segmento
policy-tried-cases = Casos
policy-tried-owed = Deuda
policy-tried-best = Mejor opción
policy-tried-without = Sin segmento
policy-tried-only-all = pueden pagar todo o una parte
policy-tried-given-up = Lo que se perdona como máximo, si todos aceptan
policy-tried-busy = Ya se está calculando otra vista previa de esta empresa. En unos segundos se puede volver a pedir.
policy-person-title = { $name }, versión { $version }: lo que verá la persona
policy-person-number = Número de cliente o de documento
policy-person-button = Ver
policy-person-note = Así vería { $who } sus opciones hoy. Es solo una vista previa: aquí no se puede pulsar nada.
policy-person-nothing = Hoy { $who } no tiene nada pendiente de lo que hable esta política.

# The editor.
policy-new-title = Nueva política
policy-edit-title = { $name }: siguiente versión
policy-edit-lead = A cada caso le toca el primer segmento que coincide. Nada cambia para nadie hasta que se active.
policy-edit-unlimited = El ejemplo está en otra moneda: en estos segmentos falta el límite del total. Sin él les tocan todos los casos, y a los que siguen, ninguno.
policy-edit-check = Comprobar
policy-edit-add = Agregar un segmento
policy-edit-save = Guardar como versión { $version }
policy-edit-save-hint = Guardar no activa: la versión queda como borrador.
policy-newer = Mientras tanto se guardó la versión { $version } ({ $deed }).
policy-newer-more = Nada de este formulario se perdió. Al guardar otra vez, lo de aquí queda como la versión más nueva. Esto dice distinto:
policy-segment-first = Se aplica el primero que coincide.
policy-segment-name = Nombre del segmento
policy-segment-new = Segmento { $number }
policy-summary-segment = Segmento { $number }: { $name }
policy-segment-up = Subir el segmento { $number }
policy-segment-down = Bajar el segmento { $number }
policy-segment-remove = Quitar el segmento { $number }
policy-part-late = Cobrar por el atraso
policy-part-discount = Ofrecer un descuento por pagar todo
policy-part-settlement = Ofrecer una condonación parcial: cerrar por menos
policy-part-plan = Ofrecer un plan de pagos
policy-part-extension = Ofrecer una prórroga
policy-part-part = Aceptar pagos parciales
policy-part-proposals = Aceptar propuestas sin consultar
policy-paste = Pegar una política en TOML
policy-paste-lead = Reemplaza lo que está en los campos. Nada se guarda todavía.
policy-paste-label = Texto del archivo
policy-paste-button = Poner en los campos
policy-paste-line = En la línea { $line } hay algo que no se entiende.
policy-paste-key = El valor de { $key } no sirve.
policy-paste-segment = En el segmento { $number }, el valor de { $key } no sirve.
policy-paste-currency = El archivo está en { $currency }, que no es la moneda de esta política.

# Why a field was not taken.
policy-unfit-either = Falta uno de los dos
policy-unfit-one-of-two = Solo puede ir uno de los dos
policy-unfit-share = Un porcentaje de 0 a 100, con dos decimales como máximo
policy-unfit-cents = En esta moneda no se paga con tantos decimales
policy-unfit-whole = Un número entero, de { $from } a { $to }
policy-unfit-line = Una línea de { $most } caracteres como máximo
policy-unfit-taken = Otro segmento se llama así
policy-unfit-name-taken = Otra política se llama así
policy-unfit-segments = Una política tiene { $most } segmentos como máximo
policy-unfit-tags = Una política tiene { $most } etiquetas distintas como máximo
policy-unfit-belongs = Solo va con varios pagos; el día, solo con pagos mensuales

# The limits, by their names.
policy-limit-legal-maximum = Máximo legal de interés al año
policy-limit-late-yearly = Interés por atraso
policy-limit-late-fee = Cargo por atraso, una vez por documento
policy-limit-late-free = Sin recargo tras el vencimiento
policy-limit-days-late = Días de atraso
policy-limit-total = Total que debe
policy-limit-debts = Documentos pendientes
policy-limit-tags = Etiquetas; basta una
policy-limit-discount = Descuento si paga todo
policy-limit-discount-until = El descuento vale
policy-limit-on-not-due = El descuento cuenta lo que aún no vence
policy-limit-on-interest = El descuento cuenta intereses y cargos
policy-limit-discount-with-plan = El descuento vale también con plan
policy-limit-given-up = Parte que se perdona al cerrar por menos
policy-limit-payments = Pagos para cerrar, como máximo
policy-limit-payments-every = Esos pagos son
policy-limit-settlement-until = Cerrar por menos vale
policy-limit-instalments = Cuotas del plan
policy-limit-frequencies = Frecuencia
policy-limit-least = Cuota mínima
policy-limit-down = Pago inicial mínimo
policy-limit-cost = Lo que se cobra por el plan
policy-limit-spread = Se cobra
policy-limit-first-within = Primera cuota, como máximo en
policy-limit-longest-days = Duración del plan, como máximo
policy-limit-grace-days = Gracia después de cada fecha
policy-limit-misses = El plan termina con
policy-limit-restores = Si el plan termina así, se debe
policy-limit-moves = Fechas que se pueden mover
policy-limit-skips = Cuotas que se pueden dejar para el final
policy-limit-retries = Cobro automático, si el banco no autoriza
policy-limit-reward = Beneficio por pagar a tiempo
policy-limit-breaks = No se ofrece otro plan tras
policy-limit-extension-days = Prórroga de hasta
policy-limit-extension-times = Prórrogas por deuda
policy-limit-part-least = Pago parcial mínimo
policy-limit-proposal-parts = Propuestas: cuotas, como máximo
policy-limit-proposal-least = Propuestas: cuota mínima
policy-limit-proposal-given-up = Propuestas: parte que se perdona
policy-limit-proposal-within = Propuestas: último pago, como máximo en
policy-limit-proposal-hours = Propuestas: las demás se responden en
policy-rhythm-weekly = cada semana
policy-rhythm-two-weeks = cada dos semanas
policy-rhythm-twice = el 15 y el último día del mes
policy-rhythm-monthly = cada mes
policy-spread-even = en todas las cuotas por igual
policy-spread-first = en la primera cuota
policy-spread-last = en la última cuota
policy-restores-nothing = solo lo que falte
policy-restores-given-up = lo que falte y lo que se iba a perdonar
policy-restores-interest = lo que falte, lo que se iba a perdonar y el interés por atraso

# What is said of a limit.
policy-says-yes = sí
policy-says-span = de { $from } a { $to }
policy-says-from = desde { $from }
policy-says-to = hasta { $to }
policy-says-yearly = { $rate } al año
policy-says-days = { $days ->
    [one] { $days } día
   *[other] { $days } días
}
policy-says-times = { $times ->
    [one] { $times } vez
   *[other] { $times } veces
}
policy-says-hours = { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}
policy-says-until-day = hasta el { $day }
policy-says-until-days = { $days ->
    [one] durante { $days } día, el de la primera identidad confirmada
   *[other] durante { $days } días desde que confirma su identidad
}
policy-says-until-due = hasta el vencimiento
policy-says-monthly-on = cada mes, el día { $day }
policy-says-misses-in-all = cuotas sin pagar en total: { $misses }
policy-says-misses-in-a-row = cuotas seguidas sin pagar: { $misses }
policy-says-breaks = { $plans ->
    [one] { $plans } plan sin completar
   *[other] { $plans } planes sin completar
}
policy-says-unlimited = sin límite
policy-says-moves = { $moves ->
    [one] { $moves } vez, hasta { $days }
   *[other] { $moves } veces, hasta { $days }
}
policy-says-retries = { $times ->
    [one] { $times } intento más, { $days } después
   *[other] { $times } intentos más, cada { $days }
}
policy-says-no-retries = sin más intentos
policy-says-off-the-last = { $share } del plan, que se resta de la última cuota
policy-says-interest-waived = no se cobra el interés del plan

# The words around the boxes.
policy-word-from = de
policy-word-to = a
policy-word-or = o
policy-word-days = días
policy-word-hours = horas
policy-word-yearly = % al año
policy-word-since-identity = días desde que confirma su identidad
policy-word-until = o hasta el
policy-word-until-due = o hasta el vencimiento
policy-word-one-payment = en un solo pago
policy-word-month-day = el día del mes
policy-word-misses = cuotas sin pagar
policy-word-in-a-row = solo si son seguidas
policy-word-breaks = planes sin completar de la misma deuda
policy-word-moves = veces, cada una hasta
policy-word-retries = intentos más, cada
policy-word-off-the-last = % del plan, que se resta de la última cuota
policy-word-interest-waived = o no cobrar el interés del plan

# What changed from one version to another.
policy-diff-whole = Toda la política
policy-diff-order = Orden de los segmentos
policy-diff-order-changed = { $before } → { $after }
policy-diff-segment = Segmento «{ $name }»
policy-diff-added = es nuevo
policy-diff-removed = ya no está
policy-diff-says = { $limit }: { $value }
policy-diff-changed = { $limit }: { $before } → { $after }
policy-diff-new = { $limit }: ahora { $after }
policy-diff-gone = { $limit }: ya no (era { $before })
