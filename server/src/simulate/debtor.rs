//! What people do with their letters and on their pages.

use std::future::ready;
use std::pin::Pin;

use app::debtor::options::WayName;
use app::debtor::plan::PlanWhat;
use chrono::Datelike;
use domain::identity::Answer;
use domain::offer::Way;
use futures_util::TryFutureExt;

use super::agenda::{Errand, Later};
use super::agree::{self, Wanted};
use super::clock::after;
use super::desk::Desk;
use super::people::addressee;
use super::persona::Choice;
use super::plan_dates::{self, Dates};
use super::{Simulation, Trouble, autopay, pay, proposal, transfers};
use crate::store::answer::AnswerKind;
use crate::store::plan::Kept;
use crate::use_cases::acceptance::Done;
use crate::use_cases::answer::{self, Said};
use crate::use_cases::identity::{self, Given, Outcome};
use crate::use_cases::offer::WaysOut;
use crate::use_cases::session::{self, Visit};
use crate::use_cases::{access_link, statement};

/// How often somebody tries again after a wrong answer, out of a thousand.
const TRIES_AGAIN: u32 = 700;

/// How often somebody who lets a date pass comes back later, out of a thousand.
const COMES_BACK: u32 = 600;

/// Days after a letter on which it is read, and how often.
const READ_AFTER: [(u32, u32); 4] = [(0, 50), (1, 25), (3, 15), (9, 10)];

/// Days after which the team answers what somebody said, from and to, and how often; after two weeks dates count
/// again. Some words are answered only with the next ones.
const ANSWERED_AFTER: [(Option<(u32, u32)>, u32); 3] =
    [(Some((2, 9)), 75), (Some((15, 30)), 15), (None, 10)];

/// What stands before the token of a link.
const LINK: &str = "/e/";

/// Letters of a token.
const TOKEN: usize = 22;

/// Everybody reads what has come.
pub(super) fn read_letters(life: &mut Simulation) {
    let today = life.time.today();
    while let Ok(letter) = life.letters.try_recv() {
        life.tally.note("letters");
        let Some(who) = addressee(&letter.to) else { continue };
        let (Some(token), Some(person)) = (token(&letter.text), life.people.get_mut(who)) else {
            continue;
        };
        person.token = Some(token);
        let errand = match person.waits.take() {
            Some(errand) => Some((today, errand)),
            None if life.dice.per_mille(person.kind.opens()) => {
                let days = life.dice.weighted(&READ_AFTER).unwrap_or_default();
                Some((after(today, days), Errand::Look))
            }
            None => None,
        };
        if let Some((on, errand)) = errand {
            life.agenda.add(on, Later::Visit(who, errand));
        }
    }
}

fn token(text: &str) -> Option<String> {
    let behind = text.split(LINK).nth(1)?;
    let token: String = behind.chars().take_while(char::is_ascii_alphanumeric).collect();
    (token.len() == TOKEN).then_some(token)
}

/// Somebody opens their link, and does what they came for.
pub(super) async fn visit(
    life: &mut Simulation,
    who: usize,
    errand: Errand,
) -> Result<(), Trouble> {
    let (kind, case) = (life.people[who].kind, life.people[who].case.clone());
    if let Errand::Instalment(plan) = &errand
        && autopay::is_on(life, plan).await?
    {
        life.tally.note("dates that were left to a card");
        return Ok(());
    }
    if errand != Errand::Look && !life.dice.per_mille(kind.keeps()) {
        life.tally.note("dates that somebody let pass");
        if life.dice.per_mille(COMES_BACK) {
            let on = after(life.time.today(), life.dice.between(2, 12));
            life.agenda.add(on, Later::Visit(who, Errand::Look));
        }
        return Ok(());
    }
    let done = go(life, who, errand).await;
    done.map_err(|trouble| trouble.of(case.as_ref()))
}

async fn go(life: &mut Simulation, who: usize, errand: Errand) -> Result<(), Trouble> {
    let Some(visit) = enter(life, who, &errand).await? else { return Ok(()) };
    match errand {
        Errand::Look => look(life, who, &visit).await,
        Errand::Instalment(plan) => pay::of_plan(life, &visit, who, (plan, PlanWhat::Due)).await,
        Errand::Promise => {
            let desk = Desk::of(life, who, &visit).await?;
            pay::debts(life, &visit, who, (&*desk.payable, desk.owed)).await
        }
    }
}

