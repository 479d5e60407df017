//! What paying late costs: no day twice, and as much as counting again comes to.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::ids::{CaseId, DebtId, EntryId};
use domain::late::{LateDebt, Mark, accrue};
use domain::ledger::{Account, Part, Reason};
use domain::money::{Currency, Money, MoneyError};
use domain::plan::State;
use domain::policy::Late;
use sqlx::AnyConnection;

use super::super::{Simulation, Trouble};
use super::Changed;
use crate::store::debt::{self, Debt};
use crate::store::late;
use crate::store::movement::Movement;
use crate::store::plan::Kept;
use crate::use_cases::policy;

/// What was seen last.
#[derive(Default, Debug)]
pub(super) struct Known {
    /// How far each debt was charged.
    marks: BTreeMap<DebtId, Mark>,
    /// The last entry of each case.
    entries: BTreeMap<CaseId, EntryId>,
    /// What the policy of each currency asks for.
    terms: BTreeMap<Currency, Option<Late>>,
}

/// Whether every debt of a case is charged further than before, if at all, for what these days cost.
pub(super) async fn holds(
    life: &mut Simulation,
    conn: &mut AnyConnection,
    changed: &Changed<'_>,
) -> Result<(), Trouble> {
    let marks = late::marks(conn, &life.tenant, changed.case).await?;
    let marks: BTreeMap<_, _> = marks.into_iter().collect();
    let last = life.judge.late.entries.get(changed.case);
    let is_new = |one: &&Movement| last.is_none_or(|last| one.entry > *last);
    let new: Vec<&Movement> = changed.moved.iter().filter(is_new).collect();
    let debts = debt::of_case(conn, &life.tenant, changed.case).await?;
    for debt in &debts {
        let terms = terms(life, conn, debt.currency).await?;
        let since = life.judge.late.marks.get(&debt.id).copied();
        let of = (debt, since, marks.get(&debt.id).copied());
        let days = (life.time.date(0), life.time.today());
        one_holds(of, (terms, days), changed, &new)?;
    }
    let known = &mut life.judge.late;
    known.marks.extend(marks);
    if let Some(newest) = changed.moved.iter().map(|one| &one.entry).max() {
        known.entries.insert(changed.case.clone(), newest.clone());
    }
    Ok(())
}

async fn terms(
    life: &mut Simulation,
    conn: &mut AnyConnection,
    currency: Currency,
) -> Result<Option<Late>, Trouble> {
    if let Some(known) = life.judge.late.terms.get(&currency) {
        return Ok(*known);
    }
    let (whose, asked) = ((&life.tenant, &life.settings), (currency, life.time.now()));
    let stored = policy::in_force(conn, whose, asked).await?;
    let late = stored.and_then(|stored| stored.file.policy.late);
    life.judge.late.terms.insert(currency, late);
    Ok(late)
}

/// Whether one debt is charged as it has to be; `since` and `mark` say how far it was before and is now.
fn one_holds(
    (debt, since, mark): (&Debt, Option<Mark>, Option<Mark>),
    (terms, days): (Option<Late>, (NaiveDate, NaiveDate)),
    changed: &Changed<'_>,
    new: &[&Movement],
) -> Result<(), Trouble> {
    let broken = |what: &str| Trouble::broken(format!("{}, paid late: {what}", debt.id));
    let booked = (booked(new, debt, Part::Interest)?, booked(new, debt, Part::Fee)?);
    let Some(mark) = mark else {
        let nothing = booked.0.is_zero() && booked.1.is_zero();
        return if nothing { Ok(()) } else { Err(broken("charged up to no day")) };
    };
    if since.is_some_and(|since| mark.until < since.until) {
        return Err(broken("days that were charged are to be charged again"));
    }
    let from = since.map_or(days.0, |since| since.until);
    let is_touched = changed.plans.iter().any(|kept| touches(kept, &debt.id, (from, days.1)));
    if is_touched || new.iter().any(|one| is_backdated(one, &debt.id, days.1)) {
        return Ok(());
    }
    let (Some(terms), Some(due_on)) = (terms, debt.due_on) else { return Ok(()) };
    let principal = principal(changed.moved, debt, due_on)?;
    let of = LateDebt { due_on, mark: since, principal: &principal };
    let accrual = accrue(&terms, &of, (days.0, mark.until))?;
    let zero = Money::zero(debt.currency);
    let (charge, until) = match accrual {
        Some(one) => ((one.charge.interest, one.charge.fee), one.mark),
        None => ((zero, zero), mark),
    };
    if booked != charge || until != mark {
        let what =
            format!("{booked:?} up to {mark:?}, and counting again {charge:?} up to {until:?}");
        return Err(broken(&what));
    }
    Ok(())
}

