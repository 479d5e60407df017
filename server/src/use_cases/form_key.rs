//! The key in a form of the team: sent twice, by a double click or a reload, the form acts once.

use domain::ids::{PaymentId, RefundId};
use sha2::{Digest, Sha256};

use super::PortalError;
use crate::compose::Portal;
use crate::in_tx;
use crate::store::{StoreError, form_key as store, refund};
use crate::tenant::Tenant;

/// The key of one form on one drawn page: 32 hexadecimal digits that sort by age, as ids do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormKey(u128);

impl FormKey {
    /// A key for a page that is being drawn. Nothing is stored before the form comes back.
    pub fn fresh(portal: &Portal) -> Self {
        Self(portal.ids.bits())
    }

    /// Reads the hidden field; `None` for anything that no page of ours holds.
    pub fn parse(text: &str) -> Option<Self> {
        let sound = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        sound.then(|| u128::from_str_radix(text, 16).ok().map(Self)).flatten()
    }

    /// Reads the hidden field of the refund of `payment`, which is the page's key and the payment's
    /// id; gives the refund that it asks for. A page has many such forms, each its own refund.
    pub fn parse_refund(text: &str, payment: &PaymentId) -> Option<RefundId> {
        let (key, of) = text.split_once('.')?;
        let Self(bits) = Self::parse(key).filter(|_| of == payment.as_str())?;
        let digest = Sha256::digest(text.as_bytes());
        let tail = u64::from_be_bytes(digest[..8].try_into().ok()?);
        // The front of the key says when the page was drawn: refunds still sort by age.
        Some(RefundId::from_bits((bits >> 64 << 64) | u128::from(tail)))
    }
}

impl std::fmt::Display for FormKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// What the form with `key` did when it came first; `None` if this is the first time.
///
/// Two that come at the same instant both see `None`: what they do must also be keyed, or happen in
/// the transaction that remembers.
pub async fn result(
    portal: &Portal,
    tenant: &Tenant,
    key: &FormKey,
) -> Result<Option<String>, PortalError> {
    let mut conn = portal.store.read().await?;
    Ok(store::find(&mut conn, tenant, &key.to_string()).await?)
}

/// Remembers what the form with `key` did; the first result stays.
pub async fn remember(
    portal: &Portal,
    tenant: &Tenant,
    key: &FormKey,
    result: &str,
) -> Result<(), PortalError> {
    let (now, key) = (portal.clock.now(), key.to_string());
    in_tx!(portal.store, tx => store::insert(&mut tx, tenant, (&key, result), now).await?)
        .map_err(|error: StoreError| error)?;
    Ok(())
}

/// Whether the form that asks for this refund has come before.
pub async fn refund_came(
    portal: &Portal,
    tenant: &Tenant,
    id: &RefundId,
) -> Result<bool, PortalError> {
    let mut conn = portal.store.read().await?;
    Ok(refund::find(&mut conn, tenant, id).await?.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_page_of_ours_holds_is_a_key() {
        let key = FormKey(0x0192_f0c8_0000_7000_8000_0000_0000_0001);
        assert_eq!(FormKey::parse(&key.to_string()), Some(key.clone()));
        for text in
            ["", "12", "+0192f0c8000070008000000000000001", "0192f0c800007000800000000000000é"]
        {
            assert_eq!(FormKey::parse(text), None, "{text}");
        }
    }

    #[test]
    fn each_payment_of_a_page_has_a_refund_of_its_own_and_always_the_same() {
        let key = FormKey(0x0192_f0c8_0000_7000_8000_0000_0000_0001);
        let (one, two) = (PaymentId::from_bits(1), PaymentId::from_bits(2));
        let field = |payment: &PaymentId| format!("{key}.{payment}");
        let refund = FormKey::parse_refund(&field(&one), &one).expect("a refund");
        assert!(refund.as_str().starts_with("refund_0192f0c800007000"), "{refund}");
        assert_eq!(FormKey::parse_refund(&field(&one), &one), Some(refund.clone()));
        assert_ne!(FormKey::parse_refund(&field(&two), &two), Some(refund));
        assert_eq!(FormKey::parse_refund(&field(&one), &two), None);
        assert_eq!(FormKey::parse_refund(&key.to_string(), &one), None);
    }
}
