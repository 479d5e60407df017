//! The reminder that what a debtor said waits for its answer.

use app::creditor::AnswerKind;
use app::messages::{AnswerReceived, answer_waits};
use domain::ids::HoldId;
use domain::plan::answered_by;

use super::{Job, Text};
use crate::store::hold::HoldKind;
use crate::store::{Tx, answer, hold_waits};
use crate::use_cases::{PortalError, wall_clock};

/// What somebody said, as the team reads it.
pub(super) const fn said(kind: answer::AnswerKind) -> AnswerKind {
    match kind {
        answer::AnswerKind::Paid => AnswerKind::Paid,
        answer::AnswerKind::Wrong => AnswerKind::Wrong,
        answer::AnswerKind::Talk => AnswerKind::Talk,
        answer::AnswerKind::NotThem => AnswerKind::NotThem,
        answer::AnswerKind::Wrote => AnswerKind::Wrote,
    }
}

impl Job<'_> {
    /// One that was answered meanwhile waits for nobody.
    pub(super) async fn claim_waits(&self, tx: &mut Tx) -> Result<Text, PortalError> {
        let id: HoldId = self.about()?;
        let Some(waits) = hold_waits::find(tx, self.tenant, &id).await? else {
            return Ok(Err("answered"));
        };
        let HoldKind::Said(kind) = waits.kind else { return Err(PortalError::NotFound) };
        let until = answered_by(wall_clock::local(self.settings.zone, waits.at).date());
        let view = AnswerReceived { whose: self.whose()?, kind: said(kind) };
        Ok(Ok((answer_waits(self.head(), &view, until), None)))
    }
}
