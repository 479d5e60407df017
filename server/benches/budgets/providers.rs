//! A mail server and a Twilio of the bench's own on loopback, which take everything. Each answers as late as one far
//! away does.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::Outcome;

/// How long each answer takes. A letter waits for seven of them: 70 ms.
const LATE: Duration = Duration::from_millis(10);

/// The account that node settings name.
pub const ACCOUNT: &str = "AC000000000000000000000000000000c1";

/// Both servers of one node.
pub struct Providers {
    /// Where the mail server listens.
    pub mail: u16,
    /// Where Twilio does.
    pub phones: u16,
    letters: Arc<AtomicU64>,
    texts: Arc<AtomicU64>,
}

impl Providers {
    /// Starts both; they end with the process.
    pub async fn start() -> Outcome<Self> {
        let (letters, texts) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let (mail, phones) =
            (TcpListener::bind("127.0.0.1:0").await?, TcpListener::bind("127.0.0.1:0").await?);
        let ports = (mail.local_addr()?.port(), phones.local_addr()?.port());
        let taken = letters.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = mail.accept().await {
                tokio::spawn(take_letters(stream, taken.clone()));
            }
        });
        let taken = texts.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = phones.accept().await {
                tokio::spawn(take_texts(stream, taken.clone()));
            }
        });
        Ok(Self { mail: ports.0, phones: ports.1, letters, texts })
    }

    /// Letters and texts that were taken so far.
    pub fn taken(&self) -> (u64, u64) {
        (self.letters.load(Ordering::Relaxed), self.texts.load(Ordering::Relaxed))
    }
}

async fn say(write: &mut (impl AsyncWrite + Unpin), words: &str) -> std::io::Result<()> {
    tokio::time::sleep(LATE).await;
    write.write_all(words.as_bytes()).await
}

/// Speaks SMTP; whoever asked may hang up at any time.
async fn take_letters(stream: TcpStream, taken: Arc<AtomicU64>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    say(&mut write, "220 bench\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let word = line.get(..4).unwrap_or_default();
        if word.eq_ignore_ascii_case("data") {
            say(&mut write, "354 go on\r\n").await?;
            while lines.next_line().await?.is_some_and(|line| line != ".") {}
            taken.fetch_add(1, Ordering::Relaxed);
        }
        if word.eq_ignore_ascii_case("quit") {
            return say(&mut write, "221 good-bye\r\n").await;
        }
        say(&mut write, "250 bench\r\n").await?;
    }
    Ok(())
}

/// Speaks HTTP as Twilio does to who makes a message, one request after another.
async fn take_texts(stream: TcpStream, taken: Arc<AtomicU64>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    loop {
        let (mut length, mut line) = (0, String::new());
        loop {
            line.clear();
            if read.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let head = line.trim_end().to_ascii_lowercase();
            if head.is_empty() {
                break;
            }
            if let Some(bytes) = head.strip_prefix("content-length: ") {
                length = bytes.parse().unwrap_or_default();
            }
        }
        read.read_exact(&mut vec![0; length]).await?;
        let number = taken.fetch_add(1, Ordering::Relaxed) + 1;
        let body = format!("{{\"sid\": \"SM{number:032x}\", \"status\": \"queued\"}}");
        let head = "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: ";
        say(&mut write, &format!("{head}{}\r\n\r\n{body}", body.len())).await?;
    }
}
