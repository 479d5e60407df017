identity-title = Confirm that it is you
identity-heading = { $creditor } wants to show you private information
identity-lead-last = Are you the person we are writing to? Confirm it with the last { $digits } digits of your { $document }.
identity-lead-before-check = Are you the person we are writing to? Confirm it with the { $digits } digits of your { $document } that stand before the dash.
identity-lead-letter = Are you the person we are writing to? Confirm it with the last 3 digits and the letter of your { $document }.
identity-lead-birth = Are you the person we are writing to? Confirm it with your date of birth.
identity-lead-postcode = Are you the person we are writing to? Confirm it with the postcode of your address.
identity-lead-invoice = Are you the person we are writing to? Confirm it with the number of an invoice or a bill that you have from { $creditor }.
identity-lead-code = We have sent a 6-digit code to { $address }. It is valid for 10 minutes.
identity-label-last = Last { $digits } digits of your { $document }
identity-label-before-check = { $digits } digits of your { $document } before the dash
identity-label-letter = Last 3 digits and letter of your { $document }
identity-label-birth = Your date of birth
identity-label-day = Day
identity-label-month = Month
identity-label-year = Year
identity-label-postcode = Your postcode
identity-label-invoice = Number of the invoice or bill
identity-label-code = 6-digit code
identity-hint = We will not ask for any password.
identity-hint-birth = For example: 27 3 1985
identity-hint-invoice = With letters and digits, as printed on the paper.
identity-hint-code = If you cannot find it, look in your spam folder too.
identity-button = Confirm
identity-send-code = Get a code at my e-mail address { $address }
identity-send-code-again = Send me another code
identity-not-me = I am not that person
identity-real = How do I know this is real?
identity-document-cedula = cédula
identity-document-other = identity document
identity-wrong-last = Those digits do not match. Please check them: they are the last { $digits } of your { $document }. { $count ->
    [one] You have 1 try left.
   *[other] You have { $count } tries left.
}
identity-wrong-before-check = Those digits do not match. Please check them: they are the { $digits } before the dash of your { $document }. { $count ->
    [one] You have 1 try left.
   *[other] You have { $count } tries left.
}
identity-wrong-letter = That does not match. Please check the last 3 digits and the letter of your { $document }. { $count ->
    [one] You have 1 try left.
   *[other] You have { $count } tries left.
}
identity-wrong-birth = That date does not match. Please check day, month and year. { $count ->
    [one] You have 1 try left.
   *[other] You have { $count } tries left.
}
identity-wrong-postcode = That postcode does not match. Try the one of the address that you gave to { $creditor }. { $count ->
    [one] You have 1 try left.
   *[other] You have { $count } tries left.
}
identity-wrong-invoice = That number does not match. Please check it on the paper, with its letters. { $count ->
    [one] You have 1 try left.
   *[other] You have { $count } tries left.
}
identity-wrong-code = That code does not match. Use the last one that we sent you. { $count ->
    [one] You have 1 try left.
   *[other] You have { $count } tries left.
}
identity-empty = Your answer is missing.
identity-no-such-day = There is no such date. Please check day, month and year.
identity-code-expired = That code is no longer valid. Please ask for another one.
locked-title = Access paused
locked-heading = We have paused access for your safety
locked-lead = { $count ->
    [one] You can try again from { $time } on { $day }.
   *[other] You can try again from { $time } on { $day }.
}
locked-calm = This changes nothing between you and { $creditor }, nor any of your dates.
call-us-heading = { $creditor } has private information for you
call-us-lead = To show it we need to confirm by phone that it is you. Please call the business.
not-me-title = Thank you for telling us
not-me-heading = Thank you for telling us
not-me-lead = We will not write to this contact about this matter again, and we have told { $creditor }. Nothing about anybody was shown here.
not-me-more = You can close this page.
call-us-lead-code = To show it we need to confirm that it is you. Ask for a code by e-mail or call the business.
