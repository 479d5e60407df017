//! How a text is built: exclamation marks, capitals, dates, ways to answer, who is spoken to.

use super::scan::Token;
use super::table::{fits, of};
use super::{Finding, Ground, Place, Severity, Why, over};
use crate::country::Address;
use crate::discretion::tells;
use crate::language::Lang;
use crate::template::{Author, Field, Run};

/// Words in capitals that are none of shouting: abbreviations, and the words that stop messages.
const CAPITALS: [&str; 22] = [
    "ALTO", "ASNEF", "BAJA", "CLABE", "CNPJ", "CUIL", "CUIT", "CURP", "HTTPS", "IBAN", "OXXO",
    "PARAR", "SAIR", "SALIR", "SERNAC", "SPEI", "STOP", "SUNAT", "CIVA", "DIAN", "HTTP", "SINPE",
];

/// What a reminder may call what is owed, beside the words that tell strangers anywhere.
const OWING: [&str; 30] = [
    "mensualidad*",
    "parcialidad*",
    "colegiatura*",
    "letra",
    "letras",
    "pension",
    "pensiones",
    "recibo",
    "recibos",
    "importe",
    "importes",
    "monto",
    "montos",
    "saldar*",
    "liquid*",
    "regulariz*",
    "pendiente*",
    "plazos",
    "instalment*",
    "installment*",
    "outstanding",
    "due",
    "fee",
    "fees",
    "mensalidade*",
    "prestacao",
    "prestacoes",
    "pendente*",
    "quitar",
    "pagamento*",
];

/// The most characters of a WhatsApp message that a locked phone shows.
const LOCKED: usize = 40;

/// Exclamation marks, signs of alarm and words in capitals.
pub(super) fn marks(runs: &[Run], tokens: &[Token]) -> Vec<Finding> {
    let mut found: Vec<_> = tokens.iter().filter(|token| is_shouted(token)).map(capitals).collect();
    let (mut at, mut exclaimed) = (0, Vec::new());
    for run in runs {
        let is_own = run.field.is_none_or(|field| field.author() != Author::Debtor);
        for c in run.text.chars() {
            match c {
                '!' | '❗' | '！' if is_own => exclaimed.push((at, at + 1)),
                '‼' if is_own => exclaimed.extend([(at, at + 1), (at, at + 1)]),
                '⚠' | '🚨' if is_own => {
                    found.push(mark((at, at + 1), (Severity::Warned, Why::Urgency)));
                }
                _ => {}
            }
            at += 1;
        }
    }
    let beside = exclaimed.windows(2).find(|pair| pair[1].0 <= pair[0].1);
    if let Some(pair) = beside {
        found.push(mark((pair[0].0, pair[1].1), (Severity::Refused, Why::Shouting)));
    } else if let Some(second) = exclaimed.get(1) {
        found.push(mark(*second, (Severity::Warned, Why::Exclamations)));
    }
    found
}

const fn mark((start, end): (usize, usize), (severity, why): (Severity, Why)) -> Finding {
    Finding { start, end, found: String::new(), severity, why, better: "" }
}

fn is_shouted(token: &Token) -> bool {
    let letters = || token.raw.chars().filter(|c| c.is_alphanumeric());
    token.author == Author::Template
        && letters().count() >= 4
        && letters().all(char::is_uppercase)
        && !CAPITALS.contains(&&*token.raw)
}

fn capitals(token: &Token) -> Finding {
    over(std::slice::from_ref(token), (Severity::Warned, Why::Capitals), "")
}

/// What holds for the text as a whole.
pub(super) fn whole(runs: &[Run], tokens: &[Token], ground: Ground<'_>) -> Vec<Finding> {
    let warned = |why| mark((0, 0), (Severity::Warned, why));
    let mut found = undated(tokens, ground.lang);
    found.extend(mixed(tokens, ground));
    if ground.place == Place::Letter && !has_date(tokens, ground.lang) {
        found.push(warned(Why::NoDate));
    }
    let asks = [Place::Letter, Place::Sms].contains(&ground.place);
    if asks && !can_answer(runs, tokens, ground.lang) {
        found.push(warned(Why::NoReply));
    }
    found
}

/// What will happen, said in a sentence without a date.
fn undated(tokens: &[Token], lang: Lang) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut from = 0;
    while from < tokens.len() {
        let next = tokens[from + 1..].iter().position(Token::begins);
        let to = next.map_or(tokens.len(), |next| from + 1 + next);
        let sentence = &tokens[from..to];
        if !has_date(sentence, lang) {
            found.extend(consequences(sentence, lang));
        }
        from = to;
    }
    found
}

fn consequences(sentence: &[Token], lang: Lang) -> Vec<Finding> {
    let is = (Severity::Warned, Why::Undated);
    let found = |at: usize| {
        let mut lens = of(lang).consequences.iter().filter_map(|verb| fits(&sentence[at..], verb));
        lens.next().map(|len| over(&sentence[at..at + len], is, ""))
    };
    (0..sentence.len()).filter_map(found).collect()
}

fn has_date(tokens: &[Token], lang: Lang) -> bool {
    let is_month =
        |token: Option<&Token>| token.is_some_and(|token| of(lang).months.contains(&&*token.word));
    (0..tokens.len()).any(|at| {
        let (this, next) = (&tokens[at], tokens.get(at + 1));
        if matches!(this.field, Some(Field::Date | Field::Limit)) {
            return true;
        }
        let Some(day) = up_to(this, 31) else {
            return is_month(Some(this)) && next.is_some_and(|next| up_to(next, 31).is_some());
        };
        let is_apart = |next: &&Token| matches!(next.before, Some('/' | '-'));
        let other = next.filter(is_apart).and_then(|next| up_to(next, 31));
        day > 0
            && (other.is_some()
                || is_month(next)
                || (next.is_some_and(|next| next.word == "de") && is_month(tokens.get(at + 2))))
    })
}

