//! The fields that columns may feed.

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Field {
    /// The invoice's number: names the debt, in this and in every later import.
    DebtReference,
    /// The customer's number: groups debts into a case.
    DebtorReference,
    /// The debtor's whole name.
    Name,
    /// The name to greet with, where the whole name does not begin with it.
    GivenName,
    /// Where messages go.
    Email,
    /// In any form that people at home write.
    Phone,
    /// Of one of the map's kinds.
    NationalId,
    /// For the identity check.
    BirthDate,
    /// For the identity check.
    Postcode,
    /// `es`, `en` or `pt`.
    Language,
    /// The day on which the person permitted messages to the phone.
    PermissionOn,
    /// How they permitted them: see [`super::PermissionColumns`].
    PermissionHow,
    /// What proves it: a document's number, the words that were said.
    PermissionProof,
    /// Where the person is, as an ISO 3166-1 code: `CO`.
    Country,
    /// Where in it, as an IANA name: `America/Tijuana`.
    Zone,
    /// What the debt is for, in words that the debtor reads.
    Description,
    /// `boleta`, `factura`: what the invoice is called.
    DocumentType,
    /// The invoice's date.
    IssuedOn,
    /// When it was or is to be paid.
    DueOn,
    /// See [`super::AmountMeaning`].
    Amount,
    /// ISO 4217.
    Currency,
    /// Interest for paying late that the creditor's books have added; an empty cell is zero.
    Interest,
    /// Costs that the creditor's books have added; an empty cell is zero.
    Fee,
    /// See [`super::DisputedMark`].
    Disputed,
    /// The day on which the debt was settled without us.
    SettledOn,
    /// Words that segments look at, parted by commas or semicolons.
    Tags,
    /// Not read.
    Ignored,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 27] = [
        Self::DebtReference,
        Self::DebtorReference,
        Self::Name,
        Self::GivenName,
        Self::Email,
        Self::Phone,
        Self::NationalId,
        Self::BirthDate,
        Self::Postcode,
        Self::Language,
        Self::PermissionOn,
        Self::PermissionHow,
        Self::PermissionProof,
        Self::Country,
        Self::Zone,
        Self::Description,
        Self::DocumentType,
        Self::IssuedOn,
        Self::DueOn,
        Self::Amount,
        Self::Currency,
        Self::Interest,
        Self::Fee,
        Self::Disputed,
        Self::SettledOn,
        Self::Tags,
        Self::Ignored,
    ];

    /// The word of a map that stands for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DebtReference => "debt.reference",
            Self::DebtorReference => "debtor.reference",
            Self::Name => "debtor.name",
            Self::GivenName => "debtor.given_name",
            Self::Email => "debtor.email",
            Self::Phone => "debtor.phone",
            Self::NationalId => "debtor.national_id",
            Self::BirthDate => "debtor.birth_date",
            Self::Postcode => "debtor.postcode",
            Self::Language => "debtor.language",
            Self::PermissionOn => "debtor.phone_permission_on",
            Self::PermissionHow => "debtor.phone_permission_how",
            Self::PermissionProof => "debtor.phone_permission_proof",
            Self::Country => "debtor.country",
            Self::Zone => "debtor.zone",
            Self::Description => "debt.description",
            Self::DocumentType => "debt.document_type",
            Self::IssuedOn => "debt.issued_on",
            Self::DueOn => "debt.due_on",
            Self::Amount => "debt.amount",
            Self::Currency => "debt.currency",
            Self::Interest => "debt.interest",
            Self::Fee => "debt.fee",
            Self::Disputed => "debt.disputed",
            Self::SettledOn => "debt.settled_on",
            Self::Tags => "debt.tags",
            Self::Ignored => "ignore",
        }
    }

    /// Reads the word of [`Field::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    /// The most characters that a cell may have; `None` where its own reader says.
    pub(super) const fn limit(self) -> Option<usize> {
        match self {
            Self::DebtReference | Self::DebtorReference => Some(64),
            Self::Name => Some(200),
            Self::GivenName | Self::DocumentType => Some(60),
            Self::Postcode => Some(16),
            Self::Description | Self::PermissionProof => Some(500),
            Self::Disputed | Self::Language | Self::PermissionHow | Self::Country | Self::Zone => {
                Some(40)
            }
            Self::Tags => Some(1000),
            _ => None,
        }
    }

    /// Whether only one column may feed it.
    pub(super) const fn is_single(self) -> bool {
        !matches!(self, Self::Tags | Self::Ignored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_survives_its_code() {
        for field in Field::ALL {
            assert_eq!(Field::parse(field.code()), Some(field));
        }
        assert_eq!(Field::parse("amount"), None);
    }
}
