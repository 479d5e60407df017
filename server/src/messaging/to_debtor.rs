//! Writing a claimed message to a debtor, if the contact rules let it leave now.

mod autopay;
mod initiative;
mod leaving;
mod money;
mod not_come;
mod plan;
mod proposal;
mod reminder;
mod short;
mod spoken;

use app::debtor::enter::Asks;
use app::messages::{
    AccessLink, Agreed, Cleared, Code, Mail, Papers, Writer, access_link, agreed, cleared, code,
    new_link,
};
use app::reader::Reader;
use app::routes;
use app::texts::Lang;
use chrono::{NaiveDate, TimeDelta};
use domain::access_link::LinkState;
use domain::contact::Initiative;
use domain::contact_channel::ContactChannel;
use domain::identity::CODE_LIFE;
use domain::ids::{AccessLinkId, CaseId, ClearanceId};
use domain::search_name::greeting_name;

use self::initiative::Asked;
use self::short::NO_TEMPLATE;
use super::{Enclosed, Says, Verdict, Written};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::documents::{Dated, LONGEST_ATTACHED};
use crate::store::debtor::{self, Debtor, Find};
use crate::store::message::{self, Message};
use crate::store::message_wait::RESTING;
use crate::store::{
    Tx, access_link as links, agreement, case, clearance, debt, payment, same_address,
};
use crate::tenant::Tenant;
use crate::use_cases::acceptance::{self, COPY, Done};
use crate::use_cases::access_link::{LINK, Made, NEW_LINK, WHILE_OWED, for_message, url};
use crate::use_cases::autopay::{FAILED, SOON, STOPPED};
use crate::use_cases::clearance::{CLEARED, HANDED};
use crate::use_cases::identity::{CODE, asks, mint_code};
use crate::use_cases::plan::letters;
use crate::use_cases::reach::{self, Reach};
use crate::use_cases::reminder::MESSAGE;
use crate::use_cases::{
    PortalError, paper, proposal as proposals, sender, stop, voice, wall_clock,
};

/// What a message goes by.
struct Job<'a> {
    portal: &'a Portal,
    tenant: &'a Tenant,
    settings: &'a Settings,
    message: &'a Message,
    case: &'a CaseId,
    debtor: Debtor,
    reader: Reader,
    writer: Writer,
    /// Within which time it has to leave whoever keeps it.
    within: Option<TimeDelta>,
}

/// A text with what is secret in it.
struct Text {
    mail: Mail,
    secret: Option<String>,
    link: Option<AccessLinkId>,
    enclosed: Vec<Enclosed>,
    /// The version of the creditor's own text, where it is one.
    version: Option<i64>,
}

/// A message by whatever channel, with what is secret in it.
struct Draft {
    says: Says,
    secret: Option<String>,
    link: Option<AccessLinkId>,
    enclosed: Vec<Enclosed>,
    /// The version of the creditor's own text, where it is one.
    version: Option<i64>,
}

/// A link that was made for a message, with what the message says of it. No `Debug`: it holds the token.
struct FreshLink {
    made: Made,
    address: String,
    until: NaiveDate,
    asks: Asks,
    name: Option<String>,
}

impl FreshLink {
    fn view(&self) -> AccessLink<'_> {
        let (until, asks) = (self.until, self.asks);
        AccessLink { first_name: self.name.as_deref(), url: &self.address, until, asks }
    }

    fn text(self, mail: Mail) -> Text {
        let secret = Some(self.made.token.reveal().to_owned());
        Text { link: Some(self.made.id), secret, ..plain(mail) }
    }
}

/// Writes a message about `case`, whose row the transaction has locked: asks the contact rules again,
/// makes the token or the code, draws the text.
pub async fn to_debtor(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    (message, case): (&Message, &CaseId),
) -> Result<Verdict, PortalError> {
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(case)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let (now, whose) = (portal.clock.now(), (tenant, settings));
    let Asked { wanted, stops } = initiative::of(tx, whose, (message, case)).await?;
    let what = (case, &debtor.person, message.channel);
    let to = match reach::ask(tx, portal, whose, what, stops).await? {
        Reach::At(address) => address,
        Reach::Shut(why) => {
            return reminder::elsewhere(tx, portal, whose, (message, why.code())).await;
        }
        Reach::Resting(until) => return Ok(Verdict::Wait(until, RESTING)),
    };
    if wanted.initiative == Initiative::Creditor {
        same_address::take_turn(tx, tenant, case, now).await?;
    }
    let who = (case, &debtor.person);
    let within = match leaving::within(tx, whose, who, (message, wanted), now).await? {
        Ok(within) => within,
        Err(Verdict::Stay(why)) => {
            return reminder::elsewhere(tx, portal, whose, (message, why)).await;
        }
        Err(verdict) => return Ok(verdict),
    };
    let today = wall_clock::local(settings.zone, now).date();
    let reader = Reader::new(voice::to_debtor(settings, &debtor.person), today);
    let writer = sender::writer(portal, settings);
    let job = Job { portal, tenant, settings, message, case, debtor, reader, writer, within };
    let counted_at = (wanted.initiative == Initiative::Creditor).then_some(now);
    let Draft { says, secret, link, enclosed, version } = match job.draft(tx, stops).await? {
        Ok(draft) => draft,
        Err(NO_TEMPLATE) => {
            return reminder::elsewhere(tx, portal, whose, (message, NO_TEMPLATE)).await;
        }
        Err(why) if message.kind == MESSAGE => return Ok(Verdict::Drop(why)),
        Err(why) => return Ok(Verdict::Stay(why)),
    };
    if counted_at.is_some() {
        message::count(tx, tenant, (&message.id, version), now).await?;
    }
    let key = job.debtor.key;
    let written = Written { to, says, secret, link, key, counted_at, enclosed, version };
    Ok(Verdict::Leave(Box::new(written)))
}

