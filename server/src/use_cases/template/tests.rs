//! What the contact rules of each country want stands in every text.

mod phones;

use app::debtor::enter::Asks;
use app::messages::{
    AccessLink, Reminder, ReminderLine, TemplateLetter, Writer, reminder, template_breakdown,
    template_letter,
};
use app::reader::Reader;
use app::shell::Contact;
use app::texts::{Address, Lang, Voice};
use chrono::NaiveDate;
use domain::country::Country;
use domain::money::Currency;
use domain::template::{Draft, Speech};

use super::*;
use crate::config::contact_rules::pack;

const LINK: &str = "https://sanborja.example/e/1111111111111111111111";

const OF_DEBTS: [StepKind; 4] =
    [StepKind::Courtesy, StepKind::Kind, StepKind::Firm, StepKind::Final];

fn settings(country: Country) -> Settings {
    let text = include_str!("../../../../demo/san-borja.toml");
    let made = Settings::from_toml(text).expect("the demo's file");
    Settings { country, ..made }
}

fn at_home(country: Country) -> Laws {
    Laws::at_home(&settings(country))
}

fn writer() -> Writer {
    Writer {
        discreet_name: "San Borja".to_owned(),
        legal_name: "Clínica San Borja S.A.C.".to_owned(),
        legal_id: "RUC 20601234565".to_owned(),
        contact: Contact::default(),
        origin: "https://sanborja.example".to_owned(),
    }
}

fn reader(region: Country) -> Reader {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    Reader::new(Voice { lang: Lang::Es, region, address: Address::Usted }, today)
}

fn parts() -> [Money; 3] {
    let soles = Currency::parse("PEN").expect("PEN");
    [10_000, 500, 0].map(|minor| Money::new(minor, soles).expect("an amount"))
}

/// The program's own letter about a debt.
fn shipped(country: Country, kind: StepKind) -> String {
    let on = NaiveDate::from_ymd_opt(2026, 11, 19).expect("a day");
    let amount = parts()[0];
    let view = Reminder {
        link: AccessLink { first_name: None, url: LINK, until: on, asks: Asks::Something },
        kind,
        on,
        lines: vec![ReminderLine { what: Some("B001-1".to_owned()), on: Some(on), amount }],
        saving: None,
        late: None,
        until: None,
        duties: duties(at_home(country), kind, Some(parts())),
    };
    reminder(reader(country), &writer(), &view).text
}

/// A creditor's own one, which says next to nothing.
fn own(country: Country, kind: StepKind) -> String {
    let draft = Draft {
        subject: "Novedades".to_owned(),
        preview: "Hay novedades.".to_owned(),
        body: "Hay novedades: {enlace}".to_owned(),
        content_id: String::new(),
    };
    let laws = at_home(country);
    let speech = Speech { lang: Lang::Es, address: Address::Usted };
    let which = Which { occasion: kind, channel: ContactChannel::Email, speech };
    let template = Template::read(&draft, purpose(laws, which)).expect("a template");
    let value = |field| (field == Field::Link).then(|| LINK.to_owned());
    let filled = template.fill(&value).expect("filled");
    let duties = duties(laws, kind, Some(parts()));
    let letter = TemplateLetter { first_name: None, filled: &filled, duties };
    template_letter(reader(country), &writer(), letter).text
}

#[test]
fn every_block_that_a_country_wants_stands_in_every_letter_about_a_debt() {
    for country in Country::ALL {
        for kind in OF_DEBTS {
            for text in [shipped(country, kind), own(country, kind)] {
                for (block, _) in &pack(country).required {
                    let said = match block {
                        Block::Identity => "Clínica San Borja S.A.C., RUC 20601234565".to_owned(),
                        Block::Breakdown => template_breakdown(reader(country), parts()),
                        Block::OptOut => format!("{LINK}/parar"),
                        Block::WaysToPay => "En su página ve cómo pagarlo".to_owned(),
                        Block::PayCreditorOnly => "Pague solo a Clínica San Borja".to_owned(),
                        Block::Complaint => "hay un error".to_owned(),
                    };
                    assert!(text.contains(&said), "{country:?} {kind:?} {block:?}: {text}");
                }
            }
        }
    }
}

#[test]
fn what_is_paid_asks_for_nothing_and_a_debt_of_several_currencies_has_no_one_breakdown() {
    let mexico = at_home(Country::Mx);
    assert_eq!(duties(mexico, StepKind::Settled, Some(parts())), Duties::default());
    assert_eq!(duties(mexico, StepKind::Firm, None).breakdown, None);
}

#[test]
fn the_way_to_stop_is_wanted_where_the_law_wants_it() {
    for channel in [ContactChannel::Sms, ContactChannel::WhatsApp] {
        assert!(required(at_home(Country::Us), channel).contains(&Field::OptOut));
    }
    assert!(required(at_home(Country::Pe), ContactChannel::Sms).is_empty(), "it ends with one");
    let both = [Field::Business, Field::OptOut];
    assert_eq!(required(at_home(Country::Pe), ContactChannel::WhatsApp), both);
    assert!(required(at_home(Country::Us), ContactChannel::Email).is_empty(), "it ends with one");
}

#[test]
fn a_text_that_the_creditors_name_makes_a_threat_is_refused() {
    let speech = Speech { lang: Lang::Es, address: Address::Tu };
    let which = Which { occasion: StepKind::Kind, channel: ContactChannel::Sms, speech };
    let draft = Draft { body: "{negocio}: {enlace}".to_owned(), ..Draft::default() };
    let laws = at_home(Country::Pe);
    let template = Template::read(&draft, purpose(laws, which)).expect("a template");
    for (name, expected) in [("San Borja", false), ("Embargos Ya", true), ("Cobros Sur", true)] {
        let value = |field| match field {
            Field::Business => Some(name.to_owned()),
            _ => Some(LINK.to_owned()),
        };
        let filled = template.fill(&value).expect("filled");
        assert_eq!(is_refused(laws, which, &filled), expected, "{name}");
    }
}

#[test]
fn to_somebody_in_another_country_a_text_has_what_both_want_and_says_what_neither_forbids() {
    let abroad = |home, country| Laws::within(&settings(home), Some(country));
    let (here, mexico) = (at_home(Country::Pe), abroad(Country::Pe, Country::Mx));
    let wants = |laws| duties(laws, StepKind::Firm, Some(parts()));
    assert!(!wants(here).pay_creditor_only && wants(mexico).pay_creditor_only);
    assert_eq!(wants(mexico), wants(abroad(Country::Mx, Country::Pe)));
    assert!(
        required(abroad(Country::Pe, Country::Us), ContactChannel::Sms).contains(&Field::OptOut)
    );

    let speech = Speech { lang: Lang::Es, address: Address::Usted };
    let which = Which { occasion: StepKind::Kind, channel: ContactChannel::Email, speech };
    let draft = Draft {
        subject: "Su cuenta".to_owned(),
        preview: "Una pregunta".to_owned(),
        body: "¿Por qué no ha pagado? {enlace}".to_owned(),
        content_id: String::new(),
    };
    let template = Template::read(&draft, purpose(here, which)).expect("a template");
    let value = |field| (field == Field::Link).then(|| LINK.to_owned());
    let filled = template.fill(&value).expect("filled");
    for (country, expected) in [(Country::Pe, false), (Country::Co, true)] {
        let laws = abroad(Country::Pe, country);
        assert_eq!(is_refused(laws, which, &filled), expected, "{country}");
    }
}
