//! What each country wants stands in every message to a phone, as it is read.

use app::messages::{shipped_template, short};
use domain::keyword::{Keyword, keyword};

use super::*;

/// A number of an approved message, which the program's own texts have none of.
const NUMBER: &str = "HX00000000000000000000000000000000";

const NAME: &str = "San Borja";

fn voices(region: Country) -> impl Iterator<Item = Voice> {
    let of =
        move |lang| [Address::Tu, Address::Usted].map(|address| Voice { lang, region, address });
    Lang::ALL.into_iter().flat_map(of)
}

fn which(voice: Voice, occasion: StepKind, channel: ContactChannel) -> Which {
    Which { occasion, channel, speech: Speech::of(voice.lang, voice.address) }
}

/// What stands in the places of a message to a phone.
fn value(settings: &Settings, which: Which, field: Field) -> Option<String> {
    match field {
        Field::Link => Some(LINK.to_owned()),
        Field::Name => Some("Rosa".to_owned()),
        Field::Date | Field::Limit => Some("28 nov".to_owned()),
        field => of_creditor(settings, which, field),
    }
}

fn settings_named(country: Country, name: &str) -> Settings {
    let mut made = settings(country);
    (made.file.discreet_name, made.file.sms_name) = (Some(name.to_owned()), None);
    made
}

#[test]
fn every_block_that_a_country_wants_on_phones_stands_in_every_shipped_text() {
    for country in Country::ALL {
        let settings = settings_named(country, NAME);
        let laws = Laws::at_home(&settings);
        for (voice, channel) in
            voices(country).flat_map(|voice| ContactChannel::OF_PHONES.map(|on| (voice, on)))
        {
            for kind in StepKind::ALL {
                let which = which(voice, kind, channel);
                let shipped = shipped_template(voice, (kind, channel));
                let draft = Draft { content_id: NUMBER.to_owned(), ..shipped };
                let of = For { required: &[], ..purpose(laws, which) };
                let template = Template::read(&draft, of).expect("a template");
                let filled =
                    template.fill(&|field| value(&settings, which, field)).expect("filled");
                assert!(
                    unsaid(laws, channel, &filled).is_empty(),
                    "{country:?} {kind:?} {channel:?}"
                );
                let stop = of_creditor(&settings, which, Field::OptOut).expect("a way to stop");
                let words = match channel {
                    ContactChannel::Sms => stoppable(&filled, &stop),
                    _ => body(&filled),
                };
                for (block, _) in &pack(country).required {
                    let said = match block {
                        Block::Identity => NAME,
                        Block::OptOut => stop.as_str(),
                        // Strangers read phones: these stand behind the link, or the button of WhatsApp.
                        Block::Breakdown
                        | Block::WaysToPay
                        | Block::PayCreditorOnly
                        | Block::Complaint => match channel {
                            ContactChannel::Sms => LINK,
                            _ => continue,
                        },
                    };
                    assert!(words.contains(said), "{country:?} {kind:?} {block:?}: {words}");
                }
            }
        }
    }
}

#[test]
fn the_message_that_only_leads_on_says_who_writes_and_how_to_stop_in_every_country() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    for voice in Country::ALL.into_iter().flat_map(voices) {
        let words = short(Reader::new(voice, today), &writer(), LINK);
        let last = words.trim_end_matches('.').rsplit(' ').next().expect("a word");
        assert_eq!(keyword(last), Some(Keyword::Stop), "{voice:?}: {words}");
        assert!(words.contains(NAME) && words.contains(LINK), "{voice:?}: {words}");
    }
}

#[test]
fn a_text_in_which_nobody_reads_who_writes_is_not_said() {
    let voice = Voice { lang: Lang::Es, region: Country::Pe, address: Address::Tu };
    let draft = Draft {
        body: "{negocio}: hay novedades. {enlace} {baja}".to_owned(),
        content_id: NUMBER.to_owned(),
        ..Draft::default()
    };
    for (name, channel, expected) in [
        ("San Borja", ContactChannel::Sms, true),
        // A text message has none of these letters.
        ("東京診療所", ContactChannel::Sms, false),
        ("東京診療所", ContactChannel::WhatsApp, true),
    ] {
        let settings = settings_named(Country::Pe, name);
        let (laws, which) = (Laws::at_home(&settings), which(voice, StepKind::Kind, channel));
        let template = Template::read(&draft, purpose(laws, which)).expect("a template");
        let mut values = Values::default();
        for field in Field::ALL {
            values.set(field, value(&settings, which, field));
        }
        let faults = blocks::faults(laws, &template, &values);
        let whys: Vec<_> = faults.into_iter().map(|fault| fault.why).collect();
        let blank = (!expected).then_some(Why::Blank(Field::Business));
        assert_eq!(whys, Vec::from_iter(blank), "{name} {channel:?}");
        let own = Own { which, version: 1, template };
        let said = own.say(laws, &|field| values.get(field));
        assert_eq!(said.is_some(), expected, "{name} {channel:?}");
    }
}

#[test]
fn what_a_saved_text_lacks_of_what_its_country_wants_is_named() {
    let settings = settings_named(Country::Pe, NAME);
    let laws = Laws::at_home(&settings);
    let voice = Voice { lang: Lang::Es, region: Country::Pe, address: Address::Tu };
    for (channel, body, lacking) in [
        (ContactChannel::WhatsApp, "Hay novedades.", &[Field::Business, Field::OptOut][..]),
        (ContactChannel::WhatsApp, "{negocio}: hay novedades. Responde BAJA.", &[Field::OptOut]),
        (ContactChannel::Sms, "Hay novedades: {enlace}", &[Field::Business]),
    ] {
        let (body, content_id) = (body.to_owned(), NUMBER.to_owned());
        let draft = Draft { body, content_id, ..Draft::default() };
        let which = which(voice, StepKind::Kind, channel);
        let faults = Template::read(&draft, purpose(laws, which)).expect_err("it lacks something");
        let whys: Vec<_> = faults.into_iter().map(|fault| fault.why).collect();
        let missing: Vec<_> = lacking.iter().map(|field| Why::Missing(*field)).collect();
        assert_eq!(whys, missing, "{channel:?}");
    }
}
