//! What would be agreed: the exact schedule, the total, what happens when a date is missed, the text,
//! consent to automatic charges apart from it, one box, one button.

mod rules;
mod text;

use domain::money::Money;
use domain::policy::{Rhythm, Upkeep};
use domain::schedule::Instalment;
use leptos::prelude::*;

use self::rules::rules;
pub use self::text::{
    Figures, Party, in_place_of, own_text, plan_text, promise_text, standard_text,
};
use super::choose::Marked;
use super::options::{GivesUp, WayName, loses};
use super::schedule::{Close, DatesTable, in_words, whole};
use crate::components::{
    Choice, Choices, Chosen, Legend, Link, LinkList, Pick, Problem, ProblemSummary, Row, Rows,
    Submit, Sum, problem_of,
};
use crate::reader::Reader;
use crate::render::render;
use crate::routes::pattern;
use crate::shell::{self, Head, Shell};
use crate::texts::{Lang, key};

/// What the page of an agreement shows.
#[derive(Clone, Debug)]
pub struct AcceptView {
    /// Which way out it is.
    pub way: WayName,
    /// What is owed.
    pub owed: Money,
    /// What is given up once everything else is paid; may be nothing.
    pub given_up: Money,
    /// What it costs on top; may be nothing.
    pub cost: Money,
    /// What is paid in all.
    pub total: Money,
    /// What is paid at once; may be nothing.
    pub down: Money,
    /// The rest. A promise is one instalment.
    pub instalments: Vec<Instalment>,
    /// How often they fall due; `None` for a promise.
    pub rhythm: Option<Rhythm>,
    /// What happens while it runs; `None` for a promise, which nothing follows.
    pub upkeep: Option<Upkeep>,
    /// What keeping to the dates takes off the last instalment.
    pub reward: Option<Money>,
    /// What agreeing gives up.
    pub gives_up: Option<GivesUp>,
    /// The text, word for word as it will be kept.
    pub agreement: AgreementText,
    /// Whether the instalments can be charged automatically.
    pub autopay: AutopayOffer,
    /// What the form sends.
    pub form: AcceptForm,
    /// Why it was not agreed.
    pub problem: Option<AcceptProblem>,
}

/// The text of an agreement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AgreementText {
    /// Its title.
    pub title: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Its language.
    pub lang: Lang,
}

/// Whether instalments can be charged automatically.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AutopayOffer {
    /// To the card that is used for the first payment, if the debtor wants it.
    Offered(Marked),
    /// Not for this creditor, or not for this way out.
    None,
}

/// What the form sends beside the boxes `agree` and `autopay`.
#[derive(Clone, Debug)]
pub struct AcceptForm {
    /// What was chosen, as it came.
    pub fields: Vec<(&'static str, String)>,
    /// A mark of what is shown: the field `seen`, by which a change since is noticed.
    pub seen: String,
    /// Where the choice can be changed.
    pub back: String,
}

/// Why it was not agreed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AcceptProblem {
    /// The box is empty.
    NotTicked,
    /// Amounts, dates or text are not those that were shown before.
    Changed,
}

/// What ticking the box of automatic charges agrees to, sentence by sentence, as the page shows it.
pub fn autopay_words(reader: Reader, creditor: &str) -> Vec<String> {
    vec![reader.say(key::AcceptAutopay { creditor }), reader.say(key::AcceptAutopayMore)]
}

/// The page.
pub fn page(shell: Shell, view: AcceptView) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let head = Head::titled(reader.say(key::AcceptTitle { creditor: &creditor }));
    let head = if view.problem.is_some() { head.with_problem(reader) } else { head };
    shell::page(shell, head, move || view! { <Accept reader creditor view/> }.into_any())
}

/// What is agreed as it is kept: the very bytes that stand on the page, without anything to press.
pub fn paper(reader: Reader, view: &AcceptView) -> String {
    let view = view.clone();
    render(move || view! { <Paper reader view/> })
}

#[component]
fn Accept(reader: Reader, creditor: String, view: AcceptView) -> impl IntoView {
    let problems: Vec<Problem> = (view.problem == Some(AcceptProblem::NotTicked))
        .then(|| Problem { field: "agree", text: reader.say(key::AcceptNotTicked) })
        .into_iter()
        .collect();
    let changed = view.problem == Some(AcceptProblem::Changed);
    let dates = whole(reader, view.down, &view.instalments);
    let button = button(reader, &view, &dates);
    let close = view.rhythm.map(|rhythm| view! { <Close reader rhythm dates/> });
    let back = Link::to(view.form.back.clone(), reader.say(key::AcceptBack));
    let (autopay, form) = (view.autopay, view.form.clone());
    view! {
        <ProblemSummary reader problems=problems.clone()/>
        {changed.then(|| view! {
            <div class="notice wait" role="alert">
                <p><b>{reader.say(key::AcceptChanged)}</b></p>
                <p>{reader.say(key::AcceptChangedMore)}</p>
            </div>
        })}
        <h1>{reader.say(key::AcceptHeading)}</h1>
        <Paper reader view/>
        {close}
        <Agree reader creditor autopay form button problem=problem_of(&problems, "agree")/>
        <LinkList links=vec![back]/>
    }
}

