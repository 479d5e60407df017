# What is wrong or unwise in a sequence of reminders.
sequence-place = Step { $number }, “{ $name }”: { $what }
sequence-whole = In the whole sequence: { $what }

# Contradictions.
sequence-no-steps = there is no step in it.
sequence-no-gap = at least one day has to lie between two contacts.
sequence-name-taken = another step has the same name.
sequence-id-taken = what another step has sent is remembered by this name or `id`: it needs another one.
sequence-not-late-yet = on the day on which something is due nothing is late yet: days begin with 1.
sequence-not-before = it is said before the date: days begin with 1.
sequence-no-channel = it does not say how it is sent.
sequence-channel-twice = it names { $channel } twice.
sequence-no-letter = there is no letter for a step of this kind: paper speaks of what falls due, what is late and missed instalments.
sequence-no-script = what the person of the team is to say is missing.
sequence-script-says = the script says “{ $words }”: { $why }
sequence-no-currency = the total does not say in which currency.
sequence-same-day = it is of the same kind and day as “{ $other }”, for the same cases: only one of the two would ever be sent.

# What is unwise.
sequence-short-gap = { $days ->
    [one] with { $days } day between contacts somebody may get several in a week. In several countries the law forbids that.
   *[other] with { $days } days between contacts somebody may get more than one in a week. In several countries the law forbids that.
}
sequence-too-close = { $days ->
    [one] it comes { $days } day after “{ $other }”, and at least { $gap } pass between contacts: it will come later or not at all.
   *[other] it comes { $days } days after “{ $other }”, and at least { $gap } pass between contacts: it will come later or not at all.
}
sequence-softens = it is kinder than “{ $other }”, which comes before it.
sequence-harsh-firm = it is firm, and there is no kind one before it.
sequence-harsh-final = it is the last one, and there is no firm one before it.
sequence-early-end = { $days ->
    [one] the last notice comes { $days } day after the due date. 30 or more would be better.
   *[other] the last notice comes { $days } days after the due date. 30 or more would be better.
}
sequence-silent-soon = nothing is said before the dates of a plan, and while the sequence is in force the usual letter is not sent either.
sequence-silent-missed = nothing is said of dates of a plan that were missed, and while the sequence is in force the usual letter is not sent either.
sequence-holidays-unknown = the holidays of this country are not known here yet: no message will be sent until they are.
sequence-needs-consent = the law of this country asks for a consent before something is offered, and none is kept here: it will be sent to nobody.
sequence-renamed = its name is new, and another step of its kind is gone. Whoever has received that one will receive this one: if it is the same step, give it its name back or, in a file, the old one as its `id`.
