//! What is about to be paid, and how. The only page with the buttons that start a payment.

use chrono::NaiveDate;
use domain::ids::{DebtId, PlanId};
use domain::money::Money;
use domain::plan::Extra;
use leptos::prelude::*;

use super::options::WayName;
use super::plan::{PlanWhat, extra_value};
use super::statement::{Document, Ways};
use crate::components::{Link, LinkList, Notice, Row, Rows, Submit, Sum, Tone};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What the review shows.
#[derive(Clone, Debug)]
pub struct ReviewView {
    /// What will be paid.
    pub amount: Money,
    /// What is given up for it; `None` if nothing.
    pub waiving: Option<Waiving>,
    /// The debts that it pays, in the order of allocation.
    pub covers: Vec<Cover>,
    /// What is left open afterwards, one sum for each currency.
    pub rest: Vec<Money>,
    /// How it can be paid.
    pub ways: Ways,
    /// What the bank's statement will show.
    pub descriptor: Option<String>,
    /// Payments that are still under way in this currency.
    pub under_way: Vec<UnderWay>,
    /// What the form sends back.
    pub form: ReviewForm,
    /// What came in between.
    pub news: Option<ReviewNews>,
}

/// What is given up for a payment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Waiving {
    /// What is owed before it.
    pub owed: Money,
    /// How much of that is given up.
    pub given_up: Money,
    /// The last day on which it may be begun; `None` if what was agreed before says so.
    pub until: Option<NaiveDate>,
}

/// One debt that the payment goes to, whole or in part.
#[derive(Clone, Debug)]
pub struct Cover {
    /// What for.
    pub what_for: Option<String>,
    /// Its paper.
    pub document: Document,
    /// How much of the payment.
    pub amount: Money,
}

/// A payment that is still under way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnderWay {
    /// A code that can still be paid.
    Voucher(Money),
    /// A transfer that the debtor has announced.
    Transfer(Money),
}

/// What the form sends back, beside the method.
#[derive(Clone, Debug)]
pub struct ReviewForm {
    /// The debts that were chosen; empty when it is everything or a part.
    pub debts: Vec<DebtId>,
    /// The amount as typed; `None` unless a part is paid.
    pub amount: Option<String>,
    /// What of a plan is paid, if it is a plan that is paid.
    pub plan: Option<PlanForm>,
    /// The way out that is paid, if it is one with its own amount.
    pub way: Option<WayName>,
}

/// What of a plan is paid, as it was asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanForm {
    /// Which plan.
    pub plan: PlanId,
    /// What of it.
    pub what: PlanWhat,
    /// Where more than what is due goes.
    pub extra: Extra,
}

/// What came in between.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReviewNews {
    /// The amount is not the one that was shown before.
    AmountChanged,
    /// The provider cannot be reached; nothing was charged.
    ProviderDown,
}

/// The value of the field `method` for the card.
pub const METHOD_CARD: &str = "stripe";
/// The value of the field `method` for the transfer.
pub const METHOD_TRANSFER: &str = "transfer";

/// The page.
pub fn page(shell: Shell, view: ReviewView) -> String {
    let reader = shell.reader;
    let (creditor, legal) = (shell.sender.name.clone(), shell.sender.legal_id.clone());
    let head = Head::titled(reader.say(key::PayTitle { creditor: &creditor }));
    let head = if view.news.is_some() { head.with_problem(reader) } else { head };
    shell::page(shell, head, move || {
        let to = match &legal {
            Some(legal) => reader.say(key::PayToLegal { creditor: &creditor, legal }),
            None => reader.say(key::PayTo { creditor: &creditor }),
        };
        view! { <Review reader creditor to view/> }.into_any()
    })
}

#[component]
fn Review(reader: Reader, creditor: String, to: String, view: ReviewView) -> impl IntoView {
    let ReviewView { amount, waiving, covers, rest, ways, descriptor, under_way, form, news } =
        view;
    let back = match (&form.plan, form.way) {
        (Some(of), _) => Link::to(routes::plan(&of.plan), reader.say(key::PlanBackToPlan)),
        (None, Some(_)) => {
            Link::to(routes::options(amount.currency()), reader.say(key::CompareBack))
        }
        (None, None) => Link::to(routes::pay_choose(amount.currency()), reader.say(key::PayBack)),
    };
    let count = u64::try_from(covers.len()).unwrap_or(u64::MAX);
    view! {
        {news.map(|news| view! { <News reader news amount/> })}
        <h1>{reader.say(key::PayHeading)}</h1>
        <Sum reader amount/>
        <p class="soft">{to}</p>
        {waiving.map(|waiving| view! { <GivenUp reader waiving amount/> })}
        <ul class="soft small split">
            <li>{reader.say(key::PayCoversCount { count })}</li>
            <li>{after(reader, &rest)}</li>
        </ul>
        {under_way.into_iter().map(|other| view! { <Warning reader other/> }).collect_view()}
        <Methods reader creditor amount ways descriptor form/>
        <h2>{reader.say(key::PayCovers)}</h2>
        <div class="card"><Rows rows=covered(reader, covers) class="rows lined"/></div>
        <LinkList links=vec![back]/>
    }
}

