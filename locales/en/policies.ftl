policies-lead = What is offered, to whom and how far. Changes reach nobody before they are put in force.
policies-none = There is no policy yet: everybody can pay everything or a part, without other options.
policies-new = New policy of offers
policies-from = You can begin with an example and change it before saving. Amounts in another currency stay empty.
policies-clinic = With that of a clinic
policies-wholesaler = With that of a wholesaler
policies-gym = With that of a gym
policies-name = Name
policies-state = State
policies-newest = Newest version

policy-deed = { $who }, { $moment }
policy-state-draft = draft
policy-state-planned = from { $moment } on
policy-state-in-force = in force since { $moment }
policy-state-covered = without effect for now
policy-state-past = replaced
policy-version-mark = Version { $version }: { $state }
policy-archived-mark = Archived: { $who }

policy-one-title = { $name } ({ $currency })
policy-one-edit = Prepare the next version
policy-one-versions = Versions
policy-one-says = What version { $version } says
policy-version-title = Version { $version }
policy-version-saved = Saved: { $deed }
policy-version-activated = Put in force: { $deed }
policy-version-changes = What changed
policy-version-preview = What it would mean today
policy-version-person = See what the person will see
policy-version-toml = Download as TOML
policy-bring-back = Bring version { $version } back as a new one
policy-compare = Compare two versions
policy-compare-old = The one before
policy-compare-new = The one after
policy-compare-button = Compare
policy-compare-title = { $name }: from version { $old } to { $new }
policy-compare-same = Both say the same.
policy-activate = Put version { $version } in force
policy-activate-lead = What was accepted stays as it was accepted. Everything else is computed from this version from that moment on.
policy-activate-when = From when on?
policy-activate-now = From now on
policy-activate-at = From a day and a time on
policy-activate-day = Day
policy-activate-time = Time
policy-activate-time-hint = For example 08:00, in the business’s own time.
policy-activate-button = Put in force
policy-activate-past = That moment has passed
policy-activate-clock = Write the time like this: 08:00
policy-archive = Archive the policy
policy-archive-lead = It is no longer offered from now on. If another policy in the same currency was in force before, it is again; if there is none, everybody can pay everything or a part.
policy-archive-button = Archive
policy-take-up = Take the policy up again
policy-take-up-lead = It is offered again from now on, with the last version that had begun.
policy-take-up-button = Take up

policy-portfolio-title = { $name }, version { $version }: what it would mean today
policy-portfolio-lead = It is tried on all cases that owe something. Nothing changes for anybody.
policy-tried-title = With the cases of { $day }, in { $currency }
policy-tried-segment = Segment
policy-tried-cases = Cases
policy-tried-owed = Owed
policy-tried-best = Best option
policy-tried-without = No segment
policy-tried-only-all = can pay everything or a part
policy-tried-given-up = Waived at most, if everybody accepts
policy-tried-busy = Another preview of this business is being computed. In a few seconds it can be asked for again.
policy-person-title = { $name }, version { $version }: what the person will see
policy-person-number = Customer or document number
policy-person-button = See
policy-person-note = This is how { $who } would see the options today. It is only a preview: nothing here can be pressed.
policy-person-nothing = Today { $who } has nothing outstanding that this policy covers.

policy-new-title = New policy
policy-edit-title = { $name }: next version
policy-edit-lead = Each case gets the first segment that fits. Nothing changes for anybody before it is put in force.
policy-edit-unlimited = The example is in another currency: the limit of the total is missing in these segments. Without it they take every case, and those after them none.
policy-edit-check = Check
policy-edit-add = Add a segment
policy-edit-save = Save as version { $version }
policy-edit-save-hint = Saving does not put it in force: the version stays a draft.
policy-newer = Meanwhile version { $version } was saved ({ $deed }).
policy-newer-more = Nothing in this form is lost. If it is saved again, it becomes the newest version. What differs:
policy-segment-first = The first that fits is applied.
policy-segment-name = Name of the segment
policy-segment-new = Segment { $number }
policy-summary-segment = Segment { $number }: { $name }
policy-segment-up = Move segment { $number } up
policy-segment-down = Move segment { $number } down
policy-segment-remove = Remove segment { $number }
policy-part-late = Charge for paying late
policy-part-discount = Offer a discount for paying everything
policy-part-settlement = Offer a settlement: less than everything
policy-part-plan = Offer a payment plan
policy-part-extension = Offer an extension
policy-part-part = Take part payments
policy-part-proposals = Accept proposals at once
policy-paste = Paste a policy as TOML
policy-paste-lead = It replaces what stands in the fields. Nothing is saved yet.
policy-paste-label = Text of the file
policy-paste-button = Put into the fields
policy-paste-line = There is something on line { $line } that cannot be read.
policy-paste-key = The value of { $key } does not fit.
policy-paste-segment = In segment { $number }, the value of { $key } does not fit.
policy-paste-currency = The file is in { $currency }, which is not the currency of this policy.

