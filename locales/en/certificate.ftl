certificate-title = Check a certificate
certificate-genuine = This certificate is genuine
certificate-genuine-more = { $creditor } issued it on { $day } and it still holds.
certificate-revoked = This certificate no longer holds
certificate-revoked-more = { $creditor } issued it on { $day }, and it was withdrawn afterwards.
certificate-unknown = We cannot find this code
certificate-unknown-more = Compare the code, letter by letter, with the one on the certificate. If it is the same, ask whoever gave it to you.
certificate-names = { $count ->
    [one] It names 1 document.
   *[other] It names { $count } documents.
}
certificate-field = Code of the certificate
certificate-hint = 16 letters and digits. The dashes are not needed.
certificate-wrong = Type the 16 letters and digits of the code.
certificate-button = Check
