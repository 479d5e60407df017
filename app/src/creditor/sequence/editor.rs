//! The editor of a sequence: one form with a card for each step, and each of its buttons sends all of it. What is
//! wrong stands beside its field, what is unwise beside the form.

mod card;
mod found;

use domain::ids::SequenceId;
use domain::money::Currency;
use domain::reminder::Sequence;
use domain::reminder::check::{Contradiction, Warning};
use leptos::prelude::*;

use self::found::problems;
use super::preview::{self, Foreseen};
use super::warned;
use crate::components::{Choice, Choices, Chosen, FieldKind, Pick};
use crate::creditor::form::{Line, Typed};
use crate::creditor::policy::editor::found::FoundList;
use crate::creditor::policy::editor::row::{Boxes, Cell};
use crate::creditor::policy::one::When;
use crate::creditor::policy::{Act, Deed, Entered, SEGMENTS, Unfit};
use crate::creditor::shell::{self, Place, TeamShell};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// The field that names the steps of which was told that they may be known ones under another name.
pub const RENAMED: &str = "renamed";

/// What the editor shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EditorView {
    /// Whose next version it is; `None` for a new sequence.
    pub of: Option<(SequenceId, String)>,
    /// The newest version when the form was drawn first; 0 if there was none.
    pub base: i64,
    /// The creditor's own currency.
    pub currency: Currency,
    /// What stands in the fields.
    pub entered: Entered,
    /// The fields that were not taken.
    pub unfit: Vec<(String, Unfit)>,
    /// What the check found, if everything was taken.
    pub checked: Option<Checked>,
    /// The version that somebody else made meanwhile, and who did.
    pub newer: Option<(i64, Deed)>,
}

/// What the check found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// What was read.
    pub sequence: Sequence,
    /// What can never be meant.
    pub contradictions: Vec<Contradiction>,
    /// What is unwise.
    pub warnings: Vec<Warning>,
    /// What it would send.
    pub foreseen: Foreseen,
}

/// Draws the editor.
pub fn page(shell: TeamShell, view: EditorView) -> String {
    let reader = shell.reader;
    let found = problems(reader, &view);
    let head = shell::titled(&shell, &Place::Sequences.name(reader));
    let is_wrong = !found.is_empty() || view.newer.is_some();
    let head = if is_wrong { head.with_problem(reader) } else { head };
    let (action, title) = match &view.of {
        Some((id, name)) => {
            (routes::team_sequence_edit(id), reader.say(key::PolicyEditTitle { name }))
        }
        None => (pattern::TEAM_SEQUENCE_NEW.to_owned(), reader.say(key::SequencesNew)),
    };
    shell::page_at(shell, (Place::Sequences, action.clone()), head, move || {
        let boxes = Boxes::new(reader, view.currency, &view.entered, &found);
        let form = form(&boxes, &view, action);
        let (list, newer, checked) = (found.clone(), view.newer.clone(), view.checked.clone());
        view! {
            <FoundList reader list/>
            {newer.map(|newer| overtaken(reader, &newer))}
            <h1>{title}</h1>
            <p class="soft lead">{reader.say(key::SequenceEditLead)}</p>
            <div class="editor">
                {form}
                <div class="beside">{checked.map(|checked| beside(reader, &checked))}</div>
            </div>
        }
        .into_any()
    })
}

fn overtaken(reader: Reader, (version, deed): &(i64, Deed)) -> AnyView {
    let (version, deed) = (&version.to_string(), &deed.text(reader));
    view! {
        <div class="notice wait" role="alert" tabindex="-1">
            <p><b>{reader.say(key::PolicyNewer { version, deed })}</b></p>
            <p>{reader.say(key::SequenceNewerMore)}</p>
        </div>
    }
    .into_any()
}

