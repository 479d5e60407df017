//! Links to the team's pages of proposals. Those of the debtor stand beside the plans.

use domain::ids::ProposalId;

use super::pattern;

/// The next page of proposals that wait no more.
pub fn team_proposals_after(cursor: &str) -> String {
    format!("{}?after={cursor}", pattern::TEAM_PROPOSALS)
}

/// One proposal with the forms that answer it.
pub fn team_proposal(proposal: &ProposalId) -> String {
    format!("/panel/propuestas/{proposal}")
}

/// Where a proposal is accepted.
pub fn team_proposal_accept(proposal: &ProposalId) -> String {
    format!("/panel/propuestas/{proposal}/aceptar")
}

/// Where other terms are named.
pub fn team_proposal_counter(proposal: &ProposalId) -> String {
    format!("/panel/propuestas/{proposal}/contrapropuesta")
}

/// Where a proposal is refused.
pub fn team_proposal_refuse(proposal: &ProposalId) -> String {
    format!("/panel/propuestas/{proposal}/rechazar")
}
