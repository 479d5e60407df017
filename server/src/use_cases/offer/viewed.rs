//! That somebody looked at the ways out, and which they were: an act of the evidence, once for each day and
//! each change of them.

use app::debtor::options::WayName;
use chrono::NaiveDate;
use domain::money::{Currency, Money};
use domain::offer::{Offer, Way};
use rust_decimal::Decimal;
use sqlx::AnyConnection;

use super::WaysOut;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::{case, evidence};
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, wall_clock};

/// The kind of the act that says that somebody looked at the ways out.
pub const VIEWED: &str = "options";

/// Notes that a visitor was shown these ways out, unless the same were noted today.
pub async fn viewed(
    portal: &Portal,
    visit: &Visit,
    settings: &Settings,
    ways: &WaysOut,
) -> Result<(), PortalError> {
    let (tenant, body) = (&visit.tenant, body(ways));
    let shown = (settings, &*body, ways.today);
    let mut conn = portal.store.read().await?;
    let known = is_noted(&mut conn, visit, shown).await?;
    drop(conn);
    if known {
        return Ok(());
    }
    in_tx!(portal.store, tx => {
        let locked = case::lock(&mut tx, tenant, &visit.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        if !is_noted(&mut tx, visit, shown).await? {
            let now = portal.clock.now();
            evidence::append(&mut tx, tenant, &mut case, now, (VIEWED, &body)).await?;
        }
    })
}

/// Whether the last such act in this currency is of today and says the same.
async fn is_noted(
    conn: &mut AnyConnection,
    visit: &Visit,
    (settings, body, today): (&Settings, &str, NaiveDate),
) -> Result<bool, PortalError> {
    let currency = body.split(' ').next().unwrap_or_default();
    let of = (VIEWED, currency);
    let last = evidence::last(conn, &visit.tenant, &visit.case, of).await?;
    Ok(last.is_some_and(|act| {
        act.body == body && wall_clock::local(settings.zone, act.at).date() == today
    }))
}

/// `PEN poli_… 2 discount=850.00@2026-11-27 plan=1000.00 part=20.00`: the currency, the policy and its
/// version, then each way out with its figure and, where it ends, its last day.
fn body(ways: &WaysOut) -> String {
    let mut body = format!("{} {} {}", ways.owed.currency(), ways.stored.id, ways.stored.version);
    for offer in &ways.offers {
        body.push(' ');
        body.push_str(&word(offer));
    }
    body
}

fn word(offer: &Offer) -> String {
    // A part is shown by the least that is taken.
    let figure = if offer.way == Way::Part { offer.first } else { offer.total };
    let word = format!("{}={}", WayName::of(&offer.way), figure.to_decimal());
    match offer.valid_until {
        Some(until) => format!("{word}@{until}"),
        None => word,
    }
}

/// The ways out of such an act, each with its figure; `None` for a text that is none of ours.
pub fn ways_viewed(body: &str) -> Option<Vec<(WayName, Money)>> {
    let mut words = body.split(' ');
    let currency = Currency::parse(words.next()?)?;
    let (_policy, _version) = (words.next()?, words.next()?);
    let read = |word: &str| {
        let (way, figure) = word.split_once('=')?;
        let figure: Decimal = figure.split('@').next()?.parse().ok()?;
        Some((WayName::parse(way)?, Money::from_decimal(figure, currency).ok()?))
    };
    words.map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_read_as_it_is_written() {
        let soles = |minor| {
            Money::new(minor, Currency::parse("PEN").expect("PEN")).expect("a positive amount")
        };
        let day = NaiveDate::from_ymd_opt(2026, 11, 27).expect("a day");
        let offer = |way, total, valid_until| Offer {
            way,
            total: soles(total),
            saving: soles(0),
            first: soles(2_000),
            last_on: day,
            valid_until,
            segment: None,
            limit: None,
        };
        let offers = [
            offer(Way::Discount, 85_000, Some(day)),
            offer(Way::Settlement { payments: 3 }, 60_050, None),
            offer(Way::Plan { fewest: 2, most: 6 }, 100_000, None),
            offer(Way::Part, 100_000, None),
        ];
        let words: Vec<_> = offers.iter().map(word).collect();
        let body = format!("PEN poli_1 2 {}", words.join(" "));
        assert_eq!(
            body,
            "PEN poli_1 2 discount=850.00@2026-11-27 settlement-3=600.50 plan=1000.00 part=20.00"
        );
        let expected = vec![
            (WayName::Discount, soles(85_000)),
            (WayName::Settlement(3), soles(60_050)),
            (WayName::Plan, soles(100_000)),
            (WayName::Part, soles(2_000)),
        ];
        assert_eq!(ways_viewed(&body), Some(expected));
        for text in
            ["", "PEN", "PEN poli_1", "PEN poli_1 2 nada=1.00", "PEN poli_1 2 plan", "? a b"]
        {
            assert_eq!(ways_viewed(text), None, "{text}");
        }
    }
}
