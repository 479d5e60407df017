//! The decision: a message may leave, has to wait, or may not leave at all.

use chrono::{Days, NaiveDateTime};

use super::channel::{Channel, Channels};
use super::limit::{Limit, Past, Source, What};
use super::pack::Rules;
use super::rule::{Barrier, Rule};
use crate::calendar::Holidays;
use crate::country::Country;

/// Who wants the contact.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Initiative {
    /// The creditor: reminders, and links that nobody asked for. Only these are counted.
    Creditor,
    /// The debtor asked for it just now, or wrote or called: a new link, a receipt, a code, an answer.
    Debtor,
    /// The debtor agreed to be told of it, as of each automatic charge, or it ends what was agreed while nobody
    /// answered them. It waits for the hours; it never counts, and neither a hold nor a wish for no messages keeps it back: the charge would come untold.
    Agreed,
}

/// What a message speaks of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum About {
    /// What is owed and not in any plan: a plan that is kept keeps it back.
    Debt,
    /// Anything else: a plan's own dates, an offer, a link that somebody of the team sends to one person.
    Other,
}

/// What the rules say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// It may leave now.
    Send(Rule),
    /// It may leave at this local time and not before. Where several rules refuse the present, the one
    /// named is the one that by itself refuses longest.
    WaitUntil(NaiveDateTime, Rule),
    /// It may not leave, and no time will change that.
    Blocked(Rule),
}

impl Decision {
    /// The rule behind it.
    pub const fn rule(self) -> Rule {
        match self {
            Self::Send(rule) | Self::WaitUntil(_, rule) | Self::Blocked(rule) => rule,
        }
    }
}

/// A decision with the law behind its rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Answer<'a> {
    /// The decision.
    pub decision: Decision,
    /// Where the rule comes from; `None` for what needs no law, such as a promise that is not over.
    pub source: Option<&'a Source>,
}

/// What must be known of one contact.
#[derive(Clone, Copy)]
pub struct Contact<'a> {
    /// Who wants it.
    pub initiative: Initiative,
    /// What it speaks of.
    pub about: About,
    /// By which way.
    pub channel: Channel,
    /// Whose holidays count.
    pub country: Country,
    /// The time on the debtor's clock.
    pub now: NaiveDateTime,
    /// Earlier contacts, in any order; those that may have been made count. [`Rules::memory`] says how far
    /// back they matter.
    pub past: &'a [Past],
    /// What stands in the way, in any order.
    pub barriers: &'a [Barrier],
    /// The channels that the debtor has allowed, with proof.
    pub allowed: Channels,
    /// What the debtor's clock shows at a time of its own: the same time, or, where a change of clocks
    /// leaves it out, the first one behind the gap. A window inside such a gap does not open that day; one
    /// that comes twice opens twice.
    pub shown: &'a dyn Fn(NaiveDateTime) -> NaiveDateTime,
}

/// So many days ahead an open time is looked for.
const HORIZON: u64 = 400;

impl Rules<'_> {
    /// Whether the contact may be made now, and if not, when.
    pub fn decide(&self, contact: &Contact<'_>) -> Answer<'_> {
        if let Some(rule) = barred(contact) {
            return self.answer(Decision::Blocked(rule));
        }
        if contact.initiative == Initiative::Debtor {
            return self.answer(Decision::Send(Rule::Asked));
        }
        let on_channel = self.limits().filter(|limit| limit.on.contains(contact.channel));
        let limits: Vec<_> = on_channel.filter(|limit| speaks_of(limit, contact)).collect();
        let needs_holidays = limits.iter().any(|limit| limit.what == What::Holidays);
        let counts = contact.initiative == Initiative::Creditor;
        if counts && needs_holidays && !Holidays::built(contact.country) {
            return self.answer(Decision::Blocked(Rule::HolidaysUnknown));
        }
        in_time(&limits, contact)
    }

    fn answer(&self, decision: Decision) -> Answer<'_> {
        Answer { decision, source: self.pack.source_of(decision.rule()) }
    }
}

/// The rule of the barrier that keeps the contact back, if one does.
fn barred(contact: &Contact<'_>) -> Option<Rule> {
    let stands = |barrier: &Barrier| {
        contact.barriers.contains(barrier)
            && match (barrier, contact.initiative) {
                (Barrier::WrongPerson, _) => true,
                (Barrier::Deceased, initiative) => initiative != Initiative::Debtor,
                (Barrier::Plan, Initiative::Creditor) => contact.about == About::Debt,
                (_, initiative) => initiative == Initiative::Creditor,
            }
    };
    Barrier::ALL.into_iter().find(stands).map(Barrier::rule)
}

/// What the debtor agreed to be told keeps to the hours and to nothing else; the post carries a letter when it
/// does, whatever the hour at which it is written.
fn speaks_of(limit: &Limit, contact: &Contact<'_>) -> bool {
    let is_hour = matches!(limit.what, What::Hours(_) | What::Holidays);
    match contact.initiative {
        _ if is_hour && contact.channel == Channel::Letter => false,
        Initiative::Creditor => true,
        Initiative::Agreed => is_hour,
        Initiative::Debtor => false,
    }
}

fn in_time<'a>(limits: &[&'a Limit], contact: &Contact<'_>) -> Answer<'a> {
    let now = contact.now;
    let refuses = |limit: &&'a Limit| {
        let allows = limit.earliest(contact, now);
        (allows != Some(now)).then_some((allows.unwrap_or(NaiveDateTime::MAX), *limit))
    };
    // Of two that refuse equally long the first is named.
    let longest = limits.iter().rev().filter_map(refuses).max_by_key(|(until, _)| *until);
    let Some((_, limit)) = longest else {
        return Answer { decision: Decision::Send(Rule::Open), source: None };
    };
    let rule = limit.rule(now);
    let decision = match first_allowed(limits, contact) {
        Some(at) => Decision::WaitUntil(at, rule),
        None => Decision::Blocked(rule),
    };
    Answer { decision, source: Some(&limit.source) }
}

/// The first time from now on that every limit allows and that the debtor's clock shows.
fn first_allowed(limits: &[&Limit], contact: &Contact<'_>) -> Option<NaiveDateTime> {
    let last = contact.now.checked_add_days(Days::new(HORIZON))?;
    let mut at = contact.now;
    while at <= last {
        let mut next = at;
        for limit in limits {
            next = limit.earliest(contact, next)?;
        }
        next = (contact.shown)(next);
        if next == at {
            return Some(at);
        }
        at = next;
    }
    None
}
