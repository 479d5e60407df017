//! An accepted plan: what happened to it, and what may happen next.
//!
//! A plan is its [`Agreement`] and the [`Event`]s since. [`Plan::decide`] says which events an [`Act`]
//! of today makes; [`Plan::apply`] takes the plan over one event. Only events are stored: applying
//! them again gives the same plan.
//!
//! | from \ event | paid, reduced, corrected | missed, excused, held, untried, moved, skipped, payday changed, redated | taken back, restored | completed | broken, cancelled, renegotiated |
//! | --- | --- | --- | --- | --- | --- |
//! | active | active; paid when nothing is open | active | active | – | broken, cancelled, renegotiated |
//! | paid | – | – | active | completed | – |
//! | completed, broken, cancelled, renegotiated | – | – | – | – | – |
//!
//! And one more step: a broken plan that is reopened is active.
//!
//! | what | rule |
//! | --- | --- |
//! | the down payment | instalment 0, due on the day of acceptance; it is never moved or skipped, and no payday changes its day |
//! | paid early, on time, late | before its day; up to its grace after it; later |
//! | money counts | on the day on which it was begun ([`crate::payment::Begun`]), never before the day of acceptance |
//! | missed | its grace has passed with money still due, and none is on its way that was begun by then |
//! | held | while somebody waits for an answer (to what they said, of a transfer that was announced, of a bank that then says no) no day counts, neither the date's own nor one of its grace: the grace that is left begins on the day after the answer; see [`Held`] |
//! | untried | an instalment whose grace ends while its card is still to be charged: for it no day counts from its date until a bank has answered, for as long as it can be charged ([`crate::autopay`]); the grace begins after that |
//! | excused | a missed one that is paid by money of a day in its grace, of which we heard late: it was never missed |
//! | a missed one that is paid | is cured: it ends a row of misses; a count in all does not forget it |
//! | broken | so many misses in all, or so many in a row that are still unpaid, as the policy says |
//! | reopened | a plan that broke and would not have, had we known in time of the money that came in time: that money then pays it, and no day from the one on which it broke to that of reopening counts |
//! | redated | what is still open of dates that came on such days gets dates of the rhythm after reopening, each on its own day; the dates behind follow where they must |
//! | while money is on its way | the reward stands as it will when that money has come |
//! | a payment | what is due first, oldest first; if nothing is, the next instalment |
//! | the charge of a card for an instalment | that one; what it does not need goes the way of any payment |
//! | extra money | the instalments after that, or the last ones first, as the debtor chooses |
//! | more than everything | comes back as a rest, which is the debtor's credit |
//! | paying everything early | no interest for the days that are left, the policy's discount while it stands, and the reward |
//! | the reward | off the last instalment, if none was ever missed |
//! | moved | an unpaid, unmissed instalment, so often and so far as the policy says |
//! | skipped | the same, to the first day of the rhythm after the last one that has not passed |
//! | payday changed | monthly plans only; counts as one move; the next date goes to the nearest such day that a move may reach, the others follow it; not where it leaves every date as it is |
//! | completed | at once where nothing is waived, the payment closed several instalments, or there was only one; else on the day after |
//! | less owed than was agreed | off the last instalments; a correction never comes back; a plan whose rest is no more than paying it off would save asks for nothing and is completed |
//! | money taken back | the instalments paid last are open again; what was reduced comes back; a completed plan stays completed |
//! | broken: what is owed | what is unpaid, and what the policy restores |
//!
//! Money is never refused: what reaches a plan that has ended is all rest.

mod agreement;
mod changes;
mod correct;
mod decide;
mod event;
mod expected;
mod heard;
mod held;
mod part;
mod pay_off;
mod refusal;
mod reopened;
mod untried;

use chrono::{Days, NaiveDate};

use crate::ids::PlanId;
use crate::money::{Money, MoneyError};
use crate::schedule::{DayOfMonth, Frequency};

pub use agreement::{Agreement, AgreementError, Bargain, Early};
pub use changes::Changes;
pub use decide::{Act, Decision, Extra, Pending};
pub use event::{Event, Reduction, TransitionError, What};
pub use expected::Dated;
pub use held::{Held, announced_since, answered_by, moratorium_by};
pub use part::{Part, Standing};
pub use pay_off::{AfterEnd, PayOff, Progress};
pub use refusal::PlanRefusal;

