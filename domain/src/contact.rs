//! The contact rules: whether a message to a debtor may leave now, later, or not at all.
//!
//! A [`Pack`] holds what the law of a country says, each limit with its source; a creditor's own limits
//! and a debtor's [`Wish`] are added to it. All of them must allow a contact: whoever adds a limit can
//! only make the rules stricter. What the debtor asked for (a new link, a receipt, an answer) goes at
//! once; what the program times by itself and the debtor has to know (that a charge is near, that money did not
//! come) keeps to the hours and to nothing else.
//!
//! | asked | of | answer |
//! | --- | --- | --- |
//! | may anybody write to this address? | barriers: not the person, died | blocked |
//! | did the debtor ask for it? | initiative | send |
//! | is something in the way? | barriers: dispute, plan, … | blocked |
//! | does something stand in the way until a day? | barriers: promise, proposal | wait |
//! | is the channel allowed? | permission, wish | blocked |
//! | is it an hour of an open day? (of letters nobody asks it) | hours, holidays, wish | wait |
//! | was there enough already? | caps, gap, one channel | wait |
//!
//! All times are the debtor's local wall clock; the caller converts, with the zone's rules. Caps count by
//! dates, so that no change of clocks moves them; a gap of days is counted on the wall, so that a change
//! to summer time makes it an hour shorter. Of two possible zones of a debtor ask for both and wait for
//! the later.

mod channel;
mod decide;
mod hours;
mod limit;
mod pack;
mod rule;
mod wish;

pub use channel::{Channel, Channels, Class};
pub use decide::{About, Answer, Contact, Decision, Initiative};
pub use hours::{Hours, Span, WEEK, short as short_day};
pub use limit::{Counts, Limit, Outcome, Past, Source, Standing, What, Whose};
pub use pack::{Act, Block, Pack, Rules};
pub use rule::{Barrier, Rule};
pub use wish::Wish;

#[cfg(test)]
mod tests;
