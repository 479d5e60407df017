plan-title = Your plan · { $creditor }
plan-heading = Your payment plan
plan-well = You are doing very well, { $name }
plan-well-unnamed = You are doing very well
plan-half = You have paid half already, { $name }
plan-paid-on-time = { $count ->
    [one] You have paid 1 of { $all } instalments, on time.
   *[other] You have paid { $count } of { $all } instalments, on time.
}
plan-paid-count = { $count ->
    [one] You have paid 1 of { $all } instalments.
   *[other] You have paid { $count } of { $all } instalments.
}
plan-paid = Paid
plan-left = Left
plan-progress = Paid { $paid } of { $all }
plan-reward = { $open }, or { $less } if you keep paying on time
plan-next = Your next instalment
plan-today = Today's instalment
plan-open-since = { $amount } has been outstanding since { $day }
plan-grace = Until { $day } everything stays as agreed.
plan-sent = Your payment is still to arrive
plan-sent-ends = Once it is here, your plan is paid.
plan-missed = You can pay today and the plan goes on.
plan-missed-left = { $count ->
    [one] If another instalment stays unpaid, the plan ends.
   *[other] The plan ends if { $count } more instalments stay unpaid.
}
plan-pay-all = Pay all that is left: { $amount }
plan-pay-all-saves = Pay everything today: { $amount }, and save { $saving }
plan-pay-other = Pay another amount
plan-change-dates = Change a date
plan-renew = Change this plan for another one
plan-calendar = Add the dates to my calendar
plan-agreement = My agreement
plan-receipts = Your receipts
plan-autopay-off = Automatic payment: not turned on
plan-autopay-on = Automatic payment: { $card }
plan-autopay-failed = The automatic payment did not go through
plan-autopay-again = It will be tried again on { $day }. You can also pay now.
plan-autopay-by-hand = It will not be tried again. You can pay now in any other way.
plan-autopay-bank = The bank asks you to confirm it.
plan-autopay-confirm = Confirm with the bank
plan-dates = Dates
plan-line-early = Paid before its date
plan-line-on-time = Paid on time
plan-line-late = Paid after its date
plan-line-missed = Late
plan-line-today = Due today
plan-line-partly = Paid in part
plan-line-open = To come
plan-line-left = { $amount } is left.
plan-news-accepted = Done: your plan is running
plan-news-moved = Done: that instalment is now on { $day }
plan-news-skipped = Done: that instalment went to { $day }
plan-news-payday = Done: the next one is on { $day }
plan-news-autopay-on = Done: automatic payment is on
plan-news-autopay-off = Done: automatic payment is off
plan-thanks = You have completed your plan, { $name }. Thank you.
plan-thanks-unnamed = You have completed your plan. Thank you.
plan-paid-all = You have paid { $creditor } { $amount }, and nothing is left of this plan.
plan-paid-soon = It closes on the day after the last payment.
plan-certificate-more = Your certificate is ready. Anybody can check it by its code.
plan-certificate-later = Your certificate will be here once nothing is left to pay.
plan-certificate = Download my debt-free certificate
plan-check = See how it is checked
plan-broken = The plan ended before it was completed
plan-broken-since = It ended on { $day }, because dates were left unpaid.
plan-broken-counts = Everything you have paid counts: { $amount }.
plan-broken-owed = { $amount } is left to pay.
plan-broken-restored = That includes { $amount } that was going to be waived.
plan-broken-ways = There are still other ways to settle it, and we can look at them with you.
plan-broken-button = See my options
plan-cancelled = This plan is no longer running
plan-cancelled-more = It was closed on { $day }. What is left can be paid in another way.
plan-replaced = This plan was replaced
plan-replaced-more = There is a new plan in its place.
plan-replaced-button = See the new plan
plan-back = Back to my account
plan-back-to-plan = See my plan
plan-pay-title = Pay into the plan · { $creditor }
plan-pay-next = The next instalment
plan-pay-late = What is late
plan-pay-whole = All that is left
plan-pay-saves = You save { $saving }
plan-pay-hint = At most { $most }.
plan-pay-extra = If you pay more than the next instalment, where does it go?
plan-extra-next = To the ones that follow
plan-extra-next-more = The next payments will be smaller or later.
plan-extra-last = To the last ones
plan-extra-last-more = The plan ends sooner.

dates-title = Dates of the plan · { $creditor }
dates-heading = Change a date
dates-none = No more dates of this plan can be changed. If you need a change, talk to a person.
dates-move = Move one instalment to another day
dates-move-left = { $count ->
    [one] 1 more date can be moved.
   *[other] { $count } more dates can be moved.
}
dates-move-until = Until { $day }
dates-which = Which one?
dates-to = To which day?
dates-move-button = Move the instalment
dates-skip = Move one instalment to the end
dates-skip-more = It would be paid on { $day }, after the last one.
dates-skip-left = { $count ->
    [one] It can be done 1 more time.
   *[other] It can be done { $count } more times.
}
dates-skip-button = Move it to the end
dates-payday = Change my payday
dates-payday-more = The instalments that are left will be on that day of each month. It counts as moving one date.
dates-payday-button = See how the dates would be
dates-payday-next = { $day } · next date: { $next }
dates-not-near = That day is too far away. For now the next date can be between { $from } and { $until }.
dates-unchanged = With that day the dates stay as they are.
dates-too-early = It must be on { $day } or later.
dates-too-late = It must be on { $day } or before.
dates-fixed = That instalment can no longer be moved.
dates-none-left = This plan has no changes left.
dates-not-now = That change cannot be made now.
dates-changed = Something changed since you opened this page
dates-changed-more = Nothing was moved. These are the dates as they are now.

payday-heading = How the dates would be
payday-next-moves = The next date moves from { $was } to { $next }.
payday-next-stays = The next date is still { $next }.
payday-left = { $count ->
    [0] After this no more dates can be moved.
    [one] After this 1 more date can be moved.
   *[other] After this { $count } more dates can be moved.
}
payday-confirm = Confirm these dates
payday-other = Choose another day

autopay-title = Automatic payment · { $creditor }
autopay-heading = Automatic payment
autopay-is-off = It is not turned on: instalments are paid one by one.
autopay-is-on = It is turned on with { $card }.
autopay-next = The next charge would be on { $day }: { $amount }.
autopay-what = { $creditor } charges each instalment on its date, and nothing but the instalment.
autopay-told = We tell you before and after each charge, and nothing is charged before you are told.
autopay-retries = { $count ->
    [one] If the bank does not authorise it, it is tried 1 more time on another day.
   *[other] If the bank does not authorise it, it is tried up to { $count } more times on other days.
}
autopay-once = If the bank does not authorise it, it is not tried again: it can be paid in any other way.
autopay-stop = It can be turned off here whenever you like.
autopay-turn-on = Turn on with a card
autopay-turn-off = Turn off
