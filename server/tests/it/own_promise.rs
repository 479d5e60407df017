//! A promise that was kept, in no currency of its case's debts, for tests of who may see what.

use chrono::NaiveDate;
use domain::ids::{AccessLinkId, CaseId, PromiseId};
use domain::money::{Currency, Money};
use domain::promise::{Promise, PromiseState};
use server::store::agreement::{self, NewPaper};
use server::store::debtor::{self, Find};
use server::store::policy;
use server::store::promise::{self, Kept};

use crate::portal::TestPortal;
use crate::ways_out::{POLICY, offer};

/// Gives the case a promise with its paper, which holds no reminders.
pub async fn plant(portal: &TestPortal, case: &CaseId) -> PromiseId {
    offer(portal, &format!("currency = \"USD\"\n{POLICY}")).await;
    let (here, tenant) = (&portal.portal, &portal.clinic);
    let mut conn = here.store.read().await.expect("a connection");
    let under = policy::list(&mut conn, tenant).await.expect("policies").pop().expect("one").id;
    let found = debtor::find(&mut conn, tenant, &here.keys, Find::Case(case)).await;
    let key = found.expect("asked").expect("there").0.key.expect("a key");
    drop(conn);
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let dollars = Currency::parse("USD").expect("USD");
    let amount = Money::new(5_000, dollars).expect("positive");
    let state = PromiseState::Kept { on: day };
    let kept = Kept {
        id: PromiseId::from_bits(here.ids.bits()),
        case: case.clone(),
        policy: (under, 1),
        made_at: here.clock.now(),
        debts: Vec::new(),
        promise: Promise { amount, made_on: day, pay_on: day, state },
    };
    let paper = NewPaper {
        of: kept.id.as_str(),
        case,
        link: &AccessLinkId::from_bits(1),
        language: "es",
        seen: "seen",
        paper: "<p>Canario</p>",
        address: None,
        device: None,
        agreed_at: kept.made_at,
        autopay_at: None,
    };
    let mut tx = here.store.begin().await.expect("a transaction");
    promise::insert(&mut tx, tenant, &kept).await.expect("written");
    agreement::insert(&mut tx, tenant, &key, paper).await.expect("kept");
    tx.commit().await.expect("committed");
    kept.id
}
