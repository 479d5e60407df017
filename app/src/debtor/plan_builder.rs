//! A plan of one's own choice: how many instalments or how much each, how often, from when, with what at
//! once. The same form counts again on the server and goes on to the agreement.

mod live;
mod problem;

use domain::ids::PlanId;
use domain::money::{Currency, Money};
use domain::plan_quote::Quote;
use leptos::prelude::*;

pub use self::live::Live;
use self::problem::told;
use super::options::{GivesUp, Proposing, loses};
use super::when::{WhenFields, WhenView};
use crate::components::{
    Choice, Choices, Chosen, Field, FieldKind, Legend, Link, LinkList, Pick, Problem,
    ProblemSummary, SelectField, Submit, problem_of,
};
use crate::islands::{Counted, OUTCOME, Outcome, PlanBuilder, PlanProps, Told};
pub use crate::plan_form::{BuilderProblem, By};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// More ways than these to divide it make a list instead of radios.
const MOST_RADIOS: usize = 8;

/// What the form of a plan shows.
#[derive(Clone, Debug)]
pub struct BuilderView {
    /// What is divided, without any cost.
    pub owed: Money,
    /// How many instalments there may be, fewest first.
    pub counts: Vec<CountView>,
    /// The least instalment.
    pub least: Money,
    /// The least that is paid at once; may be nothing.
    pub least_down: Money,
    /// How often and from when.
    pub when: WhenView,
    /// What else is chosen.
    pub form: BuilderForm,
    /// What comes of it; `None` while there is a problem.
    pub quote: Option<QuoteView>,
    /// What choosing a plan gives up.
    pub gives_up: Option<GivesUp>,
    /// Whether other terms may be proposed.
    pub proposing: Proposing,
    /// The plan whose place it takes, if it takes one: the field `instead`.
    pub instead: Option<PlanId>,
    /// What could not be done as chosen.
    pub problems: Vec<BuilderProblem>,
    /// What the browser counts with by itself; `None` where it shall not.
    pub live: Option<Live>,
}

/// One way to divide it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CountView {
    /// So many instalments.
    pub parts: u32,
    /// The largest of them.
    pub each: Money,
}

/// What is chosen beside the dates.
#[derive(Clone, Debug)]
pub struct BuilderForm {
    /// What decides: the field `by`.
    pub by: By,
    /// How many instalments: the field `parts`.
    pub parts: u32,
    /// How much each, as typed: the field `each`.
    pub each: String,
    /// What is paid at once, as typed: the field `down`.
    pub down: String,
}

/// What comes of a choice.
#[derive(Clone, Debug)]
pub struct QuoteView {
    /// Dates, amounts and cost.
    pub quote: Quote,
    /// What keeping to the dates takes off the last instalment.
    pub reward: Option<Money>,
}

impl BuilderForm {
    /// The fields as hidden ones, for a page that repeats what was chosen.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("by", self.by.as_str().to_owned()),
            ("parts", self.parts.to_string()),
            ("each", self.each.clone()),
            ("down", self.down.clone()),
        ]
    }
}

/// The page.
pub fn page(shell: Shell, mut view: BuilderView) -> String {
    let reader = shell.reader;
    let loader = shell.loader.clone().filter(|_| view.live.is_some());
    view.live = view.live.filter(|_| loader.is_some());
    let head = Head::titled(reader.say(key::BuilderTitle { creditor: &shell.sender.name }));
    let head = if view.problems.is_empty() { head } else { head.with_problem(reader) };
    let head = Head { loader, ..head };
    shell::page(shell, head, move || view! { <Builder reader view/> }.into_any())
}

#[component]
fn Builder(reader: Reader, view: BuilderView) -> impl IntoView {
    let problems: Vec<Problem> =
        view.problems.iter().map(|problem| told(reader, &view, *problem)).collect();
    let (words, island) = (live::words(reader), live::props(reader, &view));
    let BuilderView { owed, when, quote, gives_up, proposing, instead, .. } = view.clone();
    let links = match &instead {
        Some(plan) => vec![Link::to(routes::plan(plan), reader.say(key::PlanBackToPlan))],
        None => ways_on(reader, owed.currency(), proposing),
    };
    let replaces = instead.as_ref().map(|_| reader.say(key::BuilderInstead));
    let told = quote.map(|QuoteView { quote, reward }| {
        let counted = Counted { quote, reward, rhythm: when.rhythm };
        Told::Plan(Box::new(words.told(reader, owed, &counted)))
    });
    let inside = view! {
        <Fields reader view problems=problems.clone()/>
        <div id=OUTCOME>{told.map(|told| view! { <Outcome told/> })}</div>
    }
    .into_any();
    let inside = match island {
        Some((rules, problems)) => view! {
            <PlanProps rules words problems/>
            <PlanBuilder>{inside}</PlanBuilder>
        }
        .into_any(),
        None => inside,
    };
    view! {
        <ProblemSummary reader problems/>
        <h1>{reader.say(key::BuilderHeading)}</h1>
        <p class="soft">{reader.say(key::BuilderLead { amount: &reader.money(owed) })}</p>
        {replaces.map(|text| view! { <p class="soft">{text}</p> })}
        {gives_up.map(|lost| view! { <p class="soft">{loses(reader, lost)}</p> })}
        <form method="get" action=pattern::OPTIONS_PLAN class="build" id="plan">
            <input type="hidden" name="currency" value=owed.currency().code()/>
            {instead.map(|plan| view! {
                <input type="hidden" name="instead" value=plan.to_string()/>
            })}
            {inside}
        </form>
        <LinkList links/>
    }
}

