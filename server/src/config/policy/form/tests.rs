use std::num::NonZeroU32;

use domain::money::Money;
use domain::percent::Percent;
use domain::policy::{
    AfterMiss, Breaks, Combines, Cost, Count, Discount, DownPayment, Extension, Fits, Late,
    PartPayment, PlanTerms, Policy, Proposals, Restores, Retries, Reward, Rhythm, Segment,
    Settlement, Spread, Until, Upkeep,
};
use domain::schedule::{DayOfMonth, Frequency};
use proptest::prelude::*;

use super::*;
use crate::config::policy::read;

const DEMO: [(&str, Country); 3] = [
    (include_str!("../../../../../demo/policies/san-borja.toml"), Country::Pe),
    (include_str!("../../../../../demo/policies/el-condor.toml"), Country::Co),
    (include_str!("../../../../../demo/policies/turia.toml"), Country::Es),
];

/// What the form reads that a policy was put into, as a browser sends it.
fn again(file: &PolicyFile, region: Country) -> Result<PolicyFile, Vec<(String, Unfit)>> {
    let of = (file.policy.country, file.policy.currency);
    read_form(&fill(file, region), region, of)
}

#[test]
fn the_demos_policies_survive_the_form() {
    for (text, country) in DEMO {
        let file = read(text, (country, country.currency())).expect("a good file");
        for region in [country, Country::Pe, Country::Es] {
            assert_eq!(again(&file, region).as_ref(), Ok(&file), "{}", file.name);
        }
    }
}

/// A form with one segment, `Uno`, and these fields beside it.
fn with(fields: &[(&str, &str)]) -> Result<PolicyFile, Vec<(String, Unfit)>> {
    let fixed = [("segments", "1"), ("name", "Todo"), ("s1.name", "Uno")];
    let fields = fixed.iter().chain(fields).map(|(name, value)| (*name, *value));
    let entered = Entered::of(fields.map(|(name, value)| (name.to_owned(), value.to_owned())));
    read_form(&entered, Country::Co, (Country::Co, Country::Co.currency()))
}

#[test]
fn amounts_and_shares_are_read_as_people_write_them() {
    let file = with(&[
        ("s1.part", "yes"),
        ("s1.part.least", "$ 50.000"),
        ("s1.settlement", "yes"),
        ("s1.settlement.given_up", " 12,5 % "),
        ("s1.settlement.days", "10"),
        ("s1.tags", " vip ,, mora "),
        ("s1.days_late.from", "-30"),
    ]);
    let file = file.expect("a good form");
    let segment = &file.policy.segments[0];
    let pesos = Money::new(5_000_000, Country::Co.currency()).expect("positive");
    assert_eq!(segment.part, Some(PartPayment { least: pesos }));
    assert_eq!(segment.settlement.expect("one").given_up.hundredths(), 1_250);
    assert_eq!(segment.fits.tags, ["vip", "mora"]);
    assert_eq!(segment.fits.days_late, Some(-30..=i64::MAX));
}

#[test]
fn what_is_not_ticked_is_not_offered_whatever_stands_in_it() {
    let file = with(&[("s1.part.least", "nada"), ("s1.plan.least", "-1"), ("late.yearly", "x")]);
    let file = file.expect("a good form");
    assert_eq!((file.policy.segments[0].part, file.policy.late), (None, None));
}

