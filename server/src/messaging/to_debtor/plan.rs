//! Letters about plans.

use app::messages::{AccessLink, PlanLetter, plan_letter};

use super::{Job, Text};
use crate::store::Tx;
use crate::use_cases::PortalError;
use crate::use_cases::plan::letters;

impl Job<'_> {
    /// What a plan brings, with a link to it.
    pub(super) async fn plan(
        &self,
        tx: &mut Tx,
    ) -> Result<Result<Text, &'static str>, PortalError> {
        let of = (self.message, self.case);
        let step =
            match letters::step(tx, (self.tenant, self.settings), of, self.reader.today).await? {
                Ok(step) => step,
                Err(why) => return Ok(Err(why)),
            };
        let fresh = self.fresh_link(tx).await?;
        let AccessLink { first_name, url, until, asks } = fresh.view();
        let view = PlanLetter { first_name, url, until, asks, step };
        let mail = plan_letter(self.reader, &self.writer, view);
        Ok(Ok(fresh.text(mail)))
    }
}
