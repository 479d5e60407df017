//! What is different between two versions of a policy, limit by limit, in words.

use domain::percent::Percent;
use domain::policy::{Policy, Segment};

use super::limits::{Limit, of_policy, of_segment};
use crate::reader::Reader;
use crate::texts::key;

/// What one version says.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// The highest yearly rate that it names.
    pub legal_maximum: Option<Percent>,
}

/// What changed in one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Where: the whole policy, the order, or a segment by its name.
    pub place: String,
    /// What, a line each.
    pub lines: Vec<String>,
}

/// Everything that `new` says differently than `old`; empty if they say the same. Segments are the same one
/// where they have the same name.
pub fn difference(reader: Reader, old: Said<'_>, new: Said<'_>) -> Vec<Change> {
    let whole = lines(
        reader,
        &of_policy(reader, old.policy, old.legal_maximum),
        &of_policy(reader, new.policy, new.legal_maximum),
    );
    let mut found = Vec::new();
    push(&mut found, reader.say(key::PolicyDiffWhole), whole);
    let order = order(reader, old.policy, new.policy).into_iter().collect();
    push(&mut found, reader.say(key::PolicyDiffOrder), order);
    for segment in &new.policy.segments {
        let now = of_segment(reader, new.policy, segment);
        let lines = match named(old.policy, &segment.name) {
            Some(before) => lines(reader, &of_segment(reader, old.policy, before), &now),
            None => added(reader, &now),
        };
        push(&mut found, segment_of(reader, segment), lines);
    }
    for segment in &old.policy.segments {
        if named(new.policy, &segment.name).is_none() {
            let gone = vec![reader.say(key::PolicyDiffRemoved)];
            push(&mut found, segment_of(reader, segment), gone);
        }
    }
    found
}

fn push(found: &mut Vec<Change>, place: String, lines: Vec<String>) {
    if !lines.is_empty() {
        found.push(Change { place, lines });
    }
}

fn segment_of(reader: Reader, segment: &Segment) -> String {
    reader.say(key::PolicyDiffSegment { name: &segment.name })
}

fn named<'a>(policy: &'a Policy, name: &str) -> Option<&'a Segment> {
    policy.segments.iter().find(|segment| segment.name == name)
}

/// The order of the segments that stand in both, where it is another one.
fn order(reader: Reader, old: &Policy, new: &Policy) -> Option<String> {
    let both = |one: &Policy, other: &Policy| -> Vec<String> {
        let names = one.segments.iter().map(|segment| segment.name.clone());
        names.filter(|name| named(other, name).is_some()).collect()
    };
    let (before, after) = (both(old, new), both(new, old));
    (before != after).then(|| {
        let (before, after) = (&before.join(" · "), &after.join(" · "));
        reader.say(key::PolicyDiffOrderChanged { before, after })
    })
}

fn added(reader: Reader, limits: &[(Limit, String)]) -> Vec<String> {
    let said = limits.iter().map(|(limit, value)| {
        reader.say(key::PolicyDiffSays { limit: &limit.label(reader), value })
    });
    [reader.say(key::PolicyDiffAdded)].into_iter().chain(said).collect()
}

/// Old → new for each limit that is not the same.
fn lines(reader: Reader, old: &[(Limit, String)], new: &[(Limit, String)]) -> Vec<String> {
    let value = |limits: &[(Limit, String)], limit: Limit| {
        limits.iter().find(|(one, _)| *one == limit).map(|(_, value)| value.clone())
    };
    let mut found = Vec::new();
    for (limit, now) in new {
        let (label, before) = (&limit.label(reader), value(old, *limit));
        match before {
            Some(before) if before == *now => {}
            Some(before) => {
                let (before, after) = (&*before, &**now);
                found.push(reader.say(key::PolicyDiffChanged { limit: label, before, after }));
            }
            None => found.push(reader.say(key::PolicyDiffNew { limit: label, after: now })),
        }
    }
    for (limit, before) in old {
        if value(new, *limit).is_none() {
            let limit = &limit.label(reader);
            found.push(reader.say(key::PolicyDiffGone { limit, before }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::country::{Address, Country};
    use domain::money::Money;
    use domain::policy::{Count, Discount, Extension, Fits, PartPayment, Until};

    use super::*;
    use crate::texts::{Lang, Voice};

    fn reader() -> Reader {
        let voice = Voice { lang: Lang::Es, region: Country::Pe, address: Address::Tu };
        Reader::new(voice, NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"))
    }

    fn discount(hundredths: u16, days: u16) -> Discount {
        let off = Count::Share(Percent::from_hundredths(hundredths).expect("a share"));
        Discount { off, until: Until::Days(days), on_not_due: false, on_interest: false }
    }

    fn segment(name: &str, from: i64) -> Segment {
        let fits = Fits { days_late: Some(from..=i64::MAX), ..Fits::default() };
        Segment { name: name.to_owned(), fits, ..Segment::default() }
    }

    fn policy(segments: Vec<Segment>) -> Policy {
        let country = Country::Pe;
        Policy { currency: country.currency(), country, late: None, segments }
    }

    fn told(old: &Policy, new: &Policy) -> Vec<String> {
        let said = |policy| Said { policy, legal_maximum: None };
        let found = difference(reader(), said(old), said(new));
        let lines = found.into_iter().flat_map(|change| {
            let place = change.place;
            change.lines.into_iter().map(move |line| format!("{place}: {line}"))
        });
        lines.map(|line| line.replace('\u{a0}', " ")).collect()
    }

    #[test]
    fn a_version_is_not_different_from_itself() {
        let one = policy(vec![segment("A", 1), segment("B", 31)]);
        assert_eq!(told(&one, &one), Vec::<String>::new());
    }

    #[test]
    fn each_limit_is_told_with_what_it_was_and_what_it_is() {
        let old = policy(vec![Segment { discount: Some(discount(1_000, 5)), ..segment("A", 1) }]);
        let part = Money::new(5_000, Country::Pe.currency()).map(|least| PartPayment { least });
        let new = policy(vec![Segment {
            discount: Some(discount(1_500, 5)),
            part: part.ok(),
            ..segment("A", 1)
        }]);
        assert_eq!(
            told(&old, &new),
            [
                "Segmento «A»: Descuento si paga todo: 10 % → 15 %",
                "Segmento «A»: Pago parcial mínimo: ahora S/ 50.00",
            ]
        );
        assert_eq!(told(&new, &old)[1], "Segmento «A»: Pago parcial mínimo: ya no (era S/ 50.00)");
    }

    #[test]
    fn segments_that_come_go_or_change_places_are_told() {
        let extension = Some(Extension { days: 10, times: 1 });
        let old = policy(vec![segment("A", 1), segment("B", 31), segment("C", 61)]);
        let new = policy(vec![
            segment("B", 31),
            segment("A", 1),
            Segment { extension, ..segment("D", 90) },
        ]);
        assert_eq!(
            told(&old, &new),
            [
                "Orden de los segmentos: A · B → B · A",
                "Segmento «D»: es nuevo",
                "Segmento «D»: Días de atraso: desde 90",
                "Segmento «D»: Prórroga de hasta: 10 días",
                "Segmento «D»: Prórrogas por deuda: 1 vez",
                "Segmento «C»: ya no está",
            ]
        );
    }
}
