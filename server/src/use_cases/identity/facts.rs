//! What is known of a debtor that an answer can be held against, and which question follows.

use app::debtor::enter::Asks;
use chrono::{DateTime, Utc};
use domain::contact::{Barrier, Channel};
use domain::email::EmailAddress;
use domain::identity::{self, Answer, Check, Known, Question, Throttle};
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::{code, throttle};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::debtor::{Debtor, Find};
use crate::store::{creditor, debt, debtor, hold, same_address};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::session::Visit;

/// What the check of one case goes by. No `Debug`: it is all personal.
pub struct Facts {
    /// The creditor's settings.
    pub settings: Settings,
    /// The debtor, opened.
    pub debtor: Debtor,
    invoices: Vec<String>,
}

impl Facts {
    /// Loads what is known of the debtor of `case`.
    pub async fn load(
        conn: &mut AnyConnection,
        portal: &Portal,
        tenant: &Tenant,
        case: &CaseId,
    ) -> Result<Self, PortalError> {
        let settings = creditor::settings(conn, tenant).await?;
        let found = debtor::find(conn, tenant, &portal.keys, Find::Case(case)).await?;
        let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
        let debts = debt::of_case(conn, tenant, case).await?;
        let invoices = debts.into_iter().map(|debt| debt.reference).collect();
        Ok(Self { settings, debtor, invoices })
    }

    /// What is asked; `None` says: show whom to call.
    pub fn question(&self) -> Option<Question> {
        self.with_known(|known| identity::pick(&self.settings.checks, known))
    }

    /// Whether `answer` answers `question`.
    pub fn is_right(&self, question: Question, answer: Answer<'_>) -> bool {
        self.with_known(|known| identity::is_right(question, known, answer))
    }

    /// The address on file.
    pub fn email(&self) -> Option<EmailAddress> {
        self.debtor.person.email.as_deref().and_then(|email| EmailAddress::parse(email).ok())
    }

    fn with_known<T>(&self, look: impl FnOnce(&Known<'_>) -> T) -> T {
        let invoices: Vec<&str> = self.invoices.iter().map(String::as_str).collect();
        let person = &self.debtor.person;
        look(&Known {
            national_id: person.national_id.as_ref(),
            birth_date: person.birth_date,
            postcode: person.postcode.as_deref(),
            invoices: &invoices,
        })
    }
}

/// What stands between the link and the pages of the debtor of `case`.
pub async fn asks(
    conn: &mut AnyConnection,
    portal: &Portal,
    settings: &Settings,
    (tenant, case): (&Tenant, &CaseId),
) -> Result<Asks, PortalError> {
    if !settings.checks.contains(&Check::Nothing) {
        return Ok(Asks::Something);
    }
    let facts = Facts::load(conn, portal, tenant, case).await?;
    let is_open = facts.question() == Some(Question::None);
    Ok(if is_open { Asks::Nothing } else { Asks::Something })
}

/// Where an identity check stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// This is asked, and so many wrong answers may still be given.
    Ask(Question, u8),
    /// Nothing can be asked: the page says whom to call.
    CallUs,
    /// Too many wrong answers: not before this instant.
    Locked(DateTime<Utc>),
}

/// What the page of an identity check shows. No `Debug`: it holds what is known.
pub struct Asking {
    /// What is known; the page shows the creditor and the language of it, no more.
    pub facts: Facts,
    /// Where the check stands.
    pub standing: Standing,
    /// The masked address to which a code may be sent now.
    pub code_to: Option<String>,
}

/// Loads where the check of a visit stands.
pub async fn asking(portal: &Portal, visit: &Visit) -> Result<Asking, PortalError> {
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    let mut conn = portal.store.read().await?;
    let facts = Facts::load(&mut conn, portal, tenant, &visit.case).await?;
    let who = (&visit.case, &visit.link);
    let verdict = throttle::verdict(&mut conn, tenant, who, (facts.settings.zone, now)).await?;
    let standing = match (facts.question(), verdict) {
        (None, _) => Standing::CallUs,
        (Some(_), Throttle::LockedUntil(until)) => Standing::Locked(until),
        (Some(question), Throttle::Allowed { left }) => Standing::Ask(question, left),
    };
    let holds = hold::active(&mut conn, tenant, &visit.case).await?;
    let of = (&visit.case, same_address::How::NotThem);
    let strangers = same_address::closed(&mut conn, tenant, of).await?;
    let reachable = !strangers.contains(&Channel::Email)
        && !holds.iter().any(|hold| hold.kind.barrier() == Barrier::WrongPerson);
    // Where the creditor wants a call there is no other way in; where there is only nothing to ask, a
    // code to the address on file is one.
    let wants_call = facts.settings.checks.contains(&Check::CallUs);
    let may_send = reachable
        && (standing != Standing::CallUs || !wants_call)
        && code::has_left(&mut conn, tenant, &visit.case, now).await?;
    let code_to = facts.email().filter(|_| may_send).map(|email| email.masked());
    Ok(Asking { facts, standing, code_to })
}
