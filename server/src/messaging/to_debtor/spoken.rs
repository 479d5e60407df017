//! A copy of a promise that was told to somebody of the team.

use app::messages::{Agreed, Papers, agreed};

use super::{Job, Text, plain};
use crate::store::{Tx, case};
use crate::use_cases::PortalError;
use crate::use_cases::acceptance::{self, Done};

impl Job<'_> {
    /// What was told to somebody of the team: there is no page of it. Nothing of what was withdrawn.
    pub(super) async fn spoken(
        &self,
        tx: &mut Tx,
        done: &Done,
    ) -> Result<Result<Text, &'static str>, PortalError> {
        let what = (self.case, done);
        let Some(facts) = acceptance::spoken_facts(tx, self.tenant, what).await? else {
            return Ok(Err("over"));
        };
        let head = case::head(tx, self.tenant, self.case).await?;
        let evidence = head.map(|head| head.code()).unwrap_or_default();
        let name = self.first_name();
        let view = Agreed {
            first_name: name.as_deref(),
            on: facts.on,
            dates: facts.dates,
            total: facts.total,
            evidence: &evidence,
            papers: Papers::None,
        };
        Ok(Ok(plain(agreed(self.reader, &self.writer, &view))))
    }
}