/// What of the new entries charges this part of the debt for being late.
fn booked(new: &[&Movement], debt: &Debt, part: Part) -> Result<Money, MoneyError> {
    let own = Account::Owed(debt.id.clone(), part);
    let its = new.iter().filter(|one| one.reason == Reason::Late && one.posting.to == own);
    let zero = Money::zero(debt.currency);
    its.map(|one| one.posting.amount).try_fold(zero, Money::checked_add)
}

/// Whether a plan kept days of the debt free since `from`, or ended today.
fn touches(kept: &Kept, debt: &DebtId, (from, today): (NaiveDate, NaiveDate)) -> bool {
    let ended = match kept.plan.state() {
        State::Active | State::Paid { .. } => None,
        State::Completed { on }
        | State::Broken { on }
        | State::Cancelled { on }
        | State::Renegotiated { on, .. } => Some(*on),
    };
    kept.debts.contains(debt) && ended.is_none_or(|on| on > from || on == today)
}

/// Whether a new entry says that another principal was open on a day that may have been charged.
fn is_backdated(one: &Movement, debt: &DebtId, today: NaiveDate) -> bool {
    let own = Account::Owed(debt.clone(), Part::Principal);
    let moves = one.posting.from == own || one.posting.to == own;
    moves && one.occurred_on < today
}

/// How much principal was open from which day on; since it was due, if it came here late.
fn principal(
    moved: &[Movement],
    debt: &Debt,
    due_on: NaiveDate,
) -> Result<Vec<(NaiveDate, Money)>, MoneyError> {
    let own = Account::Owed(debt.id.clone(), Part::Principal);
    let mut changes = BTreeMap::<NaiveDate, i64>::new();
    for one in moved {
        let minor = one.posting.amount.minor();
        if one.posting.to == own {
            *changes.entry(one.occurred_on).or_default() += minor;
        } else if one.posting.from == own {
            *changes.entry(one.occurred_on).or_default() -= minor;
        }
    }
    let (mut open, mut all) = (0, Vec::new());
    for (day, change) in changes {
        open += change;
        let day = if all.is_empty() { day.min(due_on) } else { day };
        all.push((day, Money::new(open.max(0), debt.currency)?));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use domain::allocation::Balance;
    use domain::ledger::Posting;
    use domain::percent::Percent;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn money(minor: i64) -> Money {
        Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("positive")
    }

    /// One that was due before the life began.
    fn debt() -> Debt {
        let currency = money(0).currency();
        Debt {
            id: DebtId::from_bits(1),
            case: CaseId::from_bits(1),
            reference: "F-1".to_owned(),
            description: None,
            document_type: None,
            issued_on: None,
            due_on: Some(day("2027-01-01")),
            currency,
            imported: money(365_000),
            disputed_at: None,
            closed_at: None,
            balance: Balance::zero(currency),
            paid: money(0),
        }
    }

    fn moved(reason: Reason, from: Account, (part, minor): (Part, i64)) -> Movement {
        let to = Account::Owed(DebtId::from_bits(1), part);
        let posting = Posting { from, to, amount: money(minor) };
        let (entry, occurred_on) = (EntryId::from_bits(1), day("2027-01-14"));
        Movement { entry, occurred_on, reason, posting }
    }

    /// Ten days at ten percent of 3,650.00 are ten.
    #[test]
    fn a_day_that_is_charged_twice_or_not_at_all_is_found() {
        let terms = Late {
            yearly: Percent::from_hundredths(1_000).expect("a share"),
            fee: None,
            free_days: 0,
        };
        let mark = |until: &str| Some(Mark { until: day(until), carry: 0 });
        let (life, now) = ((day("2027-01-04"), day("2027-01-14")), mark("2027-01-14"));
        for (since, mark, booked, holds) in [
            (None, now, 1_000, true),
            (None, now, 2_000, false),
            (None, now, 0, false),
            (None, None, 1_000, false),
            (now, now, 0, true),
            (now, now, 1_000, false),
            (mark("2027-01-09"), now, 500, true),
            (mark("2027-01-09"), now, 1_000, false),
            (mark("2027-01-20"), now, 0, false),
        ] {
            let opening = moved(Reason::Opened, Account::Opening, (Part::Principal, 365_000));
            let opening = Movement { occurred_on: day("2027-01-04"), ..opening };
            let charged = moved(Reason::Late, Account::Charged, (Part::Interest, booked));
            let (moved, case) = ([opening, charged], CaseId::from_bits(1));
            let changed = Changed { case: &case, plans: &[], moved: &moved };
            let of = (&debt(), since, mark);
            let found = one_holds(of, (Some(terms), life), &changed, &[&moved[1]]);
            assert_eq!(found.is_ok(), holds, "{since:?} {mark:?} {booked}");
        }
    }
}
