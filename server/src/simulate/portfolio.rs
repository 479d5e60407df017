//! What the creditor's own system says: the first files, and each month what is new and what was wrong.

use std::ops::ControlFlow;

use super::agenda::Later;
use super::clock::after;
use super::people::{Debtor, HEADER, MAP};
use super::{Simulation, TEAM, Trouble};
use crate::store::debtor::{self, Find};
use crate::use_cases::import::{self, BadRows, End, Order};

/// Rows of one file. So many are applied in one step whatever the machine can do: larger files are cut
/// by the time that a step takes, and the ids of one life would be others than those of the next.
const ROWS: usize = 200;

/// Out of a thousand people: who has a paper corrected in a month, and who has a new one.
const CORRECTED: u32 = 40;
const NEW: u32 = 60;

/// Out of a thousand files of a month: those that are found to be the wrong ones.
const WRONG_FILES: u32 = 250;

/// Makes the people and imports what they owe.
pub(super) async fn found(life: &mut Simulation) -> Result<(), Trouble> {
    let today = life.time.today();
    let mut rows = Vec::new();
    for number in 0..usize::try_from(life.order.debtors).unwrap_or(usize::MAX) {
        let person = Debtor::random(number, &mut life.dice, today)
            .ok_or_else(|| Trouble::broken("a person of no currency or day"))?;
        rows.extend(person.invoices.iter().map(|paper| person.row(paper)));
        life.people.push(person);
    }
    bring(life, &rows).await?;
    for number in 0..life.people.len() {
        let reference = life.people[number].reference();
        let mut conn = life.portal.store.read().await?;
        let of = Find::Reference(&reference);
        let found = debtor::find(&mut conn, &life.tenant, &life.portal.keys, of).await?;
        drop(conn);
        let (_, _, case) = found.ok_or_else(|| Trouble::broken("somebody was not imported"))?;
        life.people[number].case = Some(case);
    }
    Ok(())
}

/// The file of a month: papers that are new, and others that were made out wrong.
pub(super) async fn of_month(life: &mut Simulation) -> Result<(), Trouble> {
    let today = life.time.today();
    let mut rows = Vec::new();
    for person in &mut life.people {
        if life.dice.per_mille(CORRECTED) {
            let lower = life.dice.per_mille(700);
            let (from, to) = if lower { (400, 950) } else { (1_050, 1_300) };
            let share = life.dice.minor(from, to);
            if let Some(paper) = person.invoices.first_mut() {
                paper.minor = (paper.minor * share / 1_000).max(1);
            }
            rows.extend(person.invoices.first().map(|paper| person.row(paper)));
        }
        if life.dice.per_mille(NEW)
            && let Some(before) = person.invoices.last().map(|paper| paper.minor)
        {
            person.add(before, today);
            rows.extend(person.invoices.last().map(|paper| person.row(paper)));
        }
    }
    if !rows.is_empty() && life.dice.per_mille(WRONG_FILES) {
        let on = after(today, life.dice.between(1, 4));
        life.agenda.add(on, Later::WrongFile);
    }
    bring(life, &rows).await
}

/// Brings the last file once more.
pub(super) async fn once_more(life: &mut Simulation) -> Result<(), Trouble> {
    let rows = life.last_file.clone();
    bring(life, &rows).await
}

/// Tries the rows again that waited for a payment to end.
pub(super) async fn try_again(life: &mut Simulation) -> Result<(), Trouble> {
    let (tally, _) = import::retry_waiting(&life.portal, &life.tenant).await?;
    if tally.changed + tally.new > 0 {
        life.tally.note("imports that went on after a payment");
    }
    Ok(())
}

async fn bring(life: &mut Simulation, rows: &[String]) -> Result<(), Trouble> {
    for (number, rows) in rows.chunks(ROWS).enumerate() {
        let path = life.folder.path().join(format!("{}-{number}.csv", life.time.today()));
        std::fs::write(&path, format!("{HEADER}\n{}", rows.concat())).map_err(Trouble::broken)?;
        let order = Order {
            file: &path,
            map_text: MAP,
            as_of: None,
            bad_rows: BadRows::RefuseAll,
            actor: TEAM,
        };
        let watch = &mut |_| ControlFlow::Continue(());
        let report = import::run(&life.portal, &life.tenant, order, watch).await?;
        std::fs::remove_file(&path).map_err(Trouble::broken)?;
        if report.end != End::Done || report.tally.bad > 0 {
            return Err(Trouble::broken("a good file was refused"));
        }
        if report.tally.waiting > 0 {
            life.tally.note("imports that waited for a payment");
        }
        life.tally.note("imports");
        life.last_file = rows.to_vec();
    }
    Ok(())
}
