use domain::money::Money;
use domain::policy::check;
use domain::policy::{
    AfterMiss, Breaks, Combines, Cost, Count, DownPayment, Restores, Retries, Reward, Rhythm,
    Spread, Until,
};
use domain::schedule::{DayOfMonth, Frequency};

use super::*;

const DEMO: [(&str, Country); 3] = [
    (include_str!("../../../../demo/policies/san-borja.toml"), Country::Pe),
    (include_str!("../../../../demo/policies/el-condor.toml"), Country::Co),
    (include_str!("../../../../demo/policies/turia.toml"), Country::Es),
];

/// Every key, some of them as TOML's own dates and numbers.
const FULL: &str = r#"
name = "Todo"
currency = "PEN"
country = "PE"
legal_maximum = "83.4"

[late]
yearly = 12
fee = "5.00"
free_days = 3

[[segment]]
name = "Uno"
days_late = { from = -30, to = 90 }
total = { from = "100.00", to = "5000.00" }
debts = { from = 1, to = 3 }
tags = ["vip", "«a \"b\"»"]
discount_with_plan = true

[segment.discount]
percent = "12.5"
until = 2027-01-31
on_not_due = true
on_interest = true

[segment.settlement]
given_up = 35
payments = 3
frequency = "monthly"
day = 31
until = "due-date"

[segment.plan]
instalments = { from = 2, to = 6 }
frequencies = ["monthly", "weekly"]
least = "80.00"
down_percent = "20"
yearly = "18"
spread = "last"
first_within = 15
longest_days = 200
grace_days = 3
misses = 2
misses_in_a_row = true
restores = "given-up-and-interest"
moves = 1
move_days = 7
skips = 1
retries = 3
retry_days = 2
reward_percent = "2"
breaks = 3

[segment.extension]
days = 10
times = 2

[segment.part]
least = "20.00"

[segment.proposals]
instalments = 8
least = "60.00"
given_up = "10"
within_days = 240
answer_hours = 48

[[segment]]
name = "Dos"

[segment.discount]
amount = "15.00"
days = 5

[segment.plan]
instalments = { from = 2, to = 2 }
frequencies = ["twice-a-month", "every-two-weeks"]
least = "1.00"
down_amount = "10.00"
fee = "3.00"
first_within = 0
longest_days = 60
grace_days = 0
misses = 1
restores = "nothing"
reward_interest = true
breaks_unlimited = true
"#;

fn read_pe(text: &str) -> Result<PolicyFile, Vec<PolicyFileError>> {
    read(text, (Country::Pe, Country::Pe.currency()))
}

fn soles(minor: i64) -> Money {
    Money::new(minor, Country::Pe.currency()).expect("positive")
}

fn percent(hundredths: u16) -> Percent {
    Percent::from_hundredths(hundredths).expect("at most 100 %")
}

