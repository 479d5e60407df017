//! Links for one step of reminders that the creditor's own system sends: for each case a link that remembers
//! the step, and what is due now.

use app::routes;
use chrono::{NaiveDate, TimeDelta};
use domain::contact::Channels;
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use domain::money::{Currency, Money};
use domain::plan::State;
use sqlx::AnyConnection;

use super::make::{origin, plain, url};
use super::many::{next, page_after};
use super::rest::{self, Rest};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::debtor::{self, Find, Person};
use crate::store::{Tx, case, creditor, debt, evidence, hold, link_key, plan, same_address};
use crate::tenant::Tenant;
use crate::use_cases::plan::page;
use crate::use_cases::{PortalError, late, reminder, stop, voice, wall_clock, wish};

/// What is due in one currency: what is late or due today, else what comes next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Due {
    /// How much.
    pub amount: Money,
    /// The oldest day of it.
    pub on: NaiveDate,
}

/// A link of a row. No `Debug`: it holds a token.
pub struct Link {
    /// The link.
    pub url: String,
    /// Where its holder stops the reminders.
    pub stop: String,
    /// The last day on which it works, in the creditor's zone.
    pub until: NaiveDate,
}

/// One case of an export. No `Debug`: it is personal.
pub struct Exported {
    /// The customer's number.
    pub reference: String,
    /// The name.
    pub name: String,
    /// The phone number, in international form; none where they want neither SMS nor WhatsApp.
    pub phone: String,
    /// The e-mail address; none where they want no e-mail.
    pub email: String,
    /// The ways by which they want nothing, or whose address is dead.
    pub refused: Channels,
    /// The link; none where nothing is due, nothing may be sent, or nothing is to be asked.
    pub link: Option<Link>,
    /// What is due, by currency, without that whose money is on its way.
    pub due: Vec<Due>,
    /// Why the case's reminders rest; reminders of the creditor's own keep to it too.
    pub hold: Option<Rest>,
}

/// Some cases of an export.
pub struct Page {
    /// The cases.
    pub items: Vec<Exported>,
    /// The customers' numbers that nobody has.
    pub unknown: Vec<String>,
    /// Where the next page begins; `None` after the last one.
    pub next: Option<CaseId>,
}

/// Makes links of `step` for the next cases with something owed, after `after`.
pub async fn all(
    portal: &Portal,
    tenant: &Tenant,
    step: &str,
    after: Option<&CaseId>,
) -> Result<Page, PortalError> {
    in_tx!(portal.store, tx => {
        let settings = creditor::settings(&mut tx, tenant).await?;
        let cases = page_after(&mut tx, tenant, after).await?;
        let mut items = Vec::with_capacity(cases.len());
        for open in &cases {
            items.push(one(portal, &mut tx, (tenant, &settings), (&open.case, step)).await?);
        }
        Page { items, unknown: Vec::new(), next: next(&cases) }
    })
}

/// The same for the customers with these numbers, at most some hundreds at once.
pub async fn of(
    portal: &Portal,
    tenant: &Tenant,
    step: &str,
    references: &[String],
) -> Result<Page, PortalError> {
    in_tx!(portal.store, tx => {
        let settings = creditor::settings(&mut tx, tenant).await?;
        let (mut items, mut unknown) = (Vec::new(), Vec::new());
        for reference in references {
            let by = Find::Reference(reference);
            match debtor::find(&mut tx, tenant, &portal.keys, by).await? {
                Some((_, _, case)) => {
                    let of = (&case, step);
                    items.push(one(portal, &mut tx, (tenant, &settings), of).await?);
                }
                None => unknown.push(reference.clone()),
            }
        }
        Page { items, unknown, next: None }
    })
}

async fn one(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, settings): (&Tenant, &Settings),
    (id, step): (&CaseId, &str),
) -> Result<Exported, PortalError> {
    let now = portal.clock.now();
    let mut case = case::lock(tx, tenant, id).await?.ok_or(PortalError::NotFound)?;
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(id)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let person = debtor.person;
    let holds = hold::active(tx, tenant, id).await?;
    let closed = holds.iter().find(|hold| rest::is_closed(hold.kind));
    let hold = match closed.or(holds.first()) {
        Some(hold) => Some(Rest::Hold(hold.kind)),
        None => rest::waiting(tx, (tenant, settings), id, now).await?,
    };
    let due = due(tx, portal, (tenant, settings), id).await?;
    let refused = refused(tx, portal, tenant, (id, &person)).await?;
    let may_send = refused != Channels::ALL && hold.is_none_or(Rest::leaves_a_link);
    let mut link = None;
    if may_send && !due.is_empty() {
        let lang = voice::to_debtor(settings, &person).lang;
        let made = plain(portal, tx, (tenant, settings), id).await?;
        link_key::set_step(tx, tenant, &made.id, step).await?;
        evidence::append(tx, tenant, &mut case, now, ("link-made", made.id.as_str())).await?;
        // It works until an instant: the last whole day is the one before it, seen a moment earlier.
        let last = made.expires_at - TimeDelta::milliseconds(1);
        let stop = routes::link_stop(made.token.reveal());
        link = Some(Link {
            url: url(portal, settings, &made.token, lang),
            stop: format!("{}{stop}", origin(portal, settings)),
            until: wall_clock::local(settings.zone, last).date(),
        });
    }
    Ok(Exported {
        reference: debtor.reference,
        name: person.name.unwrap_or_default(),
        phone: person.phone.filter(|_| !is_shut(refused, &PHONE)).unwrap_or_default(),
        email: person.email.filter(|_| !is_shut(refused, &EMAIL)).unwrap_or_default(),
        refused,
        link,
        due,
        hold,
    })
}

