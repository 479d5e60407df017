//! Reminders of a sequence.

use app::messages::{Reminder, TemplateLetter, reminder, template_letter};
use app::reader::Reader;
use app::texts::{Address, Voice};
use chrono::{DateTime, Utc};
use domain::ids::ReminderId;
use domain::reminder::StepKind;
use domain::template::{Filled, Speech, Which};

use super::{FreshLink, Job, Text};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::messaging::Verdict;
use crate::store::message::Message;
use crate::store::{Tx, reminder as store};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::gate::Laws;
use crate::use_cases::reminder::{self as reminders, Content, content};
use crate::use_cases::template::{self, OfReminder, Own, Values, duties, of_reminder};

/// Whether a reminder would have nothing to say any more at an instant to come, as far as one knows.
pub(super) async fn has_nothing_to_say(
    tx: &mut Tx,
    whose: (&Tenant, &Settings),
    message: &Message,
    at: DateTime<Utc>,
) -> Result<bool, PortalError> {
    let about = message.about.as_deref().unwrap_or_default();
    let id: ReminderId = about.parse().map_err(|_| PortalError::NotFound)?;
    let planned = store::find(tx, whose.0, &id).await?.ok_or(PortalError::NotFound)?;
    Ok(reminders::why_silent(tx, whose, &planned, at).await?.is_some())
}

/// A message that does not leave by its channel: a reminder goes by the next one of its step, if there is one,
/// and anything else stays.
pub(super) async fn elsewhere(
    tx: &mut Tx,
    portal: &Portal,
    whose: (&Tenant, &Settings),
    (message, why): (&Message, &'static str),
) -> Result<Verdict, PortalError> {
    let next = reminders::instead(tx, portal, whose, message).await?;
    Ok(next.map_or(Verdict::Stay(why), |channel| Verdict::Turn(channel, why)))
}

impl Job<'_> {
    /// What is due now, with a link of its own, in the creditor's own words where it has some that can be said
    /// to this person; or why there is nothing to say any more.
    pub(super) async fn reminder(
        &self,
        tx: &mut Tx,
    ) -> Result<Result<Text, &'static str>, PortalError> {
        let content = match self.due(tx).await? {
            Ok(content) => content,
            Err(why) => return Ok(Err(why)),
        };
        let fresh = self.fresh_link(tx).await?;
        let duties = duties(self.laws(), content.kind, content.parts);
        if let Some((own, filled)) = self.own_words(tx, (&content, &fresh)).await? {
            let first_name = fresh.name.as_deref();
            let letter = TemplateLetter { first_name, filled: &filled, duties };
            let mail = template_letter(self.reader_of(content.kind), &self.writer, letter);
            return Ok(Ok(Text { version: Some(own.version), ..fresh.text(mail) }));
        }
        let Content { kind, on, lines, saving, late, until, .. } = content;
        let view = Reminder { link: fresh.view(), kind, on, lines, saving, late, until, duties };
        let mail = reminder(self.reader, &self.writer, &view);
        Ok(Ok(fresh.text(mail)))
    }

    /// Who reads a reminder of this kind: what is formal in every country speaks of *usted* to everybody.
    pub(super) fn reader_of(&self, kind: StepKind) -> Reader {
        let own = self.reader.voice;
        let address = if kind.is_formal() { Address::Usted } else { own.address };
        Reader { voice: Voice { address, ..own }, ..self.reader }
    }

    /// What the reminder says as things stand now, by whatever channel.
    pub(super) async fn due(
        &self,
        tx: &mut Tx,
    ) -> Result<Result<Content, &'static str>, PortalError> {
        let id: ReminderId = self.about()?;
        let found = store::find(tx, self.tenant, &id).await?;
        let planned = found.filter(|one| one.case == *self.case).ok_or(PortalError::NotFound)?;
        let (whose, now) = ((self.tenant, self.settings), self.portal.clock.now());
        content(tx, whose, &planned, now).await
    }

    /// The creditor's own text with this person's values; `None` where it has none, or none that can be said to
    /// them.
    pub(super) async fn own_words(
        &self,
        tx: &mut Tx,
        (content, fresh): (&Content, &FreshLink),
    ) -> Result<Option<(Own, Filled)>, PortalError> {
        let which = self.which(content.kind);
        let laws = self.laws();
        let Some(own) = template::find(tx, (self.tenant, laws), which).await? else {
            return Ok(None);
        };
        let values = self.values(content, fresh);
        let filled = own.say(laws, &|field| values.get(field));
        Ok(filled.map(|filled| (own, filled)))
    }

    /// Whose rules hold for this reader.
    pub(super) fn laws(&self) -> Laws {
        Laws::of(self.settings, &self.debtor.person)
    }

    /// Which of the creditor's texts says something of this kind to this reader by this channel.
    pub(super) fn which(&self, kind: StepKind) -> Which {
        let voice = self.reader.voice;
        let speech = Speech::of(voice.lang, voice.address);
        Which { occasion: kind, channel: self.message.channel, speech }
    }

    /// What stands in the places of a text.
    pub(super) fn values(&self, content: &Content, fresh: &FreshLink) -> Values {
        let (name, link) = (fresh.name.as_deref(), (&*fresh.address, fresh.until));
        let about = OfReminder { reader: self.reader_of(content.kind), name, content, link };
        of_reminder(self.settings, self.which(content.kind), about)
    }
}
