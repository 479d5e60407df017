//! The e-mail that leaves where a creditor has no words of its own, as somebody would read it.

use app::creditor::template::TemplateSeen;
use app::debtor::enter::Asks;
use app::messages::{AccessLink, LateCost, Reminder, ReminderLine, Saving, Shown, reminder_shown};
use app::reader::Reader;
use chrono::{NaiveDate, TimeDelta};
use domain::identity::Check;
use domain::money::{Currency, Money, MoneyError};
use domain::reminder::{Family, StepKind};
use domain::template::{Field, Which};
use sqlx::AnyConnection;

use super::duties;
use super::values::{Whom, about, voice};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::debt::Debt;
use crate::tenant::Tenant;
use crate::use_cases::access_link::sample_url;
use crate::use_cases::gate::Laws;
use crate::use_cases::reminder::{debt_name, late_cost};
use crate::use_cases::{PortalError, policy, sender, wall_clock};

/// The papers of the sample, with their amounts in whole units.
const PAPERS: [(&str, i64); 2] = [("B001-1", 250), ("B001-2", 120)];

/// What an offer of the sample asks for and gives up, in whole units.
const OFFER: (i64, i64) = (200, 50);

/// The letter to somebody: of what they owe if that is known, else of the sample's papers.
pub(super) async fn letter(
    conn: &mut AnyConnection,
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    (which, whom): (Which, &Whom),
) -> Result<TemplateSeen, PortalError> {
    let now = portal.clock.now();
    let today = wall_clock::local(settings.zone, now).date();
    let kind = which.occasion;
    let mut owed = owed_by(&whom.debts, kind, today)?;
    if owed.lines.is_empty() {
        owed = of_sample(settings.currency, kind, today)?;
    }
    let on = owed.lines.iter().filter_map(|line| line.on).min().unwrap_or(today + about(kind));
    let first = owed.lines.first().map_or(settings.currency, |line| line.amount.currency());
    let late = match kind {
        StepKind::Courtesy => policy::in_force(conn, (tenant, settings), (first, now))
            .await?
            .and_then(|stored| stored.file.policy.late.and_then(|late| late_cost(late, on))),
        _ => None,
    };
    let name = whom.values.get(Field::Name);
    let url = sample_url(portal, settings, which.speech.lang);
    let until = wall_clock::local(settings.zone, now + settings.link_life()).date();
    let link = AccessLink { first_name: name.as_deref(), url: &url, until, asks: asks(settings) };
    let view = of((kind, on), link, (owed, late), (Laws::at_home(settings), today));
    let reader = Reader::new(voice(settings, which), today);
    let writer = sender::writer(portal, settings);
    let Shown { subject, preview, pieces: body } = reminder_shown(reader, &writer, &view);
    let (who, numbered) = (whom.who.clone(), String::new());
    Ok(TemplateSeen { who, subject, preview, body, size: None, strange: Vec::new(), numbered })
}

/// What the letter speaks of.
#[derive(Default)]
struct Owed {
    lines: Vec<ReminderLine>,
    parts: Option<[Money; 3]>,
    saving: Option<Saving>,
}

fn of(
    (kind, on): (StepKind, NaiveDate),
    link: AccessLink<'_>,
    (owed, late): (Owed, Option<LateCost>),
    (laws, today): (Laws, NaiveDate),
) -> Reminder<'_> {
    let Owed { lines, parts, saving } = owed;
    let until = Some(today + TimeDelta::days(7));
    let duties = duties(laws, kind, parts);
    Reminder { link, kind, on, lines, saving, late, until, duties }
}

/// What a debtor owes of what a reminder of this kind speaks of; nothing where it speaks of something else.
fn owed_by(debts: &[Debt], kind: StepKind, today: NaiveDate) -> Result<Owed, PortalError> {
    let is_late = kind.family() == Family::Late;
    if !is_late && kind.family() != Family::NotDue {
        return Ok(Owed::default());
    }
    let mut owed = Owed::default();
    for debt in debts {
        let Some(due) = debt.due_on.filter(|due| (*due < today) == is_late) else { continue };
        let line = ReminderLine {
            what: Some(debt_name(debt)),
            on: Some(due),
            amount: debt.balance.total()?,
        };
        let of_it = [debt.balance.principal, debt.balance.interest, debt.balance.fee];
        owed.parts = match owed.parts {
            None if owed.lines.is_empty() => Some(of_it),
            parts => parts.and_then(|parts| sum(parts, of_it)),
        };
        owed.lines.push(line);
    }
    Ok(owed)
}

/// Part by part; `None` for amounts of several currencies.
fn sum(one: [Money; 3], other: [Money; 3]) -> Option<[Money; 3]> {
    let [principal, interest, fee] = one;
    let add = |one: Money, other: Money| one.checked_add(other).ok();
    Some([add(principal, other[0])?, add(interest, other[1])?, add(fee, other[2])?])
}

/// What a reminder of this kind speaks of in the sample.
fn of_sample(currency: Currency, kind: StepKind, today: NaiveDate) -> Result<Owed, MoneyError> {
    let money = |units: i64| Money::new(currency.unit().saturating_mul(units), currency);
    let day = today + about(kind);
    let line = |what: Option<&str>, units: i64| -> Result<ReminderLine, MoneyError> {
        let amount = money(units)?;
        Ok(ReminderLine { what: what.map(str::to_owned), on: Some(day), amount })
    };
    Ok(match kind.family() {
        Family::NotDue | Family::Late => {
            let lines = PAPERS.map(|(what, units)| line(Some(what), units));
            let lines: Result<Vec<_>, MoneyError> = lines.into_iter().collect();
            let all: i64 = PAPERS.iter().map(|(_, units)| *units).sum();
            let parts = Some([money(all)?, money(0)?, money(0)?]);
            Owed { lines: lines?, parts, saving: None }
        }
        Family::Coming | Family::Missed | Family::Promised | Family::Broken => {
            Owed { lines: vec![line(None, PAPERS[0].1)?], ..Owed::default() }
        }
        Family::Offered => {
            let (pay, saving) = (money(OFFER.0)?, money(OFFER.1)?);
            Owed { saving: Some(Saving { pay, saving, until: day }), ..Owed::default() }
        }
        Family::Settled => Owed::default(),
    })
}

/// What the link asks for before it shows anything.
fn asks(settings: &Settings) -> Asks {
    match settings.checks.first() {
        Some(Check::Nothing) => Asks::Nothing,
        _ => Asks::Something,
    }
}