#[test]
fn what_is_wrong_is_named_with_its_field() {
    let cop = Country::Co.currency();
    let wrong = |wrong| Unfit::Wrong(wrong);
    let amount = |problem| wrong(Wrong::Amount(problem, cop));
    for (fields, name, unfit) in [
        (&[("name", " ")][..], "name", wrong(Wrong::Missing)),
        (&[("s1.name", "")][..], "s1.name", wrong(Wrong::Missing)),
        (&[("s1.part", "yes")][..], "s1.part.least", wrong(Wrong::Missing)),
        (
            &[("s1.part", "yes"), ("s1.part.least", "50,0,0")][..],
            "s1.part.least",
            amount(AmountProblem::NotAnAmount),
        ),
        (&[("s1.part", "yes"), ("s1.part.least", "50,50")][..], "s1.part.least", Unfit::Cents),
        (
            &[("late", "yes"), ("late.yearly", "12"), ("late.fee", "92233720368548")][..],
            "late.fee",
            wrong(Wrong::Above(Money::new(9_223_372_036_854_700, cop).expect("positive"))),
        ),
        (
            &[("s1.days_late.to", "pronto")][..],
            "s1.days_late.to",
            Unfit::Whole { from: -36_500, to: 36_500 },
        ),
        (&[("legal_maximum", "101 %")][..], "legal_maximum", Unfit::Share),
        (
            &[("s1.discount", "yes"), ("s1.discount.days", "5")][..],
            "s1.discount.percent",
            Unfit::Either,
        ),
        (
            &[("s1.discount", "yes"), ("s1.discount.percent", "5")][..],
            "s1.discount.until",
            Unfit::Either,
        ),
        (
            &[
                ("s1.discount", "yes"),
                ("s1.discount.percent", "5"),
                ("s1.discount.due", "yes"),
                ("s1.discount.until", "2026-12-31"),
            ][..],
            "s1.discount.until",
            Unfit::OneOfTwo,
        ),
        (
            &[
                ("s1.settlement", "yes"),
                ("s1.settlement.given_up", "5"),
                ("s1.settlement.days", "5"),
                ("s1.settlement.frequency", "weekly"),
            ][..],
            "s1.settlement.frequency",
            Unfit::Belongs,
        ),
        (
            &[("s1.plan", "yes"), ("s1.plan.breaks", "3"), ("s1.plan.breaks_unlimited", "yes")][..],
            "s1.plan.breaks",
            Unfit::OneOfTwo,
        ),
        (&[("segments", "2"), ("s2.name", "Uno")][..], "s2.name", Unfit::Taken),
        (&[("segments", "21")][..], "segments", Unfit::Segments(20)),
    ] {
        let found = with(fields).expect_err("something is wrong");
        assert!(found.contains(&(name.to_owned(), unfit)), "{name}: {found:?}");
    }
}

#[test]
fn a_field_is_named_once() {
    let found = with(&[("s1.part", "yes"), ("s1.part.least", "50,0,0")]).expect_err("wrong");
    assert_eq!(found.len(), 1, "{found:?}");
}

fn money() -> impl Strategy<Value = Money> {
    (1..9_000_000_i64)
        .prop_map(|minor| Money::new(minor, Country::Pe.currency()).expect("positive"))
}

fn share() -> impl Strategy<Value = Percent> {
    (0..=10_000_u16).prop_map(|hundredths| Percent::from_hundredths(hundredths).expect("a share"))
}

fn count() -> impl Strategy<Value = NonZeroU32> {
    (1..200_u32).prop_map(|count| NonZeroU32::new(count).expect("positive"))
}

fn until() -> impl Strategy<Value = Until> {
    let last = chrono::NaiveDate::from_ymd_opt(2027, 2, 28).expect("a day");
    prop_oneof![
        any::<u16>().prop_map(Until::Days),
        Just(Until::DueDate),
        (0..900_u64).prop_map(move |days| Until::Date(last + chrono::Days::new(days))),
    ]
}

fn fits() -> impl Strategy<Value = Fits> {
    let days = prop_oneof![
        (-90..90_i64).prop_map(|from| from..=i64::MAX),
        (-90..90_i64).prop_map(|to| i64::MIN..=to),
        (-90..90_i64, -90..90_i64).prop_map(|(from, to)| from..=to),
    ];
    let total = prop_oneof![
        (0..900_000_i64).prop_map(|from| from..=crate::config::policy::MOST_OWED),
        (0..900_000_i64, 0..900_000_i64).prop_map(|(from, to)| from..=to),
    ];
    let debts = prop_oneof![
        (0..9_u32).prop_map(|from| from..=u32::MAX),
        (0..9_u32, 0..9_u32).prop_map(|(from, to)| from..=to),
    ];
    let tags = prop::sample::subsequence(vec!["vip", "mora larga", "ñandú \"x\""], 0..=3);
    (prop::option::of(days), prop::option::of(total), prop::option::of(debts), tags).prop_map(
        |(days_late, total, debts, tags)| {
            let tags = tags.into_iter().map(ToOwned::to_owned).collect();
            Fits { days_late, total, debts, tags }
        },
    )
}

fn discount() -> impl Strategy<Value = Discount> {
    let off = prop_oneof![share().prop_map(Count::Share), money().prop_map(Count::Amount)];
    (off, until(), any::<bool>(), any::<bool>()).prop_map(
        |(off, until, on_not_due, on_interest)| Discount { off, until, on_not_due, on_interest },
    )
}

fn settlement() -> impl Strategy<Value = Settlement> {
    let frequency = prop_oneof![
        Just(Frequency::Weekly),
        Just(Frequency::EveryTwoWeeks),
        Just(Frequency::TwiceAMonth),
        (1..=31_u32).prop_map(|day| Frequency::Monthly(DayOfMonth::new(day).expect("a day"))),
    ];
    (share(), count(), frequency, until()).prop_map(|(given_up, payments, frequency, until)| {
        // One payment has no frequency: the reader puts the first there.
        let frequency = if payments.get() == 1 { Frequency::Weekly } else { frequency };
        Settlement { given_up, payments, frequency, until }
    })
}

