//! Pages without an amount.

use chrono::NaiveTime;
use domain::contact_channel::ContactChannel;
use domain::identity::Question;
use domain::national_id::IdKind;
use domain::preference::first_time;

use super::{Sample, Scene, day, moment, written};
use crate::debtor::enter::{Asks, Host};
use crate::debtor::errors::Fault;
use crate::debtor::identity::{Ask, IdentityView, Typed, Wrong};
use crate::debtor::locked::LockedView;
use crate::debtor::preferences::{News, PreferenceField, PreferencesView, Reminders, Wanted};
use crate::debtor::real::LegalIdentity;
use crate::debtor::say::{SayView, TextProblem, Topic};
use crate::debtor::why::Known;
use crate::debtor::{
    closed_link, enter, errors, help, identity, locked, logged_out, not_me, preferences, quiet,
    real, rights, say, stop, terms, why,
};
use crate::shell::{Mode, Shell};

pub(super) fn all(scene: Scene) -> Vec<Sample> {
    let mut pages = entrance(scene);
    pages.extend(questions(scene));
    pages.extend(reading(scene));
    pages.extend(telling(scene));
    pages.extend(wishes(scene));
    pages.extend(faults(scene));
    pages
}

fn entrance(scene: Scene) -> Vec<Sample> {
    let outside = scene.shell_outside();
    vec![
        Sample { name: "enter", html: enter::page(scene.shell_neutral(), Host::Shared) },
        Sample {
            name: "enter-own",
            html: enter::page(
                Shell { mode: Mode::Test, ..outside.clone() },
                Host::Own(Asks::Something),
            ),
        },
        Sample {
            name: "enter-own-open",
            html: enter::page(outside.clone(), Host::Own(Asks::Nothing)),
        },
        Sample {
            name: "closed-link",
            html: closed_link::page(scene.shell_neutral(), "/e/abc/nuevo".to_owned()),
        },
        Sample { name: "renewed-link", html: closed_link::renewed_page(scene.shell_neutral()) },
        Sample { name: "quiet", html: quiet::page(scene.shell_neutral()) },
        Sample { name: "quiet-done", html: quiet::done_page(scene.shell_neutral()) },
        Sample { name: "not-me", html: not_me::page(outside.clone()) },
        Sample { name: "stop", html: stop::page(outside.clone()) },
        Sample { name: "stop-done", html: stop::done(outside.clone()) },
        Sample { name: "logged-out", html: logged_out::page(outside) },
    ]
}

fn questions(scene: Scene) -> Vec<Sample> {
    let view = |ask: Ask, wrong: Option<Wrong>| IdentityView {
        ask,
        typed: Typed {
            answer: wrong.map(|_| "1234".to_owned()).unwrap_or_default(),
            ..Typed::default()
        },
        wrong,
        code_to: Some("r…@gmail.com".to_owned()),
    };
    let page = |view| identity::page(scene.shell_outside(), view);
    let tail = |kind| Ask::Known(Question::LastDigits { kind, count: 4 });
    let mismatch = |tries_left| Some(Wrong::Mismatch { tries_left });
    let locked = LockedView { until: moment(19, 40), code_to: Some("r…@gmail.com".to_owned()) };
    let mut pages = vec![
        Sample { name: "identity", html: page(view(tail(IdKind::PeDni), None)) },
        Sample { name: "identity-wrong", html: page(view(tail(IdKind::PeDni), mismatch(3))) },
        Sample { name: "identity-rut", html: page(view(tail(IdKind::ClRut), mismatch(1))) },
        Sample { name: "identity-letter", html: page(view(tail(IdKind::EsDni), mismatch(2))) },
        Sample { name: "identity-cedula", html: page(view(tail(IdKind::CoCc), None)) },
        Sample { name: "call-us", html: identity::call_us_page(scene.shell_outside(), None) },
        Sample {
            name: "call-us-or-code",
            html: identity::call_us_page(scene.shell_outside(), Some("r…@gmail.com".to_owned())),
        },
        Sample { name: "locked", html: locked::page(scene.shell_outside(), locked) },
    ];
    for (name, ask, wrong) in [
        ("identity-birth", Ask::Known(Question::BirthDate), None),
        ("identity-birth-wrong", Ask::Known(Question::BirthDate), Some(Wrong::NoSuchDay)),
        ("identity-birth-other", Ask::Known(Question::BirthDate), mismatch(3)),
        ("identity-postcode", Ask::Known(Question::Postcode), mismatch(3)),
        ("identity-invoice", Ask::Known(Question::InvoiceNumber), mismatch(3)),
        ("identity-invoice-empty", Ask::Known(Question::InvoiceNumber), Some(Wrong::Empty)),
        ("identity-code", Ask::Code("r…@gmail.com".to_owned()), mismatch(3)),
        ("identity-code-old", Ask::Code("r…@gmail.com".to_owned()), Some(Wrong::CodeExpired)),
    ] {
        pages.push(Sample { name, html: page(view(ask, wrong)) });
    }
    pages
}

