//! What is owed, the payment, and every other way on.

mod debts;
mod nothing;
mod options;
mod payments;
mod plans;
mod promised;
mod proposed;
mod totals;
mod waiting;

use chrono::NaiveDate;
use domain::ids::{AttemptId, DebtId, PaymentId};
use domain::money::{Currency, Money};
use domain::percent::Percent;
use leptos::prelude::*;

use self::debts::Debts;
pub(in crate::debtor) use self::debts::due;
use self::nothing::Nothing;
pub use self::options::BestOption;
use self::payments::Payments;
pub use self::plans::PlanCard;
use self::plans::Plans;
pub use self::promised::Promised;
use self::promised::YourPromise;
pub use self::proposed::Proposed;
use self::proposed::YourProposal;
use self::totals::Totals;
pub(in crate::debtor) use self::waiting::AllWaiting;
pub use self::waiting::{Progress, Waiting};
use crate::components::{Link, LinkList, Notice, Tone};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What the statement shows.
#[derive(Clone, Debug)]
pub struct StatementView {
    /// The first given name only.
    pub first_name: Option<String>,
    /// One per currency in which something is owed outside of plans, the main one first; empty when
    /// nothing is.
    pub totals: Vec<TotalView>,
    /// Plans that run, oldest first.
    pub plans: Vec<PlanCard>,
    /// The debtor's money not yet used, one per currency that has some.
    pub credit: Vec<Money>,
    /// Payments under way, newest first.
    pub waiting: Vec<Waiting>,
    /// Whether reminders go out.
    pub reminders: Reminders,
    /// What the creditor has set up.
    pub ways: Ways,
    /// The best way out, of the first currency that has one; `None` where there is none but paying.
    pub options: Option<BestOption>,
    /// Terms that the debtor proposed, while there is news of them.
    pub proposed: Option<Proposed>,
    /// What was promised for a day that has not passed, oldest first.
    pub promised: Vec<Promised>,
    /// Every debt that is not paid, oldest due first.
    pub debts: Vec<DebtView>,
    /// The latest payments received, newest first.
    pub payments: Vec<PaymentLine>,
    /// The code of the debt-free certificate, where nothing is owed and there is one.
    pub certificate: Option<String>,
}

/// What is owed in one currency.
#[derive(Clone, Debug)]
pub struct TotalView {
    /// Everything open.
    pub total: Money,
    /// The part of it that is late.
    pub overdue: Money,
    /// The rest.
    pub not_yet_due: Money,
    /// When the oldest late debt was due.
    pub oldest_due: Option<NaiveDate>,
    /// When the next debt falls due.
    pub next_due: Option<NaiveDate>,
    /// The late debts, for the button that pays only them.
    pub overdue_debts: Vec<DebtId>,
}

/// One debt.
#[derive(Clone, Debug)]
pub struct DebtView {
    /// What for, as imported; the document stands in for it when it is missing.
    pub what_for: Option<String>,
    /// Its paper.
    pub document: Document,
    /// When it was issued.
    pub issued_on: Option<NaiveDate>,
    /// When it is or was due.
    pub due_on: Option<NaiveDate>,
    /// The first amount, corrections included.
    pub principal: Money,
    /// Interest charged so far, and counted until today.
    pub interest: Money,
    /// What of that is counted and not charged yet.
    pub accrued: Option<Accrued>,
    /// Fees and costs charged so far.
    pub fee: Money,
    /// Payments received.
    pub paid: Money,
    /// What is left.
    pub balance: Money,
    /// Whether it is contested.
    pub standing: Standing,
}

/// Interest for paying late, counted until today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Accrued {
    /// How much.
    pub interest: Money,
    /// The first day that counts.
    pub since: NaiveDate,
    /// How much a year, on what is late, by the day.
    pub yearly: Percent,
}

/// The paper of a debt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    /// What the creditor calls it (`Boleta`).
    pub kind: Option<String>,
    /// Its number.
    pub number: String,
}

/// Whether a debt is contested.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Nobody contests it.
    Open,
    /// The creditor looks into it.
    Disputed,
    /// It is paid by the dates of a plan.
    InPlan,
}

/// Whether reminders go out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reminders {
    /// As usual.
    Running,
    /// They rest until a person answers what the debtor told us.
    UntilAnswered,
    /// The same, and dates that waited for the answer until this day count again.
    Unanswered(NaiveDate),
    /// They rest while the creditor looks into what its own books mark as disputed.
    UnderReview,
    /// None are sent: somebody with the link, or with one of the messages, wanted none.
    Wished,
    /// They rest, and there is no more to say about it here.
    Paused,
}

/// How one can pay this creditor here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ways {
    /// Card and bank transfer.
    CardAndTransfer,
    /// Card only.
    Card,
    /// Bank transfer only.
    Transfer,
    /// Neither is set up.
    None,
}

/// One payment received.
#[derive(Clone, Debug)]
pub struct PaymentLine {
    /// Which.
    pub payment: PaymentId,
    /// How much.
    pub amount: Money,
    /// When.
    pub received_on: NaiveDate,
}

impl Document {
    /// `Boleta B001-2231`
    pub(crate) fn name(&self, reader: Reader) -> String {
        let number = &*self.number;
        match &self.kind {
            Some(kind) => reader.say(key::DebtDocument { kind, number }),
            None => reader.say(key::DebtDocumentPlain { number }),
        }
    }
}

/// The page.
pub fn page(shell: Shell, view: StatementView) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let head = Head::titled(reader.say(key::StatementTitle { creditor: &creditor }));
    shell::page(shell, head, move || view! { <Statement reader creditor view/> }.into_any())
}

