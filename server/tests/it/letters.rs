//! No text makes a letter more than the one letter that it is (reliability W12): hostile texts in every
//! part, as a file and on the wire of a mail server.

use app::debtor::enter::Asks;
use app::messages::{AccessLink, Writer, access_link};
use app::reader::Reader;
use app::shell::Contact;
use app::texts::{Address, Lang, Voice};
use chrono::NaiveDate;
use domain::country::Country;
use mail_parser::MessageParser;
use secrecy::SecretString;
use server::config::program::Mail;
use server::messaging::{Letter, Mailer, Sent};
use tempfile::TempDir;
use tokio::sync::watch;

use crate::mail_server::mail_server;
use crate::portal::scratch;

/// What would end a line, a header, a command or a letter.
const BREAKS: [&str; 25] = [
    "\r\nBcc: todos@evil.example",
    "\nBcc: todos@evil.example",
    "\rBcc: todos@evil.example",
    "\r\n\r\n<h1>hola</h1>",
    "\n\nhola",
    "\r\n.\r\n",
    "\n.\n",
    "\n.\r\n",
    "\r\n.\n",
    "\r.\r",
    "\r\n.\r\nMAIL FROM:<a@evil.example>\r\nRCPT TO:<b@evil.example>\r\nDATA\r\n",
    "\0",
    "\u{b}\u{c}",
    "\u{85}Bcc: todos@evil.example",
    "\u{2028}Bcc: todos@evil.example",
    "=?utf-8?q?=0D=0ABcc:_todos@evil.example?=",
    "=?utf-8?b?DQpCY2M6IHRvZG9zQGV2aWwuZXhhbXBsZQ==?=",
    "\" <todos@evil.example>, \"",
    ", todos@evil.example",
    "; todos@evil.example",
    "<todos@evil.example>",
    "(todos@evil.example)",
    "undisclosed-recipients:;",
    "\u{202e}elpmaxe.live@sodot\u{200b}",
    ". \r\n\t folded",
];

/// Where it stands in a text.
const PLACES: [fn(&str) -> String; 8] = [
    |text| text.to_owned(),
    |text| format!("Rosa{text}"),
    |text| format!("{text}Rosa"),
    |text| format!("Rosa {text} Quispe"),
    |text| format!("{text}{text}"),
    |text| format!("{}{text}", "ñ".repeat(200)),
    |text| format!(".{text}."),
    |text| format!(" {text} "),
];

fn letter(id: usize) -> Letter {
    Letter {
        from: ("San Borja".to_owned(), "cobros@sanborja.example".to_owned()),
        to: "rosa@example.pe".to_owned(),
        reply_to: "respuestas@sanborja.example".to_owned(),
        subject: "Tienes un mensaje".to_owned(),
        text: "Hola".to_owned(),
        html: "<p>Hola</p>".to_owned(),
        id: format!("msg_{id}"),
        files: Vec::new(),
        unsubscribe: None,
    }
}

/// Puts a text into one part of a letter.
type Setter = fn(&mut Letter, String);

/// Every letter with a hostile text in one of its parts, and the part's name.
fn hostile() -> Vec<(&'static str, String, Letter)> {
    let parts: [(&str, Setter); 7] = [
        ("name", |letter, text| letter.from.0 = text),
        ("from", |letter, text| letter.from.1 = text),
        ("to", |letter, text| letter.to = text),
        ("reply-to", |letter, text| letter.reply_to = text),
        ("subject", |letter, text| letter.subject = text),
        ("text", |letter, text| letter.text = text),
        ("html", |letter, text| letter.html = text),
    ];
    let texts: Vec<String> = BREAKS.iter().flat_map(|b| PLACES.map(|place| place(b))).collect();
    assert_eq!(texts.len(), 200);
    let mut all = Vec::new();
    for (part, set) in parts {
        for text in &texts {
            let mut letter = letter(all.len());
            set(&mut letter, text.clone());
            all.push((part, text.clone(), letter));
        }
    }
    all
}

const HEADERS: [&str; 8] =
    ["Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Reply-To", "Subject", "To"];

/// What stands in the letter must be what was given, and nothing else.
fn check(raw: &[u8], given: &Letter, what: &str) {
    let read = MessageParser::default().parse(raw).expect("a letter that reads");
    let mut names: Vec<String> = read.headers().iter().map(|h| h.name().to_owned()).collect();
    names.sort();
    assert_eq!(names, HEADERS, "{what}");
    let one = |address: Option<&mail_parser::Address<'_>>| {
        let all: Vec<_> = address.expect("an address").iter().collect();
        assert_eq!(all.len(), 1, "{what}");
        all[0].address().unwrap_or_default().to_owned()
    };
    assert_eq!(one(read.to()), given.to, "{what}");
    assert_eq!(one(read.from()), given.from.1, "{what}");
    assert_eq!(one(read.reply_to()), given.reply_to, "{what}");
    assert_eq!((read.text_body_count(), read.html_body_count()), (1, 1), "{what}");
    let plain = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    let body = read.body_text(0).expect("a text");
    assert_eq!(plain(&body).trim_end(), plain(&given.text).trim_end(), "{what}");
    assert!(raw.is_ascii(), "{what}");
}

