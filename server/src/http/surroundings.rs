//! What surrounds a debtor's page: whose host it stands on, who speaks, in which words.

use app::debtor::enter::{Asks, Host};
use app::format::Naming;
use app::reader::Reader;
use app::shell::{Contact, Sender, Session, Shell};
use app::texts::{Address, Lang, Voice};
use axum::http::header;
use axum::http::request::Parts;
use domain::country::Country;
use domain::identity::Check;

use super::statics::debtor_sheet;
use super::{front, reader};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::creditor;
use crate::store::debtor::Person;
use crate::tenant::{Mark, Tenant};
use crate::use_cases::{PortalError, brand, sender, voice, wall_clock};

/// The name in the header of a host that several creditors share.
const NAME: &str = "AlDía";

/// The creditor whose own host a request came to.
pub struct OwnHost {
    /// The creditor.
    pub tenant: Tenant,
    /// Its settings.
    pub settings: Settings,
}

/// Finds the creditor whose own host the request names; `None` on a shared host.
pub async fn own_host(portal: &Portal, parts: &Parts) -> Result<Option<OwnHost>, PortalError> {
    let named = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let named = named.or_else(|| parts.uri.authority().map(axum::http::uri::Authority::as_str));
    let named = named.unwrap_or_default().to_ascii_lowercase();
    let shared = portal.settings.base_url.split_once("://").map_or("", |(_, host)| host);
    if named.is_empty() || named == shared {
        return Ok(None);
    }
    let bare = named.rsplit_once(':').map_or(&*named, |(host, _)| host);
    let mut conn = portal.store.read().await?;
    for host in [&*named, bare] {
        if let Some(tenant) = Tenant::find(&mut conn, Mark::Host(host)).await? {
            let settings = creditor::settings(&mut conn, &tenant).await?;
            return Ok(Some(OwnHost { tenant, settings }));
        }
    }
    Ok(None)
}

/// Who reads a page, as far as the page's address and the browser say.
pub enum Wish {
    /// The page's bytes may depend on the host and on `?lang` only.
    AddressOnly,
    /// The reader's choice, then what the browser asks for.
    Reader,
}

/// The surroundings of a page without a session: the host's creditor, or nobody's.
pub fn of_host(
    portal: &Portal,
    parts: &Parts,
    own: Option<&OwnHost>,
    wish: &Wish,
) -> (Shell, Host) {
    let lang = match wish {
        Wish::AddressOnly => (reader::asked(parts), Lang::Es),
        Wish::Reader => (reader::chosen(parts), reader::accepted(parts)),
    };
    let (shell, host) = match own {
        Some(own) => {
            let voice = voice::voice(&own.settings, None, lang);
            let host = Host::Own(asks(&own.settings));
            (creditor_shell(portal, &own.settings, voice, Session::None), host)
        }
        None => (neutral_shell(portal, lang.0.unwrap_or(lang.1)), Host::Shared),
    };
    let query = match wish {
        Wish::AddressOnly => String::new(),
        Wish::Reader => reader::query_without_lang(parts),
    };
    (Shell { query, ..shell }, host)
}

/// What a visitor without a session can be told of the question: `None` where it depends on who they
/// are.
pub fn foretold(settings: &Settings) -> Option<Asks> {
    match settings.checks.iter().position(|check| *check == Check::Nothing) {
        None => Some(Asks::Something),
        Some(0) => Some(Asks::Nothing),
        Some(_) => None,
    }
}

/// What every visitor can be told before the token is looked at: where some are asked nothing, nobody
/// is promised a question.
fn asks(settings: &Settings) -> Asks {
    if settings.checks.contains(&Check::Nothing) { Asks::Nothing } else { Asks::Something }
}

/// The surroundings of a page of a session: the creditor speaks to its debtor.
pub fn of_creditor(
    portal: &Portal,
    parts: &Parts,
    (settings, person): (&Settings, &Person),
    session: Session,
) -> Shell {
    let lang = (reader::chosen(parts), reader::accepted(parts));
    let voice = voice::voice(settings, Some(person), lang);
    let shell = creditor_shell(portal, settings, voice, session);
    Shell { query: reader::query_without_lang(parts), ..shell }
}

/// The same with every amount naming its currency, where a bare `$` could be two.
#[must_use]
pub fn naming_currencies(mut shell: Shell) -> Shell {
    shell.reader.naming = Naming::SymbolAndCode;
    shell
}

fn neutral_shell(portal: &Portal, lang: Lang) -> Shell {
    let voice = Voice { lang, region: Country::Pe, address: Address::Tu };
    let sender = Sender { name: NAME.to_owned(), legal_id: None, contact: Contact::default() };
    Shell {
        reader: Reader::new(voice, portal.clock.now().date_naive()),
        sheets: vec![debtor_sheet()],
        loader: front::loader(),
        sender,
        session: Session::None,
        mode: reader::money_mode(portal),
        query: String::new(),
    }
}

fn creditor_shell(portal: &Portal, settings: &Settings, voice: Voice, session: Session) -> Shell {
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let sender = Sender {
        name: settings.file.name.clone(),
        legal_id: Some(sender::legal_id(settings)),
        contact: sender::contact(settings),
    };
    Shell {
        reader: Reader::new(voice, today),
        sheets: vec![debtor_sheet(), brand::url(settings)],
        loader: front::loader(),
        sender,
        session,
        mode: reader::money_mode(portal),
        query: String::new(),
    }
}
