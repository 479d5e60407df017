accept-title = Review the agreement · { $creditor }
accept-heading = Review and accept
accept-given-up = Waived at the end
accept-rules = How it works
accept-rule-grace = { $count ->
    [one] If a date goes by, it can be paid up to 1 day later and still counts as on time.
   *[other] If a date goes by, it can be paid up to { $count } days later and still counts as on time.
}
accept-rule-no-grace = Each instalment is paid on its date at the latest.
accept-rule-misses = { $count ->
    [one] If one instalment stays unpaid, the plan ends.
   *[other] If { $count } instalments in all are not paid on time, the plan ends.
}
accept-rule-misses-row = { $count ->
    [one] If one instalment stays unpaid, the plan ends.
   *[other] If { $count } instalments in a row stay unpaid, the plan ends.
}
accept-rule-only-rest = If the plan ends early, only what is still unpaid is left. Everything paid counts.
accept-rule-restored = If the plan ends early, the { $amount } that was going to be waived comes back. Everything paid counts.
accept-rule-restored-interest = If the plan ends early, the { $amount } that was going to be waived comes back, and late interest is added from the day of the agreement. Everything paid counts.
accept-rule-interest = If the plan ends early, late interest is added from the day of the agreement. Everything paid counts.
accept-rule-moves = { $count ->
    [one] 1 date can be moved
   *[other] { $count } dates can each be moved
} by up to { $days ->
    [one] 1 day
   *[other] { $days } days
}.
accept-rule-skips = { $count ->
    [one] 1 instalment can be moved to the end.
   *[other] { $count } instalments can be moved to the end.
}
accept-rule-reward = If all are paid on time, the last one goes down by { $amount }.
accept-rule-early = It can be paid earlier, and that does not cost more.
accept-rule-reminders = There will be no reminders until the chosen date.
accept-rule-promise = It is a promise to pay. The due date does not change.
accept-text = The agreement
accept-autopay-legend = Automatic payment, if you like
accept-autopay = I authorise { $creditor } to charge each instalment on its date to my card.
accept-autopay-more = We tell you before and after each charge. It can be turned off whenever you like.
accept-agree = I have read the agreement and I accept it.
accept-not-ticked = To go on, tick the box to say that you have read the agreement and accept it.
accept-button = Accept the agreement
accept-and-pay = Accept and pay { $amount }
accept-promise = I promise to pay on { $day }
accept-changed = Something has changed since you saw it
accept-changed-more = These are the dates and amounts as they are now. Please check them before you accept.
accept-back = Go back without accepting
