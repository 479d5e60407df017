document-download = Baixar em PDF
document-evidence-more = Resume tudo o que aconteceu neste caso até este documento. Se algo anterior mudasse, o código deixaria de conferir.
document-date = Data com { $creditor }
document-date-bare = Data combinada
