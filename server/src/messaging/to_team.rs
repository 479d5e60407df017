//! Writing a claimed message to one member of a creditor's team.

mod claim;
mod suspense;

use app::debtor::proposal::ProposalStage;
use app::messages::{
    AgreedOn, AnswerReceived, Chargeback, ChargebackNews, Invited, Mail, PaymentReceived, PlanEnd,
    RefundOutcome, SignIn, SuspenseNews, TeamAgreed, TeamHead, TeamPlan, TeamPromise, TeamProposal,
    TeamRefund, TransferAnnounced, Whose, answer_received, chargeback, damaged_case, invited,
    payment_received, sign_in, team_agreed, team_plan, team_promise, team_proposal, team_refund,
    test_text, transfer_announced, transfer_waits,
};
use app::reader::Reader;
use app::routes;
use domain::ids::{
    AnswerId, AttemptId, MemberId, PaymentId, PlanId, PromiseId, ProposalId, RefundId,
};
use domain::ledger::Channel;
use domain::money::Money;
use domain::payment::{AttemptState, RefundState};
use domain::plan::answered_by;
use domain::template::{Speech, Which};

use super::{Says, Verdict, Written};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::debtor::{self, Debtor, Find};
use crate::store::message::Message;
use crate::store::team::{self, Member};
use crate::store::{
    Tx, answer, attempt, chargeback as disputes, debt, payment, plan, promise, proposal, refund,
    statement as store,
};
use crate::tenant::Tenant;
use crate::use_cases::acceptance::{self, Done, Facts, TOLD};
use crate::use_cases::plan::{PROMISE_BROKEN, claims, letters, transfers};
use crate::use_cases::reminder::{TEST, TestText};
use crate::use_cases::{
    PortalError, damaged, proposal as proposals, sign_in as door, template, voice, wall_clock,
};

/// What a message goes by.
struct Job<'a> {
    portal: &'a Portal,
    tenant: &'a Tenant,
    settings: &'a Settings,
    message: &'a Message,
    member: Member,
    debtor: Option<Debtor>,
}

/// What a message about a refund was queued for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RefundNews {
    /// The money left.
    Left,
    /// It could not, or came back.
    Failed,
}

/// A text with what is secret in it; the error says why there is none any more.
type Text = Result<(Mail, Option<String>), &'static str>;

/// Writes a message to `member`: the contact rules do not speak of the team.
pub async fn to_team(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    (message, member): (&Message, &MemberId),
) -> Result<Verdict, PortalError> {
    let found = team::find(tx, tenant, team::Find::Id(member)).await?;
    let Some(member) = found.filter(|member| member.removed_at.is_none()) else {
        return Ok(Verdict::Stay("left-the-team"));
    };
    let debtor = match &message.case {
        Some(case) => debtor::find(tx, tenant, &portal.keys, Find::Case(case)).await?,
        None => None,
    };
    let debtor = debtor.map(|(debtor, _, _)| debtor);
    let to = member.email.clone();
    let job = Job { portal, tenant, settings, message, member, debtor };
    Ok(match job.text(tx).await? {
        Ok((mail, secret)) => {
            let (link, key, counted_at, enclosed) = (None, None, None, Vec::new());
            let says = Says::Mail(mail, None);
            let version = None;
            let written = Written { to, says, secret, link, key, counted_at, enclosed, version };
            Verdict::Leave(Box::new(written))
        }
        Err(why) => Verdict::Stay(why),
    })
}