/// The way from the letter through the identity check to the statement; `None` if it ends before.
async fn enter(
    life: &mut Simulation,
    who: usize,
    errand: &Errand,
) -> Result<Option<Visit>, Trouble> {
    let Some(token) = life.people[who].token.clone() else { return Ok(None) };
    let session = match access_link::open(&life.portal, &token, None, None).await? {
        access_link::Opened::Asked(session) => session,
        access_link::Opened::In(_) => return Err(Trouble::broken("a link asked for nothing")),
        access_link::Opened::Dead => {
            access_link::renew(&life.portal, &token).await?;
            life.people[who].waits = Some(errand.clone());
            life.tally.note("links that were over");
            return Ok(None);
        }
    };
    life.tally.note("links opened");
    let narrow = session::visit(&life.portal, &session.hash()).await?;
    let narrow = narrow.ok_or_else(|| Trouble::broken("a session that began is not there"))?;
    let mut is_wrong = life.dice.per_mille(life.people[who].kind.is_wrong());
    loop {
        match answered(life, who, &narrow, is_wrong).await? {
            Outcome::In(full) => return welcome(life, &full.hash()).await.map(Some),
            Outcome::Wrong(_) if is_wrong => {
                life.tally.note("wrong answers");
                if !life.dice.per_mille(TRIES_AGAIN) {
                    return Ok(None);
                }
                is_wrong = life.dice.per_mille(TRIES_AGAIN / 2);
            }
            Outcome::Locked(_) => {
                life.tally.note("identity checks that paused");
                return Ok(None);
            }
            _ => return Err(Trouble::broken("a right answer was not taken")),
        }
    }
}

/// Gives an answer to the question of the identity check.
async fn answered(
    life: &Simulation,
    who: usize,
    visit: &Visit,
    is_wrong: bool,
) -> Result<Outcome, Trouble> {
    let person = &life.people[who];
    let born = person.birth.map(|on| [on.day(), on.month(), on.year().unsigned_abs()]);
    let born = born.map(|parts| parts.map(|part| part.to_string()));
    let paper = person.invoices.first().map(|paper| paper.reference.as_str()).unwrap_or_default();
    let given = match &born {
        Some([day, month, year]) => {
            Answer::Date { day, month, year: if is_wrong { "1901" } else { year } }
        }
        None => Answer::Text(if is_wrong { "0000" } else { paper }),
    };
    Ok(identity::answer(&life.portal, visit, Given::Answer(given)).await?)
}

/// The statement of somebody who was let in.
async fn welcome(life: &mut Simulation, hash: &[u8]) -> Result<Visit, Trouble> {
    if statement::load(&life.portal, hash).await?.is_err() {
        return Err(Trouble::broken("who was let in sees no statement"));
    }
    life.tally.note("statements seen");
    let visit = session::visit(&life.portal, hash).await?;
    visit.ok_or_else(|| Trouble::broken("a session that was let in is not there"))
}

/// Looks at what can be done, and does something of it.
async fn look(life: &mut Simulation, who: usize, visit: &Visit) -> Result<(), Trouble> {
    let desk = Desk::of(life, who, visit).await?;
    let kind = life.people[who].kind;
    let choice = kind.chooses(&mut life.dice, |choice| desk.allows(choice));
    act(life, (who, visit), &desk, choice).await
}

/// What somebody does. It is boxed here, and not by who awaits it: the frame that polls it must not hold all of its
/// branches side by side, or a test's thread is too small for it.
fn act<'a>(
    life: &'a mut Simulation,
    of: (usize, &'a Visit),
    desk: &'a Desk,
    choice: Choice,
) -> Pin<Box<dyn Future<Output = Result<(), Trouble>> + Send + 'a>> {
    let (who, visit) = of;
    let (ways, plan) = (desk.ways.as_ref(), desk.plan.as_ref());
    let everything = (&*desk.payable, desk.owed);
    match choice {
        Choice::Leave => {
            life.tally.note("visits that only looked");
            Box::pin(ready(Ok(())))
        }
        Choice::Cash => {
            let on = after(life.time.today(), life.dice.between(1, 3));
            life.agenda.add(on, Later::Cash(who));
            Box::pin(ready(Ok(())))
        }
        Choice::PayAll => Box::pin(pay::debts(life, visit, who, everything)),
        Choice::PayPart => Box::pin(pay::part(life, visit, who, everything)),
        Choice::PayOne => Box::pin(pay_one(life, of, desk)),
        Choice::PayLess => Box::pin(pay::for_less(life, visit, who, ways)),
        Choice::Transfer => Box::pin(transfers::by_transfer(life, visit, who, everything)),
        Choice::Plan => Box::pin(agree::to(life, of, ways, Wanted::Plan).map_ok(drop)),
        Choice::Settlement => Box::pin(settle(life, of, ways)),
        Choice::MoreTime => Box::pin(agree::to(life, of, ways, Wanted::MoreTime).map_ok(drop)),
        Choice::Propose => Box::pin(proposal::propose(life, of, ways)),
        Choice::AgreeToTerms => Box::pin(proposal::agree(life, of, desk.terms.as_ref())),
        Choice::TakeBack => Box::pin(proposal::take_back(life, visit, desk.proposal.as_ref())),
        Choice::PlanDue => Box::pin(pay_plan(life, of, (plan, PlanWhat::Due))),
        Choice::PlanTransfer => Box::pin(pay_plan_by_transfer(life, of, plan)),
        Choice::PlanAll => Box::pin(pay_plan(life, of, (plan, PlanWhat::All))),
        Choice::MoveDate => Box::pin(plan_dates::change(life, of, plan, Dates::Move)),
        Choice::Skip => Box::pin(plan_dates::change(life, of, plan, Dates::Skip)),
        Choice::Payday => Box::pin(plan_dates::change(life, of, plan, Dates::Payday)),
        Choice::Renegotiate => Box::pin(agree::instead(life, of, plan)),
        Choice::ProposeInstead => Box::pin(proposal::propose_instead(life, of, plan)),
        Choice::AutopayOn => Box::pin(autopay::on(life, of, plan)),
        Choice::AutopayOff => Box::pin(autopay::off(life, visit, plan)),
        Choice::Say => Box::pin(say(life, who, visit)),
        Choice::NotMe => Box::pin(not_me(life, who, visit)),
    }
}

