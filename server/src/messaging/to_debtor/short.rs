//! Messages to phones: so short that they say only that there is something to read, and where.

use app::messages::{short, short_name};
use domain::contact_channel::ContactChannel;

use super::{Draft, Job};
use crate::messaging::{Says, Short};
use crate::store::{Tx, debt};
use crate::twilio::client::Says as Template;
use crate::use_cases::PortalError;
use crate::use_cases::access_link::{LINK, NEW_LINK, WHILE_OWED};
use crate::use_cases::delivery::callback;
use crate::use_cases::plan::letters;

impl Job<'_> {
    /// The message with a link of its own, or why there is none.
    pub(super) async fn short(
        &self,
        tx: &mut Tx,
    ) -> Result<Result<Draft, &'static str>, PortalError> {
        if let Some(why) = self.has_gone(tx).await? {
            return Ok(Err(why));
        }
        let fresh = self.fresh_link(tx).await?;
        let template = match self.message.channel {
            ContactChannel::WhatsApp => match self.template(&fresh.address) {
                Ok(template) => template,
                Err(why) => return Ok(Err(why)),
            },
            ContactChannel::Sms | ContactChannel::Email => None,
        };
        let says = Says::Phone(Short {
            channel: self.message.channel,
            from: self.settings.file.sender(self.message.channel),
            words: short(self.reader, &self.writer, &fresh.address),
            template,
            callback: callback(self.portal, self.tenant, &self.message.id),
        });
        let secret = Some(fresh.made.token.reveal().to_owned());
        let link = Some(fresh.made.id);
        Ok(Ok(Draft { says, secret, link, enclosed: Vec::new() }))
    }

    /// Why there is nothing to tell any more, or nothing that a phone is told.
    async fn has_gone(&self, tx: &mut Tx) -> Result<Option<&'static str>, PortalError> {
        match self.message.kind.as_str() {
            LINK if self.message.about.as_deref() == Some(WHILE_OWED) => {
                let debts = debt::of_case(tx, self.tenant, self.case).await?;
                Ok((!debts.iter().any(debt::Debt::is_payable)).then_some("nothing-owed"))
            }
            LINK | NEW_LINK => Ok(None),
            kind if letters::is_reminder(kind) => {
                let of = (self.message, self.case);
                Ok(letters::step(tx, self.tenant, of, self.reader.today).await?.err())
            }
            _ => Ok(Some("unknown-kind")),
        }
    }

    /// The approved template in the reader's language, else in the creditor's; the demo's folder takes words.
    fn template(&self, address: &str) -> Result<Option<Template>, &'static str> {
        let file = &self.settings.file;
        if file.whatsapp.is_none() {
            return Ok(None);
        }
        let own = file.template(self.reader.voice.lang.code());
        let creditors = || file.template(file.language.as_deref().unwrap_or("es"));
        let id = own.or_else(creditors).ok_or("no-template")?;
        let name = short_name(&self.writer);
        let variables = serde_json::json!({ "1": name, "2": address }).to_string();
        Ok(Some(Template::Template { id: id.to_owned(), variables }))
    }
}
