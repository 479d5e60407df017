//! Links that creditors' own systems sign (JWT): the check of their signatures, and the keys for it.
//!
//! The key that a link names decides how it is checked; what the link itself says of that has to be the same.
//! HMAC comes from the crate that everything else here uses, Ed25519 from the one behind TLS.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::ids::LinkKeyId;
use domain::signed_link::{Algorithm, Claims};
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::crypto::{CryptoProvider, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{self, ErrorKind, new_error};
use jsonwebtoken::signature::{Error as BadSignature, Verifier};
use jsonwebtoken::{
    Algorithm as Alg, AlgorithmFamily, DecodingKey, Validation, decode, decode_header,
};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::Deserialize;
use sha2::Sha256;

use super::random;

/// The most characters of a signed text that is looked at.
const LONGEST: usize = 1_500;

/// What stands before the 32 bytes of a private key of Ed25519 in its usual wrapping (PKCS #8).
const PRIVATE: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

/// The same for a public one (SPKI).
const PUBLIC: [u8; 12] = [0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0];

/// What a signature is checked with. No `Debug`: it may be a secret.
#[derive(Clone, PartialEq, Eq)]
pub enum CheckedBy {
    /// A secret that both sides know.
    Secret(Vec<u8>),
    /// The public half of a key of Ed25519.
    PublicKey(Vec<u8>),
}

/// What only the creditor's own system keeps. No `Debug`.
pub enum Secret {
    /// The secret, whose characters are the bytes to sign with.
    Shared(String),
    /// The private key, as PEM.
    PrivateKey(String),
}

impl CheckedBy {
    const fn algorithm(&self) -> Alg {
        match self {
            Self::Secret(_) => Alg::HS256,
            Self::PublicKey(_) => Alg::EdDSA,
        }
    }

    fn decoding(&self) -> DecodingKey {
        match self {
            Self::Secret(secret) => DecodingKey::from_secret(secret),
            Self::PublicKey(key) => DecodingKey::from_ed_der(key),
        }
    }
}

/// A fresh key: what checks its signatures, and what makes them.
pub fn fresh(algorithm: Algorithm) -> (CheckedBy, Secret) {
    match algorithm {
        Algorithm::Hs256 => {
            let secret = bs58::encode(random::<32>()).into_string();
            (CheckedBy::Secret(secret.clone().into_bytes()), Secret::Shared(secret))
        }
        Algorithm::EdDsa => {
            let seed = random::<32>();
            let pair = Ed25519KeyPair::from_seed_unchecked(&seed).expect("32 bytes are a seed");
            let public = pair.public_key().as_ref().to_vec();
            let private = pem("PRIVATE KEY", &[&PRIVATE[..], &seed].concat());
            (CheckedBy::PublicKey(public), Secret::PrivateKey(private))
        }
    }
}

fn pem(what: &str, der: &[u8]) -> String {
    format!("-----BEGIN {what}-----\n{}\n-----END {what}-----\n", STANDARD.encode(der))
}

/// The public half of a key of Ed25519, from its PEM; `None` for anything else.
pub fn public_key(pem: &str) -> Option<CheckedBy> {
    let body = pem.trim().strip_prefix("-----BEGIN PUBLIC KEY-----")?;
    let body = body.strip_suffix("-----END PUBLIC KEY-----")?;
    let der = STANDARD.decode(body.split_whitespace().collect::<String>()).ok()?;
    let key = der.strip_prefix(&PUBLIC[..]).filter(|key| key.len() == 32)?;
    Some(CheckedBy::PublicKey(key.to_vec()))
}

/// The key that a text names, before anything of it is believed. `None` for what cannot be a signed link.
pub fn key_named(token: &str) -> Option<LinkKeyId> {
    if token.len() > LONGEST {
        return None;
    }
    let header = decode_header(token).ok()?;
    let typed = header.typ.is_none_or(|typ| typ.eq_ignore_ascii_case("JWT"));
    let plain = header.crit.is_none() && header.enc.is_none() && header.zip.is_none();
    header.kid.filter(|_| typed && plain)?.parse().ok()
}

#[derive(Deserialize)]
struct Said {
    sub: String,
    jti: String,
    exp: i64,
    iat: Option<i64>,
    nbf: Option<i64>,
    step: Option<String>,
}

/// What a text says, if the key `id` signed it. Whether it may say so is for
/// [`SignedLink`](domain::signed_link::SignedLink) to decide.
pub fn claims(token: &str, (id, key): (&LinkKeyId, &CheckedBy)) -> Option<Claims> {
    // Once in the life of the program; later ones are told that it is there.
    let _ = PROVIDER.install_default();
    let mut rules = Validation::new(key.algorithm());
    rules.required_spec_claims.clear();
    // Times are judged by our own clock; a text for other ears (`aud`) is none of ours.
    rules.validate_exp = false;
    rules.set_issuer(&[id.as_str()]);
    let said = decode::<Said>(token, &key.decoding(), &rules).ok()?.claims;
    Some(Claims {
        reference: said.sub,
        jti: said.jti,
        expires: said.exp,
        issued: said.iat,
        not_before: said.nbf,
        step: said.step,
    })
}

static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: |_, _| Err(new_error(ErrorKind::UnsupportedAlgorithm)),
    verifier_factory: verifier,
    key_utils: KeyUtils::new_unimplemented(),
};

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the library says how it is called")]
fn verifier(algorithm: &Alg, key: &DecodingKey) -> errors::Result<Box<dyn JwtVerifier>> {
    let bytes = key.try_get_as_bytes()?;
    match (algorithm, key.family()) {
        (Alg::HS256, AlgorithmFamily::Hmac) => Ok(Box::new(BySecret(bytes.to_vec()))),
        (Alg::EdDSA, AlgorithmFamily::Ed) => Ok(Box::new(ByPublicKey(bytes.to_vec()))),
        _ => Err(new_error(ErrorKind::InvalidAlgorithm)),
    }
}

struct BySecret(Vec<u8>);

impl Verifier<Vec<u8>> for BySecret {
    fn verify(&self, text: &[u8], signature: &Vec<u8>) -> Result<(), BadSignature> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).map_err(|_| BadSignature::new())?;
        mac.update(text);
        mac.verify_slice(signature).map_err(|_| BadSignature::new())
    }
}

impl JwtVerifier for BySecret {
    fn algorithm(&self) -> Alg {
        Alg::HS256
    }
}

struct ByPublicKey(Vec<u8>);

impl Verifier<Vec<u8>> for ByPublicKey {
    fn verify(&self, text: &[u8], signature: &Vec<u8>) -> Result<(), BadSignature> {
        let key = UnparsedPublicKey::new(&ED25519, &self.0);
        key.verify(text, signature).map_err(|_| BadSignature::new())
    }
}

impl JwtVerifier for ByPublicKey {
    fn algorithm(&self) -> Alg {
        Alg::EdDSA
    }
}

#[cfg(test)]
mod tests;
