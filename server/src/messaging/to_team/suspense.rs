//! News of money whose case is not known.

use app::creditor::suspense::{SuspenseWhy, WayOut};
use app::messages::{SuspenseAlarm, SuspenseNews, suspense_alarm};
use domain::ids::{AttemptId, SuspenseId};

use super::{Job, Text};
use crate::store::{Tx, attempt, suspense};
use crate::use_cases::PortalError;

impl Job<'_> {
    pub(super) async fn suspense(
        &self,
        tx: &mut Tx,
        news: SuspenseNews,
    ) -> Result<Text, PortalError> {
        let id: SuspenseId = self.about()?;
        let found = suspense::without_case(tx, self.tenant, &id).await?;
        // That it waits is no news after it left, whichever way.
        let Some(item) =
            found.filter(|item| item.ended_at.is_none() || news != SuspenseNews::Waits)
        else {
            return Ok(Err("identified"));
        };
        if news == SuspenseNews::Asked && item.taken_at.is_some() {
            return Ok(Err("money-taken"));
        }
        let by_somebody = item.ended_by.is_some();
        let left =
            item.ended_at.map(|_| if by_somebody { WayOut::Closed } else { WayOut::SentBack });
        let reference = item.reference.as_deref();
        let attempt = match reference.and_then(|text| text.parse::<AttemptId>().ok()) {
            Some(id) => attempt::find(tx, self.tenant, attempt::Find::Id(&id)).await?,
            None => None,
        };
        let why = match (item.why.as_str(), attempt) {
            ("not-as-asked", Some(attempt)) => SuspenseWhy::OtherAmount { asked: attempt.amount },
            ("unknown-reference", _) => SuspenseWhy::UnknownReference,
            _ => SuspenseWhy::Foreign,
        };
        let view = SuspenseAlarm {
            news,
            amount: item.amount,
            received_on: item.received_on,
            channel: item.channel,
            reference,
            why,
            left: left.as_ref(),
        };
        Ok(Ok((suspense_alarm(self.head(), view), None)))
    }
}
