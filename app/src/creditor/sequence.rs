//! What is wrong or unwise in a sequence of reminders, as sentences, each naming its step; and the pages of one
//! sequence.

pub mod editor;
pub mod one;
pub mod preview;
mod step;

pub(in crate::creditor) use step::way_name;

use domain::reminder::check::{Contradiction, Span, Warning, Why};
use domain::reminder::{Means, Sequence, StepKind};
use domain::tone;

use super::template::why_text;
use crate::reader::Reader;
use crate::texts::key;

/// What a check found, line by line under its headings; one line if it found nothing.
pub fn checked(
    reader: Reader,
    sequence: &Sequence,
    (contradictions, warnings): (&[Contradiction], &[Warning]),
) -> String {
    let mut lines = Vec::new();
    if !contradictions.is_empty() {
        lines.push(reader.say(key::PolicyCheckRefused));
        lines.extend(contradictions.iter().map(|one| listed(&refused(reader, sequence, one))));
    }
    if !warnings.is_empty() {
        lines.push(reader.say(key::PolicyCheckWarned));
        lines.extend(warnings.iter().map(|one| listed(&warned(reader, sequence, one))));
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
pub fn refused(reader: Reader, sequence: &Sequence, one: &Contradiction) -> String {
    let what = why(reader, (sequence, one.step), one.why);
    match one.step {
        Some(place) => at(reader, (sequence, place), &what),
        None => reader.say(key::SequenceWhole { what: &what }),
    }
}

fn why(reader: Reader, (sequence, step): (&Sequence, Option<usize>), why: Why) -> String {
    match why {
        Why::NoSteps => reader.say(key::SequenceNoSteps),
        Why::NoGap => reader.say(key::SequenceNoGap),
        Why::NameTaken => reader.say(key::SequenceNameTaken),
        Why::IdTaken => reader.say(key::SequenceIdTaken),
        Why::NotLateYet => reader.say(key::SequenceNotLateYet),
        Why::NotBefore => reader.say(key::SequenceNotBefore),
        Why::NoChannel => reader.say(key::SequenceNoChannel),
        Why::ChannelTwice(channel) => {
            reader.say(key::SequenceChannelTwice { channel: channel.as_str() })
        }
        Why::NoLetter => reader.say(key::SequenceNoLetter),
        Why::NoScript => reader.say(key::SequenceNoScript),
        Why::Script { why, start, end } => {
            scripted(reader, (sequence, step.unwrap_or_default()), (why, start, end))
        }
        Why::LeastAboveMost(Span::DaysLate) => reader.say(key::PolicyLeastDays),
        Why::LeastAboveMost(Span::Total) => reader.say(key::PolicyLeastTotal),
        Why::LeastAboveMost(Span::Debts) => reader.say(key::PolicyLeastDebts),
        Why::NoCurrency => reader.say(key::SequenceNoCurrency),
        Why::SameDay(other) => reader.say(key::SequenceSameDay { other: name_of(sequence, other) }),
    }
}

/// A warning as a sentence.
pub fn warned(reader: Reader, sequence: &Sequence, one: &Warning) -> String {
    let name = |place: usize| name_of(sequence, place);
    let said = |place: usize, what: &str| at(reader, (sequence, place), what);
    match *one {
        Warning::ShortGap(days) => {
            let what = reader.say(key::SequenceShortGap { days: u64::from(days) });
            reader.say(key::SequenceWhole { what: &what })
        }
        Warning::TooClose { step, before, days } => {
            let (days, gap) = (u64::from(days), &*sequence.gap_days.to_string());
            let other = name(before);
            said(step, &reader.say(key::SequenceTooClose { days, other, gap }))
        }
        Warning::Softens { step, before } => {
            said(step, &reader.say(key::SequenceSoftens { other: name(before) }))
        }
        Warning::Harsh { step, without: StepKind::Firm } => {
            said(step, &reader.say(key::SequenceHarshFinal))
        }
        Warning::Harsh { step, .. } => said(step, &reader.say(key::SequenceHarshFirm)),
        Warning::EarlyEnd { step, days } => {
            said(step, &reader.say(key::SequenceEarlyEnd { days: u64::from(days) }))
        }
        Warning::Silent(kind) => {
            let what = match kind {
                StepKind::InstalmentMissed => reader.say(key::SequenceSilentMissed),
                _ => reader.say(key::SequenceSilentSoon),
            };
            reader.say(key::SequenceWhole { what: &what })
        }
        Warning::HolidaysUnknown => {
            let what = reader.say(key::SequenceHolidaysUnknown);
            reader.say(key::SequenceWhole { what: &what })
        }
        Warning::Script { step, why, start, end } => {
            said(step, &scripted(reader, (sequence, step), (why, start, end)))
        }
        Warning::NeedsConsent(step) => said(step, &reader.say(key::SequenceNeedsConsent)),
        Warning::Renamed(step) => said(step, &reader.say(key::SequenceRenamed)),
    }
}

/// What the words of a task say, and why they should not.
fn scripted(
    reader: Reader,
    (sequence, step): (&Sequence, usize),
    (why, start, end): (tone::Why, usize, usize),
) -> String {
    let words: String = match sequence.steps.get(step).map(|step| &step.means) {
        Some(Means::Task { script, .. }) => script.chars().skip(start).take(end - start).collect(),
        _ => String::new(),
    };
    reader.say(key::SequenceScriptSays { words: &words, why: &why_text(reader, why) })
}

/// The sentence with its step in front.
fn at(reader: Reader, (sequence, place): (&Sequence, usize), what: &str) -> String {
    let (number, name) = (&*(place + 1).to_string(), name_of(sequence, place));
    reader.say(key::SequencePlace { number, name, what })
}

fn name_of(sequence: &Sequence, place: usize) -> &str {
    sequence.steps.get(place).map_or("", |step| &*step.name)
}

#[cfg(test)]
mod tests {
    use domain::contact::Channel;
    use domain::country::Country;
    use domain::reminder::check::{contradictions, warnings};
    use domain::reminder::{Audience, Step, TaskKind};

    use super::*;
    use crate::texts::{Address, Lang, Voice};

    fn reader(lang: Lang) -> Reader {
        let voice = Voice { lang, region: Country::Pe, address: Address::Usted };
        Reader::new(voice, "2026-11-24".parse().expect("a day"))
    }

    fn step(name: &str, kind: StepKind, days: u16) -> Step {
        let means = Means::Message(vec![Channel::Email]);
        let (name, audience) = (name.to_owned(), Audience::default());
        Step { id: None, name, kind, days, audience, means }
    }

    fn said(lang: Lang, sequence: &Sequence) -> String {
        let wrong = contradictions(sequence);
        checked(reader(lang), sequence, (&wrong, &warnings(sequence, Country::Pe)))
    }

    #[test]
    fn each_sentence_names_its_step() {
        let steps = vec![
            step("Uno", StepKind::Final, 12),
            step("Dos", StepKind::Kind, 14),
            step("Tres", StepKind::OfferEnds, 2),
        ];
        let text = said(Lang::Es, &Sequence { gap_days: 5, steps });
        for part in [
            "Conviene revisar:\n- En toda la secuencia: ",
            "- Paso 1, «Uno»: ",
            "- Paso 2, «Dos»: sale 2 días después de «Uno»",
            "- Paso 3, «Tres»: ",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }

    #[test]
    fn a_country_whose_holidays_are_not_known_is_named_before_anything_is_sent() {
        let sequence = Sequence { gap_days: 7, steps: vec![step("Uno", StepKind::Kind, 4)] };
        let found = warnings(&sequence, Country::Uy);
        for (lang, part) in [
            (Lang::Es, "aún no conocemos"),
            (Lang::En, "not known"),
            (Lang::Pt, "ainda não conhecemos"),
        ] {
            let text = checked(reader(lang), &sequence, (&[], &found));
            assert!(text.contains(part), "{text}");
        }
    }

    #[test]
    fn what_contradicts_itself_is_said_in_every_language() {
        let task = Means::Task { kind: TaskKind::Call, script: String::new() };
        let steps = vec![
            step("Uno", StepKind::Kind, 0),
            Step { means: task, ..step("Uno", StepKind::PromiseEve, 0) },
            Step { means: Means::Message(Vec::new()), ..step("Tres", StepKind::Kind, 0) },
            Step {
                means: Means::Message(vec![Channel::Sms; 2]),
                ..step("Cuatro", StepKind::Firm, 9)
            },
        ];
        let whole = Sequence { gap_days: 0, steps };
        for lang in Lang::ALL {
            let text = said(lang, &whole);
            assert!(text.lines().filter(|line| line.starts_with("- ")).count() >= 9, "{text}");
            assert!(text.contains("sms"), "{text}");
        }
        assert!(said(Lang::En, &Sequence { gap_days: 7, steps: Vec::new() }).contains("no step"));
    }

    #[test]
    fn a_script_that_nobody_may_say_is_told_with_its_words_and_its_reason() {
        let script = "Buenos días. Habrá embargo.".to_owned();
        let means = Means::Task { kind: TaskKind::Call, script };
        let steps = vec![Step { means, ..step("Llamada", StepKind::Firm, 16) }];
        let sequence = Sequence { gap_days: 7, steps };
        let why = Why::Script { why: tone::Why::Court, start: 19, end: 26 };
        let one = Contradiction { step: Some(0), why };
        let text = refused(reader(Lang::Es), &sequence, &one);
        assert!(text.contains("«Llamada»") && text.contains("«embargo»"), "{text}");
        assert!(text.contains("parece un papel de un juzgado"), "{text}");
    }
}
