//! The editor: a policy as sentences with boxes in them, what is wrong and unwise in it, and what it would
//! mean for today's cases. It is one form, and each button sends all of it.

pub(in crate::creditor) mod found;
pub(in crate::creditor) mod row;
mod segment;

use domain::country::Country;
use domain::ids::PolicyId;
use domain::money::Currency;
use domain::policy::Policy;
use domain::policy::check::{Contradiction, Warning};
use leptos::prelude::*;

use self::found::{Beside, FoundList, Overtaken, problems};
use self::row::{Boxes, Cell};
use super::difference::Change;
use super::entered::{Act, Entered, SEGMENTS};
use super::limits::Limit;
use super::state::Deed;
use super::tried::Tried;
use super::unfit::Unfit;
use crate::components::LongField;
use crate::creditor::form::{CurrencyPick, Fold};
use crate::creditor::shell::{self, Place, TeamShell};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// The most characters of a file that is pasted: with the fields around it a form still takes it.
const LONGEST_FILE: u16 = 24_000;

/// What the editor shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EditorView {
    /// Whose next version it is.
    pub of: Of,
    /// The newest version when the form was drawn first; 0 if there was none.
    pub base: i64,
    /// Whose weekends and holidays count.
    pub country: Country,
    /// Of every amount in it.
    pub currency: Currency,
    /// What stands in the fields.
    pub entered: Entered,
    /// The segments of an example in another currency whose limits of the total stayed behind.
    pub unlimited: Vec<String>,
    /// The fields that were not taken.
    pub unfit: Vec<(String, Unfit)>,
    /// What the check found, if everything was taken.
    pub checked: Option<Checked>,
    /// The version that somebody else made meanwhile.
    pub newer: Option<Newer>,
    /// A file that was pasted and does not read.
    pub pasted: Option<Pasted>,
}

/// Whose next version is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Of {
    /// Of a policy that there is.
    Policy {
        /// The policy.
        id: PolicyId,
        /// What the team calls it: another name would be another policy.
        name: String,
    },
    /// The first one of a new policy, in one of these currencies.
    New(Vec<Currency>),
}

/// What the check found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// What was read.
    pub policy: Policy,
    /// What can never be meant.
    pub contradictions: Vec<Contradiction>,
    /// What is unwise.
    pub warnings: Vec<Warning>,
    /// What it would mean for today's cases.
    pub tried: Tried,
}

/// A version that somebody else made meanwhile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Newer {
    /// Its number.
    pub version: i64,
    /// Who made it, and when.
    pub deed: Deed,
    /// What the form says differently.
    pub changes: Vec<Change>,
}

/// A file that was pasted and does not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pasted {
    /// As it was pasted.
    pub text: String,
    /// Why.
    pub why: Vec<PasteProblem>,
}

/// Why a pasted file does not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PasteProblem {
    /// A line that is no TOML, or has a key that is not known.
    Line(usize),
    /// A key, with the number of its segment, whose value does not fit.
    Key(Option<usize>, String),
    /// It is in another currency than the policy.
    Currency(Currency),
}

/// Draws the editor.
pub fn page(shell: TeamShell, view: EditorView) -> String {
    let reader = shell.reader;
    let found = problems(reader, &view);
    let head = shell::titled(&shell, &Place::Policies.name(reader));
    let wrong = !found.is_empty() || view.newer.is_some() || view.pasted.is_some();
    let head = if wrong { head.with_problem(reader) } else { head };
    let action = match &view.of {
        Of::Policy { id, .. } => routes::team_policy_edit(id),
        Of::New(_) => pattern::TEAM_POLICY_NEW.to_owned(),
    };
    shell::page_at(shell, (Place::Policies, action.clone()), head, move || {
        let boxes = Boxes::new(reader, view.currency, &view.entered, &found);
        let title = match &view.of {
            Of::Policy { name, .. } => reader.say(key::PolicyEditTitle { name }),
            Of::New(_) => reader.say(key::PolicyNewTitle),
        };
        let form = form(&boxes, &view, action);
        let (list, newer) = (found.clone(), view.newer);
        let unlimited = view.unlimited;
        view! {
            <FoundList reader list/>
            {newer.map(|newer| view! { <Overtaken reader newer/> })}
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::PolicyEditLead)}</p>
            {(!unlimited.is_empty()).then(|| view! { <Unlimited reader unlimited/> })}
            <div class="editor">
                {form}
                <div class="beside">
                    {view.checked.map(|checked| view! { <Beside reader checked/> })}
                </div>
            </div>
        }
        .into_any()
    })
}

