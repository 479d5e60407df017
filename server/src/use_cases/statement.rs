//! What a debtor owes, loaded for the page that everything else hangs on: few queries, one
//! connection.

mod totals;
mod under_way;

use app::debtor::statement::{
    Accrued, BestOption, DebtView, Document, PaymentLine, PlanCard, Promised, Reminders, Standing,
    StatementView, TotalView,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::money::{Currency, Money};
use domain::plan::State;
use domain::search_name::greeting_name;
use sqlx::AnyConnection;

use self::totals::{currencies, totals};
use self::under_way::under_way;
pub use self::under_way::{Delayed, delayed, progress, voucher_until};
use super::offer::{self, WaysOut};
use super::plan::claims;
use super::plan::page::due_now;
use super::session::{Found, Stage, Visit};
use super::{PortalError, clearance, late, pay, proposal, wall_clock};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::answer::AnswerKind;
use crate::store::attempt::{self, Attempt};
use crate::store::debt::{self, Debt};
use crate::store::debtor::Person;
use crate::store::hold::HoldKind;
use crate::store::payment::{self, Payment};
use crate::store::plan::{self, Kept};
use crate::store::statement::{self as store, Heading};
use crate::store::{agreement, promise};
use crate::tenant::Tenant;

/// The newest payments that the statement lists.
const PAYMENTS: usize = 12;

/// A statement with what its surroundings need. No `Debug`: it is personal.
pub struct Statement {
    /// The creditor's settings.
    pub settings: Settings,
    /// The debtor, opened.
    pub person: Person,
    /// What the page shows.
    pub view: StatementView,
}

/// Why there is no statement to show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closed {
    /// Nobody's session has this hash, or it is over.
    NoSession,
    /// Its identity check is still to be passed.
    Unidentified,
}

/// Loads the statement of the session whose id has this hash.
pub async fn load(portal: &Portal, hash: &[u8]) -> Result<Result<Statement, Closed>, PortalError> {
    let now = portal.clock.now();
    let mut conn = portal.store.read().await?;
    let Some(opening) = store::open(&mut conn, hash).await? else {
        return Ok(Err(Closed::NoSession));
    };
    let (tenant, session) = (opening.tenant.clone(), opening.session.clone());
    let Some(found) = Found::alive(hash, tenant, session, now) else {
        return Ok(Err(Closed::NoSession));
    };
    if found.visit.stage != Stage::Full {
        return Ok(Err(Closed::Unidentified));
    }
    let heading = opening.heading(&portal.keys)?;
    let statement = shown(&mut conn, portal, &found.visit, (heading, now)).await?;
    drop(conn);
    found.seen(portal, now).await?;
    Ok(Ok(statement))
}

/// The statement of a visited case, whose heading was loaded.
async fn shown(
    conn: &mut AnyConnection,
    portal: &Portal,
    visit: &Visit,
    (heading, now): (Heading, DateTime<Utc>),
) -> Result<Statement, PortalError> {
    let (tenant, case) = (&visit.tenant, &visit.case);
    let mut debts = debt::of_case(conn, tenant, case).await?;
    let (mut attempts, mut payments) = (Vec::new(), Vec::new());
    if heading.has_attempts {
        attempts = attempt::open_of_case(conn, tenant, case).await?;
    }
    if heading.has_payments {
        payments = payment::of_case(conn, tenant, case).await?;
    }
    let proposed = proposal::newest(conn, tenant, heading.proposal.as_ref(), now).await?;
    let plans = if heading.has_plans { running(conn, visit).await? } else { Vec::new() };
    let is_in_plan = |debt: &Debt| plans.iter().any(|kept| kept.debts.contains(&debt.id));
    let Heading { settings, person, credit, hold, policies, promises, .. } = heading;
    let today = wall_clock::local(settings.zone, now).date();
    // Each question costs more than what it reads: none where nothing was ever offered or promised.
    let owed_in = currencies(debts.iter().filter(|debt| !is_in_plan(debt)), settings.currency);
    let promises_in: &[Currency] = if promises > 0 { &owed_in } else { &[] };
    let promised = promised(conn, visit, (promises_in, today)).await?;
    let offered_in: &[Currency] = if policies > 0 { &owed_in } else { &[] };
    let ways = ways_out(conn, visit, &settings, ((offered_in, now), &attempts)).await?;
    let accrued: Vec<_> = ways.iter().flat_map(|ways| ways.accrued.clone()).collect();
    late::add(&mut debts, &accrued)?;
    let loose: Vec<&Debt> = debts.iter().filter(|debt| !is_in_plan(debt)).collect();
    let totals = totals(&loose, settings.currency, today)?;
    let options = best_option(&ways, &totals)?;
    let mut certificate = None;
    if !debts.iter().any(owes) {
        certificate = clearance::code_for(conn, tenant, case, &[]).await?;
    }
    let mut reminders = reminders(hold);
    let has_dates = !plans.is_empty() || promises > 0;
    if reminders == Reminders::UntilAnswered && has_dates {
        let waited = claims::waited(conn, (tenant, &settings), case, today).await?;
        reminders = waited.map_or(reminders, Reminders::Unanswered);
    }
    let view = StatementView {
        first_name: person.name.as_deref().and_then(greeting_name),
        totals,
        plans: cards(conn, (&visit.tenant, &settings), &plans, today).await?,
        credit,
        waiting: under_way(&settings, &debts, &attempts),
        reminders,
        ways: pay::ways(portal, &settings),
        options,
        proposed,
        promised,
        debts: debt_views(debts, is_in_plan, &accrued)?,
        payments: lines(&payments),
        certificate,
    };
    Ok(Statement { settings, person, view })
}

