//! The demo's mailbox. Outside demo mode, and where e-mail really leaves, there is no such page.

use std::path::Path as FilePath;

use app::creditor::Door;
use app::mailbox as page;
use app::reader::Reader;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Html;

use crate::compose::Portal;
use crate::config::program::{Mail, Mode};
use crate::http::fault::Fault;
use crate::http::{reader, statics};
use crate::messaging::mailbox;

/// GET /buzon
pub async fn list(State(portal): State<Portal>, parts: Parts) -> Result<Html<String>, Fault> {
    let entries = mailbox::list(folder(&portal)?).map_err(|_| Fault::NotFound)?;
    Ok(Html(page::list(door(&portal, &parts), entries)))
}

/// GET /buzon/{name}
pub async fn letter(
    State(portal): State<Portal>,
    Path(name): Path<String>,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let opened = mailbox::open(folder(&portal)?, &name).ok_or(Fault::NotFound)?;
    Ok(Html(page::letter(door(&portal, &parts), opened)))
}

fn folder(portal: &Portal) -> Result<&FilePath, Fault> {
    match (&portal.settings.mail, portal.settings.mode) {
        (Mail::Folder(folder), Mode::Demo) => Ok(folder),
        _ => Err(Fault::NotFound),
    }
}

fn door(portal: &Portal, parts: &Parts) -> Door {
    let chosen = (reader::chosen(parts), reader::accepted(parts));
    Door {
        reader: Reader::new(reader::voice_of(chosen), portal.clock.now().date_naive()),
        sheets: vec![statics::team_sheet()],
        mode: reader::money_mode(portal),
        query: reader::query_without_lang(parts),
    }
}
