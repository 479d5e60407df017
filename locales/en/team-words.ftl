team-answer-paid = Says they have already paid
team-answer-wrong = Says it is not theirs or is wrong
team-answer-talk = Would rather talk to a person
team-answer-not-them = Says they are not that person
team-hold-disputed = Disputed
team-hold-opted-out = Wants no messages
team-channel-stripe = Card or cash, through Stripe
team-channel-transfer = Transfer
team-channel-elsewhere = Received elsewhere
team-event-imported = { $debts ->
    [one] Import: { $debts } document
   *[other] Import: { $debts } documents
}
team-event-debt-entered = Document { $reference } added
team-event-debt-changed = Document { $reference } corrected
team-event-debt-closed = Document { $reference } closed
team-event-contact-changed = Contact data corrected
team-event-link-made = Link made
team-event-link-sent = Link sent to { $to }
team-event-link-not-sent = The mail server refused the link
team-event-link-revoked = Link revoked
team-event-link-opened = Link opened
team-event-link-asked = New link asked for
team-event-code-sent = Identity code sent
team-event-identity-confirmed = Identity confirmed
team-event-identity-missed = Identity answer that does not match
team-event-identity-paused = Access paused after several tries
team-event-statement-seen = Statement seen
team-event-payment-started = Payment started
team-event-payment-pending = Payment on its way
team-event-payment-failed = Payment that did not arrive
team-event-payment-expired = Payment left unfinished
team-event-payment-received = Payment received, receipt { $receipt }
team-event-payment-recorded = Payment received elsewhere, receipt { $receipt }
team-event-payment-reversed = Payment reversed, receipt { $receipt }
team-event-transfer-announced = Transfer announced
team-event-transfer-refused = Transfer that did not arrive
team-event-receipt-sent = Receipt sent
team-event-credit-used = Credit used
team-event-refund-started = Refund asked for
team-event-refunded = Money given back
team-event-refund-failed = Refund that could not be made
team-event-charged-back = Chargeback: the bank took the money back
team-event-reinstated = Chargeback settled: the bank gave the money back
team-event-identified = Money identified
team-event-answer-attended = Reply attended to
team-event-hold-placed = Reminders on hold: { $why }
team-event-hold-lifted = Hold lifted: { $why }
team-by-person = The person
team-days-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
team-not-late = Not yet due
team-amount = Amount
team-owed = Outstanding
team-overdue = Overdue
team-not-due = Not yet due
team-credit = Credit
team-date = Date
team-person = Person
team-reference = Reference
team-currency = Currency
team-received-on = Day it arrived
team-actions = Actions
team-more = Show more
team-customer = Customer { $reference }
team-nameless = No name
