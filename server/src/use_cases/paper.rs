//! Papers of a case, to be set as PDF: what was agreed, what was issued, what was received. Each says what
//! it said on its day, whatever the creditor has changed since.

use app::documents::{self, Seal};
use app::reader::Reader;
use app::texts::{Address, Lang, Voice};
use chrono::{DateTime, Utc};
use domain::evidence::Head;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::acceptance::Done;
use super::clearance::ISSUED;
use super::{PortalError, receipt, wall_clock};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::documents::Dated;
use crate::keys::DataKey;
use crate::store::agreement::Paper;
use crate::store::clearance::{self, Clearance};
use crate::store::debtor::{self, Find};
use crate::store::ledger::hex;
use crate::store::payment::Payment;
use crate::store::{agreement, creditor};
use crate::tenant::Tenant;

/// The voice of papers: formal, and to nobody in particular.
pub const fn voice(settings: &Settings, lang: Lang) -> Voice {
    Voice { lang, region: settings.country, address: Address::Usted }
}

/// What was agreed in a case, as it is kept. `NotFound` for what is of another case, and of who was erased.
pub async fn kept(
    conn: &mut AnyConnection,
    portal: &Portal,
    tenant: &Tenant,
    (case, done): (&CaseId, &Done),
) -> Result<Paper, PortalError> {
    let own = agreement::of_case(conn, tenant, case).await?;
    // Another person's key does not open it: that would be a fault of ours.
    if !own.iter().any(|(of, _)| of == done.as_str()) {
        return Err(PortalError::NotFound);
    }
    let key = key(conn, portal, tenant, case).await?;
    let kept = agreement::find(conn, tenant, done.as_str(), &key).await?;
    kept.ok_or(PortalError::NotFound)
}

/// The same as a paper to keep.
pub async fn agreement(
    conn: &mut AnyConnection,
    portal: &Portal,
    tenant: &Tenant,
    (case, done): (&CaseId, &Done),
) -> Result<Dated, PortalError> {
    let settings = creditor::settings(conn, tenant).await?;
    let kept = kept(conn, portal, tenant, (case, done)).await?;
    let kind = match done {
        Done::Plan(_) => "agreed",
        Done::Promise(_) => "promised",
    };
    let head = clearance::head_of(conn, tenant, case, (kind, done.as_str())).await?;
    let seal = seal(&settings, kept.agreed_at, (head, &kept.hash));
    let reader = reader(&settings, &kept.language, &seal);
    let paper = documents::agreement(reader, &kept.paper, &seal);
    Ok(Dated { paper, at: kept.agreed_at })
}

/// A certificate of a case.
pub async fn certificate(
    conn: &mut AnyConnection,
    portal: &Portal,
    tenant: &Tenant,
    issued: &Clearance,
) -> Result<Dated, PortalError> {
    let settings = creditor::settings(conn, tenant).await?;
    let key = key(conn, portal, tenant, &issued.case).await?;
    let (kept, hash) = clearance::paper(conn, tenant, &issued.id, &key).await?;
    let of = (ISSUED, issued.id.as_str());
    let head = clearance::head_of(conn, tenant, &issued.case, of).await?;
    let seal = seal(&settings, issued.issued_at, (head, &hash));
    let reader = reader(&settings, &issued.language, &seal);
    let paper = documents::clearance(reader, &kept, &seal);
    Ok(Dated { paper, at: issued.issued_at })
}

/// The receipt of a payment, for whoever reads it.
pub async fn receipt_of(
    conn: &mut AnyConnection,
    portal: &Portal,
    (tenant, reader): (&Tenant, Reader),
    payment: &Payment,
) -> Result<Dated, PortalError> {
    let loaded = receipt::of_payment(conn, portal, tenant, payment).await?;
    let paper = documents::receipt(reader, &loaded.view);
    Ok(Dated { paper, at: loaded.at })
}

async fn key(
    conn: &mut AnyConnection,
    portal: &Portal,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<DataKey, PortalError> {
    let found = debtor::find(conn, tenant, &portal.keys, Find::Case(case)).await?;
    found.and_then(|(debtor, _, _)| debtor.key).ok_or(PortalError::NotFound)
}

fn seal(settings: &Settings, at: DateTime<Utc>, (head, hash): (Option<Head>, &[u8])) -> Seal {
    Seal {
        at: wall_clock::local(settings.zone, at),
        evidence: head.map(|head| head.code()).unwrap_or_default(),
        fingerprint: hex(hash),
    }
}

fn reader(settings: &Settings, language: &str, seal: &Seal) -> Reader {
    let lang = Lang::parse(language).unwrap_or(Lang::Es);
    Reader::new(voice(settings, lang), seal.at.date())
}