/// What an e-mail address is good for in such a file.
const EMAIL: [ContactChannel; 1] = [ContactChannel::Email];
/// What a phone number is.
const PHONE: [ContactChannel; 2] = ContactChannel::OF_PHONES;

/// Whether nothing may come by any of these.
fn is_shut(refused: Channels, channels: &[ContactChannel]) -> bool {
    channels.iter().all(|channel| refused.contains(channel.way()))
}

/// The ways by which a person wants nothing, or whose address is dead.
async fn refused(
    conn: &mut AnyConnection,
    portal: &Portal,
    tenant: &Tenant,
    (case, person): (&CaseId, &Person),
) -> Result<Channels, PortalError> {
    let mut refused = wish::get(conn, tenant, case).await?.wish.refused;
    for channel in same_address::closed(conn, tenant, (case, same_address::How::NotThem)).await? {
        refused = refused.with(channel);
    }
    for channel in ContactChannel::ALL {
        let address = match channel {
            ContactChannel::Email => &person.email,
            ContactChannel::Sms | ContactChannel::WhatsApp => &person.phone,
        };
        let Some(address) = address else { continue };
        let of = (case, channel, address.as_str());
        if stop::stands(conn, portal, tenant, of).await?.is_some() {
            refused = refused.with(channel.way());
        }
    }
    Ok(refused)
}

/// What a case has to pay now: debts that are in no plan, as far as they are not contested, with what paying
/// late has cost; of plans what they ask for. Nothing twice: money that is on its way is not asked for.
async fn due(
    conn: &mut AnyConnection,
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    case: &CaseId,
) -> Result<Vec<Due>, PortalError> {
    let now = portal.clock.now();
    let today = wall_clock::local(settings.zone, now).date();
    let debts = debt::of_case(conn, tenant, case).await?;
    let debts = late::on_debts(conn, (tenant, settings), debts, now).await?;
    let mut plans = plan::of_case(conn, tenant, case).await?;
    plans.retain(|kept| plan::runs(kept.plan.state()));
    let on_its_way = reminder::awaited(conn, (tenant, settings), case, now).await?;
    let mut asked = Vec::new();
    for debt in debts.iter().filter(|debt| debt.is_payable() && !on_its_way.contains(&debt.id)) {
        if !plans.iter().any(|kept| kept.debts.contains(&debt.id)) {
            asked.push(Due { amount: debt.balance.total()?, on: debt.due_on.unwrap_or(today) });
        }
    }
    plans.retain(|kept| !kept.debts.iter().any(|debt| on_its_way.contains(debt)));
    for kept in plans.iter().filter(|kept| *kept.plan.state() == State::Active) {
        let amount = page::due_amount(kept, today)?;
        asked.push(Due { amount, on: page::due_on(kept, today)? });
    }
    sums(asked, settings.currency, today)
}

/// One sum for each currency, `main` first: of what is late or due today, else of what comes next.
fn sums(mut asked: Vec<Due>, main: Currency, today: NaiveDate) -> Result<Vec<Due>, PortalError> {
    asked.retain(|one| !one.amount.is_zero());
    asked.sort_unstable_by_key(|one| {
        let currency = one.amount.currency();
        (currency != main, currency, one.on)
    });
    let mut sums: Vec<Due> = Vec::new();
    for one in asked {
        match sums.last_mut().filter(|sum| sum.amount.currency() == one.amount.currency()) {
            Some(sum) if one.on <= today || one.on == sum.on => {
                sum.amount = sum.amount.checked_add(one.amount)?;
            }
            Some(_) => {}
            None => sums.push(one),
        }
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(code: &str, minor: i64, day: u32) -> Due {
        let currency = Currency::parse(code).expect("a currency");
        let on = NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
        Due { amount: Money::new(minor, currency).expect("positive"), on }
    }

    #[test]
    fn what_is_late_is_asked_for_and_else_what_comes_next() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let main = Currency::parse("PEN").expect("a currency");
        for (asked, expected) in [
            (vec![], vec![]),
            (vec![due("PEN", 0, 1)], vec![]),
            (
                vec![due("PEN", 300, 30), due("PEN", 100, 1), due("PEN", 200, 24)],
                vec![due("PEN", 300, 1)],
            ),
            (
                vec![due("PEN", 300, 30), due("PEN", 100, 27), due("PEN", 50, 27)],
                vec![due("PEN", 150, 27)],
            ),
            (
                vec![due("EUR", 5, 1), due("USD", 7, 30), due("PEN", 9, 29)],
                vec![due("PEN", 9, 29), due("EUR", 5, 1), due("USD", 7, 30)],
            ),
        ] {
            assert_eq!(sums(asked, main, today).expect("small sums"), expected);
        }
    }
}
