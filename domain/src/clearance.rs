//! The debt-free certificate: when a case gets one, when it no longer holds, and the code by which
//! everybody can check it.
//!
//! A certificate speaks of one case in all its currencies: who owes dollars is not free of debt. It names
//! the debts that the case had when it was issued; a debt that comes later takes nothing from it.
//!
//! | what | rule |
//! | --- | --- |
//! | issued | nothing is owed on any debt of the case, something was paid, nothing is on its way and no question is open |
//! | by a person | the same, also where nothing was paid: it was settled without us |
//! | again | only when the case has a debt that no certificate in force names |
//! | revoked | something is owed again on a debt that it names; never made good again, a new one is issued |

use std::fmt;
use std::str::FromStr;

use crate::ids::DebtId;

/// Characters of a code: 80 bits.
const LENGTH: usize = 16;

/// Characters that stand together on paper.
const GROUP: usize = 4;

/// Digits and letters without those that are read as another one: I, L, O, U.
const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// The public code of a certificate, which nobody can guess.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Code(String);

/// A text that is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code of 16 letters and digits")]
pub struct CodeError;

impl Code {
    /// The code of 80 random bits.
    pub fn from_random(bytes: [u8; 10]) -> Self {
        let bits = bytes.into_iter().fold(0_u128, |bits, byte| (bits << 8) | u128::from(byte));
        let letter = |place: usize| {
            let shift = 5 * (LENGTH - 1 - place);
            let index = usize::try_from((bits >> shift) & 31).unwrap_or_default();
            ALPHABET[index]
        };
        Self((0..LENGTH).map(letter).collect())
    }

    /// The code as it is stored and stands in addresses, without groups.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    /// `7K3F-9QX2-M4TD-0B6W`, as papers print it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.0.chars().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

impl FromStr for Code {
    type Err = CodeError;

    /// Reads a code as people type it: in small letters, in groups, with an O for a zero.
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let mut code = String::with_capacity(LENGTH);
        for typed in text.chars().filter(|c| !separates(*c)) {
            let letter = match typed.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            if !ALPHABET.contains(&letter) || code.len() == LENGTH {
                return Err(CodeError);
            }
            code.push(letter);
        }
        if code.len() == LENGTH { Ok(Self(code)) } else { Err(CodeError) }
    }
}

/// What people put between groups.
fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '.' | '\u{200b}')
}

/// One debt of a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Account<'a> {
    /// Which.
    pub debt: &'a DebtId,
    /// What is owed on it.
    pub standing: Standing,
}

/// How a debt stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Standing {
    /// Something is owed.
    Owed,
    /// Nothing is owed, and money was received for it.
    Paid,
    /// Nothing is owed, without money: it was corrected, given up or taken back.
    Gone,
}

/// Whether anything could still change what the case owes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Unsettled {
    /// Nothing.
    Nothing,
    /// Money is on its way, or somebody said something that nobody has answered.
    Something,
}

/// What stands against a certificate.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Obstacle {
    /// Something is owed.
    Owed,
    /// Money is on its way, or a question is open.
    Unsettled,
    /// Certificates in force name every debt there is.
    Named,
}

