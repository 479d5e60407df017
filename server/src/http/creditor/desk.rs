//! Who asks for a page of the team, and what surrounds the page.

use std::str::FromStr;

use app::creditor::{Door, Member, News, TeamShell};
use app::format::Naming;
use app::reader::Reader;
use app::texts::Lang;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::session::{For, session_hash};
use crate::http::{reader, statics};
use crate::tenant::Tenant;
use crate::use_cases::sign_in::{self, Seat, Stage};
use crate::use_cases::{brand, portfolio, voice, wall_clock};

/// The cookie that tells the next page what the last form did.
const NEWS: &str = "aldia-news";

/// What the log out leaves for the next page.
const LEFT: &str = "left";

/// What every page of the team knows of its request.
pub struct Asked {
    lang: (Option<Lang>, Lang),
    query: String,
    told: Option<String>,
}

impl Asked {
    fn of(parts: &Parts) -> Self {
        let jar = CookieJar::from_headers(&parts.headers);
        Self {
            lang: (reader::chosen(parts), reader::accepted(parts)),
            query: reader::query_without_lang(parts),
            told: jar.get(NEWS).map(|cookie| cookie.value().to_owned()),
        }
    }
}

/// Whoever is at the door: nobody yet, or somebody on their way in.
pub struct Visitor {
    /// The session that the request brings, if it lives.
    pub seat: Option<Seat>,
    /// Whether it brings one at all.
    pub brings_session: bool,
    asked: Asked,
}

impl FromRequestParts<Portal> for Visitor {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Fault> {
        let hash = session_hash(portal, parts, For::Team);
        let seat = match &hash {
            Some(hash) => sign_in::seat(portal, hash).await?,
            None => None,
        };
        Ok(Self { seat, brings_session: hash.is_some(), asked: Asked::of(parts) })
    }
}

impl Visitor {
    /// Whether this is somebody who has just left.
    pub fn has_left(&self) -> bool {
        self.asked.told.as_deref() == Some(LEFT)
    }

    /// The same request as if it brought no session.
    #[must_use]
    pub fn into_stranger(self) -> Self {
        Self { seat: None, ..self }
    }

    /// The surroundings of a page at the door, in the creditor's zone where there is one.
    pub fn door(&self, portal: &Portal) -> Door {
        let now = portal.clock.now();
        let (voice, today) = match &self.seat {
            Some(seat) => {
                let voice = voice::voice(&seat.settings, None, self.asked.lang);
                (voice, wall_clock::local(seat.settings.zone, now).date())
            }
            None => (reader::voice_of(self.asked.lang), now.date_naive()),
        };
        Door {
            reader: Reader::new(voice, today),
            sheets: vec![statics::team_sheet()],
            mode: reader::money_mode(portal),
            query: self.asked.query.clone(),
        }
    }
}

/// A signed-in member with the page that they ask for. Nobody else gets here: they sign in first.
pub struct Desk {
    /// Who, where, and the creditor's settings.
    pub seat: Seat,
    asked: Asked,
}

impl FromRequestParts<Portal> for Desk {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Fault> {
        let visitor = Visitor::from_request_parts(parts, portal).await?;
        let seat = visitor.seat.filter(|seat| seat.stage == Stage::Full).ok_or(Fault::SignIn)?;
        Ok(Self { seat, asked: visitor.asked })
    }
}

/// An owner at their desk; agents are refused.
pub struct Owner(pub Desk);

impl FromRequestParts<Portal> for Owner {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Fault> {
        let desk = Desk::from_request_parts(parts, portal).await?;
        if desk.seat.is_owner() { Ok(Self(desk)) } else { Err(Fault::Forbidden) }
    }
}

impl Desk {
    /// The creditor.
    pub const fn tenant(&self) -> &Tenant {
        &self.seat.tenant
    }

    /// Who acts, as the record of a case names them.
    pub fn who(&self) -> &str {
        self.seat.member.id.as_str()
    }

    /// The creditor with its settings.
    pub const fn creditor(&self) -> (&Tenant, &crate::config::creditor::Settings) {
        (&self.seat.tenant, &self.seat.settings)
    }

    /// Who reads, without what the portfolio knows.
    pub fn reader(&self, portal: &Portal) -> Reader {
        let voice = voice::voice(&self.seat.settings, None, self.asked.lang);
        Reader::new(voice, wall_clock::local(self.seat.settings.zone, portal.clock.now()).date())
    }

    /// The surroundings of a page.
    pub async fn shell(&self, portal: &Portal) -> Result<TeamShell, Fault> {
        let (tenant, settings) = self.creditor();
        let mut reader = self.reader(portal);
        if portfolio::currencies(portal, tenant, settings).await?.len() > 1 {
            reader.naming = Naming::SymbolAndCode;
        }
        Ok(TeamShell {
            reader,
            sheets: vec![statics::team_sheet(), brand::url(settings)],
            creditor: settings.file.name.clone(),
            member: Member { name: self.seat.member.name.clone(), role: self.seat.member.role },
            waiting: portfolio::waiting(portal, tenant).await?,
            news: self.asked.told.as_deref().and_then(News::parse),
            mode: reader::money_mode(portal),
            query: self.asked.query.clone(),
        })
    }

    /// A page, which has told the news that were waiting.
    pub fn page(&self, portal: &Portal, html: String) -> Response {
        match self.asked.told {
            Some(_) => (CookieJar::new().add(no_news(portal)), Html(html)).into_response(),
            None => Html(html).into_response(),
        }
    }
}

/// The same page again, with what was typed and why it was not taken.
pub fn again(html: String) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response()
}

/// 303 to a page that tells the news.
pub fn go(portal: &Portal, to: &str, news: News) -> Response {
    telling(portal, to, news.code())
}

/// 303 to the sign-in, which says good-bye.
pub fn good_bye(portal: &Portal) -> Response {
    telling(portal, app::routes::pattern::TEAM_SIGN_IN, LEFT)
}

fn telling(portal: &Portal, to: &str, word: &'static str) -> Response {
    (CookieJar::new().add(news(portal, word)), Redirect::to(to)).into_response()
}

fn news(portal: &Portal, word: &'static str) -> Cookie<'static> {
    Cookie::build((NEWS, word))
        .path(app::routes::pattern::TEAM_HOME)
        .http_only(true)
        .secure(portal.settings.is_https())
        .same_site(SameSite::Lax)
        .build()
}

/// A cookie that takes the news away.
pub fn no_news(portal: &Portal) -> Cookie<'static> {
    let mut cookie = news(portal, "");
    cookie.make_removal();
    cookie
}

/// The id in a path; one that does not read is not there.
pub fn id<T: FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}
