//! E-mail addresses that are safe to put into a message's head.

/// Why a text is not an address that we write to. Never names the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum EmailError {
    /// Nothing, or more than 254 characters.
    #[error("e-mail address of impossible length")]
    Length,
    /// A character that an address without quotes cannot have: spaces, line ends, accents.
    #[error("unexpected character in e-mail address")]
    Character,
    /// No `@`, two of them, or a name or host that cannot be one.
    #[error("not an e-mail address")]
    Form,
}

/// An e-mail address: ASCII, no quotes, a host with a dot. No `Debug` and no `Display`, so that it
/// reaches no log.
///
/// Names of hosts with accents come in their `xn--` form; addresses with accents before the `@` are
/// refused, since most mail servers refuse them too.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

/// RFC 5321, section 4.5.3.1: a path has 256 characters, its angle brackets among them.
const LONGEST: usize = 254;
/// RFC 5321, section 4.5.3.1.1.
const LONGEST_NAME: usize = 64;

impl EmailAddress {
    /// Reads an address; spaces around it do not matter, and the host is lowered.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim_matches(' ');
        if text.is_empty() || text.len() > LONGEST {
            return Err(EmailError::Length);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(EmailError::Character);
        }
        let (name, host) = text.split_once('@').ok_or(EmailError::Form)?;
        if !is_name(name)? || !is_host(host) {
            return Err(EmailError::Form);
        }
        Ok(Self(format!("{name}@{}", host.to_ascii_lowercase())))
    }

    /// The address itself, for sending and sealing; it must not be logged or shown.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The address as it is looked up: all in lower case, since no host tells `Rosa` from `rosa`.
    pub fn lookup(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// What a page may show of it to somebody who has not been checked: `r…@…`.
    pub fn masked(&self) -> String {
        self.0.chars().take(1).chain("…@…".chars()).collect()
    }
}

/// RFC 5322 dot-atom.
fn is_name(name: &str) -> Result<bool, EmailError> {
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte);
    if !name.bytes().all(allowed) {
        return Err(EmailError::Character);
    }
    Ok(name.len() <= LONGEST_NAME && name.split('.').all(|atom| !atom.is_empty()))
}

/// At least two labels of letters, digits and inner dashes, the last one not a number.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.rsplit_once('.').is_some_and(|(_, last)| last.bytes().any(|b| b.is_ascii_alphabetic()))
        && host.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<String, EmailError> {
        EmailAddress::parse(text).map(|address| address.reveal().to_owned())
    }

    #[test]
    fn addresses_are_read_and_their_host_is_lowered() {
        for (text, expected) in [
            ("rosa@ejemplo.pe", "rosa@ejemplo.pe"),
            (" Rosa.Quispe+a@Ejemplo.COM.PE ", "Rosa.Quispe+a@ejemplo.com.pe"),
            ("o'higgins@xn--pea-ioa.cl", "o'higgins@xn--pea-ioa.cl"),
            ("a@b.co", "a@b.co"),
            ("x_y=z@1.example", "x_y=z@1.example"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected));
        }
        let address = EmailAddress::parse("Rosa@Ejemplo.pe").ok();
        assert_eq!(address.as_ref().map(EmailAddress::lookup).as_deref(), Some("rosa@ejemplo.pe"));
        assert_eq!(address.as_ref().map(EmailAddress::masked).as_deref(), Some("R…@…"));
    }

    #[test]
    fn what_could_break_out_of_a_header_is_refused() {
        use EmailError::{Character, Form, Length};
        let long_name = format!("{}@example.com", "a".repeat(65));
        let long_host = format!("a@{}.com", "b".repeat(64));
        let long = format!("a@{}com", "b.".repeat(130));
        for (text, error) in [
            ("", Length),
            (&long, Length),
            ("rosa", Form),
            ("@example.com", Form),
            ("rosa@", Form),
            ("rosa@localhost", Form),
            ("rosa@example.com.", Form),
            ("rosa@.example.com", Form),
            ("rosa@-a.com", Form),
            ("rosa@1.2.3.4", Form),
            ("rosa@[1.2.3.4]", Form),
            ("a@b@c.com", Form),
            (".rosa@example.com", Form),
            ("ro..sa@example.com", Form),
            (&long_name, Form),
            (&long_host, Form),
            ("rosa quispe@example.com", Character),
            ("rosa@example.com\r\nBcc: x@y.com", Character),
            ("rosa@example.com\n", Character),
            ("rosa\t@example.com", Character),
            ("\"rosa\"@example.com", Character),
            ("Rosa <rosa@example.com>", Character),
            ("a,b@example.com", Character),
            ("josé@example.com", Character),
            ("rosa@peña.com", Character),
            ("rosa@example.com\0", Character),
        ] {
            assert_eq!(read(text), Err(error), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_address_holds_what_parts_headers(text in "\\PC{0,40}|[a-z@.<>,;:\\r\\n\" ]{0,30}") {
            if let Ok(address) = read(&text) {
                prop_assert_eq!(read(&address), Ok(address.clone()));
                let safe = |b: u8| b.is_ascii_graphic() && !b"<>,;:\"()[]\\".contains(&b);
                prop_assert!(address.bytes().all(safe));
                prop_assert_eq!(address.matches('@').count(), 1);
            }
        }
    }
}
