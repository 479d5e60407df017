//! In which language a page is drawn.

use app::shell::Mode as Money;
use app::texts::{Lang, Voice};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use domain::country::{Address, Country};

use crate::compose::Portal;

pub use super::error_page::draw as error_page;

/// The cookie that keeps the reader's choice.
const LANGUAGE: &str = "lang";

/// The language that the address asks for: `?lang=`.
pub fn asked(parts: &Parts) -> Option<Lang> {
    in_query(parts.uri.query().unwrap_or_default())
}

fn in_query(query: &str) -> Option<Lang> {
    query.split('&').rev().find_map(|pair| pair.strip_prefix("lang=")).and_then(Lang::parse)
}

/// The reader's own choice: `?lang=`, else the cookie.
pub fn chosen(parts: &Parts) -> Option<Lang> {
    asked(parts).or_else(|| {
        let jar = CookieJar::from_headers(&parts.headers);
        jar.get(LANGUAGE).and_then(|cookie| Lang::parse(cookie.value()))
    })
}

/// The layer: keeps the language that an address asks for.
pub async fn keep_choice(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let asked = in_query(request.uri().query().unwrap_or_default());
    let mut response = next.run(request).await;
    if let Some(lang) = asked {
        let cookie = language_cookie(&portal, lang).to_string();
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// The cookie that keeps `lang` for good.
pub fn language_cookie(portal: &Portal, lang: Lang) -> Cookie<'static> {
    Cookie::build((LANGUAGE, lang.code()))
        .path("/")
        .http_only(true)
        .secure(portal.settings.is_https())
        .same_site(SameSite::Lax)
        .permanent()
        .build()
}

/// The page's own query without `lang`, so that a change of language keeps the rest.
pub fn query_without_lang(parts: &Parts) -> String {
    let query = parts.uri.query().unwrap_or_default();
    let others = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    others.collect::<Vec<_>>().join("&")
}

/// The best of our languages in `Accept-Language`; Spanish if it names none.
pub fn accepted(parts: &Parts) -> Lang {
    let header = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let weighed = header.unwrap_or_default().split(',').filter_map(|item| {
        let mut words = item.split(';');
        let lang = Lang::parse(words.next()?.trim())?;
        let weight = words.find_map(|word| word.trim().strip_prefix("q=")).unwrap_or("1");
        Some((thousandths(weight), lang))
    });
    // The first of equals wins: browsers name the language they prefer first.
    weighed.fold((0, Lang::Es), |best, next| if next.0 > best.0 { next } else { best }).1
}

fn thousandths(weight: &str) -> u32 {
    let (whole, rest) = weight.split_once('.').unwrap_or((weight, ""));
    let rest: String = format!("{rest:0<3}").chars().take(3).collect();
    whole.parse::<u32>().unwrap_or(0) * 1000 + rest.parse::<u32>().unwrap_or(0)
}

/// The voice of a page that belongs to no creditor.
pub fn neutral_voice(parts: &Parts) -> Voice {
    voice_of((chosen(parts), accepted(parts)))
}

/// The same, from what the reader chose and what the browser asks for.
pub fn voice_of((chosen, accepted): (Option<Lang>, Lang)) -> Voice {
    Voice { lang: chosen.unwrap_or(accepted), region: Country::Pe, address: Address::Tu }
}

/// Whether money is real.
pub fn money_mode(portal: &Portal) -> Money {
    if portal.settings.simulator().is_some() { Money::Test } else { Money::Live }
}
