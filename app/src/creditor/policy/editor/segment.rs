//! One segment of the editor: whose cases it is for, and what they are offered.

use domain::policy::{Restores, Rhythm, Spread};
use leptos::prelude::*;

use super::button;
use super::row::{Boxes, Cell};
use crate::creditor::policy::entered::{Act, field};
use crate::creditor::policy::limits::{Limit, restores, rhythm, spread};
use crate::texts::key;

/// The words of the file for how often is paid.
const RHYTHMS: [(&str, Rhythm); 4] = [
    ("weekly", Rhythm::Weekly),
    ("every-two-weeks", Rhythm::EveryTwoWeeks),
    ("twice-a-month", Rhythm::TwiceAMonth),
    ("monthly", Rhythm::Monthly),
];

/// The boxes of the frequencies of a plan.
const FREQUENCIES: [(&str, Rhythm); 4] = [
    ("plan.frequencies.weekly", Rhythm::Weekly),
    ("plan.frequencies.every-two-weeks", Rhythm::EveryTwoWeeks),
    ("plan.frequencies.twice-a-month", Rhythm::TwiceAMonth),
    ("plan.frequencies.monthly", Rhythm::Monthly),
];

const SPREADS: [(&str, Spread); 3] =
    [("even", Spread::Even), ("first", Spread::First), ("last", Spread::Last)];

const RESTORES: [(&str, Restores); 3] = [
    ("nothing", Restores::Nothing),
    ("given-up", Restores::GivenUp),
    ("given-up-and-interest", Restores::GivenUpAndInterest),
];

/// The segment at `place` of `count`, as a card.
pub(super) fn card(boxes: &Boxes<'_>, (place, count): (usize, usize)) -> AnyView {
    let reader = boxes.reader;
    let (prefix, number) = (&*field(place, ""), &(place + 1).to_string());
    let own = format!("s{number}");
    let name = boxes.typed(&field(place, "name")).to_owned();
    let title = if name.is_empty() {
        reader.say(key::PolicySegmentNew { number })
    } else {
        reader.say(key::PolicySummarySegment { number, name: &name })
    };
    let problem = boxes.problem(&own);
    let rows = [
        boxes.row(prefix, reader.say(key::PolicySegmentName), vec![Cell::text("name")]),
        fits(boxes, prefix),
        discount(boxes, prefix),
        settlement(boxes, prefix),
        plan(boxes, prefix),
        others(boxes, prefix),
    ];
    let acts = [
        (place > 0).then(|| (Act::Up(place), reader.say(key::PolicySegmentUp { number }))),
        (place + 1 < count)
            .then(|| (Act::Down(place), reader.say(key::PolicySegmentDown { number }))),
        Some((Act::Remove(place), reader.say(key::PolicySegmentRemove { number }))),
    ];
    let acts = acts.into_iter().flatten().map(|(act, label)| button(act, "plain", label));
    let acts = acts.collect_view();
    view! {
        <section class="card segment" id=own>
            <h2>{title}</h2>
            <p class="soft small">{reader.say(key::PolicySegmentFirst)}</p>
            {problem}
            {rows.collect_view()}
            <p class="acts">{acts}</p>
        </section>
    }
    .into_any()
}

/// Which cases.
fn fits(boxes: &Boxes<'_>, prefix: &str) -> AnyView {
    let numbers = |from, to| boxes.span(Cell::number(from), Cell::number(to));
    let total = boxes.span(Cell::amount("total.from"), Cell::amount("total.to"));
    [
        boxes.limit(prefix, Limit::DaysLate, numbers("days_late.from", "days_late.to")),
        boxes.limit(prefix, Limit::Total, total),
        boxes.limit(prefix, Limit::Debts, numbers("debts.from", "debts.to")),
        boxes.limit(prefix, Limit::Tags, vec![Cell::text("tags")]),
    ]
    .collect_view()
    .into_any()
}

