//! Whether a certificate is genuine: for everybody who has its code. Names nobody and no amount.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::components::Tick;
use crate::reader::Reader;
use crate::shell::{self, Head, Shell};
use crate::texts::key;

/// What is known of a code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Certificate {
    /// It is of a certificate that holds.
    Genuine(Issued),
    /// It is of one that was taken back.
    Revoked(Issued),
    /// It is of none.
    Unknown,
}

/// What stands on every certificate, so that a paper can be held against it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issued {
    /// Who issued it.
    pub creditor: String,
    /// When.
    pub on: NaiveDate,
}

/// The page, without a session; the shell is the host's own.
pub fn page(shell: Shell, certificate: Certificate) -> String {
    let reader = shell.reader;
    let head = Head::titled(reader.say(key::CertificateTitle));
    shell::page(shell, head, move || {
        let done = matches!(certificate, Certificate::Genuine(_));
        let (heading, line) = words(reader, &certificate);
        view! {
            {done.then(|| view! { <Tick/> })}
            <h1>{heading}</h1>
            <p>{line}</p>
        }
        .into_any()
    })
}

fn words(reader: Reader, certificate: &Certificate) -> (String, String) {
    match certificate {
        Certificate::Genuine(Issued { creditor, on }) => (
            reader.say(key::CertificateGenuine),
            reader.say(key::CertificateGenuineMore { creditor, day: &reader.dated(*on) }),
        ),
        Certificate::Revoked(Issued { creditor, on }) => (
            reader.say(key::CertificateRevoked),
            reader.say(key::CertificateRevokedMore { creditor, day: &reader.dated(*on) }),
        ),
        Certificate::Unknown => {
            (reader.say(key::CertificateUnknown), reader.say(key::CertificateUnknownMore))
        }
    }
}
