//! Names as a creditor's team searches them and as a page greets with them.
//!
//! Databases lower ASCII only, so the search column is computed here; what people read is the name
//! as it was imported.

/// Words of one name that can be searched.
const MOST_WORDS: usize = 12;

/// Characters of one word that can be searched.
const LONGEST_WORD: usize = 40;

/// A greeting with more characters than this is none.
const LONGEST_GREETING: usize = 30;

/// What stands before a given name and is not one.
const TITLES: [&str; 12] =
    ["sr", "sra", "srta", "don", "dona", "dr", "dra", "ing", "lic", "prof", "mr", "mrs"];

/// Words that only companies have in their name (written without dots: `S.A.C.` is `sac`).
const COMPANY_WORDS: [&str; 40] = [
    "sa",
    "sac",
    "saa",
    "srl",
    "eirl",
    "sas",
    "ltda",
    "limitada",
    "spa",
    "sl",
    "slu",
    "sll",
    "cb",
    "cv",
    "rl",
    "me",
    "epp",
    "eireli",
    "inc",
    "llc",
    "ltd",
    "corp",
    "cia",
    "company",
    "compania",
    "empresa",
    "grupo",
    "inversiones",
    "comercial",
    "comercializadora",
    "distribuidora",
    "constructora",
    "transportes",
    "servicios",
    "asociacion",
    "fundacion",
    "cooperativa",
    "municipalidad",
    "consorcio",
    "clinica",
];

/// The words of `text` in lower case without accents, for prefix search: of a name when it is
/// stored, of a query when it is asked. No word comes twice; what is neither letter nor digit parts
/// words.
pub fn search_words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words: Vec<String> = Vec::new();
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word: String = word.chars().take(LONGEST_WORD).collect();
        if !words.contains(&word) {
            words.push(word);
        }
        if words.len() == MOST_WORDS {
            break;
        }
    }
    words
}

/// The given name to greet with, or `None` where none can be told: companies, initials, numbers.
///
/// Takes the first word (`Rosa Quispe` gives `Rosa`), or what follows a comma (`QUISPE, ROSA`).
/// A name with the surname first and no comma cannot be told apart: import the given name as a
/// column of its own then. Capitals are lowered, so that nobody is shouted at.
pub fn greeting_name(name: &str) -> Option<String> {
    if is_company(name) {
        return None;
    }
    let given = name.split_once(',').map_or(name, |(_surnames, given)| given);
    let is_title = |word: &&str| TITLES.contains(&fold(word).trim_end_matches('.'));
    let first = given.split_whitespace().find(|word| !is_title(word))?;
    let length = first.chars().count();
    let is_name = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’');
    let starts = first.chars().next().is_some_and(char::is_alphabetic);
    if !(2..=LONGEST_GREETING).contains(&length) || !starts || !first.chars().all(is_name) {
        return None;
    }
    Some(with_capitals(first))
}

fn is_company(name: &str) -> bool {
    let undotted: String = fold(name).chars().filter(|c| *c != '.').collect();
    let words = undotted.split(|c: char| !c.is_alphanumeric());
    words.into_iter().any(|word| COMPANY_WORDS.contains(&word))
}

/// `MARÍA-JOSÉ` as `María-José`; a word that mixes cases is left as its owner writes it.
fn with_capitals(word: &str) -> String {
    let shouted = !word.chars().any(char::is_lowercase);
    let whispered = !word.chars().any(char::is_uppercase);
    if !shouted && !whispered {
        return word.to_owned();
    }
    let (mut out, mut at_start) = (String::with_capacity(word.len()), true);
    for c in word.chars() {
        if at_start {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        at_start = matches!(c, '-' | '\'' | '’');
    }
    out
}

/// Lower case without accents, for the Latin letters of Spanish, Portuguese and their neighbours;
/// other letters stay as they are.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_folded(&mut out, c);
    }
    out
}

/// Appends one letter in lower case without its accent; nothing for an accent that stands alone.
pub(crate) fn push_folded(out: &mut String, c: char) {
    for c in c.to_lowercase() {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ª' => out.push('a'),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => out.push('c'),
            'ð' | 'ď' | 'đ' => out.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => out.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => out.push('g'),
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => out.push('i'),
            'ĺ' | 'ļ' | 'ľ' | 'ł' => out.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'º' => out.push('o'),
            'ŕ' | 'ř' => out.push('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => out.push('s'),
            'ţ' | 'ť' | 'ț' => out.push('t'),
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            // Combining marks: an accent that stands beside its letter.
            '\u{300}'..='\u{36f}' => {}
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_searched_without_case_and_accents() {
        for (text, expected) in [
            ("MUÑOZ PEÑA, José Ángel", &["munoz", "pena", "jose", "angel"][..]),
            ("Conceição Araújo", &["conceicao", "araujo"]),
            ("Jose\u{301} Gu\u{308}ell", &["jose", "guell"]),
            ("D'Angelo-Ruiz", &["d", "angelo", "ruiz"]),
            ("María María maria", &["maria"]),
            ("Clínica San Borja S.A.C. 2", &["clinica", "san", "borja", "s", "a", "c", "2"]),
            ("İlker Straße", &["ilker", "strasse"]),
            ("", &[]),
            (" - . ", &[]),
        ] {
            assert_eq!(search_words(text), expected, "{text}");
        }
    }

    #[test]
    fn people_are_greeted_by_their_given_name() {
        for (name, expected) in [
            ("Rosa Quispe", Some("Rosa")),
            ("ROSA QUISPE", Some("Rosa")),
            ("rosa quispe", Some("Rosa")),
            ("QUISPE MAMANI, MARÍA FERNANDA", Some("María")),
            ("Sra. Ana-Lucía Gómez", Some("Ana-Lucía")),
            ("Dr. ÁNGEL SOTO", Some("Ángel")),
            ("DeShawn Smith", Some("DeShawn")),
            ("O'HIGGINS", Some("O'Higgins")),
            ("J. Pérez", None),
            ("Clínica San Borja S.A.C.", None),
            ("INVERSIONES LOS ANDES EIRL", None),
            ("Comercial Díaz", None),
            ("Ferretería López S.L.", None),
            ("6627-ELFBK", None),
            ("", None),
            ("Quispe,", None),
            ("Sr.", None),
        ] {
            assert_eq!(greeting_name(name).as_deref(), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_name_is_found_by_what_its_words_begin_with(name in "[A-Za-zÁÉÍÓÚáéíóúñÑçãõ ]{1,40}") {
            let words = search_words(&name);
            for query in name.split_whitespace() {
                let start: String = query.chars().take(3).collect();
                for word in search_words(&start) {
                    prop_assert!(words.iter().any(|known| known.starts_with(&word)));
                }
            }
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,60}") {
            let words = search_words(&text);
            prop_assert_eq!(search_words(&words.join(" ")), words.clone());
            prop_assert!(words.len() <= MOST_WORDS);
            let _ = greeting_name(&text);
        }
    }
}
