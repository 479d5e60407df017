//! What is to come, seen as if nobody paid.

use super::*;

#[test]
fn what_comes_is_seen_as_if_nobody_paid() {
    let all = sequence(
        7,
        &[(StepKind::InstalmentSoon, 3), (StepKind::InstalmentMissed, 4), (StepKind::Kind, 4)],
    );
    let (standings, subjects) = ([standing(0, 10_000)], [instalment(10, None)]);
    let case = Case {
        standings: &standings,
        subjects: &subjects,
        resting: Resting::No,
        reachable: &BY_EMAIL,
        closed: &[],
        preferred: None,
    };
    let past = Past { covered: &[], unheard: &[], tried: &[], contacts: &[] };
    let seen = ahead(|_| Some(&all), &case, &past, (start(), DAYS_AHEAD));
    let days: Vec<_> = seen.iter().map(|one| (one.on, one.due.step)).collect();
    assert_eq!(days, [(on(7), 0), (on(14), 1)]);
    let rests = Case { resting: Resting::Wholly, ..case };
    assert_eq!(ahead(|_| Some(&all), &rests, &past, (start(), DAYS_AHEAD)), []);
    let unreached = Case { reachable: &[], ..case };
    let seen = ahead(|_| Some(&all), &unreached, &past, (start(), DAYS_AHEAD));
    let days: Vec<_> = seen.iter().map(|one| (one.on, one.due.step, one.due.channel)).collect();
    assert_eq!(days, [(on(7), 0, None), (on(14), 1, None)], "each once, and none uses a gap up");
}

#[test]
fn each_day_goes_by_the_sequence_that_is_in_force_on_it() {
    let (first, second) = (
        sequence(7, &[(StepKind::Kind, 4)]),
        sequence(7, &[(StepKind::Kind, 9), (StepKind::Firm, 16)]),
    );
    let (standings, subjects) = ([standing(0, 10_000)], [debt(1, 0)]);
    let case = Case {
        standings: &standings,
        subjects: &subjects,
        resting: Resting::No,
        reachable: &BY_EMAIL,
        closed: &[],
        preferred: None,
    };
    let past = Past { covered: &[], unheard: &[], tried: &[], contacts: &[] };
    let seen = |from: i64, case: &Case<'_>, days: u64| {
        let by = |day: NaiveDate| if day < on(from) { Some(&first) } else { Some(&second) };
        let seen = ahead(by, case, &past, (start(), days));
        seen.iter().map(|one| (one.on, one.step.kind, one.step.days)).collect::<Vec<_>>()
    };
    let (kind, firm) = (StepKind::Kind, StepKind::Firm);
    assert_eq!(seen(0, &case, 30), [(on(9), kind, 9), (on(16), firm, 16)]);
    assert_eq!(seen(0, &case, 10), [(on(9), kind, 9)], "no further than one looks");
    assert_eq!(seen(3, &case, 30), [(on(9), kind, 9), (on(16), firm, 16)]);
    assert_eq!(seen(10, &case, 30), [(on(4), kind, 4), (on(11), kind, 9), (on(18), firm, 16)]);
    let unreached = Case { reachable: &[], ..case };
    assert_eq!(seen(10, &unreached, 12), [(on(4), kind, 4), (on(10), kind, 9)]);
    let none = ahead(|day| (day >= on(20)).then_some(&first), &case, &past, (start(), DAYS_AHEAD));
    assert_eq!(none.iter().map(|one| one.on).collect::<Vec<_>>(), [on(20)]);
}

#[test]
fn days_pass_for_the_audience_too() {
    let days = |days_late| Audience {
        currency: None,
        fits: Fits { days_late: Some(days_late), ..Fits::default() },
    };
    let seen = |audience: Audience, now: i64| {
        let mut all = sequence(7, &[(StepKind::Kind, 12)]);
        all.steps[0].audience = audience;
        let (standings, subjects) = ([standing(now, 10_000)], [debt(1, -10)]);
        let case = Case {
            standings: &standings,
            subjects: &subjects,
            resting: Resting::No,
            reachable: &BY_EMAIL,
            preferred: None,
            closed: &[],
        };
        let past = Past { covered: &[], unheard: &[], tried: &[], contacts: &[] };
        let seen = ahead(|_| Some(&all), &case, &past, (start(), DAYS_AHEAD));
        seen.iter().map(|one| one.on).collect::<Vec<_>>()
    };
    assert_eq!(seen(days(20..=i64::MAX), 10), [on(10)], "it is late enough in ten days");
    assert_eq!(seen(days(1..=11), 10), [], "by then it is too late");
    assert_eq!(seen(days(1..=12), 10), [on(2)]);
    assert_eq!(seen(days(20..=i64::MAX), 40), [on(2)], "what is older counts on");
}