#[test]
fn every_key_says_what_it_says() {
    let file = read_pe(FULL).expect("a good file");
    assert_eq!((&*file.name, file.legal_maximum), ("Todo", Some(percent(8_340))));
    let late = Late { yearly: percent(1_200), fee: Some(soles(500)), free_days: 3 };
    assert_eq!(file.policy.late, Some(late));
    let [one, two] = &*file.policy.segments else { panic!("two segments") };
    assert_eq!(one.fits.days_late, Some(-30..=90));
    assert_eq!(one.fits.total, Some(10_000..=500_000));
    assert_eq!((one.fits.debts.clone(), one.fits.tags.len()), (Some(1..=3), 2));
    assert_eq!(one.combines, Combines::DiscountWithPlan);
    let discount = one.discount.expect("a discount");
    let last = chrono::NaiveDate::from_ymd_opt(2027, 1, 31).expect("a day");
    assert_eq!((discount.off, discount.until), (Count::Share(percent(1_250)), Until::Date(last)));
    assert!(discount.on_not_due && discount.on_interest);
    let settlement = one.settlement.expect("a settlement");
    let monthly = Frequency::Monthly(DayOfMonth::new(31).expect("a day"));
    assert_eq!((settlement.payments.get(), settlement.frequency), (3, monthly));
    assert_eq!((settlement.given_up, settlement.until), (percent(3_500), Until::DueDate));
    let plan = one.plan.as_ref().expect("a plan");
    assert_eq!((plan.parts.clone(), plan.least), (2..=6, soles(8_000)));
    assert_eq!(plan.frequencies, [Rhythm::Weekly, Rhythm::Monthly]);
    assert_eq!(plan.down, DownPayment::Share(percent(2_000)));
    assert_eq!((plan.cost, plan.spread), (Cost::YearlyRate(percent(1_800)), Spread::Last));
    assert!(matches!(plan.upkeep.misses, AfterMiss::InARow(misses) if misses.get() == 2));
    assert_eq!(plan.upkeep.restores, Restores::GivenUpAndInterest);
    assert_eq!(plan.upkeep.retries, Retries { times: 3, days: 2 });
    assert_eq!(plan.reward, Some(Reward::OffTheLast(percent(200))));
    assert!(matches!(plan.breaks, Breaks::Most(most) if most.get() == 3));
    assert_eq!(two.discount.expect("one").off, Count::Amount(soles(1_500)));
    let plan = two.plan.as_ref().expect("a plan");
    assert_eq!((plan.down, plan.cost), (DownPayment::Amount(soles(1_000)), Cost::Fee(soles(300))));
    assert_eq!((plan.reward, plan.upkeep.moves), (Some(Reward::InterestWaived), 0));
    assert_eq!(plan.upkeep.retries, Retries::USUAL);
    assert_eq!(plan.breaks, Breaks::Unlimited);
}

#[test]
fn a_plan_of_which_nothing_is_said_may_break_twice() {
    let file = read_pe(&FULL.replacen("breaks = 3\n", "", 1)).expect("a good file");
    let plan = file.policy.segments[0].plan.as_ref().expect("a plan");
    assert!(matches!(plan.breaks, Breaks::Most(most) if most.get() == 2));
    let written = write(&file);
    assert!(!written.contains("breaks = "), "a policy of before is another one: {written}");
    let said = read_pe(&FULL.replacen("breaks = 3\n", "breaks = 2\n", 1)).expect("a good file");
    assert_eq!(write(&said), written, "saying what is usual changes nothing");
}

#[test]
fn a_policy_survives_writing_and_is_always_written_alike() {
    for (text, country) in [(FULL, Country::Pe)].into_iter().chain(DEMO) {
        let file = read(text, (country, country.currency())).expect("a good file");
        let written = write(&file);
        // Nothing is left to the creditor's settings.
        let again = read(&written, (Country::Us, Country::Us.currency()));
        assert_eq!(again.as_ref(), Ok(&file), "{written}");
        assert_eq!(again.map(|file| write(&file)), Ok(written));
    }
}

#[test]
fn the_demos_policies_have_nothing_wrong_and_nothing_unwise() {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    for (text, country) in DEMO {
        let file = read(text, (country, country.currency())).expect("a good file");
        assert_eq!(check::contradictions(&file.policy, today), [], "{}", file.name);
        assert_eq!(check::warnings(&file.policy, today, file.legal_maximum), Ok(Vec::new()));
    }
}

