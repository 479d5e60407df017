//! Keys and what they seal: personal data, secrets, tokens.
//!
//! A master key, in a file that only its owner can read, gives by HKDF one key for each use. Each
//! debtor has a data key of their own, wrapped by the master: destroying the wrapped key erases the
//! person. Every sealed text is bound to its place (creditor, row, column), so that it opens nowhere
//! else. While a new master key takes over, two are known.

pub mod file;
pub mod jwt;
mod ring;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};

pub use self::ring::{Keys, Use, left_of, name_of};

use crate::tenant::Tenant;

const NONCE: usize = 24;

/// One debtor's own key, opened.
#[derive(Clone)]
pub struct DataKey([u8; 32]);

/// Where a sealed text stands: it opens only there.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The creditor whose row it is.
    pub tenant: &'a Tenant,
    /// The row's id.
    pub row: &'a str,
    /// The column.
    pub column: &'static str,
}

/// A sealed text that does not open: another key, another place, or changed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value does not open")]
pub struct SealError;

impl DataKey {
    /// Seals one text of the debtor.
    pub fn seal(&self, place: Place<'_>, text: &str) -> Vec<u8> {
        seal(&self.0, place, text.as_bytes())
    }

    /// Opens one text of the debtor.
    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<String, SealError> {
        String::from_utf8(open(&self.0, place, sealed)?).map_err(|_| SealError)
    }

    /// Seals one file of the debtor.
    pub fn seal_file(&self, place: Place<'_>, bytes: &[u8]) -> Vec<u8> {
        seal(&self.0, place, bytes)
    }

    /// Opens one file of the debtor.
    pub fn open_file(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        open(&self.0, place, sealed)
    }
}

fn seal(key: &[u8; 32], place: Place<'_>, text: &[u8]) -> Vec<u8> {
    let nonce = random::<NONCE>();
    let aad = place.bytes();
    let sealed = XChaCha20Poly1305::new(&Key::from(*key))
        .encrypt(&XNonce::from(nonce), Payload { msg: text, aad: &aad })
        .expect("a text in memory is far below the cipher's limit");
    [&nonce[..], &sealed].concat()
}

fn open(key: &[u8; 32], place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or(SealError)?;
    let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| SealError)?;
    let aad = place.bytes();
    XChaCha20Poly1305::new(&Key::from(*key))
        .decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: &aad })
        .map_err(|_| SealError)
}

impl Place<'_> {
    fn bytes(&self) -> Vec<u8> {
        [self.tenant.id(), self.row, self.column].join("\n").into_bytes()
    }
}

/// `N` bytes from the operating system.
///
/// # Panics
/// Ends the process's request when the system has no randomness to give: nothing safe could follow.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A secret that travels in a link or a cookie: 128 bits in 22 characters of base58.
///
/// No `Debug` and no `Display`: it is read once, where it leaves.
pub struct Token(String);

impl Token {
    /// A fresh token.
    pub fn random() -> Self {
        let text = bs58::encode(random::<16>()).into_string();
        Self(format!("{text:1>22}"))
    }

    /// The characters that leave.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored instead of the token.
    pub fn hash(&self) -> Vec<u8> {
        token_hash(&self.0)
    }
}

/// The SHA-256 under which a token or a session id is stored.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use domain::ids::CreditorId;

    use super::*;

    #[test]
    fn a_sealed_text_opens_only_in_its_place_under_its_key() {
        let keys = Keys::from_master(&[7; 32]);
        let (one, other) =
            (Tenant::newborn(CreditorId::from_bits(1)), Tenant::newborn(CreditorId::from_bits(2)));
        let place = Place { tenant: &one, row: "debtor_1", column: "email" };
        let (data_key, wrapped) = keys.new_data_key(place);
        let sealed = data_key.seal(place, "rosa@example.pe");
        assert_eq!(data_key.open(place, &sealed).as_deref(), Ok("rosa@example.pe"));
        for place in [
            Place { tenant: &other, ..place },
            Place { row: "debtor_2", ..place },
            Place { column: "phone", ..place },
        ] {
            assert_eq!(data_key.open(place, &sealed), Err(SealError));
            assert!(keys.open_data_key(place, &wrapped).is_err());
        }
        let mut changed = sealed.clone();
        changed[30] ^= 1;
        assert_eq!(data_key.open(place, &changed), Err(SealError));
        assert!(Keys::from_master(&[8; 32]).open_data_key(place, &wrapped).is_err());
        assert!(keys.open_data_key(place, &wrapped).is_ok());
        assert_eq!(data_key.open(place, &sealed[..10]), Err(SealError));
    }

    #[test]
    fn a_look_up_hash_differs_by_tenant_column_and_value() {
        let keys = Keys::from_master(&[7; 32]);
        let tenant = |bits| Tenant::newborn(CreditorId::from_bits(bits));
        let hashes = HashSet::from([
            keys.look_up(&tenant(1), "email", "a"),
            keys.look_up(&tenant(2), "email", "a"),
            keys.look_up(&tenant(1), "phone", "a"),
            keys.look_up(&tenant(1), "email", "b"),
        ]);
        assert_eq!(hashes.len(), 4);
        assert!(hashes.contains(&keys.look_up(&tenant(1), "email", "a")));
    }

    #[test]
    fn a_million_tokens_are_22_characters_and_all_different() {
        let mut seen = HashSet::with_capacity(1_000_000);
        for _ in 0..1_000_000 {
            let token = Token::random();
            assert_eq!(token.reveal().len(), 22);
            assert!(token.reveal().bytes().all(|b| b.is_ascii_alphanumeric()));
            assert!(seen.insert(token.0));
        }
    }
}
