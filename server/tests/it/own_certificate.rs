//! A certificate of a case that still owes, for tests of who may see what.

use domain::clearance::Code;
use domain::ids::{CaseId, ClearanceId};
use server::keys::random;
use server::store::clearance::{self, Clearance, NewClearance};
use server::store::debt;
use server::store::debtor::{self, Find};

use crate::portal::TestPortal;

/// Gives the case a certificate that was never due.
pub async fn plant(portal: &TestPortal, case: &CaseId) -> Clearance {
    let (here, tenant) = (&portal.portal, &portal.clinic);
    let mut conn = here.store.read().await.expect("a connection");
    let found = debtor::find(&mut conn, tenant, &here.keys, Find::Case(case)).await;
    let key = found.expect("asked").expect("there").0.key.expect("a key");
    let debts = debt::of_case(&mut conn, tenant, case).await.expect("debts");
    drop(conn);
    let (id, code) = (ClearanceId::from_bits(here.ids.bits()), Code::from_random(random::<10>()));
    let debts: Vec<_> = debts.into_iter().map(|debt| debt.id).collect();
    let new = NewClearance {
        id: &id,
        case,
        code: &code,
        language: "es",
        paper: "<h1>Constancia</h1><p>Canario</p>",
        debts: &debts,
        issued_on: "2026-11-24".parse().expect("a day"),
        issued_at: here.clock.now(),
    };
    let mut tx = here.store.begin().await.expect("a transaction");
    clearance::insert(&mut tx, tenant, &key, new).await.expect("kept");
    let kept = clearance::find(&mut tx, tenant, &id).await.expect("asked").expect("there");
    tx.commit().await.expect("committed");
    kept
}
