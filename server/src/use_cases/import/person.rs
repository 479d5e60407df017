//! What the rows of a file say of one person.

use chrono_tz::Tz;
use domain::import::{DebtorFields, PhonePermission};

use crate::store::debtor::Person;

/// The zone of that IANA name; `None` if there is none.
pub fn zone(text: &str) -> Option<&'static str> {
    text.parse::<Tz>().ok().map(Tz::name)
}

/// Fills what `said` leaves open with what a later row says: the first row that says anything counts,
/// so that the order of the rows in the file does not.
pub fn fill(said: &mut DebtorFields, later: &DebtorFields) {
    fn or<T: Clone>(said: &mut Option<T>, later: Option<&T>) {
        if said.is_none() {
            *said = later.cloned();
        }
    }
    or(&mut said.name, later.name.as_ref());
    or(&mut said.given_name, later.given_name.as_ref());
    or(&mut said.email, later.email.as_ref());
    or(&mut said.phone, later.phone.as_ref());
    // A permission is for the number that counts, not for another one that the file has too.
    let is_its = |one: &&PhonePermission| said.phone.as_ref() == Some(&one.phone);
    let permission = later.permission.as_ref().filter(is_its);
    or(&mut said.permission, permission);
    or(&mut said.national_id, later.national_id.as_ref());
    or(&mut said.birth_date, later.birth_date.as_ref());
    or(&mut said.postcode, later.postcode.as_ref());
    or(&mut said.language, later.language.as_ref());
    or(&mut said.country, later.country.as_ref());
    or(&mut said.zone, later.zone.as_ref());
}

/// Writes into `person` what is said of them; what is not said stays.
pub fn write(said: &DebtorFields, person: &mut Person) {
    fn set<T>(field: &mut Option<T>, said: Option<T>) {
        if said.is_some() {
            *field = said;
        }
    }
    set(&mut person.name, said.name.clone());
    set(&mut person.given_name, said.given_name.clone());
    set(&mut person.email, said.email.as_ref().map(|email| email.reveal().to_owned()));
    set(&mut person.phone, said.phone.as_ref().map(|phone| phone.reveal().to_owned()));
    set(&mut person.national_id, said.national_id.clone());
    set(&mut person.birth_date, said.birth_date);
    set(&mut person.postcode, said.postcode.clone());
    set(&mut person.language, said.language.map(str::to_owned));
    set(&mut person.country, said.country);
    set(&mut person.zone, said.zone.as_deref().and_then(zone).map(str::to_owned));
}

#[cfg(test)]
mod tests {
    use domain::contact_channel::ContactChannel;
    use domain::country::Country;
    use domain::phone::PhoneNumber;

    use super::*;

    fn named(name: &str, postcode: Option<&str>) -> DebtorFields {
        let postcode = postcode.map(str::to_owned);
        DebtorFields { name: Some(name.to_owned()), postcode, ..DebtorFields::default() }
    }

    #[test]
    fn a_permission_for_another_number_than_the_first_is_none() {
        let permitted = |number: &str| {
            let phone = PhoneNumber::parse(number, Country::Pe).expect("a phone");
            let permission = PhonePermission {
                phone: phone.clone(),
                channels: vec![ContactChannel::Sms],
                on: "2026-02-03".parse().expect("a day"),
                how: "form",
                proof: "Ficha 1204".to_owned(),
            };
            let (phone, permission) = (Some(phone), Some(permission));
            DebtorFields { phone, permission, ..DebtorFields::default() }
        };
        let first = DebtorFields { permission: None, ..permitted("987654321") };
        for (number, expected) in [("987654321", true), ("987654322", false)] {
            let mut said = DebtorFields::default();
            fill(&mut said, &first);
            fill(&mut said, &permitted(number));
            assert_eq!(said.permission.is_some(), expected, "{number}");
        }
    }

    #[test]
    fn the_first_row_that_says_anything_counts_and_silence_changes_nothing() {
        let mut said = named("Rosa", None);
        fill(&mut said, &named("Rosa Quispe", Some("15001")));
        said.zone = Some("America/Tijuana".to_owned());
        fill(&mut said, &DebtorFields { country: Some(Country::Mx), ..named("Rosa", None) });
        fill(&mut said, &DebtorFields { country: Some(Country::Us), ..named("Rosa", None) });
        let mut person = Person {
            name: Some("R. Quispe".to_owned()),
            email: Some("rosa@example.pe".to_owned()),
            ..Person::default()
        };
        write(&said, &mut person);
        assert_eq!(person.name.as_deref(), Some("Rosa"));
        assert_eq!(person.postcode.as_deref(), Some("15001"));
        assert_eq!(person.email.as_deref(), Some("rosa@example.pe"));
        assert_eq!(person.zone.as_deref(), Some("America/Tijuana"));
        assert_eq!(person.country, Some(Country::Mx));
        write(&named("Rosa", None), &mut person);
        assert_eq!(person.zone.as_deref(), Some("America/Tijuana"));
        assert_eq!(person.country, Some(Country::Mx));
    }
}
