//! What a reminder says when it leaves: what is due then, or why there is nothing to say any more.

use std::collections::HashSet;

use app::messages::{LateCost, ReminderLine, Saving};
use chrono::{DateTime, NaiveDate, Utc};
use domain::contact::About;
use domain::ids::{CaseId, DebtId, PlanId, PromiseId};
use domain::money::{Currency, Money};
use domain::offer::Way;
use domain::plan::State;
use domain::promise::PromiseState;
use domain::reminder::{Covered, Family, OfferKind, StepKind, SubjectId};
use sqlx::AnyConnection;

use super::audience::Audiences;
use super::content::{Content, debt_name, late_cost, quiet_until};
use super::instead::step_of;
use super::offers::may_advertise;
use super::on_its_way::awaited;
use super::reachable::reads_mail;
use crate::config::creditor::Settings;
use crate::store::debt::{self, Debt};
use crate::store::reminder::{self as store, Reminder};
use crate::store::saved_method::{self, MethodState};
use crate::store::{Tx, clearance, known, plan, promise, reminder_page, reminder_return};
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, late, offer, policy, sequence, wall_clock};

/// What a reminder speaks of: what is owed beside any plan, a plan, a promise whose day comes, or something else.
pub const fn about(kind: StepKind) -> About {
    match kind.family() {
        Family::NotDue | Family::Late => About::Debt,
        Family::Coming | Family::Missed => About::Plan,
        Family::Promised => About::Promise,
        Family::Broken | Family::Offered | Family::Settled => About::Other,
    }
}

/// What `reminder` says now, or why it has nothing to say. In the transaction that lets it leave: what it was to
/// speak of and does not is due again.
pub async fn content(
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    reminder: &Reminder,
    now: DateTime<Utc>,
) -> Result<Result<Content, &'static str>, PortalError> {
    Ok(match says(tx, whose, reminder, now).await? {
        Ok((content, unsaid)) => {
            reminder_return::unsaid(tx, whose.0, reminder, &unsaid).await?;
            Ok(content)
        }
        Err(why) => Err(why),
    })
}

/// Why `reminder` would have nothing to say at `at`, as far as one knows; `None` if it would.
pub async fn why_silent(
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    reminder: &Reminder,
    at: DateTime<Utc>,
) -> Result<Option<&'static str>, PortalError> {
    Ok(says(tx, whose, reminder, at).await?.err())
}

/// What `reminder` says, and what of what it was to speak of it does not.
async fn says(
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    reminder: &Reminder,
    now: DateTime<Utc>,
) -> Result<Result<(Content, Vec<Covered>), &'static str>, PortalError> {
    let Some(in_force) = sequence::in_force(tx, tenant, now).await? else {
        return Ok(Err("no-sequence"));
    };
    let desk = Desk::load(tx, (tenant, settings), &reminder.case, now).await?;
    let asked = (&in_force, reminder);
    let audiences = Audiences::load(tx, (tenant, settings), asked, now).await?;
    let (mut left, mut unsaid, mut why) = (Vec::new(), Vec::new(), "nothing-due");
    for covered in store::subjects(tx, tenant, (&reminder.case, &reminder.id)).await? {
        // Whoever took the step out, or made another of it, does not want it said any more; who narrowed it down,
        // not to everybody.
        let step = step_of(&in_force.sequence, (&covered.step, covered.kind));
        let without = match step {
            None => Some("no-step"),
            Some(step) if audiences.leave_out(step, &covered) => Some("audience"),
            Some(_) => None,
        };
        if let Some(reason) = without {
            why = reason;
            unsaid.push(covered);
            continue;
        }
        match desk.left(tx, &covered).await? {
            Ok(one) => left.push((covered.kind, one)),
            Err(reason) => {
                why = reason;
                unsaid.push(covered);
            }
        }
    }
    let Some(kind) = left.iter().map(|(kind, _)| *kind).max() else { return Ok(Err(why)) };
    let its = || left.iter().filter(move |(own, _)| *own == kind).map(|(_, one)| one);
    let on = its().map(|one| one.on).min().unwrap_or(desk.today);
    let until = match kind {
        StepKind::Final => quiet_until(desk.today, in_force.sequence.gap_days),
        _ => its().filter_map(|one| one.until).min(),
    };
    let lines: Vec<ReminderLine> = left.iter().filter_map(|(_, one)| one.line.clone()).collect();
    let mut saving = left.iter().find_map(|(_, one)| one.saving);
    let mut late = None;
    if let (StepKind::Courtesy, Some(first)) = (kind, lines.first()) {
        let currency = first.amount.currency();
        saving = desk.saving(tx, (OfferKind::Discount, currency)).await?;
        late = desk.late(tx, (currency, on)).await?;
    }
    let parts = in_parts(&left);
    Ok(Ok((Content { kind, on, lines, saving, late, parts, until }, unsaid)))
}

