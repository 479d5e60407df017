//! What is said of each way out.

use domain::money::Money;
use domain::offer::{Limit, Offer, Way};
use domain::policy::Until;

use super::{GivesUp, OptionView};
use crate::reader::Reader;
use crate::texts::key;

/// What it is, with its amounts.
pub(in crate::debtor) fn heading(reader: Reader, option: &OptionView) -> String {
    let offer = &option.offer;
    let (amount, saving) = (&*reader.money(offer.total), &*reader.money(offer.saving));
    match offer.way {
        Way::Discount => reader.say(key::OptionsDiscount { amount, saving }),
        Way::Settlement { payments } => {
            reader.say(key::OptionsSettlement { amount, saving, count: u64::from(payments) })
        }
        Way::Everything => reader.say(key::OptionsEverything { amount }),
        Way::Plan { most, .. } => {
            let count = u64::from(most);
            match option.each {
                Some(each) => {
                    reader.say(key::OptionsPlanEach { count, amount: &reader.money(each) })
                }
                None => reader.say(key::OptionsPlan { count }),
            }
        }
        Way::Extension => reader.say(key::OptionsExtension { day: &reader.weekday(offer.last_on) }),
        Way::Part => reader.say(key::OptionsPart { amount: &reader.money(offer.first) }),
    }
}

/// What it costs in the end, where the heading does not say so.
pub(super) fn price(reader: Reader, owed: Money, offer: &Offer) -> Option<String> {
    let amount = &*reader.money(offer.total);
    match offer.way {
        Way::Plan { .. } => {
            Some(match offer.total.less(owed).ok().filter(|cost| !cost.is_zero()) {
                Some(cost) => reader.say(key::OptionsCost { amount, cost: &reader.money(cost) }),
                None if offer.saving.is_zero() => reader.say(key::OptionsNoCost { amount }),
                None => {
                    reader.say(key::OptionsSaves { amount, saving: &reader.money(offer.saving) })
                }
            })
        }
        Way::Extension => Some(reader.say(key::OptionsExtensionMore { amount })),
        Way::Settlement { .. } => Some(reader.say(key::OptionsSettlementMore)),
        Way::Discount => Some(reader.say(key::OptionsDiscountMore)),
        Way::Everything | Way::Part => None,
    }
}

/// Why it is offered: the limit that made it what it is.
pub(super) fn why(reader: Reader, offer: &Offer) -> String {
    let days = |days: u16| u64::from(days);
    match offer.limit {
        Some(Limit::Stands(Until::Date(_))) => reader.say(key::OptionsWhyDate),
        Some(Limit::Stands(Until::Days(count))) => {
            reader.say(key::OptionsWhyDays { count: days(count) })
        }
        Some(Limit::Stands(Until::DueDate)) => reader.say(key::OptionsWhyDue),
        Some(Limit::Parts(parts)) => reader.say(key::OptionsWhyParts { count: u64::from(parts) }),
        Some(Limit::Least(least)) => {
            let amount = &*reader.money(least);
            match offer.way {
                Way::Plan { .. } => reader.say(key::OptionsWhyLeast { amount }),
                _ => reader.say(key::OptionsWhyPart { amount }),
            }
        }
        Some(Limit::Longest(count)) => reader.say(key::OptionsWhyLongest { count: days(count) }),
        Some(Limit::Days(count)) => reader.say(key::OptionsWhyMore { count: days(count) }),
        None => reader.say(key::OptionsWhyAlways),
    }
}

/// What choosing it gives up.
pub(in crate::debtor) fn loses(reader: Reader, gives_up: GivesUp) -> String {
    let saving = &*reader.money(gives_up.saving);
    match gives_up.back_until {
        Some(day) => reader.say(key::OptionsLosesUntil { saving, day: &reader.weekday(day) }),
        None => reader.say(key::OptionsLoses { saving }),
    }
}

/// Until when it can be chosen.
pub(in crate::debtor) fn until(reader: Reader, offer: &Offer) -> Option<String> {
    offer.valid_until.map(|day| reader.say(key::OptionsUntil { day: &reader.weekday(day) }))
}
