//! Sequences as files: read exactly, written back, refused in words.

use domain::contact::Channel;
use domain::country::Country;
use domain::reminder::check::{contradictions, warnings};
use domain::reminder::{Means, StepKind, TaskKind};

use super::*;

const WHOLE: &str = r#"
name = "Todo"
gap_days = 9
[[step]]
name = "Aviso"
kind = "kind"
days = 4
channels = ["whatsapp", "email"]
[step.audience]
currency = "PEN"
days_late = { from = 1, to = 30 }
total = { from = "100.50" }
debts = { to = 3 }
tags = ["vip", "con \"comillas\""]
[[step]]
name = "Llamada"
kind = "firm"
days = 20
task = "call"
script = """
Una línea.
Otra."""
[[step]]
name = "Hoy"
kind = "instalment-today"
channels = ["sms", "letter"]
"#;

fn wrong(text: &str) -> Vec<String> {
    read(text).expect_err("refused").iter().map(ToString::to_string).collect()
}

#[test]
fn a_file_is_read_as_it_says() {
    let file = read(WHOLE).expect("a good file");
    assert_eq!((&*file.name, file.sequence.gap_days), ("Todo", 9));
    let [notice, call, today] = file.sequence.steps.as_slice() else { panic!("three steps") };
    assert_eq!((notice.kind, notice.days), (StepKind::Kind, 4));
    assert_eq!(notice.means, Means::Message(vec![Channel::WhatsApp, Channel::Email]));
    let fits = &notice.audience.fits;
    assert_eq!((&fits.days_late, &fits.debts), (&Some(1..=30), &Some(0..=3)));
    assert_eq!(fits.total, Some(10_050..=i64::MAX));
    assert_eq!(fits.tags, ["vip", "con \"comillas\""]);
    let script = "Una línea.\nOtra.".to_owned();
    assert_eq!(call.means, Means::Task { kind: TaskKind::Call, script });
    assert_eq!((today.kind, today.days), (StepKind::InstalmentToday, 0));
}

#[test]
fn what_is_written_is_read_again_and_written_alike() {
    for text in [WHOLE].into_iter().chain(SHIPPED.map(|(_, text)| text)) {
        let file = read(text).expect("a good file");
        let written = write(&file);
        assert_eq!(read(&written).expect("it reads"), file, "{written}");
        assert_eq!(write(&read(&written).expect("it reads")), written);
    }
}

#[test]
fn what_ships_is_sound_and_wise() {
    for (name, text) in SHIPPED {
        let file = read(text).expect("a good file");
        assert_eq!(contradictions(&file.sequence), [], "{name}");
        assert_eq!(warnings(&file.sequence, Country::Co), [], "{name}");
        assert!((7..=10).contains(&file.sequence.gap_days), "{name}");
        assert_eq!(shipped(name), Some(text));
    }
    assert_eq!(shipped("loud"), None);
}

#[test]
fn what_ships_says_the_same_in_every_language() {
    for name in ["gentle", "standard", "firm"] {
        let read_in = |lang| read(shipped_in(name, lang).expect("it ships")).expect("a good file");
        let spanish = read_in("es");
        for lang in ["en", "pt"] {
            let other = read_in(lang);
            assert_ne!(other.name, spanish.name, "{name} {lang}");
            let shape = |file: &SequenceFile| -> Vec<_> {
                let steps = &file.sequence.steps;
                steps.iter().map(|step| (step.kind, step.days, channels(&step.means))).collect()
            };
            assert_eq!(shape(&other), shape(&spanish), "{name} {lang}");
        }
    }
    assert_eq!(shipped_in("loud", "en"), None);
}

/// The channels of a message; none of a task.
fn channels(means: &Means) -> Vec<Channel> {
    match means {
        Means::Message(channels) => channels.clone(),
        Means::Task { .. } => Vec::new(),
    }
}

#[test]
fn everything_that_is_wrong_is_said_at_once_with_its_step() {
    let text = r#"
gap_days = "siete"
[[step]]
name = "Uno"
kind = "amable"
days = -1
channels = ["email", "paloma"]
[[step]]
name = ""
kind = "kind"
[[step]]
name = "Tres"
kind = "instalment-today"
days = 0
channels = "email"
script = "Hola"
[[step]]
name = "Cuatro"
kind = "firm"
days = 4
task = "call"
channels = ["email"]
[step.audience]
currency = "SOL"
total = { from = 100.5 }
debts = {}
"#;
    let said = wrong(text);
    for expected in [
        "`name`: missing",
        "`gap_days`: \"siete\" is no whole number from 0 to 3650",
        "step 1 (Uno), `days`: -1 is no whole number from 0 to 3650",
        "step 2 (), `name`: a line of 1 to 80 characters",
        "step 2 (), `days`: missing",
        "step 2 (), `channels`: missing: `channels` or `task` says how",
        "step 3 (Tres), `days`: belongs to a kind that comes before or after a day",
        "step 3 (Tres), `script`: belongs to a `task`",
        "step 4 (Cuatro), `channels`: stands beside `task`: one of the two",
        "step 4 (Cuatro), `audience.currency`: \"SOL\" is not an ISO 4217 code like PEN",
        "step 4 (Cuatro), `audience.total`: belongs to `audience.currency`",
        "step 4 (Cuatro), `audience.debts`: has neither `from` nor `to`",
    ] {
        assert!(said.iter().any(|line| line == expected), "{expected}: {said:#?}");
    }
    let has = |start: &str| said.iter().any(|line| line.starts_with(start));
    assert!(has("step 1 (Uno), `kind`: \"amable\" is none of settled, courtesy,"), "{said:#?}");
    assert!(has("step 1 (Uno), `channels`: \"paloma\" is none of email, sms,"), "{said:#?}");
    assert!(has("step 3 (Tres), `channels`: \"email\" is no list"), "{said:#?}");
    assert_eq!(said.len(), 15, "{said:#?}");
}

#[test]
fn an_unknown_key_is_named_with_its_line() {
    let said = wrong("name = \"Uno\"\ngap_days = 7\npause = 3\n");
    assert!(said[0].starts_with("line 3: unknown field `pause`"), "{said:?}");
}

#[test]
fn amounts_are_exact() {
    let with =
        |amount: &str| WHOLE.replace("{ from = \"100.50\" }", &format!("{{ from = {amount} }}"));
    for (amount, problem) in [
        ("100.5", "100.5 stands without quotes: write \"100.5\""),
        ("\"100,50\"", "\"100,50\" is no amount like \"100.50\""),
        ("\"0.001\"", "\"0.001\": PEN has fewer decimals than the amount"),
    ] {
        let said = wrong(&with(amount));
        let expected = format!("step 1 (Aviso), `audience.total.from`: {problem}");
        assert_eq!(said, [expected]);
    }
}