/// Where a plan stands.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// Money is still due.
    Active,
    /// Everything is paid; what is given up is waived on the day after.
    Paid {
        /// The day of the last payment.
        on: NaiveDate,
    },
    /// Over, with nothing owed on its debts. Never left.
    Completed {
        /// The day on which what was given up was waived.
        on: NaiveDate,
    },
    /// Too many misses. Left only if one of them was none.
    Broken {
        /// The day of the last miss.
        on: NaiveDate,
    },
    /// Ended by agreement or by the creditor. Never left.
    Cancelled {
        /// The day.
        on: NaiveDate,
    },
    /// Another plan took its place. Never left.
    Renegotiated {
        /// The day.
        on: NaiveDate,
        /// The other plan.
        into: PlanId,
    },
}

/// An accepted plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    agreement: Agreement,
    /// By day, then by number.
    parts: Vec<Part>,
    /// How the days follow now, and from which.
    rhythm: (Frequency, NaiveDate),
    moves: u16,
    skips: u16,
    /// Days that do not count, in order; each is known by its first one.
    held: Vec<Held>,
    /// Days on which the plan was broken and should not have been.
    idle: Vec<Held>,
    state: State,
}

impl Plan {
    /// The plan on the day of its acceptance.
    pub fn accept(agreement: Agreement) -> Result<Self, AgreementError> {
        agreement.check()?;
        let zero = Money::zero(agreement.owed.currency());
        let part = |number, due_on, agreed| {
            let (reduced, paid) = (zero, zero);
            let (settled_on, missed_on, reopened_on) = (None, None, None);
            let (held_days, untried_until) = (0, None);
            Part {
                number,
                due_on,
                agreed,
                reduced,
                paid,
                settled_on,
                missed_on,
                held_days,
                untried_until,
                reopened_on,
            }
        };
        let down =
            (!agreement.down.is_zero()).then(|| part(0, agreement.accepted_on, agreement.down));
        let others = agreement.instalments.iter();
        let others = others.map(|one| part(one.number, one.due_on, one.amount));
        let parts = down.into_iter().chain(others).collect();
        let rhythm = (agreement.frequency, agreement.first_on);
        let (held, idle, state) = (Vec::new(), Vec::new(), State::Active);
        Ok(Self { agreement, parts, rhythm, moves: 0, skips: 0, held, idle, state })
    }

