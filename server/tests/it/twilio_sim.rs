//! A stand-in of Twilio on loopback: an HTTP server that takes messages, meets faults when told to, and tells
//! what became of each, signed.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use base64::Engine;
use reqwest::{StatusCode, Url};
use secrecy::SecretString;
use server::compose::Portal;
use server::config::phones::{Phones, Twilio};
use server::twilio::signature::sign;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;

use crate::portal::{CLINIC, TestPortal, add_creditor};

/// The account that it knows.
pub const ACCOUNT: &str = "AC000000000000000000000000000000c1";

/// The account's token.
pub const TOKEN: &str = "token-for-the-tests-only";

/// The number that the clinic writes SMS from.
pub const SMS_FROM: &str = "+51911111111";

/// The number that it writes from on WhatsApp.
pub const WHATSAPP_FROM: &str = "+51922222222";

/// What goes wrong with the next request that would make a message.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// The message is made, and the connection breaks before the answer.
    LostAnswer,
    /// The answer is this status with this code of Twilio's, and no message is made.
    Refused(u16, u32),
    /// The message is made, and the answer does not read.
    Unreadable,
}

/// What it holds.
#[derive(Default)]
struct Book {
    messages: Vec<Made>,
    faults: VecDeque<Fault>,
    /// The answer to each so manyth request is lost; to none, if it is zero.
    loses: usize,
    requests: usize,
    /// The messages of WhatsApp by their number: language, text, how the approval stands.
    contents: BTreeMap<String, [String; 3]>,
    /// Files that people sent, by their ids.
    media: BTreeMap<String, Vec<u8>>,
    /// Requests for where files lie that brought credentials.
    leaked: usize,
}

/// One message that was made: its id, and the form that asked for it.
#[derive(Clone, Debug)]
pub struct Made {
    /// Twilio's id.
    pub sid: String,
    /// The fields.
    pub form: BTreeMap<String, String>,
}

impl Made {
    /// One field of the request.
    pub fn field(&self, name: &str) -> &str {
        self.form.get(name).map_or("", String::as_str)
    }

    /// The token of the link in it, wherever that stands.
    pub fn token(&self) -> String {
        let words = format!("{}{}", self.field("Body"), self.field("ContentVariables"));
        let at = words.find("/e/").expect("a link") + 3;
        words[at..].chars().take_while(char::is_ascii_alphanumeric).collect()
    }
}

/// A running stand-in.
pub struct TwilioSim {
    /// Where it is.
    pub origin: String,
    book: Arc<Mutex<Book>>,
    http: reqwest::Client,
}