impl Job<'_> {
    /// What leaves, or why nothing does any more. Of what nobody asked for, the reader can stop more.
    async fn draft(
        &self,
        tx: &mut Tx,
        stops: Initiative,
    ) -> Result<Result<Draft, &'static str>, PortalError> {
        if self.message.channel != ContactChannel::Email {
            return self.short(tx).await;
        }
        let Text { mail, secret, link, enclosed, version } = match self.text(tx).await? {
            Ok(text) => text,
            Err(why) => return Ok(Err(why)),
        };
        let unsubscribe = match stops {
            Initiative::Creditor => {
                let (whose, of) = ((self.tenant, self.settings), (self.case, &self.message.id));
                Some(stop::link(self.portal, tx, whose, of).await?)
            }
            Initiative::Debtor | Initiative::Agreed => None,
        };
        Ok(Ok(Draft { says: Says::Mail(mail, unsubscribe), secret, link, enclosed, version }))
    }

    /// The text, or why there is none any more.
    async fn text(&self, tx: &mut Tx) -> Result<Result<Text, &'static str>, PortalError> {
        match self.message.kind.as_str() {
            LINK | NEW_LINK => self.link(tx).await,
            CODE => self.code(tx).await,
            "receipt" => self.receipt(tx).await,
            "refund" => self.refund(tx).await,
            COPY => self.agreed(tx).await,
            kind if letters::TO_DEBTOR.contains(&kind) => self.plan(tx).await,
            proposals::NEWS => self.proposal(tx).await,
            not_come::NOT_COME => self.not_come(tx).await,
            CLEARED | HANDED => self.cleared(tx).await,
            SOON | FAILED | STOPPED => self.autopay(tx).await,
            MESSAGE => self.reminder(tx).await,
            _ => Ok(Err("unknown-kind")),
        }
    }

    fn first_name(&self) -> Option<String> {
        self.debtor.person.name.as_deref().and_then(greeting_name)
    }

    fn about<T: std::str::FromStr>(&self) -> Result<T, PortalError> {
        let about = self.message.about.as_deref().unwrap_or_default();
        about.parse().map_err(|_| PortalError::NotFound)
    }

    async fn link(&self, tx: &mut Tx) -> Result<Result<Text, &'static str>, PortalError> {
        let only_while_owed = self.message.about.as_deref() == Some(WHILE_OWED);
        if only_while_owed
            && !debt::of_case(tx, self.tenant, self.case).await?.iter().any(debt::Debt::is_payable)
        {
            return Ok(Err("nothing-owed"));
        }
        let fresh = self.fresh_link(tx).await?;
        let mail = if self.message.kind == LINK {
            access_link(self.reader, &self.writer, fresh.view())
        } else {
            new_link(self.reader, &self.writer, fresh.view())
        };
        Ok(Ok(fresh.text(mail)))
    }

    /// A link of this message's own.
    async fn fresh_link(&self, tx: &mut Tx) -> Result<FreshLink, PortalError> {
        let whose = (self.tenant, self.settings);
        let made = for_message(self.portal, tx, whose, self.case, &self.message.id).await?;
        let address = url(self.portal, self.settings, &made.token, self.reader.voice.lang);
        // It works until an instant: the last whole day is the one a moment before.
        let last = made.expires_at - TimeDelta::milliseconds(1);
        let until = wall_clock::local(self.settings.zone, last).date();
        let asks = asks(tx, self.portal, self.settings, (self.tenant, self.case)).await?;
        Ok(FreshLink { made, address, until, asks, name: self.first_name() })
    }

    /// A code for a session that is over helps nobody.
    async fn code(&self, tx: &mut Tx) -> Result<Result<Text, &'static str>, PortalError> {
        let now = self.portal.clock.now();
        if now - self.message.made_at >= CODE_LIFE {
            return Ok(Err("too-late"));
        }
        let link: AccessLinkId = self.about()?;
        let found = links::find(tx, self.tenant, &link).await?;
        if found.is_none_or(|link| link.life.state(now) == LinkState::Revoked) {
            return Ok(Err("link-closed"));
        }
        let digits = mint_code(tx, self.tenant, &link, now).await?;
        let name = self.first_name();
        let minutes = CODE_LIFE.num_minutes().unsigned_abs();
        let view = Code { first_name: name.as_deref(), code: digits.reveal(), minutes };
        let mail = code(self.reader, &self.writer, view);
        let secret = Some(digits.reveal().to_owned());
        Ok(Ok(Text { secret, ..plain(mail) }))
    }

    /// In the language of the certificate. One that was revoked meanwhile is not sent.
    async fn cleared(&self, tx: &mut Tx) -> Result<Result<Text, &'static str>, PortalError> {
        let id: ClearanceId = self.about()?;
        let found = clearance::find(tx, self.tenant, &id).await?;
        let issued = found.filter(|one| one.case == *self.case).ok_or(PortalError::NotFound)?;
        if issued.revoked_at.is_some() {
            return Ok(Err("revoked"));
        }
        if self.debtor.key.is_none() {
            return Ok(Err("erased"));
        }
        let reader = self.reader_in(&issued.language);
        let mut enclosed = Vec::new();
        let dated = paper::certificate(tx, self.portal, self.tenant, &issued).await?;
        enclosed.extend(enclose("constancia", dated));
        let payments = payment::of_case(tx, self.tenant, self.case).await?;
        let last = payments.iter().find(|paid| paid.reversed_at.is_none());
        if let Some(last) = last {
            let who = (self.tenant, reader);
            let dated = paper::receipt_of(tx, self.portal, who, last).await?;
            enclosed.extend(enclose("recibo", dated));
        }
        let (name, code) = (self.first_name(), issued.code.to_string());
        let view = Cleared {
            first_name: name.as_deref(),
            code: &code,
            url: &format!("{}{}", self.writer.origin, routes::certificate(issued.code.as_str())),
            papers: match (last, enclosed.len()) {
                (Some(_), 2) => Papers::Attached,
                (None, 1) => Papers::Alone,
                _ => Papers::None,
            },
        };
        let mail = cleared(reader, &self.writer, view);
        Ok(Ok(Text { enclosed, ..plain(mail) }))
    }

    /// The reader of a paper in another language than the debtor's.
    fn reader_in(&self, language: &str) -> Reader {
        let lang = (Lang::parse(language), Lang::Es);
        let voice = voice::voice(self.settings, Some(&self.debtor.person), lang);
        Reader::new(voice, self.reader.today)
    }

    /// In the language of the page on which it was agreed.
    async fn agreed(&self, tx: &mut Tx) -> Result<Result<Text, &'static str>, PortalError> {
        let done = self.message.about.as_deref().and_then(Done::parse);
        let done = done.ok_or(PortalError::NotFound)?;
        let Some(key) = &self.debtor.key else { return Ok(Err("erased")) };
        let kept = agreement::find(tx, self.tenant, done.as_str(), key).await?;
        if kept.is_none() {
            return self.spoken(tx, &done).await;
        }
        let kept = kept.filter(|kept| kept.case == *self.case).ok_or(PortalError::NotFound)?;
        let facts = acceptance::facts(tx, self.tenant, &done).await?;
        let head = case::head(tx, self.tenant, self.case).await?;
        let evidence = head.map(|head| head.code()).unwrap_or_default();
        let what = (self.case, &done);
        let dated = paper::agreement(tx, self.portal, self.tenant, what).await?;
        let enclosed: Vec<Enclosed> = enclose("acuerdo", dated).into_iter().collect();
        let name = self.first_name();
        let view = Agreed {
            first_name: name.as_deref(),
            on: facts.on,
            dates: facts.dates,
            total: facts.total,
            evidence: &evidence,
            papers: if enclosed.is_empty() { Papers::None } else { Papers::Attached },
        };
        let mail = agreed(self.reader_in(&kept.language), &self.writer, &view);
        Ok(Ok(Text { enclosed, ..plain(mail) }))
    }
}

const fn plain(mail: Mail) -> Text {
    Text { mail, secret: None, link: None, enclosed: Vec::new(), version: None }
}

/// The paper, if it is short enough to go with a message.
fn enclose(name: &'static str, dated: Dated) -> Option<Enclosed> {
    (dated.paper.length() <= LONGEST_ATTACHED).then_some(Enclosed { name, dated })
}
