//! Whether Twilio sent a request: `X-Twilio-Signature` is the HMAC-SHA1, in base64, of the address that it
//! asked for and of the form's names and values, sorted, under the account's token.
//!
//! Source: <https://www.twilio.com/docs/usage/security#validating-requests>.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha1::Sha1;

/// A digest of SHA-1 in base64.
const LENGTH: usize = 28;

/// A form that came with a request, in any order.
pub type Form = [(String, String)];

/// Whether `given`, the header's value, signs a request for `url` with this form. `url` is the address as the
/// world knows it, whatever proxy stands before us; one without a port may be signed with the usual one.
pub fn fits(token: &SecretString, (url, form): (&str, &Form), given: &[u8]) -> bool {
    if given.len() != LENGTH {
        return false;
    }
    let Ok(given) = STANDARD.decode(given) else { return false };
    let signs = |url: &str| mac(token, url, form).verify_slice(&given).is_ok();
    signs(url) || with_port(url).is_some_and(|url| signs(&url))
}

/// The value of the header for a request: what stand-ins of Twilio send.
pub fn sign(token: &SecretString, (url, form): (&str, &Form)) -> String {
    STANDARD.encode(mac(token, url, form).finalize().into_bytes())
}

fn mac(token: &SecretString, url: &str, form: &Form) -> Hmac<Sha1> {
    let mut pairs: Vec<_> = form.iter().collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut mac = Hmac::<Sha1>::new_from_slice(token.expose_secret().as_bytes())
        .expect("HMAC takes keys of any length");
    mac.update(url.as_bytes());
    for (name, value) in pairs {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    mac
}

/// The same address with the port that its scheme stands for, where it names none.
fn with_port(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let port = match scheme {
        "https" => 443,
        "http" => 80,
        _ => return None,
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    (!host.contains(':')).then(|| format!("{scheme}://{host}:{port}{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://mycompany.com/myapp.php?foo=1&bar=2";

    /// The example of Twilio's documentation.
    fn form() -> Vec<(String, String)> {
        [
            ("CallSid", "CA1234567890ABCDE"),
            ("Caller", "+14158675310"),
            ("Digits", "1234"),
            ("From", "+14158675310"),
            ("To", "+18005551212"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
    }

    const SIGNED: &[u8] = b"GvWf1cFY/Q7PnoempGyD5oXAezc=";

    fn token(text: &str) -> SecretString {
        SecretString::from(text)
    }

    #[test]
    fn twilios_own_example_fits_in_any_order() {
        let (token, mut form) = (token("12345"), form());
        assert!(fits(&token, (URL, &form), SIGNED));
        form.reverse();
        assert!(fits(&token, (URL, &form), SIGNED));
        assert_eq!(sign(&token, (URL, &form)).as_bytes(), SIGNED);
    }

    #[test]
    fn whatever_differs_does_not_fit() {
        let (good, form) = (token("12345"), form());
        assert!(!fits(&token("12346"), (URL, &form), SIGNED), "another account");
        assert!(
            !fits(&good, ("https://mycompany.com/myapp.php", &form), SIGNED),
            "another address"
        );
        assert!(!fits(&good, (URL, &form[1..]), SIGNED), "a field less");
        let mut more = form.clone();
        more.push(("Body".to_owned(), "BAJA".to_owned()));
        assert!(!fits(&good, (URL, &more), SIGNED), "a field more");
        for given in [&b""[..], b"=", b"GvWf1cFY/Q7PnoempGyD5oXAezd=", &[255; LENGTH], &[b'A'; 500]]
        {
            assert!(!fits(&good, (URL, &form), given), "{given:?}");
        }
    }

    #[test]
    fn the_usual_port_may_stand_in_the_address_that_is_signed() {
        let (token, form) = (token("12345"), form());
        let with = sign(&token, ("https://pagos.example.com:443/webhooks/twilio/entrada", &form));
        let address = "https://pagos.example.com/webhooks/twilio/entrada";
        assert!(fits(&token, (address, &form), with.as_bytes()));
        let other = sign(&token, ("https://pagos.example.com:444/webhooks/twilio/entrada", &form));
        assert!(!fits(&token, (address, &form), other.as_bytes()));
    }
}
