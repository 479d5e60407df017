//! One case with everything that is known of it.

use std::collections::HashMap;

use app::creditor::case::{
    Balance, CaseView, DebtRow, DebtState, HoldRow, Lifting, LinkRow, RecordForm, Sending, ToldRow,
    Who,
};
use app::creditor::case::{LedgerRow, Side};
use app::creditor::{Event, Happened, PlanEvent, Typed};
use app::debtor::proposal::ProposalStage;
use app::texts::Lang;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use domain::contact::{Decision, Rule};
use domain::country::Country;
use domain::email::EmailAddress;
use domain::ids::{CaseId, ProposalId};
use domain::ledger::Account;
use domain::money::{Currency, Money};
use sqlx::AnyConnection;

use super::events::{AUTOPAY, Known, event, money_in};
use super::papers::papers;
use super::payments::case_rows;
use super::{days_late, hold_kind, plans, reminders};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::debt::{self, Debt};
use crate::store::debtor::{self, Debtor, Find};
use crate::store::movement::Movement;
use crate::store::{access_link, case, chargeback, evidence, hold, movement, payment, refund};
use crate::store::{proposal, statement, team};
use crate::tenant::Tenant;
use crate::use_cases::access_link::{MaySend, may_send};
use crate::use_cases::form_key::FormKey;
use crate::use_cases::{PortalError, acceptance, clearance, late, reason, wall_clock};

/// The page of one case. `NotFound` for one of another creditor too.
pub async fn case(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    id: &CaseId,
) -> Result<CaseView, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = debtor::find(&mut conn, tenant, &portal.keys, Find::Case(id)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let head = case::head(&mut conn, tenant, id).await?.ok_or(PortalError::NotFound)?;
    let debts = debt::of_case(&mut conn, tenant, id).await?;
    let issuing = issuing(&mut conn, tenant, (&debtor, id), &debts).await?;
    let debts = late::on_debts(&mut conn, (tenant, settings), debts, portal.clock.now()).await?;
    let payments = payment::of_case(&mut conn, tenant, id).await?;
    let refunds = refund::of_case(&mut conn, tenant, id).await?;
    let chargebacks = chargeback::of_case(&mut conn, tenant, id).await?;
    let movements = movement::of_case(&mut conn, tenant, id).await?;
    let credit = statement::credit(&mut conn, tenant, id).await?;
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let who = who(&debtor, settings.country);
    let references: HashMap<_, _> =
        debts.iter().map(|d| (d.id.to_string(), d.reference.clone())).collect();

    let mut known = Known::new(settings.zone, team::names(&mut conn, tenant).await?);
    let taken = chargebacks.iter().filter(|c| c.funds.withdrawn > 0);
    known.withdrawn = taken.map(|c| (c.provider_ref.clone(), c.amount)).collect();
    known.payments.clone_from(&payments);
    known.movements.clone_from(&movements);
    known.references.clone_from(&references);
    known.address = who.email.clone().unwrap_or_default();
    known.phone = who.phone.clone().unwrap_or_default();
    known.reasons = reason::of_case(&mut conn, tenant, id, debtor.key.as_ref()).await?;
    let holds = holds(&mut conn, (tenant, settings), id, &known.reasons).await?;
    let rows = case_rows(&payments, (&refunds, &chargebacks), &known)?;
    let timeline = timeline(&mut conn, (tenant, id), known).await?;
    Ok(CaseView {
        case: id.clone(),
        balances: balances(&debts, &credit, (settings.currency, today))?,
        holds,
        lifting: None,
        pausing: None,
        proposals: proposals(&mut conn, (tenant, settings), id).await?,
        told: told(&mut conn, tenant, id).await?,
        links: links(&mut conn, (tenant, settings), id, portal.clock.now()).await?,
        sending: sending(&mut conn, portal, (tenant, settings), id).await?,
        reminders: reminders::of_case(&mut conn, portal, (tenant, settings), id).await?,
        plans: plans::of_case(&mut conn, (tenant, settings), id, today).await?,
        cancelling: None,
        payments: rows,
        undoing: None,
        giving_back: None,
        record: record_form(portal, &debts, (settings.currency, today)),
        debts: debts.into_iter().map(|debt| debt_row(debt, today)).collect::<Result<_, _>>()?,
        papers: papers(&mut conn, tenant, (id, settings.zone)).await?,
        issuing,
        timeline,
        ledger: movements.into_iter().map(|movement| ledger_row(movement, &references)).collect(),
        evidence_code: head.code(),
        who,
    })
}