impl TwilioSim {
    /// Starts one.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("its address"));
        let book = Arc::new(Mutex::new(Book::default()));
        let own = book.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, own.clone()));
            }
        });
        Self { origin, book, http: crate::browser::client() }
    }

    /// Settings that lead to it.
    pub fn settings(&self) -> Phones {
        Phones::Twilio(Box::new(Twilio {
            api_url: self.origin.clone(),
            account: ACCOUNT.to_owned(),
            auth_token: SecretString::from(TOKEN),
            key: None,
        }))
    }

    /// Meets this fault at the next request that would make a message.
    pub async fn fault(&self, fault: Fault) {
        self.book.lock().await.faults.push_back(fault);
    }

    /// The messages that were made, oldest first.
    pub async fn messages(&self) -> Vec<Made> {
        self.book.lock().await.messages.clone()
    }

    /// Keeps a message of WhatsApp in a language, with its text and how its approval stands.
    pub async fn content(&self, id: &str, told: [&str; 3]) {
        self.book.lock().await.contents.insert(id.to_owned(), told.map(str::to_owned));
    }

    /// Keeps a file that somebody sent; gives its address.
    pub async fn media(&self, bytes: &[u8]) -> String {
        let mut book = self.book.lock().await;
        let id = format!("ME{:032x}", book.media.len() + 1);
        book.media.insert(id.clone(), bytes.to_vec());
        let message = format!("MM{:032x}", 7);
        let account = format!("{}/2010-04-01/Accounts/{ACCOUNT}", self.origin);
        format!("{account}/Messages/{message}/Media/{id}")
    }

    /// How often credentials came to where files lie.
    pub async fn leaked(&self) -> usize {
        self.book.lock().await.leaked
    }

    /// How often a message was asked for.
    pub async fn requests(&self) -> usize {
        self.book.lock().await.requests
    }

    /// Tells what became of a message, where the message said; gives the answer.
    pub async fn tell(&self, made: &Made, status: &str, code: Option<&str>) -> StatusCode {
        let mut form = vec![
            ("MessageSid".to_owned(), made.sid.clone()),
            ("MessageStatus".to_owned(), status.to_owned()),
            ("AccountSid".to_owned(), ACCOUNT.to_owned()),
        ];
        form.extend(code.map(|code| ("ErrorCode".to_owned(), code.to_owned())));
        self.post(made.field("StatusCallback"), &form, TOKEN).await
    }

    /// Loses the answer to each so manyth request from now on.
    pub async fn lose_each(&self, number: usize) {
        self.book.lock().await.loses = number;
    }

    /// Posts a form signed with `token`.
    pub async fn post(&self, url: &str, form: &[(String, String)], token: &str) -> StatusCode {
        let signature = sign(&SecretString::from(token), (url, form));
        let request = self.http.post(url).header("x-twilio-signature", signature).form(form);
        request.send().await.expect("the portal answers").status()
    }

    /// Sends what somebody answered, with this number of theirs in the id.
    pub async fn answer(&self, base: &str, (from, to): (&str, &str), body: &str) -> StatusCode {
        let id = format!("SM{:032x}", body.len() * 1_000 + from.len());
        self.answer_as(base, (&id, from, to), body).await
    }

    /// The same under an id.
    pub async fn answer_as(
        &self,
        base: &str,
        (id, from, to): (&str, &str, &str),
        body: &str,
    ) -> StatusCode {
        let fields = [("MessageSid", id), ("From", from), ("To", to), ("Body", body)];
        let form = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        self.post(&format!("{base}/webhooks/twilio/entrada"), &form, TOKEN).await
    }
}

/// The same portal at another address, which writes to phones by a stand-in of its own; the clinic has its
/// numbers there.
pub async fn with_twilio(portal: &mut TestPortal) -> TwilioSim {
    let sim = TwilioSim::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    portal.base = format!("http://{}", listener.local_addr().expect("its address"));
    let mut settings = portal.portal.settings.clone();
    settings.base_url = portal.base.clone();
    settings.phones = sim.settings();
    let clock = portal.portal.clock.clone();
    portal.portal = Portal::open(settings, clock).await.expect("it opens");
    portal.serve(listener);
    let file = format!(
        "{CLINIC}\n[sms]\nfrom = '{SMS_FROM}'\nown_invoices = true\n\
         [whatsapp]\nfrom = '{WHATSAPP_FROM}'\nown_invoices = true\n\
         templates = {{ es = 'HX{}' }}\n",
        "a".repeat(32)
    );
    let clinic = add_creditor(&portal.portal, &file).await;
    assert_eq!(clinic, portal.clinic);
    sim
}

/// Answers one request and hangs up.
async fn answer(stream: TcpStream, book: Arc<Mutex<Book>>) {
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    let Some((head, body)) = request(&mut read).await else { return };
    let lets_in = head.iter().any(|line| is_ours(line));
    if let Some(said) = media(&mut *book.lock().await, &head, lets_in) {
        drop(write.write_all(&said).await);
        return;
    }
    let said = if !lets_in {
        Some((401, error(401, 20_003)))
    } else if let Some(asked) = head[0].strip_prefix("GET /v1/Content/") {
        let asked = asked.split(' ').next().unwrap_or_default();
        Some(content(&book.lock().await.contents, asked))
    } else if head[0].starts_with("GET ") {
        Some((200, format!("{{\"sid\": \"{ACCOUNT}\", \"status\": \"active\"}}")))
    } else {
        make(&book, &body).await
    };
    // Without an answer the connection ends here.
    let Some((status, body)) = said else { return };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
         connection: close\r\n\r\n"
    );
    // Who asked may have been killed.
    drop(write.write_all(format!("{head}{body}").as_bytes()).await);
}

