//! What a creditor declares about its file.

use super::{DateFormat, Delimiter, Encoding, Field, NumberFormat, PermissionColumns};
use crate::country::Country;
use crate::money::Currency;
use crate::national_id::IdKind;

/// How one creditor's file is written and what it means. [`ImportMap::validate`] before use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportMap {
    /// Between cells.
    pub delimiter: Delimiter,
    /// Of the whole file.
    pub encoding: Encoding,
    /// Of all dates.
    pub dates: DateFormat,
    /// Of all amounts.
    pub numbers: NumberFormat,
    /// Whose phone numbers have no calling code; the creditor's country unless the map says
    /// another.
    pub country: Country,
    /// What the national ids may be, in the order in which they are tried.
    pub id_kinds: Vec<IdKind>,
    /// In which currency the amounts are.
    pub currency: CurrencySource,
    /// What the amount column says.
    pub amount: AmountMeaning,
    /// What an amount below zero is.
    pub negative: NegativeAmounts,
    /// What it means that a debt is no longer in the file.
    pub absent: AbsentRows,
    /// What the column of disputed marks says; `None` without one.
    pub disputed: Option<DisputedMark>,
    /// What the columns of permissions for phones say; `None` without them.
    pub phone_permission: Option<PermissionColumns>,
    /// Header and field. A header may feed several fields; only [`Field::Tags`] and
    /// [`Field::Ignored`] may come several times. `*` as an ignored header is every other one.
    pub columns: Vec<(String, Field)>,
}

/// Where a row's currency stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CurrencySource {
    /// In a column of its own.
    Column,
    /// The same for all rows.
    Constant(Currency),
}

/// What the amount of a row is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AmountMeaning {
    /// What the invoice was made out for. Between two imports only the difference counts.
    Original,
    /// What is still owed, payments received here already taken off by the creditor's books.
    OutstandingPaymentsDeducted,
    /// What is still owed as far as the creditor's books know, which is without what was received,
    /// waived or written off here.
    OutstandingPaymentsNotDeducted,
}

/// What an amount below zero is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NegativeAmounts {
    /// A credit note: credit of the debtor.
    CreditNotes,
    /// A mistake in the file.
    Errors,
}

/// What it means that a debt is no longer in the file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AbsentRows {
    /// Nothing: the file may be a part of the portfolio.
    Nothing,
    /// Nothing is owed on it any more.
    Close,
}

/// How a file marks disputed debts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DisputedMark {
    /// Cells that are a mark, exactly.
    pub yes: Vec<String>,
    /// Cells that are none; an empty cell is none too. Any other cell is an error.
    pub no: Vec<String>,
    /// What a mark does.
    pub effect: MarkEffect,
}

/// What a disputed mark does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MarkEffect {
    /// Puts the debt on hold.
    Hold,
    /// Nothing: the column is checked and then ignored.
    Ignore,
}

/// What a map lacks or says twice.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MapError {
    /// No file can be read without this field.
    #[error("no column is mapped to `{}`", .0.code())]
    Missing(Field),
    /// Two columns say the same.
    #[error("two columns are mapped to `{}`", .0.code())]
    Twice(Field),
    /// A column and a constant, or neither.
    #[error("declare a currency: either a column or one for all rows")]
    Currency,
    /// A header without text.
    #[error("a column has an empty header")]
    EmptyHeader,
    /// The decimal sign and the thousands sign are the same.
    #[error("the decimal sign and the thousands sign are the same")]
    NumberSigns,
    /// Two digits of a year cannot tell when somebody was born.
    #[error("birth dates need four digits of the year")]
    ShortBirthYears,
    /// National ids of which kind?
    #[error("a column holds national ids: declare their kinds")]
    IdKinds,
    /// A column of marks without saying what a mark is, or the other way round.
    #[error("a disputed mark needs both a column and the cells that are a mark")]
    Marks,
    /// Permissions for phones without all that makes one: the number, the day, the way, the proof and the channels.
    #[error(
        "permissions for phones need `[phone_permission]` with channels of phones, and columns for `debtor.phone`, \
         `debtor.phone_permission_on`, `debtor.phone_permission_how` and `debtor.phone_permission_proof`"
    )]
    Permissions,
    /// A cell that stands for two ways to permit, or an empty one that stands for a way.
    #[error("`{0}` is declared as no way to permit a phone, or as two")]
    WayTwice(String),
    /// A cell that is a mark and none.
    #[error("`{0}` is declared both as a disputed mark and as none")]
    MarkBoth(String),
}

