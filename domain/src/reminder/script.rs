//! What a person of the team is told to say: it passes the same check as what is written.

use super::check::{Contradiction, Warning, Why};
use super::{Means, Sequence};
use crate::contact::Pack;
use crate::country::{Address, Country};
use crate::language::Lang;
use crate::template::Run;
use crate::tone::{self, Finding, Ground, Place, Severity};

/// What the scripts of a sequence say that nobody may say under the rules of the creditor's country, and what
/// should be said otherwise. `lang` is the one in which the creditor writes.
pub fn scripts(
    sequence: &Sequence,
    (pack, country, lang): (&Pack, Country, Lang),
) -> (Vec<Contradiction>, Vec<Warning>) {
    let (mut refused, mut warned) = (Vec::new(), Vec::new());
    for (step, one) in sequence.steps.iter().enumerate() {
        let Means::Task { script, .. } = &one.means else { continue };
        for Finding { start, end, severity, why, .. } in found(script, (pack, country, lang)) {
            match severity {
                Severity::Refused => {
                    let why = Why::Script { why, start, end };
                    refused.push(Contradiction { step: Some(step), why });
                }
                Severity::Warned => warned.push(Warning::Script { step, why, start, end }),
            }
        }
    }
    (refused, warned)
}

/// Whether a script may be said to somebody in a country. `lang` is the one in which the creditor writes.
pub fn may_be_said(script: &str, place: (&Pack, Country, Lang)) -> bool {
    found(script, place).iter().all(|one| one.severity != Severity::Refused)
}

/// What is found in words that are spoken: how a letter is built is no matter.
fn found(script: &str, (pack, country, lang): (&Pack, Country, Lang)) -> Vec<Finding> {
    let (place, address) = (Place::Letter, Address::Usted);
    let ground = Ground { lang, country, address, place, court_file: None };
    let mut found = tone::under(pack, tone::check(&[Run::own(script)], ground));
    found.retain(|one| one.severity == Severity::Refused || is_of_words(one.why));
    found
}

/// Whether it is about what is said, not about how a text is set.
const fn is_of_words(why: tone::Why) -> bool {
    use tone::Why::{Capitals, Exclamations, Mixed, NoDate, NoReply, Undated};
    !matches!(why, Capitals | Exclamations | Mixed | NoDate | NoReply | Undated)
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use chrono::NaiveDate;

    use super::*;
    use crate::reminder::{Audience, Step, StepKind, TaskKind};

    fn pack() -> Pack {
        Pack {
            country: None,
            version: NonZeroU16::MIN,
            checked_on: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"),
            notes: Vec::new(),
            limits: Vec::new(),
            forbidden: Vec::new(),
            required: Vec::new(),
            behind: Vec::new(),
            keep: None,
            places: Vec::new(),
        }
    }

    fn said(country: Country, script: &str) -> (Vec<Contradiction>, Vec<Warning>) {
        let means = Means::Task { kind: TaskKind::Call, script: script.to_owned() };
        let (name, audience) = ("Llamada".to_owned(), Audience::default());
        let step = Step { id: None, name, kind: StepKind::Firm, days: 16, audience, means };
        let sequence = Sequence { gap_days: 7, steps: vec![step] };
        scripts(&sequence, (&pack(), country, Lang::Es))
    }

    #[test]
    fn what_a_person_is_told_to_say_neither_threatens_nor_asks_what_the_law_forbids() {
        let refused = |why, start, end| {
            let why = Why::Script { why, start, end };
            (vec![Contradiction { step: Some(0), why }], Vec::new())
        };
        let warned =
            |why, start, end| (Vec::new(), vec![Warning::Script { step: 0, why, start, end }]);
        let asked = "¿Por qué no ha pagado?";
        for (country, script, expected) in [
            (Country::Pe, "Buenos días, ¿hablo con {nombre}?", (Vec::new(), Vec::new())),
            (Country::Pe, "Habrá embargo", refused(tone::Why::Court, 6, 13)),
            (Country::Pe, "Es urgente", warned(tone::Why::Urgency, 3, 10)),
            (Country::Pe, asked, warned(tone::Why::Reason, 1, 21)),
            (Country::Co, asked, refused(tone::Why::Reason, 1, 21)),
        ] {
            assert_eq!(said(country, script), expected, "{country:?}: {script}");
            let may = may_be_said(script, (&pack(), country, Lang::Es));
            assert_eq!(may, expected.0.is_empty(), "{country:?}: {script}");
        }
    }
}
