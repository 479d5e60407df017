# Sequences of reminders in the console: the list, the editor, what will go out, what it has brought, tasks.
team-nav-tasks = Tasks
team-nav-sequences = Reminders
team-home-tasks = { $count ->
    [one] { $count } task for the team
   *[other] { $count } tasks for the team
}
team-news-task-done = The task is done.
team-news-task-put-off = It waits for the day that the person asked for.
team-news-task-paused = Noted. Reminders are on hold: it is still to be looked at in Replies.
team-news-task-promised = It is kept as a promise to pay: reminders wait until that day. If the person has an e-mail address on file, they get a copy.
team-news-task-rests = It is noted, and is no promise to pay: reminders rest until the day that they named, or a week if they named none.
team-news-sequence-saved = The sequence is in force from now on. What will go out is in the calendar.
team-news-sequence-planned = The sequence will be in force from the chosen moment on. What will go out is in the calendar.
team-news-sequence-archived = The sequence is archived.
team-news-sequence-taken-up = The sequence is in force again.
team-news-rest-begun = Paused: no reminder goes out that way until it is resumed.
team-news-rest-ended = Resumed: what waits goes out now, if the rules allow it.
team-news-test-sent = The test is on its way to your mailbox. Nobody else gets it.
team-news-count-begun = Counting. Look again in a moment.

# Tasks.
tasks-lead = Calls, meetings and letters that a sequence asks for. If the person pays or answers first, the task closes by itself.
tasks-open = To do
tasks-none = There is nothing to do.
tasks-done = Done
task-call = Call
task-meeting = Meeting
task-letter = Letter
task-letter-where = No postal address is kept here: it is in the customer’s file.
task-since = since { $day }
task-show-phone = Show the number to call
task-dial = Call { $phone }
task-no-phone = There is no phone on file.
task-owed = To collect: { $amount }
task-owed-late = To collect: { $amount }, overdue since { $day }
task-owed-due = To collect: { $amount }, due on { $day }
task-finish = Note what happened
task-finish-hint = “Said they have paid” and “Said that something is wrong” stop the reminders until somebody looks at it in Replies. “It was somebody else” stops everything that is sent to them.
task-note = Note
task-note-hint = Optional. It is kept encrypted with the case.
task-reached = We spoke
task-not-reached = No answer
task-will-pay = Said they will pay
task-wrong-person = It was somebody else
task-not-yet = Not yet: it may be done from { $moment } on, the person’s time.
task-never = It is not done for now.
task-day = Day that the person named
task-day-hint = If they said that they will pay: reminders rest until that day, or a week if they named none. If they asked for another day: when to take it up again.
task-day-promises = If they said that they will pay, by { $day } at the latest, it is kept as a promise of { $amount }.
task-no-day = A day goes with “{ $pays }” or with “{ $other }”: choose one of the two, or delete the day
task-said-paid = Said they have paid
task-said-wrong = Said that something is wrong
task-another-day = Asked for another day
task-posted = It was posted
task-not-posted = It will not be posted
tasks-open-more = See more to do
task-unread = Case { $case }, which cannot be read
task-unread-why = Something stored in it cannot be read. Whoever runs the program finds the reason in the log, under that number.

# The list of sequences, and the switch of channels.
sequences-lead = What people are reminded of, when and how. Only one sequence is in force: the one that began latest.
sequences-none = There is no sequence yet: no reminder goes out but the letters about the dates of a plan.
sequences-new = New sequence
sequences-new-lead = You can begin with one of these and change it before saving.
sequences-gentle = With the gentle one
sequences-standard = With the standard one
sequences-firm = With the firm one
sequences-empty = From scratch
rest-title = Pause sending
rest-lead = While paused, reminders and links that the team sends wait their turn. What a person asks for by e-mail and notices of an automatic charge go out all the same. Calls stay in Tasks.
rest-open = Goes out as usual
rest-since = Paused: { $deed }
rest-begin = Pause { $channel }
rest-end = Resume { $channel }
rest-all = Pause everything
rest-all-end = Resume everything

