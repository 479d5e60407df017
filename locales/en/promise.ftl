# A promise to pay whose day is over: the e-mail to the team, and the line in the timeline.
mail-team-promise-broken-subject = Promise to pay not kept: { $amount }
mail-team-promise-broken-preview = Its day is over, and the payment did not come, or not all of it.
mail-team-promise-amount = Promised
mail-team-promise-until = By
team-event-promise-broken = Promise to pay not kept
mail-team-promise-told-preview = They told somebody of the team. No reminders go out until that date.
team-event-promise-told = Promise to pay, told to the team
team-promise-told = Promise told to the team
team-promise-told-line = { $amount } by { $day }
team-promise-withdraw = Withdraw the promise
team-promise-withdraw-hint = If it was written down by mistake: it counts no more, and reminders go on.
team-news-promise-withdrawn = Promise withdrawn: it counts no more.
team-event-promise-withdrawn = Promise to pay withdrawn
