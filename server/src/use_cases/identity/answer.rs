//! Looking at an answer: throttled, counted and judged in one transaction that holds the case.

use chrono::{DateTime, NaiveDate, Utc};
use domain::identity::{Answer, Question, Throttle, slow_down};
use domain::ids::AccessLinkId;

use super::{Facts, code, throttle};
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::Token;
use crate::store::case::LockedCase;
use crate::store::{Tx, access_link, case, evidence, identity as store};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;
use crate::use_cases::session::{self, Stage, Visit};

/// What came in with the form.
#[derive(Clone, Copy)]
pub enum Given<'a> {
    /// An answer to the question.
    Answer(Answer<'a>),
    /// The code that was sent by e-mail.
    Code(&'a str),
}

/// What came of it.
pub enum Outcome {
    /// Right: the id of the full session that begins.
    In(Token),
    /// Wrong; so many more before the pause.
    Wrong(u8),
    /// Another code than the one that was sent; so many more tries.
    WrongCode(u8),
    /// The code is too old, used, replaced, or was tried too often.
    CodeOver,
    /// Nothing was typed.
    Empty,
    /// There is no such day.
    NoSuchDay,
    /// Too many wrong answers: nothing was looked at, not before this instant.
    Locked(DateTime<Utc>),
    /// Nothing can be asked.
    CallUs,
}

/// Looks at what a visitor gave. The narrow session ends when it is right.
pub async fn answer(
    portal: &Portal,
    visit: &Visit,
    given: Given<'_>,
) -> Result<Outcome, PortalError> {
    if let Given::Answer(answer) = given
        && let Some(slip) = slip(answer)
    {
        return Ok(slip);
    }
    hold_back(portal, &visit.tenant).await?;
    let tenant = &visit.tenant;
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, &visit.case).await?.ok_or(PortalError::NotFound)?;
        match given {
            Given::Code(typed) => code::tried(portal, &mut tx, visit, &mut case, typed).await?,
            Given::Answer(answer) => judged(portal, &mut tx, visit, &mut case, answer).await?,
        }
    })
}

/// While somebody guesses at many debtors of one creditor, everybody's answer takes longer.
async fn hold_back(portal: &Portal, tenant: &Tenant) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let failures = throttle::at_creditor(&mut conn, tenant, portal.clock.now()).await?;
    drop(conn);
    tokio::time::sleep(slow_down(failures)).await;
    Ok(())
}

async fn judged(
    portal: &Portal,
    tx: &mut Tx,
    visit: &Visit,
    case: &mut LockedCase,
    answer: Answer<'_>,
) -> Result<Outcome, PortalError> {
    let (now, tenant, who) = (portal.clock.now(), &visit.tenant, (&visit.case, &visit.link));
    let facts = Facts::load(tx, portal, tenant, &visit.case).await?;
    let Some(question) = facts.question() else { return Ok(Outcome::CallUs) };
    let when = (facts.settings.zone, now);
    if let Throttle::LockedUntil(until) = throttle::verdict(tx, tenant, who, when).await? {
        return Ok(Outcome::Locked(until));
    }
    if facts.is_right(question, answer) {
        let how = (&visit.link, word(question));
        let old = Some(&*visit.hash);
        return Ok(Outcome::In(pass(portal, tx, tenant, (case, old), how).await?));
    }
    let n = throttle::at_once(tx, tenant, &visit.case, now).await?;
    store::add_wrong(tx, tenant, who, (now, n)).await?;
    evidence::append(tx, tenant, case, now, ("identity-wrong", visit.link.as_str())).await?;
    Ok(match throttle::verdict(tx, tenant, who, when).await? {
        Throttle::Allowed { left } => Outcome::Wrong(left),
        Throttle::LockedUntil(until) => {
            let body = format!("{} {}", visit.link, until.timestamp());
            evidence::append(tx, tenant, case, now, ("identity-paused", &body)).await?;
            Outcome::Locked(until)
        }
    })
}

/// What cannot be an answer costs no try.
fn slip(answer: Answer<'_>) -> Option<Outcome> {
    match answer {
        Answer::Text(text) => text.trim().is_empty().then_some(Outcome::Empty),
        Answer::Date { day, month, year } => {
            let parts = [day, month, year].map(str::trim);
            if parts.iter().any(|part| part.is_empty()) {
                return Some(Outcome::Empty);
            }
            let [day, month, year] = parts.map(|part| part.parse::<u32>().unwrap_or(u32::MAX));
            let year = i32::try_from(year).unwrap_or(i32::MAX);
            NaiveDate::from_ymd_opt(year, month, day).is_none().then_some(Outcome::NoSuchDay)
        }
    }
}

const fn word(question: Question) -> &'static str {
    match question {
        Question::LastDigits { .. } => "national-id",
        Question::BirthDate => "birth-date",
        Question::Postcode => "postcode",
        Question::InvoiceNumber => "invoice-number",
        Question::None => "nothing-asked",
    }
}

/// Lets somebody in: the full session begins, the one before it (`old`) ends. `how` is the link and
/// what was asked.
pub async fn pass(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (case, old): (&mut LockedCase, Option<&[u8]>),
    (link, how): (&AccessLinkId, &str),
) -> Result<Token, PortalError> {
    let now = portal.clock.now();
    case::verified(tx, tenant, &case.id, now).await?;
    access_link::verified(tx, tenant, link, now).await?;
    let body = format!("{link} {how}");
    evidence::append(tx, tenant, case, now, ("identity-passed", &body)).await?;
    Ok(session::begin(tx, tenant, (&case.id, link), (Stage::Full, old), now).await?)
}
