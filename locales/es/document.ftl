# Papers to keep, as PDF: to nobody in particular, so that they read the same to both.
document-download = Descargar en PDF
document-evidence-more = Resume todo lo ocurrido en este caso hasta este documento. Si algo anterior cambiara, el código ya no coincidiría.

# A date in the calendar of a phone, where a stranger may read it.
document-date = Fecha con { $creditor }
document-date-bare = Fecha acordada
