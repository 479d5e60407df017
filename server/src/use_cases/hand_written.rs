//! Words for WhatsApp that somebody of the team sends from their own phone: made here, and counted from then on,
//! for nobody sees whether they leave. Who says that they were not sent takes them back.

use app::creditor::hand_written::HandWrittenView;
use app::messages::short;
use app::reader::Reader;
use domain::contact::{About, Channel, Decision, Initiative};
use domain::contact_channel::ContactChannel;
use domain::ids::{AccessLinkId, CaseId, MessageId};
use reqwest::Url;

use super::access_link::{plain, url};
use super::gate::{self, Wanted};
use super::{PortalError, reach, sender, stop, voice, wall_clock};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::debtor::Find;
use crate::store::hand_written::{self as store, ByHand, Fate};
use crate::store::{access_link, case, channel_rest, creditor, debtor, evidence, same_address};
use crate::tenant::Tenant;

/// What the contact rules are asked.
pub const WANTED: Wanted =
    Wanted { initiative: Initiative::Creditor, about: About::Other, channel: Channel::WhatsApp };

/// The kind of the act, and of the message that is counted.
pub const BY_HAND: &str = "sent-by-hand";

/// Where WhatsApp opens a conversation with a number and words in it.
const WHATSAPP: &str = "https://wa.me/";

/// The kind of the act that takes such words back.
pub const NOT_SENT: &str = "not-sent-by-hand";

/// Makes the words with a link of their own, at the wish of `who` of the team: a contact that counts as any other
/// as soon as the words are there. `None` if the person is not to be written to now, or permits nothing to the number on
/// file.
pub async fn draft(
    portal: &Portal,
    tenant: &Tenant,
    case: &CaseId,
    who: &str,
) -> Result<Option<HandWrittenView>, PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        let found = debtor::find(&mut tx, tenant, &portal.keys, Find::Case(&case.id)).await?;
        let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
        let (whose, who_is) = ((tenant, &settings), (&case.id, &debtor.person));
        same_address::take_turn(&mut tx, tenant, &case.id, now).await?;
        let ruling = gate::ask(&mut tx, whose, who_is, WANTED, now).await?;
        let phone = match (&debtor.person.phone, ruling.decision) {
            (Some(phone), Decision::Send(_)) => {
                let of = (&case.id, ContactChannel::WhatsApp, phone.as_str());
                let stops = stop::stands(&mut tx, portal, tenant, of).await?;
                let rests = channel_rest::rests(&mut tx, tenant, of.1).await?;
                let is_permitted = reach::is_permitted(&mut tx, portal, tenant, of).await?;
                Some(phone.clone()).filter(|_| is_permitted && stops.is_none() && !rests)
            }
            _ => None,
        };
        match phone {
            None => None,
            Some(phone) => {
                let made = plain(portal, &mut tx, whose, &case.id).await?;
                let act = format!("{} {who}", made.id);
                evidence::append(&mut tx, tenant, &mut case, now, ("link-made", &act)).await?;
                let id = MessageId::from_bits(portal.ids.bits());
                let new = ByHand { id: &id, case: &case.id, kind: BY_HAND, link: &made.id };
                store::insert(&mut tx, tenant, new, now).await?;
                let reader = reader(&settings, &debtor.person, now);
                let link = url(portal, &settings, &made.token, reader.voice.lang);
                let words = short(reader, &sender::writer(portal, &settings), &link);
                let name = debtor.person.name.unwrap_or(debtor.reference);
                let whatsapp = whatsapp(&phone, &words);
                Some(HandWrittenView {
                    case: case.id.clone(),
                    name,
                    words,
                    whatsapp,
                    link: made.id,
                })
            }
        }
    })
}

fn reader(
    settings: &Settings,
    person: &debtor::Person,
    now: chrono::DateTime<chrono::Utc>,
) -> Reader {
    let today = wall_clock::local(settings.zone, now).date();
    Reader::new(voice::to_debtor(settings, person), today)
}

/// The address that opens WhatsApp: the number without its plus, and the words.
fn whatsapp(phone: &str, words: &str) -> String {
    let number = phone.trim_start_matches('+');
    let address = format!("{WHATSAPP}{number}");
    let with_words = Url::parse_with_params(&address, [("text", words)]);
    with_words.map_or(address, |url| url.to_string().replace('+', "%20"))
}

/// Writes down that the words with `link` were sent by `who`. Twice is once. `NotFound` for a link that no draft of
/// this case has made.
pub async fn sent(
    portal: &Portal,
    tenant: &Tenant,
    (case, link): (&CaseId, &AccessLinkId),
    who: &str,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let of = (&case.id, BY_HAND, link);
        if store::end(&mut tx, tenant, of, (Fate::Sent, now)).await? {
            access_link::sent(&mut tx, tenant, link, now).await?;
            let body = format!("{link} {who}");
            evidence::append(&mut tx, tenant, &mut case, now, (BY_HAND, &body)).await?;
        } else if !store::is_known(&mut tx, tenant, of).await? {
            return Err(PortalError::NotFound);
        }
    })
}

/// Writes down that the words with `link` were not sent: they count no longer, and the link is closed. After
/// somebody said that they were, nothing happens. `NotFound` as for [`sent`].
pub async fn not_sent(
    portal: &Portal,
    tenant: &Tenant,
    (case, link): (&CaseId, &AccessLinkId),
    who: &str,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        let of = (&case.id, BY_HAND, link);
        if store::end(&mut tx, tenant, of, (Fate::NotSent, now)).await? {
            access_link::revoke(&mut tx, tenant, link, now).await?;
            let body = format!("{link} {who}");
            evidence::append(&mut tx, tenant, &mut case, now, (NOT_SENT, &body)).await?;
        } else if !store::is_known(&mut tx, tenant, of).await? {
            return Err(PortalError::NotFound);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatsapp_opens_with_the_number_and_the_words_whatever_they_hold() {
        let words =
            "Tienes un mensaje: https://a.example/e/1?lang=en Para dejar, 100 % & más + BAJA";
        let address = whatsapp("+51987654321", words);
        assert!(
            address.starts_with("https://wa.me/51987654321?text=Tienes%20un%20mensaje"),
            "{address}"
        );
        let url = Url::parse(&address).expect("an address");
        assert_eq!(url.host_str(), Some("wa.me"));
        let read: Vec<_> = url.query_pairs().collect();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].1, words);
    }
}