/// The plans of a visited case that run, oldest first.
async fn running(conn: &mut AnyConnection, visit: &Visit) -> Result<Vec<Kept>, PortalError> {
    let mut plans = plan::of_case(conn, &visit.tenant, &visit.case).await?;
    plans.retain(|kept| plan::runs(kept.plan.state()));
    Ok(plans)
}

/// What was promised in these currencies for a day that has not passed, oldest first.
async fn promised(
    conn: &mut AnyConnection,
    visit: &Visit,
    (currencies, today): (&[Currency], NaiveDate),
) -> Result<Vec<Promised>, PortalError> {
    let papers = agreement::of_case(conn, &visit.tenant, &visit.case).await?;
    let mut all = Vec::new();
    for currency in currencies {
        let made = promise::made_of_case(conn, &visit.tenant, (&visit.case, *currency)).await?;
        for promise::Kept { id, promise, .. } in made {
            if promise.holds_reminders(today) {
                let has_paper = papers.iter().any(|(of, _)| of == id.as_str());
                let (amount, pay_on) = (promise.amount, promise.pay_on);
                all.push(Promised { promise: id, amount, pay_on, has_paper });
            }
        }
    }
    Ok(all)
}

/// What plans that are active ask for next.
async fn cards(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    plans: &[Kept],
    today: NaiveDate,
) -> Result<Vec<PlanCard>, PortalError> {
    let mut cards = Vec::new();
    for kept in plans.iter().filter(|kept| *kept.plan.state() == State::Active) {
        let due = due_now(conn, whose, kept, today).await?;
        cards.push(PlanCard { plan: kept.id.clone(), due });
    }
    Ok(cards)
}

/// The ways out of what is owed in each of these currencies, beside the attempts whose money may come.
async fn ways_out(
    conn: &mut AnyConnection,
    visit: &Visit,
    settings: &Settings,
    ((currencies, now), attempts): ((&[Currency], DateTime<Utc>), &[Attempt]),
) -> Result<Vec<WaysOut>, PortalError> {
    let (whose, mut all) = ((&visit.tenant, settings), Vec::new());
    for currency in currencies {
        let of = (&visit.case, attempts);
        all.extend(offer::load_beside(conn, whose, of, (*currency, now)).await?);
    }
    Ok(all)
}

/// The best way out of what is owed in the first currency that has one; `None` where there is none but paying.
fn best_option(ways: &[WaysOut], totals: &[TotalView]) -> Result<Option<BestOption>, PortalError> {
    for total in totals {
        let its = ways.iter().find(|ways| ways.owed.currency() == total.total.currency());
        let best = its.map(WaysOut::best).transpose()?.flatten();
        if best.is_some() {
            return Ok(best);
        }
    }
    Ok(None)
}

/// Why reminders rest. Somebody else may have said that the address is not the debtor's: the debtor
/// is not told so.
const fn reminders(hold: Option<HoldKind>) -> Reminders {
    match hold {
        None => Reminders::Running,
        Some(HoldKind::Said(
            AnswerKind::Paid | AnswerKind::Wrong | AnswerKind::Talk | AnswerKind::Wrote,
        )) => Reminders::UntilAnswered,
        Some(HoldKind::Disputed) => Reminders::UnderReview,
        Some(HoldKind::OptedOut) => Reminders::Wished,
        Some(
            HoldKind::Said(AnswerKind::NotThem)
            | HoldKind::BreathingSpace
            | HoldKind::Hardship
            | HoldKind::Deceased,
        ) => Reminders::Paused,
    }
}

fn owes(debt: &Debt) -> bool {
    !debt.balance.total().is_ok_and(Money::is_zero)
}

/// The debts on which something is owed.
fn debt_views(
    debts: Vec<Debt>,
    is_in_plan: impl Fn(&Debt) -> bool,
    accrued: &[late::Accrued],
) -> Result<Vec<DebtView>, PortalError> {
    let view = |debt: Debt| {
        let is_in_plan = is_in_plan(&debt);
        debt_view(is_in_plan, debt, accrued)
    };
    debts.into_iter().filter(owes).map(view).collect()
}

fn debt_view(
    is_in_plan: bool,
    debt: Debt,
    accrued: &[late::Accrued],
) -> Result<DebtView, PortalError> {
    let standing = match debt.disputed_at {
        Some(_) => Standing::Disputed,
        None if is_in_plan => Standing::InPlan,
        None => Standing::Open,
    };
    let counted = accrued.iter().find(|one| one.debt == debt.id);
    let counted = counted.filter(|one| !one.accrual.charge.interest.is_zero());
    Ok(DebtView {
        accrued: counted.map(|one| Accrued {
            interest: one.accrual.charge.interest,
            since: one.accrual.from,
            yearly: one.yearly,
        }),
        balance: debt.balance.total()?,
        principal: debt.balance.principal.checked_add(debt.paid)?,
        interest: debt.balance.interest,
        fee: debt.balance.fee,
        paid: debt.paid,
        issued_on: debt.issued_on,
        due_on: debt.due_on,
        standing,
        document: document(&debt),
        what_for: debt.description,
    })
}

/// The paper of a debt.
pub fn document(debt: &Debt) -> Document {
    Document { kind: debt.document_type.clone(), number: debt.reference.clone() }
}

/// The newest payments that stand.
fn lines(payments: &[Payment]) -> Vec<PaymentLine> {
    let stand = payments.iter().filter(|payment| payment.reversed_at.is_none());
    stand.take(PAYMENTS).map(line).collect()
}

fn line(payment: &Payment) -> PaymentLine {
    let Payment { id, amount, received_on, .. } = payment;
    PaymentLine { payment: id.clone(), amount: *amount, received_on: *received_on }
}
