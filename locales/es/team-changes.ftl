# Changes of imports that wait for a decision, and what becomes of an import that is undone.
team-nav-changes = Cambios
team-changes-lead = Lo que dice el último archivo y no se hizo solo, porque alguien ya está pagando o tiene un plan con esas cifras.
team-changes-none = No hay cambios en espera.
team-change-lower = Se deben { $amount } menos
team-change-raise = Se deben { $amount } más
team-change-credit = { $amount } ya pagados quedan a favor de la persona
team-change-close = Ya no está en el archivo: dejan de deberse { $amount }
team-change-settle = Pagado fuera de aquí el { $day }: { $amount }
team-change-revoke = La nota de crédito baja { $amount }
team-change-undo = Se deshace lo que hizo la importación
team-change-unclear = De esta fila ya no sale ningún cambio
team-change-why-payment = Hay un pago en curso. Se hace solo cuando termine.
team-change-why-plan = La deuda está en un plan de pagos que sigue en curso.
team-change-why-larger = La deuda está en un plan de pagos ya aceptado, y en él no puede crecer. El cambio espera a que el plan termine.
team-change-why-note = Puede que ese saldo a favor ya se haya usado.
team-change-why-credit-used = El saldo a favor que dio la importación ya se le devolvió a la persona.
team-change-why-given-back = La importación anotó un pago del que ya se devolvió dinero: ese pago sí existió.
team-change-why-misfit = Las cifras del caso ya no cuadran con lo importado. Conviene revisarlo a mano.
team-change-why-row = La fila no va con lo que ya está aquí. Conviene revisar el archivo.
team-change-make = Hacer el cambio
team-change-make-hint = El plan se ajusta: lo que ya no se debe se quita de las últimas cuotas, y lo que se pagó por ello cubre las siguientes. Si no queda nada por pagar, el plan termina.
team-change-make-button = Hacer el cambio y ajustar el plan
team-change-leave-button = Dejar como está
team-change-left = Se dejó como está. No se vuelve a preguntar mientras el archivo diga lo mismo.
team-news-change-made = Hecho: el cambio está aplicado y el plan, ajustado.
team-news-change-left = Se queda como está.
team-event-import-undone = Se deshizo una importación
team-home-changes = { $count ->
    [one] 1 cambio del archivo por decidir
   *[other] { $count } cambios del archivo por decidir
}
