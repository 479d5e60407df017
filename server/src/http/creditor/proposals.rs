//! Proposals: the list, one of them, the three answers.

use app::creditor::proposal::{self as page, CounterForm, ProposalView};
use app::creditor::proposals as list;
use app::creditor::{News, Role, Typed, Wrong};
use app::debtor::when::parse_rhythm;
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::{Days, NaiveDate, NaiveTime};
use domain::ids::ProposalId;
use domain::money::Money;
use domain::plan_quote::Choice;
use domain::policy::Rhythm;
use domain::proposal::Ask;
use domain::schedule::{Cut, MOST_PARTS};
use serde::Deserialize;

use super::cases::Place;
use super::desk::{Desk, again, go, id};
use super::fields::{amount, kept, note, reason};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::use_cases::proposal::{
    self as proposals, Answer, Answered, Answerer, Detail, FARTHEST_DAYS,
};
use crate::use_cases::wall_clock;

/// The most days for which other terms can stand.
const LONGEST_DAYS: u64 = 60;

/// GET /panel/propuestas
pub async fn show_all(
    State(portal): State<Portal>,
    desk: Desk,
    Query(place): Query<Place>,
) -> Result<Response, Fault> {
    let view = proposals::inbox(&portal, desk.creditor(), place.after.as_deref()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, list::page(shell, view)))
}

/// GET /panel/propuestas/{proposal}
pub async fn show(
    State(portal): State<Portal>,
    desk: Desk,
    Path(proposal): Path<String>,
) -> Result<Response, Fault> {
    let (id, role) = (id(&proposal)?, desk.seat.member.role);
    let detail = proposals::detail(&portal, desk.creditor(), &id, role).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, detail.view)))
}

/// What the button that accepts sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AcceptFields {
    seen: String,
}

/// POST /panel/propuestas/{proposal}/aceptar
pub async fn accept(
    State(portal): State<Portal>,
    desk: Desk,
    Path(proposal): Path<String>,
    Form(form): Form<AcceptFields>,
) -> Result<Response, Fault> {
    let id: ProposalId = id(&proposal)?;
    answer(&portal, &desk, &id, (&Answer::Accept, &form.seen)).await
}

/// What the form of a refusal sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RefuseFields {
    seen: String,
    note: String,
}

/// POST /panel/propuestas/{proposal}/rechazar
pub async fn refuse(
    State(portal): State<Portal>,
    desk: Desk,
    Path(proposal): Path<String>,
    Form(form): Form<RefuseFields>,
) -> Result<Response, Fault> {
    let id: ProposalId = id(&proposal)?;
    let detail = proposals::detail(&portal, desk.creditor(), &id, desk.seat.member.role).await?;
    match reason(&form.note) {
        Ok(note) => answer(&portal, &desk, &id, (&Answer::Refuse { note }, &form.seen)).await,
        Err(typed) => {
            let view = ProposalView { refusing: Some(typed), ..detail.view };
            Ok(again(page::page(desk.shell(&portal).await?, view)))
        }
    }
}

/// What the form of other terms sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CounterFields {
    seen: String,
    pay: String,
    parts: String,
    rhythm: String,
    first_on: String,
    until: String,
    note: String,
}

/// POST /panel/propuestas/{proposal}/contrapropuesta
pub async fn counter(
    State(portal): State<Portal>,
    desk: Desk,
    Path(proposal): Path<String>,
    Form(form): Form<CounterFields>,
) -> Result<Response, Fault> {
    let id: ProposalId = id(&proposal)?;
    let role = desk.seat.member.role;
    let detail = proposals::detail(&portal, desk.creditor(), &id, role).await?;
    // What the form offers to choose from was not typed by a person.
    let rhythm = parse_rhythm(&form.rhythm).ok_or(Fault::BadRequest)?;
    let parts: u32 = form.parts.parse().map_err(|_| Fault::BadRequest)?;
    let (cut, parts) = match std::num::NonZeroU32::new(parts) {
        Some(some) if parts <= MOST_PARTS => (Cut::Parts(some), parts),
        _ => return Err(Fault::BadRequest),
    };
    let today = detail.at.1;
    let first_on = day(&form.first_on, (today, FARTHEST_DAYS));
    let until = day(&form.until, (today, LONGEST_DAYS));
    let note = note(&form.note);
    let region = desk.reader(&portal).voice.region;
    let first = first_on.clone().unwrap_or(today);
    let pay = amount(region, &form.pay, detail.owed.currency())
        .and_then(|pay| within(&form.pay, pay, (&detail, role)))
        .and_then(|pay| dated(&form.pay, ask(pay, (cut, rhythm), first), &detail));
    let (Ok(terms), Ok(_), Ok(until), Ok(note)) =
        (pay.clone(), first_on.clone(), until.clone(), note.clone())
    else {
        let counter = CounterForm {
            pay: kept(&form.pay, pay),
            parts,
            rhythm,
            first_on: kept(&form.first_on, first_on),
            until: kept(&form.until, until),
            note: kept(&form.note, note),
            ..detail.view.counter
        };
        let view = ProposalView { counter, ..detail.view };
        return Ok(again(page::page(desk.shell(&portal).await?, view)));
    };
    // It stands to the end of that day.
    let end = until.succ_opt().unwrap_or(until).and_time(NaiveTime::MIN);
    let until = wall_clock::instant(desk.seat.settings.zone, end);
    answer(&portal, &desk, &id, (&Answer::Counter { terms, until, note }, &form.seen)).await
}

