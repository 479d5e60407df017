//! Links to the ways out, plans, proposals and certificates.

use std::fmt::Write as _;

use domain::ids::{CaseId, PlanId, PromiseId, ProposalId};
use domain::money::Currency;

use super::pattern;
use crate::creditor::PlanHealth;
use crate::debtor::options::WayName;
use crate::debtor::plan::PlanWhat;

/// The ways out of what is owed in one currency.
pub fn options(currency: Currency) -> String {
    format!("{}?currency={currency}", pattern::OPTIONS)
}

/// The form of a plan.
pub fn options_plan(currency: Currency) -> String {
    format!("{}?currency={currency}", pattern::OPTIONS_PLAN)
}

/// The form of a plan that takes the place of one that runs.
pub fn options_plan_instead(currency: Currency, plan: &PlanId) -> String {
    format!("{}&instead={plan}", options_plan(currency))
}

/// The form of a plan as it was filled in.
pub fn options_plan_filled(currency: Currency, fields: &[(&'static str, String)]) -> String {
    let mut url = options_plan(currency);
    for (name, value) in fields {
        url.extend(["&", name, "="]);
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
                url.push(char::from(byte));
            } else {
                // Writing to a text cannot fail.
                let _ = write!(url, "%{byte:02X}");
            }
        }
    }
    url
}

/// What would be agreed by one way out.
pub fn options_accept(currency: Currency, way: WayName) -> String {
    format!("{}?currency={currency}&way={way}", pattern::OPTIONS_ACCEPT)
}

/// What would be agreed by a proposal that the creditor has said yes to, or has answered.
pub fn accept_proposal(proposal: &ProposalId) -> String {
    format!("{}?proposal={proposal}", pattern::OPTIONS_ACCEPT)
}

/// The review of a payment of everything, less the discount.
pub fn pay_with_discount(currency: Currency) -> String {
    format!("{}?currency={currency}&way={}", pattern::PAY, WayName::Discount)
}

/// One plan.
pub fn plan(plan: &PlanId) -> String {
    format!("/plan/{plan}")
}

/// The review of a payment of a plan.
pub fn pay_plan(plan: &PlanId, what: PlanWhat) -> String {
    format!("{}?plan={plan}&what={}", pattern::PAY, what.as_str())
}

/// The choice of what to pay of a plan.
pub fn plan_pay(plan: &PlanId) -> String {
    format!("/plan/{plan}/pagar")
}

/// Where the dates of a plan are changed.
pub fn plan_dates(plan: &PlanId) -> String {
    format!("/plan/{plan}/fechas")
}

/// Where one date is moved.
pub fn plan_move(plan: &PlanId) -> String {
    format!("/plan/{plan}/mover")
}

/// Where one instalment goes to the end.
pub fn plan_skip(plan: &PlanId) -> String {
    format!("/plan/{plan}/saltar")
}

/// Where the day of the month is changed.
pub fn plan_payday(plan: &PlanId) -> String {
    format!("/plan/{plan}/dia-de-pago")
}

/// A plan's automatic payment.
pub fn plan_autopay(plan: &PlanId) -> String {
    format!("/plan/{plan}/pago-automatico")
}

/// A plan's dates for a calendar.
pub fn plan_calendar(plan: &PlanId) -> String {
    format!("/plan/{plan}/fechas.ics")
}

/// What was accepted.
pub fn plan_agreement(plan: &PlanId) -> String {
    format!("/plan/{plan}/acuerdo")
}

/// The same to keep.
pub fn plan_agreement_pdf(plan: &PlanId) -> String {
    format!("/plan/{plan}/acuerdo.pdf")
}

/// A promise to pay as it was made.
pub fn promise(promise: &PromiseId) -> String {
    format!("/promesa/{promise}")
}

/// The same to keep.
pub fn promise_pdf(promise: &PromiseId) -> String {
    format!("/promesa/{promise}/promesa.pdf")
}

/// The form for terms of one's own.
pub fn propose(currency: Currency) -> String {
    format!("{}?currency={currency}", pattern::PROPOSE)
}

/// The same in the place of a plan that runs or has ended.
pub fn propose_instead(plan: &PlanId) -> String {
    format!("{}?plan={plan}", pattern::PROPOSE)
}

/// What became of a proposal.
pub fn proposal(proposal: &ProposalId) -> String {
    format!("/propuesta/{proposal}")
}

/// Where what the creditor answered is refused, or a proposal taken back.
pub fn proposal_refuse(proposal: &ProposalId) -> String {
    format!("/propuesta/{proposal}/rechazar")
}

/// Where everybody can check a certificate. A code needs no escaping.
pub fn certificate(code: &str) -> String {
    format!("/verificar/{code}")
}

/// The certificate itself.
pub fn certificate_pdf(code: &str) -> String {
    format!("/constancia/{code}/pdf")
}

/// The next page of plans, of those that do as `health` says. A cursor names nobody.
pub fn team_plans_after(health: Option<PlanHealth>, last: &PlanId) -> String {
    let health = health.map_or("", PlanHealth::code);
    format!("{}?health={health}&after={last}", pattern::TEAM_PLANS)
}

/// The page of a case with the form for a payment received elsewhere filled in for a plan.
pub fn team_case_record(case: &CaseId, plan: &PlanId) -> String {
    format!("/panel/casos/{case}?plan={plan}#amount")
}

/// Where the team changes the dates of a plan.
pub fn team_case_plan_dates(case: &CaseId, plan: &PlanId) -> String {
    format!("/panel/casos/{case}/planes/{plan}/fechas")
}

/// Where a plan of a case is ended.
pub fn team_case_plan_cancel(case: &CaseId, plan: &PlanId) -> String {
    format!("/panel/casos/{case}/planes/{plan}/anular")
}

/// Where a plan of a case that broke by mistake is let run again.
pub fn team_case_plan_reopen(case: &CaseId, plan: &PlanId) -> String {
    format!("/panel/casos/{case}/planes/{plan}/reabrir")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_changes_no_other_field() {
        let soles = Currency::parse("PEN").expect("PEN");
        let fields = [("each", "S/ 1,5&by=x".to_owned()), ("first", "2026-11-30".to_owned())];
        assert_eq!(
            options_plan_filled(soles, &fields),
            "/opciones/plan?currency=PEN&each=S%2F%201%2C5%26by%3Dx&first=2026-11-30"
        );
    }
}
