//! One record of the file, read cell by cell as the map declares it.

use chrono::NaiveDate;

use super::row::{Amount, DebtorFields, ImportRow, ReadRow, Skip};
use super::{CurrencySource, Field, Layout, MarkEffect, PhonePermission, Reason, RowError, cell};
use crate::country::Country;
use crate::email::EmailAddress;
use crate::money::{Currency, Money};
use crate::national_id::NationalId;
use crate::phone::PhoneNumber;

/// Tags of one debt at most.
const MOST_TAGS: usize = 20;
/// Characters of one tag at most.
const LONGEST_TAG: usize = 40;
/// The languages that have texts.
const LANGUAGES: [&str; 3] = ["es", "en", "pt"];

impl Layout<'_> {
    /// Reads one record. `as_of` is the day of the import: today in the creditor's zone unless the
    /// command says another. Rows issued later are left out, settlements after it did not happen
    /// yet.
    ///
    /// All mistakes of the record are returned, so that they can be mended at once.
    pub fn read_row(&self, cells: &[&[u8]], as_of: NaiveDate) -> Result<ReadRow, Vec<RowError>> {
        if cells.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace)) {
            return Ok(ReadRow::Skipped(Skip::Blank));
        }
        if cells.len() != self.headers.len() {
            let reason = Reason::Columns { found: cells.len(), expected: self.headers.len() };
            return Err(vec![RowError { column: String::new(), reason }]);
        }
        let mut reader = Reader { layout: self, cells, as_of, errors: Vec::new() };
        match (reader.row(), reader.errors.is_empty()) {
            (Some(row), true) if row.issued_on.is_some_and(|day| day > as_of) => {
                Ok(ReadRow::Skipped(Skip::IssuedLater))
            }
            (Some(row), true) => Ok(ReadRow::Row(Box::new(row))),
            _ => Err(reader.errors),
        }
    }
}

/// Reads cell by cell and keeps the mistakes.
struct Reader<'a> {
    layout: &'a Layout<'a>,
    cells: &'a [&'a [u8]],
    as_of: NaiveDate,
    errors: Vec<RowError>,
}

