//! The contact rules: whether a message to a debtor may leave now, later, or not at all.
//!
//! Until each country's own rules exist this is one strict gate for all, inside every window that a
//! law we know of sets: Monday to Friday, from 08:00 until just before 19:00 in the debtor's zone,
//! on no holiday, one message per 7 days. What the debtor asked for (a new link, a receipt, an
//! answer) goes at once; what the debtor has agreed to be told (that a charge is near, that one failed) keeps
//! to the hours and to nothing else.
//!
//! All times are the debtor's local wall clock; the caller converts, with the zone's rules. A week
//! is seven days on that clock, so a change to summer time makes it an hour shorter. Clocks change
//! at night, outside the window, so that a wait normally ends at a time that exists once; where it
//! does not exist, take the first instant after the gap, where it exists twice, the later one, and
//! ask the gate again, as is done anyway when the message is claimed. Of two possible zones of a
//! debtor ask for both and wait for the later.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use crate::calendar::{Holidays, is_business_day, is_holiday};
use crate::country::Country;

/// The first minute of the day at which a message may leave.
pub const OPENS: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).expect("a time of day");

/// The first minute of the day at which none may leave any more.
pub const CLOSES: NaiveTime = NaiveTime::from_hms_opt(19, 0, 0).expect("a time of day");

/// How long one counted message keeps the next one back.
pub const GAP: TimeDelta = TimeDelta::days(7);

/// Who wants the message.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Initiative {
    /// The creditor: reminders, and links that nobody asked for. Each counts against the week.
    Creditor,
    /// The debtor asked for it just now: a new link, a receipt, a code, an answer. Never counts.
    Debtor,
    /// The debtor agreed to be told of it, as of each automatic charge, or it ends what was agreed while nobody
    /// answered them. It waits for the hours; it never
    /// counts, and neither a hold nor a wish for no messages keeps it back: the charge would come untold.
    Agreed,
}

/// Something that stands between this debtor and any message.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Barrier {
    /// The case is on hold: a dispute, "I have paid", a wish to speak with a person.
    Hold,
    /// The debtor wants no messages.
    OptOut,
    /// Whoever has the address said that they are not the debtor.
    WrongPerson,
}

/// The rule behind a decision.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Rule {
    /// What a person asks for is answered at once. Source: Ley 2300 de 2023 (CO), information that
    /// the consumer requests; no law we know forbids it.
    Asked,
    /// Nothing stands against it.
    Open,
    /// Outside 08:00 to 19:00. Stricter than Ley 29571 art. 62 (PE: 07 to 20), Ley 2300 de 2023
    /// (CO: 07 to 19), LODC art. 49 (EC: 07 to 20), Ley 19.496 art. 37 (CL: 08 to 20).
    Hours,
    /// Saturday or Sunday. Source: Ley 29571 art. 62 (PE), LODC art. 49 (EC).
    Weekend,
    /// A holiday where the debtor lives. Source: as for weekends, and Ley 2300 de 2023 (CO).
    Holiday,
    /// One message in 7 days. Source: the strictest reading of Ley 2300 de 2023 (CO).
    Week,
    /// The holidays of the debtor's country are not known here, so only answers may leave.
    HolidaysUnknown,
    /// The case is on hold.
    Hold,
    /// The debtor wants no messages.
    OptOut,
    /// The address is not the debtor's: nothing is sent there, answers included.
    WrongPerson,
}

impl Rule {
    const ALL: [Self; 10] = [
        Self::Asked,
        Self::Open,
        Self::Hours,
        Self::Weekend,
        Self::Holiday,
        Self::Week,
        Self::HolidaysUnknown,
        Self::Hold,
        Self::OptOut,
        Self::WrongPerson,
    ];

    /// Reads a stored [`Rule::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.code() == code)
    }

    /// The word that stands for it in the store, in logs and in keys of texts. Never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Open => "open",
            Self::Hours => "hours",
            Self::Weekend => "weekend",
            Self::Holiday => "holiday",
            Self::Week => "week",
            Self::HolidaysUnknown => "holidays-unknown",
            Self::Hold => "hold",
            Self::OptOut => "opt-out",
            Self::WrongPerson => "wrong-person",
        }
    }
}