/// Pays the oldest debt.
async fn pay_one(
    life: &mut Simulation,
    (who, visit): (usize, &Visit),
    desk: &Desk,
) -> Result<(), Trouble> {
    let Some(first) = desk.payable.first() else { return Ok(()) };
    let one = (std::slice::from_ref(first), first.balance.total()?);
    pay::debts(life, visit, who, one).await
}

async fn pay_plan(
    life: &mut Simulation,
    (who, visit): (usize, &Visit),
    (plan, what): (Option<&Kept>, PlanWhat),
) -> Result<(), Trouble> {
    let Some(kept) = plan else { return Ok(()) };
    pay::of_plan(life, visit, who, (kept.id.clone(), what)).await
}

async fn pay_plan_by_transfer(
    life: &mut Simulation,
    (who, visit): (usize, &Visit),
    plan: Option<&Kept>,
) -> Result<(), Trouble> {
    let Some(kept) = plan else { return Ok(()) };
    transfers::of_plan_by_transfer(life, visit, who, kept.id.clone()).await
}

/// Agrees to a settlement; one that a single payment closes is paid at once.
async fn settle(
    life: &mut Simulation,
    (who, visit): (usize, &Visit),
    ways: Option<&WaysOut>,
) -> Result<(), Trouble> {
    let offers = ways.into_iter().flat_map(|ways| &ways.offers);
    let in_so_many = offers.filter_map(|offer| match offer.way {
        Way::Settlement { payments } => Some((WayName::Settlement(payments), 1)),
        _ => None,
    });
    let in_so_many: Vec<_> = in_so_many.collect();
    let Some(name) = life.dice.weighted(&in_so_many) else { return Ok(()) };
    let done = agree::to(life, (who, visit), ways, Wanted::Way(name)).await?;
    match (name, done) {
        (WayName::Settlement(1), Some(Done::Plan(id))) => {
            life.tally.note("settlements in one payment");
            pay::of_plan(life, visit, who, (id, PlanWhat::Due)).await
        }
        _ => Ok(()),
    }
}

async fn not_me(life: &mut Simulation, who: usize, visit: &Visit) -> Result<(), Trouble> {
    identity::not_me(&life.portal, visit).await?;
    life.tally.note("letters to somebody else");
    life.people[who].token = None;
    answer_later(life, who);
    Ok(())
}

async fn say(life: &mut Simulation, who: usize, visit: &Visit) -> Result<(), Trouble> {
    let kinds = [(AnswerKind::Paid, 5), (AnswerKind::Wrong, 3), (AnswerKind::Talk, 2)];
    let kind = life.dice.weighted(&kinds).unwrap_or(AnswerKind::Talk);
    answer::say(&life.portal, visit, Said { kind, text: "Lo vi con ustedes en caja." }).await?;
    life.tally.note("answers of debtors");
    answer_later(life, who);
    Ok(())
}

fn answer_later(life: &mut Simulation, who: usize) {
    let Some((first, last)) = life.dice.weighted(&ANSWERED_AFTER).unwrap_or_default() else {
        life.tally.note("words that nobody answers");
        return;
    };
    let on = after(life.time.today(), life.dice.between(first, last));
    life.agenda.add(on, Later::Answered(who));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_where_a_letter_has_one() {
        let of = "1".repeat(TOKEN);
        assert_eq!(token(&format!("Abre http://localhost/e/{of}?lang=en\n")), Some(of));
        for text in ["", "Recibo 12", "http://localhost/e/corto "] {
            assert_eq!(token(text), None, "{text}");
        }
    }
}