/// Everything that is wrong with a file, line by line.
fn wrong(text: &str) -> Vec<String> {
    read_pe(text).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// The full example with one piece in the place of another.
fn with(old: &str, new: &str) -> Vec<String> {
    assert!(FULL.contains(old), "{old}");
    wrong(&FULL.replacen(old, new, 1))
}

/// A piece of the full example, what stands in its place, and what is said of it.
const WRONG: &[(&str, &str, &str)] = &[
    (
        "percent = \"12.5\"",
        "percent = 12.5",
        "segment 1 (Uno), `discount.percent`: 12.5 stands without quotes: write \"12.5\"",
    ),
    (
        "least = \"80.00\"",
        "least = 80",
        "segment 1 (Uno), `plan.least`: 80 stands without quotes: write \"80\"",
    ),
    (
        "given_up = 35",
        "given_up = \"35 %\"",
        "segment 1 (Uno), `settlement.given_up`: \"35 %\" is no share from 0 to 100 like \"12.5\"",
    ),
    (
        "given_up = 35",
        "given_up = 101",
        "segment 1 (Uno), `settlement.given_up`: 101 is no share from 0 to 100 like \"12.5\"",
    ),
    (
        "yearly = 12",
        "yearly = \"12.345\"",
        "`late.yearly`: \"12.345\" is no share from 0 to 100 like \"12.5\"",
    ),
    ("fee = \"5.00\"", "fee = \"5,00\"", "`late.fee`: \"5,00\" is no amount like \"100.50\""),
    (
        "fee = \"5.00\"",
        "fee = \"5.005\"",
        "`late.fee`: \"5.005\": PEN has fewer decimals than the amount",
    ),
    (
        "fee = \"5.00\"",
        "fee = \"92233720368547.76\"",
        "`late.fee`: \"92233720368547.76\": more than PEN 92233720368547.75, the largest amount",
    ),
    (
        "to = \"5000.00\"",
        "to = \"90000000000000000.00\"",
        "segment 1 (Uno), `total.to`: \"90000000000000000.00\": more than PEN \
         92233720368547.75, the largest amount",
    ),
    (
        "least = \"20.00\"",
        "least = \"92233720368547.76\"",
        "segment 1 (Uno), `part.least`: \"92233720368547.76\": more than PEN \
         92233720368547.75, the largest amount",
    ),
    ("yearly = 12\n", "", "`late.yearly`: missing"),
    (
        "currency = \"PEN\"",
        "currency = \"SOL\"",
        "`currency`: \"SOL\" is not an ISO 4217 code like PEN",
    ),
    ("country = \"PE\"", "country = \"pe\"", "`country`: \"pe\" is not a country's code like PE"),
    ("name = \"Todo\"", "name = \" \"", "`name`: a line of 1 to 80 characters"),
    ("name = \"Dos\"", "name = \"Uno\"", "segment 2 (Uno), `name`: another segment has it"),
    ("name = \"Dos\"", "", "segment 2 (?), `name`: missing"),
    (
        "debts = { from = 1, to = 3 }",
        "debts = { from = 1, to = 3.5 }",
        "segment 1 (Uno), `debts.to`: 3.5 is no whole number from 0 to 4294967295",
    ),
    (
        "debts = { from = 1, to = 3 }",
        "debts = {}",
        "segment 1 (Uno), `debts`: has neither `from` nor `to`",
    ),
    (
        "until = 2027-01-31",
        "until = \"31/01/2027\"",
        "segment 1 (Uno), `discount.until`: \"31/01/2027\" is neither a day like \"2026-12-31\" \
         nor \"due-date\"",
    ),
    (
        "until = 2027-01-31",
        "until = 2027-01-31\ndays = 5",
        "segment 1 (Uno), `discount.until`: stands beside `days`: one of the two says how long",
    ),
    (
        "until = 2027-01-31\n",
        "",
        "segment 1 (Uno), `discount.until`: missing: `until` or `days` says how long",
    ),
    (
        "amount = \"15.00\"\n",
        "",
        "segment 2 (Dos), `discount.percent`: missing: `percent` or `amount` says how much",
    ),
    (
        "amount = \"15.00\"",
        "amount = \"15.00\"\npercent = 1",
        "segment 2 (Dos), `discount.percent`: stands beside `amount`: one of the two",
    ),
    (
        "payments = 3\n",
        "payments = 0\n",
        "segment 1 (Uno), `settlement.payments`: 0 is no whole number from 1 to 4294967295",
    ),
    (
        "frequency = \"monthly\"\nday = 31\n",
        "frequency = \"monthly\"\n",
        "segment 1 (Uno), `settlement.day`: missing",
    ),
    (
        "frequency = \"monthly\"",
        "frequency = \"weekly\"",
        "segment 1 (Uno), `settlement.day`: belongs to the frequency monthly",
    ),
    (
        "payments = 3\nfrequency = \"monthly\"\nday = 31\n",
        "frequency = \"weekly\"\n",
        "segment 1 (Uno), `settlement.frequency`: belongs to a settlement of more than one payment",
    ),
    (
        "[\"monthly\", \"weekly\"]",
        "[\"monthly\", \"dayly\"]",
        "segment 1 (Uno), `plan.frequencies`: \"dayly\" is none of weekly, every-two-weeks, \
         twice-a-month, monthly",
    ),
    (
        "fee = \"3.00\"",
        "fee = \"3.00\"\nyearly = \"3\"",
        "segment 2 (Dos), `plan.fee`: stands beside `yearly`: one of the two",
    ),
    (
        "reward_interest = true",
        "reward_interest = true\nreward_percent = 1",
        "segment 2 (Dos), `plan.reward_percent`: stands beside `reward_interest`: one of the two",
    ),
    (
        "reward_interest = true",
        "reward_interest = \"sí\"",
        "segment 2 (Dos), `plan.reward_interest`: \"sí\" is neither true nor false",
    ),
    (
        "breaks = 3",
        "breaks = 0",
        "segment 1 (Uno), `plan.breaks`: 0 is no whole number from 1 to 4294967295",
    ),
    (
        "breaks = 3",
        "breaks = 3\nbreaks_unlimited = true",
        "segment 1 (Uno), `plan.breaks`: stands beside `breaks_unlimited`: one of the two",
    ),
    (
        "first_within = 15",
        "first_within = 70000",
        "segment 1 (Uno), `plan.first_within`: 70000 is no whole number from 0 to 65535",
    ),
    (
        "restores = \"nothing\"",
        "restores = \"all\"",
        "segment 2 (Dos), `plan.restores`: \"all\" is none of nothing, given-up, \
         given-up-and-interest",
    ),
];

#[test]
fn a_value_that_is_wrong_is_named_with_its_segment_and_its_key() {
    for (old, new, said) in WRONG {
        assert_eq!(with(old, new), [*said], "{new}");
    }
}

#[test]
fn everything_wrong_is_said_at_once() {
    let text = FULL.replace("least = \"20.00\"", "least = 20.5").replace("days = 5\n", "");
    assert_eq!(
        wrong(&text),
        [
            "segment 1 (Uno), `part.least`: 20.5 stands without quotes: write \"20.5\"",
            "segment 2 (Dos), `discount.until`: missing: `until` or `days` says how long",
        ]
    );
}

#[test]
fn pesos_of_which_nobody_pays_cents_have_none() {
    let text = "name = \"P\"\n[[segment]]\nname = \"S\"\n[segment.part]\nleast = \"50000.50\"\n";
    let errors = read(text, (Country::Co, Country::Co.currency())).expect_err("cents");
    let said: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["segment 1 (S), `part.least`: \"50000.50\": nobody pays cents of COP"]);
}