# One sequence.
sequence-gap = { $days ->
    [one] At least { $days } day between one contact and the next.
   *[other] At least { $days } days between one contact and the next.
}
sequence-steps = Steps
sequence-step = Step
sequence-when = When
sequence-means = How
sequence-letter = Letter
sequence-that-day = that very day
sequence-days-before = { $days ->
    [0] that very day
    [one] { $days } day before
   *[other] { $days } days before
}
sequence-days-after = { $days ->
    [0] that very day
    [one] { $days } day after
   *[other] { $days } days after
}
sequence-test = Send me a test
sequence-test-lead = The test has sample data and goes only to the mailbox of whoever asks for it.
sequence-archive = Archive the sequence
sequence-archive-lead = It is out of force from now on. If another one was in force before, it is again; if there is none, only the letters about the dates of a plan go out.
sequence-take-up = Take the sequence up again
sequence-take-up-lead = It is in force again from now on, unless another one began later.

# The editor.
sequence-edit-lead = Nothing changes until it is saved. What was sent is not sent again, whatever the step is called.
sequence-edit-whole = The whole sequence
sequence-edit-gap = Between one contact and the next, at least
sequence-word-days = days before or after
sequence-when-hint = Before it is due, next instalment, eve and option that ends: days before. The others: days after. Instalment today: no number.
sequence-edit-add = Add a step
sequence-edit-save = Save and start version { $version }
sequence-edit-save-hint = “Check” first shows what would go out. Saving starts it from the chosen moment on, in the place of those before it. With “From now on”, the first reminders may go out in less than an hour.
sequence-newer-more = Nothing in this form is lost. If you save again, what stands here takes the place of that version.
sequence-step-new = Step { $number }
sequence-step-title = Step { $number }: { $name }
sequence-step-name = Name of the step
sequence-step-up = Move step { $number } up
sequence-step-down = Move step { $number } down
sequence-step-remove = Remove step { $number }
sequence-how = By
sequence-by-message = Message
sequence-no-way = none
sequence-else = else
sequence-script = What to say, if it is a call or a meeting
sequence-script-hint = Between braces, {"{name}"} and {"{creditor}"} become the person and the business.
sequence-audience = For which cases
sequence-unfit-taken = Another sequence has this name
sequence-unfit-steps = A sequence has { $most } steps at most
sequence-unfit-text = A text of { $most } characters at most
sequence-unfit-only-task = A message does not take this: delete it, or make the step a call or a meeting
sequence-unfit-only-message = A call or a meeting goes by no way: choose “none”, or make the step a message
sequence-unfit-that-day = This kind of step comes on that very day: no number goes here

# What it would send, before it is saved.
sequence-preview-title = What would go out
sequence-preview-lead = { $cases ->
    [one] From { $moment } to { $day }, with { $cases } open case, if nobody pays or answers. None of this is saved.
   *[other] From { $moment } to { $day }, with { $cases } open cases, if nobody pays or answers. None of this is saved.
}
sequence-preview-cut = { $cases ->
    [one] There are too many cases to count all of them now: the numbers are those of the first { $cases }. Once it is saved, the calendar counts all of them.
   *[other] There are too many cases to count all of them now: the numbers are those of the first { $cases }. Once it is saved, the calendar counts all of them.
}
sequence-preview-first = { $count ->
    [one] First day, { $day }: { $count } contact.
   *[other] First day, { $day }: { $count } contacts.
}
sequence-preview-none = Nothing would go out in those days.
sequence-preview-far = It begins too far ahead: what would go out cannot be foreseen yet. From { $day } on it can be seen here and, once saved, in the calendar.

