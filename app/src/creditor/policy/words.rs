//! Contradictions and warnings as sentences. Each names its segment and, where there is one, an example.

use domain::money::Money;
use domain::percent::Percent;
use domain::plan_quote::Refusal;
use domain::policy::Policy;
use domain::policy::check::{Contradiction, Given, Span, TooLateFor, WaitPays, Warning, Why};
use domain::schedule::MOST_PARTS;

use crate::reader::Reader;
use crate::texts::key;

/// What a check found, line by line under its headings; one line if it found nothing.
pub fn checked(
    reader: Reader,
    policy: &Policy,
    (contradictions, warnings): (&[Contradiction], &[Warning]),
) -> String {
    let mut lines = Vec::new();
    if !contradictions.is_empty() {
        lines.push(reader.say(key::PolicyCheckRefused));
        lines.extend(contradictions.iter().map(|one| listed(&refused(reader, policy, one))));
    }
    if !warnings.is_empty() {
        lines.push(reader.say(key::PolicyCheckWarned));
        lines.extend(warnings.iter().map(|one| listed(&warned(reader, policy, one))));
    }
    if lines.is_empty() {
        lines.push(reader.say(key::PolicyCheckGood));
    }
    lines.join("\n")
}

fn listed(line: &str) -> String {
    format!("- {line}")
}

/// A contradiction as a sentence.
pub fn refused(reader: Reader, policy: &Policy, one: &Contradiction) -> String {
    let what = why(reader, policy, one.why);
    match one.segment {
        Some(place) => at(reader, (policy, place), &what),
        None => reader.say(key::PolicyWhole { what: &what }),
    }
}

/// A warning as a sentence, with its example.
pub fn warned(reader: Reader, policy: &Policy, one: &Warning) -> String {
    let money = |amount: Money| reader.money(amount);
    match *one {
        Warning::WaitPays(pays) => wait_pays(reader, policy, &pays),
        Warning::PlanCheaper { segment, owed, parts, plan, now } => {
            let (owed, plan, now) = (&money(owed), &money(plan), &money(now));
            let parts = u64::from(parts);
            let what = reader.say(key::PolicyPlanCheaper { owed, parts, plan, now });
            at(reader, (policy, segment), &what)
        }
        Warning::RewardAboveCost { segment, owed, reward, cost } => {
            let (owed, reward, cost) = (&money(owed), &money(reward), &money(cost));
            let what = reader.say(key::PolicyRewardAboveCost { owed, reward, cost });
            at(reader, (policy, segment), &what)
        }
        Warning::LateAboveMaximum { yearly, maximum } => {
            let percent = |rate: Percent| reader.percent(u32::from(rate.hundredths()));
            let (yearly, maximum) = (&percent(yearly), &percent(maximum));
            let what = reader.say(key::PolicyLateAboveMaximum { yearly, maximum });
            reader.say(key::PolicyWhole { what: &what })
        }
        Warning::LateFee { segment, owed, fee } => {
            let (owed, fee) = (&money(owed), &money(fee));
            let what = reader.say(key::PolicyLateFee { owed, fee });
            match segment {
                Some(place) => at(reader, (policy, place), &what),
                None => reader.say(key::PolicyWhole { what: &what }),
            }
        }
        Warning::PlanAboveMaximum { segment, owed, cost, maximum } => {
            let (owed, cost, maximum) = (&money(owed), &money(cost), &money(maximum));
            let what = reader.say(key::PolicyPlanAboveMaximum { owed, cost, maximum });
            at(reader, (policy, segment), &what)
        }
        Warning::Ended { segment, what, on } => {
            let (what, day) = (&given(reader, what), &reader.day(on));
            let what = reader.say(key::PolicyEnded { what, day });
            at(reader, (policy, segment), &what)
        }
        Warning::BreaksFree { segment } => {
            at(reader, (policy, segment), &reader.say(key::PolicyBreaksFree))
        }
        Warning::NeverBreaks { segment, misses, parts } => {
            let (misses, parts) = (u64::from(misses), &parts.to_string());
            let what = reader.say(key::PolicyNeverBreaks { misses, parts });
            at(reader, (policy, segment), &what)
        }
        Warning::LateRetries { segment, days, what } => {
            at(reader, (policy, segment), &late_retries(reader, days, what))
        }
    }
}

fn late_retries(reader: Reader, days: u32, what: TooLateFor) -> String {
    let days = u64::from(days);
    match what {
        TooLateFor::Grace(grace) => {
            reader.say(key::PolicyRetriesGrace { days, grace: u64::from(grace) })
        }
        TooLateFor::NextDate(next) => {
            reader.say(key::PolicyRetriesNext { days, next: u64::from(next) })
        }
        TooLateFor::Charge(latest) => {
            reader.say(key::PolicyRetriesNever { days, latest: u64::from(latest) })
        }
    }
}

