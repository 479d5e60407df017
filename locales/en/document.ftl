document-download = Download as PDF
document-evidence-more = It sums up everything that had happened in this case up to this document. If anything before it were changed, the code would no longer match.
document-date = Date with { $creditor }
document-date-bare = Agreed date