/// What all of it is made of.
fn in_parts(left: &[(StepKind, Left)]) -> Option<[Money; 3]> {
    let mut all = left.iter().map(|(_, one)| one.parts);
    let first = all.next()??;
    all.try_fold(first, |[principal, interest, fee], parts| {
        let more = parts?;
        let sum = |one: Money, other: Money| one.checked_add(other).ok();
        Some([sum(principal, more[0])?, sum(interest, more[1])?, sum(fee, more[2])?])
    })
}

/// What is left to say of one thing.
struct Left {
    on: NaiveDate,
    line: Option<ReminderLine>,
    saving: Option<Saving>,
    parts: Option<[Money; 3]>,
    /// The last day on which its plan is sure to go on, of a date that was missed.
    until: Option<NaiveDate>,
}

impl Left {
    const fn bare(on: NaiveDate) -> Self {
        Self { on, line: None, saving: None, parts: None, until: None }
    }

    fn line(what: Option<String>, on: NaiveDate, amount: Money) -> Self {
        let line = ReminderLine { what, on: Some(on), amount };
        Self { line: Some(line), ..Self::bare(on) }
    }
}

/// What is said of something, or why nothing is.
type Found = Result<Left, &'static str>;

/// Everything that a reminder of a locked case goes by.
struct Desk<'a> {
    tenant: &'a Tenant,
    settings: &'a Settings,
    case: &'a CaseId,
    now: DateTime<Utc>,
    today: NaiveDate,
    debts: Vec<Debt>,
    in_plan: HashSet<DebtId>,
    on_its_way: HashSet<DebtId>,
    advertises: bool,
}

impl<'a> Desk<'a> {
    async fn load(
        tx: &mut Tx,
        (tenant, settings): (&'a Tenant, &'a Settings),
        case: &'a CaseId,
        now: DateTime<Utc>,
    ) -> Result<Self, PortalError> {
        let debts = debt::of_case(tx, tenant, case).await?;
        let debts = late::on_debts(tx, (tenant, settings), debts, now).await?;
        let in_plan = known::in_plan(tx, tenant, &[case.as_str()]).await?;
        let on_its_way = awaited(tx, (tenant, settings), case, now).await?;
        let today = wall_clock::local(settings.zone, now).date();
        let head = reminder_page::one(tx, tenant, case).await?;
        let advertises = may_advertise(settings, head.and_then(|head| head.country));
        Ok(Self { tenant, settings, case, now, today, debts, in_plan, on_its_way, advertises })
    }

    async fn left(&self, tx: &mut Tx, covered: &Covered) -> Result<Found, PortalError> {
        let family = covered.kind.family();
        match &covered.subject {
            SubjectId::Debt(id) => self.debt(id, family),
            SubjectId::Instalment(plan, number, on) => {
                self.instalment(tx, (plan, *number, *on), covered.kind).await
            }
            SubjectId::Promise(id) => self.promise(tx, id, family).await,
            SubjectId::Offer(kind, currency, until) => {
                let saving = self.saving(tx, (*kind, *currency)).await?;
                let saving = saving.filter(|saving| saving.until == *until);
                Ok(match saving {
                    Some(saving) => Ok(Left { saving: Some(saving), ..Left::bare(*until) }),
                    None => Err("over"),
                })
            }
            SubjectId::Settled(id) => {
                let found = clearance::find(tx, self.tenant, id).await?;
                let holds = found.filter(|one| one.revoked_at.is_none());
                let owes = clearance::owes(tx, self.tenant, self.case).await?;
                Ok(match holds.filter(|_| !owes) {
                    Some(one) => Ok(Left::bare(one.issued_on)),
                    None => Err("owed-again"),
                })
            }
        }
    }

    fn debt(&self, id: &DebtId, family: Family) -> Result<Found, PortalError> {
        let Some(debt) = self.debts.iter().find(|debt| debt.id == *id) else {
            return Ok(Err("paid"));
        };
        Ok(match debt.due_on {
            _ if debt.disputed_at.is_some() => Err("disputed"),
            _ if !debt.is_payable() => Err("paid"),
            _ if self.in_plan.contains(id) => Err("agreed"),
            _ if self.on_its_way.contains(id) => Err("on-its-way"),
            Some(due) if (due < self.today) == (family == Family::Late) => {
                let owed = &debt.balance;
                let parts = Some([owed.principal, owed.interest, owed.fee]);
                Ok(Left { parts, ..Left::line(Some(debt_name(debt)), due, owed.total()?) })
            }
            _ => Err("too-late"),
        })
    }

