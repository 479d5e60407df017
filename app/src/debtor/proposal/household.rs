//! Help to see what can be afforded: optional, and kept only if the debtor sends it.

use domain::affordability::Suggestion;
use domain::money::Money;
use leptos::prelude::*;

use crate::components::{
    Choice, Choices, Chosen, Field, FieldKind, Legend, Pick, Problem, SelectField, problem_of,
};
use crate::debtor::choose::Marked;
use crate::reader::Reader;
use crate::texts::key;

use super::DO_SEE;

/// The largest household that can be chosen.
pub const MOST_PEOPLE: u32 = 12;

/// What the help shows.
#[derive(Clone, Debug)]
pub struct HouseholdView {
    /// What the creditor's settings say that each person needs a month; may be nothing.
    pub living: Money,
    /// What was typed.
    pub form: HouseholdForm,
    /// What comes of it.
    pub suggested: Option<Suggested>,
}

/// What was typed: amounts a month.
#[derive(Clone, Debug)]
pub struct HouseholdForm {
    /// The field `income`.
    pub income: String,
    /// The field `rent`.
    pub rent: String,
    /// The field `bills`.
    pub bills: String,
    /// The field `debts`.
    pub other_debts: String,
    /// The field `people`; the debtor counts.
    pub people: u32,
    /// Whether it goes with the proposal: the field `share`.
    pub share: Marked,
}

/// A month's cost, or what comes in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cost {
    /// What comes in.
    Income,
    /// Rent or mortgage.
    Rent,
    /// Light, water, telephone, school.
    Bills,
    /// Instalments to others.
    OtherDebts,
}

/// What comes of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Suggested {
    /// What is left of a month, and the most to pay.
    pub suggestion: Suggestion,
    /// How many months that takes; `None` if nothing is left to pay with.
    pub months: Option<u32>,
}

impl Cost {
    /// The form's field.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Income => "income",
            Self::Rent => "rent",
            Self::Bills => "bills",
            Self::OtherDebts => "debts",
        }
    }

    fn label(self, reader: Reader) -> String {
        match self {
            Self::Income => reader.say(key::HouseholdIncome),
            Self::Rent => reader.say(key::HouseholdRent),
            Self::Bills => reader.say(key::HouseholdBills),
            Self::OtherDebts => reader.say(key::HouseholdDebts),
        }
    }
}

/// The questions, folded away until somebody wants them.
#[component]
pub(super) fn Help(
    reader: Reader,
    household: HouseholdView,
    problems: Vec<Problem>,
) -> impl IntoView {
    let HouseholdView { living, form, suggested } = household;
    let HouseholdForm { income, rent, bills, other_debts, people, share } = form;
    let asked = [
        (Cost::Income, income),
        (Cost::Rent, rent),
        (Cost::Bills, bills),
        (Cost::OtherDebts, other_debts),
    ];
    let wrong = asked.iter().any(|(cost, _)| problem_of(&problems, cost.field()).is_some());
    let open = wrong || suggested.is_some();
    let fields = asked.into_iter().map(|(cost, value)| {
        let (name, problem) = (cost.field(), problem_of(&problems, cost.field()));
        view! { <Field name label=cost.label(reader) kind=FieldKind::Amount value problem/> }
    });
    let counts: Vec<_> = (1..=MOST_PEOPLE).map(|n| (n.to_string(), n.to_string())).collect();
    let each = (!living.is_zero())
        .then(|| reader.say(key::HouseholdLiving { amount: &reader.money(living) }));
    let share = vec![Choice {
        value: "yes".to_owned(),
        what: reader.say(key::HouseholdShare),
        more: None,
        amount: None,
        state: Chosen::when(share == Marked::Yes),
    }];
    view! {
        <details class="card" open=open>
            <summary>{reader.say(key::HouseholdSummary)}</summary>
            <p class="soft">{reader.say(key::HouseholdLead)}</p>
            {fields.collect_view()}
            <SelectField
                name="people"
                label=reader.say(key::HouseholdPeople)
                items=counts
                chosen=people.to_string()
            />
            {each.map(|text| view! { <p class="soft small">{text}</p> })}
            <button class="btn ghost" name="do" value=DO_SEE>
                {reader.say(key::HouseholdButton)}
            </button>
            {suggested.map(|suggested| view! { <Advice reader suggested/> })}
            <Choices
                name="share"
                legend=Legend::Heard(reader.say(key::HouseholdSummary))
                pick=Pick::Any
                choices=share
            />
        </details>
    }
}

#[component]
fn Advice(reader: Reader, suggested: Suggested) -> impl IntoView {
    let Suggested { suggestion, months } = suggested;
    let (left, most) = (&*reader.money(suggestion.left), &*reader.money(suggestion.most));
    let (lead, more) = match months {
        Some(months) => (
            reader.say(key::HouseholdMost { left, most }),
            reader.say(key::HouseholdMonths { count: u64::from(months) }),
        ),
        None => (reader.say(key::HouseholdNothing), reader.say(key::HouseholdNothingMore)),
    };
    view! {
        <div class="notice" role="status">
            <p><b>{lead}</b></p>
            <p>{more}</p>
        </div>
    }
}
