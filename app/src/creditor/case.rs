//! One case: who, what is owed, what was sent, what was paid, and the record of all of it.

mod clearance;
mod debts;
mod holds;
mod ledger;
mod links;
mod papers;
mod payments;
mod plan;
mod record;
mod reminders;
mod timeline;
mod told;
mod undo;

use chrono::NaiveDateTime;
use domain::country::Country;
use domain::ids::{CaseId, HoldId, PaymentId, PlanId, ProposalId};
use domain::money::Money;
use leptos::prelude::*;

pub use clearance::CHECKED;
pub use debts::{DebtRow, DebtState};
pub use holds::{HoldRow, Lifting, PauseForm, PauseWhy};
pub use ledger::{LedgerRow, Side};
pub use links::{LinkRow, Sending};
pub(super) use links::{reason as rule_reason, why as rule_why};
pub use papers::{PaperKind, PaperRow};
pub(crate) use payments::channel_name;
pub(super) use payments::marks;
pub use payments::{PaymentMark, PaymentRow};
pub use plan::{Again, Agreed, OpenPlan, PlanBox};
pub use record::RecordForm;
pub use reminders::{CaseReminders, ComingRow, Quiet, ReminderEvent, ReminderRow};
pub use told::ToldRow;
pub use undo::{GivenBackForm, Undo};

use super::country;
use super::form::{FaultList, Faults, Typed};
use super::happened::{Event, when};
use super::shell::{self, Place, TeamShell};
use crate::components::{Row, Rows};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::{Lang, key};
use clearance::Issue;
use debts::Debts;
use holds::{Holds, PAUSE_REASON, Pause, proof_id};
use ledger::Ledger;
use links::Links;
use papers::Papers;
use payments::Payments;
use plan::{Plans, reason_id};
use record::Record;
use reminders::Reminders;
use timeline::Timeline;
use told::Told;
use undo::{given_back_id, undo_id};

/// What the page of a case shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseView {
    /// The case.
    pub case: CaseId,
    /// The person.
    pub who: Who,
    /// What is owed, one balance per currency.
    pub balances: Vec<Balance>,
    /// The documents, oldest due first.
    pub debts: Vec<DebtRow>,
    /// Why reminders stop now.
    pub holds: Vec<HoldRow>,
    /// What an owner wrote to lift a hold, and came back.
    pub lifting: Option<(HoldId, Typed)>,
    /// The form that stops reminders, if it was sent and came back.
    pub pausing: Option<PauseForm>,
    /// Terms that the debtor proposed and that wait for the creditor, with the end of its time.
    pub proposals: Vec<(ProposalId, NaiveDateTime)>,
    /// What the team was told that they will pay, and may still be kept.
    pub told: Vec<ToldRow>,
    /// The links, newest first.
    pub links: Vec<LinkRow>,
    /// Whether a link may be sent now.
    pub sending: Sending,
    /// Reminders, those to come and those that were.
    pub reminders: CaseReminders,
    /// The plans, newest first.
    pub plans: Vec<PlanBox>,
    /// The reason for ending a plan, or for letting it run again, that was sent and came back.
    pub cancelling: Option<(PlanId, Typed)>,
    /// The payments, newest first.
    pub payments: Vec<PaymentRow>,
    /// The refund or reversal that was sent and came back, with its one field: `amount` of a
    /// refund, `reason` of a reversal.
    pub undoing: Option<(PaymentId, Typed)>,
    /// The form for money given back outside that was sent and came back.
    pub giving_back: Option<(PaymentId, GivenBackForm)>,
    /// The form for a payment received elsewhere.
    pub record: RecordForm,
    /// What was agreed and issued, newest first.
    pub papers: Vec<PaperRow>,
    /// The box of the form that issues a debt-free certificate, as it came back; `None` where none can be
    /// issued. Drawn for owners only.
    pub issuing: Option<Typed>,
    /// What happened, newest first.
    pub timeline: Vec<Event>,
    /// The postings, oldest first.
    pub ledger: Vec<LedgerRow>,
    /// The head of the evidence chain as receipts print it.
    pub evidence_code: String,
}

/// The person of a case. Contacts are masked: the page is for work, not for copying addresses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Who {
    /// As imported.
    pub name: Option<String>,
    /// The customer's reference.
    pub reference: String,
    /// Masked: `r…@…`.
    pub email: Option<String>,
    /// Masked: `…42`.
    pub phone: Option<String>,
    /// What they read, if they or the import said so.
    pub language: Option<Lang>,
    /// Where they are, if it is another country than the creditor's: its contact rules hold too.
    pub country: Option<Country>,
}

/// What is owed in one currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Balance {
    /// All of it.
    pub owed: Money,
    /// Past its due date.
    pub overdue: Money,
    /// Not yet due.
    pub not_due: Money,
    /// Money of the person that no document has used.
    pub credit: Money,
}

