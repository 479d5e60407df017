//! What a debtor chooses about messages.

use app::debtor::preferences::{
    self as page, News, PreferenceField, PreferencesView, Reminders, Wanted,
};
use app::debtor::quiet;
use app::routes::pattern;
use app::texts::{Address, Lang};
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::{CookieJar, Form};
use domain::contact_channel::ContactChannel;
use domain::phone::PhoneNumber;
use serde::Deserialize;

use super::{Room, again, hall, see};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::http::reader::language_cookie;
use crate::http::session::{Anyone, Debtor};
use crate::use_cases::PortalError;
use crate::use_cases::preference::{self, Chosen, Preference, Ways};
use crate::use_cases::session::{Stage, Visit};
use crate::use_cases::voice::to_debtor;

/// The query of what was kept.
const DONE: &str = "listo=1";

/// That of no more reminders.
const STOPPED: &str = "listo=parar";

/// That of reminders that are wanted again.
const RESUMED: &str = "listo=volver";

/// What the form sends. What a page does not ask for, as the form of address, stays as it was.
#[derive(Debug, Deserialize)]
pub struct PreferencesForm {
    #[serde(default)]
    channel: Vec<String>,
    #[serde(default)]
    hour: String,
    /// One, or none where the page does not ask: an empty one is a choice, which an `Option` would not tell from none.
    #[serde(default)]
    apart: Vec<String>,
    #[serde(default)]
    language: String,
    address: Option<String>,
}

/// GET /preferencias
pub async fn show(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    parts: Parts,
) -> Result<Html<String>, Fault> {
    let room = Room::of(&portal, &visit).await?;
    let (wish, none) = preference::of_visit(&portal, &visit).await?;
    let ways = ways(&portal, &visit, &room).await?;
    let view = view((&room, &ways), (&wish, none), done(&parts, none));
    Ok(Html(page::page(room.shell(&portal, &parts, visit.stage), view)))
}

/// What was done just now. An address alone says of no stop what is not so.
fn done(parts: &Parts, none: bool) -> Option<News> {
    parts.uri.query()?.split('&').find_map(|pair| match pair {
        DONE => Some(News::Saved),
        STOPPED if none => Some(News::Stopped),
        RESUMED if !none => Some(News::Resumed),
        _ => None,
    })
}

/// POST /preferencias
pub async fn save(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
    parts: Parts,
    Form(form): Form<PreferencesForm>,
) -> Result<Response, Fault> {
    let room = Room::of(&portal, &visit).await?;
    let (before, none) = preference::of_visit(&portal, &visit).await?;
    let lang = Lang::ALL.into_iter().find(|lang| lang.code() == form.language);
    let problem = |field| Some(News::Problem(field));
    let ways = ways(&portal, &visit, &room).await?;
    let (wish, unread) = form.read(&ways, &before);
    let wrong = match unread {
        Some(field) => problem(field),
        None => match preference::save(&portal, &visit, &wish).await {
            Err(PortalError::Refused("hour")) => problem(PreferenceField::Hour),
            Err(PortalError::Refused("hours")) => Some(News::HourClosed),
            Err(PortalError::Refused("apart")) => problem(PreferenceField::Apart),
            Err(PortalError::Refused("language")) => problem(PreferenceField::Language),
            Err(PortalError::Refused("address-form")) => problem(PreferenceField::Address),
            other => {
                other?;
                None
            }
        },
    };
    if wrong.is_some() {
        let view = view((&room, &ways), (&wish, none), wrong);
        return Ok(again(page::page(room.shell(&portal, &parts, visit.stage), view)));
    }
    let to = see(&format!("{}?{DONE}", pattern::PREFERENCES));
    // The pages that follow speak the language at once.
    let jar = lang.map(|lang| CookieJar::new().add(language_cookie(&portal, lang)));
    Ok((jar.unwrap_or_default(), to).into_response())
}

