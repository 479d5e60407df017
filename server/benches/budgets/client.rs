//! An HTTP client that costs next to nothing, so that what it measures is the server: one request
//! after another on a connection that stays open.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::Outcome;

/// A request, ready to be sent.
pub type Request = Vec<u8>;

/// What a browser asks for, with its session.
pub fn get(path: &str, cookie: &str, encoding: &str) -> Request {
    format!(
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nAccept: text/html\r\n\
         Accept-Language: es\r\nAccept-Encoding: {encoding}\r\n\r\n"
    )
    .into_bytes()
}

/// A form, as a page of `origin` sends it.
pub fn post(path: &str, cookie: &str, form: &str) -> Request {
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nOrigin: http://localhost\r\n\
         Accept-Language: es\r\nAccept-Encoding: br\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    )
    .into_bytes()
}

/// One answer.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Status line and headers.
    pub head: String,
    /// The body as it came, without the marks of its chunks.
    pub body: Vec<u8>,
    /// All bytes that came, the marks included.
    pub wire: usize,
}

/// A connection.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    /// Connects to a port of this machine.
    pub async fn connect(port: u16) -> Outcome<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    /// Sends a request and reads the whole answer; says how many bytes it had.
    pub async fn exchange(&mut self, request: &[u8]) -> Outcome<usize> {
        self.buffer.clear();
        self.stream.write_all(request).await?;
        loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the server hung up".into());
            }
            if let Some(end) = end(&self.buffer) {
                return Ok(end);
            }
        }
    }

    /// The same; anything but 200 is a failure.
    pub async fn expect(&mut self, request: &[u8]) -> Outcome<usize> {
        let bytes = self.exchange(request).await?;
        if self.buffer.starts_with(b"HTTP/1.1 200 ") {
            return Ok(bytes);
        }
        let head = String::from_utf8_lossy(&self.buffer[..bytes.min(200)]).into_owned();
        Err(format!("not 200: {head}").into())
    }

    /// Sends a request and takes the answer apart.
    pub async fn ask(&mut self, request: &[u8]) -> Outcome<Answer> {
        let wire = self.exchange(request).await?;
        let start = start(&self.buffer).ok_or("no head")?;
        let head = String::from_utf8_lossy(&self.buffer[..start]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let body = &self.buffer[start..wire];
        let body = if is_chunked(&head) { joined(body) } else { body.to_vec() };
        Ok(Answer { status: status.ok_or("no status")?, head, body, wire })
    }
}

fn find(of: &[u8], what: &[u8]) -> Option<usize> {
    of.windows(what.len()).position(|window| window == what)
}

/// Where the body begins.
fn start(buffer: &[u8]) -> Option<usize> {
    Some(find(buffer, b"\r\n\r\n")? + 4)
}

fn is_chunked(head: &str) -> bool {
    head.contains("transfer-encoding: chunked")
}

/// Where the answer ends, if all of it is there.
fn end(buffer: &[u8]) -> Option<usize> {
    let start = start(buffer)?;
    let head = str::from_utf8(&buffer[..start]).ok()?;
    let length = head.split("content-length: ").nth(1).and_then(|rest| rest.split('\r').next());
    let end = match length.and_then(|length| length.parse::<usize>().ok()) {
        Some(length) => start + length,
        None if is_chunked(head) => start + chunks(&buffer[start..]).last()?.end_of_all()?,
        None => start,
    };
    (buffer.len() >= end).then_some(end)
}

/// One chunk: where its bytes begin and end.
struct Chunk {
    from: usize,
    to: usize,
}

impl Chunk {
    /// Where the body ends, if this is the chunk that ends it.
    fn end_of_all(&self) -> Option<usize> {
        (self.from == self.to).then_some(self.to + 2)
    }
}

/// The chunks of a body as far as it is there.
fn chunks(body: &[u8]) -> impl Iterator<Item = Chunk> {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let mark = at?;
        let length = find(body.get(mark..)?, b"\r\n")?;
        let size = str::from_utf8(&body[mark..mark + length]).ok()?;
        let from = mark + length + 2;
        let to = from + usize::from_str_radix(size, 16).ok()?;
        at = (to > from).then_some(to + 2);
        Some(Chunk { from, to })
    })
}

fn joined(body: &[u8]) -> Vec<u8> {
    chunks(body).filter_map(|chunk| body.get(chunk.from..chunk.to)).flatten().copied().collect()
}

/// What a load of requests came to.
#[derive(Default)]
pub struct Load {
    /// Answers.
    pub answers: u64,
    /// How long it took.
    pub took: Duration,
}

impl Load {
    /// Answers a second.
    pub fn rate(&self) -> f64 {
        crate::report::float(self.answers) / self.took.as_secs_f64()
    }
}

/// When a load ends.
#[derive(Clone, Copy)]
pub enum Until {
    /// After so long.
    Time(Duration),
    /// After so many answers.
    Count(u64),
}

/// Keeps `connections` connections busy with `requests` in turn; every answer must be 200.
pub async fn load(
    port: u16,
    requests: &[Request],
    connections: usize,
    until: Until,
) -> Outcome<Load> {
    let (begin, mut tasks) = (Instant::now(), JoinSet::new());
    for first in 0..connections {
        let mut client = Client::connect(port).await?;
        let mut requests = requests.to_vec();
        let turn = first % requests.len().max(1);
        requests.rotate_left(turn);
        let share = match until {
            Until::Time(_) => u64::MAX,
            Until::Count(count) => count.div_ceil(u64::try_from(connections)?),
        };
        tasks.spawn(async move {
            let mut answers = 0;
            for request in requests.iter().cycle() {
                let over = matches!(until, Until::Time(time) if begin.elapsed() >= time);
                if over || answers >= share {
                    break;
                }
                client.expect(request).await?;
                answers += 1;
            }
            Outcome::Ok(answers)
        });
    }
    let mut answers = 0;
    while let Some(done) = tasks.join_next().await {
        answers += done??;
    }
    Ok(Load { answers, took: begin.elapsed() })
}