fn reading(scene: Scene) -> Vec<Sample> {
    let legal = LegalIdentity {
        name: scene.creditor.to_owned(),
        id_label: scene.legal().0,
        id: scene.legal().1,
        address: Some("Av. Aviación 2850, San Borja, Lima".to_owned()),
        phone: Some("01 555 0100".to_owned()),
        website: Some("sanborja.example".to_owned()),
    };
    let text = written("S.B. 2026.\n\nN.º 1.");
    let real = |known, asks| real::page(scene.shell_outside(), known, Some(asks));
    let help = |asks| help::page(scene.shell_outside(), Some(asks));
    vec![
        Sample { name: "real", html: real(Some(legal.clone()), Asks::Something) },
        Sample { name: "real-open", html: real(Some(legal), Asks::Nothing) },
        Sample { name: "real-neutral", html: real::page(scene.shell_neutral(), None, None) },
        Sample { name: "help", html: help(Asks::Something) },
        Sample { name: "help-open", html: help(Asks::Nothing) },
        Sample { name: "help-neutral", html: help::page(scene.shell_neutral(), None) },
        Sample { name: "terms", html: terms::page(scene.shell(), Some(text)) },
        Sample { name: "terms-none", html: terms::page(scene.shell(), None) },
        Sample { name: "rights", html: rights::page(scene.shell(), scene.voice.region) },
    ]
}

fn telling(scene: Scene) -> Vec<Sample> {
    let view = |topic, problem| SayView { topic, typed: String::new(), problem };
    let page = |view| say::page(scene.shell(), view);
    vec![
        Sample { name: "say-paid", html: page(view(Topic::Paid, None)) },
        Sample { name: "say-error", html: page(view(Topic::Wrong, Some(TextProblem::Empty))) },
        Sample { name: "say-talk", html: page(view(Topic::Talk, Some(TextProblem::TooLong))) },
        Sample { name: "say-done", html: say::thanks_page(scene.shell(), Some(day(2026, 12, 4))) },
        Sample { name: "say-done-open", html: say::thanks_page(scene.shell(), None) },
    ]
}

fn wishes(scene: Scene) -> Vec<Sample> {
    let voice = scene.voice;
    let view = PreferencesView {
        reminders: Reminders::On,
        channels: vec![(ContactChannel::Email, Wanted::Yes)],
        ending: "21".to_owned(),
        hour: None,
        until: None,
        apart: None,
        lang: voice.lang,
        address: voice.address,
        news: None,
    };
    let all = [
        (ContactChannel::Email, Wanted::Yes),
        (ContactChannel::Sms, Wanted::No),
        (ContactChannel::WhatsApp, Wanted::Yes),
    ];
    let saved = PreferencesView {
        channels: all.to_vec(),
        hour: first_time(13),
        apart: Some(14),
        news: Some(News::Saved),
        ..view.clone()
    };
    let wrong =
        PreferencesView { news: Some(News::Problem(PreferenceField::Hour)), ..saved.clone() };
    let stopped = PreferencesView {
        reminders: Reminders::Stopped,
        news: Some(News::Stopped),
        ..view.clone()
    };
    let resumed = PreferencesView { news: Some(News::Resumed), ..view.clone() };
    let by_word = [(ContactChannel::Email, Wanted::Yes), (ContactChannel::Sms, Wanted::Stopped)];
    let by_word = PreferencesView { channels: by_word.to_vec(), ..view.clone() };
    let unreached = PreferencesView {
        reminders: Reminders::Unreached,
        channels: vec![(ContactChannel::Email, Wanted::No), (ContactChannel::Sms, Wanted::Unasked)],
        news: Some(News::Saved),
        ..view.clone()
    };
    let kept = PreferencesView {
        hour: NaiveTime::from_hms_opt(8, 30, 0),
        until: NaiveTime::from_hms_opt(18, 0, 0),
        news: Some(News::HourClosed),
        ..view.clone()
    };
    let page = |view| preferences::page(scene.shell(), view);
    vec![
        Sample { name: "preferences-kept", html: page(kept) },
        Sample { name: "preferences", html: page(view) },
        Sample { name: "preferences-saved", html: page(saved) },
        Sample { name: "preferences-wrong", html: page(wrong) },
        Sample { name: "preferences-stopped", html: page(stopped) },
        Sample { name: "preferences-resumed", html: page(resumed) },
        Sample { name: "preferences-by-word", html: page(by_word) },
        Sample { name: "preferences-unreached", html: page(unreached) },
        Sample { name: "why", html: why::page(scene.shell(), Known::In) },
        Sample { name: "why-asked", html: why::page(scene.shell_outside(), Known::Asked) },
        Sample { name: "why-host", html: why::page(scene.shell_outside(), Known::Host) },
        Sample { name: "why-neutral", html: why::page(scene.shell_neutral(), Known::Nothing) },
    ]
}

fn faults(scene: Scene) -> Vec<Sample> {
    [
        ("error-404", Fault::NotFound),
        ("error-session", Fault::SessionEnded),
        ("error-403", Fault::Foreign),
        ("error-400", Fault::Incomplete),
        ("error-413", Fault::TooLarge),
        ("error-429", Fault::TooMany { wait_min: 3 }),
        ("error-500", Fault::Ours { incident: "K7Q2-M9".to_owned() }),
        ("error-503", Fault::Down),
    ]
    .into_iter()
    .map(|(name, fault)| Sample { name, html: errors::page(scene.shell_neutral(), &fault) })
    .collect()
}