/// POST /preferencias/parar: before the identity check too, since it only stops.
pub async fn stop(
    State(portal): State<Portal>,
    Anyone(visit): Anyone,
    parts: Parts,
) -> Result<Response, Fault> {
    let visit = visit.ok_or(Fault::NoSession)?;
    preference::stop(&portal, &visit.tenant, &visit.case).await?;
    if visit.stage == Stage::Full {
        return Ok(see(&format!("{}?{STOPPED}", pattern::PREFERENCES)));
    }
    let hall = hall(&portal, &parts, Some(&visit)).await?;
    Ok(Html(quiet::done_page(hall.shell)).into_response())
}

/// POST /preferencias/volver
pub async fn resume(
    State(portal): State<Portal>,
    Debtor(visit): Debtor,
) -> Result<Response, Fault> {
    preference::resume(&portal, &visit).await?;
    Ok(see(&format!("{}?{RESUMED}", pattern::PREFERENCES)))
}

/// By what the visitor can be reached.
async fn ways(portal: &Portal, visit: &Visit, room: &Room) -> Result<Ways, PortalError> {
    let (whose, who) = ((&visit.tenant, &room.settings), (&visit.case, &room.person));
    preference::ways(portal, whose, who).await
}

impl PreferencesForm {
    /// What was chosen, and the field that does not read: the choice is without it then. A channel that the page did
    /// not show stays as it was, and so does one that nobody permitted and that is not ticked.
    fn read(&self, ways: &Ways, before: &Preference) -> (Preference, Option<PreferenceField>) {
        let ticked = |channel: &ContactChannel| {
            let word = channel.as_str();
            ways.ready.contains(channel) && self.channel.iter().any(|one| one == word)
        };
        let stays = |channel: &ContactChannel| {
            !ways.ready.contains(channel) || ways.unasked.contains(channel)
        };
        let unwanted = |channel: &ContactChannel| {
            !ticked(channel) && (!stays(channel) || before.without.contains(channel))
        };
        let without = ContactChannel::ALL.into_iter().filter(unwanted).collect();
        let permits = ways.unasked.iter().copied().filter(ticked).collect();
        let address_form = self.address.clone().or_else(|| before.chosen.address_form.clone());
        let chosen = Chosen { language: Some(self.language.clone()), address_form };
        let (by_word, not_after) = (before.by_word.clone(), before.not_after);
        let hour = page::read_hour(&self.hour);
        let apart = self.apart.first().map_or(Ok(before.apart), |days| page::read_apart(days));
        let wrong = hour.err().or(apart.err());
        let (not_before, apart) = (hour.unwrap_or_default(), apart.unwrap_or_default());
        (Preference { chosen, not_before, not_after, apart, without, by_word, permits }, wrong)
    }
}

fn view(
    (room, ways): (&Room, &Ways),
    (wish, none): (&Preference, bool),
    news: Option<News>,
) -> PreferencesView {
    let voice = to_debtor(&room.settings, &room.person);
    let lang = wish.chosen.language.as_deref().and_then(Lang::parse);
    let address = match wish.chosen.address_form.as_deref() {
        Some("tu") => Address::Tu,
        Some("usted") => Address::Usted,
        _ => voice.address,
    };
    let wanted = |channel| match channel {
        channel if wish.by_word.contains(&channel) => Wanted::Stopped,
        channel if wish.permits.contains(&channel) => Wanted::Permitted,
        channel if ways.unasked.contains(&channel) => Wanted::Unasked,
        channel if wish.without.contains(&channel) => Wanted::No,
        _ => Wanted::Yes,
    };
    let number = room.person.phone.as_deref().map(PhoneNumber::from_network);
    let ending = number.and_then(Result::ok).map(|number| number.ending().to_owned());
    let reminders = match (none, ways.reach_them) {
        (true, _) => Reminders::Stopped,
        (false, true) => Reminders::On,
        (false, false) => Reminders::Unreached,
    };
    PreferencesView {
        reminders,
        channels: ways.ready.iter().map(|channel| (*channel, wanted(*channel))).collect(),
        ending: ending.unwrap_or_default(),
        hour: wish.not_before,
        until: wish.not_after,
        apart: wish.apart,
        lang: lang.unwrap_or(voice.lang),
        address,
        news,
    }
}
