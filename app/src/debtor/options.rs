//! The ways out of what is owed, best first: what each saves and until when, why it is offered, its
//! first payment and last date, and what choosing it gives up.

mod compare;
mod way;
mod words;

use chrono::NaiveDate;
use domain::money::{Currency, Money};
use domain::offer::{Offer, Way};
use leptos::prelude::*;

pub use self::compare::{CompareView, page as compare_page};
pub use self::way::WayName;
pub(in crate::debtor) use self::words::{heading, loses, until};
use crate::components::{
    Field, FieldKind, Link, LinkList, Problem, ProblemSummary, Row, Rows, SelectField, Submit,
    problem_of,
};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What the page of the ways out shows, in one currency.
#[derive(Clone, Debug)]
pub struct OptionsView {
    /// Everything that the ways out are about.
    pub owed: Money,
    /// Best first, as they were computed; never empty.
    pub options: Vec<OptionView>,
    /// Whether other terms may be proposed.
    pub proposing: Proposing,
    /// Whether plans are offered here.
    pub by_dates: ByDates,
    /// The other currencies in which something is owed.
    pub others: Vec<Currency>,
    /// What came in between.
    pub news: Option<OptionsNews>,
    /// A day for paying later that was not taken.
    pub wrong_day: Option<WrongDay>,
}

/// One way out.
#[derive(Clone, Debug)]
pub struct OptionView {
    /// As it was computed today.
    pub offer: Offer,
    /// A plan's usual instalment when it has the most of them.
    pub each: Option<Money>,
    /// What choosing it gives up.
    pub gives_up: Option<GivesUp>,
}

/// A saving that goes with another way out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GivesUp {
    /// How much.
    pub saving: Money,
    /// The last day on which paying all the rest brings it back.
    pub back_until: Option<NaiveDate>,
}

/// Whether terms of one's own may be proposed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proposing {
    /// The creditor takes proposals.
    Welcome,
    /// It does not.
    NotTaken,
}

/// Whether what is paid by dates is offered by the page itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ByDates {
    /// As far as the policy offers any.
    AsOffered,
    /// Plans were not completed before: another one is looked at together with a person.
    WithAPerson,
}

/// What came in between.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OptionsNews {
    /// What was chosen can no longer be had.
    Closed,
    /// The amounts are not those that were shown before.
    Changed,
}

/// A day for paying later that was not taken.
#[derive(Clone, Debug)]
pub struct WrongDay {
    /// As typed.
    pub typed: String,
    /// The last day that is.
    pub latest: NaiveDate,
}

/// The page.
pub fn page(shell: Shell, view: OptionsView) -> String {
    let reader = shell.reader;
    let head = Head::titled(reader.say(key::OptionsTitle { creditor: &shell.sender.name }));
    let head = if view.wrong_day.is_some() { head.with_problem(reader) } else { head };
    shell::page(shell, head, move || content(reader, view))
}

/// What matters on the page, for whoever looks at it over the debtor's shoulder.
pub(crate) fn content(reader: Reader, view: OptionsView) -> AnyView {
    view! { <WaysOut reader view/> }.into_any()
}

#[component]
fn WaysOut(reader: Reader, view: OptionsView) -> impl IntoView {
    let OptionsView { owed, options, proposing, by_dates, others, news, wrong_day } = view;
    let currency = owed.currency();
    let problems: Vec<Problem> =
        wrong_day.as_ref().map(|day| wrong(reader, day)).into_iter().collect();
    let typed = wrong_day.map(|day| day.typed);
    let summary = problems.clone();
    let names: Vec<_> = options.iter().map(|option| WayName::of(&option.offer.way)).collect();
    let cards = options.into_iter().enumerate().map(|(place, option)| {
        let (typed, problem) = (typed.clone(), problem_of(&problems, "on"));
        let main = place == 0;
        view! { <Card reader owed option main typed problem/> }
    });
    view! {
        <ProblemSummary reader problems=summary/>
        {news.map(|news| view! { <News reader news/> })}
        <h1>{reader.say(key::OptionsHeading)}</h1>
        <p class="soft">{reader.say(key::OptionsLead { amount: &reader.money(owed) })}</p>
        {cards.collect_view()}
        {(by_dates == ByDates::WithAPerson).then(|| view! { <p>{again(reader, proposing)}</p> })}
        {(names.len() > 1).then(|| view! { <Pair reader currency names/> })}
        <LinkList links=ways_on(reader, currency, proposing, others)/>
    }
}

/// Why no plan stands among them, and how one may come about all the same.
fn again(reader: Reader, proposing: Proposing) -> String {
    match proposing {
        Proposing::Welcome => reader.say(key::OptionsAgainPropose),
        Proposing::NotTaken => reader.say(key::OptionsAgainTalk),
    }
}

/// One way out, with its one button.
#[component]
fn Card(
    reader: Reader,
    owed: Money,
    option: OptionView,
    main: bool,
    typed: Option<String>,
    problem: Option<String>,
) -> impl IntoView {
    let tag = until(reader, &option.offer);
    let title = heading(reader, &option);
    let OptionView { offer, gives_up, .. } = option;
    let price = words::price(reader, owed, &offer);
    let rows = facts(reader, &offer);
    let (class, button) = if main { ("card main", "btn") } else { ("card", "btn ghost") };
    view! {
        <section class=class>
            {tag.map(|tag| view! { <p><span class="tag">{tag}</span></p> })}
            <h2 class="way">{title}</h2>
            {price.map(|text| view! { <p>{text}</p> })}
            {gives_up.map(|lost| view! { <p>{loses(reader, lost)}</p> })}
            {(!rows.is_empty()).then(|| view! { <Rows rows/> })}
            <p class="soft small">{words::why(reader, &offer)}</p>
            <Choose reader offer class=button typed problem/>
        </section>
    }
}