# The test of a text.
mail-team-test-subject = Test: { $kind } ({ $channel })
mail-team-test-preview = Only you get it.
mail-team-test-text = This is how the step would read. The data are made up and the link opens nothing.
mail-team-test-plain = This step has no text approved for WhatsApp: this is the message that leaves there, and it does not say what it is about.
mail-team-test-unsaid = As it would read, the text of this step cannot be sent by { $channel }; the name of the business may be why. This is the message that leaves, and it does not say what it is about.

# What will go out.
calendar-title = What will go out
calendar-lead = What is planned for the next 30 days if nobody pays or answers, and what the contact rules do to it.
calendar-as-of = { $cases ->
    [one] Counted on { $moment }, over { $cases } case.
   *[other] Counted on { $moment }, over { $cases } cases.
}
calendar-uncounted = Not counted yet.
calendar-count = Count again
calendar-day = Day
calendar-planned = Planned
calendar-rules = Rules
calendar-none = Nothing is planned.
calendar-nobody = No way to write to them
calendar-from = from { $time } on
calendar-moved = moves to { $moment }. { $why }
calendar-never = does not go out. { $why }
calendar-waiting = Waiting their turn
calendar-waiting-none = Nothing waits.
calendar-day-lead = With whom, how, and what the rules say of each case.
calendar-day-none-yet = Among the cases looked at so far there is nothing for that day. Others are still to be looked at.

# What it has brought.
results-title = Results
results-lead = What each step brought: from what went out to what was paid through its link.
results-as-of = Since { $day }, counted on { $moment }.
results-none = No reminder has gone out yet.
results-note = Whether e-mails arrived is not known. The money is what came in through the link of the message; what was paid in another way is not counted here.
results-own = Own text, version { $version }
results-sent = Sent
results-delivered = Delivered
results-opened = Opened
results-verified = Confirmed
results-accepted = Accepted
results-paid = Paid
results-money = Money

# The reminders of a case, and why one was not sent.
reminded-none = There are no reminders in this case.
reminded-coming = What comes next
reminded-coming-lead = If nobody pays or answers. The contact rules may move it.
reminded-history = What happened
reminded-task = Go to the task
reminded-planned = Planned
reminded-queued = Waiting its turn
reminded-moved = Moved
reminded-sent = Sent
reminded-unknown = Not known whether it left
reminded-blocked = Not sent
reminded-failed = Could not be sent
reminded-cancelled = Cancelled
reminded-open = To do
reminded-done = Done
reminded-until = until { $moment }
reminded-paid = A payment came in
reminded-agreed = The person accepted a plan
reminded-promised = The person promised to pay
reminded-proposed = The person proposed other terms
reminded-on-its-way = A transfer was announced or a payment is on its way
reminded-no-address = The person cannot be written to by any of the step's channels
reminded-too-late = It was no longer the moment
reminded-other-day = The date has changed
reminded-over = There was nothing to be reminded of any more
reminded-disputed = The document is under review
reminded-charged = The instalment is charged automatically
reminded-owed-again = Something is owed again
reminded-no-sequence = No sequence was in force any more
reminded-next-step = Nobody had done it by the next step
reminded-other = Technical reason: { $word }
reminded-another-way = Goes by another channel
reminded-no-step = The step is no longer in the sequence
reminded-audience = The step is no longer for this case
reminded-quiet-no-sequence = No sequence is in force: no reminder is planned.
reminded-quiet-not-before = No sequence is in force until { $day }: before that no reminder is planned.
reminded-quiet-rests = Reminders rest: there is a hold, or a proposal waits for an answer.
reminded-quiet-promised = There is a promise until { $day }: before that only its eve is spoken of.
reminded-quiet-too-soon = There was a contact lately, or one waits its turn. The next can be planned from { $day } on.
reminded-quiet-again = What was planned last did not leave. It is tried again from { $day } on.
reminded-quiet-unreached = A step is due, and the person cannot be written to by any of its channels. It is sent once there is one.
reminded-quiet-on-its-way = Money is on its way: until then nothing is said.
reminded-quiet-no-step = No step of the sequence is for this case today.
