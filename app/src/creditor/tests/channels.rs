//! The page of a case's channels and that of words to send by hand, and what holds for them.

use domain::contact::Rule;
use domain::contact_channel::ContactChannel;
use domain::delivery::Delivery;
use domain::ids::{AccessLinkId, CaseId};

use super::samples::{at, day, peru, shell};
use crate::creditor::case::Sending;
use crate::creditor::channels::{
    ChannelState, ChannelsView, ConsentForm, ConsentWay, HandState, HandedRow, NotTaken, Stands,
    page,
};
use crate::creditor::hand_written::{self, HandWrittenView};
use crate::creditor::{LetterWhy, Role, Typed, Wrong};
use crate::reader::Reader;
use crate::texts::Lang;

/// The pages in every state worth a look.
pub(super) fn pages(reader: Reader) -> Vec<(&'static str, String)> {
    let shell = || shell(reader, Role::Agent);
    vec![
        ("channels", page(shell(), view())),
        ("channels-shut", page(shell(), shut())),
        ("channels-422", page(shell(), refused())),
        ("hand-written", hand_written::page(shell(), words())),
    ]
}

fn view() -> ChannelsView {
    let handed = |stands, code: Option<&str>| HandedRow {
        at: at(22, 10, 5),
        channel: ContactChannel::Sms,
        stands,
        code: code.map(str::to_owned),
    };
    ChannelsView {
        case: CaseId::from_bits(1),
        name: "María Fernanda de los Ángeles Gutiérrez-Villavicencio".to_owned(),
        channels: vec![
            (ContactChannel::Email, ChannelState::Open),
            (ContactChannel::Sms, ChannelState::Allowed(day(20), ConsentWay::Contract)),
            (ContactChannel::WhatsApp, ChannelState::NoConsent),
        ],
        elsewhere: Vec::new(),
        sending: Sending::Now,
        hand: HandState::Ready,
        handed: vec![
            handed(Stands::Waiting, None),
            handed(Stands::Blocked, None),
            handed(Stands::Failed, None),
            handed(Stands::Unknown, None),
            handed(Stands::Left(None), None),
            handed(Stands::Left(Some(Delivery::Delivered)), None),
            handed(Stands::Left(Some(Delivery::Read)), None),
            handed(Stands::Left(Some(Delivery::Undelivered)), Some("30006")),
        ],
        consent: Some(ConsentForm {
            channel: ContactChannel::WhatsApp,
            given_on: Typed::preset("2026-11-22"),
            how: ConsentWay::Form,
            proof: Typed::default(),
            not_taken: None,
        }),
        letter: None,
    }
}

fn shut() -> ChannelsView {
    let channels = [
        (ContactChannel::Email, ChannelState::Dead),
        (ContactChannel::Sms, ChannelState::Stopped),
        (ContactChannel::WhatsApp, ChannelState::NoAccount),
    ];
    ChannelsView {
        channels: channels.into(),
        elsewhere: vec![(CaseId::from_bits(2), "C-1044".to_owned())],
        sending: Sending::From(at(27, 8, 0), Rule::Week),
        hand: HandState::Made(AccessLinkId::from_bits(1)),
        handed: Vec::new(),
        consent: None,
        ..view()
    }
}

fn refused() -> ChannelsView {
    let view = view();
    let consent = ConsentForm {
        channel: ContactChannel::WhatsApp,
        given_on: Typed::refused("2027-01-01", Wrong::Future),
        how: ConsentWay::Form,
        proof: Typed::refused("", Wrong::Missing),
        not_taken: Some(NotTaken::ByWord(ContactChannel::Sms)),
    };
    ChannelsView {
        channels: vec![
            (ContactChannel::Email, ChannelState::NoAddress),
            (ContactChannel::Sms, ChannelState::Resting),
            (ContactChannel::WhatsApp, ChannelState::Open),
        ],
        sending: Sending::Never(Rule::Hold),
        consent: Some(consent),
        letter: Some(LetterWhy::Rule(Rule::Week)),
        ..view
    }
}

fn words() -> HandWrittenView {
    HandWrittenView {
        case: CaseId::from_bits(1),
        name: "Rosa Quispe".to_owned(),
        words: "Tienes un mensaje privado: https://sanborja.example/e/1".to_owned(),
        whatsapp: "https://wa.me/51987654321?text=Tienes%20un%20mensaje".to_owned(),
        link: AccessLinkId::from_bits(1),
    }
}

#[test]
fn a_link_can_be_sent_only_where_the_person_allowed_it_and_the_rules_let_it_leave() {
    let reader = peru(Lang::Es);
    let open = page(shell(reader, Role::Agent), view());
    assert_eq!(open.matches("/canales/enlace\"").count(), 1, "by SMS alone");
    assert!(open.contains("/canales/a-mano\""));
    let waits = page(shell(reader, Role::Agent), shut());
    assert!(!waits.contains("/canales/enlace\"") && !waits.contains("/canales/a-mano\""));
}

#[test]
fn who_has_no_number_is_offered_no_permission_and_a_letter_that_is_refused_says_why() {
    let reader = peru(Lang::Es);
    let nobody = page(shell(reader, Role::Agent), shut());
    assert!(!nobody.contains("/canales/permiso\""), "{nobody}");
    assert!(nobody.contains("Falta su número de teléfono"), "{nobody}");
    for (why, said) in [
        (LetterWhy::NothingOwed, "no hay nada que pedir"),
        (LetterWhy::NotLate, "Todavía no hay nada vencido"),
        (LetterWhy::Final, "Ya se hizo la última carta"),
    ] {
        let html = page(shell(reader, Role::Agent), ChannelsView { letter: Some(why), ..view() });
        assert!(html.contains(said), "{said}: {html}");
    }
}

#[test]
fn the_buttons_of_a_wish_speak_of_what_comes_no_more() {
    let html = page(shell(peru(Lang::Es), Role::Agent), view());
    for button in ["No quiere más correos", "No quiere más SMS", "No quiere más cartas"] {
        assert!(html.contains(&format!(">{button}<")), "{button}: {html}");
    }
}

#[test]
fn every_way_of_a_permission_survives_its_form() {
    for way in ConsentWay::ALL {
        assert_eq!(ConsentWay::parse(way.code()), Some(way));
    }
    assert_eq!(ConsentWay::parse("<b>"), None);
}