    /// The plan after all that happened to it.
    pub fn replay<'a>(
        self,
        events: impl IntoIterator<Item = &'a Event>,
    ) -> Result<Self, TransitionError> {
        events.into_iter().try_fold(self, Self::apply)
    }

    /// What was accepted.
    pub const fn agreement(&self) -> &Agreement {
        &self.agreement
    }

    /// Where it stands.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Its instalments by day, the down payment among them.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What is still to be paid, before anything that paying early brings.
    pub fn open(&self) -> Result<Money, MoneyError> {
        let zero = Money::zero(self.agreement.owed.currency());
        self.parts.iter().try_fold(zero, |sum, part| sum.checked_add(part.open()?))
    }

    /// The plan after `event`.
    pub fn apply(mut self, event: &Event) -> Result<Self, TransitionError> {
        use What as W;
        let on = event.on;
        match (&self.state, &event.what) {
            (State::Active, W::Paid(number, amount)) => {
                self.part(*number, event)?.take(*amount, on)?;
            }
            (State::Active, W::Reduced(number, by, _)) => {
                self.part(*number, event)?.reduce(*by, on)?;
            }
            (State::Active, W::Corrected(number, by)) => {
                self.part(*number, event)?.correct(*by, on)?;
            }
            (State::Active, W::Missed(number)) => {
                self.part_if(*number, event, Part::is_ahead)?.missed_on = Some(on);
            }
            (State::Active, W::Excused(number)) => self.excuse(*number, event)?,
            (State::Active, W::Held(from, until)) if from <= until => {
                self.hold(Held { from: *from, until: *until });
            }
            (State::Active, W::Untried(number, until)) => {
                self.part_if(*number, event, Part::is_ahead)?.untried_until = Some(*until);
            }
            (State::Active, W::Moved(number, to)) => {
                self.part_if(*number, event, Part::is_movable)?.due_on = *to;
                self.moves += 1;
            }
            (State::Active, W::Skipped(number, to)) => {
                self.part_if(*number, event, Part::is_movable)?.due_on = *to;
                self.skips += 1;
            }
            (State::Active, W::PaydayChanged(day, dates)) => self.follow(*day, dates, event)?,
            (State::Active, W::Redated(dates)) => self.go_to(dates, event)?,
            (State::Active | State::Paid { .. }, W::TakenBack(number, amount)) => {
                self.part(*number, event)?.give_back(*amount, on)?;
            }
            (State::Active | State::Paid { .. }, W::Restored(number)) => {
                self.part(*number, event)?.restore(on)?;
            }
            (State::Active, W::Broken) => self.state = State::Broken { on },
            (State::Broken { on: since }, W::Reopened) => {
                let from = *since;
                self.idle.push(Held { from, until: on });
                self.state = State::Active;
            }
            (State::Active, W::Cancelled) => self.state = State::Cancelled { on },
            (State::Active, W::Renegotiated(into)) => {
                self.state = State::Renegotiated { on, into: into.clone() };
            }
            (State::Paid { .. }, W::Completed) => self.state = State::Completed { on },
            _ => return Err(self.not_now(event)),
        }
        self.settle(on)
    }

    /// Puts the days in order, counts those that do not count, and puts the plan between active and paid.
    fn settle(mut self, on: NaiveDate) -> Result<Self, TransitionError> {
        let (grace, uncounted) = (self.agreement.upkeep.grace_days, self.uncounted());
        for part in &mut self.parts {
            part.held_days = held::more_days(&held::of_part(&uncounted, part), part.due_on, grace);
        }
        self.parts.sort_by_key(|part| (part.due_on, part.number));
        let is_open = !self.open()?.is_zero();
        match self.state {
            State::Active if !is_open => self.state = State::Paid { on },
            State::Paid { .. } if is_open => self.state = State::Active,
            _ => {}
        }
        Ok(self)
    }

    fn part(&mut self, number: u32, event: &Event) -> Result<&mut Part, TransitionError> {
        match self.parts.iter().position(|part| part.number == number) {
            Some(place) => Ok(&mut self.parts[place]),
            None => Err(self.not_now(event)),
        }
    }

    /// The instalment, if `may` holds of it.
    fn part_if(
        &mut self,
        number: u32,
        event: &Event,
        may: fn(&Part) -> bool,
    ) -> Result<&mut Part, TransitionError> {
        let error = self.not_now(event);
        self.part(number, event).and_then(|part| if may(part) { Ok(part) } else { Err(error) })
    }

    fn excuse(&mut self, number: u32, event: &Event) -> Result<(), TransitionError> {
        let error = self.not_now(event);
        let missed_on = &mut self.part(number, event)?.missed_on;
        missed_on.take().map(drop).ok_or(error)
    }

    fn not_now(&self, event: &Event) -> TransitionError {
        TransitionError::NotNow { from: self.state.clone(), event: event.what.clone() }
    }

    /// Gives instalments their new days. Whatever comes behind them follows the day of the month `day`.
    fn follow(
        &mut self,
        day: DayOfMonth,
        dates: &[(u32, NaiveDate)],
        event: &Event,
    ) -> Result<(), TransitionError> {
        let first = dates.iter().map(|(_, to)| *to).min();
        let first = first.ok_or_else(|| self.not_now(event))?;
        self.go_to(dates, event)?;
        self.rhythm = (Frequency::Monthly(day), first);
        self.moves += 1;
        Ok(())
    }

    fn go_to(&mut self, dates: &[(u32, NaiveDate)], event: &Event) -> Result<(), TransitionError> {
        for (number, to) in dates {
            self.part_if(*number, event, Part::is_movable)?.due_on = *to;
        }
        Ok(())
    }
}

fn after(day: NaiveDate, days: u16) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(day)
}

#[cfg(test)]
mod tests;
