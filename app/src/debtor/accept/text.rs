//! The text of what is agreed.

use chrono::NaiveDate;
use domain::agreement_text::{AgreementWords, Place};
use domain::money::Money;

use super::AgreementText;
use crate::reader::Reader;
use crate::texts::key;

/// Who agrees with the debtor.
#[derive(Clone, Copy, Debug)]
pub struct Party<'a> {
    /// The name in the trade register.
    pub name: &'a str,
    /// With its label: `RUC 20601234565`.
    pub id: &'a str,
}

/// What a plan comes to.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// What is owed.
    pub owed: Money,
    /// What is given up; may be nothing.
    pub given_up: Money,
    /// What is paid in all.
    pub total: Money,
}

/// The text of a plan, or of a settlement.
pub fn plan_text(reader: Reader, party: Party<'_>, figures: Figures) -> AgreementText {
    let (creditor, id) = (party.name, party.id);
    let (owed, total) = (&*reader.money(figures.owed), &*reader.money(figures.total));
    let given = &*reader.money(figures.given_up);
    let gives_up = (!figures.given_up.is_zero())
        .then(|| reader.say(key::PaperGivesUp { creditor, total, given }));
    let paragraphs = [
        Some(reader.say(key::PaperBetween { creditor, id, owed })),
        Some(reader.say(key::PaperPays { total })),
        gives_up,
        Some(reader.say(key::PaperNoInterest)),
        Some(reader.say(key::PaperRules)),
        Some(reader.say(key::PaperRights)),
        Some(reader.say(key::PaperKept)),
    ];
    AgreementText {
        title: reader.say(key::PaperTitle),
        paragraphs: paragraphs.into_iter().flatten().collect(),
        lang: reader.voice.lang,
    }
}

/// The text of a plan, or of a settlement, in the creditor's own words.
pub fn own_text(
    reader: Reader,
    words: &AgreementWords,
    (party, figures): (Party<'_>, Figures),
) -> AgreementText {
    let value = |place| match place {
        Place::Creditor => Some(party.name.to_owned()),
        Place::LegalId => Some(party.id.to_owned()),
        Place::Owed => Some(reader.money(figures.owed)),
        Place::Pays => Some(reader.money(figures.total)),
        Place::GivenUp => (!figures.given_up.is_zero()).then(|| reader.money(figures.given_up)),
    };
    let title = reader.say(key::PaperTitle);
    AgreementText { title, paragraphs: words.filled(value), lang: reader.voice.lang }
}

/// The text of a plan where the creditor has none of its own, with its places: what another one begins from.
pub fn standard_text(reader: Reader) -> String {
    let [creditor, id, owed, total, given] = &Place::ALL.map(|place| place.to_string());
    let paragraphs = [
        reader.say(key::PaperBetween { creditor, id, owed }),
        reader.say(key::PaperPays { total }),
        reader.say(key::PaperGivesUp { creditor, total, given }),
        reader.say(key::PaperNoInterest),
        reader.say(key::PaperRules),
        reader.say(key::PaperRights),
        reader.say(key::PaperKept),
    ];
    paragraphs.join("\n\n")
}

/// The text of a plan that takes the place of the one that was accepted on that day.
pub fn in_place_of(reader: Reader, text: AgreementText, accepted_on: NaiveDate) -> AgreementText {
    let replaces = reader.say(key::PaperInstead { day: &reader.dated(accepted_on) });
    let paragraphs = text.paragraphs.into_iter().chain([replaces]).collect();
    AgreementText { paragraphs, ..text }
}

/// The text of a promise to pay `amount` by `day`.
pub fn promise_text(
    reader: Reader,
    party: Party<'_>,
    (amount, day): (Money, NaiveDate),
) -> AgreementText {
    let (creditor, total, day) = (party.name, &*reader.money(amount), &*reader.dated(day));
    AgreementText {
        title: reader.say(key::PaperPromiseTitle),
        paragraphs: vec![
            reader.say(key::PaperPromise { total, creditor, day }),
            reader.say(key::PaperRights),
            reader.say(key::PaperKept),
        ],
        lang: reader.voice.lang,
    }
}

#[cfg(test)]
mod tests {
    use domain::country::Country;
    use domain::money::Currency;

    use super::*;
    use crate::texts::{Address, Lang, Voice};

    #[test]
    fn the_standard_text_filled_in_is_what_stands_without_one() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let soles = Currency::parse("PEN").expect("PEN");
        let money = |minor| Money::new(minor, soles).expect("positive");
        for lang in Lang::ALL {
            let voice = Voice { lang, region: Country::Pe, address: Address::Tu };
            let reader = Reader::new(voice, today);
            let words = AgreementWords::parse(&standard_text(reader)).expect("a text");
            for given in [0, 10_000] {
                let party = Party { name: "Clínica San Borja S.A.C.", id: "RUC 20601234565" };
                let (given_up, total) = (money(given), money(40_000 - given));
                let figures = Figures { owed: money(40_000), given_up, total };
                let own = own_text(reader, &words, (party, figures));
                assert_eq!(own, plan_text(reader, party, figures), "{}", lang.code());
            }
        }
    }
}
