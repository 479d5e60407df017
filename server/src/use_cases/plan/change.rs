//! Changing the dates of a plan that runs, and ending it.

use app::debtor::plan::{Movable, MoveView, PaydayView, PlanDatesView, PlanForm, SkipView};
use chrono::NaiveDate;
use domain::ids::{CaseId, PlanId};
use domain::money::MoneyError;
use domain::plan::{Act, Part, PlanRefusal, What};
use domain::schedule::DayOfMonth;

use super::{of_case, write};
use crate::compose::Portal;
use crate::in_tx;
use crate::store::plan::Kept;
use crate::store::{Tx, case, creditor, form_key};
use crate::tenant::Tenant;
use crate::use_cases::form_key::FormKey;
use crate::use_cases::{PortalError, autopay, reason, wall_clock};

/// What is to be changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// This instalment is paid on that day.
    Move(u32, NaiveDate),
    /// This instalment is paid at the end.
    Skip(u32),
    /// The instalments follow another day of the month.
    Payday(DayOfMonth),
}

impl Change {
    const fn act(self) -> Act {
        match self {
            Self::Move(number, to) => Act::Move(number, to),
            Self::Skip(number) => Act::Skip(number),
            Self::Payday(day) => Act::ChangePayday(day),
        }
    }
}

/// The form that asks for something of a plan.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its key: sent twice, it acts once.
    pub key: FormKey,
    /// How many events the plan had when the form was drawn.
    pub drawn: i64,
    /// Who sends it: the debtor, or a member of the team.
    pub who: String,
}

/// Who sends a form of the debtor's pages.
pub const DEBTOR: &str = "debtor";

/// What became of a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It was done, now or by the same form before: the number of its last event.
    Done(i64),
    /// Something happened to the plan since the form was drawn: nothing was done.
    Stale,
    /// The plan does not allow it: nothing was done.
    Refused(PlanRefusal),
}

/// Changes what the form asks for, if the plan is still as the form showed it and its agreement allows it.
/// `NotFound` if the case has no such plan.
pub async fn change(
    portal: &Portal,
    tenant: &Tenant,
    of: (&CaseId, &PlanId),
    (change, form): (Change, &Form),
) -> Result<Outcome, PortalError> {
    in_tx!(portal.store, tx => {
        locked(portal, &mut tx, tenant, of, (change.act(), form, None)).await?
    })
}

/// Ends a plan at the wish of the team, which says why: what is unpaid is owed as before the plan, and what was
/// to be given up too. `NotFound` if the case has no such plan.
pub async fn cancel(
    portal: &Portal,
    tenant: &Tenant,
    of: (&CaseId, &PlanId),
    (why, form): (&str, &Form),
) -> Result<Outcome, PortalError> {
    in_tx!(portal.store, tx => {
        locked(portal, &mut tx, tenant, of, (Act::Cancel, form, Some(why))).await?
    })
}

async fn locked(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (case, id): (&CaseId, &PlanId),
    (act, form, why): (Act, &Form, Option<&str>),
) -> Result<Outcome, PortalError> {
    let now = portal.clock.now();
    let mut case = case::lock(tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
    let kept = of_case(tx, tenant, (&case.id, id)).await?;
    let key = store_key(id, &form.key);
    if let Some(before) = form_key::find(tx, tenant, &key).await? {
        return Ok(before.parse().map_or(Outcome::Stale, Outcome::Done));
    }
    if form.drawn != kept.events {
        return Ok(Outcome::Stale);
    }
    let is_charged = |number: &u32| match &act {
        Act::Move(other, _) | Act::Skip(other) => other == number,
        Act::ChangePayday(_) => true,
        _ => false,
    };
    // The date on which a card is being charged is not changed behind the bank's back.
    let charged = autopay::being_charged(tx, tenant, id).await?;
    if let Some(number) = charged.filter(is_charged) {
        return Ok(Outcome::Refused(PlanRefusal::Fixed(number)));
    }
    let settings = creditor::settings(tx, tenant).await?;
    let today = wall_clock::local(settings.zone, now).date();
    let events = match kept.plan.decide(act, today) {
        Ok(decision) => decision.events,
        Err(PlanRefusal::Money(error)) => return Err(error.into()),
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    let mut cause = format!("form:{} {}", form.key, form.who);
    if let Some(why) = why {
        let proof = reason::keep(portal, tx, tenant, &case.id, (id.as_str(), why)).await?;
        cause = format!("{cause} {proof}");
    }
    let kept = write(portal, tx, tenant, &mut case, (kept, &events, &cause)).await?;
    form_key::insert(tx, tenant, (&key, &kept.events.to_string()), now).await?;
    Ok(Outcome::Done(kept.events))
}

/// A key counts for the plan whose page it stood on.
pub(super) fn store_key(id: &PlanId, key: &FormKey) -> String {
    format!("{id}:{key}")
}

/// The page of a plan's dates on `today`, without anything typed; `None` if nothing of it is open.
pub fn view(
    portal: &Portal,
    kept: &Kept,
    today: NaiveDate,
) -> Result<Option<PlanDatesView>, PortalError> {
    let Some(changes) = kept.plan.changes() else { return Ok(None) };
    let movable = |(part, latest): &(Part, NaiveDate)| {
        let Part { number, due_on, .. } = *part;
        Ok(Movable { number, due_on, amount: part.open()?, latest: *latest })
    };
    let parts: Vec<Movable> =
        changes.parts.iter().map(movable).collect::<Result<_, MoneyError>>()?;
    let end = parts.first().and_then(|part| end(kept, part.number, today));
    let to_move: Vec<_> = parts.iter().copied().filter(|part| part.latest >= today).collect();
    let marked = |parts: &[Movable]| parts.first().map_or(0, |part| part.number);
    let payday = changes.payday.filter(|_| changes.moves > 0 && !parts.is_empty());
    Ok(Some(PlanDatesView {
        plan: kept.id.clone(),
        form: PlanForm { key: FormKey::fresh(portal).to_string(), drawn: kept.events },
        moves: (changes.moves > 0 && !to_move.is_empty()).then(|| MoveView {
            left: changes.moves,
            marked: marked(&to_move),
            parts: to_move,
            typed: String::new(),
        }),
        skips: end.map(|to| SkipView { left: changes.skips, marked: marked(&parts), parts, to }),
        payday: payday.map(|day| PaydayView { day }),
        problem: None,
    }))
}

/// The day to which an instalment would go at the end, if it can.
fn end(kept: &Kept, number: u32, today: NaiveDate) -> Option<NaiveDate> {
    let decision = kept.plan.decide(Act::Skip(number), today).ok()?;
    decision.events.iter().find_map(|event| match event.what {
        What::Skipped(_, to) => Some(to),
        _ => None,
    })
}