fn copied(letter: &Letter) -> Letter {
    Letter {
        from: letter.from.clone(),
        to: letter.to.clone(),
        reply_to: letter.reply_to.clone(),
        subject: letter.subject.clone(),
        text: letter.text.clone(),
        html: letter.html.clone(),
        id: letter.id.clone(),
        files: letter.files.clone(),
        unsubscribe: letter.unsubscribe.clone(),
    }
}

#[tokio::test]
async fn a_letter_has_the_headers_it_should_have_and_one_recipient() {
    let folder = TempDir::new_in(scratch()).expect("a folder");
    let mailer = Mailer::new(&Mail::Folder(folder.path().to_owned())).expect("a folder");
    let (_nobody_stops, stop) = watch::channel(false);
    let (mut sent, mut refused) = (0, 0);
    for (part, text, letter) in hostile() {
        let path = folder.path().join(format!("{}.eml", letter.id));
        let given = copied(&letter);
        let what = format!("{part}: {text:?}");
        match mailer.send(letter, &stop).await {
            Sent::Accepted => {
                check(&std::fs::read(&path).expect("a letter"), &given, &what);
                sent += 1;
            }
            Sent::Refused(_) => {
                assert!(!path.exists(), "{what}");
                assert!(!matches!(part, "text" | "html"), "{what}");
                refused += 1;
            }
            other => panic!("{what}: {other:?}"),
        }
    }
    assert!(sent > 400 && refused > 400, "{sent} sent, {refused} refused");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_hears_one_letter_for_each_that_was_taken() {
    let (address, heard) = mail_server().await;
    let mailer = Mailer::new(&Mail::Smtp(SecretString::from(format!("smtp://{address}"))))
        .expect("it reads");
    let (_nobody_stops, stop) = watch::channel(false);
    let mut sent = 0;
    for (part, text, letter) in hostile() {
        let to = letter.to.clone();
        let from = letter.from.1.clone();
        let before = heard.lock().await.commands.len();
        let outcome = mailer.send(letter, &stop).await;
        sent += usize::from(outcome == Sent::Accepted);
        let heard = heard.lock().await;
        let what = format!("{part}: {text:?}");
        assert!(matches!(outcome, Sent::Accepted | Sent::Refused(_)), "{what}: {outcome:?}");
        assert_eq!(heard.letters.len(), sent, "{what}");
        for command in &heard.commands[before..] {
            let fits = ["EHLO", "DATA", ".", "NOOP", "RSET", "QUIT"]
                .iter()
                .any(|w| command.starts_with(w))
                || command.starts_with(&format!("MAIL FROM:<{from}>"))
                || *command == format!("RCPT TO:<{to}>");
            assert!(fits, "{what}: {command}");
        }
    }
    assert!(sent > 400, "{sent}");
}

#[test]
fn a_name_that_looks_like_a_template_is_only_a_name() {
    let voice = Voice { lang: Lang::Es, region: Country::Pe, address: Address::Tu };
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let words = [
        "url",
        "amount",
        "name",
        "7*7",
        "host",
        "self.__class__",
        "config",
        "system('id')",
        "count",
        "x",
    ];
    let forms: [(&str, &str); 10] = [
        ("{ $", " }"),
        ("{", "}"),
        ("{{", "}}"),
        ("${", "}"),
        ("#{", "}"),
        ("<%= ", " %>"),
        ("%(", ")s"),
        ("{% print ", " %}"),
        ("@{", "}"),
        ("%", "%"),
    ];
    for (open, close) in forms {
        for word in words {
            let name = format!("{open}{word}{close}");
            let writer = Writer {
                discreet_name: "San Borja".to_owned(),
                legal_name: name.clone(),
                legal_id: "RUC 20601234565".to_owned(),
                contact: Contact { phone: Some("01 555 0100".to_owned()), ..Contact::default() },
                origin: "https://sanborja.example".to_owned(),
            };
            let link = AccessLink {
                first_name: Some("Rosa"),
                url: "https://sanborja.example/e/x",
                until: today,
                asks: Asks::Something,
            };
            let mail = access_link(Reader::new(voice, today), &writer, link);
            assert!(mail.text.contains(&name), "{name}: {}", mail.text);
            assert!(!mail.text.contains("49") && mail.html.len() < 32_000, "{name}");
        }
    }
}