/// The first payment and the last date, where there is more than one.
fn facts(reader: Reader, offer: &Offer) -> Vec<Row> {
    let several = match offer.way {
        Way::Plan { .. } => true,
        Way::Settlement { payments } => payments > 1,
        _ => false,
    };
    if !several {
        return Vec::new();
    }
    vec![
        Row::amount(reader.say(key::OptionsFirst), reader.money(offer.first)),
        Row::text(reader.say(key::OptionsLast), reader.day(offer.last_on)),
    ]
}

#[component]
fn Choose(
    reader: Reader,
    offer: Offer,
    class: &'static str,
    typed: Option<String>,
    problem: Option<String>,
) -> impl IntoView {
    let (currency, amount) = (offer.total.currency(), &*reader.money(offer.total));
    let way = WayName::of(&offer.way);
    let (href, label) = match way {
        WayName::Discount => {
            (routes::pay_with_discount(currency), reader.say(key::OptionsPay { amount }))
        }
        WayName::Everything => (routes::pay(currency, &[]), reader.say(key::OptionsPay { amount })),
        WayName::Settlement(_) => (
            routes::options_accept(currency, way),
            reader.say(key::OptionsSettlementButton { amount }),
        ),
        WayName::Plan => (routes::options_plan(currency), reader.say(key::OptionsPlanButton)),
        WayName::Part => (routes::pay_choose(currency), reader.say(key::OptionsPartButton)),
        WayName::Extension => {
            return view! { <Later reader offer class typed problem/> }.into_any();
        }
    };
    view! { <a class=class href=href>{label}</a> }.into_any()
}

/// The day of a promise is chosen here: it is all that there is to choose.
#[component]
fn Later(
    reader: Reader,
    offer: Offer,
    class: &'static str,
    typed: Option<String>,
    problem: Option<String>,
) -> impl IntoView {
    let value = typed.unwrap_or_else(|| offer.last_on.to_string());
    let hint = reader.say(key::OptionsExtensionHint { day: &reader.weekday(offer.last_on) });
    view! {
        <form method="get" action=pattern::OPTIONS_ACCEPT>
            <input type="hidden" name="currency" value=offer.total.currency().code()/>
            <input type="hidden" name="way" value=WayName::Extension.to_string()/>
            <Field
                name="on"
                label=reader.say(key::OptionsExtensionDay)
                kind=FieldKind::Date
                value
                hint=Some(hint)
                problem
            />
            <Submit label=reader.say(key::OptionsExtensionButton) class/>
        </form>
    }
}

/// Chooses the two ways out that stand side by side.
#[component]
fn Pair(reader: Reader, currency: Currency, names: Vec<WayName>) -> impl IntoView {
    let items: Vec<_> = names.iter().map(|name| (name.to_string(), name.label(reader))).collect();
    let value = |place: usize| names.get(place).map(WayName::to_string).unwrap_or_default();
    let (first, second) = (value(0), value(1));
    view! {
        <details class="card">
            <summary>{reader.say(key::OptionsCompare)}</summary>
            <form method="get" action=pattern::OPTIONS_COMPARE>
                <input type="hidden" name="currency" value=currency.code()/>
                <SelectField
                    name="a"
                    label=reader.say(key::OptionsCompareOne)
                    items=items.clone()
                    chosen=first
                />
                <SelectField
                    name="b"
                    label=reader.say(key::OptionsCompareOther)
                    items
                    chosen=second
                />
                <Submit label=reader.say(key::OptionsCompareButton) class="btn ghost"/>
            </form>
        </details>
    }
}

#[component]
fn News(reader: Reader, news: OptionsNews) -> impl IntoView {
    let (lead, more) = match news {
        OptionsNews::Closed => (reader.say(key::OptionsClosed), reader.say(key::OptionsClosedMore)),
        OptionsNews::Changed => {
            (reader.say(key::OptionsChanged), reader.say(key::OptionsChangedMore))
        }
    };
    view! {
        <div class="notice wait" role="alert">
            <p><b>{lead}</b></p>
            <p>{more}</p>
        </div>
    }
}

fn ways_on(
    reader: Reader,
    currency: Currency,
    proposing: Proposing,
    others: Vec<Currency>,
) -> Vec<Link> {
    let propose = (proposing == Proposing::Welcome)
        .then(|| Link::to(routes::propose(currency), reader.say(key::OptionsPropose)));
    let others = others.into_iter().map(|other| {
        let label = reader.say(key::OptionsOther { currency: other.code() });
        Link::to(routes::options(other), label)
    });
    let fixed = [
        Link::to(pattern::SAY_TALK, reader.say(key::OptionsTalk)),
        Link::to(pattern::STATEMENT, reader.say(key::OptionsBack)),
    ];
    propose.into_iter().chain(others).chain(fixed).collect()
}

fn wrong(reader: Reader, day: &WrongDay) -> Problem {
    let text = reader.say(key::OptionsExtensionWrong { day: &reader.weekday(day.latest) });
    Problem { field: "on", text }
}
