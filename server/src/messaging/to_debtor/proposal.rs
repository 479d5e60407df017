//! Letters about proposals.

use app::messages::{ProposalNews, proposal_news};
use chrono::TimeDelta;
use domain::ids::ProposalId;
use domain::proposal::{By, ProposalState};

use super::{Job, Text};
use crate::store::{Tx, debt, proposal};
use crate::use_cases::{PortalError, proposal as proposals, wall_clock};

impl Job<'_> {
    /// What became of a proposal, as long as it stands so; nothing once nothing is owed.
    pub(super) async fn proposal(
        &self,
        tx: &mut Tx,
    ) -> Result<Result<Text, &'static str>, PortalError> {
        let about = self.message.about.as_deref().unwrap_or_default();
        let id = about.split(' ').next().unwrap_or_default();
        let id: ProposalId = id.parse().map_err(|_| PortalError::NotFound)?;
        let kept = proposal::find(tx, self.tenant, &id).await?;
        let kept = kept.filter(|kept| kept.case == *self.case).ok_or(PortalError::NotFound)?;
        if proposals::about(&kept) != about {
            return Ok(Err("answered-since"));
        }
        let news = match kept.proposal.state {
            ProposalState::Accepted { .. } => ProposalNews::Accepted,
            ProposalState::Countered { until, .. } => {
                // They stand until an instant: the last whole day is the one a moment before.
                let last = until - TimeDelta::milliseconds(1);
                ProposalNews::Countered(wall_clock::local(self.settings.zone, last).date())
            }
            ProposalState::Refused { .. } => ProposalNews::Refused,
            ProposalState::Expired { .. } if proposals::expired_by(&kept) == By::Debtor => {
                ProposalNews::Lapsed
            }
            ProposalState::Expired { .. } => ProposalNews::Unanswered,
            ProposalState::Waiting { .. } => return Ok(Err("waiting")),
        };
        if !debt::of_case(tx, self.tenant, self.case).await?.iter().any(debt::Debt::is_payable) {
            return Ok(Err("nothing-owed"));
        }
        let fresh = self.fresh_link(tx).await?;
        let mail = proposal_news(self.reader, &self.writer, (fresh.view(), news));
        Ok(Ok(fresh.text(mail)))
    }
}
