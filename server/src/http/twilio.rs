//! What Twilio tells us: how messages to phones ended, and what people answer. Signed, or not believed.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::contact_channel::ContactChannel;
use domain::keyword::Keyword;

use crate::compose::Portal;
use crate::config::phones::{Phones, is_id};
use crate::twilio::{signature, status};
use crate::use_cases::delivery::{self, News};
use crate::use_cases::inbound::{self, Heard, Outcome};
use crate::use_cases::{PortalError, answer_file};

/// The fields of a form as they came.
type Fields = [(String, String)];

/// An answer in Twilio's own language that says nothing to who wrote.
const NOTHING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

/// POST /webhooks/twilio/{creditor}/{message}: how a message stands.
///
/// 2xx only after it is written; 400 for a signature that does not fit; 503 when the database does not
/// answer.
pub async fn status(
    State(portal): State<Portal>,
    Path((creditor, message)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> StatusCode {
    if !is_signed(&portal, (&uri, &headers), &fields) {
        return refused();
    }
    let word = field(&fields, "MessageStatus").unwrap_or_default();
    let Some(delivery) = status::delivery(word) else { return StatusCode::NO_CONTENT };
    let news = News { delivery, code: field(&fields, "ErrorCode") };
    match delivery::told(&portal, (&creditor, &message), news).await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(error) => unkept(&error),
    }
}

/// POST /webhooks/twilio/entrada: somebody answers.
pub async fn inbound(
    State(portal): State<Portal>,
    uri: Uri,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    if !is_signed(&portal, (&uri, &headers), &fields) {
        return refused().into_response();
    }
    let (to, media) = (senders(&fields), media(&fields));
    let Some(heard) = heard(&fields, (&to, &media)) else {
        tracing::warn!("a message from a phone does not read");
        return nothing();
    };
    match inbound::hear(&portal, heard).await {
        Ok(Outcome::NoCreditor) => {
            tracing::warn!("a message came to a number that no creditor writes from");
            nothing()
        }
        Ok(Outcome::Nobody) => {
            tracing::warn!("a message came from a number that no case of the creditor has");
            nothing()
        }
        Ok(Outcome::Taken | Outcome::Before) => nothing(),
        Err(error) => unkept(&error).into_response(),
    }
}

/// Whether the one signature of the request fits the address as the world knows it.
fn is_signed(portal: &Portal, (uri, headers): (&Uri, &HeaderMap), fields: &Fields) -> bool {
    let Phones::Twilio(twilio) = &portal.settings.phones else { return false };
    let mut given = headers.get_all("x-twilio-signature").iter();
    let (Some(given), None) = (given.next(), given.next()) else { return false };
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let url = format!("{}{path}", portal.settings.base_url);
    signature::fits(&twilio.auth_token, (&url, fields), HeaderValue::as_bytes(given))
}

fn refused() -> StatusCode {
    tracing::warn!("a request in the name of Twilio was refused: its signature does not fit");
    StatusCode::BAD_REQUEST
}

fn unkept(error: &PortalError) -> StatusCode {
    tracing::error!("what Twilio told could not be kept: {error}");
    StatusCode::SERVICE_UNAVAILABLE
}

fn nothing() -> Response {
    ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], NOTHING).into_response()
}

fn field<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// The senders of ours that a message may have gone to: its number, with the channel before it, and its
/// service.
fn senders(fields: &Fields) -> Vec<String> {
    let number = field(fields, "To").map(|to| match to.strip_prefix("whatsapp:") {
        Some(_) => to.to_owned(),
        None => format!("sms:{to}"),
    });
    let service = field(fields, "MessagingServiceSid").filter(|id| is_id(id, "MG"));
    number.into_iter().chain(service.map(str::to_owned)).collect()
}

/// Where Twilio has the files that came with a message.
fn media(fields: &Fields) -> Vec<String> {
    let url = |number| field(fields, &format!("MediaUrl{number}")).map(str::to_owned);
    (0..answer_file::MOST).map_while(url).collect()
}

fn heard<'a>(fields: &'a Fields, (to, media): (&'a [String], &'a [String])) -> Option<Heard<'a>> {
    let id = field(fields, "MessageSid").filter(|id| is_id(id, "SM") || is_id(id, "MM"))?;
    let from = field(fields, "From")?;
    let (channel, from) = match from.strip_prefix("whatsapp:") {
        Some(number) => (ContactChannel::WhatsApp, number),
        None => (ContactChannel::Sms, from),
    };
    let taken_for = match field(fields, "OptOutType") {
        Some("STOP") => Some(Keyword::Stop),
        Some("START") => Some(Keyword::Start),
        _ => None,
    };
    let words = field(fields, "Body").unwrap_or_default();
    let files = field(fields, "NumMedia").and_then(|text| text.parse::<u16>().ok());
    let files = files.map_or(0, i64::from);
    Some(Heard { id, channel, from, to, taken_for, words, files, media })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn an_answer_names_its_channel_its_number_and_where_it_went() {
        let id = format!("SM{}", "0".repeat(32));
        let service = format!("MG{}", "1".repeat(32));
        let sms = fields(&[
            ("MessageSid", &id),
            ("From", "+51987654321"),
            ("To", "+51912345678"),
            ("MessagingServiceSid", &service),
            ("Body", "BAJA"),
        ]);
        assert_eq!(senders(&sms), ["sms:+51912345678".to_owned(), service]);
        let to = senders(&sms);
        let one = heard(&sms, (&to, &[])).expect("it reads");
        assert_eq!(
            (one.channel, one.from, one.words),
            (ContactChannel::Sms, "+51987654321", "BAJA")
        );
        assert_eq!(one.taken_for, None);
        let whatsapp = fields(&[
            ("MessageSid", &id),
            ("From", "whatsapp:+51987654321"),
            ("To", "whatsapp:+51912345678"),
            ("OptOutType", "STOP"),
            ("NumMedia", "2"),
            ("MediaUrl0", "https://one.example"),
            ("MediaUrl1", "https://two.example"),
        ]);
        let to = senders(&whatsapp);
        let media = media(&whatsapp);
        assert_eq!(media, ["https://one.example", "https://two.example"]);
        assert_eq!(to, ["whatsapp:+51912345678"]);
        let one = heard(&whatsapp, (&to, &media)).expect("it reads");
        assert_eq!((one.channel, one.from), (ContactChannel::WhatsApp, "+51987654321"));
        assert_eq!((one.taken_for, one.words, one.files), (Some(Keyword::Stop), "", 2));
    }

    #[test]
    fn what_has_no_id_of_a_message_is_not_read() {
        for id in ["", "SM1", "SM\0", "XX00000000000000000000000000000000"] {
            let odd = fields(&[("MessageSid", id), ("From", "+51987654321")]);
            assert!(heard(&odd, (&[], &[])).is_none(), "{id:?}");
        }
    }
}
