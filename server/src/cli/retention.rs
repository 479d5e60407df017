//! `aldia creditor erase`: what is kept of contacts longer than the rules ask for.

use std::fmt::Write;

use super::refusal::in_words;
use super::{Outcome, unknown};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::retention::Kept;
use crate::use_cases::gate::Laws;
use crate::use_cases::retention::{How, go_through, years};
use crate::use_cases::wall_clock;

/// So many cases are named.
const NAMED: usize = 200;

/// Lists the cases whose contacts are kept long enough, and erases what is kept of them if it is meant.
pub async fn run(portal: &Portal, slug: &str, how: How) -> Outcome {
    let (tenant, settings) = unknown::creditor(portal, slug).await?;
    let (mut lines, mut count) = (String::new(), 0_usize);
    let mut tell = |kept: &Kept| {
        count += 1;
        if count <= NAMED {
            // Writing to a text cannot fail.
            let _ = writeln!(lines, "  {}", line(&settings, kept));
        }
    };
    let done = go_through(portal, (&tenant, &settings), how, &mut tell).await;
    done.map_err(in_words)?;
    Ok(said(&settings, (how, count), &lines))
}

fn said(settings: &Settings, (how, count): (How, usize), lines: &str) -> String {
    let rule = match years(Laws::at_home(settings)) {
        Some(years) => format!("The contact rules of {} name {years} years", settings.country),
        None => format!("The contact rules of {} name no years", settings.country),
    };
    let found = match (how, count) {
        (_, 0) => "no case has contacts that are kept long enough: nothing to erase".to_owned(),
        (How::OnTrial, _) => format!("cases whose contacts --for-good would erase: {count}"),
        (How::InEarnest, _) => format!("cases whose contacts are erased: {count}"),
    };
    let mut text = format!("{rule}; {found}.\n{lines}");
    if count > NAMED {
        let _ = writeln!(text, "  and {} more", count - NAMED);
    }
    text.trim_end().to_owned()
}

/// `HC-10201, last act 2026-11-24: addresses, 2 copies, 1 contact, 1 note`.
fn line(settings: &Settings, kept: &Kept) -> String {
    let mut parts = Vec::new();
    if kept.has_address {
        parts.push("addresses".to_owned());
    }
    for (count, one, more) in [
        (kept.copies, "copy", "copies"),
        (kept.contacts, "contact", "contacts"),
        (kept.notes, "note", "notes"),
    ] {
        match count {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            count => parts.push(format!("{count} {more}")),
        }
    }
    let day = kept.acted_at.map(|at| wall_clock::local(settings.zone, at).date().to_string());
    format!("{}, last act {}: {}", kept.reference, day.unwrap_or_default(), parts.join(", "))
}
