//! Patterns as the router takes them.

/// GET the neutral page, POST opens a narrow session.
pub const LINK: &str = "/e/{token}";
/// POST: send me a new link.
pub const LINK_RENEW: &str = "/e/{token}/nuevo";
/// GET a neutral page, POST: no more reminders.
pub const LINK_STOP: &str = "/e/{token}/parar";
/// GET the neutral page, POST opens a narrow session: a link that a creditor's own system signed.
pub const SIGNED_LINK: &str = "/s/{token}";
/// POST: send me a new link.
pub const SIGNED_LINK_RENEW: &str = "/s/{token}/nuevo";
/// GET a neutral page, POST: no more reminders.
pub const SIGNED_LINK_STOP: &str = "/s/{token}/parar";
/// GET and POST: what the debtor chooses about messages.
pub const PREFERENCES: &str = "/preferencias";
/// POST, before the identity check too: no more reminders.
pub const PREFERENCES_STOP: &str = "/preferencias/parar";
/// POST: reminders again.
pub const PREFERENCES_RESUME: &str = "/preferencias/volver";
/// GET: why did I get this?
pub const WHY: &str = "/por-que";
/// GET and POST: the identity check.
pub const IDENTITY: &str = "/identidad";
/// POST: send a code by e-mail.
pub const IDENTITY_CODE: &str = "/identidad/codigo";
/// POST: I am not that person.
pub const IDENTITY_NOT_ME: &str = "/identidad/no-soy";
/// GET: the statement.
pub const STATEMENT: &str = "/cuenta";
/// GET: the creditor's terms.
pub const TERMS: &str = "/cuenta/condiciones";
/// GET: the debtor's rights.
pub const RIGHTS: &str = "/cuenta/derechos";
/// GET: is this really them?
pub const REAL: &str = "/real";
/// GET: help.
pub const HELP: &str = "/ayuda";
/// GET review, POST starts the payment.
pub const PAY: &str = "/pagar";
/// GET: which debts, or a part.
pub const PAY_CHOOSE: &str = "/pagar/elegir";
/// GET: how a payment stands; where the provider returns to.
pub const PAYMENT: &str = "/pago/{attempt}";
/// GET instructions, POST: I have made the transfer.
pub const TRANSFER: &str = "/transferencia/{transfer}";
/// GET: a receipt.
pub const RECEIPT: &str = "/recibo/{payment}";
/// GET: the same to keep.
pub const RECEIPT_PDF: &str = "/recibo/{payment}/recibo.pdf";
/// GET and POST: I have already paid.
pub const SAY_PAID: &str = "/decir/ya-pague";
/// GET and POST: not mine, or wrong.
pub const SAY_ERROR: &str = "/decir/error";
/// GET and POST: I prefer to talk.
pub const SAY_TALK: &str = "/decir/hablar";
/// GET: the ways out of what is owed in one currency (`currency`).
pub const OPTIONS: &str = "/opciones";
/// GET: two of them side by side (`currency`, `a`, `b`).
pub const OPTIONS_COMPARE: &str = "/opciones/comparar";
/// GET: the plan that the fields of its form choose.
pub const OPTIONS_PLAN: &str = "/opciones/plan";
/// GET: what would be agreed (`way` or `proposal`). POST: it is agreed (`agree`, `autopay`, `seen`).
pub const OPTIONS_ACCEPT: &str = "/opciones/aceptar";
/// GET: on to the page of the plan in force, or to the ways out where there is none.
pub const PLAN: &str = "/plan";
/// GET: one plan.
pub const PLAN_ONE: &str = "/plan/{plan}";
/// GET: which amount to pay of it.
pub const PLAN_PAY: &str = "/plan/{plan}/pagar";
/// GET: moving, skipping, another payday.
pub const PLAN_DATES: &str = "/plan/{plan}/fechas";
/// POST: another day for one instalment (`move`, `to`).
pub const PLAN_MOVE: &str = "/plan/{plan}/mover";
/// POST: one instalment goes to the end (`skip`).
pub const PLAN_SKIP: &str = "/plan/{plan}/saltar";
/// GET: what another day of the month (`payday`) would make of the dates. POST: change it.
pub const PLAN_PAYDAY: &str = "/plan/{plan}/dia-de-pago";
/// GET: automatic payment. POST: on or off (`autopay`).
pub const PLAN_AUTOPAY: &str = "/plan/{plan}/pago-automatico";
/// GET: the dates for a calendar.
pub const PLAN_CALENDAR: &str = "/plan/{plan}/fechas.ics";
/// GET: what was accepted, as it was accepted.
pub const PLAN_AGREEMENT: &str = "/plan/{plan}/acuerdo";
/// GET: the same to keep.
pub const PLAN_AGREEMENT_PDF: &str = "/plan/{plan}/acuerdo.pdf";
/// GET: a promise to pay as it was made.
pub const PROMISE: &str = "/promesa/{promise}";
/// GET: the same to keep.
pub const PROMISE_PDF: &str = "/promesa/{promise}/promesa.pdf";
/// GET and POST: terms of one's own; POST with `do=see` only counts and keeps nothing.
pub const PROPOSE: &str = "/proponer";
/// GET: what became of a proposal.
pub const PROPOSAL: &str = "/propuesta/{proposal}";
/// POST: no to what the creditor answered, or taken back.
pub const PROPOSAL_REFUSE: &str = "/propuesta/{proposal}/rechazar";
/// GET, for everybody: is the certificate with this code (`code`) genuine?
pub const CERTIFICATE_CHECK: &str = "/verificar";
/// GET, for everybody: whether a certificate is genuine.
pub const CERTIFICATE: &str = "/verificar/{code}";
/// GET, in the session: the certificate.
pub const CERTIFICATE_PDF: &str = "/constancia/{code}/pdf";
/// POST: log out.
pub const LOG_OUT: &str = "/salir";
/// GET: an empty style sheet; its answer makes browsers forget the pages kept for *back*.
pub const FORGET: &str = "/salir/olvidar.css";
/// GET: one hashed static file.
pub const STATIC: &str = "/static/{name}";
/// GET: one creditor's colours.
pub const BRAND: &str = "/brand/{name}";
/// POST: Stripe's events.
pub const STRIPE_WEBHOOK: &str = "/webhooks/stripe";
/// POST: how a message to a phone ended, by Twilio's word.
pub const TWILIO_STATUS: &str = "/webhooks/twilio/{creditor}/{message}";
/// POST: what somebody answered from their phone.
pub const TWILIO_INBOUND: &str = "/webhooks/twilio/entrada";
/// GET a button, POST: no more e-mails that nobody asked for. Mailboxes press it too (RFC 8058).
pub const STOP: &str = "/baja/{token}";
/// GET: the process is alive.
pub const HEALTH: &str = "/healthz";
/// GET: the process can serve.
pub const READY: &str = "/readyz";
/// GET, demo only: the folder of sent e-mails.
pub const MAILBOX: &str = "/buzon";
/// GET, demo only: one sent e-mail.
pub const MAILBOX_MESSAGE: &str = "/buzon/{name}";