impl Job<'_> {
    async fn text(&self, tx: &mut Tx) -> Result<Text, PortalError> {
        match self.message.kind.as_str() {
            door::MESSAGE => self.sign_in(tx).await,
            "team-invited" => Ok(Ok(self.invited())),
            "team-payment" => self.payment(tx).await,
            "team-refund" => self.refund(tx, RefundNews::Left).await,
            "team-refund-failed" => self.refund(tx, RefundNews::Failed).await,
            "team-inquiry" => self.chargeback(tx, ChargebackNews::Asked).await,
            "team-chargeback" => self.chargeback(tx, ChargebackNews::Withdrawn).await,
            "team-reinstated" => self.chargeback(tx, ChargebackNews::Reinstated).await,
            "team-answer" => self.answer(tx).await,
            "team-transfer" => self.transfer(tx).await,
            transfers::TEAM_WAITS => self.transfer_waits(tx).await,
            claims::TEAM_WAITS => self.claim_waits(tx).await,
            TOLD => self.agreed(tx).await,
            letters::TEAM_BROKEN => self.plan(tx, PlanEnd::Broken).await,
            letters::TEAM_COMPLETED => self.plan(tx, PlanEnd::Completed).await,
            PROMISE_BROKEN => self.promise(tx).await,
            proposals::TOLD => self.proposal(tx).await,
            damaged::TOLD => Ok(Ok((damaged_case(self.head(), &self.about()?), None))),
            TEST => self.test(tx).await,
            "team-suspense" => self.suspense(tx, SuspenseNews::Waits).await,
            "team-suspense-inquiry" => self.suspense(tx, SuspenseNews::Asked).await,
            "team-suspense-dispute" => self.suspense(tx, SuspenseNews::Disputed).await,
            "team-suspense-unsent" => self.suspense(tx, SuspenseNews::Unsent).await,
            _ => Ok(Err("unknown-kind")),
        }
    }

    fn head(&self) -> TeamHead<'_> {
        let today = wall_clock::local(self.settings.zone, self.portal.clock.now()).date();
        TeamHead {
            reader: Reader::new(voice::to_team(self.settings), today),
            creditor: &self.settings.file.name,
            origin: &self.portal.settings.base_url,
        }
    }

    fn whose(&self) -> Result<Whose<'_>, PortalError> {
        let case = self.message.case.clone().ok_or(PortalError::NotFound)?;
        let debtor = self.debtor.as_ref().ok_or(PortalError::NotFound)?;
        Ok(Whose { case, name: debtor.person.name.as_deref(), reference: &debtor.reference })
    }

    fn about<T: std::str::FromStr>(&self) -> Result<T, PortalError> {
        let about = self.message.about.as_deref().unwrap_or_default();
        about.parse().map_err(|_| PortalError::NotFound)
    }

    async fn sign_in(&self, tx: &mut Tx) -> Result<Text, PortalError> {
        let now = self.portal.clock.now();
        if now - self.message.made_at >= door::LINK_LIFE {
            return Ok(Err("too-late"));
        }
        let token = door::mint(tx, self.tenant, &self.member.id, now).await?;
        let base = &self.portal.settings.base_url;
        let url = format!("{base}{}", routes::team_sign_in_link(token.reveal()));
        let minutes = door::LINK_LIFE.num_minutes().unsigned_abs();
        let mail = sign_in(self.head(), SignIn { url: &url, minutes });
        Ok(Ok((mail, Some(token.reveal().to_owned()))))
    }

    fn invited(&self) -> (Mail, Option<String>) {
        let url = format!("{}{}", self.portal.settings.base_url, routes::pattern::TEAM_SIGN_IN);
        let inviter = &self.settings.file.name;
        let view = Invited { inviter, role: self.member.role, url: &url };
        (invited(self.head(), view), None)
    }

    async fn payment(&self, tx: &mut Tx) -> Result<Text, PortalError> {
        let id: PaymentId = self.about()?;
        let found = payment::find(tx, self.tenant, payment::Find::Id(&id)).await?;
        let paid = found.ok_or(PortalError::NotFound)?;
        let of = (&paid.case, paid.amount.currency());
        let left = store::left_after(tx, self.tenant, of, &paid.cause()).await?;
        let view = PaymentReceived {
            whose: self.whose()?,
            amount: paid.amount,
            channel: paid.channel,
            receipt: paid.receipt_number.unsigned_abs(),
            left,
        };
        Ok(Ok((payment_received(self.head(), &view), None)))
    }

    /// A refund that failed before the news that it left could leave is told of as failed only.
    async fn refund(&self, tx: &mut Tx, news: RefundNews) -> Result<Text, PortalError> {
        let id: RefundId = self.about()?;
        let refund = refund::find(tx, self.tenant, &id).await?.ok_or(PortalError::NotFound)?;
        let of = payment::Find::Id(&refund.payment);
        let paid = payment::find(tx, self.tenant, of).await?.ok_or(PortalError::NotFound)?;
        let outcome = match (news, refund.state, paid.channel) {
            (RefundNews::Failed, ..) => RefundOutcome::Failed,
            (RefundNews::Left, RefundState::Failed | RefundState::Refused, _) => {
                return Ok(Err("failed-since"));
            }
            (RefundNews::Left, _, Channel::Stripe) => RefundOutcome::Made,
            (RefundNews::Left, _, Channel::Transfer | Channel::Elsewhere) => RefundOutcome::Outside,
        };
        let view = TeamRefund { whose: self.whose()?, amount: refund.amount, outcome };
        Ok(Ok((team_refund(self.head(), &view), None)))
    }

    /// The news are what the message was queued for: the bank may have gone on since. Only that it
    /// took nothing is never said after it did.
    async fn chargeback(&self, tx: &mut Tx, news: ChargebackNews) -> Result<Text, PortalError> {
        let reference = self.message.about.as_deref().unwrap_or_default();
        let found = disputes::find(tx, self.tenant, reference).await?;
        let dispute = found.ok_or(PortalError::NotFound)?;
        if news == ChargebackNews::Asked && dispute.funds.withdrawn > 0 {
            return Ok(Err("money-taken"));
        }
        let of = payment::Find::Id(&dispute.payment);
        let paid = payment::find(tx, self.tenant, of).await?.ok_or(PortalError::NotFound)?;
        let view = Chargeback {
            whose: self.whose()?,
            amount: dispute.amount,
            receipt: paid.receipt_number.unsigned_abs(),
            news,
        };
        Ok(Ok((chargeback(self.head(), &view), None)))
    }

    async fn answer(&self, tx: &mut Tx) -> Result<Text, PortalError> {
        let id: AnswerId = self.about()?;
        let said = answer::find(tx, self.tenant, &id).await?.ok_or(PortalError::NotFound)?;
        let kind = claim::said(said.kind);
        let view = AnswerReceived { whose: self.whose()?, kind };
        Ok(Ok((answer_received(self.head(), &view), None)))
    }

    async fn agreed(&self, tx: &mut Tx) -> Result<Text, PortalError> {
        let about = self.message.about.as_deref().unwrap_or_default();
        let done = Done::parse(about).ok_or(PortalError::NotFound)?;
        let Facts { on, dates, total } = acceptance::facts(tx, self.tenant, &done).await?;
        let last_on = dates.last().map(|last| last.due_on).ok_or(PortalError::NotFound)?;
        let case = self.message.case.as_ref().ok_or(PortalError::NotFound)?;
        let is_spoken = acceptance::is_spoken(tx, self.tenant, (self.message, case)).await?;
        let on = if is_spoken { AgreedOn::Spoken } else { on };
        let payments = u64::try_from(dates.len()).unwrap_or_default();
        let view = TeamAgreed { whose: self.whose()?, on, total, payments, last_on };
        Ok(Ok((team_agreed(self.head(), &view), None)))
    }

    async fn plan(&self, tx: &mut Tx, end: PlanEnd) -> Result<Text, PortalError> {
        let id: PlanId = self.about()?;
        let kept = plan::find(tx, self.tenant, &id).await?.ok_or(PortalError::NotFound)?;
        let progress = kept.plan.progress(self.head().reader.today)?;
        let (paid, unpaid) = (progress.paid, progress.open);
        let view = TeamPlan { whose: self.whose()?, end, paid, unpaid };
        Ok(Ok((team_plan(self.head(), &view), None)))
    }

    /// What was paid before the news could leave is no news of a promise.
    async fn promise(&self, tx: &mut Tx) -> Result<Text, PortalError> {
        let id: PromiseId = self.about()?;
        let kept = promise::find(tx, self.tenant, &id).await?.ok_or(PortalError::NotFound)?;
        let (amount, pay_on) = (kept.promise.amount, kept.promise.pay_on);
        let mut owed = Money::zero(amount.currency());
        for debt in debt::of_case(tx, self.tenant, &kept.case).await? {
            if debt.currency == owed.currency() && kept.is_about(&debt.id) {
                owed = owed.checked_add(debt.balance.total()?)?;
            }
        }
        if owed.is_zero() {
            return Ok(Err("paid"));
        }
        let view = TeamPromise { whose: self.whose()?, amount, pay_on, owed };
        Ok(Ok((team_promise(self.head(), &view), None)))
    }

    /// A proposal that waits for nobody any more is no news.
    async fn proposal(&self, tx: &mut Tx) -> Result<Text, PortalError> {
        let id: ProposalId = self.about()?;
        let found = proposal::line(tx, self.tenant, &id).await?.ok_or(PortalError::NotFound)?;
        let until = found.until.filter(|_| found.stage == ProposalStage::Waiting);
        let Some(until) = until else { return Ok(Err("answered")) };
        let view = TeamProposal {
            whose: self.whose()?,
            proposal: id,
            owed: found.owed,
            pay: found.pay,
            until: wall_clock::local(self.settings.zone, until),
        };
        Ok(Ok((team_proposal(self.head(), &view), None)))
    }

    /// What a step would say to somebody who is made up.
    async fn test(&self, tx: &mut Tx) -> Result<Text, PortalError> {
        let TestText { kind, channel, speech } = self.about()?;
        let voice = voice::to_team(self.settings);
        let speech = speech.unwrap_or(Speech::of(voice.lang, voice.address));
        let which = Which { occasion: kind, channel, speech };
        let whose = (self.tenant, self.settings);
        let sample = template::sample(tx, self.portal, whose, which).await?;
        let template::Sample { seen, plain } = sample;
        let view = app::messages::TestText {
            kind,
            channel,
            subject: &seen.subject,
            preview: &seen.preview,
            body: &seen.body,
            plain,
        };
        Ok(Ok((test_text(self.head(), &view), None)))
    }

    async fn transfer(&self, tx: &mut Tx) -> Result<Text, PortalError> {
        let id: AttemptId = self.about()?;
        let found = attempt::find(tx, self.tenant, attempt::Find::Id(&id)).await?;
        let attempt = found.ok_or(PortalError::NotFound)?;
        let reference = attempt.reference.unwrap_or_default();
        let view = TransferAnnounced {
            whose: self.whose()?,
            amount: attempt.amount,
            reference: &reference,
        };
        Ok(Ok((transfer_announced(self.head(), &view), None)))
    }

    /// One that was answered meanwhile waits for nobody.
    async fn transfer_waits(&self, tx: &mut Tx) -> Result<Text, PortalError> {
        let id: AttemptId = self.about()?;
        let found = attempt::find(tx, self.tenant, attempt::Find::Id(&id)).await?;
        let attempt = found.ok_or(PortalError::NotFound)?;
        if attempt.state != AttemptState::Pending {
            return Ok(Err("answered"));
        }
        let at = attempt.announced_at.unwrap_or(attempt.made_at);
        let until = answered_by(wall_clock::local(self.settings.zone, at).date());
        let reference = attempt.reference.unwrap_or_default();
        let view = TransferAnnounced {
            whose: self.whose()?,
            amount: attempt.amount,
            reference: &reference,
        };
        Ok(Ok((transfer_waits(self.head(), &view, until), None)))
    }
}
