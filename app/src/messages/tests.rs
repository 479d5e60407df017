mod clearances;
mod samples;
mod templates;
mod words;
mod words_to_team;

use domain::country::{Address, Country};
use samples::{CODE, HOSTILE, LINK, ORIGIN, Setting, forty, reader, san_borja, to_debtor, to_team};

use super::Mail;
use super::discreet::tells;
use crate::reader::Reader;
use crate::texts::Lang;

/// Every setting in every language and form of address.
fn every_voice() -> impl Iterator<Item = (Reader, Setting)> {
    forty().into_iter().flat_map(|setting| {
        Lang::ALL.into_iter().flat_map(move |lang| {
            let setting = setting.clone();
            [Address::Tu, Address::Usted]
                .map(|address| (reader(lang, setting.country, address), setting.clone()))
        })
    })
}

#[test]
fn from_outside_no_message_to_a_debtor_tells_of_money_whatever_the_creditor_is_called() {
    let mut seen = 0;
    for (reader, setting) in every_voice() {
        let amounts = samples::written_amounts(reader, setting.country);
        for (name, mail) in to_debtor(reader, &setting) {
            let greeting = mail.text.lines().next().unwrap_or_default().to_owned();
            for outside in [&mail.subject, &mail.preview_text, &greeting] {
                assert!(!tells(outside), "{name}: {outside}");
                assert!(!outside.contains(CODE), "{name}: {outside}");
                assert!(
                    amounts.iter().all(|amount| !outside.contains(amount)),
                    "{name}: {outside}"
                );
            }
            let first_screen: String = mail.text.chars().take(100).collect();
            assert!(
                !first_screen.contains(CODE) && !first_screen.contains("850"),
                "{first_screen}"
            );
            seen += 1;
        }
    }
    assert_eq!(seen, 40 * 3 * 2 * 49);
}

#[test]
fn the_first_message_has_no_word_about_owing_anywhere() {
    for lang in Lang::ALL {
        for address in [Address::Tu, Address::Usted] {
            let mails = to_debtor(reader(lang, Country::Pe, address), &san_borja());
            let first = mails.iter().filter(|(name, _)| name.starts_with("access_link"));
            for (_, first) in first {
                // The end says what we never ask for: bank passwords.
                let message = first.text.split("----").next().unwrap_or_default();
                assert!(!tells(message), "{message}");
            }
        }
    }
}

#[test]
fn every_link_leads_to_the_site_that_was_given() {
    for (reader, setting) in every_voice() {
        let mails = to_debtor(reader, &setting).into_iter().chain(to_team(reader, &setting));
        for (name, mail) in mails {
            for body in [&mail.text, &mail.html, &mail.subject] {
                for (at, _) in body.match_indices("://") {
                    let from =
                        body[..at].rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |i| i + 1);
                    assert!(body[from..].starts_with(ORIGIN), "{name}: {}", &body[from..]);
                }
                assert!(!body.contains("www."), "{name}");
            }
            for href in mail.html.split(" href=\"").skip(1) {
                assert!(href.starts_with(ORIGIN), "{name}");
            }
        }
    }
}

#[test]
fn no_name_adds_a_header_a_line_or_markup() {
    for (reader, setting) in every_voice() {
        let mails = to_debtor(reader, &setting).into_iter().chain(to_team(reader, &setting));
        for (name, mail) in mails {
            for line in [&mail.subject, &mail.preview_text] {
                assert!(!line.chars().any(char::is_control), "{name}: {line:?}");
                assert!(line.chars().count() <= 161, "{name}: {line}");
            }
            let unseen = |c: char| {
                matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                    || (c.is_control() && c != '\n')
            };
            assert!(!mail.text.contains(unseen) && !mail.html.contains(unseen), "{name}");
            assert!(
                mail.text.lines().all(|line| line.trim() != "." && !line.starts_with("Bcc")),
                "{name}"
            );
            assert!(!mail.html.contains("<script") && !mail.html.contains("<h1"), "{name}");
            assert!(mail.html.len() < 9_000 && mail.text.len() < 4_000, "{name}");
        }
    }
}

#[test]
fn hostile_names_reach_the_reader_as_plain_words() {
    let mut setting = san_borja();
    setting.first_name = Some(HOSTILE[0].to_owned());
    setting.writer.discreet_name = HOSTILE[1].to_owned();
    let mails = to_debtor(reader(Lang::Es, Country::Pe, Address::Tu), &setting);
    let (_, first) = &mails[0];
    assert_eq!(first.subject, "Tienes un mensaje privado de Rosa . QUIT");
    let line = first.text.lines().next();
    assert_eq!(line, Some("Hola, Rosa Bcc: todos@evil.example <h1>Hola</h1>:"));
    assert!(first.html.contains("&lt;h1"));
}

#[test]
fn a_message_loads_nothing_and_carries_its_link_in_both_bodies() {
    let mails = to_debtor(reader(Lang::Es, Country::Pe, Address::Tu), &san_borja());
    let (_, first) = &mails[0];
    assert!(first.html.contains(&format!("href=\"{LINK}\"")));
    assert!(first.text.contains(&format!("\n{LINK}\n")));
    for (name, Mail { html, .. }) in mails {
        for loading in ["<img", "<link", "url(", "@import", "src="] {
            assert!(!html.contains(loading), "{name}: {loading}");
        }
    }
}

#[test]
fn who_writes_and_whom_to_call_stand_in_every_message_to_a_debtor() {
    for lang in Lang::ALL {
        let mails = to_debtor(reader(lang, Country::Pe, Address::Tu), &san_borja());
        for (name, mail) in mails {
            for part in ["Clínica San Borja S.A.C., RUC 20601234565", "01 555 0100", "/real"] {
                assert!(mail.text.contains(part) && mail.html.contains(part), "{name}: {part}");
            }
        }
    }
}
