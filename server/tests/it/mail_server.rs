//! Mail servers that note what they hear: one that takes everything, and one that falls silent.

use std::sync::Arc;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::Mutex;

/// What a mail server heard: the lines of commands, and the letters.
#[derive(Default)]
pub struct Heard {
    /// Each line that is no part of a letter.
    pub commands: Vec<String>,
    /// The id of each letter, as often as it came.
    pub letters: Vec<String>,
}

/// A mail server that takes everything and notes it.
pub async fn mail_server() -> (String, Arc<Mutex<Heard>>) {
    answering_letters(b"250 taken\r\n").await
}

/// A mail server that hears each letter to its end, and then says nothing.
pub async fn silent_over_letters() -> (String, Arc<Mutex<Heard>>) {
    answering_letters(b"").await
}

async fn answering_letters(taken: &'static [u8]) -> (String, Arc<Mutex<Heard>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its address").to_string();
    let heard = Arc::new(Mutex::new(Heard::default()));
    let notes = heard.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve_mail(stream, notes.clone(), taken));
        }
    });
    (address, heard)
}

async fn serve_mail(stream: tokio::net::TcpStream, heard: Arc<Mutex<Heard>>, taken: &'static [u8]) {
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
        let answer: &[u8] = match (in_letter, bare.split(' ').next().unwrap_or_default()) {
            (true, ".") => {
                in_letter = false;
                heard.lock().await.letters.push(std::mem::take(&mut id));
                taken
            }
            (true, _) => {
                if let Some(rest) = bare.strip_prefix("Message-ID: <") {
                    id = rest.split('@').next().unwrap_or_default().to_owned();
                }
                continue;
            }
            (false, "DATA") => {
                in_letter = true;
                b"354 go on\r\n"
            }
            (false, "EHLO") => b"250 here\r\n",
            (false, _) => b"250 yes\r\n",
        };
        if !in_letter || answer.starts_with(b"354") {
            heard.lock().await.commands.push(bare);
        }
        // Who asked may have been killed.
        if write.write_all(answer).await.is_err() {
            return;
        }
    }
}
