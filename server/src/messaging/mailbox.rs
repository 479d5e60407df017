//! Reads the folder that stands for everybody's mailbox and phone in the demo: e-mails are `.eml` files,
//! messages to phones `.sms` and `.whatsapp`.

use std::path::{Path, PathBuf};

use app::mailbox::{Entry, Opened};
use domain::contact_channel::ContactChannel;
use mail_parser::{Message, MessageParser};

/// How many messages the list shows: a demo sends a few hundred.
const SHOWN: usize = 200;

/// The newest messages, newest first. Names begin with ids, which sort by age.
pub fn list(folder: &Path) -> std::io::Result<Vec<Entry>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let ending = path.extension().and_then(|ending| ending.to_str());
        let channel = ending.and_then(of_ending);
        if let (Some(stem), Some(channel)) = (stem, channel) {
            names.push((stem.to_owned(), channel));
        }
    }
    names.sort_by(|a, b| age(&b.0).cmp(age(&a.0)));
    names.truncate(SHOWN);
    Ok(names.into_iter().filter_map(|(name, channel)| entry(folder, name, channel)).collect())
}

/// One message; `None` if there is none of that name.
pub fn open(folder: &Path, name: &str) -> Option<Opened> {
    ContactChannel::ALL.into_iter().find_map(|channel| opened(folder, name, channel))
}

fn opened(folder: &Path, name: &str, channel: ContactChannel) -> Option<Opened> {
    let bytes = std::fs::read(file(folder, name, channel)?).ok()?;
    if channel != ContactChannel::Email {
        let Short { from, to, words } = Short::read(bytes)?;
        return Some(Opened { channel, from, to, subject: String::new(), text: words, lang: None });
    }
    let message = MessageParser::default().parse(&bytes)?;
    let html = message.body_html(0).unwrap_or_default();
    Some(Opened {
        channel,
        from: address(message.from()),
        to: address(message.to()),
        subject: subject(&message),
        text: message.body_text(0).unwrap_or_default().replace("\r\n", "\n"),
        lang: language(&html),
    })
}

fn entry(folder: &Path, name: String, channel: ContactChannel) -> Option<Entry> {
    let bytes = std::fs::read(file(folder, &name, channel)?).ok()?;
    if channel != ContactChannel::Email {
        let Short { to, words, .. } = Short::read(bytes)?;
        return Some(Entry { name, channel, to, subject: words });
    }
    let message = MessageParser::default().parse_headers(&bytes)?;
    Some(Entry { to: address(message.to()), subject: subject(&message), name, channel })
}

/// A message to a phone.
struct Short {
    from: String,
    to: String,
    words: String,
}

impl Short {
    /// Reads one as it was written: two lines, an empty one, the words.
    fn read(bytes: Vec<u8>) -> Option<Self> {
        let text = String::from_utf8(bytes).ok()?;
        let (head, words) = text.split_once("\n\n")?;
        let line = |name: &str| head.lines().find_map(|line| line.strip_prefix(name));
        let (from, to) = (line("From: ")?.to_owned(), line("To: ")?.to_owned());
        Some(Self { from, to, words: words.trim_end().to_owned() })
    }
}

/// The ending of a channel's files.
const fn ending(channel: ContactChannel) -> &'static str {
    match channel {
        ContactChannel::Email => "eml",
        ContactChannel::Sms | ContactChannel::WhatsApp => channel.as_str(),
    }
}

fn of_ending(text: &str) -> Option<ContactChannel> {
    ContactChannel::ALL.into_iter().find(|channel| ending(*channel) == text)
}

/// The part of a name that says when it was made: what follows the kind of id.
fn age(name: &str) -> &str {
    name.rsplit_once('_').map_or(name, |(_, id)| id)
}

/// A file of the folder itself, never one above it.
fn file(folder: &Path, name: &str, channel: ContactChannel) -> Option<PathBuf> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let good = !name.is_empty() && name.bytes().all(plain);
    good.then(|| folder.join(format!("{name}.{}", ending(channel))))
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
            assert_eq!(file(folder, name, ContactChannel::Email), None, "{name}");
        }
        for (channel, path) in [
            (ContactChannel::Email, "msg_01a-2.eml"),
            (ContactChannel::Sms, "msg_01a-2.sms"),
            (ContactChannel::WhatsApp, "msg_01a-2.whatsapp"),
        ] {
            assert_eq!(file(folder, "msg_01a-2", channel), Some(folder.join(path)));
        }
    }

    #[test]
    fn a_message_to_a_phone_is_read_as_it_was_kept() {
        let kept =
            "From: San Borja\nTo: +51987654321\n\nTienes un mensaje: https://a.example/e/1\n";
        let read = Short::read(kept.as_bytes().to_vec()).expect("it reads");
        assert_eq!((read.from.as_str(), read.to.as_str()), ("San Borja", "+51987654321"));
        assert_eq!(read.words, "Tienes un mensaje: https://a.example/e/1");
        assert!(Short::read(b"no".to_vec()).is_none());
    }
}
