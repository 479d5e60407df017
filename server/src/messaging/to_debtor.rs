//! Writing a claimed message to a debtor, if the contact rules let it leave now.

mod autopay;

use app::messages::{
    AccessLink, Agreed, Code, Mail, Receipt, RefundMade, Writer, access_link, agreed, code,
    new_link, receipt, refund_made,
};
use app::reader::Reader;
use app::texts::Lang;
use chrono::TimeDelta;
use domain::access_link::LinkState;
use domain::contact::{Decision, Initiative};
use domain::identity::CODE_LIFE;
use domain::ids::{AccessLinkId, CaseId, PaymentId, RefundId};
use domain::ledger::{Cause, Channel};
use domain::search_name::greeting_name;

use super::{Verdict, Written};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::debtor::{self, Debtor, Find};
use crate::store::message::{self, Message};
use crate::store::payment::Payment;
use crate::store::statement as store;
use crate::store::{
    Tx, access_link as links, agreement, attempt, case, debt, movement, payment, refund,
};
use crate::tenant::Tenant;
use crate::use_cases::acceptance::{self, COPY, Done};
use crate::use_cases::access_link::{LINK, NEW_LINK, WHILE_OWED, for_message, url};
use crate::use_cases::autopay::{FAILED, SOON, STOPPED};
use crate::use_cases::identity::{CODE, asks, mint_code};
use crate::use_cases::receipt::of_payment;
use crate::use_cases::{PortalError, gate, sender, voice, wall_clock};

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
}

/// A text with what is secret in it.
struct Text {
    mail: Mail,
    secret: Option<String>,
    link: Option<AccessLinkId>,
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
    let Some(to) = debtor.person.email.clone() else { return Ok(Verdict::Stay("no-address")) };
    let (now, whose) = (portal.clock.now(), (tenant, settings));
    let asked_for = match message.kind.as_str() {
        LINK => Initiative::Creditor,
        SOON | FAILED | STOPPED => Initiative::Agreed,
        _ => Initiative::Debtor,
    };
    let ruling = gate::ask(tx, whose, (case, &debtor.person), asked_for, now).await?;
    match ruling.decision {
        Decision::Send(_) => {}
        Decision::Blocked(rule) => return Ok(Verdict::Stay(rule.code())),
        Decision::WaitUntil(_, rule) => {
            return Ok(Verdict::Wait(ruling.not_before().unwrap_or(now), rule.code()));
        }
    }
    let today = wall_clock::local(settings.zone, now).date();
    let reader = Reader::new(voice::to_debtor(settings, &debtor.person), today);
    let writer = sender::writer(portal, settings);
    let job = Job { portal, tenant, settings, message, case, debtor, reader, writer };
    let Text { mail, secret, link } = match job.text(tx).await? {
        Ok(text) => text,
        Err(why) => return Ok(Verdict::Stay(why)),
    };
    let counted_at = (asked_for == Initiative::Creditor).then_some(now);
    if counted_at.is_some() {
        message::count(tx, tenant, &message.id, now).await?;
    }
    let key = job.debtor.key;
    Ok(Verdict::Leave(Box::new(Written { to, mail, secret, link, key, counted_at })))
}