/// Amounts, dates, rules and text.
#[component]
fn Paper(reader: Reader, view: AcceptView) -> impl IntoView {
    let words = in_words(reader, &view.instalments);
    let dates = whole(reader, view.down, &view.instalments);
    let (rows, rules) = (made_of(reader, &view), rules(reader, &view));
    let AcceptView { total, gives_up, agreement, .. } = view;
    view! {
        <Sum reader amount=total/>
        <p class="soft">{words}</p>
        <div class="card"><DatesTable reader dates total/></div>
        <div class="card"><Rows rows/></div>
        {gives_up.map(|lost| view! { <p>{loses(reader, lost)}</p> })}
        <Rules reader rules/>
        <Legal reader agreement/>
    }
}

/// What the total is made of.
fn made_of(reader: Reader, view: &AcceptView) -> Vec<Row> {
    let part = |money: Money, term: String, value: String| {
        (!money.is_zero()).then(|| Row::amount(term, value))
    };
    let owed = Row::amount(reader.say(key::BuilderOwed), reader.money(view.owed));
    let given_up = part(view.given_up, reader.say(key::AcceptGivenUp), reader.minus(view.given_up));
    let cost = part(view.cost, reader.say(key::BuilderCost), reader.money(view.cost));
    let total = Row::total(reader.say(key::BuilderTotal), reader.money(view.total));
    [Some(owed), given_up, cost, Some(total)].into_iter().flatten().collect()
}

#[component]
fn Rules(reader: Reader, rules: Vec<String>) -> impl IntoView {
    (!rules.is_empty()).then(|| {
        let items = rules.into_iter().map(|text| view! { <li>{text}</li> });
        view! {
            <h2>{reader.say(key::AcceptRules)}</h2>
            <ul class="card points">{items.collect_view()}</ul>
        }
    })
}

/// The agreement itself, marked with its language when that is not the page's.
#[component]
fn Legal(reader: Reader, agreement: AgreementText) -> impl IntoView {
    let AgreementText { title, paragraphs, lang } = agreement;
    let foreign = (lang != reader.voice.lang).then(|| lang.code());
    let paragraphs = paragraphs.into_iter().map(|text| view! { <p>{text}</p> });
    view! {
        <h2>{reader.say(key::AcceptText)}</h2>
        <section class="card legal" lang=foreign>
            <h3>{title}</h3>
            {paragraphs.collect_view()}
        </section>
    }
}

/// Both boxes and the button. Nothing is ticked for the debtor.
#[component]
fn Agree(
    reader: Reader,
    creditor: String,
    autopay: AutopayOffer,
    form: AcceptForm,
    button: String,
    problem: Option<String>,
) -> impl IntoView {
    let AcceptForm { fields, seen, .. } = form;
    let hidden = fields.into_iter().map(|(name, value)| {
        view! { <input type="hidden" name=name value=value/> }
    });
    let by_card = match autopay {
        AutopayOffer::None => None,
        AutopayOffer::Offered(marked) => Some(vec![Choice {
            more: Some(reader.say(key::AcceptAutopayMore)),
            ..box_of(reader.say(key::AcceptAutopay { creditor: &creditor }), marked)
        }]),
    };
    let agree = vec![box_of(reader.say(key::AcceptAgree), Marked::No)];
    view! {
        <form method="post" action=pattern::OPTIONS_ACCEPT>
            {hidden.collect_view()}
            <input type="hidden" name="seen" value=seen/>
            {by_card.map(|choices| view! {
                <Choices
                    name="autopay"
                    legend=reader.say(key::AcceptAutopayLegend)
                    pick=Pick::Any
                    choices
                />
            })}
            <Choices
                name="agree"
                legend=Legend::Heard(reader.say(key::AcceptHeading))
                pick=Pick::Any
                choices=agree
                problem
            />
            <Submit label=button/>
        </form>
    }
}

fn box_of(what: String, marked: Marked) -> Choice {
    let state = Chosen::when(marked == Marked::Yes);
    Choice { value: "yes".to_owned(), what, more: None, amount: None, state }
}

/// The button names what is paid today, or the day that is promised.
fn button(reader: Reader, view: &AcceptView, dates: &[Instalment]) -> String {
    if let (WayName::Extension, Some(only)) = (view.way, dates.first()) {
        return reader.say(key::AcceptPromise { day: &reader.weekday(only.due_on) });
    }
    let today = dates.iter().filter(|one| one.due_on == reader.today);
    let today = today.map(|one| one.amount).reduce(|sum, one| sum.checked_add(one).unwrap_or(sum));
    match today {
        Some(amount) => reader.say(key::AcceptAndPay { amount: &reader.money(amount) }),
        None => reader.say(key::AcceptButton),
    }
}
