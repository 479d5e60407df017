//! Check 14: instalments sum to what is owed, and what a provider is asked for is what was agreed.

use std::num::NonZeroU32;

use domain::money::{Currency, Money};
use domain::plan::Extra;
use domain::schedule::Cut;
use reqwest::StatusCode;
use server::store::plan::Kept;
use server::use_cases::payment::start::Wish;

use crate::agreed::tick;
use crate::engine::on_both_engines;
use crate::instalments::only;
use crate::payments::open_page;
use crate::portal::TestPortal;
use crate::size::{Dice, size};
use crate::{books, links, ways_out};

/// Currencies of no, two, three and four decimals, and those whose least amount is more than their least
/// unit.
const CODES: [&str; 12] =
    ["PEN", "COP", "CLP", "MXN", "EUR", "ARS", "BRL", "USD", "JPY", "KWD", "BHD", "CLF"];

/// The least instalment of a plan in each currency: as a policy writes it, and in minor units.
const PLANS: [(&str, &str, i64); 4] = [
    ("PEN", "20", 2_000),
    ("CLP", "2000", 2_000),
    ("COP", "10000", 1_000_000),
    ("EUR", "20", 2_000),
];

fn money(minor: i64, code: &str) -> Money {
    Money::new(minor, Currency::parse(code).expect("known")).expect("positive")
}

/// An amount of 1 to 13 figures, as many of each.
fn total(dice: &mut Dice, code: &str) -> Money {
    let figures = u32::try_from(dice.below(13)).expect("small");
    let most = 10_i64.pow(figures).saturating_mul(10).min(1_000_000_000_000);
    money(dice.minor(1, most), code)
}

/// Equal parts of a total: as many as asked for, none of nothing, alike but for one step; what is less than
/// a step stands in the first. Refused is only what has too few steps.
fn check(total: Money, count: NonZeroU32) {
    let step = total.currency().step();
    let Ok(amounts) = Cut::Parts(count).amounts(total) else {
        assert!(total.minor() / step < i64::from(count.get()), "refused {total} in {count}");
        return;
    };
    let (mut sum, mut least, mut most) = (0, i64::MAX, 0);
    for (at, amount) in amounts.iter().enumerate() {
        let whole = amount.minor() - if at == 0 { total.minor() % step } else { 0 };
        assert!(!amount.is_zero(), "{total} in {count}");
        sum += amount.minor();
        (least, most) = (least.min(whole), most.max(whole));
    }
    assert_eq!(sum, total.minor(), "{total} in {count}");
    assert_eq!(u32::try_from(amounts.len()), Ok(count.get()));
    assert!(most - least <= step, "{total} in {count}: {least} to {most}");
}

#[test]
fn instalments_sum_to_the_total_in_every_currency() {
    let mut dice = Dice::of("schedules");
    for number in 0..size(100_000, 1_000_000) {
        let code = CODES[number % CODES.len()];
        let count = u32::try_from(dice.between(1, 120)).expect("small");
        check(total(&mut dice, code), NonZeroU32::new(count).expect("one at least"));
    }
}

fn policy((code, least, _): (&str, &str, i64)) -> String {
    format!(
        "name = \"Cuotas en {code}\"\ncurrency = \"{code}\"\n[[segment]]\nname = \"Todos\"\n\
         [segment.plan]\ninstalments = {{ from = 2, to = 24 }}\n\
         frequencies = [\"weekly\", \"twice-a-month\", \"monthly\"]\nleast = \"{least}\"\n\
         first_within = 15\nlongest_days = 800\ngrace_days = 3\nmisses = 3\nrestores = \"nothing\"\n"
    )
}

/// Agrees on a plan of so many instalments, and pays two of them by card.
async fn agree_and_pay(portal: &mut TestPortal, owed: Money, (parts, rhythm): (usize, &str)) {
    let (case, _) = portal.debt(owed).await;
    let mut browser = links::enter(portal, &case).await;
    let code = owed.currency().code();
    let path = format!(
        "/opciones/aceptar?currency={code}&way=plan&by=parts&parts={parts}&rhythm={rhythm}"
    );
    let page = browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    assert_eq!(tick(&mut browser, &page.body).await.status, StatusCode::SEE_OTHER);
    let kept = only(portal, &case).await;
    let rows: Vec<_> = kept.plan.parts().iter().map(|part| part.agreed.minor()).collect();
    assert_eq!((rows.len(), rows.iter().sum::<i64>()), (parts, owed.minor()), "{rows:?}");
    for row in &rows[..2] {
        let Kept { id, debts, .. } = only(portal, &case).await;
        let amount = money(*row, code);
        let wish = Wish {
            currency: owed.currency(),
            debts,
            amount: Some(amount),
            expected: amount,
            plan: Some((id, Extra::Next)),
            deal: None,
        };
        let session = open_page(portal, &case, &wish).await;
        let found = portal.stripe.get(&format!("checkout/sessions/{session}")).await;
        assert_eq!(found["amount_total"], *row, "{code}");
        assert_eq!(found["currency"], code.to_lowercase());
        portal.stripe.pay_by_card(&session).await;
        portal.settle().await;
    }
    let kept = only(portal, &case).await;
    let paid = kept.plan.parts().iter().filter(|part| part.settled_on.is_some()).count();
    assert_eq!(paid, 2, "each closes its own row: {rows:?}");
}

on_both_engines! {
    async fn a_session_asks_for_exactly_what_the_instalment_is(portal) {
        let mut dice = Dice::of("sessions of instalments");
        for plan in PLANS {
            ways_out::offer(portal, &policy(plan)).await;
        }
        for number in 0..size(8, 200) {
            let (code, _, least) = PLANS[number % PLANS.len()];
            let parts = dice.between(3, 24);
            let fewest = least * i64::try_from(parts).expect("small");
            let step = money(0, code).currency().step();
            let owed = (fewest + dice.minor(0, 10 * fewest)) / step * step;
            let rhythm = ["weekly", "twice-a-month", "monthly"][dice.below(3)];
            agree_and_pay(portal, money(owed, code), (parts, rhythm)).await;
        }
        books::agree(portal).await;
        books::nothing_waits(portal).await;
    }
}