fn ask(pay: Money, (cut, rhythm): (Cut, Rhythm), first_on: NaiveDate) -> Ask {
    let down = Money::zero(pay.currency());
    Ask { pay, choice: Choice { cut, rhythm, payday: None, first_on, down } }
}

/// An amount that is not more than what is owed, and for an agent gives up no more than the policy.
fn within(typed: &str, pay: Money, (detail, role): (&Detail, Role)) -> Result<Money, Typed> {
    let refused = |wrong| Err(Typed::refused(typed, wrong));
    if pay.minor() > detail.owed.minor() {
        return refused(Wrong::Above(detail.owed));
    }
    match detail.owed.checked_sub(detail.most_given_up) {
        Ok(least) if role == Role::Agent && pay.minor() < least.minor() => {
            refused(Wrong::Below(least))
        }
        _ => Ok(pay),
    }
}

/// Terms that make a schedule: an amount in more instalments than it has steps makes none.
fn dated(typed: &str, terms: Ask, detail: &Detail) -> Result<Ask, Typed> {
    match terms.schedule(detail.at) {
        Ok(_) => Ok(terms),
        Err(_) => Err(Typed::refused(typed, Wrong::Zero)),
    }
}

/// A day from today on, at most so many days away.
fn day(typed: &str, (today, most): (NaiveDate, u64)) -> Result<NaiveDate, Typed> {
    let wrong = |wrong| Err(Typed::refused(typed, wrong));
    let last = today.checked_add_days(Days::new(most)).unwrap_or(today);
    match typed.trim().parse::<NaiveDate>() {
        Ok(day) if day < today => wrong(Wrong::Past),
        Ok(day) if day > last => wrong(Wrong::Later(last)),
        Ok(day) => Ok(day),
        Err(_) if typed.trim().is_empty() => wrong(Wrong::Missing),
        Err(_) => wrong(Wrong::Day),
    }
}

async fn answer(
    portal: &Portal,
    desk: &Desk,
    id: &ProposalId,
    (answer, seen): (&Answer, &str),
) -> Result<Response, Fault> {
    let by = Answerer { who: desk.who(), role: desk.seat.member.role };
    let done = proposals::answer(portal, desk.creditor(), id, (answer, seen), by).await?;
    let news = match (done, answer) {
        (Answered::Now, Answer::Accept) => News::ProposalAccepted,
        (Answered::Now, Answer::Counter { .. }) => News::ProposalCountered,
        (Answered::Now, Answer::Refuse { .. }) => News::ProposalRefused,
        (Answered::Before, _) => News::AlreadyDone,
        (Answered::Changed, _) => News::Changed,
    };
    Ok(go(portal, &routes::team_proposal(id), news))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_from_today_on() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 9).expect("a day");
        let last = NaiveDate::from_ymd_opt(2026, 3, 16).expect("a day");
        for (typed, expected) in [
            ("2026-03-09", Ok(today)),
            ("2026-03-16", Ok(last)),
            ("2026-03-17", Err(Wrong::Later(last))),
            ("2026-03-08", Err(Wrong::Past)),
            ("09/03/2026", Err(Wrong::Day)),
            (" ", Err(Wrong::Missing)),
        ] {
            let read = day(typed, (today, 7));
            assert_eq!(read.map_err(|typed| typed.wrong.expect("a reason")), expected, "{typed}");
        }
    }
}
