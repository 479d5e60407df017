//! What may stand where a stranger reads it: a lock screen, a list of messages.

pub(super) use domain::discretion::tells;

use super::line::name;

/// The name as it may stand outside: cleaned, or not at all when it tells too much.
pub(crate) fn outside(text: &str) -> Option<String> {
    let name = name(text);
    let readable = name.chars().any(char::is_alphanumeric);
    (readable && !tells(&name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_tell_nothing_pass_and_the_others_do_not() {
        for quiet in [
            "Clínica San Borja",
            "Colegio 2 de Mayo",
            "Gimnasio 24 Horas",
            "PayPal",
            "Marcos",
            "Distribuidora Ñandú S.A.C.",
            "Debora Moraes",
            "Billie",
            "Interestelar",
        ] {
            assert_eq!(outside(quiet).as_deref(), Some(quiet));
        }
        for telling in [
            "Cobranzas del Sur",
            "Deudas Cero",
            "Banco de Crédito",
            "DÍVIDA ZERO",
            "Todo a $ 1.000",
            "Morosos S.L.",
            "PEN 850",
            "850 soles",
            "Pay Now",
            "Debt-Free Inc",
            "Recupera €",
            "a.deuda.b",
        ] {
            assert_eq!(outside(telling), None, "{telling}");
        }
        assert_eq!(outside("\u{202e}…\r\n"), None, "nothing to read");
    }
}