/// How long something stands: for days, to a day, or to the due date.
fn until(boxes: &Boxes<'_>, keys: [&'static str; 3]) -> Vec<Cell> {
    let [days, until, due] = keys;
    let reader = boxes.reader;
    vec![
        Cell::number(days).followed_by(reader.say(key::PolicyWordSinceIdentity)),
        Cell::date(until).led_by(reader.say(key::PolicyWordUntil)),
        Cell::tick(due, reader.say(key::PolicyWordUntilDue)),
    ]
}

fn discount(boxes: &Boxes<'_>, prefix: &str) -> AnyView {
    let reader = boxes.reader;
    let yes = || reader.say(key::PolicySaysYes);
    let off = vec![Cell::share("discount.percent"), boxes.or(Cell::amount("discount.amount"))];
    let until = until(boxes, ["discount.days", "discount.until", "discount.due"]);
    let tick = |limit, key| boxes.limit(prefix, limit, vec![Cell::tick(key, yes())]);
    boxes.part(
        prefix,
        "discount",
        reader.say(key::PolicyPartDiscount),
        vec![
            boxes.limit(prefix, Limit::Discount, off),
            boxes.limit(prefix, Limit::DiscountUntil, until),
            tick(Limit::OnNotDue, "discount.on_not_due"),
            tick(Limit::OnInterest, "discount.on_interest"),
            tick(Limit::DiscountWithPlan, "discount_with_plan"),
        ],
    )
}

fn settlement(boxes: &Boxes<'_>, prefix: &str) -> AnyView {
    let reader = boxes.reader;
    let none = ("", reader.say(key::PolicyWordOnePayment));
    let words = RHYTHMS.map(|(word, every)| (word, rhythm(reader, every)));
    let every = Cell::choose("settlement.frequency", [none].into_iter().chain(words).collect());
    let day = Cell::number("settlement.day").led_by(reader.say(key::PolicyWordMonthDay));
    let until = until(boxes, ["settlement.days", "settlement.until", "settlement.due"]);
    boxes.part(
        prefix,
        "settlement",
        reader.say(key::PolicyPartSettlement),
        vec![
            boxes.limit(prefix, Limit::GivenUp, vec![Cell::share("settlement.given_up")]),
            boxes.limit(prefix, Limit::Payments, vec![Cell::number("settlement.payments")]),
            boxes.limit(prefix, Limit::PaymentsEvery, vec![every, day]),
            boxes.limit(prefix, Limit::SettlementUntil, until),
        ],
    )
}

fn plan(boxes: &Boxes<'_>, prefix: &str) -> AnyView {
    let reader = boxes.reader;
    let span =
        boxes.span(Cell::number("plan.instalments.from"), Cell::number("plan.instalments.to"));
    let down = vec![Cell::share("plan.down_percent"), boxes.or(Cell::amount("plan.down_amount"))];
    let yearly = Cell::share("plan.yearly").followed_by(reader.say(key::PolicyWordYearly));
    let spreads = SPREADS.map(|(word, one)| (word, spread(reader, one)));
    let mut rows = vec![
        boxes.limit(prefix, Limit::Instalments, span),
        frequencies(boxes, prefix),
        boxes.limit(prefix, Limit::Least, vec![Cell::amount("plan.least")]),
        boxes.limit(prefix, Limit::Down, down),
        boxes.limit(prefix, Limit::Cost, vec![Cell::amount("plan.fee"), boxes.or(yearly)]),
        boxes.limit(prefix, Limit::Spread, vec![Cell::choose("plan.spread", spreads.into())]),
        boxes.limit(prefix, Limit::FirstWithin, vec![boxes.days("plan.first_within")]),
        boxes.limit(prefix, Limit::LongestDays, vec![boxes.days("plan.longest_days")]),
    ];
    rows.extend(upkeep(boxes, prefix));
    boxes.part(prefix, "plan", reader.say(key::PolicyPartPlan), rows)
}

