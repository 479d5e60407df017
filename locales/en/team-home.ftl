team-home-morning = Good morning, { $name }
team-home-afternoon = Good afternoon, { $name }
team-home-evening = Good evening, { $name }
team-home-collected = Collected this month
team-home-open = { $debts ->
    [one] { $debts } document
   *[other] { $debts } documents
} · { $cases ->
    [one] { $cases } person
   *[other] { $cases } people
}
team-home-as-of = Totals as of { $moment }
team-home-counting = Totals appear a minute after the first documents are loaded.
team-home-waiting = Waiting for an answer
team-home-transfers = { $count ->
    [one] { $count } transfer to check
   *[other] { $count } transfers to check
}
team-home-answers = { $count ->
    [one] { $count } reply to read
   *[other] { $count } replies to read
}
team-home-suspense = { $count ->
    [one] { $count } sum of money to identify
   *[other] { $count } sums of money to identify
}
team-home-since = since { $day }
team-home-nothing = Nothing is waiting now.
team-home-latest = Latest
team-home-quiet = What people do with their links appears here.
team-home-bar = Overdue { $overdue }, not yet due { $open }

# Reminders: what rests, and what left today.
team-home-rests = Sending has been paused ({ $channels }) since { $moment }.
team-home-rests-go = See or resume in “Reminders”
team-home-reminded = { $count ->
    [0] No reminder went out today
    [one] { $count } reminder went out today
   *[other] { $count } reminders went out today
}
team-home-no-sequence = No sequence of reminders is in force
