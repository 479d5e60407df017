//! Issuing a certificate: drawn, kept sealed, written into the evidence, told to its debtor; once.

use app::documents::{ClearanceView, Named, issued};
use app::reader::Reader;
use app::routes;
use chrono::NaiveDate;
use domain::clearance::Code;
use domain::ids::{ClearanceId, DebtId};

use super::{CLEARED, HANDED, ISSUED};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::keys::random;
use crate::store::case::LockedCase;
use crate::store::clearance::{self, NewClearance};
use crate::store::debt::Debt;
use crate::store::debtor::{self, Debtor, Find};
use crate::store::ledger::hex;
use crate::store::message::NewMessage;
use crate::store::{Tx, creditor, evidence};
use crate::tenant::Tenant;
use crate::use_cases::access_link::origin;
use crate::use_cases::{PortalError, paper, sender, statement, voice, wall_clock, work};

/// Who issues a certificate.
#[derive(Clone, Copy, Debug)]
pub(super) enum Issuer<'a> {
    /// What was paid.
    Payment,
    /// This member of the team.
    Member(&'a str),
}

impl Issuer<'_> {
    /// The kind of the message that brings it.
    const fn message(self) -> &'static str {
        match self {
            Self::Payment => CLEARED,
            Self::Member(_) => HANDED,
        }
    }
}

/// Issues a certificate on all debts of a locked case. Who was erased gets none: there is no name to put
/// on it.
pub(super) async fn issue(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (debts, by): (&[Debt], Issuer<'_>),
) -> Result<Option<ClearanceId>, PortalError> {
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(&case.id)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let Some(key) = debtor.key.clone() else { return Ok(None) };
    let settings = creditor::settings(tx, tenant).await?;
    let (now, id) = (portal.clock.now(), ClearanceId::from_bits(portal.ids.bits()));
    let on = wall_clock::local(settings.zone, now).date();
    let lang = voice::to_debtor(&settings, &debtor.person).lang;
    let code = Code::from_random(random::<10>());
    let view = view(portal, (&settings, &debtor), debts, (&code, on));
    let reader = Reader::new(paper::voice(&settings, lang), on);
    let ids: Vec<DebtId> = debts.iter().map(|debt| debt.id.clone()).collect();
    let new = NewClearance {
        id: &id,
        case: &case.id,
        code: &code,
        language: lang.code(),
        paper: &issued(reader, &view),
        debts: &ids,
        issued_on: on,
        issued_at: now,
    };
    let hash = clearance::insert(tx, tenant, &key, new).await?;
    let mut body = format!("{id} {} {}", ids.len(), hex(&hash));
    if let Issuer::Member(who) = by {
        body = format!("{body} {who}");
    }
    evidence::append(tx, tenant, case, now, (ISSUED, &body)).await?;
    tell(portal, tx, tenant, case, (&id, by.message())).await?;
    Ok(Some(id))
}

async fn tell(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &LockedCase,
    (id, kind): (&ClearanceId, &'static str),
) -> Result<(), PortalError> {
    let occurrence = format!("{kind}:{id}");
    let new = NewMessage {
        case: Some(&case.id),
        member: None,
        kind,
        about: Some(id.as_str()),
        occurrence: &occurrence,
    };
    Ok(work::message(portal, tx, tenant, new).await?)
}

fn view(
    portal: &Portal,
    (settings, debtor): (&Settings, &Debtor),
    debts: &[Debt],
    (code, on): (&Code, NaiveDate),
) -> ClearanceView {
    let named = |debt: &Debt| Named {
        document: statement::document(debt),
        what_for: debt.description.clone(),
    };
    ClearanceView {
        creditor: sender::legal_identity(settings),
        debtor: debtor.person.name.clone().unwrap_or_else(|| debtor.reference.clone()),
        reference: debtor.reference.clone(),
        on,
        debts: debts.iter().map(named).collect(),
        code: code.to_string(),
        url: format!("{}{}", origin(portal, settings), routes::certificate(code.as_str())),
    }
}
