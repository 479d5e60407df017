propose-title = Propose · { $creditor }
propose-heading = Propose other terms
propose-lead = { $count ->
    [one] { $creditor } answers within 1 hour. If it is already within what they accept, it is accepted at once.
   *[other] { $creditor } answers within { $count } hours. If it is already within what they accept, it is accepted at once.
}
propose-lead-instead = { $count ->
    [one] { $creditor } answers within 1 hour. Until you accept a new agreement your plan goes on as it is, with its dates.
   *[other] { $creditor } answers within { $count } hours. Until you accept a new agreement your plan goes on as it is, with its dates.
}
propose-pay = How much can you pay in all?
propose-pay-hint = { $amount } is outstanding today. You can also propose less.
propose-see = See the dates
propose-words = If you like, tell us what would help you
propose-words-hint = For example: I am paid at the end of the month.
propose-send = Send the proposal
propose-too-large = That amount is too large.
propose-nothing = With that amount there is nothing to split.

household-summary = Help to work out what can be paid
household-lead = It is optional. We keep none of this unless you send it with the proposal.
household-income = What comes in each month
household-rent = Rent or mortgage
household-bills = Electricity, water, phone, school
household-debts = Instalments you already pay to others
household-people = People who live on that income, yourself included
household-living = { $amount } a month is taken off for each person, for food and transport.
household-button = Work it out
household-most = { $left } a month is left: it is wise to pay { $most } at most
household-months = { $count ->
    [one] You would finish in 1 month.
   *[other] You would finish in { $count } months.
}
household-nothing = With those figures nothing is left each month
household-nothing-more = A smaller amount can be proposed, or a later start, or you can talk to a person.
household-share = Send these figures with the proposal too

proposal-title = Your proposal · { $creditor }
proposal-waiting = { $creditor } has your proposal
proposal-waiting-until = A person will answer you by { $moment } at the latest.
proposal-why-parts = { $count ->
    [one] 1 instalment is accepted at once. Here there are more, so a person looks at it.
   *[other] Up to { $count } instalments are accepted at once. Here there are more, so a person looks at it.
}
proposal-why-least = Instalments from { $amount } are accepted at once. Here one is smaller, so a person looks at it.
proposal-why-given-up = Up to { $amount } is waived at once. Here it is more, so a person looks at it.
proposal-why-whole = Paying everything in parts is accepted at once. Here it is less, so a person looks at it.
proposal-why-days = Dates until { $day } are accepted at once. Here one is later, so a person looks at it.
proposal-why-running = It changes a plan that is running, so a person looks at it.
proposal-plan-goes-on = Meanwhile your plan goes on as it is, with its dates.
proposal-why-broken = Other plans were not completed, so this time a person looks at it.
proposal-take-back = Take the proposal back
proposal-countered = { $creditor } proposes something else
proposal-countered-until = It can be accepted until { $moment }.
proposal-other = What they propose
proposal-yours = Your proposal
proposal-review = Review and accept
proposal-again = Make another proposal
proposal-no = I do not accept it
proposal-accepted = { $creditor } has accepted your proposal
proposal-agreed = Your proposal is accepted
proposal-confirm = One step is left: to read the agreement and accept it.
proposal-runs = The plan is running.
proposal-refused = { $creditor } has not accepted this proposal
proposal-refused-more = What is outstanding stays the same, and there are other ways to settle it.
proposal-taken-back = This proposal is closed
proposal-expired = The time for this proposal is over
proposal-expired-theirs = { $creditor } did not answer in time. What is outstanding stays the same, and you can propose again.
proposal-expired-yours = The time to accept what they proposed is over. You can propose again.
proposal-total = { $amount } in all.
proposal-total-less = { $amount } in all: { $less } less than what is outstanding.
proposal-see = See the proposal
proposal-changed = What is outstanding has changed since then: today it is { $amount }. The agreement uses today’s amounts.
proposal-nothing-left = Nothing of what this proposal was about is outstanding today.
