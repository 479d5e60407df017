//! Messages to phones: so short that they say only that there is something to read, and where. Reminders say it
//! in words of their own.

use app::messages::{shipped_template, short, short_name, template_opt_out};
use domain::contact_channel::ContactChannel;
use domain::reminder::StepKind;
use domain::template::{Field, Filled, For, LONGEST_LINK};
use serde_json::{Map, Value};

use super::{Draft, FreshLink, Job};
use crate::messaging::{Says, Short};
use crate::store::{Tx, debt};
use crate::twilio::client::Says as Template;
use crate::use_cases::PortalError;
use crate::use_cases::access_link::{LINK, NEW_LINK, WHILE_OWED};
use crate::use_cases::delivery::callback;
use crate::use_cases::plan::letters;
use crate::use_cases::reminder::{Content, MESSAGE};
use crate::use_cases::template::{Own, body, may_be_said, stoppable};

/// WhatsApp takes nothing that was not approved, and nothing is in the languages of person and creditor.
pub(super) const NO_TEMPLATE: &str = "no-template";

/// What a phone is told.
struct Told {
    words: String,
    /// The approved template that says it, where the channel takes nothing else.
    template: Option<Template>,
    /// The version of the creditor's own text, where it is one.
    version: Option<i64>,
}

impl Job<'_> {
    /// The message with a link of its own, or why there is none.
    pub(super) async fn short(
        &self,
        tx: &mut Tx,
    ) -> Result<Result<Draft, &'static str>, PortalError> {
        let content = match self.what_for(tx).await? {
            Ok(content) => content,
            Err(why) => return Ok(Err(why)),
        };
        let fresh = self.fresh_link(tx).await?;
        let told = match &content {
            Some(content) => self.in_words_of_its_own(tx, (content, &fresh)).await?,
            None => None,
        };
        let told = match told.map_or_else(|| self.in_plain_words(&fresh), Ok) {
            Ok(told) => told,
            Err(why) => return Ok(Err(why)),
        };
        let Told { words, template, version } = told;
        let channel = self.message.channel;
        let from = self.settings.file.sender(channel);
        let callback = callback(self.portal, self.tenant, &self.message.id);
        let within = self.within;
        let says = Says::Phone(Short { channel, from, words, template, callback, within });
        let secret = Some(fresh.made.token.reveal().to_owned());
        let link = Some(fresh.made.id);
        Ok(Ok(Draft { says, secret, link, enclosed: Vec::new(), version }))
    }

    /// What a reminder says, and nothing for any other message; or why there is nothing to tell any more.
    async fn what_for(
        &self,
        tx: &mut Tx,
    ) -> Result<Result<Option<Content>, &'static str>, PortalError> {
        if self.message.kind == MESSAGE {
            return Ok(self.due(tx).await?.map(Some));
        }
        Ok(match self.has_gone(tx).await? {
            Some(why) => Err(why),
            None => Ok(None),
        })
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
                let whose = (self.tenant, self.settings);
                Ok(letters::step(tx, whose, of, self.reader.today).await?.err())
            }
            _ => Ok(Some("unknown-kind")),
        }
    }

    /// That there is a private message, and where.
    fn in_plain_words(&self, fresh: &FreshLink) -> Result<Told, &'static str> {
        let template = match self.message.channel {
            ContactChannel::WhatsApp => self.template(&fresh.address)?,
            ContactChannel::Sms | ContactChannel::Email => None,
        };
        let words = short(self.reader, &self.writer, &fresh.address);
        Ok(Told { words, template, version: None })
    }

    /// A reminder: in the creditor's own words, else in those of the program; `None` where neither can be said
    /// to this person.
    async fn in_words_of_its_own(
        &self,
        tx: &mut Tx,
        (content, fresh): (&Content, &FreshLink),
    ) -> Result<Option<Told>, PortalError> {
        let own = self.own_words(tx, (content, fresh)).await?;
        Ok(match (own, self.message.channel) {
            (Some((own, filled)), ContactChannel::WhatsApp) => {
                let template = self.approved(&own, (content, fresh));
                let words = format!("{} {}", body(&filled), fresh.address);
                Some(Told { words, template, version: Some(own.version) })
            }
            (Some((own, filled)), _) => {
                let words = self.stoppable(content.kind, &filled);
                Some(Told { words, template: None, version: Some(own.version) })
            }
            // What WhatsApp takes is approved for each creditor: the program has no text of its own there.
            (None, ContactChannel::WhatsApp) => None,
            (None, _) => {
                let filled = self.shipped(content, fresh);
                let words = filled.map(|filled| self.stoppable(content.kind, &filled));
                words.map(|words| Told { words, template: None, version: None })
            }
        })
    }

    /// The program's own text for this kind of reminder; `None` where the creditor's name in it cannot be said or
    /// nobody could read it.
    fn shipped(&self, content: &Content, fresh: &FreshLink) -> Option<Filled> {
        let (kind, channel) = (content.kind, self.message.channel);
        let draft = shipped_template(self.reader.voice, (kind, channel));
        let lang = self.reader.voice.lang;
        let of = For { occasion: kind, channel, lang, required: &[], longest_link: LONGEST_LINK };
        let template = domain::template::Template::read(&draft, of).ok()?;
        let values = self.values(content, fresh);
        let filled = template.fill(&|field| values.get(field)).ok()?;
        may_be_said(self.laws(), self.which(kind), &filled).then_some(filled)
    }

    /// The text, with the word that stops more of them if it does not say it.
    fn stoppable(&self, kind: StepKind, filled: &Filled) -> String {
        stoppable(filled, &template_opt_out(self.reader_of(kind).voice))
    }

    /// The creditor's own approved template with everything in its numbers; behind them the button's address,
    /// without the site. The demo's folder takes words.
    fn approved(&self, own: &Own, (content, fresh): (&Content, &FreshLink)) -> Option<Template> {
        self.settings.file.whatsapp.as_ref()?;
        let values = self.values(content, fresh);
        let fields = own.template.variables();
        let mut said: Vec<String> =
            fields.iter().map(|field| values.get(*field).unwrap_or_default()).collect();
        if !fields.contains(&Field::Link) {
            let site = format!("{}/", self.writer.origin);
            let path = fresh.address.strip_prefix(&site).unwrap_or(&fresh.address);
            said.push(path.to_owned());
        }
        let numbered = said.into_iter().zip(1_usize..);
        let variables: Map<String, Value> =
            numbered.map(|(text, number)| (number.to_string(), text.into())).collect();
        let (id, variables) = (own.template.content_id().to_owned(), Value::from(variables));
        Some(Template::Template { id, variables: variables.to_string() })
    }

    /// The approved template in the reader's language, else in the creditor's; the demo's folder takes words.
    fn template(&self, address: &str) -> Result<Option<Template>, &'static str> {
        let file = &self.settings.file;
        if file.whatsapp.is_none() {
            return Ok(None);
        }
        let own = file.template(self.reader.voice.lang.code());
        let creditors = || file.template(file.language.as_deref().unwrap_or("es"));
        let id = own.or_else(creditors).ok_or(NO_TEMPLATE)?;
        let name = short_name(&self.writer);
        let variables = serde_json::json!({ "1": name, "2": address }).to_string();
        Ok(Some(Template::Template { id: id.to_owned(), variables }))
    }
}
