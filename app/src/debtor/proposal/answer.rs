//! What became of a proposal.

use chrono::NaiveDateTime;
use domain::ids::{PlanId, ProposalId};
use domain::money::Money;
use domain::proposal::{Beyond, By};
use domain::schedule::Instalment;
use leptos::prelude::*;

use crate::components::{Link, LinkList, Tick};
use crate::debtor::schedule::{Dates, in_words, whole};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::shell::{self, Head, Shell, Written, WrittenText};
use crate::texts::key;

/// What the page of a proposal shows.
#[derive(Clone, Debug)]
pub struct ProposalView {
    /// Which.
    pub proposal: ProposalId,
    /// What was owed when it was made.
    pub owed: Money,
    /// What the debtor asked for.
    pub asked: ProposedTerms,
    /// What is owed now, where that is another amount and something may come of it still.
    pub owed_now: Option<Money>,
    /// The plan that runs, in whose place the terms would come.
    pub instead: Option<PlanId>,
    /// Where it stands.
    pub status: ProposalStatus,
}

/// Terms with their dates.
#[derive(Clone, Debug)]
pub struct ProposedTerms {
    /// What is paid in all.
    pub pay: Money,
    /// What of that is paid at once; may be nothing.
    pub down: Money,
    /// The rest.
    pub instalments: Vec<Instalment>,
}

/// Where a proposal stands. Moments are in the creditor's zone.
#[derive(Clone, Debug)]
pub enum ProposalStatus {
    /// The creditor has to answer.
    Waiting {
        /// The limit that it is outside of.
        beyond: Beyond,
        /// Until when.
        until: NaiveDateTime,
    },
    /// The creditor named other terms.
    Countered {
        /// Those terms.
        terms: ProposedTerms,
        /// Until when they stand.
        until: NaiveDateTime,
        /// What the creditor wrote beside them.
        note: Option<Written>,
    },
    /// Agreed.
    Accepted {
        /// By whom.
        by: By,
        /// What comes now.
        next: AgreedNext,
    },
    /// Not agreed.
    Refused {
        /// By whom.
        by: By,
        /// What the creditor wrote.
        note: Option<Written>,
    },
    /// Whoever it is did not answer in time.
    Expired(By),
}

/// What comes after a yes.
#[derive(Clone, Debug)]
pub enum AgreedNext {
    /// The agreement has to be read and accepted.
    Confirm,
    /// The plan runs.
    Plan(PlanId),
}

struct Words {
    heading: String,
    lines: Vec<String>,
    note: Option<Written>,
    main: Option<Link>,
    links: Vec<Link>,
}

/// The page.
pub fn page(shell: Shell, view: ProposalView) -> String {
    let reader = shell.reader;
    let creditor = shell.sender.name.clone();
    let head = Head::titled(reader.say(key::ProposalTitle { creditor: &creditor }));
    shell::page(shell, head, move || view! { <Answer reader creditor view/> }.into_any())
}

