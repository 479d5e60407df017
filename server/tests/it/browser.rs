//! A person's browser without a screen: keeps cookies, sends forms as a page of ours would.

use std::collections::BTreeMap;

use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Method, StatusCode};

/// The tests' HTTP client: loopback only, no redirects.
pub fn client() -> reqwest::Client {
    server::stripe::client::install_tls_provider();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .expect("a client")
}

/// One browser profile.
#[derive(Clone)]
pub struct Browser {
    base: String,
    http: reqwest::Client,
    cookies: BTreeMap<String, String>,
    headers: Vec<(&'static str, String)>,
}

/// What came back.
pub struct Page {
    /// The status.
    pub status: StatusCode,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// All headers.
    pub headers: reqwest::header::HeaderMap,
    /// The body.
    pub body: String,
}

impl Browser {
    /// A fresh profile on the portal at `base`.
    pub fn new(base: &str) -> Self {
        let (base, http) = (base.to_owned(), client());
        Self { base, http, cookies: BTreeMap::new(), headers: Vec::new() }
    }

    /// Sends a header with every request from now on.
    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Plants a cookie, as an attacker might.
    pub fn plant(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// The cookie's value.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// GET a path of the portal.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(self.http.request(Method::GET, self.url(path))).await
    }

    /// GET a file of the portal, as it lies there.
    pub async fn file(&mut self, path: &str) -> (StatusCode, Vec<u8>) {
        let cookies: Vec<_> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let request = self.http.request(Method::GET, self.url(path));
        let answer = request.header(COOKIE, cookies.join("; ")).send().await;
        let answer = answer.expect("the portal answers");
        let status = answer.status();
        (status, answer.bytes().await.expect("all of it").to_vec())
    }

    /// POST a form, as a page of the portal does.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.send(self.form(path, fields)).await
    }

    /// The request that a form of the portal makes.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> reqwest::RequestBuilder {
        self.http
            .post(self.url(path))
            .header("origin", &self.base)
            .header("sec-fetch-site", "same-origin")
            .form(fields)
    }

    /// Follows redirects within the portal until a page stands still.
    pub async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..10 {
            match page.location.clone() {
                Some(to) if to.starts_with('/') => page = self.get(&to).await,
                _ => return page,
            }
        }
        panic!("redirects without end");
    }

    /// Any request, as it is built.
    pub async fn send(&mut self, request: reqwest::RequestBuilder) -> Page {
        self.try_send(request).await.expect("the portal answers")
    }

    /// The same to a portal that may be gone: `None` if its answer did not come, or not all of it.
    pub async fn try_send(&mut self, mut request: reqwest::RequestBuilder) -> Option<Page> {
        let cookies: Vec<_> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let answer = request.send().await.ok()?;
        for set in answer.headers().get_all(SET_COOKIE) {
            self.keep(set.to_str().expect("ASCII"));
        }
        let (status, headers) = (answer.status(), answer.headers().clone());
        let location = headers.get(LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        let body = answer.text().await.ok()?;
        Some(Page { status, location, headers, body })
    }

    /// A request builder on the portal.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, self.url(path))
    }

    fn url(&self, path: &str) -> String {
        if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) }
    }

    fn keep(&mut self, set: &str) {
        let Some((pair, rest)) = set.split_once(';') else { return };
        let Some((name, value)) = pair.split_once('=') else { return };
        if value.is_empty() || rest.to_ascii_lowercase().contains("max-age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}
