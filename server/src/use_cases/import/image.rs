//! Debts and people as an import found them and as it left them, in a form that is kept, so that undoing the
//! import puts back what nobody has changed since.

use chrono::{DateTime, NaiveDate, Utc};
use domain::allocation::Balance;
use domain::country::Country;
use domain::money::{Money, MoneyError};
use domain::national_id::{IdKind, NationalId};
use serde::{Deserialize, Serialize};

use crate::store::debtor::Person;
use crate::store::known::KnownDebt;

/// What an import may change of a debt beside its ledger.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DebtImage {
    description: Option<String>,
    document_type: Option<String>,
    issued_on: Option<DayText>,
    due_on: Option<DayText>,
    tags: Option<String>,
    /// Principal, interest and fee.
    imported: [i64; 3],
    marked_at: Option<i64>,
    disputed_at: Option<i64>,
    closed_at: Option<i64>,
}

/// A day as `YYYY-MM-DD`.
type DayText = String;

/// What an import may change of a person. No `Debug`: it is personal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonImage {
    name: Option<String>,
    given_name: Option<String>,
    language: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    /// With its kind in front: `pe-dni:40904759`.
    national_id: Option<String>,
    birth_date: Option<DayText>,
    postcode: Option<String>,
    /// Its code. Images of an earlier build have none.
    #[serde(default)]
    country: Option<String>,
    /// Images of an earlier build have none.
    #[serde(default)]
    zone: Option<String>,
}

/// Whether everything that an import had changed could be put back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Restored {
    /// It was.
    Whole,
    /// Somebody has changed a part of it since, which stays.
    InPart,
}

impl DebtImage {
    /// A debt as it is.
    pub fn of(debt: &KnownDebt) -> Self {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let at = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp_millis());
        let Balance { principal, interest, fee } = debt.imported;
        Self {
            description: debt.description.clone(),
            document_type: debt.document_type.clone(),
            issued_on: day(debt.issued_on),
            due_on: day(debt.due_on),
            tags: debt.tags.clone(),
            imported: [principal, interest, fee].map(Money::minor),
            marked_at: at(debt.marked_at),
            disputed_at: at(debt.disputed_at),
            closed_at: at(debt.closed_at),
        }
    }

    /// Writes into `debt` what it `was` where it still is as it `became`.
    pub fn put_back(
        debt: &mut KnownDebt,
        (was, became): (&Self, &Self),
    ) -> Result<Restored, MoneyError> {
        let mut now = Self::of(debt);
        let mut whole = back(&mut now.description, &was.description, &became.description);
        whole &= back(&mut now.document_type, &was.document_type, &became.document_type);
        whole &= back(&mut now.issued_on, &was.issued_on, &became.issued_on);
        whole &= back(&mut now.due_on, &was.due_on, &became.due_on);
        whole &= back(&mut now.tags, &was.tags, &became.tags);
        whole &= back(&mut now.imported, &was.imported, &became.imported);
        whole &= back(&mut now.marked_at, &was.marked_at, &became.marked_at);
        whole &= back(&mut now.disputed_at, &was.disputed_at, &became.disputed_at);
        whole &= back(&mut now.closed_at, &was.closed_at, &became.closed_at);
        let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
        let at = |millis: Option<i64>| millis.and_then(DateTime::from_timestamp_millis);
        let currency = debt.imported.principal.currency();
        let [principal, interest, fee] = now.imported.map(|minor| Money::new(minor, currency));
        debt.imported = Balance { principal: principal?, interest: interest?, fee: fee? };
        (debt.description, debt.document_type) = (now.description, now.document_type);
        (debt.issued_on, debt.due_on) = (day(now.issued_on), day(now.due_on));
        debt.tags = now.tags;
        (debt.marked_at, debt.disputed_at) = (at(now.marked_at), at(now.disputed_at));
        debt.closed_at = at(now.closed_at);
        Ok(restored(whole))
    }
}

impl PersonImage {
    /// A person as they are known.
    pub fn of(person: &Person) -> Self {
        let id = |id: &NationalId| format!("{}:{}", id.kind().code(), id.reveal());
        Self {
            name: person.name.clone(),
            given_name: person.given_name.clone(),
            language: person.language.clone(),
            email: person.email.clone(),
            phone: person.phone.clone(),
            national_id: person.national_id.as_ref().map(id),
            birth_date: person.birth_date.map(|day| day.to_string()),
            postcode: person.postcode.clone(),
            country: person.country.map(|country| country.code().to_owned()),
            zone: person.zone.clone(),
        }
    }

