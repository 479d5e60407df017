//! Terms that the debtor proposed, so that the answer is found by whoever comes back.

use domain::ids::ProposalId;
use leptos::prelude::*;

use crate::components::{Notice, Tone};
use crate::debtor::proposal::ProposalStage;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// The newest proposal.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// Which.
    pub proposal: ProposalId,
    /// Where it stands.
    pub stage: ProposalStage,
}

/// Where it stands, and the way to it.
#[component]
pub(super) fn YourProposal(reader: Reader, creditor: String, proposed: Proposed) -> impl IntoView {
    let Proposed { proposal, stage } = proposed;
    let tone = if stage == ProposalStage::Waiting { Tone::Wait } else { Tone::News };
    let lead = stage.told(reader, &creditor);
    view! {
        <Notice tone lead>
            <a href=routes::proposal(&proposal)>{reader.say(key::ProposalSee)}</a>
        </Notice>
    }
}
