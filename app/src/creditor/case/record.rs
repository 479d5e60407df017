//! The form for a payment that the creditor received without us.

use domain::ids::{CaseId, DebtId, PlanId};
use domain::money::Currency;
use leptos::prelude::*;

use super::debts::{DebtRow, DebtState};
use super::plan::PlanBox;
use crate::components::FieldKind;
use crate::creditor::form::{CurrencyPick, Fold, Line, Lines, OverBox, Pick, Pickable, Typed};
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// The form, as it was typed if it came back. On a fresh page `received_on` holds today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordForm {
    /// Sent hidden as `key`: what makes a form that is sent twice happen once. New on each page;
    /// the refunds of the page send it with `.` and their payment's id behind it.
    pub key: String,
    /// How much, as the reader's country writes it.
    pub amount: Typed,
    /// The currencies of the case; a drop-down list appears where there are several.
    pub currencies: Vec<Currency>,
    /// The one that was chosen.
    pub currency: Option<Currency>,
    /// The day it arrived, `YYYY-MM-DD`.
    pub received_on: Typed,
    /// The debt that it pays; oldest first if there is neither a debt nor a plan.
    pub debt: Option<DebtId>,
    /// The plan that it pays: the field `debt` too.
    pub plan: Option<PlanId>,
    /// For the record.
    pub note: Typed,
    /// The box that confirms more than is owed; empty where that was no question.
    pub over: Typed,
}

impl RecordForm {
    fn came_back(&self) -> bool {
        let fields = [&self.amount, &self.received_on, &self.note, &self.over];
        fields.iter().any(|typed| typed.wrong.is_some())
    }
}

/// The form behind its heading.
#[component]
pub(super) fn Record(
    reader: Reader,
    case: CaseId,
    debts: Vec<DebtRow>,
    plans: Vec<PlanBox>,
    form: RecordForm,
) -> impl IntoView {
    let open = form.came_back() || form.plan.is_some();
    let RecordForm { key, amount, currencies, currency, received_on, debt, plan, note, over } =
        form;
    let chosen = plan.map(|id| id.to_string()).or(debt.map(|id| id.to_string()));
    let chosen = chosen.unwrap_or_default();
    view! {
        <Fold label=reader.say(key::TeamRecord) open>
            <form method="post" action=routes::team_case_payments(&case)>
                <input type="hidden" name="key" value=key/>
                <div class="fields">
                    <Line
                        reader
                        name="amount"
                        label=reader.say(key::TeamAmount)
                        kind=FieldKind::Amount
                        typed=amount
                    />
                    <CurrencyPick reader currencies chosen=currency/>
                    <Line
                        reader
                        name="received_on"
                        label=reader.say(key::TeamReceivedOn)
                        kind=FieldKind::Date
                        typed=received_on
                    />
                    <Pick
                        name="debt"
                        label=reader.say(key::TeamRecordDebt)
                        options=payable(reader, debts, plans)
                        chosen
                    />
                </div>
                <Lines
                    reader
                    name="note"
                    label=reader.say(key::TeamRecordNote)
                    typed=note
                    hint=Some(reader.say(key::TeamRecordNoteHint))
                />
                <OverBox reader typed=over/>
                <button class="btn fit">{reader.say(key::TeamRecordButton)}</button>
            </form>
        </Fold>
    }
}

/// The plans and debts that a payment can go to, behind the usual order.
fn payable(reader: Reader, debts: Vec<DebtRow>, plans: Vec<PlanBox>) -> Vec<Pickable> {
    let plans = plans.into_iter().filter(|plan| plan.open.is_some()).map(|plan| Pickable {
        label: reader.say(key::TeamPlanOf { day: &reader.day(plan.accepted_on) }),
        value: plan.plan.to_string(),
    });
    let open = debts
        .into_iter()
        .filter(|debt| matches!(debt.state, DebtState::Open | DebtState::Disputed))
        .map(|debt| Pickable {
            label: format!("{}, {}", debt.title(), reader.money(debt.owed)),
            value: debt.debt.to_string(),
        });
    let oldest = Pickable { value: String::new(), label: reader.say(key::TeamRecordOldest) };
    std::iter::once(oldest).chain(plans).chain(open).collect()
}