impl ImportMap {
    /// Says everything that is wrong with the map, so that all can be mended at once.
    pub fn validate(&self) -> Result<(), Vec<MapError>> {
        let required = [Field::DebtReference, Field::DebtorReference, Field::Amount];
        let missing = required.into_iter().filter(|&field| self.count(field) == 0);
        let twice =
            Field::ALL.into_iter().filter(|&field| field.is_single() && self.count(field) > 1);
        let rules = [
            (
                self.has(Field::Currency) != (self.currency == CurrencySource::Column),
                MapError::Currency,
            ),
            (self.columns.iter().any(|column| column.0.trim().is_empty()), MapError::EmptyHeader),
            (!self.numbers.is_clear(), MapError::NumberSigns),
            (self.has(Field::BirthDate) && self.dates.has_short_years(), MapError::ShortBirthYears),
            (self.has(Field::NationalId) && self.id_kinds.is_empty(), MapError::IdKinds),
            (self.has(Field::Disputed) != self.has_marks(), MapError::Marks),
            (!self.has_whole_permissions(), MapError::Permissions),
        ];
        let broken = rules.into_iter().filter(|rule| rule.0).map(|rule| rule.1);
        let both = self.disputed.iter().flat_map(DisputedMark::in_both).map(MapError::MarkBoth);
        let ways = self.phone_permission.iter().flat_map(PermissionColumns::unclear);
        let errors: Vec<MapError> = missing
            .map(MapError::Missing)
            .chain(twice.map(MapError::Twice))
            .chain(broken)
            .chain(both)
            .chain(ways)
            .collect();
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    fn count(&self, field: Field) -> usize {
        self.columns.iter().filter(|column| column.1 == field).count()
    }

    fn has(&self, field: Field) -> bool {
        self.count(field) > 0
    }

    /// Whether there is all that makes a permission for a phone, or nothing of it.
    fn has_whole_permissions(&self) -> bool {
        let columns = [Field::PermissionOn, Field::PermissionHow, Field::PermissionProof];
        match &self.phone_permission {
            None => !columns.into_iter().any(|field| self.has(field)),
            Some(declared) => {
                let is_whole = columns.into_iter().all(|field| self.has(field));
                is_whole && self.has(Field::Phone) && declared.is_of_phones()
            }
        }
    }

    fn has_marks(&self) -> bool {
        self.disputed.as_ref().is_some_and(|mark| !mark.yes.is_empty())
    }
}

impl DisputedMark {
    fn in_both(&self) -> impl Iterator<Item = String> {
        self.yes.iter().filter(|cell| cell.is_empty() || self.no.contains(cell)).cloned()
    }
}

impl AmountMeaning {
    /// Reads the two words of a map: `original` alone, or `outstanding` with `deducted` or
    /// `not-deducted` for the payments received here.
    pub fn parse(amount: &str, payments_here: Option<&str>) -> Option<Self> {
        match (amount, payments_here) {
            ("original", None) => Some(Self::Original),
            ("outstanding", Some("deducted")) => Some(Self::OutstandingPaymentsDeducted),
            ("outstanding", Some("not-deducted")) => Some(Self::OutstandingPaymentsNotDeducted),
            _ => None,
        }
    }
}

impl NegativeAmounts {
    /// Reads the word of a map: `credit-notes` or `errors`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "credit-notes" => Some(Self::CreditNotes),
            "errors" => Some(Self::Errors),
            _ => None,
        }
    }
}

impl MarkEffect {
    /// Reads the word of a map: `hold` or `ignore`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "hold" => Some(Self::Hold),
            "ignore" => Some(Self::Ignore),
            _ => None,
        }
    }
}

impl AbsentRows {
    /// Reads the word of a map: `nothing` or `close`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "nothing" => Some(Self::Nothing),
            "close" => Some(Self::Close),
            _ => None,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::contact_channel::ContactChannel;
    use crate::import::{DecimalSign, ThousandsSign};

    /// A map like that of the public sample portfolio.
    pub(in crate::import) fn sample_map() -> ImportMap {
        let column = |header: &str, field| (header.to_owned(), field);
        ImportMap {
            delimiter: Delimiter::Comma,
            encoding: Encoding::Utf8,
            dates: DateFormat::parse("m/d/yyyy").expect("a pattern"),
            numbers: NumberFormat { decimal: DecimalSign::Point, thousands: ThousandsSign::None },
            country: Country::Us,
            id_kinds: vec![],
            currency: CurrencySource::Constant(Currency::parse("USD").expect("a currency")),
            amount: AmountMeaning::Original,
            negative: NegativeAmounts::Errors,
            absent: AbsentRows::Nothing,
            disputed: Some(DisputedMark {
                yes: vec!["Yes".to_owned()],
                no: vec!["No".to_owned()],
                effect: MarkEffect::Hold,
            }),
            phone_permission: None,
            columns: vec![
                column("countryCode", Field::Ignored),
                column("customerID", Field::DebtorReference),
                column("invoiceNumber", Field::DebtReference),
                column("InvoiceDate", Field::IssuedOn),
                column("DueDate", Field::DueOn),
                column("InvoiceAmount", Field::Amount),
                column("Disputed", Field::Disputed),
                column("SettledDate", Field::SettledOn),
            ],
        }
    }

