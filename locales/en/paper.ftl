# The text of what is agreed, as it is kept.
paper-title = Payment agreement
paper-between = Between { $creditor } ({ $id }) and whoever accepts this text on their personal page, about { $owed } outstanding.
paper-pays = Whoever accepts undertakes to pay { $total } on the dates and in the amounts of this schedule.
paper-gives-up = { $creditor } takes { $total } for everything that this agreement includes and, once it is paid, waives the rest: { $given }.
paper-no-interest = While the agreement stands, no late interest runs on what it includes.
paper-rules = What happens if a date is missed, and what can be changed, is written on this page under “How it works” and is part of the agreement.
paper-rights = The agreement takes away no right that the law gives, nor does it keep anybody from complaining if something is wrong.
paper-kept = It is kept as it is shown, with the date and time at which it is accepted, and can be read again whenever needed.
paper-instead = This agreement takes the place of the one accepted on { $day }. What was already paid counts.
paper-promise-title = Promise to pay
paper-promise = Whoever accepts undertakes to pay { $total } to { $creditor } by { $day } at the latest. The due date does not change.
kept-title = What was agreed · { $creditor }
kept-heading = What you accepted
kept-at = Accepted: { $moment }
kept-evidence = Verification code of this text
