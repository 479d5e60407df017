//! Reads the folder of `.eml` files that stands for everybody's mailbox in the demo.

use std::path::{Path, PathBuf};

use app::mailbox::{Entry, Opened};
use mail_parser::{Message, MessageParser};

/// How many e-mails the list shows: a demo sends a few hundred.
const SHOWN: usize = 200;

/// The newest e-mails, newest first. Names begin with ids, which sort by age.
pub fn list(folder: &Path) -> std::io::Result<Vec<Entry>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        if let (Some(stem), Some("eml")) = (stem, path.extension().and_then(|e| e.to_str())) {
            names.push(stem.to_owned());
        }
    }
    names.sort_by(|a, b| age(b).cmp(age(a)));
    names.truncate(SHOWN);
    Ok(names.into_iter().filter_map(|name| entry(folder, name)).collect())
}

/// One e-mail; `None` if there is none of that name.
pub fn open(folder: &Path, name: &str) -> Option<Opened> {
    let bytes = std::fs::read(file(folder, name)?).ok()?;
    let message = MessageParser::default().parse(&bytes)?;
    let html = message.body_html(0).unwrap_or_default();
    Some(Opened {
        from: address(message.from()),
        to: address(message.to()),
        subject: subject(&message),
        text: message.body_text(0).unwrap_or_default().replace("\r\n", "\n"),
        lang: language(&html),
    })
}

fn entry(folder: &Path, name: String) -> Option<Entry> {
    let bytes = std::fs::read(file(folder, &name)?).ok()?;
    let message = MessageParser::default().parse_headers(&bytes)?;
    Some(Entry { to: address(message.to()), subject: subject(&message), name })
}

/// The part of a name that says when it was made: what follows the kind of id.
fn age(name: &str) -> &str {
    name.rsplit_once('_').map_or(name, |(_, id)| id)
}

/// A file of the folder itself, never one above it.
fn file(folder: &Path, name: &str) -> Option<PathBuf> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let good = !name.is_empty() && name.bytes().all(plain);
    good.then(|| folder.join(format!("{name}.eml")))
}

fn subject(message: &Message) -> String {
    message.subject().unwrap_or_default().to_owned()
}

fn address(addresses: Option<&mail_parser::Address>) -> String {
    let first = addresses.and_then(|addresses| addresses.first());
    first.and_then(|first| first.address()).unwrap_or_default().to_owned()
}

fn language(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("<html lang=\"")?;
    rest.split('"').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let folder = Path::new("mail");
        for name in ["", "..", "../aldia", "a/b", "a.b", "a%2fb", "a\0", "é"] {
            assert_eq!(file(folder, name), None, "{name}");
        }
        assert_eq!(file(folder, "msg_01a-2"), Some(folder.join("msg_01a-2.eml")));
    }
}
