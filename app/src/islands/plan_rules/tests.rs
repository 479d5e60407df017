use super::*;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

fn soles(minor: i64) -> Money {
    Money::new(minor, Currency::parse("PEN").expect("known")).expect("positive")
}

fn terms(cost: Cost, reward: Option<Reward>) -> PlanTerms {
    PlanTerms {
        parts: 2..=12,
        frequencies: vec![Rhythm::TwiceAMonth, Rhythm::Monthly],
        least: soles(5_000),
        down: DownPayment::Share(Percent::from_hundredths(1_000).expect("10 %")),
        cost,
        spread: Spread::Last,
        first_within: 15,
        longest_days: 400,
        upkeep: NO_UPKEEP,
        reward,
        breaks: Breaks::USUAL,
    }
}

fn reader() -> Reader {
    let voice = Voice { lang: Lang::Es, region: Country::Pe, address: Address::Tu };
    Reader::new(voice, day(11, 22))
}

/// What the form says, as a browser has it.
fn form(changed: &[(&str, &str)]) -> impl Fn(&str) -> String {
    let mut fields = vec![
        ("by", "parts"),
        ("parts", "4"),
        ("each", ""),
        ("down", "100"),
        ("rhythm", "monthly"),
        ("payday", "15"),
        ("first", "2026-11-30"),
        ("first_on", ""),
    ];
    for (name, value) in changed {
        let field = fields.iter_mut().find(|field| field.0 == *name).expect("a field");
        field.1 = *value;
    }
    let fields: Vec<_> = fields.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
    move |name| {
        let found = fields.iter().find(|field| field.0 == name);
        found.map(|field| field.1.clone()).unwrap_or_default()
    }
}

#[test]
fn the_browser_counts_what_the_server_counts() {
    let share = |hundredths| Percent::from_hundredths(hundredths).expect("at most 100 %");
    for (cost, reward) in [
        (Cost::None, None),
        (Cost::Fee(soles(2_000)), Some(Reward::OffTheLast(share(200)))),
        (Cost::YearlyRate(share(3_500)), Some(Reward::InterestWaived)),
    ] {
        let (terms, owed) = (terms(cost, reward), soles(100_000));
        let choice = Choice {
            cut: Cut::Parts(NonZeroU32::new(4).expect("some")),
            rhythm: Rhythm::Monthly,
            payday: DayOfMonth::new(15),
            first_on: day(11, 30),
            down: soles(10_000),
        };
        let of = (Country::Pe, day(11, 22));
        let expected = plan_quote::quote(&terms, owed, &choice, of).expect("a plan");
        let rules = PlanRules::new(reader(), owed, &terms, Country::Pe);
        let sent = PlanRules::read(&rules.written()).expect("it reads");
        assert_eq!(sent, rules);
        let open = sent.open().expect("it opens");
        let counted = open.counted(&form(&[])).expect("a plan");
        let off = plan_quote::reward(&terms, &expected).expect("it fits");
        assert_eq!(counted.quote, expected);
        assert_eq!(counted.reward, (!off.is_zero()).then_some(off));
    }
}

#[test]
fn what_makes_no_plan_has_its_own_problem() {
    use AmountProblem as A;
    use BuilderProblem as P;
    let sent = PlanRules::new(reader(), soles(100_000), &terms(Cost::None, None), Country::Pe);
    let open = sent.open().expect("it opens");
    for (changed, expected) in [
        (&[("parts", "x")][..], P::NoCount),
        (&[("by", "each")], P::Each(A::Empty)),
        (&[("by", "each"), ("each", "1.555")], P::Each(A::TooPrecise)),
        (&[("down", "x")], P::Down(A::NotAnAmount)),
        (&[("down", "")], P::Refused(Refusal::DownTooSmall(soles(10_000)))),
        (&[("rhythm", "weekly")], P::Refused(Refusal::Rhythm)),
        (&[("first", "other"), ("first_on", "30/11")], P::NoDay),
        (
            &[("first", "other"), ("first_on", "2027-01-31")],
            P::Refused(Refusal::FirstTooLate(day(12, 7))),
        ),
        (&[("parts", "13")], P::Refused(Refusal::TooMany(12))),
    ] {
        let found = open.counted(&form(changed)).map(|counted| counted.quote);
        assert_eq!(found, Err(expected), "{changed:?}");
    }
}

#[test]
fn a_page_that_somebody_changed_counts_nothing() {
    let sent = PlanRules::new(reader(), soles(100_000), &terms(Cost::None, None), Country::Pe);
    let whole = sent.written();
    assert!(whole.lines().count() == 18 && PlanRules::read(&whole).is_some());
    for (at, _) in whole.match_indices('\n') {
        assert_eq!(PlanRules::read(&whole[..at]), None, "without its end");
    }
    assert_eq!(PlanRules::read(&whole.replace("100000", "1e5")), None);
}
