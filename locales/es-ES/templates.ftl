# What reminders say, in the words of the country.
template-amount = El importe es { $amount }.
