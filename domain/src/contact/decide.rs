//! The decision: a message may leave, has to wait, or may not leave at all.

use chrono::{Days, NaiveDateTime};

use super::channel::{Channel, Channels, Class};
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
    /// The program chose its time, and the debtor has to know it: of each automatic charge, of money that did not
    /// come, of the end of what was agreed. It waits for the hours; it never counts, and no hold but a death, a
    /// moratorium and a wrong address keeps it back: the charge would come untold.
    Agreed,
}

/// What a message speaks of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum About {
    /// What is owed and not in any plan: a plan that is kept keeps it back.
    Debt,
    /// A plan: its dates, its end. What was promised or proposed is beside it and does not keep it back.
    Plan,
    /// A promise whose day comes: the promise itself does not keep it back, nor do terms that were proposed.
    Promise,
    /// Anything else: an offer, a link that somebody of the team sends to one person.
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
    /// Whose holidays count: a day that is one in any of them is one.
    pub countries: &'a [Country],
    /// The time on the debtor's clock.
    pub now: NaiveDateTime,
    /// Earlier contacts, in any order; those that may have been made count. [`Rules::memory`] says how far
    /// back they matter.
    pub past: &'a [Past],
    /// What stands in the way without a known end, in any order.
    pub barriers: &'a [Barrier],
    /// What stands in the way until a time of the debtor's clock, in any order.
    pub ends: &'a [(Barrier, NaiveDateTime)],
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
        // Whoever calls or visits lives there and knows the holidays; what leaves by itself waits for them.
        let by_itself =
            contact.initiative == Initiative::Creditor && contact.channel.class() == Class::Written;
        let is_unknown = contact.countries.iter().any(|country| !Holidays::built(*country));
        if by_itself && needs_holidays && is_unknown {
            return self.answer(Decision::Blocked(Rule::HolidaysUnknown));
        }
        in_time(&limits, contact)
    }

    /// Every rule that by itself keeps the contact back now, each once, with the law behind it; none if it may be made.
    pub fn refusals(&self, contact: &Contact<'_>) -> Vec<(Rule, Option<&Source>)> {
        let bars_now = |barrier: &Barrier| {
            let ends =
                || contact.ends.iter().any(|(one, until)| one == barrier && *until > contact.now);
            (contact.barriers.contains(barrier) || ends()) && bars(*barrier, contact)
        };
        let barriers = Barrier::ALL.into_iter().filter(bars_now).map(Barrier::rule);
        let mut found: Vec<_> = barriers.map(|rule| (rule, self.source_of(rule))).collect();
        let on_channel = self.limits().filter(|limit| limit.on.contains(contact.channel));
        for limit in on_channel.filter(|limit| speaks_of(limit, contact)) {
            let rule = limit.rule(contact.now);
            let refuses = limit.earliest(contact, contact.now) != Some(contact.now);
            if refuses && !found.iter().any(|(known, _)| *known == rule) {
                found.push((rule, Some(&limit.source)));
            }
        }
        found
    }

    fn answer(&self, decision: Decision) -> Answer<'_> {
        Answer { decision, source: self.source_of(decision.rule()) }
    }
}

/// The rule of the barrier that keeps the contact back, if one does.
fn barred(contact: &Contact<'_>) -> Option<Rule> {
    let stands = |barrier: &Barrier| contact.barriers.contains(barrier) && bars(*barrier, contact);
    Barrier::ALL.into_iter().find(stands).map(Barrier::rule)
}

/// Whether a barrier is one to this contact.
fn bars(barrier: Barrier, contact: &Contact<'_>) -> bool {
    match (barrier, contact.initiative) {
        (Barrier::WrongPerson, _) => true,
        (Barrier::Deceased | Barrier::BreathingSpace, initiative) => {
            initiative != Initiative::Debtor
        }
        (_, Initiative::Debtor | Initiative::Agreed) => false,
        (Barrier::Plan, Initiative::Creditor) => contact.about == About::Debt,
        (Barrier::Promise | Barrier::Proposal, Initiative::Creditor) => {
            matches!(contact.about, About::Debt | About::Other)
        }
        (_, Initiative::Creditor) => true,
    }
}

/// The barrier with a known end that stands longest, and that end.
fn kept_until(contact: &Contact<'_>) -> Option<(Barrier, NaiveDateTime)> {
    let stands = |(barrier, until): &(Barrier, NaiveDateTime)| {
        *until > contact.now && bars(*barrier, contact)
    };
    contact.ends.iter().copied().filter(stands).max_by_key(|(_, until)| *until)
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
    let refuses = |limit: &'a Limit| {
        let allows = limit.earliest(contact, now);
        let until = allows.unwrap_or(NaiveDateTime::MAX);
        (allows != Some(now)).then(|| (until, limit.rule(now), Some(&limit.source)))
    };
    let kept = kept_until(contact);
    let barrier = kept.map(|(barrier, until)| (until, barrier.rule(), None));
    let all = barrier.into_iter().chain(limits.iter().rev().copied().filter_map(refuses));
    // Of two that refuse equally long the first is named.
    let longest = all.max_by_key(|(until, ..)| *until);
    let Some((_, rule, source)) = longest else {
        return Answer { decision: Decision::Send(Rule::Open), source: None };
    };
    let from = kept.map_or(now, |(_, until)| until);
    let decision = match first_allowed(limits, contact, from) {
        Some(at) => Decision::WaitUntil(at, rule),
        None => Decision::Blocked(rule),
    };
    Answer { decision, source }
}

/// The first time from `from` on that every limit allows and that the debtor's clock shows.
fn first_allowed(
    limits: &[&Limit],
    contact: &Contact<'_>,
    from: NaiveDateTime,
) -> Option<NaiveDateTime> {
    let last = contact.now.checked_add_days(Days::new(HORIZON))?;
    let mut at = from;
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
