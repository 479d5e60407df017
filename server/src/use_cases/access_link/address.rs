//! Where the reminders of the creditor's own systems may go, and what the person wishes of them.

use domain::contact::Wish;
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use crate::compose::Portal;
use crate::store::debtor::Person;
use crate::store::same_address;
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, reach, stop, wish};

/// What may stand in a file of a person. No `Debug`: it is personal.
pub(super) struct Addresses {
    /// The e-mail address; none where they want no e-mail, or it is dead.
    pub email: Option<String>,
    /// The phone number; none where they want neither SMS nor WhatsApp, or it is dead.
    pub phone: Option<String>,
    /// What they wish; a way whose address is dead or somebody else's is among the refused ones.
    pub wish: Wish,
}

impl Addresses {
    /// One address for a file that does not say by which way: the e-mail, else a phone to which nothing is refused.
    pub(super) fn any(self) -> Option<String> {
        let refuses = |channel: &ContactChannel| self.wish.refused.contains(channel.way());
        let is_open = !ContactChannel::OF_PHONES.iter().any(refuses);
        self.email.or(self.phone.filter(|_| is_open))
    }
}

/// Asks which addresses of a person are open.
pub(super) async fn of(
    conn: &mut AnyConnection,
    portal: &Portal,
    tenant: &Tenant,
    (case, person): (&CaseId, &Person),
) -> Result<Addresses, PortalError> {
    let mut wish = wish::get(conn, tenant, case).await?.wish;
    for channel in same_address::closed(conn, tenant, (case, same_address::How::NotThem)).await? {
        wish.refused = wish.refused.with(channel);
    }
    for channel in ContactChannel::ALL {
        let Some(address) = reach::address(person, channel) else { continue };
        let of = (case, channel, address);
        if stop::stands(conn, portal, tenant, of).await?.is_some() {
            wish.refused = wish.refused.with(channel.way());
        }
    }
    let is_open = |channel: ContactChannel| !wish.refused.contains(channel.way());
    let email = person.email.clone().filter(|_| is_open(ContactChannel::Email));
    let phone = person.phone.clone().filter(|_| ContactChannel::OF_PHONES.into_iter().any(is_open));
    Ok(Addresses { email, phone, wish })
}
