policy-place = Segment { $number }, “{ $name }”: { $what }
policy-whole = In the whole policy: { $what }
policy-segment = segment { $number }, “{ $name }”
policy-no-segment = no segment
policy-check-good = No contradictions and no warnings.
policy-check-refused = It contradicts itself:
policy-check-warned = Worth a second look:

policy-given-discount = the discount
policy-given-settlement = the settlement
policy-given-reward = the reward for paying on time
policy-given-extension = the extension
policy-given-proposals = accepting proposals at once
policy-given-moves = moving dates
policy-given-retries = trying an automatic payment again

policy-currency = there are amounts in { $given }, and the policy is in { $own }.
policy-least-days = the fewest days late are more than the most.
policy-least-total = the smallest total is above the largest.
policy-least-debts = the fewest documents are more than the most.
policy-least-instalments = the fewest instalments are more than the most.
policy-nothing = { $what } gives nothing: what is given, the days or the times are zero.
policy-everything = { $what } goes up to 100%: nothing would be left to pay.
policy-no-rhythm = the plan does not say how often payments are made.
policy-too-many = { $parts } payments are too many: { $most } at most.
policy-no-plan = not even the largest amount of the segment makes a plan: { $why }.
policy-no-part = with a part payment from { $least }, no amount of the segment leaves as much to be paid.
policy-never-matches = no case comes this far: the segments before it take them all.

policy-why-too-few = there would be fewer than { $parts } instalments
policy-why-too-many = there would be more than { $parts } instalments
policy-why-too-small = an instalment would be below { $least }
policy-why-rhythm = no frequency fits
policy-why-first = the first instalment would be after { $day }
policy-why-long = the last instalment would be after { $day }
policy-why-down = the down payment would be below { $least }
policy-why-schedule = no instalments are left to be paid
policy-why-amounts = the amounts are too large

policy-wait-early = Whoever owes { $owed }, due in { $days ->
    [one] { $days } day
   *[other] { $days } days
}, does better to wait { $wait ->
    [one] { $wait } day
   *[other] { $wait } days
}: today it costs { $now } ({ $from }), then { $then } ({ $to }).
policy-wait-late = Whoever owes { $owed } and is { $days ->
    [one] { $days } day
   *[other] { $days } days
} late does better to wait { $wait ->
    [one] { $wait } day
   *[other] { $wait } days
}: today it costs { $now } ({ $from }), then { $then } ({ $to }).
policy-plan-cheaper = for whoever owes { $owed }, a plan of { $parts ->
    [one] { $parts } instalment
   *[other] { $parts } instalments
} paid on time costs { $plan }, less than paying everything today: { $now }.
policy-reward-above-cost = whoever owes { $owed } would get { $reward } for paying on time a plan that costs { $cost }.
policy-late-above-maximum = late interest, { $yearly } a year, is above the legal maximum, { $maximum }.
policy-late-fee = whoever owes { $owed } is asked for a late fee of { $fee } at once, more than a tenth of it.
policy-plan-above-maximum = for whoever owes { $owed } the plan costs { $cost }; at the legal maximum it would be { $maximum }.
policy-ended = { $what } ended on { $day }.
policy-breaks-free = a plan that is left unpaid brings nothing back and is offered again without limit: it can go on for ever.
policy-never-breaks = the plan ends with { $misses ->
    [one] { $misses } instalment missed
   *[other] { $misses } instalments missed
} and has { $parts } at most.
policy-retries-grace = the last try of an automatic payment comes { $days ->
    [one] { $days } day
   *[other] { $days } days
} after the date, and the grace is { $grace ->
    [one] { $grace } day
   *[other] { $grace } days
}: the date would be missed before.
policy-retries-next = the last try of an automatic payment comes { $days ->
    [one] { $days } day
   *[other] { $days } days
} after the date, and the next one may come { $next ->
    [one] { $next } day
   *[other] { $next } days
} after it.
policy-retries-never = the last try of an automatic payment would come { $days ->
    [one] { $days } day
   *[other] { $days } days
} after the date, and nothing is charged after { $latest ->
    [one] { $latest } day
   *[other] { $latest } days
}.

policy-preview-title = With the cases of { $day }, in { $currency }:
policy-preview-segment = { $number }. { $name }: { $cases ->
    [one] { $cases } case
   *[other] { $cases } cases
}, { $owed }
policy-preview-none = No segment: { $cases ->
    [one] { $cases } case
   *[other] { $cases } cases
}, { $owed }; they can pay everything or a part
policy-preview-review = Under review: { $cases ->
    [one] { $cases } case, without options in the meantime
   *[other] { $cases } cases, without options in the meantime
}
policy-preview-best = best option: { $ways }
policy-preview-way = { $way } ({ $cases })
policy-preview-no-way = none
policy-preview-given-up = Waived at most, if everybody accepts: { $amount }
policy-preview-cash = Money by month if half of them accept:
policy-preview-month = { $month }: { $amount }

policy-way-discount = { $off } less for paying everything
policy-way-settlement = { $share } waived
policy-way-extension = up to { $days ->
    [one] { $days } day more
   *[other] { $days } days more
}
policy-way-plan = up to { $parts ->
    [one] { $parts } instalment
   *[other] { $parts } instalments
}
policy-way-part = a part payment from { $least }
