clearance-title = Debt-free certificate
clearance-lead = { $creditor } ({ $id }) certifies that on { $day } { $debtor } owed it nothing.
clearance-by = Issued by
clearance-for = In the name of
clearance-reference = Customer no.
clearance-names = { $count ->
    [one] Document settled
   *[other] { $count } documents settled
}
clearance-document = Document
clearance-what = For
clearance-scope = It is issued for whatever purpose it may serve. It holds while what it names stays settled; if something is owed again it no longer holds, and checking the code will show so.
clearance-check = Code to check it
clearance-where = Anybody can check it here:
mail-clearance-subject = Your certificate from { $creditor } is ready
mail-clearance-subject-bare = Your certificate is ready
mail-clearance-preview = All went well. Keep this message: what you need is inside.
mail-clearance-thanks = Nothing is left open with { $creditor }. Thank you.
mail-clearance-attached = Your certificate and your last receipt come with this message, as PDF.
mail-clearance-alone = Your certificate comes with this message, as PDF, and is also on your personal page.
mail-clearance-page = Your certificate and your receipts are on your personal page.
mail-clearance-code = Code of your certificate
mail-clearance-check = Anybody can check it by its code here:
mail-agreed-attached = It also comes with this message, as PDF.
statement-certificate-check = Check the certificate

# A person of the team issues one.
team-clearance-lead = Nothing is left open in this case, and no certificate in force names all of its documents.
team-clearance-legend = Before it is issued
team-clearance-yes = I have checked that the person owes nothing on these documents.
team-clearance-hint = It names all documents of the case. The person gets an e-mail when the contact rules allow. If something is owed again, it no longer holds.
team-clearance-button = Issue
team-clearance-missing = Tick that it was checked
team-news-clearance-issued = Done: it is now among the papers of the case.