/// The sentence with its segment in front.
fn at(reader: Reader, (policy, place): (&Policy, usize), what: &str) -> String {
    let (number, name) = (&(place + 1).to_string(), name_of(policy, place));
    reader.say(key::PolicyPlace { number, name, what })
}

fn name_of(policy: &Policy, place: usize) -> &str {
    policy.segments.get(place).map_or("", |segment| &*segment.name)
}

fn segment_of(reader: Reader, policy: &Policy, place: Option<usize>) -> String {
    match place {
        Some(place) => {
            let (number, name) = (&(place + 1).to_string(), name_of(policy, place));
            reader.say(key::PolicySegment { number, name })
        }
        None => reader.say(key::PolicyNoSegment),
    }
}

fn wait_pays(reader: Reader, policy: &Policy, pays: &WaitPays) -> String {
    let from = &segment_of(reader, policy, pays.segment);
    let to = &segment_of(reader, policy, pays.later);
    let (owed, now) = (&reader.money(pays.owed), &reader.money(pays.now));
    let then = &reader.money(pays.then);
    let (days, wait) = (pays.days_late.unsigned_abs(), pays.wait.unsigned_abs());
    if pays.days_late < 0 {
        reader.say(key::PolicyWaitEarly { owed, days, wait, now, from, then, to })
    } else {
        reader.say(key::PolicyWaitLate { owed, days, wait, now, from, then, to })
    }
}

fn why(reader: Reader, policy: &Policy, why: Why) -> String {
    match why {
        Why::Currency(currency) => {
            let (given, own) = (currency.code(), policy.currency.code());
            reader.say(key::PolicyCurrency { given, own })
        }
        Why::LeastAboveMost(Span::DaysLate) => reader.say(key::PolicyLeastDays),
        Why::LeastAboveMost(Span::Total) => reader.say(key::PolicyLeastTotal),
        Why::LeastAboveMost(Span::Debts) => reader.say(key::PolicyLeastDebts),
        Why::LeastAboveMost(Span::Instalments) => reader.say(key::PolicyLeastInstalments),
        Why::Nothing(what) => reader.say(key::PolicyNothing { what: &given(reader, what) }),
        Why::Everything(what) => reader.say(key::PolicyEverything { what: &given(reader, what) }),
        Why::NoRhythm => reader.say(key::PolicyNoRhythm),
        Why::TooMany(parts) => {
            let (parts, most) = (&parts.to_string(), &MOST_PARTS.to_string());
            reader.say(key::PolicyTooMany { parts, most })
        }
        Why::NoPlan(refusal) => reader.say(key::PolicyNoPlan { why: &no_plan(reader, refusal) }),
        Why::NoPart(least) => reader.say(key::PolicyNoPart { least: &reader.money(least) }),
        Why::NeverMatches => reader.say(key::PolicyNeverMatches),
    }
}

fn no_plan(reader: Reader, refusal: Refusal) -> String {
    match refusal {
        Refusal::TooFew(parts) => reader.say(key::PolicyWhyTooFew { parts: &parts.to_string() }),
        Refusal::TooMany(parts) => reader.say(key::PolicyWhyTooMany { parts: &parts.to_string() }),
        Refusal::TooSmall(least) => {
            reader.say(key::PolicyWhyTooSmall { least: &reader.money(least) })
        }
        Refusal::Rhythm => reader.say(key::PolicyWhyRhythm),
        Refusal::FirstTooLate(day) => reader.say(key::PolicyWhyFirst { day: &reader.day(day) }),
        Refusal::TooLong(day) => reader.say(key::PolicyWhyLong { day: &reader.day(day) }),
        Refusal::DownTooSmall(least) => {
            reader.say(key::PolicyWhyDown { least: &reader.money(least) })
        }
        Refusal::Schedule(_) => reader.say(key::PolicyWhySchedule),
        Refusal::Money(_) => reader.say(key::PolicyWhyAmounts),
    }
}

fn given(reader: Reader, given: Given) -> String {
    match given {
        Given::Discount => reader.say(key::PolicyGivenDiscount),
        Given::Settlement => reader.say(key::PolicyGivenSettlement),
        Given::Reward => reader.say(key::PolicyGivenReward),
        Given::Extension => reader.say(key::PolicyGivenExtension),
        Given::Proposals => reader.say(key::PolicyGivenProposals),
        Given::Moves => reader.say(key::PolicyGivenMoves),
        Given::Retries => reader.say(key::PolicyGivenRetries),
    }
}

#[cfg(test)]
mod tests;
