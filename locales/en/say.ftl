say-title = Tell us · { $creditor }
say-paid-heading = I have already paid
say-paid-lead = We will look into it, and meanwhile the reminders are paused.
say-paid-label = When, how much and how you paid, if you remember
say-paid-hint = For example: on 3 November, by bank transfer.
say-error-heading = It is not mine or there is a mistake
say-error-lead = We will look into it, and meanwhile the reminders are paused.
say-error-label = What is not right?
say-error-hint = For example: I did not receive that service, or the amount is different.
say-talk-heading = I would rather talk to a person
say-talk-lead = A person from { $creditor } will call you. Meanwhile the reminders are paused.
say-talk-label = Which number shall we call, and when?
say-talk-hint = For example: my usual number, after 5 in the afternoon.
say-button = Send and pause the reminders
say-button-talk = Ask for a call
say-empty = Please write a few words so that we can help you.
say-long = That is too long. Please use at most { $count ->
    [one] 1 letter.
   *[other] { $count } letters.
}
say-done-title = We have it · { $creditor }
say-done-heading = Thank you. The reminders are paused.
say-done-lead = { $creditor } has received it. A person will answer you.
say-done-by = { $creditor } has received it. A person will answer you by { $day } at the latest.
say-back = Back to my account
logged-out-title = Logged out
logged-out-heading = You are logged out
logged-out-lead = Your information can no longer be seen in this browser.
logged-out-more = To come back, open the link in your message again.