/// What the team was told that they will pay.
async fn told(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<Vec<ToldRow>, PortalError> {
    let told = acceptance::told(conn, tenant, case).await?.into_iter().map(|one| one.promise);
    Ok(told.map(|one| ToldRow { amount: one.amount, pay_on: one.pay_on }).collect())
}

fn who(debtor: &Debtor, home: Country) -> Who {
    let person = &debtor.person;
    let masked = |text: &String| EmailAddress::parse(text).ok().map(|address| address.masked());
    let ending = |text: &String| {
        let from = text.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        format!("…{}", &text[from..])
    };
    Who {
        name: person.name.clone(),
        reference: debtor.reference.clone(),
        email: person.email.as_ref().and_then(masked),
        phone: person.phone.as_ref().map(ending),
        language: person.language.as_deref().and_then(Lang::parse),
        country: person.country.filter(|country| *country != home),
    }
}

/// One balance per currency of the case, `main` first.
fn balances(
    debts: &[Debt],
    credit: &[Money],
    (main, today): (Currency, NaiveDate),
) -> Result<Vec<Balance>, PortalError> {
    let mut currencies: Vec<_> = debts.iter().map(|debt| debt.currency).collect();
    currencies.extend(credit.iter().map(|money| money.currency()));
    currencies.sort_unstable_by_key(|currency| (*currency != main, *currency));
    currencies.dedup();
    let balance = |currency| -> Result<Balance, PortalError> {
        let (mut overdue, mut not_due) = (Money::zero(currency), Money::zero(currency));
        for debt in debts.iter().filter(|debt| debt.currency == currency) {
            let late = debt.due_on.is_some_and(|due| due < today);
            let sum = if late { &mut overdue } else { &mut not_due };
            *sum = sum.checked_add(debt.balance.total()?)?;
        }
        let credit = credit.iter().find(|money| money.currency() == currency).copied();
        let credit = credit.unwrap_or(Money::zero(currency));
        Ok(Balance { owed: overdue.checked_add(not_due)?, overdue, not_due, credit })
    };
    currencies.into_iter().map(balance).collect()
}

fn debt_row(debt: Debt, today: NaiveDate) -> Result<DebtRow, PortalError> {
    let owed = debt.balance.total()?;
    let state = match (owed.is_zero(), debt.closed_at, debt.disputed_at) {
        (true, Some(_), _) => DebtState::Closed,
        (true, None, _) => DebtState::Settled,
        (false, _, Some(_)) => DebtState::Disputed,
        (false, _, None) => DebtState::Open,
    };
    Ok(DebtRow {
        debt: debt.id,
        document: debt.document_type,
        reference: debt.reference,
        description: debt.description,
        due_on: debt.due_on,
        days_late: days_late(debt.due_on, today).filter(|_| !owed.is_zero()),
        principal: debt.balance.principal,
        interest: debt.balance.interest,
        fees: debt.balance.fee,
        paid: debt.paid,
        owed,
        state,
    })
}

async fn holds(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    id: &CaseId,
    reasons: &HashMap<String, String>,
) -> Result<Vec<HoldRow>, PortalError> {
    let holds = hold::active(conn, tenant, id).await?;
    let row = |hold: hold::Hold| HoldRow {
        since: wall_clock::local(settings.zone, hold.placed_at).date(),
        kind: hold_kind(hold.kind),
        told: reasons.get(hold.id.as_str()).cloned(),
        lifting: if hold.kind.needs_proof() { Lifting::Proof } else { Lifting::Press },
        hold: hold.id,
    };
    Ok(holds.into_iter().map(row).collect())
}

/// The box of the form that issues a certificate; none for somebody who was erased.
async fn issuing(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    (debtor, id): (&Debtor, &CaseId),
    debts: &[Debt],
) -> Result<Option<Typed>, PortalError> {
    if debtor.key.is_none() || !clearance::may_issue(conn, tenant, (id, debts)).await? {
        return Ok(None);
    }
    Ok(Some(Typed::default()))
}

/// The proposals that wait for the creditor, with the end of its time.
async fn proposals(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    id: &CaseId,
) -> Result<Vec<(ProposalId, NaiveDateTime)>, PortalError> {
    let open = proposal::open_lines(conn, tenant, id).await?;
    let waiting = open.into_iter().filter(|line| line.stage == ProposalStage::Waiting);
    let row = |line: proposal::Line| Some((line.id, wall_clock::local(settings.zone, line.until?)));
    Ok(waiting.filter_map(row).collect())
}

async fn links(
    conn: &mut AnyConnection,
    (tenant, settings): (&Tenant, &Settings),
    id: &CaseId,
    now: DateTime<Utc>,
) -> Result<Vec<LinkRow>, PortalError> {
    let links = access_link::of_case(conn, tenant, id).await?;
    let row = |link: access_link::AccessLink| LinkRow {
        made_at: wall_clock::local(settings.zone, link.made_at),
        // The last day is the one on which its last instant falls.
        until: wall_clock::local(settings.zone, link.life.expires_at - TimeDelta::milliseconds(1))
            .date(),
        state: link.life.state(now),
        progress: link.progress(),
        link: link.id,
    };
    Ok(links.into_iter().map(row).collect())
}

async fn sending(
    conn: &mut AnyConnection,
    portal: &Portal,
    of: (&Tenant, &Settings),
    id: &CaseId,
) -> Result<Sending, PortalError> {
    Ok(match may_send(conn, portal, of, id).await? {
        MaySend::Rules(decision) => decision.into(),
        MaySend::NoAddress => Sending::NoAddress,
        // One that waits to leave is this week's one.
        MaySend::Queued => Decision::Blocked(Rule::Week).into(),
    })
}

fn record_form(
    portal: &Portal,
    debts: &[Debt],
    (main, today): (Currency, NaiveDate),
) -> RecordForm {
    let mut currencies: Vec<_> = debts.iter().map(|debt| debt.currency).collect();
    if currencies.is_empty() {
        currencies.push(main);
    }
    currencies.sort_unstable_by_key(|currency| (*currency != main, *currency));
    currencies.dedup();
    RecordForm {
        key: FormKey::fresh(portal).to_string(),
        amount: Typed::default(),
        currencies,
        currency: None,
        received_on: Typed::preset(today.to_string()),
        debt: None,
        plan: None,
        note: Typed::default(),
        over: Typed::default(),
    }
}

fn ledger_row(movement: Movement, references: &HashMap<String, String>) -> LedgerRow {
    let side = |account: Account| {
        let reference = match &account {
            Account::Owed(debt, _) => references.get(debt.as_str()).cloned(),
            _ => None,
        };
        Side { account, reference }
    };
    LedgerRow {
        occurred_on: movement.occurred_on,
        reason: movement.reason,
        amount: movement.posting.amount,
        from: side(movement.posting.from),
        to: side(movement.posting.to),
    }
}

/// What happened, newest first.
async fn timeline(
    conn: &mut AnyConnection,
    (tenant, id): (&Tenant, &CaseId),
    mut known: Known,
) -> Result<Vec<Event>, PortalError> {
    let acts = evidence::of_case(conn, tenant, id).await?;
    for act in &acts {
        let mut words = act.body.split(' ');
        // The charge of a card names the card first.
        let attempt = match act.kind.as_str() {
            "pay" => words.next(),
            AUTOPAY => words.nth(2),
            _ => None,
        };
        let of = attempt.and_then(|attempt| Some((attempt.to_owned(), money_in(&act.body)?)));
        known.attempts.extend(of);
    }
    let mut events: Vec<_> = acts.iter().rev().filter_map(|act| event(act, &known)).collect();
    // The days of a case are held for all its plans; an instalment waits in one of them.
    plans::last_words(&mut events, |event| match &event.what {
        Happened::Plan(what @ PlanEvent::Held(..)) => Some(*what),
        _ => None,
    });
    Ok(events)
}