/// Which segments would take every case, whatever it owes, until their limits are filled in.
#[component]
fn Unlimited(reader: Reader, unlimited: Vec<String>) -> impl IntoView {
    let names = unlimited.into_iter().map(|name| view! { <li>{name}</li> });
    view! {
        <div class="notice wait">
            <p>{reader.say(key::PolicyEditUnlimited)}</p>
            <ul>{names.collect_view()}</ul>
        </div>
    }
}

/// The form with all segments. The first of its buttons is what Enter presses: it only checks.
fn form(boxes: &Boxes<'_>, view: &EditorView, action: String) -> AnyView {
    let (reader, count) = (boxes.reader, view.entered.segments());
    let segments = (0..count).map(|place| segment::card(boxes, (place, count))).collect_view();
    let hidden = [
        (SEGMENTS, count.to_string()),
        ("base", view.base.to_string()),
        ("country", view.country.to_string()),
    ];
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let next = &(view.base + 1).to_string();
    let save = reader.say(key::PolicyEditSave { version: next });
    view! {
        <form class="policy" method="post" action=action>
            {hidden.collect_view()}
            <section class="card">
                {whole(boxes, view)}
                {button(Act::Check, "btn ghost fit", reader.say(key::PolicyEditCheck))}
            </section>
            <div id=SEGMENTS>{segments}</div>
            <section class="card">
                {button(Act::Add, "btn ghost fit", reader.say(key::PolicyEditAdd))}
                {button(Act::Check, "btn ghost fit", reader.say(key::PolicyEditCheck))}
                {button(Act::Save, "btn fit", save)}
                <p class="soft small">{reader.say(key::PolicyEditSaveHint)}</p>
            </section>
            <section class="card"><Paste reader paste=view.pasted.clone()/></section>
        </form>
    }
    .into_any()
}

/// A button that sends the whole form.
fn button(act: Act, class: &'static str, label: String) -> AnyView {
    view! { <button class=class name="do" value=act.value()>{label}</button> }.into_any()
}

/// What holds for all segments.
fn whole(boxes: &Boxes<'_>, view: &EditorView) -> AnyView {
    let reader = boxes.reader;
    let name = match &view.of {
        Of::Policy { .. } => {
            view! { <h2 id="name">{reader.say(key::PolicyDiffWhole)}</h2> }.into_any()
        }
        Of::New(currencies) => {
            let (currencies, chosen) = (currencies.clone(), Some(view.currency));
            view! {
                <h2>{reader.say(key::PolicyDiffWhole)}</h2>
                {boxes.row("", reader.say(key::PoliciesName), vec![Cell::text("name")])}
                <CurrencyPick reader currencies chosen/>
            }
            .into_any()
        }
    };
    let rows = [
        boxes.limit("", Limit::LegalMaximum, vec![Cell::share("legal_maximum")]),
        boxes.part(
            "",
            "late",
            reader.say(key::PolicyPartLate),
            vec![
                boxes.limit("", Limit::LateYearly, vec![Cell::share("late.yearly")]),
                boxes.limit("", Limit::LateFee, vec![Cell::amount("late.fee")]),
                boxes.limit("", Limit::LateFreeDays, vec![boxes.days("late.free_days")]),
            ],
        ),
    ];
    view! { {name} {rows.collect_view()} }.into_any()
}

/// A policy that is written elsewhere, put into the fields.
#[component]
fn Paste(reader: Reader, paste: Option<Pasted>) -> impl IntoView {
    let open = paste.is_some();
    let (value, why) = paste.map(|paste| (paste.text, paste.why)).unwrap_or_default();
    let problem = (!why.is_empty()).then(|| {
        let said: Vec<_> = why.iter().map(|why| why.text(reader)).collect();
        said.join(" ")
    });
    view! {
        <Fold label=reader.say(key::PolicyPaste) open>
            <p class="soft small">{reader.say(key::PolicyPasteLead)}</p>
            <LongField
                name="toml"
                label=reader.say(key::PolicyPasteLabel)
                value=value
                problem
                max=LONGEST_FILE
            />
            {button(Act::Paste, "btn ghost fit", reader.say(key::PolicyPasteButton))}
        </Fold>
    }
}

impl PasteProblem {
    fn text(&self, reader: Reader) -> String {
        match self {
            Self::Line(line) => reader.say(key::PolicyPasteLine { line: &line.to_string() }),
            Self::Key(None, key) => reader.say(key::PolicyPasteKey { key }),
            Self::Key(Some(number), key) => {
                reader.say(key::PolicyPasteSegment { number: &number.to_string(), key })
            }
            Self::Currency(currency) => {
                reader.say(key::PolicyPasteCurrency { currency: currency.code() })
            }
        }
    }
}
