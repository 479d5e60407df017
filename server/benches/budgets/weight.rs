//! What the first view of the statement transfers.

use crate::Outcome;
use crate::client::{Client, get};
use crate::report::{Report, Verdict, float};
use crate::site::{Person, Site};

/// Fetches the page and everything it links, as a browser would that takes brotli.
pub async fn measure(site: &Site, person: &Person, report: &mut Report) -> Outcome<()> {
    let mut client = Client::connect(site.port).await?;
    let page = client.ask(&get("/cuenta", &person.cookie, "br")).await?;
    if page.status != 200 || !page.head.contains("content-encoding: br") {
        return Err(format!("no compressed page: {}", page.head).into());
    }
    let plain = client.ask(&get("/cuenta", &person.cookie, "identity")).await?;
    let html = String::from_utf8(plain.body)?;
    let (mut bytes, mut requests) = (page.wire, 1);
    for path in linked(&html) {
        let file = client.ask(&get(path, &person.cookie, "br")).await?;
        if file.status != 200 {
            return Err(format!("{path}: {}", file.status).into());
        }
        (bytes, requests) = (bytes + file.wire, requests + 1);
    }
    let kilobytes = float(u64::try_from(bytes)?) / 1024.0;
    let fits = bytes <= 14 * 1024 && (1..=3).contains(&requests);
    report.add(
        "statement, all of the first view, brotli, with headers",
        format!("{kilobytes:.1} KB, {requests} requests (HTML {} B raw)", html.len()),
        "14 KB, 1 to 3 requests",
        Verdict::from(fits),
    );
    Ok(())
}

/// The files that a browser loads with the page.
fn linked(html: &str) -> Vec<&str> {
    let attributes = |name: &'static str| html.split(name).skip(1).filter_map(quoted);
    let files = html.split("<link ").skip(1).filter_map(|link| link.split('>').next());
    let sheets = files
        .filter(|link| !link.contains("rel=\"alternate\"") && !link.contains("rel=\"canonical\""))
        .filter_map(|link| quoted(link.split("href=").nth(1)?));
    sheets.chain(attributes(" src=")).filter(|path| !path.starts_with("data:")).collect()
}

fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.split('"').next()
}
