//! E-mail to a real mail server: taken, refused, busy, broken off, not there.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use mail_parser::MessageParser;
use server::compose::Portal;
use server::config::program::Mail;
use server::store::message;
use server::use_cases::access_link as links;

use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};

/// A mail server as a process of its own; it ends with the test.
struct MailServer {
    process: Child,
    lines: BufReader<ChildStdout>,
    url: String,
}

impl MailServer {
    fn start() -> Self {
        let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/smtp/mail_server.py");
        let mut process = Command::new(crate::python::path())
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python starts");
        let mut lines = BufReader::new(process.stdout.take().expect("its output"));
        let mut port = String::new();
        lines.read_line(&mut port).expect("a port");
        let url = format!("smtp://127.0.0.1:{}", port.trim());
        Self { process, lines, url }
    }

    /// The next message that it took.
    fn next(&mut self) -> serde_json::Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("a message");
        serde_json::from_str(&line).expect("JSON")
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.process.kill().expect("it ends");
        self.process.wait().expect("it has ended");
    }
}

/// The same portal, which sends by `url` from now on.
async fn sending_by(portal: &mut TestPortal, url: &str) {
    let mut settings = portal.portal.settings.clone();
    settings.mail = Mail::Smtp(url.to_owned().into());
    let clock = portal.portal.clock.clone();
    portal.portal = Portal::open(settings, clock).await.expect("it opens");
}

/// Queues a link to `local`@ and sends what is due: how the message stands then.
async fn send_to(portal: &mut TestPortal, local: &str) -> (String, Option<String>) {
    let (case, _) = portal.debt_at(pen(1000), &format!("{local}@example.pe")).await;
    let clinic = portal.clinic.clone();
    links::send(&portal.portal, &clinic, &case, "member").await.expect("queued");
    portal.run_jobs().await;
    let mut conn = portal.portal.store.read().await.expect("a connection");
    let message = message::of_case(&mut conn, &clinic, &case).await.expect("messages").remove(0);
    (message.state.as_str().to_owned(), message.why)
}

on_both_engines! {
    async fn a_mail_server_gets_the_letter_as_it_was_written(portal) {
        let mut server = MailServer::start();
        sending_by(portal, &server.url).await;
        assert_eq!(send_to(portal, "rosa").await, ("sent".to_owned(), None));
        let taken = server.next();
        assert_eq!(taken["from"], "cobros@sanborja.example");
        assert_eq!(taken["to"], serde_json::json!(["rosa@example.pe"]));
        let data = taken["data"].as_str().expect("text");
        let letter = MessageParser::default().parse(data).expect("a letter");
        let text = letter.body_text(0).expect("its text");
        assert!(text.contains(&format!("{}/e/", portal.base)) && text.contains("Rosa"), "{text}");
        assert!(letter.body_html(0).expect("its page").contains("<html lang=\"es"));
        assert!(data.lines().all(|line| line.len() < 999 && line.is_ascii()), "{data}");
    }

    async fn what_a_mail_server_says_decides_whether_a_letter_is_tried_again(portal) {
        let mut server = MailServer::start();
        sending_by(portal, &server.url).await;
        assert_eq!(send_to(portal, "refused").await.0, "failed");
        assert_eq!(send_to(portal, "busy").await.0, "queued", "it waits for another try");
        // The whole letter was handed over, and nobody knows what became of it: never twice.
        assert_eq!(send_to(portal, "cut").await.0, "unknown");
        assert_eq!(server.next()["to"], serde_json::json!(["cut@example.pe"]));
        drop(server);
        assert_eq!(send_to(portal, "nobody-there").await.0, "queued", "nothing was handed over");
    }
}