    /// Writes into `person` what `was` known of them where it still is as it `became`.
    pub fn put_back(person: &mut Person, (was, became): (&Self, &Self)) -> Restored {
        let mut now = Self::of(person);
        let mut whole = back(&mut now.name, &was.name, &became.name);
        whole &= back(&mut now.given_name, &was.given_name, &became.given_name);
        whole &= back(&mut now.language, &was.language, &became.language);
        whole &= back(&mut now.email, &was.email, &became.email);
        whole &= back(&mut now.phone, &was.phone, &became.phone);
        whole &= back(&mut now.national_id, &was.national_id, &became.national_id);
        whole &= back(&mut now.birth_date, &was.birth_date, &became.birth_date);
        whole &= back(&mut now.postcode, &was.postcode, &became.postcode);
        whole &= back(&mut now.country, &was.country, &became.country);
        whole &= back(&mut now.zone, &was.zone, &became.zone);
        (person.name, person.given_name) = (now.name, now.given_name);
        person.language = now.language;
        (person.email, person.phone) = (now.email, now.phone);
        person.national_id = now.national_id.as_deref().and_then(national_id);
        person.birth_date = now.birth_date.and_then(|text| text.parse().ok());
        person.country = now.country.as_deref().and_then(Country::parse);
        (person.postcode, person.zone) = (now.postcode, now.zone);
        restored(whole)
    }
}

/// An image as it is kept.
pub fn write(image: &impl Serialize) -> String {
    serde_json::to_string(image).expect("texts and numbers are always JSON")
}

/// Reads what [`write`] wrote; `None` for anything else.
pub fn read<'t, T: Deserialize<'t>>(text: &'t [u8]) -> Option<T> {
    serde_json::from_slice(text).ok()
}

/// Puts `was` back where nothing has changed since; false where something has.
fn back<T: Clone + PartialEq>(now: &mut T, was: &T, became: &T) -> bool {
    if was == became {
        return true;
    }
    let is_untouched = now == became;
    if is_untouched {
        now.clone_from(was);
    }
    is_untouched
}

const fn restored(whole: bool) -> Restored {
    if whole { Restored::Whole } else { Restored::InPart }
}

fn national_id(text: &str) -> Option<NationalId> {
    let (kind, id) = text.split_once(':')?;
    NationalId::parse(IdKind::parse(kind)?, id).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rosa() -> Person {
        Person {
            name: Some("Rosa Quispe".to_owned()),
            email: Some("rosa@example.pe".to_owned()),
            national_id: NationalId::parse(IdKind::PeDni, "45678912").ok(),
            birth_date: NaiveDate::from_ymd_opt(1980, 12, 31),
            ..Person::default()
        }
    }

    #[test]
    fn a_person_is_put_back_as_they_were() {
        let imported = Person {
            email: Some("otra@example.pe".to_owned()),
            phone: Some("+51999888777".to_owned()),
            country: Some(Country::Co),
            ..rosa()
        };
        let images = (&PersonImage::of(&rosa()), &PersonImage::of(&imported));
        let mut now = imported;
        assert_eq!(PersonImage::put_back(&mut now, images), Restored::Whole);
        assert!(now == rosa());
    }

    #[test]
    fn what_somebody_has_changed_since_stays() {
        let imported = Person { email: None, name: Some("R.".to_owned()), ..rosa() };
        let images = (&PersonImage::of(&rosa()), &PersonImage::of(&imported));
        let mut now = Person { email: Some("nueva@example.pe".to_owned()), ..imported.clone() };
        assert_eq!(PersonImage::put_back(&mut now, images), Restored::InPart);
        assert_eq!(now.email.as_deref(), Some("nueva@example.pe"));
        assert_eq!(now.name.as_deref(), Some("Rosa Quispe"));
    }

    #[test]
    fn an_image_is_read_as_it_was_written() {
        let image = PersonImage::of(&rosa());
        assert!(read::<PersonImage>(write(&image).as_bytes()) == Some(image));
        assert!(read::<PersonImage>(b"{}}").is_none());
    }
}
