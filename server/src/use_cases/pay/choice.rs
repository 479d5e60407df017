//! What a form says is to be paid.

use crate::config::creditor::Settings;
use crate::use_cases::payment::waiver::Offered;
use crate::use_cases::plan::paying::{Ask, OfPlan};
use app::debtor::options::WayName;
use app::debtor::plan::PlanWhat;
use app::debtor::review::{PlanForm, ReviewForm, Waiving};
use app::format::{AmountProblem, read_amount};
use domain::ids::{DebtId, PlanId};
use domain::money::{Currency, Money, MoneyError};
use domain::plan::Extra;

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
    /// Everything, for less.
    Discount(Box<Offered>),
}

impl Choice {
    /// The debts that the form names.
    pub fn debts(&self) -> &[DebtId] {
        match &self.what {
            Chosen::Debts(debts) => debts,
            Chosen::Plan(of) => &of.debts,
            Chosen::Discount(of) => &of.debts,
            Chosen::All | Chosen::Part(_) => &[],
        }
    }

    /// The amount as typed, if a part is to be paid.
    pub fn typed(&self) -> Option<&str> {
        if let Chosen::Part(typed) = &self.what { Some(typed) } else { None }
    }

    /// What was typed or offered as an amount.
    pub fn amount(&self, settings: &Settings) -> Result<Option<Money>, AmountProblem> {
        match &self.what {
            Chosen::Plan(of) => return Ok(Some(of.amount)),
            Chosen::Discount(of) => return Ok(Some(of.deal.to_pay)),
            Chosen::All | Chosen::Debts(_) | Chosen::Part(_) => {}
        }
        self.typed().map(|typed| read_amount(settings.country, typed, self.currency)).transpose()
    }

    /// The plan that is paid, and where more than what it asks for goes.
    pub fn plan(&self) -> Option<(PlanId, Extra)> {
        match &self.what {
            Chosen::Plan(of) => Some((of.ask.plan.clone(), of.ask.extra)),
            Chosen::All | Chosen::Debts(_) | Chosen::Part(_) | Chosen::Discount(_) => None,
        }
    }

    /// The offer that closes the debts for less.
    pub fn deal(&self) -> Option<Offered> {
        if let Chosen::Discount(of) = &self.what { Some((**of).clone()) } else { None }
    }

    /// What the payment gives up, as the review tells it; `None` if nothing.
    pub(super) fn waiving(&self) -> Result<Option<Waiving>, MoneyError> {
        Ok(match &self.what {
            Chosen::Discount(of) => Some(Waiving {
                owed: of.deal.owed,
                given_up: of.deal.given_up()?,
                until: Some(of.deal.until),
            }),
            Chosen::Plan(of) if !of.given_up.is_zero() => {
                let owed = of.amount.checked_add(of.given_up)?;
                Some(Waiving { owed, given_up: of.given_up, until: None })
            }
            Chosen::Plan(_) | Chosen::All | Chosen::Debts(_) | Chosen::Part(_) => None,
        })
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
                way: None,
            };
        }
        if let Chosen::Discount(_) = &self.what {
            let way = Some(WayName::Discount);
            return ReviewForm { debts: Vec::new(), amount: None, plan: None, way };
        }
        let amount = self.typed().map(str::to_owned);
        ReviewForm { debts: self.debts().to_vec(), amount, plan: None, way: None }
    }
}