/// What the gate says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// It may leave now.
    Send(Rule),
    /// It may leave at this local time and not before. Where several rules refuse the present, the
    /// one named is the longest: the week, else the day, else the hour.
    WaitUntil(NaiveDateTime, Rule),
    /// It may not leave, and no time will change that.
    Blocked(Rule),
}

/// What the gate must know of one message.
#[derive(Clone, Copy, Debug)]
pub struct Contact<'a> {
    /// Who wants it.
    pub initiative: Initiative,
    /// Where the debtor lives.
    pub country: Country,
    /// The time on the debtor's clock.
    pub now: NaiveDateTime,
    /// When earlier messages of the creditor's initiative left, on the same clock, in any order.
    /// Those that may have left count.
    pub earlier: &'a [NaiveDateTime],
    /// What stands in the way, in any order.
    pub barriers: &'a [Barrier],
}

/// Whether the message may leave.
pub fn decide(contact: &Contact<'_>) -> Decision {
    if contact.barriers.contains(&Barrier::WrongPerson) {
        return Decision::Blocked(Rule::WrongPerson);
    }
    if contact.initiative == Initiative::Debtor {
        return Decision::Send(Rule::Asked);
    }
    if contact.initiative == Initiative::Agreed {
        return in_its_hours(contact);
    }
    if contact.barriers.contains(&Barrier::OptOut) {
        return Decision::Blocked(Rule::OptOut);
    }
    if contact.barriers.contains(&Barrier::Hold) {
        return Decision::Blocked(Rule::Hold);
    }
    if !Holidays::built(contact.country) {
        return Decision::Blocked(Rule::HolidaysUnknown);
    }
    in_its_time(contact)
}

fn in_its_hours(contact: &Contact<'_>) -> Decision {
    let Contact { country, now, .. } = *contact;
    let Some(rule) = refuses(country, now) else { return Decision::Send(Rule::Open) };
    match first_open(country, now) {
        Some(at) => Decision::WaitUntil(at, rule),
        None => Decision::Blocked(rule),
    }
}

fn in_its_time(contact: &Contact<'_>) -> Decision {
    let Contact { country, now, .. } = *contact;
    let week_over = contact.earlier.iter().max().and_then(|last| last.checked_add_signed(GAP));
    let refused = match week_over {
        Some(over) if over > now => Some(Rule::Week),
        _ => refuses(country, now),
    };
    let Some(rule) = refused else { return Decision::Send(Rule::Open) };
    let earliest = week_over.map_or(now, |over| over.max(now));
    match first_open(country, earliest) {
        Some(at) => Decision::WaitUntil(at, rule),
        None => Decision::Blocked(rule),
    }
}

/// The rule of the calendar that keeps a message back at `at`.
fn refuses(country: Country, at: NaiveDateTime) -> Option<Rule> {
    if matches!(at.weekday(), Weekday::Sat | Weekday::Sun) {
        Some(Rule::Weekend)
    } else if is_holiday(country, at.date()).is_some() {
        Some(Rule::Holiday)
    } else if at.time() < OPENS || at.time() >= CLOSES {
        Some(Rule::Hours)
    } else {
        None
    }
}

/// The first open time at or after `from`; `None` only at the end of the calendar. Where the holidays are
/// not known only weekends are closed.
pub fn first_open(country: Country, from: NaiveDateTime) -> Option<NaiveDateTime> {
    let today = from.date();
    if is_business_day(country, today) && from.time() < CLOSES {
        return Some(today.and_time(from.time().max(OPENS)));
    }
    let later = |day: &NaiveDate| is_business_day(country, *day);
    today.iter_days().skip(1).find(later).map(|day| day.and_time(OPENS))
}

#[cfg(test)]
mod tests;