#[component]
fn Statement(reader: Reader, creditor: String, view: StatementView) -> impl IntoView {
    let StatementView {
        first_name,
        totals,
        plans,
        credit,
        waiting,
        reminders,
        ways,
        options,
        proposed,
        promised,
        debts,
        payments,
        certificate,
    } = view;
    let hello = first_name.map(|name| reader.say(key::StatementHello { name: &name }));
    let main = totals.first().map(|total| total.total.currency());
    let owes = main.is_some() || !plans.is_empty();
    let pay = !waiting.iter().any(|waiting| waiting.progress.forbids_paying());
    let (next, all) = (totals.first().cloned(), totals.clone());
    let (owner, asked) = (creditor.clone(), creditor.clone());
    let credits = credit
        .into_iter()
        .map(move |amount| view! { <Credit reader creditor=owner.clone() amount/> });
    let heading = if totals.is_empty() && !plans.is_empty() {
        view! {
            <h1>{reader.say(key::PlanHeading)}</h1>
            <AllWaiting reader creditor=creditor.clone() waiting/>
        }
        .into_any()
    } else if totals.is_empty() {
        let payments = payments.clone();
        view! { <Nothing reader creditor=creditor.clone() waiting payments certificate/> }
            .into_any()
    } else {
        view! { <Totals reader creditor=creditor.clone() totals waiting ways options/> }.into_any()
    };
    view! {
        {hello.map(|hello| view! { <p class="soft hello">{hello}</p> })}
        {proposed.map(|proposed| view! { <YourProposal reader creditor=asked proposed/> })}
        {promised.into_iter().map(|one| view! { <YourPromise reader promised=one/> }).collect_view()}
        {heading}
        <Plans reader plans pay/>
        {credits.collect_view()}
        <Paused reader reminders/>
        {owes.then(|| view! {
            <h2 class="no-print">{reader.say(key::StatementElse)}</h2>
            <LinkList links=ways_on(reader, main)/>
            <h2 id="detalle">{reader.say(key::StatementDetail)}</h2>
            <Debts reader debts=debts.clone() totals=all/>
        })}
        {next.map(|total| view! { <Next reader total debts/> })}
        <Payments reader payments/>
        <LinkList links=vec![
            Link::to(pattern::TERMS, reader.say(key::StatementTerms)),
            Link::to(pattern::RIGHTS, reader.say(key::StatementRights)),
            Link::to(pattern::PREFERENCES, reader.say(key::PreferencesHeading)),
        ]/>
    }
}

/// What else can be done; a part can be paid where something is owed outside of plans.
fn ways_on(reader: Reader, main: Option<Currency>) -> Vec<Link> {
    let part = main
        .map(|currency| Link::to(routes::pay_choose(currency), reader.say(key::StatementElsePart)));
    let others = [
        Link::to(pattern::SAY_PAID, reader.say(key::StatementElsePaid)),
        Link::to(pattern::SAY_ERROR, reader.say(key::StatementElseError)),
        Link::to(pattern::SAY_TALK, reader.say(key::StatementElseTalk)),
        Link::to(pattern::PREFERENCES, reader.say(key::StatementElseMessages)),
    ];
    part.into_iter().chain(others).collect()
}

#[component]
fn Credit(reader: Reader, creditor: String, amount: Money) -> impl IntoView {
    let lead = reader.say(key::StatementCredit { amount: &reader.money(amount) });
    let more = reader.say(key::StatementCreditMore { creditor: &creditor });
    view! { <Notice tone=Tone::News lead more/> }
}

/// Why no reminders come. Nobody is told of words that they did not say.
#[component]
fn Paused(reader: Reader, reminders: Reminders) -> impl IntoView {
    let lead = reader.say(key::StatementPaused);
    let more = match reminders {
        Reminders::Running => return None::<AnyView>.into_any(),
        Reminders::Wished => {
            let (lead, more) =
                (reader.say(key::PreferencesStopped), reader.say(key::StatementPausedWished));
            return view! { <Notice tone=Tone::News lead more/> }.into_any();
        }
        Reminders::Paused => return view! { <Notice tone=Tone::News lead/> }.into_any(),
        Reminders::UntilAnswered => reader.say(key::StatementPausedMore),
        Reminders::Unanswered(day) => reader.say(key::TransferWaited { day: &reader.day(day) }),
        Reminders::UnderReview => reader.say(key::StatementPausedReview),
    };
    view! { <Notice tone=Tone::News lead more/> }.into_any()
}

#[component]
fn Next(reader: Reader, total: TotalView, debts: Vec<DebtView>) -> impl IntoView {
    let sentence = |debt: &DebtView| {
        let what = debt.what_for.clone().unwrap_or_else(|| debt.document.name(reader));
        let (day, amount) = (reader.weekday(debt.due_on?), reader.money(debt.balance));
        Some(reader.say(key::StatementNextDue { day: &day, what: &what, amount: &amount }))
    };
    let is_asked = |debt: &&DebtView| debt.standing != Standing::InPlan;
    let soon = debts.iter().filter(is_asked);
    let soon = soon.filter(|debt| debt.due_on.is_some() && debt.due_on == total.next_due);
    let due: Vec<_> = soon.filter_map(sentence).collect();
    view! {
        <h2>{reader.say(key::StatementNext)}</h2>
        {due.into_iter().map(|due| view! { <p>{due}</p> }).collect_view()}
        <p>{reader.say(key::StatementNextPaid)}</p>
        <p>{reader.say(key::StatementNextDoubt)}</p>
    }
}
