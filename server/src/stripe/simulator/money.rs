//! Which amounts the simulator takes, from Stripe's published rules. Written apart from the
//! product's own table on purpose: a mistake there must be refused here.

use super::answer::Refusal;

/// Amounts of these must end in the given number of zeros.
fn trailing_zeros(currency: &str) -> u32 {
    match currency {
        "isk" | "ugx" => 2,
        "bhd" | "jod" | "kwd" | "omr" | "tnd" => 1,
        _ => 0,
    }
}

/// The decimals that Stripe counts in.
pub(super) fn decimals(currency: &str) -> u32 {
    match currency {
        "bif" | "clp" | "djf" | "gnf" | "jpy" | "kmf" | "krw" | "mga" | "pyg" | "rwf" | "vnd"
        | "vuv" | "xaf" | "xof" | "xpf" => 0,
        "bhd" | "jod" | "kwd" | "omr" | "tnd" => 3,
        _ => 2,
    }
}

fn floor(currency: &str) -> i64 {
    match currency {
        "usd" | "aud" | "brl" | "cad" | "chf" | "eur" | "inr" | "nzd" | "sgd" | "jpy" | "krw" => 50,
        "gbp" => 30,
        "aed" | "myr" | "pln" | "ron" | "pen" => 200,
        "dkk" => 250,
        "sek" | "nok" => 300,
        "hkd" => 400,
        "mxn" | "thb" => 1000,
        "czk" => 1500,
        "huf" => 17_500,
        "cop" => 200_000,
        "clp" => 500,
        _ => 1,
    }
}

fn digits(currency: &str) -> u32 {
    match currency {
        "idr" => 12,
        "cop" => 10,
        "inr" => 9,
        _ => 8,
    }
}

/// Refuses an amount that Stripe would refuse; `param` names where it stood.
pub(super) fn check(amount: i64, currency: &str, param: &str) -> Result<(), Refusal> {
    let known = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_lowercase());
    if !known {
        return Err(Refusal::invalid(format!("Invalid currency: {currency}.")).param("currency"));
    }
    if amount % 10_i64.pow(trailing_zeros(currency)) != 0 {
        let text = format!("Invalid amount: {amount} cannot be charged in {currency}.");
        return Err(Refusal::invalid(text).code("parameter_invalid_integer").param(param));
    }
    if amount < floor(currency) {
        let text = "The Checkout Session's total amount must convert to at least 50 cents.";
        return Err(Refusal::invalid(text).code("amount_too_small").param(param));
    }
    if amount >= 10_i64.pow(digits(currency)) {
        let text = "The Checkout Session's total amount is too large.";
        return Err(Refusal::invalid(text).code("amount_too_large").param(param));
    }
    Ok(())
}

/// The amount as people read it: region decides the separators.
pub(super) fn written(amount: i64, currency: &str) -> String {
    let places = decimals(currency) as usize;
    let digits = format!("{:0>width$}", amount.abs(), width = places + 1);
    let (whole, rest) = digits.split_at(digits.len() - places);
    let (group, point) = match currency {
        "eur" | "cop" | "clp" | "ars" | "brl" | "uyu" | "pyg" | "crc" | "isk" => (".", ","),
        _ => (",", "."),
    };
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push_str(group);
        }
        text.push(digit);
    }
    // Zero-fraction currencies are read in whole units whatever they are counted in.
    if places > 0 && trailing_zeros(currency) < 2 {
        text.push_str(point);
        text.push_str(rest);
    }
    match currency {
        "pen" => format!("S/ {text}"),
        "mxn" | "clp" => format!("${text}"),
        "cop" | "ars" => format!("$ {text}"),
        "brl" => format!("R$ {text}"),
        "eur" => format!("{text} €"),
        _ => format!("{} {text}", currency.to_ascii_uppercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_their_region_writes_them() {
        for (amount, currency, text) in [
            (123_450, "pen", "S/ 1,234.50"),
            (1_234_567_800, "cop", "$ 12.345.678,00"),
            (45_000, "clp", "$45.000"),
            (5, "eur", "0,05 €"),
            (500, "isk", "ISK 5"),
            (1_234_560, "kwd", "KWD 1,234.560"),
        ] {
            assert_eq!(written(amount, currency), text);
        }
    }
}
