//! A picture or another file that somebody sent us: fetched with the account's credentials, which no other server gets
//! to see.
//!
//! Source: <https://www.twilio.com/docs/messaging/api/media-resource>: a request for the file leads on to where it lies.

use reqwest::header::LOCATION;
use reqwest::{RequestBuilder, Response, Url};

/// The most bytes of a file that is kept.
const LARGEST: usize = 5 * 1024 * 1024;

/// How often a request may be led on.
const LED_ON: usize = 3;

/// Where Twilio keeps files, beside its own address.
const HOSTS: [&str; 3] = [".twilio.com", ".twiliocdn.com", ".amazonaws.com"];

/// What became of fetching a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fetched {
    /// All of it.
    Whole(Vec<u8>),
    /// It cannot be had: why, in a word of the program.
    Never(&'static str),
    /// Perhaps later: why, without a secret.
    Later(String),
}

/// Whether an address names a file of a message of the account at `account_url`.
pub(super) fn is_own(account_url: &str, url: &str) -> bool {
    let rest = url.strip_prefix(account_url).and_then(|rest| rest.strip_prefix("/Messages/"));
    let Some((message, media)) = rest.and_then(|rest| rest.split_once("/Media/")) else {
        return false;
    };
    let is_id = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
    is_id(message) && is_id(media)
}

/// Whether a request may be led on to `next`: to Twilio's own servers, or to those where it keeps files.
fn may_lead_to(api: &str, next: &Url) -> bool {
    let is_api = Url::parse(api).is_ok_and(|api| api.origin() == next.origin());
    let host = next.host_str().unwrap_or_default();
    is_api || next.scheme() == "https" && HOSTS.iter().any(|known| host.ends_with(known))
}

/// Fetches what `first` asks for with the account's credentials; where it leads on none are sent.
pub(super) async fn fetch(api: &str, http: &reqwest::Client, first: RequestBuilder) -> Fetched {
    let mut asked = first;
    for _ in 0..=LED_ON {
        let Ok(answer) = asked.send().await else {
            return Fetched::Later("not connected".to_owned());
        };
        match answer.status().as_u16() {
            200 => return whole(answer).await,
            301 | 302 | 303 | 307 | 308 => match led_on(&answer) {
                Some(next) if may_lead_to(api, &next) => asked = http.get(next),
                _ => return Fetched::Never("elsewhere"),
            },
            status @ (401 | 403 | 408 | 429 | 500..=599) => {
                return Fetched::Later(format!("status {status}"));
            }
            _ => return Fetched::Never("gone"),
        }
    }
    Fetched::Never("elsewhere")
}

fn led_on(answer: &Response) -> Option<Url> {
    let next = answer.headers().get(LOCATION)?.to_str().ok()?;
    answer.url().join(next).ok()
}

/// The body, unless it is too large: no more of it is read than that.
async fn whole(mut answer: Response) -> Fetched {
    let mut bytes = Vec::new();
    loop {
        match answer.chunk().await {
            Ok(Some(chunk)) if bytes.len() + chunk.len() > LARGEST => {
                return Fetched::Never("large");
            }
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => return Fetched::Whole(bytes),
            Err(_) => return Fetched::Later("the connection broke".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: &str = "https://api.twilio.com/2010-04-01/Accounts/AC1";

    #[test]
    fn credentials_go_only_to_files_of_the_account() {
        for (url, expected) in [
            ("https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1", true),
            ("https://api.twilio.com/2010-04-01/Accounts/AC2/Messages/MM1/Media/ME1", false),
            ("https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/../Media/ME1", false),
            ("https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1?x=1", false),
            ("https://api.twilio.com/2010-04-01/Accounts/AC1.json", false),
            (
                "https://api.twilio.com.evil.example/2010-04-01/Accounts/AC1/Messages/M/Media/M",
                false,
            ),
            ("http://169.254.169.254/latest", false),
            ("", false),
        ] {
            assert_eq!(is_own(ACCOUNT, url), expected, "{url}");
        }
    }

    #[test]
    fn a_request_is_led_on_to_no_other_server() {
        for (url, expected) in [
            ("https://mms.twiliocdn.com/AC1/x", true),
            ("https://media.us1.twilio.com/x", true),
            ("https://s3-external-1.amazonaws.com/media.twiliocdn.com/x", true),
            ("https://api.twilio.com/x", true),
            ("http://mms.twiliocdn.com/x", false),
            ("https://twiliocdn.com.evil.example/x", false),
            ("https://eviltwilio.com/x", false),
            ("http://127.0.0.1:8080/x", false),
            ("file:///etc/passwd", false),
        ] {
            let url = Url::parse(url).expect("an address");
            assert_eq!(may_lead_to("https://api.twilio.com", &url), expected, "{url}");
        }
    }
}
