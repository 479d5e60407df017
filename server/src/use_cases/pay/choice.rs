//! What a form says is to be paid.

use app::debtor::plan::PlanWhat;
use app::debtor::review::{PlanForm, ReviewForm};
use app::format::{AmountProblem, read_amount};
use domain::ids::{DebtId, PlanId};
use domain::money::{Currency, Money};
use domain::plan::Extra;

use crate::config::creditor::Settings;
use crate::use_cases::plan::paying::{Ask, OfPlan};

/// What a form says is to be paid.
#[derive(Clone, Debug)]
pub struct Choice {
    /// In which currency.
    pub currency: Currency,
    /// What of it.
    pub what: Chosen,
}

/// What is to be paid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Chosen {
    /// Everything payable.
    All,
    /// These debts.
    Debts(Vec<DebtId>),
    /// This much, as typed, of everything.
    Part(String),
    /// This much of a plan.
    Plan(Box<OfPlan>),
}

impl Choice {
    /// The debts that the form names.
    pub fn debts(&self) -> &[DebtId] {
        match &self.what {
            Chosen::Debts(debts) => debts,
            Chosen::Plan(of) => &of.debts,
            Chosen::All | Chosen::Part(_) => &[],
        }
    }

    /// The amount as typed, if a part is to be paid.
    pub fn typed(&self) -> Option<&str> {
        if let Chosen::Part(typed) = &self.what { Some(typed) } else { None }
    }

    /// What was typed as an amount.
    pub fn amount(&self, settings: &Settings) -> Result<Option<Money>, AmountProblem> {
        if let Chosen::Plan(of) = &self.what {
            return Ok(Some(of.amount));
        }
        self.typed().map(|typed| read_amount(settings.country, typed, self.currency)).transpose()
    }

    /// The plan that is paid, and where more than what it asks for goes.
    pub fn plan(&self) -> Option<(PlanId, Extra)> {
        match &self.what {
            Chosen::Plan(of) => Some((of.ask.plan.clone(), of.ask.extra)),
            Chosen::All | Chosen::Debts(_) | Chosen::Part(_) => None,
        }
    }

    /// What the form of the review sends back.
    pub(super) fn form(&self) -> ReviewForm {
        if let Chosen::Plan(of) = &self.what {
            let Ask { plan, what, typed, extra } = of.ask.clone();
            let amount = (what == PlanWhat::Amount).then_some(typed);
            return ReviewForm {
                debts: Vec::new(),
                amount,
                plan: Some(PlanForm { plan, what, extra }),
            };
        }
        let amount = self.typed().map(str::to_owned);
        ReviewForm { debts: self.debts().to_vec(), amount, plan: None }
    }
}