    /// A date of a plan: never the plan's total, and never more than what ends it.
    async fn instalment(
        &self,
        tx: &mut Tx,
        (id, number, on): (&PlanId, u32, NaiveDate),
        kind: StepKind,
    ) -> Result<Found, PortalError> {
        let kept = plan::find(tx, self.tenant, id).await?;
        let kept = kept.filter(|kept| *kept.plan.state() == State::Active);
        let Some(kept) = kept else { return Ok(Err("over")) };
        let part = kept.plan.parts().iter().find(|part| part.number == number);
        let Some(part) = part.filter(|part| part.due_on == on) else { return Ok(Err("moved")) };
        if kept.debts.iter().any(|debt| self.on_its_way.contains(debt)) {
            return Ok(Err("on-its-way"));
        }
        let is_now = match kind {
            StepKind::InstalmentSoon => self.today < on,
            StepKind::InstalmentToday => self.today == on,
            _ => part.missed_on.is_some(),
        };
        if part.settled_on.is_some() {
            return Ok(Err("paid"));
        }
        if !is_now {
            return Ok(Err("too-late"));
        }
        if kind.family() == Family::Coming && self.is_charged(tx, id).await? {
            return Ok(Err("charged"));
        }
        let amount = part.open()?.at_most(kept.plan.pay_off(self.today)?.to_pay)?;
        let is_missed = kind == StepKind::InstalmentMissed;
        let until =
            kept.plan.stands_until(self.today).filter(|last| is_missed && *last >= self.today);
        Ok(Ok(Left { until, ..Left::line(None, on, amount) }))
    }

    /// Whether the instalments of a plan are charged to a saved card, of which an e-mail tells that arrives.
    async fn is_charged(&self, tx: &mut Tx, plan: &PlanId) -> Result<bool, PortalError> {
        let all = saved_method::all(tx, self.tenant, saved_method::Of::Plan(plan)).await?;
        Ok(all.iter().any(|one| one.state == MethodState::On)
            && reads_mail(tx, self.tenant, self.case).await?)
    }

    /// What is left of a promise, as far as it is owed.
    async fn promise(
        &self,
        tx: &mut Tx,
        id: &PromiseId,
        family: Family,
    ) -> Result<Found, PortalError> {
        let kept = promise::find(tx, self.tenant, id).await?;
        let kept = kept.filter(|kept| kept.case == *self.case).ok_or(PortalError::NotFound)?;
        let promise = kept.promise;
        let left = match (promise.state, family) {
            (PromiseState::Made { paid }, Family::Promised) if self.today < promise.pay_on => {
                promise.amount.less(paid)?
            }
            (PromiseState::Broken { .. }, Family::Broken) => promise.amount,
            (PromiseState::Kept { .. }, _) => return Ok(Err("paid")),
            _ => return Ok(Err("too-late")),
        };
        let amount = left.at_most(self.owed(&kept)?)?;
        if amount.is_zero() {
            return Ok(Err("paid"));
        }
        Ok(Ok(Left::line(None, promise.pay_on, amount)))
    }

    /// What is owed of what was promised on debts of no plan whose money is not on its way.
    fn owed(&self, promised: &promise::Kept) -> Result<Money, PortalError> {
        let currency = promised.promise.amount.currency();
        let mut sum = Money::zero(currency);
        for debt in self.debts.iter().filter(|debt| debt.currency == currency) {
            let is_free = !self.in_plan.contains(&debt.id) && !self.on_its_way.contains(&debt.id);
            if is_free && debt.is_payable() && promised.is_about(&debt.id) {
                sum = sum.checked_add(debt.balance.total()?)?;
            }
        }
        Ok(sum)
    }

    /// What paying everything at once would save today, and until when, where that may be told unasked.
    async fn saving(
        &self,
        conn: &mut AnyConnection,
        (kind, currency): (OfferKind, Currency),
    ) -> Result<Option<Saving>, PortalError> {
        if !self.advertises {
            return Ok(None);
        }
        let (whose, asked) = ((self.tenant, self.settings), (currency, self.now));
        let Some(ways) = offer::load(conn, whose, self.case, asked).await? else { return Ok(None) };
        let found = ways.offer(|way| match kind {
            OfferKind::Discount => *way == Way::Discount,
            OfferKind::Settlement => *way == Way::Settlement { payments: 1 },
        });
        Ok(found.and_then(|offer| {
            let (pay, saving) = (offer.total, offer.saving);
            Some(Saving { pay, saving, until: offer.valid_until? })
        }))
    }

    /// What paying after `due` would cost.
    async fn late(
        &self,
        conn: &mut AnyConnection,
        (currency, due): (Currency, NaiveDate),
    ) -> Result<Option<LateCost>, PortalError> {
        let (whose, asked) = ((self.tenant, self.settings), (currency, self.now));
        let Some(stored) = policy::in_force(conn, whose, asked).await? else { return Ok(None) };
        Ok(stored.file.policy.late.and_then(|late| late_cost(late, due)))
    }
}
