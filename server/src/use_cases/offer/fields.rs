//! What the forms of the ways out send, as it came.

use app::debtor::options::WayName;
use domain::ids::PlanId;
use domain::money::Currency;
use serde::Deserialize;

use crate::use_cases::PortalError;

/// The fields of the plan's form, of the day of a promise, and of what is agreed. Each page sends those
/// that it has.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    /// In which currency.
    pub currency: Option<String>,
    /// The plan whose place another one takes.
    pub instead: Option<String>,
    /// Which way out.
    pub way: Option<String>,
    /// The proposal that was said yes to.
    pub proposal: Option<String>,
    /// The day of a promise.
    pub on: Option<String>,
    /// What decides how a plan is divided.
    pub by: Option<String>,
    /// How many instalments.
    pub parts: Option<String>,
    /// How much each.
    pub each: Option<String>,
    /// What is paid at once.
    pub down: Option<String>,
    /// How often.
    pub rhythm: Option<String>,
    /// The day of the month.
    pub payday: Option<String>,
    /// The day to begin on.
    pub first: Option<String>,
    /// Another day to begin on.
    pub first_on: Option<String>,
    /// The mark of what was shown.
    pub seen: Option<String>,
    /// The key of the form.
    pub key: Option<String>,
    /// The box of the agreement.
    pub agree: Option<String>,
    /// The box of automatic charges.
    pub autopay: Option<String>,
}

impl Fields {
    /// The currency that they name.
    pub fn currency(&self) -> Option<Currency> {
        self.currency.as_deref().and_then(Currency::parse)
    }

    /// The plan whose place another one takes; `NotFound` for what is no plan.
    pub fn instead(&self) -> Result<Option<PlanId>, PortalError> {
        let plan = self.instead.as_deref().map(str::parse).transpose();
        plan.map_err(|_| PortalError::NotFound)
    }

    /// The way out that they name.
    pub fn way(&self) -> Option<WayName> {
        self.way.as_deref().and_then(WayName::parse)
    }
}
