//! Faults on request. Whether one strikes depends on the seed, its kind and what it is about, not
//! on the order in which requests come: the same run meets the same faults again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// The work is done, the connection is cut without an answer.
    DropAnswer,
    /// Nothing is done; a 500 is answered and stored under the key.
    #[serde(rename = "stored_500")]
    Stored500,
    /// The work is done; a 500 is answered and stored under the key.
    #[serde(rename = "stored_500_after_work")]
    Stored500AfterWork,
    /// Nothing is done; 429.
    RateLimit,
    /// The work starts `amount` milliseconds late.
    Slow,
    /// An event is never made: it is in no list.
    EventNever,
    /// An event is made but never sent.
    WebhookNever,
    /// An event is sent `amount` more times.
    WebhookDuplicate,
    /// An event is sent `amount` milliseconds late on the simulator's clock.
    WebhookDelay,
    /// Waiting deliveries are sent in a random order.
    WebhookShuffle,
}

/// When a kind of fault strikes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub kind: Kind,
    /// Out of a thousand.
    #[serde(default)]
    pub per_mille: u32,
    /// Strikes the next so many in any case.
    #[serde(default)]
    pub next: u32,
    /// Milliseconds or copies, where the kind has an amount.
    #[serde(default)]
    pub amount: i64,
    /// Only what contains this text: method and path of a request, type and object of an event.
    #[serde(default)]
    pub only: Option<String>,
}

/// The rules in force. They live in memory: a restarted simulator has no faults.
#[derive(Debug)]
pub(super) struct Faults {
    seed: u64,
    pub(super) rules: Vec<Rule>,
    seen: BTreeMap<(Kind, String), u64>,
}

impl Faults {
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, rules: Vec::new(), seen: BTreeMap::new() }
    }

    /// Starts anew with another seed and no rules.
    pub(super) fn reset(&mut self, seed: u64) {
        *self = Self::new(seed);
    }

    pub(super) fn seed(&self) -> u64 {
        self.seed
    }

    /// Whether `kind` strikes `about`. Each further question about the same thing is a new throw.
    pub(super) fn strikes(&mut self, kind: Kind, about: &str) -> bool {
        self.amount(kind, about).is_some()
    }

    /// The amount of the rule that strikes, if one does.
    pub(super) fn amount(&mut self, kind: Kind, about: &str) -> Option<i64> {
        let fits = |rule: &Rule| {
            rule.kind == kind && rule.only.as_ref().is_none_or(|only| about.contains(only.as_str()))
        };
        if !self.rules.iter().any(fits) {
            return None;
        }
        let throw = self.throw(kind, about);
        let rule = self.rules.iter_mut().filter(|rule| fits(rule)).find_map(|rule| {
            if rule.next > 0 {
                rule.next -= 1;
                return Some(rule.amount);
            }
            (throw < rule.per_mille).then_some(rule.amount)
        });
        self.rules.retain(|rule| rule.next > 0 || rule.per_mille > 0);
        rule
    }

    /// A number below a thousand that follows from seed, kind, text and how often it was asked.
    fn throw(&mut self, kind: Kind, about: &str) -> u32 {
        let count = self.seen.entry((kind, about.to_owned())).or_insert(0);
        *count += 1;
        let digest = Sha256::digest(format!("{}:{kind:?}:{about}:{count}", self.seed));
        u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]) % 1000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(seed: u64, rules: &[Rule]) -> Faults {
        Faults { rules: rules.to_vec(), ..Faults::new(seed) }
    }

    fn rule(kind: Kind, per_mille: u32, next: u32) -> Rule {
        Rule { kind, per_mille, next, amount: 7, only: None }
    }

    #[test]
    fn faults_do_not_depend_on_the_order_of_questions() {
        let rules = [rule(Kind::DropAnswer, 300, 0)];
        let (mut one, mut two) = (faults(1, &rules), faults(1, &rules));
        let asked =
            |faults: &mut Faults, i: u32| faults.strikes(Kind::DropAnswer, &format!("key {i}"));
        let forward: Vec<_> = (0..1000).map(|i| asked(&mut one, i)).collect();
        let mut backward: Vec<_> = (0..1000).rev().map(|i| asked(&mut two, i)).collect();
        backward.reverse();
        assert_eq!(forward, backward);
        let struck = forward.iter().filter(|struck| **struck).count();
        assert!((250..350).contains(&struck), "{struck} of 1000 at 300 per mille");
    }

    #[test]
    fn the_next_n_are_struck_and_no_more() {
        let mut faults = faults(1, &[rule(Kind::RateLimit, 0, 2)]);
        let struck: Vec<_> = (0..4).map(|_| faults.amount(Kind::RateLimit, "x")).collect();
        assert_eq!(struck, [Some(7), Some(7), None, None]);
        assert!(!faults.strikes(Kind::Slow, "x"));
    }

    #[test]
    fn a_rule_for_one_path_spares_the_others() {
        let only = Rule { only: Some("/refunds".to_owned()), ..rule(Kind::Stored500, 1000, 0) };
        let mut faults = faults(1, &[only]);
        assert!(!faults.strikes(Kind::Stored500, "POST /v1/checkout/sessions"));
        assert!(faults.strikes(Kind::Stored500, "POST /v1/refunds"));
    }
}
