//! What a stranger must not read on a lock screen or in a list of messages: that somebody owes.

use crate::money::Currency;
use crate::search_name::search_words;

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
pub fn tells(text: &str) -> bool {
    text.contains(['$', '€', '£', '¥', '₡', '₲', '₱']) || text.split(is_gap).any(word_tells)
}

fn is_gap(c: char) -> bool {
    !c.is_alphanumeric()
}

fn word_tells(word: &str) -> bool {
    let is_code = word.len() == 3
        && word.bytes().all(|b| b.is_ascii_uppercase())
        && Currency::parse(word).is_some();
    is_code || search_words(word).iter().any(|word| TELLING.iter().any(|entry| fits(entry, word)))
}

fn fits(entry: &str, word: &str) -> bool {
    entry.strip_suffix('*').map_or(entry == word, |stem| word.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_tells_by_one_word_and_ordinary_words_tell_nothing() {
        for quiet in ["Tienes una fecha el 28 nov", "Lo que te ofrecimos vale hasta el 3", "PayPal"]
        {
            assert!(!tells(quiet), "{quiet}");
        }
        for telling in ["Tu cuota vence", "Pague hoy", "You owe us", "Sua dívida", "850 PEN", "5 €"]
        {
            assert!(tells(telling), "{telling}");
        }
    }
}
