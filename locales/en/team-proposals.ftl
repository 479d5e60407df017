team-nav-proposals = Proposals
team-home-proposals = { $count ->
    [one] { $count } proposal to answer
   *[other] { $count } proposals to answer
}
team-case-proposal = A proposal waits for an answer, until { $moment }
team-case-proposal-see = See the proposal
team-proposals-waiting = Waiting for an answer
team-proposals-none = No proposal waits for an answer.
team-proposals-answered = Answered or closed
team-proposals-offer = Proposes to pay { $pay } of { $owed }
team-proposal-hours = { $count ->
    [one] { $count } hour left, until { $moment }
   *[other] { $count } hours left, until { $moment }
}
team-proposal-soon = Less than an hour left, until { $moment }
team-proposal-over = Overdue since { $moment }
team-proposal-waiting = To answer
team-proposal-countered = Counter-proposal sent
team-proposal-accepted = Accepted
team-proposal-refused = Not accepted
team-proposal-taken-back = Closed by the person
team-proposal-expired = Time is over
team-proposal-title = Proposal
team-proposal-made = Received { $moment }
team-proposal-answered = Answered by { $name }, { $moment }
team-proposal-case = See the case
team-proposal-changed = When it was proposed { $then } was outstanding; now it is { $now }. What was paid since counts, and no more is waived than was asked for.
team-proposal-instead = It would take the place of the plan of { $day }. That plan goes on until the person accepts the new agreement.
team-proposal-asked = What is proposed
team-proposal-inside = It is within what is accepted at once.
team-proposal-beyond = It goes beyond what is accepted at once: see below where.
team-proposal-broken = { $count ->
    [one] { $count } plan of the same debt was not completed, so this waits for an answer.
   *[other] { $count } plans of the same debt were not completed, so this waits for an answer.
}
team-proposal-limit = Limit
team-proposal-asks = Asked for
team-proposal-allowed = At once
team-proposal-result = Result
team-proposal-outside = Beyond the limit
team-proposal-within = Within
team-proposal-parts = Instalments
team-proposal-least = Smallest instalment
team-proposal-given-up = Waived
team-proposal-last = Last date
team-proposal-dates = See the dates
team-proposal-words = In their own words
team-proposal-household = The figures of their household
team-proposal-household-lead = They chose to send them with the proposal. They serve only to answer it.
team-proposal-people = People who live on that income
team-proposal-left = Left each month
team-proposal-most = Wise to pay each month, at most
team-proposal-other = The counter-proposal
team-proposal-answer = Answer
team-proposal-accept-button = Accept the proposal
team-proposal-owners = It waives more than the { $amount } that the policy allows. Only an owner of the team can accept it.
team-proposal-counter = Propose something else
team-proposal-counter-button = Send the counter-proposal
team-proposal-pay = Total to be paid
team-proposal-rhythm = How often
team-proposal-first = First date
team-proposal-until = Stands until
team-proposal-note = Message to the person
team-proposal-note-hint = It is optional. The person reads it as it is written here.
team-proposal-refuse = Do not accept it
team-proposal-refuse-hint = One or two kind sentences: why not, and what would be possible. The person reads them as they are written here.
team-proposal-refuse-button = Send the answer
team-news-proposal-accepted = Proposal accepted. The person is told, and has the agreement to accept.
team-news-proposal-countered = Counter-proposal sent. The person is told.
team-news-proposal-refused = Answer sent. The person is told.
team-wrong-day-past = That date has passed
team-wrong-day-later = The date can be { $day } at the latest
team-wrong-amount-below = The least here is { $amount }
team-event-proposed = Proposal received
team-event-proposed-inside = Proposal accepted at once
team-event-proposal-accepted = Proposal accepted
team-event-proposal-countered = Counter-proposal sent
team-event-proposal-refused = Proposal not accepted
team-event-proposal-taken-back = Proposal closed by the person
team-event-proposal-expired = Time for a proposal is over
