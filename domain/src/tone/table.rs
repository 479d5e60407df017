//! Words of a language, how they are written down, and where they stand in a text.
//!
//! An entry is words with spaces between them. `pague|paga` is one or the other, `moros*` any word that begins
//! so, `?otras` may be there or not. All are in lower case without accents.

use super::scan::Token;
use super::{Finding, Ground, Severity, Why, en, es, over, pt};
use crate::country::Country;
use crate::language::Lang;

/// Words that are found for one reason.
pub(super) struct Group {
    /// Why, and how bad it is.
    pub is: (Severity, Why),
    /// Where.
    pub scope: Scope,
    /// What could be said instead; no tú or usted stands in it.
    pub better: &'static str,
    /// The words.
    pub says: &'static [&'static str],
}

/// In which countries of the creditor.
pub(super) enum Scope {
    Everywhere,
    In(&'static [Country]),
    NotIn(&'static [Country]),
}

impl Scope {
    fn has(&self, country: Country) -> bool {
        match self {
            Self::Everywhere => true,
            Self::In(countries) => countries.contains(&country),
            Self::NotIn(countries) => !countries.contains(&country),
        }
    }
}

/// The words of one language.
pub(super) struct Words {
    /// What is found.
    pub groups: &'static [Group],
    /// What looks like it and is none: `sin embargo`.
    pub passes: &'static [&'static str],
    /// Words that are refused here and mean something harmless in another of the languages.
    pub only_here: &'static [&'static str],
    /// Verbs of a consequence, which need a date in their sentence.
    pub consequences: &'static [&'static str],
    /// Words that ask for an answer.
    pub replies: &'static [&'static str],
    /// Months as they are written, whole or short.
    pub months: &'static [&'static str],
    /// Words that only speak to somebody as tú, and as usted.
    pub address: [&'static [&'static str]; 2],
}

/// The words of a language.
pub(super) const fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::Es => &es::WORDS,
        Lang::En => &en::WORDS,
        Lang::Pt => &pt::WORDS,
    }
}

/// Everything of the tables that stands in a text. What is refused in one language is refused in a text of
/// every other one: nobody is threatened less in words that the text's language does not have.
pub(super) fn words(tokens: &[Token], ground: Ground<'_>) -> Vec<Finding> {
    let passed: Vec<_> = (0..tokens.len()).flat_map(|at| passes(tokens, at)).collect();
    // Of two that find the same, the one of the text's own language says what is better.
    let others = Lang::ALL.into_iter().filter(|lang| *lang != ground.lang);
    let all = std::iter::once(ground.lang).chain(others);
    all.flat_map(|lang| of_lang(tokens, (ground, lang), &passed)).collect()
}

/// What the table of one language finds.
fn of_lang(
    tokens: &[Token],
    (ground, lang): (Ground<'_>, Lang),
    passed: &[(usize, usize)],
) -> Vec<Finding> {
    let (words, is_own) = (of(lang), lang == ground.lang);
    let is_passed =
        |from: usize, to: usize| passed.iter().any(|(start, end)| *start <= from && to <= *end);
    let is_meant =
        |at: usize, len: usize| is_own || len > 1 || !words.only_here.contains(&&*tokens[at].word);
    let asks = |group: &&Group| {
        group.scope.has(ground.country) && (is_own || group.is.0 == Severity::Refused)
    };
    let mut found = Vec::new();
    for group in words.groups.iter().filter(asks) {
        let better = if is_own { group.better } else { "" };
        for entry in group.says {
            for at in 0..tokens.len() {
                if let Some(len) = fits(&tokens[at..], entry)
                    && is_one_sentence(&tokens[at..at + len])
                    && !is_passed(at, at + len)
                    && is_meant(at, len)
                {
                    found.push(over(&tokens[at..at + len], group.is, better));
                }
            }
        }
    }
    found
}

/// The words from `at` on that are no finding in any language: names of places stand in texts of all.
fn passes(tokens: &[Token], at: usize) -> impl Iterator<Item = (usize, usize)> {
    let all = Lang::ALL.into_iter().flat_map(|lang| of(lang).passes);
    all.filter_map(move |pass| Some((at, at + fits(&tokens[at..], pass)?)))
}

fn is_one_sentence(tokens: &[Token]) -> bool {
    tokens.iter().skip(1).all(|token| !token.begins())
}

/// How many of the first words an entry covers; `None` if it is another one.
pub(super) fn fits(tokens: &[Token], entry: &str) -> Option<usize> {
    let mut len = 0;
    for slot in entry.split(' ') {
        let (slot, may_lack) = slot.strip_prefix('?').map_or((slot, false), |slot| (slot, true));
        match tokens.get(len) {
            Some(token) if slot.split('|').any(|word| is(&token.word, word)) => len += 1,
            _ if may_lack => {}
            _ => return None,
        }
    }
    Some(len)
}

fn is(word: &str, wanted: &str) -> bool {
    !word.is_empty()
        && wanted.strip_suffix('*').map_or(word == wanted, |stem| word.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_written_as_words_are_compared() {
        for lang in Lang::ALL {
            let words = of(lang);
            let says = words.groups.iter().flat_map(|group| group.says);
            let lists =
                [words.passes, words.only_here, words.consequences, words.replies, words.months];
            let all =
                says.chain(lists.into_iter().flatten()).chain(words.address.into_iter().flatten());
            for entry in all {
                let is_plain =
                    |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || " |*?".contains(c);
                assert!(entry.chars().all(is_plain), "{entry}");
                assert!(!entry.contains("  ") && entry.trim() == *entry, "{entry}");
                assert!(entry.split(' ').any(|slot| !slot.starts_with('?')), "{entry}");
                let whole =
                    entry.split([' ', '|']).all(|word| !word.trim_start_matches('?').is_empty());
                assert!(whole, "{entry}");
            }
        }
    }
}
