//! What happens while an agreement runs, in sentences: before anything is agreed.

use domain::money::Money;
use domain::policy::{AfterMiss, Restores, Upkeep};

use super::{AcceptView, WayName};
use crate::reader::Reader;
use crate::texts::key;

/// The sentences, in the order in which people ask.
pub(super) fn rules(reader: Reader, view: &AcceptView) -> Vec<String> {
    let Some(upkeep) = view.upkeep else {
        return match view.way {
            WayName::Extension => {
                vec![reader.say(key::AcceptRuleReminders), reader.say(key::AcceptRulePromise)]
            }
            _ => Vec::new(),
        };
    };
    [
        Some(grace(reader, upkeep)),
        Some(ends(reader, upkeep)),
        Some(restored(reader, upkeep, view.given_up)),
        moves(reader, upkeep),
        skips(reader, upkeep),
        view.reward
            .map(|reward| reader.say(key::AcceptRuleReward { amount: &reader.money(reward) })),
        Some(reader.say(key::AcceptRuleEarly)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn grace(reader: Reader, upkeep: Upkeep) -> String {
    match upkeep.grace_days {
        0 => reader.say(key::AcceptRuleNoGrace),
        days => reader.say(key::AcceptRuleGrace { count: u64::from(days) }),
    }
}

fn ends(reader: Reader, upkeep: Upkeep) -> String {
    match upkeep.misses {
        AfterMiss::InAll(most) => {
            reader.say(key::AcceptRuleMisses { count: u64::from(most.get()) })
        }
        AfterMiss::InARow(most) => {
            reader.say(key::AcceptRuleMissesRow { count: u64::from(most.get()) })
        }
    }
}

fn restored(reader: Reader, upkeep: Upkeep, given_up: Money) -> String {
    let amount = &*reader.money(given_up);
    match upkeep.restores {
        Restores::GivenUp if !given_up.is_zero() => reader.say(key::AcceptRuleRestored { amount }),
        Restores::GivenUpAndInterest if !given_up.is_zero() => {
            reader.say(key::AcceptRuleRestoredInterest { amount })
        }
        Restores::GivenUpAndInterest => reader.say(key::AcceptRuleInterest),
        Restores::GivenUp | Restores::Nothing => reader.say(key::AcceptRuleOnlyRest),
    }
}

fn moves(reader: Reader, upkeep: Upkeep) -> Option<String> {
    let (count, days) = (u64::from(upkeep.moves), u64::from(upkeep.move_days));
    (count > 0 && days > 0).then(|| reader.say(key::AcceptRuleMoves { count, days }))
}

fn skips(reader: Reader, upkeep: Upkeep) -> Option<String> {
    let count = u64::from(upkeep.skips);
    (count > 0).then(|| reader.say(key::AcceptRuleSkips { count }))
}