/// What is asked, and the button that counts again.
#[component]
fn Fields(reader: Reader, view: BuilderView, problems: Vec<Problem>) -> impl IntoView {
    let BuilderView { counts, least, least_down, when, form, .. } = view;
    view! {
        <div class="card">
            <Amounts reader counts least form=form.clone() problems=problems.clone()/>
            <WhenFields reader when problems=problems.clone()/>
            <Field
                name="down"
                label=reader.say(key::BuilderDown)
                kind=FieldKind::Amount
                value=form.down
                hint=Some(down_hint(reader, least_down))
                problem=problem_of(&problems, "down")
            />
            <Submit label=reader.say(key::BuilderCount) class="btn ghost"/>
        </div>
    }
}

/// How many, or how much each.
#[component]
fn Amounts(
    reader: Reader,
    counts: Vec<CountView>,
    least: Money,
    form: BuilderForm,
    problems: Vec<Problem>,
) -> impl IntoView {
    let BuilderForm { by, parts, each, .. } = form;
    let choice = |value: By, what: String| Choice {
        value: value.as_str().to_owned(),
        what,
        more: None,
        amount: None,
        state: Chosen::when(value == by),
    };
    let ways = vec![
        choice(By::Parts, reader.say(key::BuilderByParts)),
        choice(By::Each, reader.say(key::BuilderByEach)),
    ];
    let hint = reader.say(key::BuilderEachHint { least: &reader.money(least) });
    view! {
        <Choices name="by" legend=reader.say(key::BuilderBy) pick=Pick::One choices=ways/>
        <div class="if-parts">
            <Counts reader counts parts problem=problem_of(&problems, "parts")/>
        </div>
        <div class="if-each">
            <Field
                name="each"
                label=reader.say(key::BuilderEach)
                kind=FieldKind::Amount
                value=each
                hint=Some(hint)
                problem=problem_of(&problems, "each")
            />
        </div>
    }
}

/// Radios that show their amount; a list where they would be too many.
#[component]
fn Counts(
    reader: Reader,
    counts: Vec<CountView>,
    parts: u32,
    problem: Option<String>,
) -> impl IntoView {
    let label = reader.say(key::BuilderParts);
    let name = |count: u32| reader.say(key::BuilderCountOf { count: u64::from(count) });
    if counts.len() > MOST_RADIOS {
        let items = counts.into_iter().map(|CountView { parts, each }| {
            let (what, amount) = (name(parts), reader.money(each));
            let label = reader.say(key::BuilderCountEach { what: &what, amount: &amount });
            (parts.to_string(), label)
        });
        let (items, chosen) = (items.collect(), parts.to_string());
        return view! { <SelectField name="parts" label items chosen problem/> }.into_any();
    }
    let choice = |CountView { parts: count, each }: CountView| Choice {
        value: count.to_string(),
        what: name(count),
        more: None,
        amount: Some(reader.money(each)),
        state: Chosen::when(count == parts),
    };
    let choices: Vec<Choice> = counts.into_iter().map(choice).collect();
    view! {
        <Choices name="parts" legend=Legend::Shown(label) pick=Pick::One choices problem/>
    }
    .into_any()
}

fn down_hint(reader: Reader, least: Money) -> String {
    if least.is_zero() {
        reader.say(key::BuilderDownFree)
    } else {
        reader.say(key::BuilderDownLeast { amount: &reader.money(least) })
    }
}

fn ways_on(reader: Reader, currency: Currency, proposing: Proposing) -> Vec<Link> {
    let propose = (proposing == Proposing::Welcome)
        .then(|| Link::to(routes::propose(currency), reader.say(key::OptionsPropose)));
    let back = Link::to(routes::options(currency), reader.say(key::CompareBack));
    propose.into_iter().chain([back]).collect()
}
