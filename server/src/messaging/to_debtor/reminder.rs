//! Reminders of a sequence.

use app::messages::{Reminder, reminder};
use domain::ids::ReminderId;
use domain::reminder::StepKind;

use super::{Job, Text};
use crate::store::{Tx, reminder as store};
use crate::use_cases::PortalError;
use crate::use_cases::reminder::{self as reminders, Content, content};

impl Job<'_> {
    /// What is due now, with a link of its own; or why there is nothing to say any more.
    pub(super) async fn reminder(
        &self,
        tx: &mut Tx,
    ) -> Result<Result<Text, &'static str>, PortalError> {
        let id: ReminderId = self.about()?;
        let found = store::find(tx, self.tenant, &id).await?;
        let planned = found.filter(|one| one.case == *self.case).ok_or(PortalError::NotFound)?;
        let (whose, now) = ((self.tenant, self.settings), self.portal.clock.now());
        if planned.kind == StepKind::PromiseEve
            && let Some(why) = reminders::is_kept_back(tx, self.tenant, self.case, now).await?
        {
            return Ok(Err(why));
        }
        let said = match content(tx, whose, &planned, now).await? {
            Ok(said) => said,
            Err(why) => return Ok(Err(why)),
        };
        let fresh = self.fresh_link(tx).await?;
        let Content { kind, on, lines, saving, late } = said;
        let view = Reminder { link: fresh.view(), kind, on, lines, saving, late };
        let mail = reminder(self.reader, &self.writer, &view);
        Ok(Ok(fresh.text(mail)))
    }
}
