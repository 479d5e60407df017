options-title = Options · { $creditor }
options-heading = Your options
options-lead = Outstanding: { $amount }. The first option costs least.
options-until = Until { $day }
options-discount = Pay { $amount } and save { $saving }
options-discount-more = It is a single payment, and nothing is left afterwards.
options-settlement = { $count ->
    [one] Close everything with { $amount } and save { $saving }
   *[other] Close everything with { $amount } in { $count } payments and save { $saving }
}
options-settlement-more = The rest is waived once you have paid what was agreed.
options-everything = Pay everything: { $amount }
options-plan-each = { $count ->
    [one] In 1 instalment of { $amount }
   *[other] In instalments: up to { $count } of { $amount }
}
options-plan = { $count ->
    [one] In 1 instalment
   *[other] In instalments: up to { $count }
}
options-cost = { $amount } in all: splitting it costs { $cost }.
options-no-cost = { $amount } in all. Splitting it costs nothing.
options-saves = { $amount } in all: you also save { $saving }.
options-extension = More time: pay by { $day }
options-extension-more = It is the same { $amount }, and the reminders stop until that date.
options-extension-day = Which day would you pay?
options-extension-hint = No later than { $day }.
options-extension-wrong = Choose a day between tomorrow and { $day }.
options-extension-button = Choose that day
options-part = Pay a part: from { $amount }
options-part-button = Pay a part
options-first = First payment
options-last = Last date, at the latest
options-pay = Pay { $amount }
options-plan-button = Choose my instalments
options-settlement-button = Review and close with { $amount }
options-loses = If you choose this, { $saving } will not be taken off.
options-loses-until = If you choose this, the { $saving } discount stands only if everything that is left is paid by { $day }.
options-why-date = It is offered until that date to whoever settles everything.
options-why-days = { $count ->
    [one] It is offered for 1 day, that of your first visit.
   *[other] It is offered for { $count } days, counted from your first visit.
}
options-why-due = It is offered to whoever pays before the due date.
options-why-parts = { $count ->
    [one] 1 instalment is accepted.
   *[other] Up to { $count } instalments are accepted.
}
options-why-least = No instalment can be smaller than { $amount }, which decides how many there can be.
options-why-longest = { $count ->
    [one] The plan can last 1 day.
   *[other] The plan can last up to { $count } days.
}
options-why-more = { $count ->
    [one] It can wait 1 more day.
   *[other] It can wait up to { $count } more days.
}
options-why-part = Payments from { $amount } are accepted, and what is left cannot be smaller either.
options-why-always = It is possible as long as something is outstanding.
options-closed = That option is no longer there
options-closed-more = These are the ones you have today.
options-changed = The amounts have changed
options-changed-more = Something changed while you were looking at this page. Please check them before you choose.
options-again-propose = Another plan is possible too, and we look at it with you: you can propose it below.
options-again-talk = Another plan is possible too: a person looks at it with you.
options-propose = Propose other terms
options-other = See the options in { $currency }
options-talk = I would rather talk to a person
options-back = Back to my account
options-compare = Compare two options
options-compare-one = One
options-compare-other = With this one
options-compare-button = See them side by side
option-name-discount = Everything, with a discount
option-name-settlement = { $count ->
    [one] Close with one payment
   *[other] Close in { $count } payments
}
option-name-everything = Everything
option-name-plan = In instalments
option-name-extension = More time
option-name-part = A part

compare-title = Compare · { $creditor }
compare-heading = Two options, side by side
compare-what = What is compared
compare-total = Paid in all
compare-saving = Saved
compare-cost = Extra cost
compare-until = Can be chosen until
compare-no-end = No end date
compare-why = Why it is offered
compare-loses = What is lost
compare-none = Nothing
compare-back = See all the options

when-rhythm = How often?
when-weekly = Every week
when-two-weeks = Every 2 weeks
when-twice-a-month = The 15th and the last day of the month
when-monthly = Every month
when-payday = On which day of the month are you paid?
when-payday-hint = In a shorter month it will be the last day.
when-payday-same = The same day as the first one
when-first = When do you start?
when-today = Today, { $day }
when-other = Another date
when-other-day = Which date?
when-other-hint = No later than { $day }.
when-no-day = Enter the date with day, month and year.
when-past = That day has passed. Choose today or a later one.

schedule-equal = { $count ->
    [one] A single payment of { $amount }
   *[other] { $count } instalments of { $amount }
}
schedule-unequal = { $count ->
    [one] A single payment: { $first }, { $last }
   *[other] { $count } instalments: the first of { $first }, the last of { $last }
}
schedule-caption = Dates and amounts
schedule-number = No.
schedule-day = Date
schedule-amount = Amount
schedule-down = Down payment
schedule-total = Total
schedule-close = { $count ->
    [one] There is only 1 day between { $before } and { $after }.
   *[other] There are only { $count } days between { $before } and { $after }.
}

builder-title = Instalments · { $creditor }
builder-heading = Choose your instalments
builder-lead = Outstanding: { $amount }.
builder-instead = It takes the place of the plan you have. What you have paid counts.
builder-by = How would you like to split it?
builder-by-parts = By number of instalments
builder-by-each = By the amount of each
builder-parts = How many instalments?
builder-count-of = { $count ->
    [one] 1 instalment
   *[other] { $count } instalments
}
builder-count-each = { $what }: { $amount }
builder-each = How much each?
builder-each-hint = From { $least }.
builder-down = Down payment today
builder-down-free = It can be left empty. With a down payment the instalments are smaller.
builder-down-least = From { $amount }.
builder-count = Recalculate
builder-would-pay = You would pay
builder-owed = Outstanding today
builder-cost = Cost of splitting it
builder-total = In all
builder-free = Splitting it costs nothing.
builder-reward = Benefit for paying on time: the last one goes down to { $amount }
builder-go = Review the agreement
builder-empty = Enter an amount, for example { $example }.
builder-no-count = Choose how many instalments.
builder-too-few = { $count ->
    [one] There must be at least 1 instalment.
   *[other] There must be at least { $count } instalments.
}
builder-too-many = { $count ->
    [one] That would be too many: 1 instalment is accepted.
   *[other] That would be too many: up to { $count } instalments are accepted.
}
builder-too-small = Some instalments would be smaller than { $amount }, the smallest allowed. Try fewer instalments.
builder-other-rhythm = Choose one of these.
builder-first-late = The first instalment can be on { $day } at the latest.
builder-too-long = The last instalment can be on { $day } at the latest. Try fewer instalments, or more frequent ones.
builder-down-small = The down payment is at least { $amount }.
builder-nothing-left = With that down payment there is nothing left to split.

# In the timeline of a case: which of them somebody looked at.
team-event-options-seen = Options seen: { $ways }
team-event-option = { $way } ({ $amount })
team-event-option-from = { $way } (from { $amount })
