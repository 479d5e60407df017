//! What agreements say in a creditor's own words: read where something is agreed, written by its owners.
//!
//! What was agreed keeps the words that were shown. A text that is saved while somebody reads an older one
//! changes the mark of their page, so that they are shown the new one first.

use app::creditor::agreement_text::{Language, TextsView, Version};
use app::creditor::policy::Deed;
use app::debtor::accept::standard_text;
use app::reader::Reader;
use app::texts::{Lang, Voice};
use domain::agreement_text::{AgreementWords, TextFault};
use sqlx::AnyConnection;

use super::{PortalError, policy, voice};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::agreement_text::{self as store, Saved};
use crate::store::{StoreError, creditor};
use crate::tenant::Tenant;

/// The sequence that counts the versions.
const NUMBER: &str = "agreement-text";

/// So many versions are listed.
const LISTED: i64 = 30;

/// A creditor's own texts; none where it keeps to the program's.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct OwnTexts(Vec<(Lang, AgreementWords)>);

impl OwnTexts {
    /// The text that `reader` agrees to, and who reads it: in their language if there is one, else in the
    /// language in which the creditor writes. `None` where the program's own text stands.
    pub fn read_by(
        &self,
        settings: &Settings,
        reader: Reader,
    ) -> Option<(Reader, &AgreementWords)> {
        let in_lang = |lang: Lang| self.0.iter().find(|(own, _)| *own == lang);
        let found = in_lang(reader.voice.lang).or_else(|| in_lang(voice::written(settings)));
        found.map(|(lang, words)| {
            let voice = Voice { lang: *lang, ..reader.voice };
            (Reader { voice, ..reader }, words)
        })
    }
}

/// The texts of a creditor that are in force.
pub async fn own(conn: &mut AnyConnection, tenant: &Tenant) -> Result<OwnTexts, PortalError> {
    let mut texts = Vec::new();
    for lang in Lang::ALL {
        let newest = store::newest(conn, tenant, lang).await?;
        if let Some(saved) = newest.filter(|saved| !saved.body.is_empty()) {
            let words = AgreementWords::parse(&saved.body).map_err(|fault| {
                StoreError::Corrupt(format!("text {} of an agreement: {fault}", saved.version))
            })?;
            texts.push((lang, words));
        }
    }
    Ok(OwnTexts(texts))
}

/// The page of the texts, as nobody has typed in it.
pub async fn view(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    reader: Reader,
) -> Result<TextsView, PortalError> {
    let mut conn = portal.store.read().await?;
    let mut languages = Vec::new();
    for lang in Lang::ALL {
        let newest = store::newest(&mut conn, tenant, lang).await?;
        let drawn = newest.as_ref().map_or(0, |saved| saved.version);
        let own = newest.map(|saved| saved.body).filter(|body| !body.is_empty());
        let voice = Voice { lang, region: settings.country, address: settings.address };
        let standard = standard_text(Reader { voice, ..reader });
        let is_own = own.is_some();
        let text = own.unwrap_or(standard);
        languages.push(Language { lang, drawn, text, is_own, problem: None });
    }
    let latest = store::latest(&mut conn, tenant, LISTED).await?;
    let version = |saved: Saved| {
        let deed: Deed = policy::deed(settings, &(saved.by, saved.at));
        Version { lang: saved.lang, number: saved.version, text: saved.body, deed }
    };
    Ok(TextsView { languages, versions: latest.into_iter().map(version).collect() })
}

/// A text that somebody wants to be said from now on.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// In which language.
    pub lang: Lang,
    /// The version that the form showed.
    pub drawn: i64,
    /// The text with its places; empty to go back to the program's own.
    pub body: &'a str,
    /// Who wants it.
    pub who: &'a str,
}

/// What became of saving a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It is said from now on.
    Saved,
    /// It was said already.
    Before,
    /// Somebody saved another one since the form was drawn: nothing was saved.
    Stale,
    /// It is no text: nothing was saved.
    Wrong(TextFault),
}

/// Saves a text, if the one that the form showed is still in force. The same text twice is saved once.
pub async fn save(
    portal: &Portal,
    tenant: &Tenant,
    wish: Wish<'_>,
) -> Result<Outcome, PortalError> {
    let body = wish.body.trim().replace("\r\n", "\n");
    if !body.is_empty()
        && let Err(fault) = AgreementWords::parse(&body)
    {
        return Ok(Outcome::Wrong(fault));
    }
    let at = portal.clock.now();
    in_tx!(portal.store, tx => {
        // The counter's row is locked by raising it: of two who save, the second one sees the first.
        let version = creditor::next_number(&mut tx, tenant, NUMBER).await?;
        let newest = store::newest(&mut tx, tenant, wish.lang).await?;
        let (known, said) = newest.map_or((0, String::new()), |saved| (saved.version, saved.body));
        if said == body {
            Outcome::Before
        } else if known != wish.drawn {
            Outcome::Stale
        } else {
            let (lang, body, by) = (wish.lang, body.clone(), wish.who.to_owned());
            store::insert(&mut tx, tenant, &Saved { lang, version, body, by, at }).await?;
            Outcome::Saved
        }
    })
}
