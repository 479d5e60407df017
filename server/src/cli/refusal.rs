//! What a use case refused, in a line for who typed the command.

use crate::use_cases::PortalError;

/// The line that says why a command did nothing.
pub fn in_words(error: PortalError) -> Box<dyn std::error::Error + Send + Sync> {
    match error {
        PortalError::Refused(word) => line(word).into(),
        PortalError::NotFound => "there is nothing of that name".into(),
        error => Box::new(error),
    }
}

/// The line of a word of the program; the word itself if it has none.
fn line(word: &str) -> &str {
    match word {
        "account-missing" => {
            "several creditors cannot share one Stripe account: \
            name each one's in stripe.account"
        }
        "account-taken" => "another creditor has this Stripe account",
        "address-form" => "the form of address is neither tu nor usted",
        "amount" => "the amount is zero",
        "apart" => "14 or 30 days apart",
        "birth-date" => "the birth date is no day of the form 1980-12-31",
        "debtor" => "the customer's number is empty, too long, or has control characters",
        "description" | "document-type" => "a text is too long or has control characters",
        "email" => "this is not an e-mail address that we write to",
        "email-taken" => "somebody with this address is in the team already",
        "erased" => "this person was erased: nothing of them can be written any more",
        "import-taken-over" => "an import of this creditor was faster; try again when it is done",
        "import-under-way" => {
            "the last import is still being applied; `aldia import` goes on with it"
        }
        "host-taken" => "another creditor has this host",
        "hours" => {
            "nothing could ever leave within these hours: the country's rules close the others"
        }
        "key-kind" => "a public key only follows a key of EdDSA",
        "key-not-proved" => {
            "`aldia keys roll` has not ended yet: it proves that the old key is not needed"
        }
        "key-not-yet" => "the new master key does not seal yet; try again in a moment",
        "key-over" => "this key was revoked, or has a successor already",
        "key-rests" => {
            "the old master key stays for ten minutes after the new one began to seal; try again then"
        }
        "key-still-used" => {
            "something still seals with the old master key: does every node have the new file?"
        }
        "language" => "the language is none of es, en, pt",
        "country" => "the country is not the code of one that we know, as PE or CO",
        "name" => "the name is empty, too long, or has control characters",
        "national-id" => "the national id fails its check; name its kind as in pe-dni:40904759",
        "no-roll" => "there is no new master key beside the old one; `aldia keys roll` makes one",
        "phone" => "this is not a phone number; write it with its area code",
        "policy-contradicts" => "the policy contradicts itself: nothing was changed",
        "policy-currency" => {
            "there is a policy of this name in another currency: give this one a name of its own"
        }
        "policy-past" | "sequence-past" => "a version cannot begin in the past",
        "sequence-far" => "a version begins within a year",
        "postcode" => "the postcode is too long or has control characters",
        "proof" => "say in a line of at most 200 characters where they allowed it: --proof",
        "reference" => "the reference is empty, too long, or has control characters",
        "reference-taken" => "there is a debt with this reference already",
        "sender-taken" => "another creditor writes from this number or service",
        "sequence-contradicts" => "the sequence contradicts itself: nothing was changed",
        "totp-secret" => "the secret needs base32 of 128 bits at least",
        "zone" => "the zone is not an IANA name like America/Lima",
        other => of_permission(other).unwrap_or(other),
    }
}

/// The line of a word that refuses what somebody writes down of a channel: a permission, or a debtor's own choice.
fn of_permission(word: &str) -> Option<&'static str> {
    Some(match word {
        "empty" => "say where they allowed it: --proof",
        "future" => "nobody has allowed anything on a day that is still to come",
        "long" => "where they allowed it has at most 500 characters",
        "no-phone" => "there is no phone number on file; `aldia debtor edit --phone` writes one",
        "stopped" => {
            "they stopped this channel by a word: only they can come back, by answering START"
        }
        "refused-later" => {
            "they refused this channel on that day or after it: only a newer permission opens it"
        }
        "theirs" => {
            "they refused this channel themselves: they let it in again in their messages' page, or by \
            a newer permission for their phone"
        }
        _ => return None,
    })
}
