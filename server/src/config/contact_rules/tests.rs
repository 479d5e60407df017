//! What each pack says, beside the source that says so. The numbers are those of the sources, written here a
//! second time on purpose.

use chrono::{NaiveDate, NaiveDateTime};
use domain::contact::{
    About, Act, Block, Channel, Channels, Contact, Decision, Initiative, Outcome, Past, Rule,
    Rules, Standing,
};
use domain::country::Country;

use super::*;
use crate::config::creditor::Settings;
use crate::fixture::creditor_file;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a local time")
}

fn same(at: NaiveDateTime) -> NaiveDateTime {
    at
}

/// Earlier contacts as `email 2026-11-16 10:00`; a `?` behind says that it was a try only.
fn history(lines: &[&str]) -> Vec<Past> {
    let one = |line: &&str| {
        let (channel, when) = line.split_once(' ').expect("a channel and a time");
        let tried = when.ends_with('?');
        Past {
            at: at(when.trim_end_matches('?')),
            channel: Channel::parse(channel).expect("a channel"),
            initiative: Initiative::Creditor,
            outcome: if tried { Outcome::Tried } else { Outcome::Reached },
        }
    };
    lines.iter().map(one).collect()
}

/// What a pack answers: the decision, and the law with its article.
fn asked(country: Country, way: &str, now: &str, past: &[&str]) -> (Decision, String) {
    let past = history(past);
    let rules = Rules::of(pack(country));
    let answer = rules.decide(&Contact {
        initiative: Initiative::Creditor,
        about: About::Debt,
        channel: Channel::parse(way).expect("a channel"),
        countries: &[country],
        now: at(now),
        past: &past,
        barriers: &[],
        ends: &[],
        allowed: Channels::ALL,
        shown: &same,
    });
    let law = answer.source.map(|source| format!("{} {}", source.law, source.article));
    (answer.decision, law.unwrap_or_default())
}

/// One row: way, now, earlier contacts, what is answered (`send`, or until when and by which rule).
type Row<'a> = (&'a str, &'a str, &'a [&'a str], &'a str);

