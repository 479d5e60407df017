//! Changing the dates of a plan that runs, and ending it.

use app::debtor::plan::{Movable, MoveView, PlanDatesView, PlanForm, SkipView};
use chrono::NaiveDate;
use domain::ids::{CaseId, PlanId};
use domain::money::MoneyError;
use domain::plan::{Act, Event, Part, PlanRefusal, What};
use domain::schedule::DayOfMonth;

use super::{of_case, payday, write};
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
    /// The instalments follow another day of the month, and the next one is then due on that date, as was
    /// shown to who asks for it.
    Payday(DayOfMonth, NaiveDate),
}

impl Change {
    const fn act(self) -> Act {
        match self {
            Self::Move(number, to) => Act::Move(number, to),
            Self::Skip(number) => Act::Skip(number),
            Self::Payday(day, _) => Act::ChangePayday(day),
        }
    }

    /// Whether it makes of the dates what was shown before it was asked for.
    fn is_as_shown(self, events: &[Event]) -> bool {
        let Self::Payday(_, shown) = self else { return true };
        events.iter().any(|event| match &event.what {
            What::PaydayChanged(_, dates) => dates.first().is_some_and(|(_, next)| *next == shown),
            _ => false,
        })
    }
}

/// What a form wants of a plan.
#[derive(Clone, Copy)]
enum Wish<'a> {
    Change(Change),
    /// To end it, for this reason.
    Cancel(&'a str),
}

impl<'a> Wish<'a> {
    const fn act(self) -> Act {
        match self {
            Self::Change(change) => change.act(),
            Self::Cancel(_) => Act::Cancel,
        }
    }

    fn is_as_shown(self, events: &[Event]) -> bool {
        match self {
            Self::Change(change) => change.is_as_shown(events),
            Self::Cancel(_) => true,
        }
    }

    const fn reason(self) -> Option<&'a str> {
        match self {
            Self::Change(_) => None,
            Self::Cancel(why) => Some(why),
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
        locked(portal, &mut tx, tenant, of, (Wish::Change(change), form)).await?
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
        locked(portal, &mut tx, tenant, of, (Wish::Cancel(why), form)).await?
    })
}

async fn locked(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (case, id): (&CaseId, &PlanId),
    (wish, form): (Wish<'_>, &Form),
) -> Result<Outcome, PortalError> {
    let (act, now) = (wish.act(), portal.clock.now());
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
    if !wish.is_as_shown(&events) {
        return Ok(Outcome::Stale);
    }
    let mut cause = format!("form:{} {}", form.key, form.who);
    if let Some(why) = wish.reason() {
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
    let payday = payday::view(kept, parts.first().map(|part| part.due_on), today);
    Ok(Some(PlanDatesView {
        plan: kept.id.clone(),
        form: drawn(portal, kept),
        moves: (changes.moves > 0 && !to_move.is_empty()).then(|| MoveView {
            left: changes.moves,
            marked: marked(&to_move),
            parts: to_move,
            typed: String::new(),
        }),
        skips: end.map(|to| SkipView { left: changes.skips, marked: marked(&parts), parts, to }),
        payday,
        problem: None,
    }))
}

/// What a form sends that is drawn for the plan as it stands.
pub(super) fn drawn(portal: &Portal, kept: &Kept) -> PlanForm {
    PlanForm { key: FormKey::fresh(portal).to_string(), drawn: kept.events }
}

/// The day to which an instalment would go at the end, if it can.
fn end(kept: &Kept, number: u32, today: NaiveDate) -> Option<NaiveDate> {
    let decision = kept.plan.decide(Act::Skip(number), today).ok()?;
    decision.events.iter().find_map(|event| match event.what {
        What::Skipped(_, to) => Some(to),
        _ => None,
    })
}