/// The boxes of the frequencies; what is wrong with them stands below all.
fn frequencies(boxes: &Boxes<'_>, prefix: &str) -> AnyView {
    let name = format!("{prefix}plan.frequencies");
    let ticks = FREQUENCIES.map(|(key, every)| Cell::tick(key, rhythm(boxes.reader, every)));
    let problem = boxes.problem(&name);
    let row = boxes.limit(prefix, Limit::Frequencies, ticks.into());
    view! { <div id=name>{row}{problem}</div> }.into_any()
}

/// What happens while a plan runs.
fn upkeep(boxes: &Boxes<'_>, prefix: &str) -> [AnyView; 8] {
    let reader = boxes.reader;
    let restored = RESTORES.map(|(word, one)| (word, restores(reader, one)));
    let misses = vec![
        Cell::number("plan.misses").followed_by(reader.say(key::PolicyWordMisses)),
        Cell::tick("plan.misses_in_a_row", reader.say(key::PolicyWordInARow)),
    ];
    let moves = vec![
        Cell::number("plan.moves").followed_by(reader.say(key::PolicyWordMoves)),
        boxes.days("plan.move_days"),
    ];
    let retries = vec![
        Cell::number("plan.retries").followed_by(reader.say(key::PolicyWordRetries)),
        boxes.days("plan.retry_days"),
    ];
    let reward = vec![
        Cell::share("plan.reward_percent").followed_by(reader.say(key::PolicyWordOffTheLast)),
        Cell::tick("plan.reward_interest", reader.say(key::PolicyWordInterestWaived)),
    ];
    let breaks = vec![
        Cell::number("plan.breaks").followed_by(reader.say(key::PolicyWordBreaks)),
        Cell::tick("plan.breaks_unlimited", reader.say(key::PolicySaysUnlimited)),
    ];
    [
        boxes.limit(prefix, Limit::GraceDays, vec![boxes.days("plan.grace_days")]),
        boxes.limit(prefix, Limit::Misses, misses),
        boxes.limit(prefix, Limit::Restores, vec![Cell::choose("plan.restores", restored.into())]),
        boxes.limit(prefix, Limit::Moves, moves),
        boxes.limit(prefix, Limit::Skips, vec![Cell::number("plan.skips")]),
        boxes.limit(prefix, Limit::Retries, retries),
        boxes.limit(prefix, Limit::Reward, reward),
        boxes.limit(prefix, Limit::Breaks, breaks),
    ]
}

/// More time, a part, and what the debtor proposes.
fn others(boxes: &Boxes<'_>, prefix: &str) -> AnyView {
    let reader = boxes.reader;
    let one = |limit, cell| boxes.limit(prefix, limit, vec![cell]);
    let hours = Cell::number("proposals.answer_hours");
    let hours = hours.followed_by(reader.say(key::PolicyWordHours));
    [
        boxes.part(
            prefix,
            "extension",
            reader.say(key::PolicyPartExtension),
            vec![
                one(Limit::ExtensionDays, boxes.days("extension.days")),
                one(Limit::ExtensionTimes, Cell::number("extension.times")),
            ],
        ),
        boxes.part(
            prefix,
            "part",
            reader.say(key::PolicyPartPart),
            vec![one(Limit::PartLeast, Cell::amount("part.least"))],
        ),
        boxes.part(
            prefix,
            "proposals",
            reader.say(key::PolicyPartProposals),
            vec![
                one(Limit::ProposalParts, Cell::number("proposals.instalments")),
                one(Limit::ProposalLeast, Cell::amount("proposals.least")),
                one(Limit::ProposalGivenUp, Cell::share("proposals.given_up")),
                one(Limit::ProposalWithin, boxes.days("proposals.within_days")),
                one(Limit::ProposalHours, hours),
            ],
        ),
    ]
    .collect_view()
    .into_any()
}
