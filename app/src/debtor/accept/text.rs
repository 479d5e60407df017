//! The text of what is agreed.

use chrono::NaiveDate;
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
