//! Stripe's published test cards, and what they do.
//!
//! Source: docs.stripe.com/testing.

use super::book::{Decline, Outcome};

/// What happens to a payment with a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// The money comes.
    Pays,
    /// The money comes, then the payer's bank takes it back.
    PaysThenDisputed,
    /// The money comes, then the payer's bank asks about it.
    PaysThenInquiry,
    /// The payer has to confirm at the bank first.
    Authenticates { then: Box<Fate> },
    /// The bank says no.
    Declined(Decline),
}

impl Fate {
    /// What follows when the payer has answered the bank; `failure` is the code of not having done so.
    pub(super) fn answered(self, outcome: Outcome, failure: &str) -> Self {
        match (outcome, self) {
            (Outcome::Fail, _) => Self::Declined(decline_of(
                failure,
                None,
                "We are unable to authenticate your payment method.",
            )),
            (Outcome::Succeed, Self::Authenticates { then }) => *then,
            (Outcome::Succeed, other) => other,
        }
    }
}

/// What happens to a refund to a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RefundFate {
    AtOnce,
    Later,
    FailsLater,
}

/// One card of the table, as the hosted page offers it.
pub(super) struct TestCard {
    pub number: &'static str,
    /// What it does, in the page's language.
    pub does: &'static str,
}

/// The cards that the hosted page names.
pub(super) const OFFERED: [TestCard; 11] = [
    TestCard { number: "4242424242424242", does: "Paga" },
    TestCard { number: "4000002760003184", does: "Pide autenticación (3-D Secure)" },
    TestCard { number: "4000002500003155", does: "Pide autenticación una vez, al guardarla" },
    TestCard { number: "4000000000000341", does: "Se guarda; sus cobros se rechazan" },
    TestCard { number: "4000000000000002", does: "Rechazada" },
    TestCard { number: "4000000000009995", does: "Rechazada: fondos insuficientes" },
    TestCard { number: "4000000000000069", does: "Rechazada: tarjeta caducada" },
    TestCard { number: "4000000000000127", does: "Rechazada: código de seguridad" },
    TestCard { number: "4000000000000259", does: "Paga y luego se disputa" },
    TestCard { number: "4000000000001976", does: "Paga y luego el banco pregunta" },
    TestCard { number: "4000000000005126", does: "Paga; su devolución falla" },
];

/// What `number` does, or why it is no card number.
pub(super) fn fate(number: &str) -> Fate {
    let declined = |code, decline, message| Fate::Declined(decline_of(code, decline, message));
    let secure = |then| Fate::Authenticates { then: Box::new(then) };
    match number {
        "4000000000000002" | CHARGES_FAIL => {
            declined("card_declined", Some("generic_decline"), DECLINED)
        }
        "4000000000009995" => declined(
            "card_declined",
            Some("insufficient_funds"),
            "Your card has insufficient funds.",
        ),
        "4000000000009987" => declined("card_declined", Some("lost_card"), DECLINED),
        "4000000000009979" => declined("card_declined", Some("stolen_card"), DECLINED),
        "4000000000000069" => declined("expired_card", None, "Your card has expired."),
        "4000000000000127" => {
            declined("incorrect_cvc", None, "Your card's security code is incorrect.")
        }
        "4000000000000119" => declined(
            "processing_error",
            None,
            "An error occurred while processing your card. Try again in a little bit.",
        ),
        "4000002500003155" | "4000002760003184" | "4000000000003220" => secure(Fate::Pays),
        "4000008260003178" => secure(declined(
            "card_declined",
            Some("insufficient_funds"),
            "Your card has insufficient funds.",
        )),
        "4000008400001629" => secure(declined("card_declined", Some("generic_decline"), DECLINED)),
        "4000000000000259" => Fate::PaysThenDisputed,
        "4000000000001976" => Fate::PaysThenInquiry,
        number if is_card(number) => Fate::Pays,
        _ => declined("incorrect_number", None, "Your card number is incorrect."),
    }
}

/// What saving `number` does: some cards can be saved and never be charged.
pub(super) fn saving_fate(number: &str) -> Fate {
    match number {
        CHARGES_FAIL => Fate::Pays,
        number => fate(number),
    }
}

/// What charging the saved `number` does while its owner is away.
pub(super) fn away_fate(number: &str) -> Fate {
    match (number, fate(number)) {
        // Was confirmed when it was saved.
        ("4000002500003155", _) => Fate::Pays,
        (_, Fate::Authenticates { .. }) => Fate::Declined(decline_of(
            "authentication_required",
            Some("authentication_required"),
            "Your card was declined. This transaction requires authentication.",
        )),
        (_, other) => other,
    }
}

/// What a refund to `number` does.
pub(super) fn refund_fate(number: &str) -> RefundFate {
    match number {
        "4000000000007726" => RefundFate::Later,
        "4000000000005126" => RefundFate::FailsLater,
        _ => RefundFate::AtOnce,
    }
}

/// The brand by the first digits.
pub(super) fn brand(number: &str) -> &'static str {
    match number.as_bytes() {
        [b'4', ..] => "visa",
        [b'5', ..] => "mastercard",
        [b'3', b'4' | b'7', ..] => "amex",
        [b'6', ..] => "discover",
        _ => "unknown",
    }
}

/// Why the bank said no.
pub(super) fn decline_of(code: &str, reason: Option<&str>, message: &str) -> Decline {
    Decline {
        code: code.to_owned(),
        reason: reason.map(str::to_owned),
        message: message.to_owned(),
    }
}

/// A card that can be saved; every charge of it fails.
const CHARGES_FAIL: &str = "4000000000000341";

const DECLINED: &str = "Your card was declined.";

/// Digits of a card's length whose last one is the right check digit.
pub(super) fn is_card(number: &str) -> bool {
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            if at % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
        })
        .sum();
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    digits && (12..=19).contains(&number.len()) && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offered_card_has_a_right_check_digit() {
        for card in &OFFERED {
            assert!(is_card(card.number), "{}", card.number);
        }
        assert!(!is_card("4242424242424241") && !is_card("") && !is_card("42424242424242xx"));
    }

    #[test]
    fn what_is_no_card_number_is_declined_as_such() {
        for number in ["", "1234", "4242424242424241"] {
            let Fate::Declined(decline) = fate(number) else { panic!("{number} was taken") };
            assert_eq!(decline.code, "incorrect_number");
        }
    }
}
