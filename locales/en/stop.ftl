stop-title = Stop e-mails
stop-heading = Do you want to stop these e-mails?
stop-lead = We will send you no more reminders by e-mail. What you ask for will still reach you, like a receipt or a new link, and what you have to know of something that is under way.
stop-button = No more e-mails
stop-done-title = No more reminders by e-mail
stop-done-heading = Done: we will send you no more reminders by e-mail
stop-done-lead = What you ask for will still reach you, like a receipt or a new link, and what you have to know of something that is under way.
stop-done-more = You can have them again whenever you like: open your link and go to “Your messages”.
