//! The mailboxes of a test: every letter that left, as its recipient reads it.

use std::path::Path;

use mail_parser::MessageParser;

use crate::portal::TestPortal;

/// One letter.
#[derive(Debug)]
pub struct Letter {
    /// The recipient.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// Everything as it left.
    pub raw: String,
}

impl Letter {
    /// The path and query of the link in it.
    pub fn link(&self) -> String {
        let at = self.text.find("/e/").expect("a link");
        self.text[at..].split_whitespace().next().expect("its end").to_owned()
    }

    /// The token of the link in it.
    pub fn token(&self) -> String {
        let link = self.link();
        link.trim_start_matches("/e/").split('?').next().expect("a token").to_owned()
    }

    /// The six digits in it.
    pub fn code(&self) -> String {
        let is_code = |word: &&str| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit());
        self.text.split_whitespace().find(is_code).expect("a code").to_owned()
    }
}

/// All letters to `to`, oldest first.
pub fn to(portal: &TestPortal, to: &str) -> Vec<Letter> {
    all(portal).into_iter().filter(|letter| letter.to == to).collect()
}

/// All letters, oldest first.
pub fn all(portal: &TestPortal) -> Vec<Letter> {
    let mut paths: Vec<_> = std::fs::read_dir(&portal.mailbox)
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
        .collect();
    // Ids sort by age.
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Letter {
    let bytes = std::fs::read(path).expect("a letter");
    let parsed = MessageParser::default().parse(&bytes).expect("a letter that reads");
    let to = parsed.to().and_then(|to| to.first()).and_then(|to| to.address());
    Letter {
        to: to.unwrap_or_default().to_owned(),
        subject: parsed.subject().unwrap_or_default().to_owned(),
        text: parsed.body_text(0).unwrap_or_default().into_owned(),
        raw: String::from_utf8_lossy(&bytes).into_owned(),
    }
}
