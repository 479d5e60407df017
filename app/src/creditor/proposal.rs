//! One proposal: what was asked for beside what is accepted at once, what was sent along, and the three
//! answers.

mod answers;
mod asked;

use chrono::{NaiveDate, NaiveDateTime};
use domain::ids::{CaseId, ProposalId};
use domain::money::Money;
use domain::schedule::Instalment;
use leptos::prelude::*;

use self::answers::{Accept, Counter, Refuse};
pub use self::answers::{CounterForm, MayAccept};
pub use self::asked::Figures;
use self::asked::{Compared, HouseholdRows, Others};
use super::form::{FaultList, Faults, Typed};
use super::happened::when;
use super::proposals::{Clock, time};
use super::shell::{self, Place, TeamShell};
use crate::debtor::proposal::ProposalStage;
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// What the page of a proposal shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposalView {
    /// The proposal.
    pub proposal: ProposalId,
    /// Its case.
    pub case: CaseId,
    /// The person's name, else the customer's reference.
    pub name: String,
    /// When it was made, in the creditor's zone.
    pub made_at: NaiveDateTime,
    /// Where it stands.
    pub stage: ProposalStage,
    /// How long somebody has to answer.
    pub clock: Option<Clock>,
    /// What was owed when it was made.
    pub owed: Money,
    /// What is owed now, where that is another amount.
    pub owed_now: Option<Money>,
    /// The day of the plan that runs, in whose place the terms would come.
    pub instead: Option<NaiveDate>,
    /// What was asked for.
    pub asked: Terms,
    /// What is accepted at once.
    pub allowed: Allowed,
    /// The other terms that the creditor named last.
    pub other: Option<Terms>,
    /// The debtor's own words; line breaks are kept.
    pub words: Option<String>,
    /// The figures that the debtor sent along.
    pub household: Option<Figures>,
    /// What the creditor wrote to the debtor last.
    pub note: Option<String>,
    /// Who of the team answered last, and when.
    pub answered: Option<(String, NaiveDateTime)>,
    /// Whether the terms may be accepted by whoever reads.
    pub may: MayAccept,
    /// A mark of what is shown: the field `seen`, by which a change since is noticed.
    pub seen: String,
    /// The form for other terms.
    pub counter: CounterForm,
    /// The refusal that came back, with its `note` as typed.
    pub refusing: Option<Typed>,
}

/// Terms with their dates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Terms {
    /// What is paid in all.
    pub pay: Money,
    /// In which instalments.
    pub instalments: Vec<Instalment>,
}

/// What is accepted at once, as of the day on which it was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Allowed {
    /// The most instalments.
    pub parts: u32,
    /// The least instalment.
    pub least: Money,
    /// The most that is given up.
    pub given_up: Money,
    /// The last day of the last instalment.
    pub last_on: NaiveDate,
    /// Nothing, while it waits because so many plans of a debt were not completed.
    pub broken: Option<u32>,
}

/// Draws the page of a proposal.
pub fn page(shell: TeamShell, view: ProposalView) -> String {
    let reader = shell.reader;
    let faults = faults(&view);
    let head = faults.mark(shell::titled(&shell, &reader.say(key::TeamProposalTitle)), reader);
    let path = routes::team_proposal(&view.proposal);
    shell::page_at(shell, (Place::Proposals, path), head, move || {
        let name = view.name.clone();
        view! {
            <FaultList reader faults/>
            <p class="back no-print">
                <a href=pattern::TEAM_PROPOSALS>"‹ " {Place::Proposals.name(reader)}</a>
            </p>
            <h1>{name}</h1>
            <Standing reader view=view.clone()/>
            <section class="card">
                <h2>{reader.say(key::TeamProposalAsked)}</h2>
                <Compared reader owed=view.owed asked=view.asked.clone() allowed=view.allowed/>
            </section>
            {view.words.clone().map(|text| view! {
                <section class="card">
                    <h2>{reader.say(key::TeamProposalWords)}</h2>
                    <p class="said written">{text}</p>
                </section>
            })}
            {view.household.map(|figures| view! { <HouseholdRows reader figures/> })}
            {view.other.clone().map(|terms| view! { <Others reader terms/> })}
            <Answers reader view/>
        }
        .into_any()
    })
}

fn faults(view: &ProposalView) -> Faults {
    let CounterForm { pay, first_on, until, note, .. } = &view.counter;
    let counter = [("pay", pay), ("first_on", first_on), ("until", until), ("note", note)];
    let refusing = view.refusing.iter().map(|typed| ("refusal", typed));
    Faults::of(counter.into_iter().chain(refusing))
}

/// Where it stands, whose it is, what has changed since, what was answered.
#[component]
fn Standing(reader: Reader, view: ProposalView) -> impl IntoView {
    let made = reader.say(key::TeamProposalMade { moment: &when(reader, view.made_at) });
    let changed = view.owed_now.map(|now| {
        let (then, now) = (&*reader.money(view.owed), &*reader.money(now));
        reader.say(key::TeamProposalChanged { then, now })
    });
    let instead =
        view.instead.map(|on| reader.say(key::TeamProposalInstead { day: &reader.day(on) }));
    let answered = view.answered.map(|(name, at)| {
        reader.say(key::TeamProposalAnswered { name: &name, moment: &when(reader, at) })
    });
    view! {
        <p class="facts">
            <span class="tag">{view.stage.in_lists(reader)}</span>
            {view.clock.map(|clock| view! { <span>{time(reader, clock)}</span> })}
        </p>
        <p class="facts small">
            <a href=routes::team_case(&view.case)>{reader.say(key::TeamProposalCase)}</a>
            <span class="soft">{made}</span>
        </p>
        {answered.map(|text| view! { <p class="soft small">{text}</p> })}
        {view.note.map(|text| view! { <p class="said written">{text}</p> })}
        {instead.map(|text| view! { <div class="notice wait"><p>{text}</p></div> })}
        {changed.map(|text| view! { <div class="notice wait"><p>{text}</p></div> })}
    }
}

/// The three answers, while there is something to answer.
#[component]
fn Answers(reader: Reader, view: ProposalView) -> impl IntoView {
    let ProposalView { proposal, stage, may, seen, counter, refusing, .. } = view;
    let waits = stage == ProposalStage::Waiting;
    let open = waits || stage == ProposalStage::Countered;
    open.then(|| {
        let can_be_met = may != MayAccept::No;
        let (for_yes, for_no) = (proposal.clone(), proposal.clone());
        let (seen_yes, seen_no) = (seen.clone(), seen.clone());
        view! {
            <section class="card no-print">
                <h2>{reader.say(key::TeamProposalAnswer)}</h2>
                {waits.then(|| view! { <Accept reader proposal=for_yes may seen=seen_yes/> })}
                {can_be_met.then(|| view! { <Counter reader proposal seen form=counter/> })}
                {waits.then(|| view! {
                    <Refuse reader proposal=for_no seen=seen_no typed=refusing/>
                })}
            </section>
        }
    })
}