fn upkeep() -> impl Strategy<Value = Upkeep> {
    let misses =
        prop_oneof![count().prop_map(AfterMiss::InAll), count().prop_map(AfterMiss::InARow)];
    let restores = prop::sample::select(vec![
        Restores::Nothing,
        Restores::GivenUp,
        Restores::GivenUpAndInterest,
    ]);
    (any::<[u16; 6]>(), misses, restores).prop_map(|(numbers, misses, restores)| {
        let [grace_days, moves, move_days, skips, times, days] = numbers;
        let retries = Retries { times, days };
        Upkeep { grace_days, misses, restores, moves, move_days, skips, retries }
    })
}

fn plan() -> impl Strategy<Value = PlanTerms> {
    let all = vec![Rhythm::Weekly, Rhythm::EveryTwoWeeks, Rhythm::TwiceAMonth, Rhythm::Monthly];
    let down = prop_oneof![
        Just(DownPayment::None),
        share().prop_map(DownPayment::Share),
        money().prop_map(DownPayment::Amount),
    ];
    let cost = prop_oneof![
        Just(Cost::None),
        money().prop_map(Cost::Fee),
        share().prop_map(Cost::YearlyRate),
    ];
    let reward = prop::option::of(prop_oneof![
        share().prop_map(Reward::OffTheLast),
        Just(Reward::InterestWaived),
    ]);
    let spread = prop::sample::select(vec![Spread::Even, Spread::First, Spread::Last]);
    let numbers = (count(), count(), any::<u16>(), any::<u16>());
    let breaks = prop_oneof![count().prop_map(Breaks::Most), Just(Breaks::Unlimited)];
    let terms = (money(), down, cost, spread, reward, breaks);
    (numbers, prop::sample::subsequence(all, 0..=4), terms, upkeep()).prop_map(
        |((from, to, first_within, longest_days), frequencies, terms, upkeep)| {
            let (least, down, cost, spread, reward, breaks) = terms;
            let parts = from.get()..=to.get();
            PlanTerms {
                parts,
                frequencies,
                least,
                down,
                cost,
                spread,
                first_within,
                longest_days,
                upkeep,
                reward,
                breaks,
            }
        },
    )
}

fn proposals() -> impl Strategy<Value = Proposals> {
    (any::<u32>(), money(), share(), any::<u16>(), any::<u16>()).prop_map(
        |(parts, least, given_up, within_days, answer_hours)| Proposals {
            parts,
            least,
            given_up,
            within_days,
            answer_hours,
        },
    )
}

fn segment() -> impl Strategy<Value = Segment> {
    let extension =
        (any::<u16>(), any::<u16>()).prop_map(|(days, times)| Extension { days, times });
    let given = (
        prop::option::of(discount()),
        prop::option::of(settlement()),
        prop::option::of(plan()),
        prop::option::of(extension),
        prop::option::of(money().prop_map(|least| PartPayment { least })),
        prop::option::of(proposals()),
    );
    (fits(), given, any::<bool>()).prop_map(|(fits, given, both)| {
        let (discount, settlement, plan, extension, part, proposals) = given;
        let combines = if both { Combines::DiscountWithPlan } else { Combines::Never };
        let name = String::new();
        Segment { name, fits, discount, settlement, plan, extension, part, proposals, combines }
    })
}

fn file() -> impl Strategy<Value = PolicyFile> {
    let late = (share(), prop::option::of(money()), any::<u16>())
        .prop_map(|(yearly, fee, free_days)| Late { yearly, fee, free_days });
    let segments = prop::collection::vec(segment(), 0..4);
    (prop::option::of(late), segments, prop::option::of(share())).prop_map(
        |(late, mut segments, legal_maximum)| {
            for (number, segment) in segments.iter_mut().enumerate() {
                segment.name = format!("Segmento {number}");
            }
            let country = Country::Pe;
            let policy = Policy { currency: country.currency(), country, late, segments };
            PolicyFile { name: "Política".to_owned(), legal_maximum, policy }
        },
    )
}

proptest! {
    #[test]
    fn every_policy_survives_the_form_and_the_file(file in file()) {
        for region in [Country::Pe, Country::Co] {
            let read = again(&file, region);
            prop_assert_eq!(read.as_ref(), Ok(&file));
        }
        let written = crate::config::policy::write(&file);
        let of = (Country::Us, Country::Us.currency());
        let read = read(&written, of);
        prop_assert_eq!(read.as_ref(), Ok(&file));
    }
}