impl Reader<'_> {
    fn row(&mut self) -> Option<ImportRow> {
        let debt_reference = self.required(Field::DebtReference, cell::reference);
        let debtor_reference = self.required(Field::DebtorReference, cell::reference);
        let debtor = self.debtor();
        let description = self.text(Field::Description);
        let document_type = self.text(Field::DocumentType);
        let issued_on = self.date(Field::IssuedOn);
        let due_on = self.due_on();
        let currency = self.currency();
        let amount = self.amount(currency);
        let interest = self.charge(Field::Interest, currency);
        let fee = self.charge(Field::Fee, currency);
        let disputed = self.disputed();
        let settled_on = self.date(Field::SettledOn).filter(|&day| day <= self.as_of);
        let tags = self.tags();
        Some(ImportRow {
            debt_reference: debt_reference?,
            debtor_reference: debtor_reference?,
            debtor,
            description,
            document_type,
            issued_on,
            due_on,
            amount: amount?,
            interest,
            fee,
            disputed,
            settled_on,
            tags,
        })
    }

    fn debtor(&mut self) -> DebtorFields {
        let map = self.layout.map;
        let birth_date = self.optional(Field::BirthDate, |text| map.dates.read(&text));
        if birth_date.is_some_and(|day| day >= self.as_of) {
            self.refuse(Field::BirthDate, Reason::Future);
        }
        let (name, given_name) = (self.text(Field::Name), self.text(Field::GivenName));
        let email = self.optional(Field::Email, |text| Ok(EmailAddress::parse(&text)?));
        let phone = self.optional(Field::Phone, |text| Ok(PhoneNumber::parse(&text, map.country)?));
        DebtorFields {
            name,
            given_name,
            email,
            permission: self.permission(phone.as_ref()),
            phone,
            national_id: self.optional(Field::NationalId, |text| {
                Ok(NationalId::parse_any(&map.id_kinds, &text)?)
            }),
            birth_date,
            postcode: self.text(Field::Postcode),
            language: self.optional(Field::Language, |text| {
                let known = LANGUAGES.into_iter().find(|code| text.eq_ignore_ascii_case(code));
                known.ok_or(Reason::Language)
            }),
            country: self.optional(Field::Country, |text| {
                Country::parse(&text.to_ascii_uppercase()).ok_or(Reason::Country)
            }),
            zone: self.text(Field::Zone),
        }
    }

    /// The permission of a row: its day, way and proof belong together, and to the number beside them.
    fn permission(&mut self, phone: Option<&PhoneNumber>) -> Option<PhonePermission> {
        let declared = self.layout.map.phone_permission.as_ref()?;
        let on = self.date(Field::PermissionOn);
        if on.is_some_and(|day| day > self.as_of) {
            self.refuse(Field::PermissionOn, Reason::Future);
        }
        let how = self.optional(Field::PermissionHow, |text| {
            declared.way(&text).ok_or(Reason::PermissionHow)
        });
        let proof = self.text(Field::PermissionProof);
        if on.is_none() && how.is_none() && proof.is_none() {
            return None;
        }
        let parts = [
            (Field::Phone, phone.is_some()),
            (Field::PermissionOn, on.is_some()),
            (Field::PermissionHow, how.is_some()),
            (Field::PermissionProof, proof.is_some()),
        ];
        for (field, is_there) in parts {
            if !is_there && !self.is_refused(field) {
                self.refuse(field, Reason::Empty);
            }
        }
        let channels = declared.channels.clone();
        Some(PhonePermission { phone: phone?.clone(), channels, on: on?, how: how?, proof: proof? })
    }

    fn due_on(&mut self) -> Option<NaiveDate> {
        self.layout.places(Field::DueOn).next()?;
        let dates = self.layout.map.dates;
        self.required(Field::DueOn, |text| dates.read(&text))
    }

    fn date(&mut self, field: Field) -> Option<NaiveDate> {
        let dates = self.layout.map.dates;
        self.optional(field, |text| dates.read(&text))
    }

    fn currency(&mut self) -> Option<Currency> {
        match self.layout.map.currency {
            CurrencySource::Constant(currency) => Some(currency),
            CurrencySource::Column => self.required(Field::Currency, |text| {
                Currency::parse(&text.to_ascii_uppercase()).ok_or(Reason::Currency)
            }),
        }
    }

    fn amount(&mut self, currency: Option<Currency>) -> Option<Amount> {
        let map = self.layout.map;
        match currency {
            Some(currency) => self.required(Field::Amount, |text| {
                cell::amount(&text, map.numbers, currency, map.negative)
            }),
            // Without a currency only the number itself can be wrong.
            None => self.required(Field::Amount, |text| map.numbers.read(&text)).and(None),
        }
    }

    fn charge(&mut self, field: Field, currency: Option<Currency>) -> Option<Money> {
        let (currency, numbers) = (currency?, self.layout.map.numbers);
        self.layout.places(field).next()?;
        let charge = self.optional(field, |text| cell::charge(&text, numbers, currency));
        charge.or(Some(Money::zero(currency)))
    }

    fn disputed(&mut self) -> bool {
        let Some(mark) = &self.layout.map.disputed else { return false };
        let marked = self.optional(Field::Disputed, |text| {
            let is_in = |cells: &[String]| cells.iter().any(|cell| cell.trim() == text);
            match (is_in(&mark.yes), is_in(&mark.no)) {
                (true, _) => Ok(true),
                (false, true) => Ok(false),
                (false, false) => Err(Reason::Mark),
            }
        });
        marked == Some(true) && mark.effect == MarkEffect::Hold
    }

    fn tags(&mut self) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        for place in self.layout.places(Field::Tags).collect::<Vec<_>>() {
            let text = self.cell(Field::Tags, place).unwrap_or_default();
            for tag in text.split([',', ';']).map(|tag| tag.trim().to_lowercase()) {
                if tag.chars().count() > LONGEST_TAG || tags.len() == MOST_TAGS {
                    self.refuse_at(place, Reason::TooLong { limit: LONGEST_TAG });
                    return tags;
                }
                if !tag.is_empty() && !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
        }
        tags
    }

    fn text(&mut self, field: Field) -> Option<String> {
        self.optional(field, Ok)
    }

    fn required<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(String) -> Result<T, Reason>,
    ) -> Option<T> {
        let mistakes = self.errors.len();
        let value = self.optional(field, read);
        if value.is_none() && self.errors.len() == mistakes {
            self.refuse(field, Reason::Empty);
        }
        value
    }

    fn optional<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(String) -> Result<T, Reason>,
    ) -> Option<T> {
        let place = self.layout.places(field).next()?;
        let text = self.cell(field, place)?;
        match read(text) {
            Ok(value) => Some(value),
            Err(reason) => {
                self.refuse_at(place, reason);
                None
            }
        }
    }

    fn cell(&mut self, field: Field, place: usize) -> Option<String> {
        match cell::text(self.layout.map.encoding, self.cells[place], field) {
            Ok(text) => text,
            Err(reason) => {
                self.refuse_at(place, reason);
                None
            }
        }
    }

    fn refuse(&mut self, field: Field, reason: Reason) {
        if let Some(place) = self.layout.places(field).next() {
            self.refuse_at(place, reason);
        }
    }

    /// Whether something is wrong with the cell of `field` already.
    fn is_refused(&self, field: Field) -> bool {
        let place = self.layout.places(field).next();
        let header = place.map(|place| &self.layout.headers[place]);
        header.is_some_and(|header| self.errors.iter().any(|error| error.column == *header))
    }

    fn refuse_at(&mut self, place: usize, reason: Reason) {
        self.errors.push(RowError { column: self.layout.headers[place].clone(), reason });
    }
}

#[cfg(test)]
mod tests;