/// Each row is answered so, and each rule that refuses is of a law that begins so.
#[track_caller]
fn check(country: Country, rows: &[Row<'_>], laws: &[(&str, &str)]) {
    for (way, now, past, expected) in rows {
        let (decision, law) = asked(country, way, now, past);
        let given = match decision {
            Decision::Send(_) => "send".to_owned(),
            Decision::WaitUntil(until, rule) => {
                format!("{} {}", until.format("%Y-%m-%d %H:%M"), rule.code())
            }
            Decision::Blocked(rule) => format!("blocked {}", rule.code()),
        };
        assert_eq!(given, *expected, "{country} {way} {now} {past:?}");
        let rule = decision.rule().code();
        let named = laws.iter().find(|(of, _)| *of == rule).map_or("", |(_, law)| law);
        assert!(law.starts_with(named), "{country} {now}: {rule} is of `{law}`");
        assert!(decision == Decision::Send(Rule::Open) || !named.is_empty(), "{rule} has no law");
    }
}

#[test]
fn every_file_reads_and_says_where_each_thing_comes_from() {
    let names: Vec<_> = packs().iter().map(Pack::name).collect();
    assert_eq!(names, ["PE", "CO", "MX", "CL", "EC", "ES", "BR", "US", "GB", "strict"]);
    for pack in packs() {
        let name = pack.name();
        assert!(pack.notes.iter().any(|note| note.contains("not legal advice")), "{name}");
        let limits = pack.limits.iter().map(|limit| &limit.source);
        let acts = pack.forbidden.iter().map(|(_, source)| source);
        let blocks = pack.required.iter().map(|(_, source)| source);
        let others = pack.behind.iter().map(|(_, source)| source);
        let kept = pack.keep.iter().map(|(_, source)| source);
        for source in limits.chain(acts).chain(blocks).chain(others).chain(kept) {
            assert!(!source.law.is_empty(), "{name}");
            assert_eq!(
                source.standing == Standing::Own,
                source.url.is_empty(),
                "{name}: {source:?}"
            );
            assert!(source.since.is_none_or(|since| since < pack.checked_on), "{name}: {source:?}");
            let is_explained = source.standing != Standing::Unsure
                || !source.reading.is_empty()
                || pack.notes.len() > 1;
            assert!(is_explained, "{name}: {source:?}");
        }
        for act in [Act::TellOthers, Act::Threaten] {
            assert!(pack.forbids(act).is_some(), "{name}: {act:?}");
        }
        for block in [Block::Identity, Block::OptOut] {
            assert!(pack.requires(block).is_some(), "{name}: {block:?}");
        }
        assert!(Rules::of(pack).need_permission().contains(Channel::WhatsApp), "{name}");
        assert!(pack.places.iter().all(|place| place.parse::<chrono_tz::Tz>().is_ok()), "{name}");
    }
}

#[test]
fn a_country_of_several_zones_names_them_and_its_own_among_them() {
    use Country::{Br, Cl, Ec, Es, Mx, Us};
    for (country, zone) in [
        (Mx, "America/Tijuana"),
        (Mx, "America/Cancun"),
        (Br, "America/Rio_Branco"),
        (Br, "America/Noronha"),
        (Es, "Atlantic/Canary"),
        (Cl, "Pacific/Easter"),
        (Ec, "Pacific/Galapagos"),
        (Us, "Pacific/Honolulu"),
    ] {
        for zone in [zone, country.zone()] {
            assert!(pack(country).places.iter().any(|place| place == zone), "{country}: {zone}");
        }
    }
}

#[test]
fn a_country_without_a_pack_has_the_strict_one() {
    for country in [Country::Ar, Country::Cr, Country::Pa, Country::Uy] {
        assert_eq!(pack(country).name(), "strict");
    }
    assert_eq!(pack(Country::Gb).country, Some(Country::Gb));
}

/// Ley 29571 art. 62: no calls and visits from 20 to 7, on Saturdays, Sundays and holidays.
/// elegirservicio.pe/codigo-de-proteccion-y-defensa-del-consumidor
#[test]
fn peru_is_contacted_from_7_to_20_on_working_days() {
    check(
        Country::Pe,
        &[
            ("call", "2026-11-20 06:59", &[], "2026-11-20 07:00 hours"),
            ("call", "2026-11-20 07:00", &[], "send"),
            ("email", "2026-11-20 19:59", &[], "send"),
            ("email", "2026-11-20 20:00", &[], "2026-11-23 07:00 hours"),
            ("visit", "2026-11-21 10:00", &[], "2026-11-23 07:00 weekend"),
            ("email", "2026-12-25 10:00", &[], "2026-12-28 07:00 holiday"),
            // No number in the law: our own seven days.
            ("sms", "2026-11-20 10:00", &["email 2026-11-17 10:00?"], "2026-11-24 10:00 week"),
        ],
        &[
            ("hours", "Ley 29571, Código de Protección y Defensa del Consumidor 62"),
            ("weekend", "Ley 29571, Código de Protección y Defensa del Consumidor 62"),
            ("holiday", "Ley 29571, Código de Protección y Defensa del Consumidor 62"),
            ("week", "no law that we know of"),
        ],
    );
    assert!(pack(Country::Pe).forbids(Act::Publish).is_some_and(|source| source.article == "62"));
    assert_eq!(pack(Country::Pe).forbids(Act::AskReason), None);
}

/// Ley 2300 de 2023: Monday to Friday 7 to 19, Saturday 8 to 15, never on Sundays and holidays (art. 3, La FM,
/// AC Colombian Lawyers); only allowed channels; one channel a week and once a day; once a week (JRA Legal).
#[test]
fn colombia_is_contacted_once_a_week_by_one_allowed_channel() {
    check(
        Country::Co,
        &[
            ("email", "2026-11-20 06:59", &[], "2026-11-20 07:00 hours"),
            ("email", "2026-11-20 18:59", &[], "send"),
            ("email", "2026-11-20 19:00", &[], "2026-11-21 08:00 hours"),
            ("email", "2026-11-21 14:59", &[], "send"),
            ("email", "2026-11-21 15:00", &[], "2026-11-23 07:00 hours"),
            ("email", "2026-11-22 10:00", &[], "2026-11-23 07:00 weekend"),
            ("email", "2026-12-08 10:00", &[], "2026-12-09 07:00 holiday"),
            (
                "sms",
                "2026-11-18 10:00",
                &["email 2026-11-17 10:00?"],
                "2026-11-24 07:00 one-channel",
            ),
            ("email", "2026-11-18 10:00", &["email 2026-11-17 10:00?"], "2026-11-24 07:00 most"),
            ("email", "2026-11-24 07:00", &["email 2026-11-17 18:00"], "send"),
            ("visit", "2026-11-18 10:00", &[], "blocked never"),
        ],
        &[
            ("hours", "Ley 2300 de 2023 3"),
            ("weekend", "Ley 2300 de 2023 3"),
            ("holiday", "Ley 2300 de 2023 3"),
            ("one-channel", "Ley 2300 de 2023"),
            ("most", "Ley 2300 de 2023"),
            ("never", "Ley 2300 de 2023"),
        ],
    );
    let colombia = pack(Country::Co);
    assert_eq!(Rules::of(colombia).need_permission(), Channels::ALL);
    assert!(
        colombia.forbids(Act::AskReason).is_some_and(|source| source.law == "Ley 2300 de 2023")
    );
    assert!(colombia.source_of(Rule::Asked).is_some());
}

/// Condusef, DOF 2014-10-07: 7 to 22 (IDC); Profeco: Monday to Friday (El Heraldo, Infobae).
#[test]
fn mexico_is_contacted_from_7_to_22_on_weekdays() {
    check(
        Country::Mx,
        &[
            ("call", "2026-11-20 06:59", &[], "2026-11-20 07:00 hours"),
            ("email", "2026-11-20 21:59", &[], "send"),
            ("email", "2026-11-20 22:00", &[], "2026-11-23 07:00 hours"),
            ("email", "2026-11-21 10:00", &[], "2026-11-23 07:00 weekend"),
            ("email", "2026-11-20 10:00", &["sms 2026-11-17 10:00"], "2026-11-24 10:00 week"),
        ],
        &[("hours", "Profeco"), ("weekend", "Profeco"), ("week", "no law that we know of")],
    );
    for block in [Block::Breakdown, Block::PayCreditorOnly, Block::Identity] {
        let source = pack(Country::Mx).requires(block).expect("Condusef asks for it");
        assert!(source.law.contains("Condusef"), "{block:?}");
    }
}

/// Ley 19.496 art. 37 as changed by Ley 21.320 (Garrigues): Monday to Saturday 8 to 20, working days; one call
/// or visit a week; other ways twice a week, two days apart; kept for two years.
#[test]
fn chile_is_called_once_and_written_to_twice_a_week() {
    check(
        Country::Cl,
        &[
            ("email", "2026-11-21 07:59", &[], "2026-11-21 08:00 hours"),
            ("email", "2026-11-21 19:59", &[], "send"),
            ("email", "2026-11-22 12:00", &[], "2026-11-23 08:00 weekend"),
            ("email", "2026-12-08 12:00", &[], "2026-12-09 08:00 holiday"),
            ("call", "2026-11-20 12:00", &["visit 2026-11-17 10:00?"], "2026-11-24 08:00 most"),
            ("call", "2026-11-20 12:00", &["email 2026-11-17 10:00"], "send"),
            ("email", "2026-11-18 12:00", &["sms 2026-11-17 10:00"], "2026-11-19 10:00 week"),
            ("email", "2026-11-19 10:00", &["sms 2026-11-17 10:00"], "send"),
            (
                "email",
                "2026-11-20 12:00",
                &["sms 2026-11-16 10:00", "email 2026-11-18 10:00"],
                "2026-11-23 08:00 most",
            ),
        ],
        &[
            ("hours", "Ley 19.496 (Ley 21.320) 37"),
            ("weekend", "Ley 19.496 (Ley 21.320) 37"),
            ("holiday", "Ley 19.496 (Ley 21.320) 37"),
            ("most", "Ley 19.496 (Ley 21.320) 37"),
            ("week", "Ley 19.496 (Ley 21.320) 37"),
        ],
    );
    let kept = pack(Country::Cl).keep.as_ref().map(|(years, _)| years.get());
    assert_eq!(kept, Some(2));
}

/// LODC art. 49 as changed in 2022 (El Universo): Monday to Friday 7 to 20, no weekends and holidays, once a
/// day over calls, messages and e-mail.
#[test]
fn ecuador_is_contacted_once_a_day() {
    check(
        Country::Ec,
        &[
            ("email", "2026-11-20 06:59", &[], "2026-11-20 07:00 hours"),
            ("email", "2026-11-20 19:59", &[], "send"),
            ("email", "2026-11-20 20:00", &[], "2026-11-23 07:00 hours"),
            ("call", "2026-11-21 10:00", &[], "2026-11-23 07:00 weekend"),
            ("email", "2026-11-03 10:00", &[], "2026-11-04 07:00 holiday"),
            ("email", "2026-11-18 18:00", &["call 2026-11-18 08:00?"], "2026-11-19 07:00 most"),
            ("email", "2026-11-19 07:00", &["call 2026-11-18 19:00?"], "send"),
        ],
        &[
            ("hours", "Ley Orgánica de Defensa del Consumidor (2022) 49"),
            ("weekend", "Ley Orgánica de Defensa del Consumidor (2022) 49"),
            ("holiday", "Ley Orgánica de Defensa del Consumidor (2022) 49"),
            ("most", "Ley Orgánica de Defensa del Consumidor (2022) 49"),
        ],
    );
}

/// No law for collecting; 9 to 21 on weekdays is the measure for commercial calls (quitatudeuda.com).
#[test]
fn spain_is_contacted_from_9_to_21_on_working_days() {
    check(
        Country::Es,
        &[
            ("email", "2026-11-20 08:59", &[], "2026-11-20 09:00 hours"),
            ("email", "2026-11-20 20:59", &[], "send"),
            ("email", "2026-11-20 21:00", &[], "2026-11-23 09:00 hours"),
            ("email", "2026-12-08 10:00", &[], "2026-12-09 09:00 holiday"),
            ("email", "2026-11-20 10:00", &["email 2026-11-17 10:00"], "2026-11-24 10:00 week"),
        ],
        &[
            ("hours", "Real Decreto Legislativo 1/2007"),
            ("holiday", "Real Decreto Legislativo 1/2007"),
            ("week", "no law that we know of"),
        ],
    );
}

/// Lei 7.782/2016 of Alagoas (7segundos.com.br): Monday to Friday 8 to 20, Saturday 8 to 14, no Sundays and
/// holidays; the federal code names no hours.
#[test]
fn brazil_is_contacted_in_the_hours_of_its_strictest_state() {
    check(
        Country::Br,
        &[
            ("sms", "2026-11-19 07:59", &[], "2026-11-19 08:00 hours"),
            ("email", "2026-11-19 19:59", &[], "send"),
            ("email", "2026-11-21 13:59", &[], "send"),
            ("email", "2026-11-21 14:00", &[], "2026-11-23 08:00 hours"),
            ("email", "2026-11-22 10:00", &[], "2026-11-23 08:00 weekend"),
            ("email", "2026-12-25 10:00", &[], "2026-12-26 08:00 holiday"),
            ("email", "2026-11-19 10:00", &["email 2026-11-17 10:00"], "2026-11-24 10:00 week"),
        ],
        &[
            ("hours", "Lei 7.782/2016 (Alagoas)"),
            ("weekend", "Lei 7.782/2016 (Alagoas)"),
            ("holiday", "Lei 7.782/2016 (Alagoas)"),
            ("week", "no law that we know of"),
        ],
    );
}

/// 12 CFR 1006.6(b)(1)(i): 8 to 21 at the consumer's place, on any day; 1006.14(b)(2)(i): seven calls in seven
/// days, none within seven days of a conversation, whose day is the first of them.
#[test]
fn the_united_states_are_called_seven_times_in_seven_days_and_not_after_a_conversation() {
    let tries = [
        "call 2026-11-16 09:00?",
        "call 2026-11-16 10:00?",
        "call 2026-11-17 09:00?",
        "call 2026-11-17 10:00?",
        "call 2026-11-18 09:00?",
        "call 2026-11-18 10:00?",
        "call 2026-11-19 09:00?",
    ];
    check(
        Country::Us,
        &[
            ("call", "2026-11-22 07:59", &[], "2026-11-22 08:00 hours"),
            ("email", "2026-11-22 20:59", &[], "send"),
            ("email", "2026-11-22 21:00", &[], "2026-11-23 08:00 hours"),
            ("call", "2026-12-25 10:00", &[], "send"),
            ("call", "2026-11-19 10:00", &tries[..6], "send"),
            ("call", "2026-11-19 10:00", &tries, "2026-11-23 08:00 most"),
            ("call", "2026-11-18 10:00", &["call 2026-11-16 20:00"], "2026-11-23 08:00 most"),
            ("email", "2026-11-18 10:00", &["call 2026-11-16 20:00"], "send"),
            ("email", "2026-11-18 10:00", &["sms 2026-11-16 20:00"], "2026-11-23 20:00 week"),
        ],
        &[
            ("hours", "Regulation F, 12 CFR 1006 1006.6(b)(1)(i)"),
            ("most", "Regulation F, 12 CFR 1006 1006.14(b)(2)(i)"),
            ("week", "no law that we know of"),
        ],
    );
    let states = pack(Country::Us);
    assert!(states.requires(Block::OptOut).is_some_and(|source| source.article == "1006.6(e)"));
    assert_eq!(states.keep.as_ref().map(|(years, _)| years.get()), Some(3));
    assert!(states.places.len() > 4, "of every zone");
}

/// CONC 7.9: not at unreasonable times; no hours and no number, so the strict ones.
#[test]
fn the_united_kingdom_is_contacted_in_our_own_hours() {
    check(
        Country::Gb,
        &[
            ("email", "2026-11-20 07:59", &[], "2026-11-20 08:00 hours"),
            ("email", "2026-11-20 18:59", &[], "send"),
            ("email", "2026-11-21 10:00", &[], "2026-11-23 08:00 weekend"),
            ("email", "2026-12-28 10:00", &[], "2026-12-29 08:00 holiday"),
            ("call", "2026-11-20 10:00", &["email 2026-11-17 10:00"], "2026-11-24 10:00 week"),
        ],
        &[
            ("hours", "FCA Handbook, Consumer Credit sourcebook (CONC) 7.9"),
            ("weekend", "FCA Handbook, Consumer Credit sourcebook (CONC) 7.9"),
            ("holiday", "no law that we know of"),
            ("week", "no law that we know of"),
        ],
    );
    let kingdom = pack(Country::Gb);
    let space = kingdom.source_of(Rule::BreathingSpace).expect("the regulations");
    assert!(space.law.starts_with("Debt Respite Scheme"));
    assert_eq!(space.since, NaiveDate::from_ymd_opt(2021, 5, 4));
    assert!(kingdom.forbids(Act::PressForLargePayments).is_some());
}

#[test]
fn other_countries_are_contacted_by_the_strict_rules() {
    check(
        Country::Ar,
        &[
            ("email", "2026-11-20 07:59", &[], "2026-11-20 08:00 hours"),
            ("email", "2026-11-20 18:59", &[], "send"),
            ("email", "2026-11-20 19:00", &[], "2026-11-24 08:00 hours"),
            ("email", "2026-11-21 10:00", &[], "2026-11-24 08:00 weekend"),
            ("email", "2026-11-23 10:00", &[], "2026-11-24 08:00 holiday"),
            ("email", "2026-11-20 10:00", &["email 2026-11-17 10:00"], "2026-11-24 10:00 week"),
        ],
        &[
            ("hours", "no law that we know of"),
            ("weekend", "no law that we know of"),
            ("holiday", "no law that we know of"),
            ("week", "no law that we know of"),
        ],
    );
    let (decision, _) = asked(Country::Cr, "email", "2026-11-20 10:00", &[]);
    assert_eq!(decision, Decision::Blocked(Rule::HolidaysUnknown));
    let (decision, _) = asked(Country::Cr, "call", "2026-11-20 10:00", &[]);
    assert_eq!(decision, Decision::Send(Rule::Open), "whoever calls knows the holidays");
    let (decision, _) = asked(Country::Cr, "call", "2026-11-20 10:00", &["email 2026-11-17 10:00"]);
    assert!(matches!(decision, Decision::WaitUntil(_, Rule::Week)), "{decision:?}");
}

#[test]
fn the_strict_pack_is_inside_every_window_but_spains() {
    let hours = |country| Rules::of(pack(country)).hours(Channel::Email).expect("hours");
    let strict = hours(Country::Ar);
    for country in Country::ALL {
        let is_inside = hours(country).both(&strict) == strict;
        assert_eq!(is_inside, country != Country::Es, "{country}");
    }
}

#[test]
fn a_file_that_says_nothing_or_two_things_is_refused() {
    let head = "version = 1\nchecked_on = \"2026-11-22\"\nnotes = []\n\
        [laws.a]\nname = \"A\"\nurl = \"\"\nstanding = \"own\"\n";
    for (rest, place) in [
        ("[[limit]]\nlaw = \"a\"\n", "limit 1"),
        ("[[limit]]\nlaw = \"b\"\nholidays = true\n", "limit 1"),
        ("[[limit]]\nlaw = \"a\"\nholidays = true\nnever = true\n", "limit 1"),
        ("[[limit]]\nlaw = \"a\"\nhours = [\"mon 7\"]\n", "limit 1"),
        ("[[limit]]\nlaw = \"a\"\non = [\"fax\"]\nnever = true\n", "limit 1"),
        ("[[limit]]\nlaw = \"a\"\napart = { days = 0 }\n", "file"),
        ("[[limit]]\nlaw = \"a\"\nsurprise = 1\n", "file"),
        (
            "[[limit]]\nlaw = \"a\"\nnever = true\n[[forbidden]]\nacts = [\"smile\"]\nlaw = \"a\"\n",
            "forbidden 1",
        ),
    ] {
        let error = read(&format!("{head}{rest}")).expect_err("it does not read");
        assert_eq!(error.place, place, "{rest}: {error}");
    }
}

#[test]
fn a_creditors_own_rules_come_on_top_of_its_countrys() {
    let with = |rules: &str| Settings::from_toml(&format!("{}{rules}", creditor_file("gym")));
    let own = with(
        "\n[contact_rules]\nallowed = [\"email\"]\nproof = \"Contrato, cláusula 9\"\n\
         hours = [\"mon-fri 09:00-18:00\"]\ndays_apart = 10\n",
    )
    .expect("good rules");
    assert_eq!(own.contact_rules.allowed, Channels::NONE.with(Channel::Email));
    let rules = Rules::of(pack(Country::Pe)).and(own.contact_rules.limits.iter().cloned());
    let hours = rules.hours(Channel::Email).expect("hours");
    assert_eq!(hours.to_string(), "mon-fri 09:00-18:00");
    // Wider hours than the country's open nothing.
    let wide = with("\n[contact_rules]\nhours = [\"mon-sun 00:00-24:00\"]\n").expect("good rules");
    let rules = Rules::of(pack(Country::Pe)).and(wide.contact_rules.limits.iter().cloned());
    let hours = rules.hours(Channel::Email).expect("hours");
    assert_eq!(hours.to_string(), "mon-fri 07:00-20:00");
    let again = Settings::from_json(&own.to_json()).expect("what was kept reads");
    assert_eq!(again, own);
    for (rules, field) in [
        ("allowed = [\"email\"]", "contact_rules.proof"),
        ("allowed = [\"fax\"]\nproof = \"x\"", "contact_rules.allowed"),
        ("hours = [\"mon-fri\"]", "contact_rules.hours"),
        ("hours = [\"sat 09:00-18:00\"]", "contact_rules.hours"),
    ] {
        let error = with(&format!("\n[contact_rules]\n{rules}\n")).expect_err("no good rules");
        assert_eq!(error.field, field, "{rules}");
    }
}