#[component]
fn Answer(reader: Reader, creditor: String, view: ProposalView) -> impl IntoView {
    let Words { heading, lines, note, main, links } = words(reader, &creditor, &view);
    let changed = view.owed_now.map(|now| changed(reader, now));
    let done = matches!(view.status, ProposalStatus::Accepted { .. });
    let ProposalView { owed, asked, status, .. } = view;
    let other = match status {
        ProposalStatus::Countered { terms, .. } => Some(terms),
        _ => None,
    };
    let back = Link::to(pattern::STATEMENT, reader.say(key::PlanBack));
    let links: Vec<Link> = links.into_iter().chain([back]).collect();
    view! {
        {done.then(|| view! { <Tick/> })}
        <h1>{heading}</h1>
        {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        {changed.map(|line| view! { <p>{line}</p> })}
        {note.map(|written| view! {
            <blockquote class="card"><WrittenText reader written/></blockquote>
        })}
        {other.map(|terms| view! {
            <Terms reader title=reader.say(key::ProposalOther) owed terms/>
        })}
        {main.map(|link| view! { <a class="btn" href=link.href>{link.label}</a> })}
        <Terms reader title=reader.say(key::ProposalYours) owed terms=asked/>
        <LinkList links/>
    }
}

/// What is owed now is not what was owed then.
fn changed(reader: Reader, now: Money) -> String {
    if now.is_zero() {
        reader.say(key::ProposalNothingLeft)
    } else {
        reader.say(key::ProposalChanged { amount: &reader.money(now) })
    }
}

/// Terms as a card: in words, with what would be given up, with their dates.
#[component]
fn Terms(reader: Reader, title: String, owed: Money, terms: ProposedTerms) -> impl IntoView {
    let ProposedTerms { pay, down, instalments } = terms;
    let total = match owed.less(pay).ok().filter(|less| !less.is_zero()) {
        Some(less) => {
            let (amount, less) = (reader.money(pay), reader.money(less));
            reader.say(key::ProposalTotalLess { amount: &amount, less: &less })
        }
        None => reader.say(key::ProposalTotal { amount: &reader.money(pay) }),
    };
    let words = in_words(reader, &instalments);
    let dates = whole(reader, down, &instalments);
    view! {
        <section class="card">
            <h2>{title}</h2>
            <p><b>{words}</b></p>
            <p class="soft">{total}</p>
            <Dates reader dates/>
        </section>
    }
}

/// What else can be done, and the form for new terms: of what is owed, or in the place of a plan.
fn ways_on(reader: Reader, view: &ProposalView) -> (Link, Link) {
    let currency = view.owed.currency();
    let (other, form) = match &view.instead {
        Some(plan) => (
            Link::to(routes::plan(plan), reader.say(key::PlanBackToPlan)),
            routes::propose_instead(plan),
        ),
        None => (
            Link::to(routes::options(currency), reader.say(key::CompareBack)),
            routes::propose(currency),
        ),
    };
    (other, Link::to(form, reader.say(key::ProposalAgain)))
}

fn words(reader: Reader, creditor: &str, view: &ProposalView) -> Words {
    let again = || {
        let (other, anew) = ways_on(reader, view);
        vec![other, anew, Link::to(pattern::SAY_TALK, reader.say(key::OptionsTalk))]
    };
    let goes_on = || view.instead.as_ref().map(|_| reader.say(key::ProposalPlanGoesOn));
    match &view.status {
        ProposalStatus::Waiting { beyond, until } => Words {
            heading: reader.say(key::ProposalWaiting { creditor }),
            lines: [
                reader.say(key::ProposalWaitingUntil { moment: &reader.moment(*until) }),
                why(reader, *beyond),
            ]
            .into_iter()
            .chain(goes_on())
            .collect(),
            note: None,
            main: None,
            links: vec![Link::doing(
                routes::proposal_refuse(&view.proposal),
                reader.say(key::ProposalTakeBack),
            )],
        },
        ProposalStatus::Countered { until, note, .. } => Words {
            heading: reader.say(key::ProposalCountered { creditor }),
            lines: [reader.say(key::ProposalCounteredUntil { moment: &reader.moment(*until) })]
                .into_iter()
                .chain(goes_on())
                .collect(),
            note: note.clone(),
            main: Some(Link::to(
                routes::accept_proposal(&view.proposal),
                reader.say(key::ProposalReview),
            )),
            links: vec![
                ways_on(reader, view).1,
                Link::doing(routes::proposal_refuse(&view.proposal), reader.say(key::ProposalNo)),
            ],
        },
        ProposalStatus::Accepted { by, next } => accepted(reader, creditor, view, (*by, next)),
        ProposalStatus::Refused { by, note } => Words {
            heading: match by {
                By::Debtor => reader.say(key::ProposalTakenBack),
                By::Creditor | By::Policy => reader.say(key::ProposalRefused { creditor }),
            },
            lines: vec![reader.say(key::ProposalRefusedMore)],
            note: note.clone(),
            main: None,
            links: again(),
        },
        ProposalStatus::Expired(by) => Words {
            heading: reader.say(key::ProposalExpired),
            lines: vec![match by {
                By::Debtor => reader.say(key::ProposalExpiredYours),
                By::Creditor | By::Policy => reader.say(key::ProposalExpiredTheirs { creditor }),
            }],
            note: None,
            main: None,
            links: again(),
        },
    }
}

fn accepted(
    reader: Reader,
    creditor: &str,
    view: &ProposalView,
    (by, next): (By, &AgreedNext),
) -> Words {
    let heading = match by {
        By::Creditor => reader.say(key::ProposalAccepted { creditor }),
        By::Policy | By::Debtor => reader.say(key::ProposalAgreed),
    };
    let (line, main) = match next {
        AgreedNext::Confirm => (
            reader.say(key::ProposalConfirm),
            Link::to(routes::accept_proposal(&view.proposal), reader.say(key::ProposalReview)),
        ),
        AgreedNext::Plan(plan) => (
            reader.say(key::ProposalRuns),
            Link::to(routes::plan(plan), reader.say(key::PlanBackToPlan)),
        ),
    };
    Words { heading, lines: vec![line], note: None, main: Some(main), links: Vec::new() }
}

/// Why a person looks at it: nobody is left to guess.
fn why(reader: Reader, beyond: Beyond) -> String {
    match beyond {
        Beyond::Parts(most) => reader.say(key::ProposalWhyParts { count: u64::from(most) }),
        Beyond::Least(least) => reader.say(key::ProposalWhyLeast { amount: &reader.money(least) }),
        Beyond::GivenUp(most) => {
            if most.is_zero() {
                reader.say(key::ProposalWhyWhole)
            } else {
                reader.say(key::ProposalWhyGivenUp { amount: &reader.money(most) })
            }
        }
        Beyond::Days(last) => reader.say(key::ProposalWhyDays { day: &reader.day(last) }),
        Beyond::Running => reader.say(key::ProposalWhyRunning),
        Beyond::Broken(_) => reader.say(key::ProposalWhyBroken),
    }
}
