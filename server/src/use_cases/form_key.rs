//! The key in a form of the team: sent twice, by a double click or a reload, the form acts once.

use domain::ids::RefundId;

use super::PortalError;
use crate::compose::Portal;
use crate::in_tx;
use crate::store::{StoreError, form_key as store};
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

    /// The refund that this form asks for.
    pub fn refund(&self) -> RefundId {
        RefundId::from_bits(self.0)
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
pub async fn result(portal: &Portal, tenant: &Tenant, key: &FormKey) -> Result<Option<String>, PortalError> {
    let mut conn = portal.store.read().await?;
    Ok(store::find(&mut conn, tenant, &key.to_string()).await?)
}

/// Remembers what the form with `key` did; the first result stays.
pub async fn remember(portal: &Portal, tenant: &Tenant, key: &FormKey, result: &str) -> Result<(), PortalError> {
    let (now, key) = (portal.clock.now(), key.to_string());
    in_tx!(portal.store, tx => store::insert(&mut tx, tenant, (&key, result), now).await?)
        .map_err(|error: StoreError| error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_page_of_ours_holds_is_a_key() {
        let key = FormKey(0x0192_f0c8_0000_7000_8000_0000_0000_0001);
        assert_eq!(FormKey::parse(&key.to_string()), Some(key.clone()));
        assert_eq!(key.refund().to_string(), format!("refund_{key}"));
        for text in ["", "12", "+0192f0c8000070008000000000000001", "0192f0c800007000800000000000000é"] {
            assert_eq!(FormKey::parse(text), None, "{text}");
        }
    }
}
