//! The second factor of the team's sign-in: six digits from a phone (TOTP, RFC 6238: SHA-1, 30 s),
//! or a recovery code. What may be tried is decided here; nothing here is stored.

use chrono::{DateTime, TimeDelta, Utc};
use qrcode::QrCode;
use qrcode::render::svg;
use totp_rs::{Builder, Secret, Totp};

use super::PortalError;
use crate::keys::{Keys, random};
use crate::store::ledger::hex;
use crate::store::team::{Factor, Member};
use crate::tenant::Tenant;

/// Wrong codes in a row before a pause.
const TRIES: i64 = 5;

/// How long the pause is.
const PAUSE: TimeDelta = TimeDelta::minutes(30);

/// Recovery codes that a member gets.
const RECOVERY_CODES: usize = 10;

/// Crockford's base32: what people mix up with one of these reads as it.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What a code did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It is right; new recovery codes if it was the first one.
    Right(Option<Vec<String>>),
    /// It matches nothing; so many tries are left before a pause, at least one.
    Wrong(u64),
    /// It was right before: a code works once.
    Used,
    /// No code is looked at before this instant.
    Locked(DateTime<Utc>),
}

/// A fresh secret, in base32 as people type it.
pub fn fresh_secret() -> String {
    Secret::from(random::<20>()).to_base32()
}

/// The bytes of a secret in base32, with or without spaces; `None` if it does not read or has fewer
/// than 128 bits.
pub fn read_secret(text: &str) -> Option<Vec<u8>> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '=').collect();
    let secret = Secret::try_from_base32(bare.to_ascii_uppercase()).ok()?;
    Builder::new().with_secret(secret.as_bytes().to_vec()).build().ok()?;
    Some(secret.as_bytes().to_vec())
}

/// The generator of a member's codes; `issuer` and `account` are what their phone shows.
pub fn generator(secret: &[u8], (issuer, account): (&str, &str)) -> Result<Totp, PortalError> {
    let bare = |text: &str| text.replace(':', " ");
    Builder::new()
        .with_secret(secret.to_vec())
        .with_issuer(Some(bare(issuer)))
        .with_account_name(bare(account))
        .build()
        .map_err(|_| PortalError::Refused("totp-secret"))
}

/// The `otpauth:` address that a phone's app reads.
pub fn address(totp: &Totp) -> Result<String, PortalError> {
    totp.to_url().map_err(|_| PortalError::Refused("totp-secret"))
}

/// The secret in groups of four, as people type it.
pub fn in_groups(totp: &Totp) -> String {
    let text = totp.secret().to_base32();
    let letters: Vec<char> = text.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// The code that is right at `now`, for who prints it beside a demo's sign-in.
pub fn current_code(totp: &Totp, now: DateTime<Utc>) -> String {
    totp.generate(seconds(now)).to_string()
}

/// `text` as a QR code: one `<svg>` element, black on white, without `style`.
pub fn qr_svg(text: &str) -> Result<String, PortalError> {
    let code = QrCode::new(text.as_bytes()).map_err(|_| PortalError::Refused("totp-secret"))?;
    let image = code.render::<svg::Color<'_>>().min_dimensions(200, 200).build();
    // The library puts an XML declaration in front, which has no place inside a page.
    Ok(image.find("<svg").map_or_else(String::new, |at| image[at..].to_owned()))
}

/// Looks at a code that `member` typed at `now`, and says what the factor is after it.
pub fn check(
    (keys, tenant): (&Keys, &Tenant),
    member: &Member,
    totp: &Totp,
    typed: &str,
    now: DateTime<Utc>,
) -> (Verdict, Factor) {
    let mut factor = member.factor.clone();
    if now < factor.locked_until {
        return (Verdict::Locked(factor.locked_until), factor);
    }
    let typed: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    let step = totp.check(&typed, seconds(now)).and_then(|step| i64::try_from(step).ok());
    let hashes = recovery_hashes((keys, tenant), member, &as_copied(&typed));
    if let Some(step) = step {
        if step <= factor.step {
            return (Verdict::Used, factor);
        }
        factor.step = step;
    } else if let Some(at) = factor.recovery.iter().position(|known| hashes.contains(known)) {
        factor.recovery.remove(at);
    } else {
        return missed(factor, now);
    }
    factor.wrong = 0;
    let first = factor.confirmed_at.is_none().then(|| recovery_codes((keys, tenant), member));
    let (codes, hashes) = first.unzip();
    if let Some(hashes) = hashes {
        factor.recovery = hashes;
        factor.confirmed_at = Some(now);
    }
    (Verdict::Right(codes), factor)
}

fn missed(mut factor: Factor, now: DateTime<Utc>) -> (Verdict, Factor) {
    factor.wrong += 1;
    if factor.wrong < TRIES {
        let left = u64::try_from(TRIES - factor.wrong).unwrap_or(1);
        return (Verdict::Wrong(left), factor);
    }
    factor.wrong = 0;
    factor.locked_until = now + PAUSE;
    (Verdict::Locked(factor.locked_until), factor)
}

/// Ten codes of 50 random bits, as they are shown, and the hashes that are kept.
fn recovery_codes(of: (&Keys, &Tenant), member: &Member) -> (Vec<String>, Vec<String>) {
    let code = || {
        let letters = random::<10>().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
        let (front, back) = letters.split_at(5);
        format!("{}-{}", String::from_iter(front), String::from_iter(back))
    };
    let codes: Vec<String> = std::iter::repeat_with(code).take(RECOVERY_CODES).collect();
    let hashes = codes.iter().map(|code| recovery_hash(of, member, &code.replace('-', "")));
    (codes.clone(), hashes.collect())
}

/// A recovery code as we wrote it, from what somebody read on paper.
fn as_copied(typed: &str) -> String {
    let read = |c: char| match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        c => c,
    };
    typed.chars().map(read).collect()
}

/// The column that recovery codes are hashed for.
const RECOVERY: &str = "recovery_code";

fn recovery_hash((keys, tenant): (&Keys, &Tenant), member: &Member, code: &str) -> String {
    hex(&keys.look_up(tenant, RECOVERY, &format!("{} {code}", member.id)))
}

/// Every hash under which the code may be known: codes outlive the key that they were hashed under.
fn recovery_hashes(of: (&Keys, &Tenant), member: &Member, code: &str) -> Vec<String> {
    let known = of.0.all_look_ups(of.1, RECOVERY, &format!("{} {code}", member.id));
    known.iter().map(|hash| hex(hash)).collect()
}

fn seconds(now: DateTime<Utc>) -> u64 {
    u64::try_from(now.timestamp()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
