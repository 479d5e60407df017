//! What may stand where a stranger reads it: a lock screen, a list of messages.

use domain::search_name::search_words;

use super::line::name;

/// Words about owing and paying in the languages of the texts, without accents; a star stands for
/// any ending.
const TELLING: [&str; 78] = [
    // Spanish.
    "deud*",
    "adeud*",
    "endeud*",
    "debe",
    "debes",
    "deben",
    "debido",
    "deber",
    "moros*",
    "mora",
    "vencid*",
    "vencimiento*",
    "atras*",
    "retras*",
    "cobr*",
    "impag*",
    "incumpl*",
    "pago",
    "pagos",
    "paga",
    "pagar*",
    "pague",
    "pagado*",
    "pagada*",
    "abono*",
    "saldo",
    "saldos",
    "cuota*",
    "factur*",
    "boleta*",
    "credit*",
    "prestam*",
    "interes",
    "intereses",
    "condona*",
    "embarg*",
    "reembolso*",
    "devoluc*",
    "devolv*",
    "dinero",
    "soles",
    "pesos",
    "euros",
    "dolar*",
    "reales",
    // English.
    "debt*",
    "owe",
    "owes",
    "owed",
    "owing",
    "overdue",
    "arrears",
    "collect*",
    "delinq*",
    "unpaid",
    "invoice*",
    "bill",
    "bills",
    "pay",
    "pays",
    "paid",
    "payment*",
    "loan*",
    "balance*",
    "refund*",
    "money",
    "dollar*",
    // Portuguese.
    "divid*",
    "devedor*",
    "debito*",
    "inadimpl*",
    "fatura*",
    "boleto*",
    "parcela*",
    "emprestim*",
    "juros",
    "reais",
    "dinheiro",
];

/// Whether a text tells a stranger about money: a word of the list, a currency sign or code.
pub(super) fn tells(text: &str) -> bool {
    text.contains(['$', '€', '£', '¥', '₡', '₲', '₱']) || text.split(is_gap).any(word_tells)
}

fn is_gap(c: char) -> bool {
    !c.is_alphanumeric()
}

fn word_tells(word: &str) -> bool {
    let is_code = word.len() == 3
        && word.bytes().all(|b| b.is_ascii_uppercase())
        && domain::money::Currency::parse(word).is_some();
    is_code || search_words(word).iter().any(|word| TELLING.iter().any(|entry| fits(entry, word)))
}

fn fits(entry: &str, word: &str) -> bool {
    entry.strip_suffix('*').map_or(entry == word, |stem| word.starts_with(stem))
}

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