fn up_to(token: &Token, most: u32) -> Option<u32> {
    let digits = token.word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &token.word[digits.len()..];
    let is_ordinal = ["", "st", "nd", "rd", "th", "o"].contains(&suffix);
    digits.parse().ok().filter(|number| is_ordinal && *number <= most)
}

/// Whether there is a link, an address, a number or a word that asks for an answer.
fn can_answer(runs: &[Run], tokens: &[Token], lang: Lang) -> bool {
    let by_field = |run: &Run| matches!(run.field, Some(Field::Link | Field::Phone));
    let by_address = |run: &Run| run.text.contains('@') || run.text.contains("://");
    let by_number =
        |token: &Token| token.word.len() >= 6 && token.word.bytes().all(|b| b.is_ascii_digit());
    let replies = of(lang).replies;
    let by_word = |at: usize| replies.iter().any(|entry| fits(&tokens[at..], entry).is_some());
    runs.iter().any(|run| by_field(run) || by_address(run))
        || tokens.iter().any(by_number)
        || (0..tokens.len()).any(by_word)
}

/// Words that speak to somebody in the other way.
fn mixed(tokens: &[Token], ground: Ground<'_>) -> Vec<Finding> {
    let [tu, usted] = of(ground.lang).address;
    let others = match ground.address {
        Address::Tu => usted,
        Address::Usted => tu,
    };
    let is_other = |token: &&Token| {
        let one = std::slice::from_ref(*token);
        token.author == Author::Template && others.iter().any(|word| fits(one, word).is_some())
    };
    let one = tokens.iter().find(is_other).map(std::slice::from_ref);
    one.map(|word| over(word, (Severity::Warned, Why::Mixed), "")).into_iter().collect()
}

/// What a stranger would learn of what is owed, where strangers read.
pub(super) fn discreet(runs: &[Run], tokens: &[Token], ground: Ground<'_>) -> Vec<Finding> {
    let outside = match ground.place {
        Place::Line | Place::Sms => usize::MAX,
        Place::WhatsApp => LOCKED,
        Place::Letter => return Vec::new(),
    };
    let is = (Severity::Refused, Why::Discretion);
    let telling = |token: &&Token| {
        let by_word = || tells(&token.raw) || tells(&token.word) || is_of_owing(token);
        let by_field = token.field.is_some_and(Field::tells);
        token.start < outside && (by_field || (token.author != Author::Debtor && by_word()))
    };
    let words = tokens.iter().filter(telling);
    let words = words.map(|token| over(std::slice::from_ref(token), is, ""));
    let mut found: Vec<_> = words.collect();
    let mut at = 0;
    for run in runs {
        let is_own = run.field.is_none_or(|field| field.author() != Author::Debtor);
        for c in run.text.chars() {
            if is_own && at < outside && !c.is_alphanumeric() && tells(c.encode_utf8(&mut [0; 4])) {
                found.push(mark((at, at + 1), is));
            }
            at += 1;
        }
    }
    found.extend(amounts(runs, outside).into_iter().map(|place| mark(place, is)));
    found
}

/// Words that a reminder would mean as what is owed. A name may have them: `Pensión Rosa`.
fn is_of_owing(token: &Token) -> bool {
    let is = |entry: &&str| match entry.strip_suffix('*') {
        Some(stem) => token.word.starts_with(stem),
        None => token.word == **entry,
    };
    token.author == Author::Template && OWING.iter().any(is)
}

/// Amounts without a sign, `850.00` and `850,00`, and the sign of the sol, in the template's own words.
fn amounts(runs: &[Run], outside: usize) -> Vec<(usize, usize)> {
    let (mut found, mut from) = (Vec::new(), 0);
    for run in runs {
        let letters: Vec<char> = run.text.chars().collect();
        if run.field.is_none() {
            let places = (0..letters.len()).filter_map(|at| amount_at(&letters, at));
            let places = places.map(|(start, end)| (from + start, from + end));
            found.extend(places.filter(|(start, _)| *start < outside));
        }
        from += letters.len();
    }
    found
}

/// The amount or sign whose mark stands at `at`.
fn amount_at(letters: &[char], at: usize) -> Option<(usize, usize)> {
    let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let before = letters[..at].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    match letters[at] {
        '/' if at > 0 && matches!(letters[at - 1], 'S' | 's') => {
            let is_inside = at > 1 && (letters[at - 2].is_alphanumeric() || letters[at - 2] == '/');
            let mut rest =
                letters[at + 1..].iter().skip_while(|c| matches!(c, '.' | ' ' | '\u{a0}'));
            let has_number = rest.next().is_some_and(char::is_ascii_digit);
            (!is_inside && has_number).then_some((at - 1, at + 1))
        }
        '.' | ',' if before > 0 && is_digit(at + 1) && is_digit(at + 2) => {
            // A day with its year, or thousands: no cents.
            let goes_on = is_digit(at + 3)
                || (matches!(letters.get(at + 3), Some('.' | ',' | '/')) && is_digit(at + 4));
            (!goes_on).then_some((at - before, at + 3))
        }
        _ => None,
    }
}