/// The answer to a request for a file: first where it lies, then, without credentials, the file; `None` for any other
/// request.
fn media(book: &mut Book, head: &[String], lets_in: bool) -> Option<Vec<u8>> {
    let asked = head[0].strip_prefix("GET ")?.split(' ').next()?;
    if let Some(id) = asked.strip_prefix("/files/") {
        book.leaked += usize::from(lets_in);
        let bytes = book.media.get(id)?;
        let head = format!(
            "HTTP/1.1 200 X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            bytes.len()
        );
        return Some([head.as_bytes(), bytes].concat());
    }
    let (_, id) = asked.split_once("/Media/").filter(|_| lets_in)?;
    let head = if book.media.contains_key(id) {
        format!("HTTP/1.1 307 X\r\nlocation: /files/{id}\r\n")
    } else {
        "HTTP/1.1 404 X\r\n".to_owned()
    };
    Some(format!("{head}content-length: 0\r\nconnection: close\r\n\r\n").into_bytes())
}

/// What is told of a message of WhatsApp, or of its approval.
fn content(contents: &BTreeMap<String, [String; 3]>, asked: &str) -> (u16, String) {
    let (id, is_approval) = match asked.strip_suffix("/ApprovalRequests") {
        Some(id) => (id, true),
        None => (asked, false),
    };
    let Some([language, text, status]) = contents.get(id) else { return (404, error(404, 20_404)) };
    let body = if is_approval {
        serde_json::json!({ "sid": id, "whatsapp": { "type": "whatsapp", "status": status } })
    } else {
        let types = serde_json::json!({ "twilio/call-to-action": { "body": text } });
        serde_json::json!({ "sid": id, "language": language, "types": types })
    };
    (200, body.to_string())
}

/// Whether a line of the head brings the account and its token.
fn is_ours(line: &str) -> bool {
    let Some((name, value)) = line.split_once(": Basic ") else { return false };
    let given = base64::engine::general_purpose::STANDARD.decode(value).unwrap_or_default();
    name.eq_ignore_ascii_case("authorization") && given == format!("{ACCOUNT}:{TOKEN}").as_bytes()
}

/// The lines of the head, and the body.
async fn request(
    read: &mut BufReader<tokio::net::tcp::OwnedReadHalf>,
) -> Option<(Vec<String>, String)> {
    let (mut head, mut length) = (Vec::new(), 0);
    loop {
        let mut line = String::new();
        if read.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        if let Some(text) = line.to_ascii_lowercase().strip_prefix("content-length: ") {
            length = text.parse().ok()?;
        }
        head.push(line);
    }
    let mut body = vec![0; length];
    read.read_exact(&mut body).await.ok()?;
    Some((head, String::from_utf8(body).ok()?))
}

/// Makes a message, or meets a fault; `None` if no answer leaves.
async fn make(book: &Mutex<Book>, body: &str) -> Option<(u16, String)> {
    let mut book = book.lock().await;
    book.requests += 1;
    let is_lost = book.loses > 0 && book.requests.is_multiple_of(book.loses);
    let fault = book.faults.pop_front().or(is_lost.then_some(Fault::LostAnswer));
    if let Some(Fault::Refused(status, code)) = fault {
        return Some((status, error(status, code)));
    }
    let sid = format!("SM{:032x}", book.messages.len() + 1);
    let read = Url::parse(&format!("http://form/?{body}")).expect("a form");
    let form = read.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned()));
    let made = Made { sid: sid.clone(), form: form.collect() };
    book.messages.push(made);
    match fault {
        Some(Fault::LostAnswer) => None,
        Some(Fault::Unreadable) => Some((201, "<html>".to_owned())),
        Some(Fault::Refused(..)) | None => {
            Some((201, format!("{{\"sid\": \"{sid}\", \"status\": \"queued\"}}")))
        }
    }
}

fn error(status: u16, code: u32) -> String {
    format!("{{\"code\": {code}, \"status\": {status}, \"message\": \"no\"}}")
}
