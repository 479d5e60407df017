//! The pages of errors, drawn for whoever meets them: a debtor, a stranger, the team.

use app::creditor::Door;
use app::creditor::error::{self as team_errors, TeamError};
use app::debtor::errors::{self, Fault as Shown};
use app::reader::Reader;
use app::shell::{Session, Shell};
use axum::http::StatusCode;
use axum::http::request::Parts;

use super::session::{For, session_hash};
use super::surroundings::{self, Wish};
use super::{reader, statics};
use crate::compose::Portal;
use crate::store::creditor;
use crate::store::debtor::{self, Find};
use crate::use_cases::PortalError;
use crate::use_cases::session::{Stage, visit};

/// Where the team's pages begin.
const TEAM: &str = app::routes::pattern::TEAM_HOME;

/// Draws the page of an error, in the reader's language. `number` finds it in the log.
pub async fn draw(
    portal: &Portal,
    parts: &Parts,
    status: StatusCode,
    number: Option<&str>,
) -> String {
    if parts.uri.path().starts_with(TEAM) {
        return of_team(portal, parts, status, number);
    }
    let shown = match status {
        StatusCode::UNAUTHORIZED => Shown::SessionEnded,
        StatusCode::FORBIDDEN => Shown::Foreign,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Shown::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => Shown::TooLarge,
        StatusCode::TOO_MANY_REQUESTS => Shown::TooMany { wait_min: 1 },
        StatusCode::SERVICE_UNAVAILABLE => Shown::Down,
        status if status.is_client_error() => Shown::Incomplete,
        _ => match number {
            Some(number) => Shown::Ours { incident: number.to_owned() },
            None => Shown::Down,
        },
    };
    errors::page(shell(portal, parts, status).await, &shown)
}

/// The visitor's own surroundings where they can be had; the page of an error never fails.
async fn shell(portal: &Portal, parts: &Parts, status: StatusCode) -> Shell {
    let nobody = || surroundings::of_host(portal, parts, None, &Wish::Reader).0;
    // When the program itself fails, the database may be why.
    if status.is_server_error() {
        return nobody();
    }
    match visitor(portal, parts).await {
        Ok(shell) => Shell { query: String::new(), ..shell },
        Err(_) => nobody(),
    }
}

async fn visitor(portal: &Portal, parts: &Parts) -> Result<Shell, PortalError> {
    if let Some(hash) = session_hash(portal, parts, For::Debtor)
        && let Some(visit) = visit(portal, &hash).await?
    {
        let mut conn = portal.store.read().await?;
        let settings = creditor::settings(&mut conn, &visit.tenant).await?;
        let of = Find::Case(&visit.case);
        let found = debtor::find(&mut conn, &visit.tenant, &portal.keys, of).await?;
        let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
        let session = if visit.stage == Stage::Full { Session::Open } else { Session::None };
        return Ok(surroundings::of_creditor(portal, parts, (&settings, &debtor.person), session));
    }
    let own = surroundings::own_host(portal, parts).await?;
    Ok(surroundings::of_host(portal, parts, own.as_ref(), &Wish::Reader).0)
}

fn of_team(portal: &Portal, parts: &Parts, status: StatusCode, number: Option<&str>) -> String {
    let error = match status {
        StatusCode::FORBIDDEN => TeamError::OwnersOnly,
        StatusCode::TOO_MANY_REQUESTS => TeamError::TooMany,
        StatusCode::BAD_REQUEST
        | StatusCode::PAYLOAD_TOO_LARGE
        | StatusCode::UNSUPPORTED_MEDIA_TYPE
        | StatusCode::UNPROCESSABLE_ENTITY => TeamError::Refused,
        status if status.is_client_error() => TeamError::NotFound,
        _ => TeamError::Ours { incident: number.map(str::to_owned) },
    };
    let door = Door {
        reader: Reader::new(reader::neutral_voice(parts), portal.clock.now().date_naive()),
        sheets: vec![statics::team_sheet()],
        mode: reader::money_mode(portal),
        query: String::new(),
    };
    team_errors::page(door, error)
}
