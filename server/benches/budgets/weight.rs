//! What the first view of the statement transfers, and the page with the heaviest island.

use crate::Outcome;
use crate::client::{Client, get};
use crate::report::{Report, Verdict, float};
use crate::site::{Person, Site};

/// Fetches the statement and everything it links, as a browser would that takes brotli.
pub async fn measure(site: &Site, person: &Person, report: &mut Report) -> Outcome<()> {
    let mut client = Client::connect(site.port).await?;
    let view = View::of(&mut client, "/cuenta", &person.cookie).await?;
    let fits = view.bytes <= 14 * 1024 && (1..=3).contains(&view.requests);
    report.add(
        "statement, all of the first view, brotli, with headers",
        view.told()?,
        "14 KB, 1 to 3 requests",
        Verdict::from(fits),
    );
    Ok(())
}

/// The same for the form of a plan, with everything that its island fetches.
pub async fn with_island(site: &Site, person: &Person, report: &mut Report) -> Outcome<()> {
    let mut client = Client::connect(site.port).await?;
    let mut view = View::of(&mut client, "/opciones/plan?currency=PEN", &person.cookie).await?;
    let loader = linked(&view.html).into_iter().find(|path| path.contains("/islands."));
    let loader = loader.ok_or("the page has no island: is the front built?")?.to_owned();
    let text = client.ask(&get(&loader, &person.cookie, "identity")).await?.body;
    let text = String::from_utf8(text)?;
    let files: Vec<_> =
        text.split("'./").skip(1).filter_map(|rest| rest.split('\'').next()).collect();
    if files.len() < 2 {
        return Err(format!("the loader fetches {files:?}").into());
    }
    for file in files {
        let path = app::routes::static_file(file);
        view.fetch(&mut client, &path, &person.cookie).await?;
    }
    report.add(
        "form of a plan with its island, all in, brotli, with headers",
        view.told()?,
        "≤ 75 KB",
        Verdict::from(view.bytes <= 75 * 1024),
    );
    Ok(())
}

/// A page with the files that came with it.
struct View {
    html: String,
    bytes: usize,
    requests: u32,
}

impl View {
    async fn of(client: &mut Client, path: &str, cookie: &str) -> Outcome<Self> {
        let page = client.ask(&get(path, cookie, "br")).await?;
        if page.status != 200 || !page.head.contains("content-encoding: br") {
            return Err(format!("no compressed page: {}", page.head).into());
        }
        let plain = client.ask(&get(path, cookie, "identity")).await?;
        let html = String::from_utf8(plain.body)?;
        let files: Vec<String> = linked(&html).into_iter().map(str::to_owned).collect();
        let mut view = Self { html, bytes: page.wire, requests: 1 };
        for path in files {
            view.fetch(client, &path, cookie).await?;
        }
        Ok(view)
    }

    async fn fetch(&mut self, client: &mut Client, path: &str, cookie: &str) -> Outcome<()> {
        let file = client.ask(&get(path, cookie, "br")).await?;
        if file.status != 200 {
            return Err(format!("{path}: {}", file.status).into());
        }
        self.bytes += file.wire;
        self.requests += 1;
        Ok(())
    }

    fn told(&self) -> Outcome<String> {
        let kilobytes = float(u64::try_from(self.bytes)?) / 1024.0;
        let Self { html, requests, .. } = self;
        Ok(format!("{kilobytes:.1} KB, {requests} requests (HTML {} B raw)", html.len()))
    }
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
