//! A proposal of a case that is in no currency of its debts, for tests of who may see what.

use std::num::NonZeroU32;

use chrono::{NaiveDate, TimeDelta};
use domain::ids::{CaseId, ProposalId};
use domain::money::{Currency, Money};
use domain::plan_quote::Choice;
use domain::policy::Rhythm;
use domain::proposal::{Ask, Beyond, Proposal, ProposalState};
use domain::schedule::Cut;
use server::store::policy;
use server::store::proposal::{self, After, Kept, Sealed};

use crate::portal::TestPortal;
use crate::proposals::PROPOSALS;
use crate::ways_out::offer;

/// Gives the case a proposal that waits, and no debt that it is about.
pub async fn plant(portal: &TestPortal, case: &CaseId) -> ProposalId {
    offer(portal, &format!("currency = \"USD\"\n{PROPOSALS}")).await;
    let (here, tenant) = (&portal.portal, &portal.clinic);
    let mut conn = here.store.read().await.expect("a connection");
    let under = policy::list(&mut conn, tenant).await.expect("policies").pop().expect("one").id;
    let newest = policy::newest(&mut conn, tenant, &under).await.expect("asked").expect("one");
    drop(conn);
    let dollars = Currency::parse("USD").expect("USD");
    let usd = |minor| Money::new(minor, dollars).expect("positive");
    let first_on = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let cut = Cut::Parts(NonZeroU32::new(2).expect("some"));
    let choice = Choice { cut, rhythm: Rhythm::Monthly, payday: None, first_on, down: usd(0) };
    let now = here.clock.now();
    let until = now + TimeDelta::hours(48);
    let (owed, ask) = (usd(10_000), Ask { pay: usd(5_000), choice });
    let state = ProposalState::Waiting { beyond: Beyond::GivenUp(usd(1_000)), until };
    let kept = Kept {
        id: ProposalId::from_bits(here.ids.bits()),
        case: case.clone(),
        policy: (under, newest.version),
        segment: 0,
        instead: None,
        made_at: now,
        asked_of: owed,
        proposal: Proposal { owed, ask, state },
        other: None,
        after: After::Nothing,
        sealed: Sealed::default(),
        answered: None,
        events: 1,
    };
    let mut tx = here.store.begin().await.expect("a transaction");
    proposal::insert(&mut tx, tenant, &kept).await.expect("written");
    tx.commit().await.expect("committed");
    kept.id
}
