//! Whether a webhook's raw bytes were signed by Stripe: `Stripe-Signature: t=…,v1=…[,v1=…]`, an
//! HMAC-SHA256 over `t.body` with the endpoint's secret, at most 300 seconds off our clock.

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// How far the signature's time may lie from ours, in seconds, to either side.
pub const TOLERANCE_S: i64 = 300;

/// The longest header that is looked at; Stripe's are below 200 bytes.
const HEADER_MAX_BYTES: usize = 4096;

/// How many signatures are compared; Stripe sends one per active secret.
const SIGNATURES_MAX: usize = 16;

/// Why the secrets cannot check anything. An empty secret would accept what anybody signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// No secret is configured.
    #[error("no webhook secret is configured")]
    None,
    /// A secret is empty, blank, or too short to be one.
    #[error("a webhook secret is empty or too short")]
    Weak,
}

/// Why a body is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// There is no header.
    #[error("no signature header")]
    Missing,
    /// There are two headers or more.
    #[error("more than one signature header")]
    Doubled,
    /// The header is longer than any that Stripe sends, or holds too many signatures.
    #[error("the signature header is too long")]
    Oversize,
    /// The header is not `t=…,v1=…`.
    #[error("the signature header is malformed")]
    Malformed,
    /// The time is too far from ours, past or future.
    #[error("the signature's time is out of tolerance")]
    Stale,
    /// No signature fits any secret.
    #[error("no signature matches")]
    Mismatch,
}

/// Checks signatures with one or several secrets, so that a secret can be rolled.
#[derive(Clone)]
pub struct Verifier {
    secrets: Vec<SecretString>,
}

/// What a header says.
#[derive(Debug, PartialEq, Eq)]
struct Header {
    time: i64,
    signatures: Vec<[u8; 32]>,
}

/// The least length of a secret, in bytes; Stripe's have 38.
const SECRET_MIN_BYTES: usize = 16;

impl Verifier {
    /// Refuses to be made without a usable secret: the program must not start then.
    pub fn new(secrets: Vec<SecretString>) -> Result<Self, SecretError> {
        if secrets.is_empty() {
            return Err(SecretError::None);
        }
        let weak = |secret: &SecretString| {
            let secret = secret.expose_secret();
            secret.trim().len() < SECRET_MIN_BYTES || secret.trim() != secret
        };
        if secrets.iter().any(weak) {
            return Err(SecretError::Weak);
        }
        Ok(Self { secrets })
    }

    /// Whether `body` was signed with one of the secrets. `headers` are the values of every
    /// `Stripe-Signature` header of the request, `now` is in seconds since the epoch.
    pub fn check<'a>(
        &self,
        headers: impl IntoIterator<Item = &'a [u8]>,
        body: &[u8],
        now: i64,
    ) -> Result<(), SignatureError> {
        let mut headers = headers.into_iter();
        let header = headers.next().ok_or(SignatureError::Missing)?;
        if headers.next().is_some() {
            return Err(SignatureError::Doubled);
        }
        let header = parse(header)?;
        if now.abs_diff(header.time) > TOLERANCE_S.unsigned_abs() {
            return Err(SignatureError::Stale);
        }
        let matches = self.secrets.iter().any(|secret| {
            let mac = mac(secret, header.time, body);
            header.signatures.iter().any(|given| mac.clone().verify_slice(given).is_ok())
        });
        if matches { Ok(()) } else { Err(SignatureError::Mismatch) }
    }
}

fn mac(secret: &SecretString, time: i64, body: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes())
        .expect("HMAC takes keys of any length");
    mac.update(time.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    mac
}

/// Reads the header. Other schemes than `v1` are passed over, as Stripe's own libraries do.
fn parse(header: &[u8]) -> Result<Header, SignatureError> {
    if header.len() > HEADER_MAX_BYTES {
        return Err(SignatureError::Oversize);
    }
    let header = std::str::from_utf8(header).map_err(|_| SignatureError::Malformed)?;
    let (mut time, mut signatures) = (None, Vec::new());
    for part in header.split(',') {
        match part.split_once('=').ok_or(SignatureError::Malformed)? {
            ("t", digits) if time.is_none() => time = Some(seconds(digits)?),
            ("t", _) => return Err(SignatureError::Malformed),
            ("v1", hex) => signatures.push(digest(hex).ok_or(SignatureError::Malformed)?),
            _ => {}
        }
    }
    if signatures.len() > SIGNATURES_MAX {
        return Err(SignatureError::Oversize);
    }
    match time {
        Some(time) if !signatures.is_empty() => Ok(Header { time, signatures }),
        _ => Err(SignatureError::Malformed),
    }
}

/// Digits only, without sign or leading zero: what is signed is the text, so there is one text.
fn seconds(digits: &str) -> Result<i64, SignatureError> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    let time = digits.parse().ok().filter(|_| plain);
    time.ok_or(SignatureError::Malformed)
}

fn digest(hex: &str) -> Option<[u8; 32]> {
    let nibble = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    if pairs.len() != 32 || !rest.is_empty() {
        return None;
    }
    let mut digest = [0; 32];
    for (byte, [high, low]) in digest.iter_mut().zip(pairs) {
        *byte = nibble(*high)? << 4 | nibble(*low)?;
    }
    Some(digest)
}

#[cfg(test)]
mod tests;
