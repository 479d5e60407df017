//! Proposals on other pages of the debtor: what there is to tell, and where new terms are welcome.

use app::debtor::options::Proposing;
use app::debtor::proposal::ProposalStage;
use app::debtor::statement::Proposed;
use chrono::{DateTime, Utc};
use domain::ids::ProposalId;
use domain::plan::State;
use sqlx::AnyConnection;

use super::STANDS;
use crate::config::creditor::Settings;
use crate::store::plan;
use crate::store::proposal::{self as store, Line};
use crate::tenant::Tenant;
use crate::use_cases::plan::renewal;
use crate::use_cases::{PortalError, offer};

/// The newest proposal of a case, while there is news of it.
pub async fn newest(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    id: Option<&ProposalId>,
    now: DateTime<Utc>,
) -> Result<Option<Proposed>, PortalError> {
    let Some(id) = id else { return Ok(None) };
    let line = store::line(conn, tenant, id).await?;
    Ok(line.and_then(|line| told(line, now)))
}

fn told(line: Line, now: DateTime<Utc>) -> Option<Proposed> {
    let waits = matches!(line.stage, ProposalStage::Waiting | ProposalStage::Countered);
    let is_over = waits && line.until.is_some_and(|until| now >= until);
    let stage = if is_over { ProposalStage::Expired } else { line.stage };
    let at = line.answered_at.or(line.until).unwrap_or(line.made_at);
    let is_news = match stage {
        ProposalStage::Waiting | ProposalStage::Countered => true,
        ProposalStage::Accepted => line.is_open && now < at + STANDS,
        ProposalStage::Refused | ProposalStage::Expired => now < at + STANDS,
        ProposalStage::TakenBack => false,
    };
    is_news.then_some(Proposed { proposal: line.id, stage })
}

/// Whether new terms are welcome in the place of a plan: of one that is active, and of one that broke, whose
/// debts are free.
pub async fn instead_of(
    conn: &mut AnyConnection,
    whose: (&Tenant, &Settings),
    kept: &plan::Kept,
    now: DateTime<Utc>,
) -> Result<Proposing, PortalError> {
    let ways = match kept.plan.state() {
        State::Active => renewal::today(conn, whose, kept, now).await?,
        State::Broken { .. } => {
            let asked = (kept.plan.agreement().owed.currency(), now);
            offer::load(conn, whose, &kept.case, asked).await?
        }
        _ => return Ok(Proposing::NotTaken),
    };
    Ok(ways.map(|ways| ways.proposing()).transpose()?.unwrap_or(Proposing::NotTaken))
}
