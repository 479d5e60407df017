preferences-title = Your messages · { $creditor }
preferences-heading = Your messages
preferences-lead = Choose how { $creditor } writes to you. What you choose counts from now on.
preferences-saved = Done, we kept what you chose.
preferences-channels = How may we send you reminders?
preferences-email = E-mail
preferences-by-word = You stopped it with an answer from your phone. It only comes back if you answer START to one of those messages.
preferences-permit = If you tick it, you allow us to write to you by { $channel } at the number that ends in { $ending }.
preferences-unreached = As it stands, we have no way to send you reminders.
preferences-unreached-more = What is open and its dates stay as they are. If you want reminders, choose another option or tell { $creditor }.
preferences-hour = From what time of day?
preferences-hour-hint = We also keep to the hours that the law sets, always.
preferences-hour-any = No preference
preferences-apart = How often?
preferences-apart-fortnight = At most one every two weeks
preferences-apart-month = At most one a month
preferences-apart-hint = Reminders of the dates of a plan count too.
preferences-hour-from = { $count ->
    [one] From { $time }
   *[other] From { $time }
}
preferences-language = In which language?
preferences-address = How would you like us to speak to you?
preferences-address-tu = Informally
preferences-address-usted = Formally
preferences-save = Save
preferences-wrong = Please choose one of the options.
preferences-hour-closed = Nothing may be sent from that hour on, on any day: please choose an earlier one.
preferences-until = { $count ->
    [one] We also send no reminders from { $time } on, as we have it noted.
   *[other] We also send no reminders from { $time } on, as we have it noted.
}
preferences-stop = No more reminders?
preferences-stop-lead = What is open and its dates stay as they are. You will still get what you ask for, such as a receipt or a new link, and what you have to know of an automatic payment, a refund or the end of your plan.
preferences-stop-done = Done: we will send you no more reminders.
preferences-stop-button = I want no reminders
preferences-stopped = We send you no reminders
preferences-stopped-lead = You asked for that. You can have them again whenever you like.
preferences-resumed = Done: you will get reminders again.
preferences-resume = Get them again
quiet-title = Stop these messages
quiet-heading = Do you want to stop these messages?
quiet-lead = If you confirm, whoever wrote to you will stop sending reminders. You do not have to give any details.
quiet-keeps = Whatever you have with that business stays as it is: this only stops the messages.
quiet-less = Do you only want fewer, another hour or another way? Open your link and go to “Your messages”.
quiet-button = I want no more messages
quiet-done-title = Done
quiet-done-lead = If the link was ours, we will send you no more reminders.
quiet-done-more = You can have them again whenever you like: open the same link and go to “Your messages”.
why-title = Why did I get this?
why-lead = { $creditor } wants you to see private information, and wrote to the contact that it has for you.
why-lead-neutral = A business that you deal with wrote to the contact that it has for you. Open your link to see which one.
why-contact = Where did your contact come from?
why-contact-more = The business has it in its list of customers. If you do not know why, ask it.
why-often = When do they write?
why-often-more = Reminders leave only on the days and at the hours that the law allows. In “Your messages” you choose from which hour and how.
why-wrong = Are you not that person?
why-wrong-more = Open the link, press the button and choose “I am not that person”. We stop writing to this contact, and you do not have to give any details.
why-stop = No more messages?
why-stop-more = You can stop them whenever you like, without giving any details. In e-mails the link is at the end; on SMS and WhatsApp, reply STOP.
mail-stop = No more messages like this one? You can stop them here, without giving any details:
