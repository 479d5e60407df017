//! Reminders: which step of a creditor's sequence is due for a case today.
//!
//! A [`Sequence`] is a list of [`Step`]s. [`due`] looks at one case, at what was planned for it before and
//! at the day, and gives at most one contact; nothing else decides, so that the same day planned again
//! gives the same.
//!
//! | kind of step | from which day | until |
//! | --- | --- | --- |
//! | courtesy | so many days before a debt is due | its due date |
//! | kind, firm, final | so many days after it, at least one | as long as it is owed |
//! | instalment soon | so many days before its date | the day before it |
//! | instalment today | its date | its date |
//! | instalment missed | so many days after its date, not before it counts as missed | as long as it is unpaid |
//! | promise eve | so many days before its day | the day before it |
//! | promise broken | so many days after it broke | two weeks later |
//! | offer ends | so many days before its last day | its last day |
//! | settled | so many days after nothing was owed any more | two weeks later |
//!
//! Laws, each a property test: a step is said at most once of a debt, an instalment's date, a promise, an
//! offer, and one that reached nobody is not used up; no two contacts of a case are closer than the sequence's
//! gap; of steps that were missed only the newest that applies is due; nobody hears a firm word about a debt
//! before a kind one, nor a final before a firm one, where the sequence has some that reach them, and never a
//! final one first; nothing is due for what is paid, for a case that rests, or for one that owes nothing, but
//! its thanks.

mod ahead;
pub mod check;
mod due;
mod silence;
mod subject;
pub use ahead::{Ahead, DAYS_AHEAD, ahead};
pub use due::{Cover, Covered, Due, Past, Tried, due};
pub use silence::{Silence, silence};
mod script;
pub use script::{may_be_said, scripts};
pub use subject::{About, Case, OfferKind, Resting, Subject, SubjectError, SubjectId};

use crate::contact::Channel;
use crate::money::Currency;
use crate::policy::{Fits, Standing};

/// One version of a creditor's reminders.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sequence {
    /// The least days from one contact with a case to the next.
    pub gap_days: u16,
    /// What is sent or done, in the order in which the team wrote it.
    pub steps: Vec<Step>,
}

/// One step of a sequence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// By what it is remembered what was done, where that is not the name: a step under a new name keeps it, so
    /// that nobody hears it twice.
    pub id: Option<String>,
    /// What the team calls it; once in a sequence.
    pub name: String,
    /// What it is about, and how it speaks.
    pub kind: StepKind,
    /// How many days before or after; see the table of this module.
    pub days: u16,
    /// For which cases.
    pub audience: Audience,
    /// How it reaches the debtor.
    pub means: Means,
}

/// What a step is about, and how it speaks. Where several are due at once, the greater one counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum StepKind {
    /// Thanks, when nothing is owed any more.
    Settled,
    /// Before a debt is due.
    Courtesy,
    /// Before an offer ends.
    OfferEnds,
    /// Before the day of a promise.
    PromiseEve,
    /// Before the date of an instalment.
    InstalmentSoon,
    /// On the date of an instalment.
    InstalmentToday,
    /// After a debt was due: it may be an oversight.
    Kind,
    /// After a debt was due: short and exact.
    Firm,
    /// After a promise was broken.
    PromiseBroken,
    /// After an instalment was missed.
    InstalmentMissed,
    /// After a debt was due: the last one.
    Final,
}

/// What kinds belong together: several things of one family are told in one message.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Family {
    /// Thanks.
    Settled,
    /// Debts that are not due yet.
    NotDue,
    /// Debts that are late.
    Late,
    /// Instalments whose date has not passed.
    Coming,
    /// Instalments that were missed.
    Missed,
    /// Promises that may still be kept.
    Promised,
    /// Promises that were broken.
    Broken,
    /// Offers.
    Offered,
}

impl StepKind {
    /// Every kind, from the least to the greatest.
    pub const ALL: [Self; 11] = [
        Self::Settled,
        Self::Courtesy,
        Self::OfferEnds,
        Self::PromiseEve,
        Self::InstalmentSoon,
        Self::InstalmentToday,
        Self::Kind,
        Self::Firm,
        Self::PromiseBroken,
        Self::InstalmentMissed,
        Self::Final,
    ];

    /// The word that stands for it in files and in the store. Never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Settled => "settled",
            Self::Courtesy => "courtesy",
            Self::OfferEnds => "offer-ends",
            Self::PromiseEve => "promise-eve",
            Self::InstalmentSoon => "instalment-soon",
            Self::InstalmentToday => "instalment-today",
            Self::Kind => "kind",
            Self::PromiseBroken => "promise-broken",
            Self::InstalmentMissed => "instalment-missed",
            Self::Firm => "firm",
            Self::Final => "final",
        }
    }

    /// Reads a [`StepKind::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// With what it may be told together.
    pub const fn family(self) -> Family {
        match self {
            Self::Settled => Family::Settled,
            Self::Courtesy => Family::NotDue,
            Self::OfferEnds => Family::Offered,
            Self::PromiseEve => Family::Promised,
            Self::InstalmentSoon | Self::InstalmentToday => Family::Coming,
            Self::PromiseBroken => Family::Broken,
            Self::InstalmentMissed => Family::Missed,
            Self::Kind | Self::Firm | Self::Final => Family::Late,
        }
    }
}

/// What a person of the team is to do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TaskKind {
    /// Call.
    Call,
    /// Meet.
    Meeting,
    /// Print a letter and post it.
    Letter,
}

impl TaskKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Call, Self::Meeting, Self::Letter];

    /// Those of steps that say them by themselves; a letter is one of a step's channels.
    pub const OF_STEPS: [Self; 2] = [Self::Call, Self::Meeting];

    /// What the contact rules call it.
    pub const fn channel(self) -> Channel {
        match self {
            Self::Call => Channel::Call,
            Self::Meeting => Channel::Visit,
            Self::Letter => Channel::Letter,
        }
    }

    /// The word that stands for it in files and in the store. Never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Meeting => "meeting",
            Self::Letter => "letter",
        }
    }

    /// Reads a [`TaskKind::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How a step reaches the debtor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Means {
    /// By a message, on the first of these written channels on which the debtor can be reached.
    Message(Vec<Channel>),
    /// By a person of the team, who says these words or the like.
    Task {
        /// What is to be done.
        kind: TaskKind,
        /// What to say.
        script: String,
    },
}

/// For which cases a step is: all conditions hold. An empty one holds always.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Audience {
    /// Only what is owed in this currency.
    pub currency: Option<Currency>,
    /// Days late, total in that currency, number of debts, tags.
    pub fits: Fits,
}

impl Step {
    /// By what it is remembered what was done; once in a sequence.
    pub fn key(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.name)
    }

    /// What a person of the team is to do where the step goes out by `channel`; `None` for what the program
    /// sends, and for what reaches nobody.
    pub fn task(&self, channel: Option<Channel>) -> Option<TaskKind> {
        match (&self.means, channel) {
            (Means::Task { kind, .. }, _) => Some(*kind),
            (Means::Message(_), Some(Channel::Letter)) => Some(TaskKind::Letter),
            (Means::Message(_), _) => None,
        }
    }
}

impl Audience {
    /// Whether the step is for a case that stands so in the currency of what it would speak of.
    pub fn holds(&self, standing: &Standing) -> bool {
        let is_its = self.currency.is_none_or(|currency| currency == standing.total.currency());
        is_its && self.fits.misfit(standing).is_none()
    }
}

#[cfg(test)]
mod tests;