/// Draws the page of a case.
pub fn page(shell: TeamShell, view: CaseView) -> String {
    let reader = shell.reader;
    let faults = faults(&view);
    let title = reader.say(key::TeamCaseTitle { reference: &view.who.reference });
    let head = faults.mark(shell::titled(&shell, &title), reader);
    let role = shell.member.role;
    let path = routes::team_case(&view.case);
    shell::page_at(shell, (Place::Cases, path), head, move || {
        let CaseView { case, who, balances, debts, holds, links, sending, papers, .. } = view;
        let proposals = view.proposals;
        let name = who.name.clone().unwrap_or_else(|| reader.say(key::TeamNameless));
        let evidence = view.evidence_code;
        view! {
            <FaultList reader faults/>
            <p class="back no-print"><a href=pattern::TEAM_CASES>"‹ " {Place::Cases.name(reader)}</a></p>
            <h1>{name}</h1>
            <p class="soft lead">{reader.say(key::TeamCustomer { reference: &who.reference })}</p>
            <Holds reader role case=case.clone() holds lifting=view.lifting/>
            <Proposed reader proposals/>
            <Told reader case=case.clone() told=view.told/>
            <div class="halves even">
                <section class="card"><Balances reader balances/></section>
                <section class="card"><Contact reader who/></section>
            </div>
            <Debts reader debts=debts.clone()/>
            <Plans
                reader
                role
                case=case.clone()
                plans=view.plans.clone()
                cancelling=view.cancelling
                form_key=view.record.key.clone()
            />
            <Links reader case=case.clone() links sending/>
            <Reminders reader reminders=view.reminders/>
            <Pause reader case=case.clone() form=view.pausing/>
            <p class="ways-on no-print">
                <a href=routes::team_channels(&case)>{reader.say(key::ChannelsSee)}</a>
            </p>
            <section class="card">
                <Payments
                    reader
                    role
                    case=case.clone()
                    payments=view.payments
                    undoing=view.undoing
                    giving_back=view.giving_back
                    form_key=view.record.key.clone()
                />
                <Record reader case=case.clone() debts plans=view.plans form=view.record/>
            </section>
            <Issue reader role case=case.clone() form=view.issuing/>
            <Papers reader case papers/>
            <Timeline reader events=view.timeline/>
            <Ledger reader rows=view.ledger/>
            <section class="card">
                <h2>{reader.say(key::TeamEvidence)}</h2>
                <p><code class="secret">{evidence}</code></p>
                <p class="soft small">{reader.say(key::TeamEvidenceHint)}</p>
            </section>
        }
        .into_any()
    })
}

fn faults(view: &CaseView) -> Faults {
    let RecordForm { amount, received_on, note, over, .. } = &view.record;
    let undo = view.undoing.as_ref().map(|(payment, typed)| (undo_id(payment), typed));
    let mut given = Vec::new();
    if let Some((payment, form)) = &view.giving_back {
        given.push((given_back_id("back-amount", payment), &form.amount));
        given.push((given_back_id("back-day", payment), &form.given_on));
        given.push((given_back_id("back-note", payment), &form.note));
    }
    let cancel = view.cancelling.as_ref().map(|(plan, typed)| (reason_id(plan), typed));
    let lift = view.lifting.as_ref().map(|(hold, typed)| (proof_id(hold), typed));
    let pause = view.pausing.as_ref().map(|form| (PAUSE_REASON, &form.reason));
    let undo = undo
        .iter()
        .chain(&cancel)
        .chain(&lift)
        .chain(&given)
        .map(|(id, typed)| (id.as_str(), *typed));
    let record = [("amount", amount), ("received_on", received_on), ("note", note), ("over", over)];
    let issuing = view.issuing.as_ref().map(|typed| (clearance::BOX, typed));
    Faults::of(undo.chain(pause).chain(record).chain(issuing))
}

#[component]
fn Balances(reader: Reader, balances: Vec<Balance>) -> impl IntoView {
    let sums = balances.into_iter().map(|Balance { owed, overdue, not_due, credit }| {
        let mut rows = vec![
            Row::amount(reader.say(key::TeamOverdue), reader.money(overdue)),
            Row::amount(reader.say(key::TeamNotDue), reader.money(not_due)),
        ];
        if !credit.is_zero() {
            rows.push(Row::amount(reader.say(key::TeamCredit), reader.money(credit)));
        }
        view! { <p class="key">{reader.money(owed)}</p> <Rows rows/> }
    });
    view! { <h2>{reader.say(key::TeamOwed)}</h2> {sums.collect_view()} }
}

#[component]
fn Contact(reader: Reader, who: Who) -> impl IntoView {
    let no_email = who.email.is_none().then(|| reader.say(key::TeamCaseNoEmail));
    let rows = [
        who.email.map(|email| Row::text(reader.say(key::TeamCaseEmail), email)),
        who.phone.map(|phone| Row::text(reader.say(key::TeamCasePhone), phone)),
        who.language
            .map(|lang| Row::text(reader.say(key::TeamCaseLanguage), lang.own_name().to_owned())),
        who.country.map(|country| {
            Row::text(reader.say(key::TeamCaseCountry), country::name(reader, country))
        }),
    ];
    view! {
        <h2>{reader.say(key::TeamPerson)}</h2>
        <Rows rows=rows.into_iter().flatten().collect()/>
        {no_email.map(|text| view! { <p class="soft small">{text}</p> })}
    }
}

/// Terms that wait for an answer, each with the way to it.
#[component]
fn Proposed(reader: Reader, proposals: Vec<(ProposalId, NaiveDateTime)>) -> impl IntoView {
    let items = proposals.into_iter().map(|(proposal, until)| {
        let text = reader.say(key::TeamCaseProposal { moment: &when(reader, until) });
        view! {
            <section class="notice wait">
                <p><b>{text}</b></p>
                <p>
                    <a href=routes::team_proposal(&proposal)>
                        {reader.say(key::TeamCaseProposalSee)}
                    </a>
                </p>
            </section>
        }
    });
    items.collect_view()
}
