//! The two faces of our papers: how wide a text is in them, and where its lines end.

use std::sync::LazyLock;

use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// For everything that is only read.
pub static REGULAR: LazyLock<Face> =
    LazyLock::new(|| Face::of(include_bytes!("../../fonts/LiberationSans-Regular.ttf")));

/// For headings and sums.
pub static BOLD: LazyLock<Face> =
    LazyLock::new(|| Face::of(include_bytes!("../../fonts/LiberationSans-Bold.ttf")));

/// Stands for a letter that the face does not have: with one missing no document could be made, and a
/// name must never stop a paper.
const MISSING: char = '?';

/// One face.
pub struct Face {
    /// As it is embedded.
    pub font: Font,
    data: FontRef<'static>,
}

impl Face {
    fn of(data: &'static [u8]) -> Self {
        let font = Font::new(data.into(), 0).expect("the file is a font");
        Self { font, data: FontRef::new(data).expect("the file is a font") }
    }

    /// The text as this face can write it.
    pub fn known(&self, text: &str) -> String {
        let map = self.data.charmap();
        let written = |c: char| match c {
            c if c.is_control() => ' ',
            c if map.map(c).is_some() => c,
            _ => MISSING,
        };
        text.chars().filter(|c| !is_unseen(*c)).map(written).collect()
    }

    /// How wide a text is, in points.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        let metrics = self.data.glyph_metrics(Size::new(size), LocationRef::default());
        let map = self.data.charmap();
        text.chars().filter_map(|c| metrics.advance_width(map.map(c)?)).sum()
    }

    /// The lines that a text takes, each no wider than `most`. It breaks between words; only a word that
    /// is wider by itself, as an address may be, breaks within. Each line but the last ends in a blank, so
    /// that words stay apart for whoever hears them.
    pub fn lines(&self, text: &str, size: f32, most: f32) -> Vec<String> {
        let (mut lines, mut line) = (Vec::new(), String::new());
        for word in self.known(text).split(' ').filter(|word| !word.is_empty()) {
            for piece in self.pieces(word, size, most) {
                let joined = format!("{line}{}{piece}", if line.is_empty() { "" } else { " " });
                if line.is_empty() || self.width(&joined, size) <= most {
                    line = joined;
                } else {
                    lines.push(format!("{line} "));
                    line = piece;
                }
            }
        }
        lines.push(line);
        lines
    }

    /// A word in pieces that each fit on a line: almost always the word itself.
    fn pieces(&self, word: &str, size: f32, most: f32) -> Vec<String> {
        if self.width(word, size) <= most {
            return vec![word.to_owned()];
        }
        let (mut pieces, mut piece) = (Vec::new(), String::new());
        for c in word.chars() {
            piece.push(c);
            if self.width(&piece, size) > most && piece.chars().count() > 1 {
                piece.pop();
                pieces.push(std::mem::replace(&mut piece, c.to_string()));
            }
        }
        pieces.push(piece);
        pieces
    }
}

/// What has no glyph and would only turn the writing around or spoil the document.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{feff}' | '\u{fffe}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hold_every_word_and_none_is_too_wide() {
        let text = "Entre Clínica San Borja S.A.C. (RUC\u{a0}20601234565) y quien acepta \
            https://sanborja.example/verificar/7K3F9QX2M4TD0B1W?lang=es este texto";
        for most in [60.0, 120.0, 300.0] {
            let lines = REGULAR.lines(text, 10.5, most);
            for line in &lines {
                assert!(REGULAR.width(line.trim_end_matches(' '), 10.5) <= most, "{line}");
            }
            let bare = |text: &str| text.replace(' ', "");
            assert_eq!(bare(&lines.concat()), bare(text));
            let last = lines.last().map_or("", String::as_str);
            assert!(!last.ends_with(' ') && lines.iter().rev().skip(1).all(|l| l.ends_with(' ')));
        }
    }

    #[test]
    fn a_name_in_letters_that_the_face_lacks_is_written_all_the_same() {
        assert_eq!(REGULAR.known("Rosa 王\u{202e}\nñ"), "Rosa ? ñ");
        assert_eq!(REGULAR.lines("", 10.5, 100.0), [""]);
    }
}