    #[test]
    fn a_whole_map_is_valid() {
        assert_eq!(sample_map().validate(), Ok(()));
    }

    #[test]
    fn everything_that_is_wrong_with_a_map_is_said_at_once() {
        let mut map = sample_map();
        map.columns.retain(|column| column.1 != Field::Amount && column.1 != Field::Disputed);
        map.columns.push(("Due again".to_owned(), Field::DueOn));
        map.columns.push((" ".to_owned(), Field::Ignored));
        map.columns.push(("born".to_owned(), Field::BirthDate));
        map.columns.push(("id".to_owned(), Field::NationalId));
        map.currency = CurrencySource::Column;
        map.numbers.thousands = ThousandsSign::Point;
        map.dates = DateFormat::parse("dd/mm/yy").expect("a pattern");
        map.disputed = map.disputed.map(|mark| DisputedMark { no: mark.yes.clone(), ..mark });
        let expected = vec![
            MapError::Missing(Field::Amount),
            MapError::Twice(Field::DueOn),
            MapError::Currency,
            MapError::EmptyHeader,
            MapError::NumberSigns,
            MapError::ShortBirthYears,
            MapError::IdKinds,
            MapError::Marks,
            MapError::MarkBoth("Yes".to_owned()),
        ];
        assert_eq!(map.validate(), Err(expected));
    }

    #[test]
    fn a_currency_is_declared_once() {
        let with_column = |currency| {
            let mut map = sample_map();
            map.columns.push(("cur".to_owned(), Field::Currency));
            ImportMap { currency, ..map }.validate()
        };
        assert_eq!(with_column(CurrencySource::Column), Ok(()));
        assert_eq!(with_column(sample_map().currency), Err(vec![MapError::Currency]));
    }

    #[test]
    fn a_permission_is_declared_whole_or_not_at_all() {
        let declared = |channels: &[ContactChannel], ways: &[&str]| PermissionColumns {
            channels: channels.to_vec(),
            ways: ways.iter().map(|cell| ((*cell).to_owned(), "form")).collect(),
        };
        let with = |declared: Option<PermissionColumns>, fields: &[Field]| {
            let mut map = ImportMap { phone_permission: declared, ..sample_map() };
            map.columns.extend(fields.iter().map(|field| (field.code().to_owned(), *field)));
            map.validate()
        };
        let all = [Field::Phone, Field::PermissionOn, Field::PermissionHow, Field::PermissionProof];
        let phones = &ContactChannel::OF_PHONES[..];
        assert_eq!(with(Some(declared(phones, &["Ficha"])), &all), Ok(()));
        let half = Err(vec![MapError::Permissions]);
        for missing in 0..all.len() {
            let mut fields = all.to_vec();
            fields.remove(missing);
            assert_eq!(with(Some(declared(phones, &[])), &fields), half, "{missing}");
        }
        assert_eq!(with(None, &all), half);
        assert_eq!(with(None, &all[..1]), Ok(()), "a phone needs no permission");
        let none: [ContactChannel; 0] = [];
        for channels in [&none[..], &[ContactChannel::Sms, ContactChannel::Email]] {
            assert_eq!(with(Some(declared(channels, &[])), &all), half);
        }
        let twice = Err(vec![MapError::WayTwice("Ficha".to_owned())]);
        assert_eq!(with(Some(declared(phones, &["Ficha", "Ficha"])), &all), twice);
        let empty = Err(vec![MapError::WayTwice(String::new())]);
        assert_eq!(with(Some(declared(phones, &[""])), &all), empty);
    }

    #[test]
    fn the_words_of_a_map_are_exact() {
        assert_eq!(AmountMeaning::parse("original", None), Some(AmountMeaning::Original));
        for (amount, payments) in
            [("outstanding", None), ("original", Some("deducted")), ("open", Some("deducted"))]
        {
            assert_eq!(AmountMeaning::parse(amount, payments), None, "{amount} {payments:?}");
        }
        assert_eq!(NegativeAmounts::parse("errors"), Some(NegativeAmounts::Errors));
        assert_eq!(MarkEffect::parse("ignore"), Some(MarkEffect::Ignore));
        assert_eq!(AbsentRows::parse("close"), Some(AbsentRows::Close));
        assert_eq!(AbsentRows::parse("Close"), None);
    }
}
