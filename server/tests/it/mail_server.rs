//! Mail servers that note what they hear: one that takes everything, and those that fall silent or hang
//! up.

use std::sync::Arc;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, watch};

/// What a mail server heard: the lines of commands, and the letters.
#[derive(Default)]
pub struct Heard {
    /// Each line that is no part of a letter.
    pub commands: Vec<String>,
    /// The id of each letter, as often as it came.
    pub letters: Vec<String>,
}

/// What a server says to the first word of a command, or to the dot that ends a letter: nothing, if
/// that is empty; `None` hangs up.
pub type Answers = fn(&str) -> Option<&'static [u8]>;

/// A server that goes on listening.
pub const SILENCE: Option<&[u8]> = Some(b"");

/// What a server says that takes everything.
#[expect(clippy::unnecessary_wraps, reason = "as all that answer: nothing hangs up")]
pub fn yes(word: &str) -> Option<&'static [u8]> {
    let answer: &[u8] = match word {
        "." => b"250 taken\r\n",
        "DATA" => b"354 go on\r\n",
        "EHLO" => b"250 here\r\n",
        _ => b"250 yes\r\n",
    };
    Some(answer)
}

/// A mail server that takes everything and notes it.
pub async fn mail_server() -> (String, Arc<Mutex<Heard>>) {
    answering(yes).await
}

/// A mail server that hears each letter to its end, and then says nothing.
pub async fn silent_over_letters() -> (String, Arc<Mutex<Heard>>) {
    answering(|word| if word == "." { SILENCE } else { yes(word) }).await
}

/// A mail server that answers so.
pub async fn answering(answers: Answers) -> (String, Arc<Mutex<Heard>>) {
    let (_, go) = watch::channel(true);
    start(answers, go).await
}

/// A mail server that hears each letter to its end, and says that it has taken it when told to.
pub async fn holding_letters() -> (String, Arc<Mutex<Heard>>, watch::Sender<bool>) {
    let (tell, go) = watch::channel(false);
    let (address, heard) = start(yes, go).await;
    (address, heard, tell)
}

async fn start(answers: Answers, go: watch::Receiver<bool>) -> (String, Arc<Mutex<Heard>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its address").to_string();
    let heard = Arc::new(Mutex::new(Heard::default()));
    let notes = heard.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve_mail(stream, notes.clone(), (answers, go.clone())));
        }
    });
    (address, heard)
}

async fn serve_mail(
    stream: TcpStream,
    heard: Arc<Mutex<Heard>>,
    (answers, mut go): (Answers, watch::Receiver<bool>),
) {
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    if write.write_all(b"220 here\r\n").await.is_err() {
        return;
    }
    let (mut line, mut in_letter, mut id) = (Vec::new(), false, String::new());
    while read.read_until(b'\n', &mut line).await.is_ok_and(|n| n > 0) {
        // The laxest servers end a letter at a bare line feed too.
        let bare = String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned();
        line.clear();
        let word = bare.split(' ').next().unwrap_or_default().to_owned();
        if in_letter && word != "." {
            if let Some(rest) = bare.strip_prefix("Message-ID: <") {
                id = rest.split('@').next().unwrap_or_default().to_owned();
            }
            continue;
        }
        let answer = answers(&word);
        let mut heard = heard.lock().await;
        if in_letter {
            heard.letters.push(std::mem::take(&mut id));
        }
        heard.commands.push(bare);
        drop(heard);
        let Some(answer) = answer else { return };
        in_letter = answer.starts_with(b"354");
        if word == "." && go.wait_for(|go| *go).await.is_err() {
            return;
        }
        // Who asked may have been killed.
        if write.write_all(answer).await.is_err() {
            return;
        }
    }
}
