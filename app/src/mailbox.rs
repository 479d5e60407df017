//! The demo's mailbox: the messages that would have left, for who tries the portal out.

use domain::contact_channel::ContactChannel;
use leptos::prelude::*;

use crate::creditor::door::{self, Door};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// One message in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its name in the folder, without its ending.
    pub name: String,
    /// By which way it came.
    pub channel: ContactChannel,
    /// Whom it is for.
    pub to: String,
    /// What it is about; the words themselves on a phone.
    pub subject: String,
}

/// One message as it is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened {
    /// By which way it came.
    pub channel: ContactChannel,
    /// Who sends it.
    pub from: String,
    /// Whom it is for.
    pub to: String,
    /// What it is about; nothing on a phone.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The language of it, if it says so.
    pub lang: Option<String>,
}

/// Draws the list, newest first.
pub fn list(door: Door, entries: Vec<Entry>) -> String {
    let reader = door.reader;
    let title = reader.say(key::MailboxTitle);
    door::page(door, door::titled(&title), move || {
        let nothing = entries.is_empty().then(|| reader.say(key::MailboxEmpty));
        let items = entries.into_iter().map(|entry| {
            let to = match by(reader, entry.channel) {
                Some(channel) => format!("{channel} · {}", entry.to),
                None => entry.to,
            };
            view! {
                <li>
                    <a href=routes::mailbox_message(&entry.name)>
                        <span>{entry.subject}<small class="soft line">{to}</small></span>
                    </a>
                </li>
            }
        });
        view! {
            <h1>{title.clone()}</h1>
            <p class="soft">{reader.say(key::MailboxLead)}</p>
            {match nothing {
                Some(nothing) => view! { <p class="card">{nothing}</p> }.into_any(),
                None => view! { <ul class="card links">{items.collect_view()}</ul> }.into_any(),
            }}
        }
        .into_any()
    })
}

/// What a channel is called, if it is not e-mail.
fn by(reader: Reader, channel: ContactChannel) -> Option<String> {
    match channel {
        ContactChannel::Email => None,
        ContactChannel::Sms => Some(reader.say(key::ChannelSms)),
        ContactChannel::WhatsApp => Some(reader.say(key::ChannelWhatsapp)),
    }
}

/// Draws one message: its plain text, with links that can be followed.
pub fn letter(door: Door, opened: Opened) -> String {
    let reader = door.reader;
    let Opened { channel, from, to, subject, text, lang } = opened;
    let subject = by(reader, channel).unwrap_or(subject);
    door::page(door, door::titled(&subject), move || {
        let paragraphs = text.split("\n\n").filter(|part| !part.trim().is_empty());
        let paragraphs =
            paragraphs.map(|part| view! { <p>{lines(part)}</p> }).collect_view().into_any();
        view! {
            <p class="back"><a href=pattern::MAILBOX>"‹ "{reader.say(key::MailboxBack)}</a></p>
            <h1 lang=lang.clone()>{subject.clone()}</h1>
            <dl class="card rows">
                <div><dt>{reader.say(key::MailboxFrom)}</dt><dd>{from}</dd></div>
                <div><dt>{reader.say(key::MailboxTo)}</dt><dd>{to}</dd></div>
            </dl>
            <div class="card letter" lang=lang>{paragraphs}</div>
        }
        .into_any()
    })
}

fn lines(paragraph: &str) -> AnyView {
    let lines = paragraph.trim().lines().enumerate().map(|(number, line)| {
        let words = line.split_inclusive(' ').map(word).collect_view();
        view! { {(number > 0).then(|| view! { <br/> })}{words} }
    });
    lines.collect_view().into_any()
}

/// A word, or a link where it is one. Only `http` addresses become links, whatever the text holds.
fn word(word: &str) -> AnyView {
    let bare = word.trim_end();
    let is_link = bare.starts_with("http://") || bare.starts_with("https://");
    let text = word.to_owned();
    if is_link { view! { <a href=bare.to_owned()>{text}</a> }.into_any() } else { text.into_any() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links_and_markup_stays_text() {
        let html = crate::render::render(|| {
            lines("Ver: https://a.example/e/1\njavascript:alert(1) <b>http://b.example</b>")
        });
        insta::assert_snapshot!(html, @r##"Ver: <a href="https://a.example/e/1">https://a.example/e/1</a><br>javascript:alert(1) &lt;b&gt;http://b.example&lt;/b&gt;"##);
    }
}