/// GET and POST: team sign-in.
pub const TEAM_SIGN_IN: &str = "/panel/entrar";
/// GET button, POST: the link of the e-mail.
pub const TEAM_SIGN_IN_LINK: &str = "/panel/entrar/{token}";
/// GET and POST: the second factor.
pub const TEAM_CODE: &str = "/panel/codigo";
/// POST: team log out.
pub const TEAM_LOG_OUT: &str = "/panel/salir";
/// GET: home.
pub const TEAM_HOME: &str = "/panel";
/// GET: list of cases. POST (`q`): search, which may be a name or a national id and so stays
/// out of URLs.
pub const TEAM_CASES: &str = "/panel/casos";
/// GET: one case.
pub const TEAM_CASE: &str = "/panel/casos/{case}";
/// POST: send a link.
pub const TEAM_CASE_SEND_LINK: &str = "/panel/casos/{case}/enlace";
/// POST: revoke a link.
pub const TEAM_CASE_REVOKE_LINK: &str = "/panel/casos/{case}/enlaces/{link}/revocar";
/// POST: withdraw what somebody of the team was told and wrote down as promised.
pub const TEAM_CASE_WITHDRAW: &str = "/panel/casos/{case}/compromisos/retirar";
/// POST: record a payment received elsewhere.
pub const TEAM_CASE_PAYMENTS: &str = "/panel/casos/{case}/pagos";
/// POST: reverse such a payment.
pub const TEAM_CASE_REVERSE: &str = "/panel/casos/{case}/pagos/{payment}/revertir";
/// GET: the dates of a plan; with `payday`, as another day of the month would make them. POST: one
/// change of them (`what`).
pub const TEAM_CASE_PLAN_DATES: &str = "/panel/casos/{case}/planes/{plan}/fechas";
/// POST: end a plan.
pub const TEAM_CASE_PLAN_CANCEL: &str = "/panel/casos/{case}/planes/{plan}/anular";
/// POST: let a plan run again that broke by mistake.
pub const TEAM_CASE_PLAN_REOPEN: &str = "/panel/casos/{case}/planes/{plan}/reabrir";
/// POST: give money back.
pub const TEAM_CASE_REFUND: &str = "/panel/casos/{case}/pagos/{payment}/devolver";
/// POST: money of such a payment was given back outside.
pub const TEAM_CASE_GIVEN_BACK: &str = "/panel/casos/{case}/pagos/{payment}/devuelto";
/// GET: what was agreed or issued (`paper`: a plan, a promise, a certificate).
pub const TEAM_CASE_PAPER: &str = "/panel/casos/{case}/documentos/{paper}/pdf";
/// POST: issue a debt-free certificate.
pub const TEAM_CASE_CLEARANCE: &str = "/panel/casos/{case}/constancia";
/// POST: stop reminders for what somebody told (`why`, `reason`).
pub const TEAM_CASE_PAUSE: &str = "/panel/casos/{case}/pausas";
/// POST: lift a hold; what somebody asked for takes an owner and a `proof`.
pub const TEAM_CASE_LIFT: &str = "/panel/casos/{case}/pausas/{hold}/levantar";
/// GET: by which ways the person is reached.
pub const TEAM_CHANNELS: &str = "/panel/casos/{case}/canales";
/// POST: send a link by SMS or WhatsApp (`channel`).
pub const TEAM_CHANNEL_LINK: &str = "/panel/casos/{case}/canales/enlace";
/// POST: the person allowed a channel (`channel`, `given_on`, `how`, `proof`).
pub const TEAM_CHANNEL_CONSENT: &str = "/panel/casos/{case}/canales/permiso";
/// POST: the person wants nothing more by a channel (`channel`), calls, letters and visits too.
pub const TEAM_CHANNEL_STOP: &str = "/panel/casos/{case}/canales/baja";
/// POST: words for WhatsApp, to be sent by hand.
pub const TEAM_CHANNEL_DRAFT: &str = "/panel/casos/{case}/canales/a-mano";
/// POST: they were sent (`link`).
pub const TEAM_CHANNEL_DRAFT_SENT: &str = "/panel/casos/{case}/canales/a-mano/enviado";
/// POST: they were not (`link`).
pub const TEAM_CHANNEL_DRAFT_NOT_SENT: &str = "/panel/casos/{case}/canales/a-mano/no-enviado";
/// POST: a letter to print (`stage`).
pub const TEAM_CHANNEL_LETTER: &str = "/panel/casos/{case}/canales/carta";
/// GET: announced transfers.
pub const TEAM_TRANSFERS: &str = "/panel/transferencias";
/// POST: the money is there.
pub const TEAM_TRANSFER_CONFIRM: &str = "/panel/transferencias/{transfer}/confirmar";
/// POST: the money is not there.
pub const TEAM_TRANSFER_REFUSE: &str = "/panel/transferencias/{transfer}/rechazar";
/// POST: a transfer seen at the bank, matched by its reference.
pub const TEAM_TRANSFER_RECEIVED: &str = "/panel/transferencias/recibida";
/// GET: money whose case is not known.
pub const TEAM_SUSPENSE: &str = "/panel/por-identificar";
/// GET: what became of it, as CSV.
pub const TEAM_SUSPENSE_CSV: &str = "/panel/por-identificar.csv";
/// POST: it belongs to this case.
pub const TEAM_SUSPENSE_ASSIGN: &str = "/panel/por-identificar/{suspense}/asignar";
/// POST: it was given back, or belongs to no case.
pub const TEAM_SUSPENSE_CLOSE: &str = "/panel/por-identificar/{suspense}/cerrar";
/// GET: changes of imports that wait.
pub const TEAM_CHANGES: &str = "/panel/cambios";
/// POST: one is made although a plan runs.
pub const TEAM_CHANGES_MAKE: &str = "/panel/cambios/hacer";
/// POST: the debt of one stays as it is.
pub const TEAM_CHANGES_LEAVE: &str = "/panel/cambios/dejar";
/// GET: what debtors told us.
pub const TEAM_ANSWERS: &str = "/panel/respuestas";
/// POST: attended to.
pub const TEAM_ANSWER_DONE: &str = "/panel/respuestas/{answer}/atender";
/// GET: a file that came with an answer (`number`).
pub const TEAM_ANSWER_FILE: &str = "/panel/respuestas/{answer}/archivo";
/// GET: what debtors propose.
pub const TEAM_PROPOSALS: &str = "/panel/propuestas";
/// GET: one proposal, with the forms that answer it.
pub const TEAM_PROPOSAL: &str = "/panel/propuestas/{proposal}";
/// POST: yes.
pub const TEAM_PROPOSAL_ACCEPT: &str = "/panel/propuestas/{proposal}/aceptar";
/// POST: other terms.
pub const TEAM_PROPOSAL_COUNTER: &str = "/panel/propuestas/{proposal}/contrapropuesta";
/// POST: no.
pub const TEAM_PROPOSAL_REFUSE: &str = "/panel/propuestas/{proposal}/rechazar";
/// GET: payments.
pub const TEAM_PAYMENTS: &str = "/panel/pagos";
/// GET: payments for the accountant.
pub const TEAM_PAYMENTS_CSV: &str = "/panel/pagos.csv";
/// GET: plans, all or by how they do (`health`).
pub const TEAM_PLANS: &str = "/panel/planes";
/// GET list, POST invite.
pub const TEAM_MEMBERS: &str = "/panel/equipo";
/// GET: the policies of offers.
pub const TEAM_POLICIES: &str = "/panel/ofertas";
/// GET the form of a new one (`con`: an example that comes with the program), POST checks, changes or saves it.
pub const TEAM_POLICY_NEW: &str = "/panel/ofertas/nueva";
/// GET: what reminders say (`voice`).
pub const TEAM_TEMPLATES: &str = "/panel/mensajes";
/// GET one text (`kind`, `channel`, `voice`), POST looks at it or saves it.
pub const TEAM_TEMPLATE: &str = "/panel/mensajes/texto";
/// POST: the text in force to one's own address (`key`, `kind`, `channel`, `voice`).
pub const TEAM_TEMPLATE_TEST: &str = "/panel/mensajes/prueba";
/// GET: the sequences of reminders, and which channels rest.
pub const TEAM_SEQUENCES: &str = "/panel/recordatorios";
/// GET the form of a new one (`con`: one that comes with the program), POST checks, changes or saves it.
pub const TEAM_SEQUENCE_NEW: &str = "/panel/recordatorios/nueva";
/// POST: a channel rests or goes on (`channel`, `do`).
pub const TEAM_RESTS: &str = "/panel/recordatorios/pausas";
/// GET: the rules that decide when somebody may be contacted.
pub const TEAM_CONTACT_RULES: &str = "/panel/recordatorios/reglas";
/// GET: what will go out, by day.
pub const TEAM_CALENDAR: &str = "/panel/recordatorios/calendario";
/// GET: with whom on one day (`day`, `after`).
pub const TEAM_CALENDAR_DAY: &str = "/panel/recordatorios/calendario/dia";
/// POST: count what will go out, and what went out has brought.
pub const TEAM_CALENDAR_COUNT: &str = "/panel/recordatorios/contar";
/// GET: what the steps have brought.
pub const TEAM_RESULTS: &str = "/panel/recordatorios/resultados";
/// GET: what the team is to do (`pending`; `task`: one alone), and what it did (`after`).
pub const TEAM_TASKS: &str = "/panel/recordatorios/tareas";
/// POST: it was done, or put off (`outcome`, `note`, `day`).
pub const TEAM_TASK_DONE: &str = "/panel/recordatorios/tareas/{task}/terminar";
/// POST: the letter that a task asks for, as PDF.
pub const TEAM_TASK_LETTER: &str = "/panel/recordatorios/tareas/{task}/carta";
/// POST: the number of a call that may be made now.
pub const TEAM_TASK_PHONE: &str = "/panel/recordatorios/tareas/{task}/telefono";
/// GET: one sequence with its versions.
pub const TEAM_SEQUENCE: &str = "/panel/recordatorios/{sequence}";
/// GET the form with the newest version, POST checks, changes or saves it.
pub const TEAM_SEQUENCE_EDIT: &str = "/panel/recordatorios/{sequence}/editar";
/// GET: one version (`version`) as a file.
pub const TEAM_SEQUENCE_TOML: &str = "/panel/recordatorios/{sequence}/secuencia.toml";
/// POST: a step's text to one's own address (`key`, `step`).
pub const TEAM_SEQUENCE_TEST: &str = "/panel/recordatorios/{sequence}/prueba";
/// POST: out of force.
pub const TEAM_SEQUENCE_ARCHIVE: &str = "/panel/recordatorios/{sequence}/archivar";
/// POST: that is undone.
pub const TEAM_SEQUENCE_TAKE_UP: &str = "/panel/recordatorios/{sequence}/retomar";
/// What agreements say.
pub const TEAM_AGREEMENT_TEXT: &str = "/panel/ofertas/acuerdo";
/// GET: one policy with its versions.
pub const TEAM_POLICY: &str = "/panel/ofertas/{policy}";
/// GET the form with the newest version, POST checks, changes or saves it.
pub const TEAM_POLICY_EDIT: &str = "/panel/ofertas/{policy}/editar";
/// GET: two versions (`a`, `b`) and what is different.
pub const TEAM_POLICY_COMPARE: &str = "/panel/ofertas/{policy}/cambios";
/// GET: one version (`version`) as a file.
pub const TEAM_POLICY_TOML: &str = "/panel/ofertas/{policy}/politica.toml";
/// GET: one version tried on all cases of today.
pub const TEAM_POLICY_PREVIEW: &str = "/panel/ofertas/{policy}/cartera";
/// GET asks for a number, POST (`number`): what that person would see.
pub const TEAM_POLICY_PERSON: &str = "/panel/ofertas/{policy}/persona";
/// POST: the newest version is in force from an instant on (`version`, `when`, `day`, `time`).
pub const TEAM_POLICY_ACTIVATE: &str = "/panel/ofertas/{policy}/activar";
/// POST: an older version is the newest again (`version`).
pub const TEAM_POLICY_BRING_BACK: &str = "/panel/ofertas/{policy}/recuperar";
/// POST: out of force.
pub const TEAM_POLICY_ARCHIVE: &str = "/panel/ofertas/{policy}/archivar";
/// POST: that is undone.
pub const TEAM_POLICY_TAKE_UP: &str = "/panel/ofertas/{policy}/retomar";