/// What stands against a certificate, whoever issues it, where `named` are the debts that certificates in
/// force name; `None` if nothing does.
pub fn obstacle(
    accounts: &[Account<'_>],
    unsettled: Unsettled,
    named: &[DebtId],
) -> Option<Obstacle> {
    if accounts.iter().any(|account| account.standing == Standing::Owed) {
        Some(Obstacle::Owed)
    } else if unsettled == Unsettled::Something {
        Some(Obstacle::Unsettled)
    } else if accounts.iter().all(|account| named.contains(account.debt)) {
        Some(Obstacle::Named)
    } else {
        None
    }
}

/// Whether a certificate is due without anybody asking for it, where `named` are the debts that certificates
/// in force name.
pub fn is_due(accounts: &[Account<'_>], unsettled: Unsettled, named: &[DebtId]) -> bool {
    let was_paid = accounts.iter().any(|account| account.standing == Standing::Paid);
    was_paid && obstacle(accounts, unsettled, named).is_none()
}

/// Whether a certificate that names the debts `named` still holds.
pub fn holds(accounts: &[Account<'_>], named: &[DebtId]) -> bool {
    let mut owed = accounts.iter().filter(|account| account.standing == Standing::Owed);
    !owed.any(|account| named.contains(account.debt))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn debts(count: u128) -> Vec<DebtId> {
        (1..=count).map(DebtId::from_bits).collect()
    }

    fn accounts<'a>(debts: &'a [DebtId], standings: &[Standing]) -> Vec<Account<'a>> {
        let pairs = debts.iter().zip(standings.iter().copied());
        pairs.map(|(debt, standing)| Account { debt, standing }).collect()
    }

    #[test]
    fn a_certificate_is_due_at_zero_through_payment_and_once() {
        use Standing::{Gone, Owed, Paid};
        use Unsettled::{Nothing, Something};
        let ids = debts(2);
        for (standings, unsettled, named, expected) in [
            (&[Paid, Paid][..], Nothing, &[][..], true),
            (&[Paid, Gone], Nothing, &[], true),
            (&[Gone, Gone], Nothing, &[], false),
            (&[Paid, Owed], Nothing, &[], false),
            (&[Paid, Paid], Something, &[], false),
            (&[Paid, Paid], Nothing, &ids[..], false),
            (&[Paid, Paid], Nothing, &ids[..1], true),
            (&[], Nothing, &[], false),
        ] {
            let due = is_due(&accounts(&ids, standings), unsettled, named);
            assert_eq!(due, expected, "{standings:?} {unsettled:?} {named:?}");
        }
    }

    #[test]
    fn a_person_may_issue_one_also_where_nothing_was_paid() {
        use Standing::{Gone, Owed, Paid};
        use Unsettled::{Nothing, Something};
        let ids = debts(2);
        for (standings, unsettled, named, expected) in [
            (&[Gone, Gone][..], Nothing, &[][..], None),
            (&[Paid, Gone], Nothing, &[], None),
            (&[Paid, Gone], Nothing, &ids[..1], None),
            (&[Gone, Owed], Nothing, &[], Some(Obstacle::Owed)),
            (&[Gone, Owed], Something, &[], Some(Obstacle::Owed)),
            (&[Gone, Gone], Something, &[], Some(Obstacle::Unsettled)),
            (&[Gone, Gone], Nothing, &ids[..], Some(Obstacle::Named)),
            (&[], Nothing, &[], Some(Obstacle::Named)),
        ] {
            let found = obstacle(&accounts(&ids, standings), unsettled, named);
            assert_eq!(found, expected, "{standings:?} {unsettled:?} {named:?}");
        }
    }

    #[test]
    fn a_certificate_holds_until_one_of_its_own_debts_is_owed_again() {
        use Standing::{Owed, Paid};
        let ids = debts(2);
        for (standings, named, expected) in [
            (&[Paid, Paid][..], &ids[..], true),
            (&[Paid, Owed], &ids[..1], true),
            (&[Owed, Paid], &ids[..1], false),
            (&[Paid, Owed], &ids[..], false),
        ] {
            assert_eq!(holds(&accounts(&ids, standings), named), expected, "{standings:?}");
        }
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = Code("7K3F9QX2M4TD0B1W".to_owned());
        assert_eq!(code.to_string(), "7K3F-9QX2-M4TD-0B1W");
        for typed in [
            "7K3F-9QX2-M4TD-0B1W",
            "7k3f9qx2m4td0b1w",
            " 7K3F 9QX2 m4td obiw ",
            "7K3F\u{2013}9QX2\u{2013}M4TD\u{2013}OBLW",
        ] {
            assert_eq!(typed.parse::<Code>().as_ref(), Ok(&code), "{typed}");
        }
        for wrong in
            ["", "7K3F", "7K3F-9QX2-M4TD-0B1WX", "7K3F-9QX2-M4TD-0B1U", "7K3F-9QX2-M4TD-0B1ñ"]
        {
            assert_eq!(wrong.parse::<Code>(), Err(CodeError), "{wrong}");
        }
    }

    proptest! {
        #![proptest_config(crate::law::tried(10_000))]

        #[test]
        fn a_code_survives_printing(bytes in any::<[u8; 10]>()) {
            let code = Code::from_random(bytes);
            prop_assert_eq!(code.to_string().parse::<Code>(), Ok(code.clone()));
            prop_assert_eq!(code.as_str().parse::<Code>(), Ok(code));
        }

        #[test]
        fn other_bits_are_another_code(bytes in any::<[u8; 10]>(), place in 0..10_usize, bit in 0..8_u32) {
            let mut other = bytes;
            other[place] ^= 1 << bit;
            prop_assert_ne!(Code::from_random(bytes), Code::from_random(other));
        }

        #[test]
        fn what_holds_nothing_owed_is_never_due_again(
            standings in prop::collection::vec(
                prop::sample::select(vec![Standing::Owed, Standing::Paid, Standing::Gone]), 1..6,
            ),
        ) {
            let ids = debts(6);
            let accounts = accounts(&ids, &standings);
            let all: Vec<DebtId> = ids[..standings.len()].to_vec();
            prop_assert!(!is_due(&accounts, Unsettled::Nothing, &all));
            // Whoever gets one gets one that holds, and what comes by itself a person may issue too.
            if obstacle(&accounts, Unsettled::Nothing, &[]).is_none() {
                prop_assert!(holds(&accounts, &all));
            } else {
                prop_assert!(!is_due(&accounts, Unsettled::Nothing, &[]));
            }
        }
    }
}
