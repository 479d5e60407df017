//! Nobody is sent to another site (reliability W11), and no letter leads to one, whatever host a
//! request names.

use app::routes::{self, pattern};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::debtor_access::{enter_by, newcomer, token};
use crate::engine::on_both_engines;
use crate::mail;
use crate::portal::{TestPortal, pen};

/// Addresses of another site, in the ways in which browsers have been talked into following them.
const ELSEWHERE: [&str; 40] = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "/%2fevil.example",
    "/%2Fevil.example",
    "%2f%2fevil.example",
    "/%5cevil.example",
    "%5c%5cevil.example",
    "/%09/evil.example",
    "/%0a/evil.example",
    "/%0d%0a/evil.example",
    "/%00/evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/;//evil.example",
    "/;@evil.example",
    "/@evil.example",
    "//evil%E3%80%82example",
    "//evil\u{3002}example",
    "/\u{2f}\u{ff0f}evil.example",
    "/\u{2215}evil.example",
    "https://evil.example",
    "HTTPS://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "https:\\\\evil.example",
    "//127.0.0.1@evil.example",
    "https://127.0.0.1@evil.example",
    "https://checkout.stripe.com@evil.example",
    "https://checkout.stripe.com.evil.example",
    "//user:pass@evil.example:443",
    "%0d%0aLocation:%20https://evil.example",
    "%0aSet-Cookie:%20a=b",
    "javascript:location='//evil.example'",
    "data:text/html,<meta http-equiv=refresh content=0;url=//evil.example>",
    "\u{1}javascript://evil.example/%0aalert(1)",
];

/// What stands behind them.
const BEHIND: [&str; 2] = ["", "/..;/cuenta?x=/#y"];

/// Names under which programs take an address to go on with.
const NAMES: [&str; 12] = [
    "next",
    "url",
    "to",
    "return",
    "return_to",
    "returnTo",
    "redirect",
    "redirect_uri",
    "continue",
    "back",
    "session_id",
    "lang",
];

/// Whether a browser that follows stays with us, or goes to Stripe.
fn is_known(location: &str, simulator: &str) -> bool {
    let second = location.chars().nth(1).unwrap_or(' ');
    let own =
        location.starts_with('/') && !matches!(second, '/' | '\\') && !location.contains("evil");
    let plain = location.bytes().all(|byte| (0x21..0x7f).contains(&byte) && byte != b'\\');
    plain && (own || location.starts_with(&format!("{simulator}/")))
}

/// One request, byte for byte, since clients tidy addresses up. Gives where the answer leads.
async fn raw(portal: &TestPortal, line: &str, headers: &str) -> (u16, Vec<String>) {
    let address = portal.base.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let host =
        if headers.contains("host:") { String::new() } else { format!("host: {address}\r\n") };
    let request = format!("{line} HTTP/1.1\r\n{host}{headers}connection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("answered");
    let text = String::from_utf8_lossy(&answer);
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    let leads = ["location:", "refresh:", "link:", "content-location:"];
    let to =
        head.lines().filter(|line| leads.iter().any(|l| line.to_ascii_lowercase().starts_with(l)));
    (status, to.map(|line| line.split_once(": ").expect("a value").1.to_owned()).collect())
}

fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"%/:.@;".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

on_both_engines! {
    async fn no_address_in_a_request_is_where_an_answer_leads(portal) {
        let clinic = portal.clinic.clone();
        let (case, _) = newcomer(portal, &clinic, ("Rosa", "away"), pen(5_000)).await;
        let browser = enter_by(portal, &clinic, &case, "away").await;
        let cookie = format!("cookie: aldia={}\r\n", browser.cookie("aldia").expect("a session"));
        let simulator = portal.stripe.origin.clone();
        let own = format!(
            "{cookie}origin: {}\r\ncontent-type: application/x-www-form-urlencoded\r\nreferer: https://evil.example/\r\n\
             x-forwarded-host: evil.example\r\nx-forwarded-proto: https\r\nforwarded: host=evil.example\r\n",
            portal.base
        );
        let (mut asked, mut led) = (0, 0);
        for address in ELSEWHERE.iter().flat_map(|a| BEHIND.map(|b| format!("{a}{b}"))) {
            let query: Vec<_> = NAMES.map(|name| format!("{name}={}", escaped(&address))).to_vec();
            let query = query.join("&");
            let path = escaped(&address);
            let path = if path.starts_with('/') { path } else { format!("/{path}") };
            let mut lines = vec![format!("GET {path}"), format!("GET /e{path}"), format!("POST /e{path}")];
            for way in [pattern::LOG_OUT, pattern::IDENTITY, pattern::TEAM_HOME, pattern::TEAM_CODE] {
                lines.push(format!("GET {way}?{query}"));
            }
            for way in [pattern::TEAM_LOG_OUT, pattern::PAY, pattern::SAY_TALK, pattern::IDENTITY_CODE] {
                lines.push(format!("POST {way}?{query}"));
            }
            for line in lines {
                let (status, to) = raw(portal, &line, &own).await;
                assert!((200..500).contains(&status), "{line}: {status}");
                for to in to {
                    assert!(is_known(&to, &simulator), "{line} leads to {to}");
                    led += 1;
                }
                asked += 1;
            }
        }
        assert!(asked >= 80 * 11 && led >= 80 * 3, "{asked} asked, {led} led somewhere");
    }

    async fn a_letter_leads_to_our_own_host_whichever_host_asked_for_it(portal) {
        let clinic = portal.clinic.clone();
        let (case, _) = newcomer(portal, &clinic, ("Rosa", "host"), pen(5_000)).await;
        let token = token(portal, &clinic, &case).await;
        let line = format!("POST {}", routes::link_renew(&token));
        let (status, _) = raw(
            portal,
            &line,
            "host: evil.example\r\norigin: http://evil.example\r\nx-forwarded-host: evil.example\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: 0\r\n",
        )
        .await;
        assert_eq!(status, 200);
        portal.run_jobs().await;
        let letter = mail::to(portal, "host@example.pe").pop().expect("a letter");
        assert!(letter.text.contains(&format!("{}/e/", portal.base)), "{}", letter.text);
        assert!(!letter.raw.contains("evil.example"));
    }
}
