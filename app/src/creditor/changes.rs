//! Changes of imports that wait, and what a person decides about them.

use chrono::NaiveDate;
use domain::ids::CaseId;
use domain::money::Money;
use leptos::prelude::*;

use super::form::Fold;
use super::shell::{self, Place, Role, TeamShell};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// What the page of changes shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangesView {
    /// Those that somebody has to decide on, then the others.
    pub rows: Vec<ChangeRow>,
}

/// One change that waits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangeRow {
    /// The invoice's number.
    pub reference: String,
    /// What the row says, as the form sends it back: another one by then is another change.
    pub claim: String,
    /// The case, if the debt is known.
    pub case: Option<CaseId>,
    /// The person's name, else the customer's number.
    pub name: String,
    /// The file that it came with.
    pub file: String,
    /// What it would do, in this order.
    pub what: Vec<ChangeWhat>,
    /// Why it waits.
    pub why: ChangeWhy,
    /// What can be decided.
    pub choice: ChangeChoice,
}

/// One thing that a change would do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangeWhat {
    /// Less is owed.
    Lower(Money),
    /// More is owed.
    Raise(Money),
    /// So much was paid too much, and becomes credit.
    Credit(Money),
    /// The debt left the file: so much is not owed any more.
    Close(Money),
    /// It was paid without us.
    Settle {
        /// The day.
        on: NaiveDate,
        /// How much.
        amount: Money,
    },
    /// A credit note became smaller.
    Revoke(Money),
    /// What the import did to the debt is undone.
    Undo,
    /// The row tells nothing that can be made.
    Unclear,
}

/// Why a change waits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ChangeWhy {
    /// A payment is under way; it is made by itself afterwards.
    Payment,
    /// A plan runs.
    Plan,
    /// A plan runs, and the debt would become larger.
    PlanLarger,
    /// The credit may be used.
    Note,
    /// The credit that an import gave went back to the debtor.
    CreditUsed,
    /// Money of a payment that the file told of was given back.
    GivenBack,
    /// The amounts do not fit any more.
    Misfit,
    /// The row does not go with what is here.
    Row,
}

/// What can be decided about a change.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ChangeChoice {
    /// Nothing: it is made by itself, or somebody has left it already and it cannot be made.
    Nothing,
    /// Only to leave the debt as it is.
    Leave,
    /// To make it, or to leave the debt as it is.
    MakeOrLeave,
    /// Somebody has left it; it may still be made.
    LeftMake,
    /// Somebody has left it.
    Left,
}

/// Draws the page of changes.
pub fn page(shell: TeamShell, view: ChangesView) -> String {
    let reader = shell.reader;
    let role = shell.member.role;
    let title = Place::Changes.name(reader);
    let head = shell::titled(&shell, &title);
    shell::page(shell, Place::Changes, head, move || {
        let ChangesView { rows } = view;
        let none = rows.is_empty();
        let rows = rows.into_iter().map(|row| view! { <Change reader role row/> });
        view! {
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::TeamChangesLead)}</p>
            <section class="card">
                {none.then(|| view! { <p class="soft">{reader.say(key::TeamChangesNone)}</p> })}
                <ul class="entries">{rows.collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

impl ChangeWhat {
    fn text(self, reader: Reader) -> String {
        match self {
            Self::Lower(by) => reader.say(key::TeamChangeLower { amount: &reader.money(by) }),
            Self::Raise(by) => reader.say(key::TeamChangeRaise { amount: &reader.money(by) }),
            Self::Credit(by) => reader.say(key::TeamChangeCredit { amount: &reader.money(by) }),
            Self::Close(rest) => reader.say(key::TeamChangeClose { amount: &reader.money(rest) }),
            Self::Settle { on, amount } => {
                let (day, amount) = (&*reader.day(on), &*reader.money(amount));
                reader.say(key::TeamChangeSettle { day, amount })
            }
            Self::Revoke(by) => reader.say(key::TeamChangeRevoke { amount: &reader.money(by) }),
            Self::Undo => reader.say(key::TeamChangeUndo),
            Self::Unclear => reader.say(key::TeamChangeUnclear),
        }
    }
}

impl ChangeWhy {
    fn text(self, reader: Reader) -> String {
        match self {
            Self::Payment => reader.say(key::TeamChangeWhyPayment),
            Self::Plan => reader.say(key::TeamChangeWhyPlan),
            Self::PlanLarger => reader.say(key::TeamChangeWhyLarger),
            Self::Note => reader.say(key::TeamChangeWhyNote),
            Self::CreditUsed => reader.say(key::TeamChangeWhyCreditUsed),
            Self::GivenBack => reader.say(key::TeamChangeWhyGivenBack),
            Self::Misfit => reader.say(key::TeamChangeWhyMisfit),
            Self::Row => reader.say(key::TeamChangeWhyRow),
        }
    }
}

#[component]
fn Change(reader: Reader, role: Role, row: ChangeRow) -> impl IntoView {
    let ChangeRow { reference, claim, case, name, file, what, why, choice } = row;
    let what = what.into_iter().map(|what| view! { <p>{what.text(reader)}</p> });
    let whose = match case {
        Some(case) => view! { <a href=routes::team_case(&case)>{name}</a> }.into_any(),
        None => view! { <span>{name}</span> }.into_any(),
    };
    let (makes, leaves) = match choice {
        ChangeChoice::Nothing | ChangeChoice::Left => (false, false),
        ChangeChoice::Leave => (false, true),
        ChangeChoice::MakeOrLeave => (true, true),
        ChangeChoice::LeftMake => (true, false),
    };
    let is_left = matches!(choice, ChangeChoice::Left | ChangeChoice::LeftMake);
    let is_owner = role == Role::Owner;
    let sent = (reference.clone(), claim);
    let make = (is_owner && makes).then(|| view! { <Make reader sent=sent.clone()/> });
    let leave = (is_owner && leaves).then(|| {
        let action = pattern::TEAM_CHANGES_LEAVE;
        let label = reader.say(key::TeamChangeLeaveButton);
        view! { <Decide action label sent=sent.clone() class="btn ghost fit"/> }
    });
    view! {
        <li>
            <p class="pair"><b>{reference}</b> {whose}</p>
            {what.collect_view()}
            <p class="soft small">{why.text(reader)}</p>
            {is_left.then(|| view! { <p class="soft small">{reader.say(key::TeamChangeLeft)}</p> })}
            <p class="soft small facts"><span>{file}</span></p>
            {make}
            {leave}
        </li>
    }
}

/// The change behind its heading, so that nobody makes it by a slip of the finger.
#[component]
fn Make(reader: Reader, sent: (String, String)) -> impl IntoView {
    let (action, label) = (pattern::TEAM_CHANGES_MAKE, reader.say(key::TeamChangeMakeButton));
    view! {
        <Fold label=reader.say(key::TeamChangeMake) open=false>
            <p>{reader.say(key::TeamChangeMakeHint)}</p>
            <Decide action label sent class="btn fit"/>
        </Fold>
    }
}

#[component]
fn Decide(
    action: &'static str,
    label: String,
    sent: (String, String),
    class: &'static str,
) -> impl IntoView {
    let (reference, claim) = sent;
    view! {
        <form class="no-print" method="post" action=action>
            <input type="hidden" name="reference" value=reference/>
            <input type="hidden" name="claim" value=claim/>
            <button class=class>{label}</button>
        </form>
    }
}