#[test]
fn a_key_that_is_not_known_is_named_with_its_line_and_its_segment() {
    for (old, new, start, key) in [
        ("country = \"PE\"", "contry = \"PE\"", "line 4: ", "contry"),
        ("[late]", "[later]", "line 7: ", "later"),
        ("payments = 3", "paymets = 3", "line 28, segment 1: ", "paymets"),
        ("days = 5\n", "dias = 5\n", "line 73, segment 2: ", "dias"),
        ("country = \"PE\"", "country = PE", "line 4: ", ""),
    ] {
        let said = with(old, new);
        let [said] = &*said else { panic!("{said:?}") };
        assert!(said.starts_with(start), "{said}");
        assert!(said.contains(key), "{said}");
    }
}

#[test]
fn more_than_the_check_can_look_at_is_refused() {
    let segment = |number: usize| format!("[[segment]]\nname = \"S{number}\"\n");
    let text: String = (0..=MOST_SEGMENTS).map(segment).collect();
    assert_eq!(wrong(&format!("name = \"P\"\n{text}")), ["`segment`: more than 20 of them"]);
    let tags: Vec<_> = (0..=MOST_TAGS).map(|number| format!("\"t{number}\"")).collect();
    let text = format!("name = \"P\"\n[[segment]]\nname = \"S\"\ntags = [{}]\n", tags.join(", "));
    assert_eq!(wrong(&text), ["`segment`: more than 10 different tags"]);
}