policy-unfit-either = One of the two is missing
policy-unfit-one-of-two = Only one of the two can be given
policy-unfit-share = A percentage from 0 to 100, with two decimals at most
policy-unfit-cents = This currency does not have so many decimals
policy-unfit-whole = A whole number, from { $from } to { $to }
policy-unfit-line = A line of { $most } characters at most
policy-unfit-taken = Another segment has this name
policy-unfit-name-taken = Another policy has this name
policy-unfit-segments = A policy has { $most } segments at most
policy-unfit-tags = A policy has { $most } different tags at most
policy-unfit-belongs = It goes only with several payments; the day, only with monthly ones

policy-limit-legal-maximum = Legal maximum of interest a year
policy-limit-late-yearly = Late interest
policy-limit-late-fee = Late fee, once for each document
policy-limit-late-free = Free of charge after the due date
policy-limit-days-late = Days late
policy-limit-total = Total owed
policy-limit-debts = Open documents
policy-limit-tags = Tags; one is enough
policy-limit-discount = Discount for paying everything
policy-limit-discount-until = The discount stands
policy-limit-on-not-due = The discount counts what is not yet due
policy-limit-on-interest = The discount counts interest and fees
policy-limit-discount-with-plan = The discount stands with a plan too
policy-limit-given-up = Share waived to settle
policy-limit-payments = Payments to settle, at most
policy-limit-payments-every = These payments are made
policy-limit-settlement-until = The settlement stands
policy-limit-instalments = Instalments of the plan
policy-limit-frequencies = Frequency
policy-limit-least = Smallest instalment
policy-limit-down = Smallest down payment
policy-limit-cost = What the plan costs
policy-limit-spread = It is charged
policy-limit-first-within = First instalment, at most in
policy-limit-longest-days = Length of the plan, at most
policy-limit-grace-days = Grace after each date
policy-limit-misses = The plan ends with
policy-limit-restores = If the plan ends that way, what is owed is
policy-limit-moves = Dates that may be moved
policy-limit-skips = Instalments that may be moved to the end
policy-limit-retries = Automatic payment, if the bank says no
policy-limit-reward = Reward for paying on time
policy-limit-breaks = No other plan is offered after
policy-limit-extension-days = Extension of up to
policy-limit-extension-times = Extensions for each debt
policy-limit-part-least = Smallest part payment
policy-limit-proposal-parts = Proposals: instalments, at most
policy-limit-proposal-least = Proposals: smallest instalment
policy-limit-proposal-given-up = Proposals: share waived
policy-limit-proposal-within = Proposals: last payment, at most in
policy-limit-proposal-hours = Proposals: the others are answered in
policy-rhythm-weekly = every week
policy-rhythm-two-weeks = every two weeks
policy-rhythm-twice = on the 15th and the last day of the month
policy-rhythm-monthly = every month
policy-spread-even = on all instalments alike
policy-spread-first = on the first instalment
policy-spread-last = on the last instalment
policy-restores-nothing = only what is still unpaid
policy-restores-given-up = what is unpaid and what was to be waived
policy-restores-interest = what is unpaid, what was to be waived, and late interest

policy-says-yes = yes
policy-says-span = { $from } to { $to }
policy-says-from = from { $from }
policy-says-to = up to { $to }
policy-says-yearly = { $rate } a year
policy-says-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
policy-says-times = { $times ->
    [one] { $times } time
   *[other] { $times } times
}
policy-says-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
policy-says-until-day = until { $day }
policy-says-until-days = { $days ->
    [one] for { $days } day, that of the first confirmed identity
   *[other] for { $days } days from the first confirmed identity
}
policy-says-until-due = until the due date
policy-says-monthly-on = every month, on day { $day }
policy-says-misses-in-all = missed instalments in all: { $misses }
policy-says-misses-in-a-row = missed instalments in a row: { $misses }
policy-says-breaks = { $plans ->
    [one] { $plans } plan that was not completed
   *[other] { $plans } plans that were not completed
}
policy-says-unlimited = no limit
policy-says-moves = { $moves ->
    [one] { $moves } time, by up to { $days }
   *[other] { $moves } times, by up to { $days }
}
policy-says-retries = { $times ->
    [one] { $times } more try, { $days } later
   *[other] { $times } more tries, { $days } apart
}
policy-says-no-retries = no more tries
policy-says-off-the-last = { $share } of the plan, off the last instalment
policy-says-interest-waived = the plan’s interest is waived

policy-word-from = from
policy-word-to = to
policy-word-or = or
policy-word-days = days
policy-word-hours = hours
policy-word-yearly = % a year
policy-word-since-identity = days from the first confirmed identity
policy-word-until = or until
policy-word-until-due = or until the due date
policy-word-one-payment = in one payment
policy-word-month-day = on the day of the month
policy-word-misses = missed instalments
policy-word-in-a-row = only if in a row
policy-word-breaks = plans of the same debt that were not completed
policy-word-moves = times, each by up to
policy-word-retries = more tries, each after
policy-word-off-the-last = % of the plan, off the last instalment
policy-word-interest-waived = or waive the plan’s interest

policy-diff-whole = The whole policy
policy-diff-order = Order of the segments
policy-diff-order-changed = { $before } → { $after }
policy-diff-segment = Segment “{ $name }”
policy-diff-added = is new
policy-diff-removed = is no longer there
policy-diff-says = { $limit }: { $value }
policy-diff-changed = { $limit }: { $before } → { $after }
policy-diff-new = { $limit }: now { $after }
policy-diff-gone = { $limit }: no longer (was { $before })
