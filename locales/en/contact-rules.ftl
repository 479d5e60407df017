contact-rules-title = Contact rules
contact-rules-lead = They decide when a message leaves, and when somebody may be called or visited. Nobody passes them by from this panel. The hour is the person’s own.
contact-rules-country = Those of { $country } hold, checked on { $day }. For somebody in another country those of that country hold too.
contact-rules-strict = We do not know the laws of { $country } yet: the strictest ones that we know hold, checked on { $day }.
contact-rules-care = These rules help to care for people and to keep the law. They are not legal advice.
contact-rules-phones = Without a permission noted on the case nothing leaves by SMS or WhatsApp, in any country.
contact-rules-allowed = By contract the person already allows: { $ways }
contact-rules-rule = Rule
contact-rules-ways = Channel
contact-rules-source = Where it comes from
contact-rules-every-way = Every channel
contact-rules-own = Own rule
contact-rules-no-law = No law that we know of asks for it: it is our own care
contact-rules-law = { $law }, article { $article }
contact-rules-since = In force since { $day }
contact-rules-verified = Read in the original text
contact-rules-secondary = According to other sources
contact-rules-unsure = The reading is not certain: we keep to the stricter one
contact-rules-see = See the contact rules
contact-rule-hours = Only { $hours }
contact-rule-holidays = Not on holidays
contact-rule-most = At most { $times } in { $days }
contact-rule-apart = At least { $days } between one contact and the next
contact-rule-one-way = One channel alone in { $days }
contact-rule-permission = Only with the person’s permission
contact-rule-never = Not used
contact-rule-reached = { $rule }; those that reached the person count
contact-times = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
contact-span = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
contact-run = { $days }, from { $from } to { $until }
contact-run-late = { $days }, from { $from } on
contact-days = { $first } to { $last }
contact-monday = Monday
contact-tuesday = Tuesday
contact-wednesday = Wednesday
contact-thursday = Thursday
contact-friday = Friday
contact-saturday = Saturday
contact-sunday = Sunday
