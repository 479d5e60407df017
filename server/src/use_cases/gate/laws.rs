//! Whose rules hold for a debtor: those of the country where they are, and those of their creditor's.

use domain::contact::{Pack, Rules, Wish};
use domain::country::Country;

use crate::config::contact_rules::pack;
use crate::config::creditor::Settings;
use crate::store::debtor::Person;

/// The countries whose rules hold for a debtor; often it is one and the same.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Laws {
    debtors: Country,
    creditors: Country,
}

impl Laws {
    /// Those for one person: without a country on file they are in the creditor's.
    pub fn of(settings: &Settings, person: &Person) -> Self {
        Self::within(settings, person.country)
    }

    /// Those for whoever is in a country; in the creditor's, if there is none.
    pub fn within(settings: &Settings, country: Option<Country>) -> Self {
        Self { debtors: country.unwrap_or(settings.country), creditors: settings.country }
    }

    /// Those for whoever is where the creditor is.
    pub fn at_home(settings: &Settings) -> Self {
        Self::within(settings, None)
    }

    /// Where the debtor is.
    pub const fn debtors(self) -> Country {
        self.debtors
    }

    /// Whether the debtor is in another country than the creditor.
    pub fn are_two(self) -> bool {
        self.debtors != self.creditors
    }

    /// Both, the debtor's first; the same one twice where it is one.
    pub const fn countries(self) -> [Country; 2] {
        [self.debtors, self.creditors]
    }

    /// Each country once, with its pack, the debtor's first.
    pub fn packs(self) -> impl Iterator<Item = (Country, &'static Pack)> {
        let creditors = self.are_two().then_some(self.creditors);
        [self.debtors].into_iter().chain(creditors).map(|country| (country, pack(country)))
    }

    /// The limits of both packs, those of the creditor and the wishes of the debtor: each can only take from what is
    /// allowed.
    pub fn rules(self, settings: &Settings, wish: &Wish) -> Rules<'static> {
        let both = Rules::of(pack(self.debtors)).and_pack(pack(self.creditors));
        both.and(settings.contact_rules.limits.iter().cloned()).and(wish.limits())
    }
}
