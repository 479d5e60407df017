//! The hash chain of a case: what happened, in order, so that nobody can rewrite it unseen.
//!
//! Tamper-evident, not more: who holds the database can build another chain, but its head then
//! differs from the one printed on every receipt that has left the house.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

/// The end of a chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    /// How many acts the chain holds.
    pub seq: i64,
    /// The fingerprint of the last act, zeros for an empty chain.
    pub hash: [u8; 32],
}

impl Head {
    /// The head of a chain that holds nothing yet.
    pub const EMPTY: Self = Self { seq: 0, hash: [0; 32] };

    /// The head after one more act.
    ///
    /// `kind` is a word of the program, `body` the act's canonical text: ids, amounts, hashes and
    /// ciphertext, never readable personal data, so that erasing a person leaves the chain whole.
    #[must_use]
    pub fn after(&self, at: DateTime<Utc>, kind: &str, body: &str) -> Self {
        let seq = self.seq + 1;
        let mut hash = Sha256::new();
        hash.update(self.hash);
        for field in [&*seq.to_string(), &*at.timestamp_millis().to_string(), kind, body] {
            // The length before each field: no two lists of fields share their bytes.
            hash.update(field.len().to_string());
            hash.update(":");
            hash.update(field);
        }
        Self { seq, hash: hash.finalize().into() }
    }

    /// The first 12 hexadecimal digits of the head, in groups of four: what receipts print.
    pub fn code(&self) -> String {
        let pair = |at: usize| format!("{:02X}{:02X}", self.hash[at], self.hash[at + 1]);
        [pair(0), pair(2), pair(4)].join("-")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_changed_field_changes_the_head(
            kind in "[a-z]{1,5}", body in ".{0,20}", other in ".{0,20}", at in 0..1_000_000_i64,
        ) {
            let time = |at| DateTime::from_timestamp_millis(at).expect("in range");
            let head = Head::EMPTY.after(time(at), &kind, &body);
            prop_assert_ne!(head, Head::EMPTY.after(time(at + 1), &kind, &body));
            prop_assert_ne!(head, Head::EMPTY.after(time(at), &format!("{kind}x"), &body));
            prop_assert_eq!(head == Head::EMPTY.after(time(at), &kind, &other), body == other);
            prop_assert_ne!(head.hash, head.after(time(at), &kind, &body).hash);
        }
    }

    #[test]
    fn a_receipt_prints_twelve_digits_of_the_head() {
        let head = Head { seq: 3, hash: [0xAB; 32] };
        assert_eq!(head.code(), "ABAB-ABAB-ABAB");
    }
}