/// What is owed, what of it is given up, and until when.
#[component]
fn GivenUp(reader: Reader, waiving: Waiving, amount: Money) -> impl IntoView {
    let Waiving { owed, given_up, until } = waiving;
    let rows = vec![
        Row::amount(reader.say(key::PayWaivingOwed), reader.money(owed)),
        Row::amount(reader.say(key::PayWaivingGivenUp), reader.minus(given_up)),
        Row::total(reader.say(key::PayWaivingToPay), reader.money(amount)),
    ];
    let until = until.map(|day| reader.say(key::PayWaivingUntil { day: &reader.weekday(day) }));
    view! {
        <div class="card"><Rows rows/></div>
        {until.map(|text| view! { <p class="small">{text}</p> })}
    }
}

#[component]
fn Methods(
    reader: Reader,
    creditor: String,
    amount: Money,
    ways: Ways,
    descriptor: Option<String>,
    form: ReviewForm,
) -> impl IntoView {
    let shown = &*reader.money(amount);
    let card = matches!(ways, Ways::Card | Ways::CardAndTransfer).then(|| {
        let label = reader.say(key::PayCard { amount: shown });
        let descriptor =
            descriptor.map(|descriptor| reader.say(key::PayDescriptor { descriptor: &descriptor }));
        view! {
            <section class="card main">
                <p class="soft small">{reader.say(key::PayCardMore)}</p>
                {descriptor.map(|text| view! { <p class="soft small">{text}</p> })}
                <PayForm amount form=form.clone() method=METHOD_CARD label class="btn"/>
            </section>
        }
    });
    let transfer = matches!(ways, Ways::Transfer | Ways::CardAndTransfer).then(|| {
        let label = reader.say(key::PayTransfer { amount: shown });
        let class = if ways == Ways::Transfer { "btn" } else { "btn ghost" };
        view! {
            <section class="card">
                <p class="soft small">{reader.say(key::PayTransferMore { creditor: &creditor })}</p>
                <PayForm amount form method=METHOD_TRANSFER label class/>
            </section>
        }
    });
    view! {
        <h2>{reader.say(key::PayHow)}</h2>
        {(ways == Ways::None).then(|| view! {
            <p>{reader.say(key::PayNoWays { creditor: &creditor })}</p>
        })}
        {card}
        {transfer}
    }
}

/// `expected` lets the server see that the amount has changed since.
#[component]
fn PayForm(
    amount: Money,
    form: ReviewForm,
    method: &'static str,
    label: String,
    class: &'static str,
) -> impl IntoView {
    let ReviewForm { debts, amount: typed, plan, way } = form;
    let debts = debts.into_iter().map(|debt| {
        view! { <input type="hidden" name="debt" value=debt.to_string()/> }
    });
    view! {
        <form method="post" action=pattern::PAY>
            {debts.collect_view()}
            {typed.map(|typed| view! { <input type="hidden" name="amount" value=typed/> })}
            {plan.map(|PlanForm { plan, what, extra }| view! {
                <input type="hidden" name="plan" value=plan.to_string()/>
                <input type="hidden" name="what" value=what.as_str()/>
                <input type="hidden" name="extra" value=extra_value(extra)/>
            })}
            {way.map(|way| view! { <input type="hidden" name="way" value=way.to_string()/> })}
            <input type="hidden" name="currency" value=amount.currency().code()/>
            <input type="hidden" name="expected" value=amount.minor().to_string()/>
            <input type="hidden" name="method" value=method/>
            <Submit label class/>
        </form>
    }
}

#[component]
fn News(reader: Reader, news: ReviewNews, amount: Money) -> impl IntoView {
    let (lead, more) = match news {
        ReviewNews::AmountChanged => (
            reader.say(key::PayChanged { amount: &reader.money(amount) }),
            reader.say(key::PayChangedMore),
        ),
        ReviewNews::ProviderDown => (reader.say(key::PayDown), reader.say(key::PayDownMore)),
    };
    view! {
        <div class="notice wait" role="alert">
            <p><b>{lead}</b></p>
            <p>{more}</p>
        </div>
    }
}

#[component]
fn Warning(reader: Reader, other: UnderWay) -> impl IntoView {
    let more = match other {
        UnderWay::Voucher(amount) => {
            reader.say(key::PayWarnVoucher { amount: &reader.money(amount) })
        }
        UnderWay::Transfer(amount) => {
            reader.say(key::PayWarnTransfer { amount: &reader.money(amount) })
        }
    };
    view! { <Notice tone=Tone::Wait lead=reader.say(key::PayWarn) more/> }
}

/// One row per debt; shared with the receipt.
pub(super) fn covered(reader: Reader, covers: Vec<Cover>) -> Vec<Row> {
    let row = |Cover { what_for, document, amount }| {
        let what = what_for.unwrap_or_else(|| Document::name(&document, reader));
        Row::amount(what, reader.money(amount))
    };
    covers.into_iter().map(row).collect()
}

fn after(reader: Reader, rest: &[Money]) -> String {
    if rest.is_empty() {
        reader.say(key::PayCoversAll)
    } else {
        reader.say(key::PayCoversRest { amount: &reader.sums(rest) })
    }
}
