//! The letter about money that did not come.

use app::messages::{NotCome, SentBy, not_come};
use domain::ids::AttemptId;
use domain::ledger::Channel;
use domain::payment::AttemptState;

use super::{Job, Text};
use crate::store::{Tx, attempt, debt};
use crate::use_cases::PortalError;
use crate::use_cases::payment::not_come::grace;

pub(super) use crate::use_cases::payment::not_come::NOT_COME;

impl Job<'_> {
    /// That money did not come; of no use once it has, or nothing is owed any more.
    pub(super) async fn not_come(
        &self,
        tx: &mut Tx,
    ) -> Result<Result<Text, &'static str>, PortalError> {
        let id: AttemptId = self.about()?;
        let found = attempt::find(tx, self.tenant, attempt::Find::Id(&id)).await?;
        let own = found.filter(|attempt| attempt.case == *self.case);
        let attempt = own.ok_or(PortalError::NotFound)?;
        if attempt.state != AttemptState::Failed {
            return Ok(Err("came"));
        }
        let debts = debt::of_case(tx, self.tenant, self.case).await?;
        if !debts.iter().any(debt::Debt::is_payable) {
            return Ok(Err("nothing-owed"));
        }
        let grace = grace(tx, self.tenant, &attempt, self.reader.today).await?;
        let by = match attempt.channel {
            Channel::Transfer => SentBy::Transfer,
            Channel::Stripe | Channel::Elsewhere => SentBy::Provider,
        };
        let fresh = self.fresh_link(tx).await?;
        let view = NotCome { link: fresh.view(), amount: attempt.amount, by, grace };
        let mail = not_come(self.reader, &self.writer, view);
        Ok(Ok(fresh.text(mail)))
    }
}