/// The form with all steps. The first of its buttons is what Enter presses: it only checks.
fn form(boxes: &Boxes<'_>, view: &EditorView, action: String) -> AnyView {
    let (reader, count) = (boxes.reader, view.entered.segments());
    let cards = (0..count).map(|place| card::card(boxes, (place, count))).collect_view();
    let hidden = [
        (SEGMENTS, count.to_string()),
        ("base", view.base.to_string()),
        (RENAMED, view.entered.get(RENAMED).to_owned()),
    ];
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let next = &(view.base + 1).to_string();
    let save = reader.say(key::SequenceEditSave { version: next });
    let name = match &view.of {
        Some(_) => view! { <h2 id="name">{reader.say(key::SequenceEditWhole)}</h2> }.into_any(),
        None => view! {
            <h2>{reader.say(key::SequenceEditWhole)}</h2>
            {boxes.row("", reader.say(key::PoliciesName), vec![Cell::text("name")])}
        }
        .into_any(),
    };
    let gap = vec![boxes.days("gap_days")];
    view! {
        <form class="policy" method="post" action=action>
            {hidden.into_iter().collect_view()}
            <section class="card">
                {name}
                {boxes.row("", reader.say(key::SequenceEditGap), gap)}
                <p class="soft small">{reader.say(key::SequenceWhenHint)}</p>
                {button(Act::Check, "btn ghost fit", reader.say(key::PolicyEditCheck))}
            </section>
            <div id=SEGMENTS>{cards}</div>
            <section class="card">
                {button(Act::Add, "btn ghost fit", reader.say(key::SequenceEditAdd))}
                {begins(reader, view)}
                {button(Act::Check, "btn ghost fit", reader.say(key::PolicyEditCheck))}
                {button(Act::Save, "btn fit", save)}
                <p class="soft small">{reader.say(key::SequenceEditSaveHint)}</p>
            </section>
        </form>
    }
    .into_any()
}

/// From when on the version is in force.
fn begins(reader: Reader, view: &EditorView) -> AnyView {
    let chosen = When::parse(view.entered.get("when")).unwrap_or(When::Now);
    let choices = [
        (When::Now, reader.say(key::PolicyActivateNow)),
        (When::At, reader.say(key::PolicyActivateAt)),
    ]
    .map(|(each, what)| Choice {
        value: each.code().to_owned(),
        what,
        more: None,
        amount: None,
        state: Chosen::when(each == chosen),
    });
    let typed = |name: &str| {
        let wrong = view.unfit.iter().find(|(field, _)| field == name);
        let wrong = wrong.and_then(|(_, unfit)| match unfit {
            Unfit::Wrong(wrong) => Some(*wrong),
            _ => None,
        });
        Typed { value: view.entered.get(name).to_owned(), wrong }
    };
    view! {
        <Choices
            name="when"
            legend=reader.say(key::PolicyActivateWhen)
            pick=Pick::One
            choices=choices.into()
        />
        <div class="fields">
            <Line
                reader
                name="day"
                label=reader.say(key::PolicyActivateDay)
                kind=FieldKind::Date
                typed=typed("day")
            />
            <Line
                reader
                name="time"
                label=reader.say(key::PolicyActivateTime)
                kind=FieldKind::Text
                typed=typed("time")
                hint=Some(reader.say(key::PolicyActivateTimeHint))
            />
        </div>
    }
    .into_any()
}

/// A button that sends the whole form.
fn button(act: Act, class: &'static str, label: String) -> AnyView {
    view! { <button class=class name="do" value=act.value()>{label}</button> }.into_any()
}

/// What is unwise and what would be sent, beside the form; that all is well, where nothing is unwise.
fn beside(reader: Reader, checked: &Checked) -> AnyView {
    let Checked { sequence, contradictions, warnings, foreseen } = checked;
    let good = (warnings.is_empty() && contradictions.is_empty()).then(|| {
        let text = reader.say(key::PolicyCheckGood);
        view! { <p class="notice" role="status">{text}</p> }
    });
    let unwise = (!warnings.is_empty()).then(|| {
        let items = warnings.iter().map(|one| {
            let text = warned(reader, sequence, one);
            view! { <li>{text}</li> }
        });
        let items = items.collect_view();
        view! {
            <section class="card">
                <h2>{reader.say(key::PolicyCheckWarned)}</h2>
                <ul class="said-lines">{items}</ul>
            </section>
        }
    });
    view! {
        {good}
        {preview::card(reader, foreseen.clone())}
        {unwise}
    }
    .into_any()
}
