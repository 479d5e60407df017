//! How Stripe signs webhooks. Written apart from the product's check on purpose.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The value of `Stripe-Signature` for `body` sent at `time`: one `v1` per secret.
pub(super) fn header(secrets: &[String], time: i64, body: &str) -> String {
    let mut header = format!("t={time}");
    for secret in secrets {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
            .expect("HMAC takes keys of any length");
        mac.update(format!("{time}.{body}").as_bytes());
        header.push_str(",v1=");
        for byte in mac.finalize().into_bytes() {
            header.push_str(&format!("{byte:02x}"));
        }
    }
    header
}
