//! How the bytes of a file become text.

use std::borrow::Cow;

use super::Reason;

/// What stands between two cells.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, as spreadsheets write where the comma is the decimal sign.
    Semicolon,
    /// The tabulator.
    Tab,
    /// `|`
    Bar,
}

impl Delimiter {
    /// Reads the word of a map: `comma`, `semicolon`, `tab`, `bar`, or the sign itself.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "comma" | "," => Some(Self::Comma),
            "semicolon" | ";" => Some(Self::Semicolon),
            "tab" | "\t" => Some(Self::Tab),
            "bar" | "|" => Some(Self::Bar),
            _ => None,
        }
    }

    /// The byte in the file; the same in both encodings.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }
}

/// Which characters the bytes of a file are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Encoding {
    /// With or without a byte order mark.
    Utf8,
    /// What Windows programs of Western Europe and the Americas write as "ANSI".
    Windows1252,
}

/// The characters of 0x80 to 0x9F; `\0` where there is none. Source: the mapping that Unicode
/// publishes (VENDORS/MICSFT/WINDOWS/CP1252.TXT).
const FROM_0X80: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', //
    '\0', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl Encoding {
    /// Reads the word of a map: `utf-8` or `windows-1252`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "utf-8" => Some(Self::Utf8),
            "windows-1252" => Some(Self::Windows1252),
            _ => None,
        }
    }

    /// The start of a file without its byte order mark; to be called once, on its first bytes.
    ///
    /// In a file declared as Windows-1252 a mark is refused: the declaration is wrong.
    pub fn skip_mark(self, start: &[u8]) -> Result<&[u8], Reason> {
        match (self, start.strip_prefix(BYTE_ORDER_MARK)) {
            (Self::Utf8, Some(rest)) => Ok(rest),
            (Self::Windows1252, Some(_)) => Err(Reason::Encoding),
            (_, None) => Ok(start),
        }
    }

    /// The text of one cell.
    pub fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, Reason> {
        match self {
            Self::Utf8 => {
                std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| Reason::Encoding)
            }
            Self::Windows1252 => match std::str::from_utf8(bytes) {
                Ok(text) if bytes.is_ascii() => Ok(Cow::Borrowed(text)),
                _ => bytes.iter().map(|&byte| from_windows(byte)).collect(),
            },
        }
    }
}

fn from_windows(byte: u8) -> Result<char, Reason> {
    match byte {
        0x80..=0x9F => match FROM_0X80[usize::from(byte - 0x80)] {
            '\0' => Err(Reason::Encoding),
            c => Ok(c),
        },
        _ => Ok(char::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_same_name_is_read_from_both_encodings() {
        for (encoding, bytes, expected) in [
            (Encoding::Utf8, "Peña Ü €".as_bytes(), Ok("Peña Ü €")),
            (Encoding::Windows1252, b"Pe\xF1a \xDC \x80", Ok("Peña Ü €")),
            (Encoding::Windows1252, b"\x93plain\x94", Ok("“plain”")),
            (Encoding::Windows1252, b"plain", Ok("plain")),
            (Encoding::Windows1252, b"\x81", Err(Reason::Encoding)),
            (Encoding::Utf8, b"Pe\xF1a", Err(Reason::Encoding)),
            (Encoding::Utf8, b"\xC3", Err(Reason::Encoding)),
        ] {
            assert_eq!(encoding.decode(bytes).as_deref(), expected.as_ref().map(|t| &**t));
        }
    }

    #[test]
    fn only_utf8_may_begin_with_a_mark() {
        let marked = b"\xEF\xBB\xBFref,amount";
        assert_eq!(Encoding::Utf8.skip_mark(marked), Ok(&marked[3..]));
        assert_eq!(Encoding::Utf8.skip_mark(b"ref"), Ok(&b"ref"[..]));
        assert_eq!(Encoding::Windows1252.skip_mark(marked), Err(Reason::Encoding));
        assert_eq!(Encoding::Windows1252.skip_mark(b""), Ok(&b""[..]));
    }

    #[test]
    fn the_words_of_a_map_are_exact() {
        assert_eq!(Encoding::parse("utf-8"), Some(Encoding::Utf8));
        assert_eq!(Encoding::parse("latin1"), None);
        assert_eq!(Delimiter::parse("semicolon").map(Delimiter::byte), Some(b';'));
        assert_eq!(Delimiter::parse(""), None);
    }

    proptest! {
        #[test]
        fn latin_letters_survive_windows_1252(text in "[ -~¡-ÿ]{0,40}") {
            let byte = |c| u8::try_from(u32::from(c)).ok();
            let bytes: Vec<u8> = text.chars().filter_map(byte).collect();
            let decoded = Encoding::Windows1252.decode(&bytes);
            prop_assert_eq!(decoded.as_deref(), Ok(&*text));
        }
    }
}
