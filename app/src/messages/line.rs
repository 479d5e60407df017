//! The one gate for texts of others in a message: one line, without what controls how it is read.

/// The text on one line of at most `most` characters, without control characters, without marks that
/// turn the direction of writing or that nobody sees.
///
/// Spaces in a row become one, except the no-break space of amounts.
pub(super) fn line(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len().min(most * 4));
    let (mut count, mut gap) = (0, false);
    for c in text.chars().filter(|c| !is_unseen(*c)) {
        if c.is_control() || (c.is_whitespace() && c != '\u{a0}') {
            gap = count > 0;
            continue;
        }
        if count + usize::from(gap) >= most {
            out.truncate(out.trim_end().len());
            out.push('…');
            return out;
        }
        if gap {
            out.push(' ');
            count += 1;
        }
        out.push(c);
        (count, gap) = (count + 1, false);
    }
    out
}

/// A name of somebody or something, short enough for a sentence, that no mail program takes for an
/// address of the web.
pub(super) fn name(text: &str) -> String {
    line(&text.replace("://", " ").replace("www.", "www "), LONGEST_NAME)
}

const LONGEST_NAME: usize = 80;

/// Marks without a glyph: direction, joiners, soft hyphens, byte order, tags.
const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_whatever_comes() {
        for (text, expected) in [
            ("Rosa Quispe", "Rosa Quispe"),
            ("Rosa\r\nBcc: x@y.com", "Rosa Bcc: x@y.com"),
            ("Rosa\n.\nQUIT", "Rosa . QUIT"),
            ("  Rosa \t\u{2028}\u{2029}\u{85} Quispe  ", "Rosa Quispe"),
            ("Rosa\u{202e}epsiuQ\u{2066}", "RosaepsiuQ"),
            ("Ro\u{200b}sa\u{feff}\0", "Rosa"),
            ("S/\u{a0}850.00", "S/\u{a0}850.00"),
            ("\r\n", ""),
        ] {
            assert_eq!(line(text, 40), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        assert_eq!(line("ñandú ñandú", 7), "ñandú ñ…");
        assert_eq!(line("ñandú ñandú", 6), "ñandú…");
        assert_eq!(line("ñandú", 5), "ñandú");
        assert_eq!(name(&"a".repeat(5_000)).chars().count(), LONGEST_NAME + 1);
    }

    #[test]
    fn a_name_is_no_address() {
        assert_eq!(name("http://evil.example"), "http evil.example");
    }
}
