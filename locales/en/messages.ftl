mail-hello = Hello { $name },
mail-hello-nameless = Hello,
mail-link-subject = You have a private message from { $creditor }
mail-link-subject-bare = You have a private message
mail-link-preview = We have left you a private message. Open it when it suits you: only you can read it.
mail-link-ask = So that nobody else reads it, we first ask you a question that only you can answer.
mail-link-inside = Inside you will see the details, what you can choose and how to talk to a person. If it is already settled or something is wrong, tell us there and we pause our messages.
mail-link-button = Open my message
mail-link-until = The link works until { $day }. After that you can ask for another one there.
mail-new-link-subject = Your new link from { $creditor }
mail-new-link-subject-bare = Your new link
mail-new-link-preview = Here is the link you asked for.
mail-new-link-ask = It takes you to the same private message. First we ask you a question that only you can answer.
mail-new-link-not-you = You did not ask for it? There is nothing to do: without that answer nothing can be seen.
mail-code-subject = Your code to open the message from { $creditor }
mail-code-subject-bare = Your code to open the message
mail-code-preview = It is for you only. Nobody will ask you for it by phone or by message.
mail-code-where = Type it on the page you have open, to confirm that it is you:
mail-code-minutes = { $minutes ->
    [one] It is valid for { $minutes } minute and works once.
   *[other] It is valid for { $minutes } minutes and works once.
}
mail-code-not-you = You did not ask for it? There is nothing to do: without the code nothing can be seen.
mail-receipt-subject = Your confirmation from { $creditor }
mail-receipt-subject-bare = Your confirmation
mail-receipt-preview = All went well. Keep this message: the details are inside.
mail-receipt-thanks = We have received your payment. Thank you. Reminders about what is now paid have stopped.
mail-refund-subject = News for you from { $creditor }
mail-refund-subject-bare = News for you
mail-refund-preview = It is under way and there is nothing for you to do. The details are inside.
mail-refund-made = We have given you back { $amount } of the payment with receipt { $receipt }.
mail-refund-when = It comes the same way you paid. Depending on the bank, it can take up to 10 business days.
mail-left = { $amount } remain outstanding on your account.
mail-left-none = Nothing remains outstanding on your account.
mail-check-link = The link in this message starts with { $host }. You can also type that address into your browser yourself:
mail-check = Other ways to check that it is really us:
mail-person-hours = { $phone } ({ $hours })
