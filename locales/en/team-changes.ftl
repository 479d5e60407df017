# Changes of imports that wait for a decision, and what becomes of an import that is undone.
team-nav-changes = Changes
team-changes-lead = What the latest file says and was not done by itself, because somebody is paying already or has a plan with these figures.
team-changes-none = No change is waiting.
team-change-lower = { $amount } less is owed
team-change-raise = { $amount } more is owed
team-change-credit = { $amount } already paid becomes the person’s credit
team-change-close = No longer in the file: { $amount } stops being owed
team-change-settle = Paid elsewhere on { $day }: { $amount }
team-change-revoke = The credit note becomes { $amount } smaller
team-change-undo = What the import did is undone
team-change-unclear = This row no longer makes any change
team-change-why-payment = A payment is under way. The change is made by itself once it ends.
team-change-why-plan = The debt belongs to a payment plan that is still running.
team-change-why-larger = The debt belongs to a payment plan that was accepted, and cannot grow in it. The change waits until the plan is over.
team-change-why-note = That credit may have been used already.
team-change-why-credit-used = The credit that the import gave has been returned to the person already.
team-change-why-given-back = The import recorded a payment of which money was given back: that payment was real.
team-change-why-misfit = The figures of the case no longer match the import. It is best checked by hand.
team-change-why-row = The row does not go with what is here. It is best to check the file.
team-change-make = Make the change
team-change-make-hint = The plan follows: what is no longer owed comes off the last instalments, and what was paid for it pays the next ones. If nothing is left to pay, the plan ends.
team-change-make-button = Make the change and adjust the plan
team-change-leave-button = Leave as it is
team-change-left = Left as it is. Nobody is asked again while the file says the same.
team-news-change-made = Done: the change is made and the plan adjusted.
team-news-change-left = It stays as it is.
team-event-import-undone = An import was undone
team-home-changes = { $count ->
    [one] 1 change of the file to decide on
   *[other] { $count } changes of the file to decide on
}
