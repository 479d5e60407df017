//! A text as words that can be compared.

use crate::search_name::push_folded;
use crate::template::{Author, Field, Run};

/// One word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token {
    /// In lower case, without accents; empty for what a person is called.
    pub word: String,
    /// As it is written.
    pub raw: String,
    /// Its first character in the whole text.
    pub start: usize,
    /// The character behind it.
    pub end: usize,
    /// The first mark between it and the word before, if there is more than space.
    pub before: Option<char>,
    /// Whose word it is.
    pub author: Author,
    /// The field whose value it is of.
    pub field: Option<Field>,
}

impl Token {
    /// Whether a new sentence begins with it.
    pub(super) fn begins(&self) -> bool {
        self.before.is_some_and(|c| matches!(c, '.' | '!' | '?' | ';' | '\n' | '…' | '¡' | '¿'))
    }
}

/// Marks that nobody sees: direction, joiners, soft hyphens, byte order, variants.
pub(super) const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The Latin letter that a letter of another alphabet, or a wide one, looks like.
fn latin(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c)
        }
        'а' | 'А' | 'α' | 'Α' | 'ɑ' => 'a',
        'В' | 'Β' => 'b',
        'с' | 'С' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'Е' | 'ё' | 'Ε' => 'e',
        'Н' | 'Η' | 'һ' => 'h',
        'і' | 'І' | 'ι' | 'Ι' | 'ı' => 'i',
        'ј' | 'Ј' => 'j',
        'К' | 'к' | 'Κ' | 'κ' => 'k',
        'М' | 'м' | 'Μ' => 'm',
        'Ν' => 'n',
        'о' | 'О' | 'ο' | 'Ο' => 'o',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'ѕ' | 'Ѕ' => 's',
        'Т' | 'т' | 'Τ' => 't',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'х' | 'Х' | 'χ' | 'Χ' => 'x',
        'у' | 'У' | 'Υ' => 'y',
        'Ζ' => 'z',
        c => c,
    }
}

/// The words of a text. What a person's own data says is one word that is like no other.
pub(super) fn tokens(runs: &[Run]) -> Vec<Token> {
    let mut scan = Scan::default();
    for run in runs {
        let author = run.field.map_or(Author::Template, Field::author);
        if author == Author::Debtor {
            scan.mask(run);
        } else {
            scan.read(run, author);
        }
    }
    scan.close();
    scan.tokens
}

#[derive(Default)]
struct Scan {
    tokens: Vec<Token>,
    open: Option<Token>,
    before: Option<char>,
    at: usize,
}

impl Scan {
    fn begin(&mut self, author: Author, field: Option<Field>) -> Token {
        let (word, raw, before) = (String::new(), String::new(), self.before.take());
        Token { word, raw, start: self.at, end: self.at, before, author, field }
    }

    fn mask(&mut self, run: &Run) {
        self.close();
        let token = self.begin(Author::Debtor, run.field);
        self.at += run.text.chars().count();
        self.tokens.push(Token { end: self.at, ..token });
    }

    fn read(&mut self, run: &Run, author: Author) {
        for c in run.text.chars() {
            if c.is_alphanumeric() || (is_unseen(c) && self.open.is_some()) || is_accent(c) {
                let mut token = match self.open.take() {
                    Some(token) => token,
                    None => self.begin(author, run.field),
                };
                token.raw.push(c);
                if !is_unseen(c) {
                    push_folded(&mut token.word, latin(c));
                }
                token.end = self.at + 1;
                self.open = Some(token);
            } else if !is_unseen(c) {
                self.close();
                let is_mark = !c.is_whitespace() || c == '\n';
                if is_mark && self.before.is_none() {
                    self.before = Some(c);
                }
            }
            self.at += 1;
        }
    }

    fn close(&mut self) {
        self.tokens.extend(self.open.take());
    }
}

/// Accents that stand beside their letter.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}
