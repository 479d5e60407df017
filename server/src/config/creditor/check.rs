//! What the texts of a creditor's file have to keep to.

use domain::money::Currency;
use domain::national_id::{IdKind, NationalId};
use domain::sms;
use domain::template::Field;
use domain::tone;

use super::{FileError, Settings, phones, wrong};

impl Settings {
    /// What every file has to keep to, one that was kept long ago too.
    pub(super) fn check(&self) -> Result<(), FileError> {
        let file = &self.file;
        let slug_fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if file.slug.is_empty() || file.slug.len() > 40 || !file.slug.chars().all(slug_fits) {
            return Err(wrong("slug", "up to 40 lower-case letters, digits and dashes"));
        }
        for (field, text) in [
            ("name", &file.name),
            ("discreet_name", file.discreet_name.as_ref().unwrap_or(&file.name)),
            ("legal_name", &file.legal_name),
            ("address", &file.address),
            ("contact.phone", &file.contact.phone),
            ("contact.hours", &file.contact.hours),
        ] {
            if text.trim().is_empty() || text.len() > 200 || text.chars().any(char::is_control) {
                return Err(wrong(field, "a line of at most 200 bytes"));
            }
        }
        if file.sms_name.as_deref().is_some_and(|name| !fits_in_sms(name)) {
            return Err(wrong(
                "sms_name",
                "at most 20 letters of the SMS alphabet, without accents",
            ));
        }
        let kinds = IdKind::of(self.country);
        if !kinds.is_empty() && NationalId::parse_any(kinds, &file.legal_id).is_err() {
            return Err(wrong("legal_id", "not a valid number of this country"));
        }
        self.least_part_payment(self.currency)?;
        for code in file.least_part_payment.keys() {
            let currency = Currency::parse(code)
                .ok_or_else(|| wrong("least_part_payment", format!("`{code}` is not known")))?;
            self.least_part_payment(currency)?;
        }
        for code in file.living_per_person.keys() {
            let currency = Currency::parse(code)
                .ok_or_else(|| wrong("living_per_person", format!("`{code}` is not known")))?;
            self.living_per_person(currency)?;
        }
        let hex = file.brand.color.strip_prefix('#').unwrap_or_default();
        if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(wrong("brand.color", "a colour of the form #0b6e5f"));
        }
        for (field, address) in
            [("contact.sender", &file.contact.sender), ("contact.reply_to", &file.contact.reply_to)]
        {
            domain::email::EmailAddress::parse(address).map_err(|e| wrong(field, e.to_string()))?;
        }
        phones::check(file, self.country)?;
        if file.bank.is_none() && file.stripe.is_none() {
            return Err(wrong("bank", "neither [bank] nor [stripe]: nobody could pay"));
        }
        Ok(())
    }

    /// What is written for strangers' eyes tells them nothing. A `name` that tells is left out there.
    pub(super) fn check_names(&self) -> Result<(), FileError> {
        let file = &self.file;
        for (field, name) in [("discreet_name", &file.discreet_name), ("sms_name", &file.sms_name)]
        {
            if name.as_deref().is_some_and(tone::refuses_name) {
                return Err(wrong(field, "strangers read it: no word of money, no threat"));
            }
        }
        Ok(())
    }
}

/// Whether a name stands in a text message as it is, and does not make it dearer.
fn fits_in_sms(name: &str) -> bool {
    !name.trim().is_empty() && sms::fit(name, Field::Business.most_in_sms()) == name
}