impl Job<'_> {
    /// The text, or why there is none any more.
    async fn text(&self, tx: &mut Tx) -> Result<Result<Text, &'static str>, PortalError> {
        match self.message.kind.as_str() {
            LINK | NEW_LINK => self.link(tx).await,
            CODE => self.code(tx).await,
            "receipt" => self.receipt(tx).await,
            "refund" => self.refund(tx).await,
            COPY => self.agreed(tx).await,
            SOON | FAILED | STOPPED => self.autopay(tx).await,
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
        let whose = (self.tenant, self.settings);
        let made = for_message(self.portal, tx, whose, self.case, &self.message.id).await?;
        let address = url(self.portal, self.settings, &made.token, self.reader.voice.lang);
        // It works until an instant: the last whole day is the one a moment before.
        let last = made.expires_at - TimeDelta::milliseconds(1);
        let until = wall_clock::local(self.settings.zone, last).date();
        let name = self.first_name();
        let asks = asks(tx, self.portal, self.settings, (self.tenant, self.case)).await?;
        let view = AccessLink { first_name: name.as_deref(), url: &address, until, asks };
        let mail = if self.message.kind == LINK {
            access_link(self.reader, &self.writer, view)
        } else {
            new_link(self.reader, &self.writer, view)
        };
        Ok(Ok(Text { mail, secret: Some(made.token.reveal().to_owned()), link: Some(made.id) }))
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
        Ok(Ok(Text { mail, secret: Some(digits.reveal().to_owned()), link: None }))
    }

    /// The reader of what follows from a payment: in the language in which it was begun.
    async fn payer(&self, tx: &mut Tx, paid: &Payment) -> Result<Reader, PortalError> {
        let Some(id) = &paid.attempt else { return Ok(self.reader) };
        let found = attempt::find(tx, self.tenant, attempt::Find::Id(id)).await?;
        let lang = found.and_then(|attempt| Lang::parse(&attempt.language));
        let person = Some(&self.debtor.person);
        let voice = voice::voice(self.settings, person, (lang, Lang::Es));
        Ok(Reader::new(voice, self.reader.today))
    }

    async fn receipt(&self, tx: &mut Tx) -> Result<Result<Text, &'static str>, PortalError> {
        let id: PaymentId = self.about()?;
        let found = payment::find(tx, self.tenant, payment::Find::Id(&id)).await?;
        let paid = found.filter(|paid| paid.case == *self.case).ok_or(PortalError::NotFound)?;
        if paid.reversed_at.is_some() {
            return Ok(Err("reversed"));
        }
        let paper = of_payment(tx, self.portal, self.tenant, &paid).await?.view;
        let covers = paper.covers.into_iter().map(|cover| {
            let kind = cover.document.kind.unwrap_or_default();
            let document = format!("{kind} {}", cover.document.number);
            (cover.what_for.unwrap_or_else(|| document.trim().to_owned()), cover.amount)
        });
        let name = self.first_name();
        let view = Receipt {
            first_name: name.as_deref(),
            number: &paper.number,
            received_at: paper.received_at,
            amount: paper.amount,
            method: paper.method,
            covers: covers.collect(),
            credit: paper.credit,
            left: paper.left,
            evidence: &paper.evidence,
        };
        Ok(Ok(plain(receipt(self.payer(tx, &paid).await?, &self.writer, &view))))
    }

    async fn refund(&self, tx: &mut Tx) -> Result<Result<Text, &'static str>, PortalError> {
        let id: RefundId = self.about()?;
        let refund = refund::find(tx, self.tenant, &id).await?.ok_or(PortalError::NotFound)?;
        let of = payment::Find::Id(&refund.payment);
        let paid = payment::find(tx, self.tenant, of).await?.ok_or(PortalError::NotFound)?;
        let of = (self.case, refund.amount.currency());
        let cause = Cause::of("refund", &id);
        let left = store::left_after(tx, self.tenant, of, &cause).await?;
        let outside_on = match paid.channel {
            Channel::Stripe => None,
            Channel::Transfer | Channel::Elsewhere => {
                movement::day_of(tx, self.tenant, &cause).await?
            }
        };
        let (name, number) = (self.first_name(), paid.receipt_number.to_string());
        let view = RefundMade {
            first_name: name.as_deref(),
            receipt: &number,
            amount: refund.amount,
            outside_on,
            left,
        };
        Ok(Ok(plain(refund_made(self.payer(tx, &paid).await?, &self.writer, view))))
    }

    /// In the language of the page on which it was agreed.
    async fn agreed(&self, tx: &mut Tx) -> Result<Result<Text, &'static str>, PortalError> {
        let Some(done) = done(self.message) else { return Err(PortalError::NotFound) };
        let Some(key) = &self.debtor.key else { return Ok(Err("erased")) };
        let paper = agreement::find(tx, self.tenant, done.as_str(), key).await?;
        let paper = paper.filter(|paper| paper.case == *self.case);
        let paper = paper.ok_or(PortalError::NotFound)?;
        let facts = acceptance::facts(tx, self.tenant, &done).await?;
        let head = case::head(tx, self.tenant, self.case).await?;
        let evidence = head.map(|head| head.code()).unwrap_or_default();
        let name = self.first_name();
        let view = Agreed {
            first_name: name.as_deref(),
            on: facts.on,
            dates: facts.dates,
            total: facts.total,
            evidence: &evidence,
        };
        let lang = (Lang::parse(&paper.language), Lang::Es);
        let voice = voice::voice(self.settings, Some(&self.debtor.person), lang);
        let reader = Reader::new(voice, self.reader.today);
        Ok(Ok(plain(agreed(reader, &self.writer, &view))))
    }
}

/// What the message tells of, if it tells of something that was agreed.
fn done(message: &Message) -> Option<Done> {
    message.about.as_deref().and_then(Done::parse)
}

const fn plain(mail: Mail) -> Text {
    Text { mail, secret: None, link: None }
}
