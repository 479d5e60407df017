mail-team-foot = AlDía, for the team of { $creditor }.
mail-team-sign-in-subject = Your link to sign in to AlDía
mail-team-sign-in-preview = It works once, for a short time.
mail-team-sign-in-text = { $minutes ->
    [one] This link opens the console of { $creditor }. You have { $minutes } minute to use it.
   *[other] This link opens the console of { $creditor }. You have { $minutes } minutes to use it.
}
mail-team-sign-in-not-you = You did not ask for it? There is nothing to do: the link alone opens nothing without your code.
mail-team-invited-subject = Invitation to the team of { $creditor } on AlDía
mail-team-invited-preview = This link is for signing in the first time.
mail-team-invited-text = { $inviter } invites you to the console of { $creditor }, where the cases, the payments and what people reply are. Your role: { $role }.
mail-team-invited-first = The first time you set up a code on your phone; it takes a minute.
mail-team-payment-subject = Payment received: { $amount }
mail-team-payment-preview = It stands in its case, with its receipt.
mail-team-refund-subject = Refund made: { $amount }
mail-team-refund-preview = The money left the same way it was paid.
mail-team-refund-failed-subject = A refund could not be made: { $amount }
mail-team-refund-failed-preview = The money is still in the account. It has to be given back another way.
mail-team-inquiry-subject = Bank inquiry: it asks about a payment of { $amount }
mail-team-inquiry-preview = The bank has taken no money so far. Answer it at Stripe, before the date if Stripe gives one.
mail-team-chargeback-subject = Chargeback: the bank took { $amount } back
mail-team-chargeback-preview = What that payment covered is owed again. At Stripe you can answer the bank.
mail-team-reinstated-subject = Chargeback settled: the bank gave { $amount } back
mail-team-reinstated-preview = The payment counts again as before.
mail-team-answer-subject = New reply: { $what }
mail-team-answer-preview = Reminders of this case are on hold.
mail-team-answer-text = What the person wrote can be read in the console only.
mail-team-answer-button = Read the reply
mail-team-transfer-subject = Transfer announced: { $amount }
mail-team-transfer-preview = It remains to be checked at the bank.
mail-team-transfer-button = Check the transfer
mail-team-suspense-subject = Unidentified money: { $amount }
mail-team-suspense-preview = It was assigned to no case and closed no debt.
mail-team-foreign-subject = Check a payment that did not start in AlDía: { $amount }
mail-team-why = Why
mail-team-case-button = See the case
mail-team-suspense-button = See what to do
