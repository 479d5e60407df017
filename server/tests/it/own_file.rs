//! A file that came with an answer, for tests of who may open what.

use domain::ids::{AnswerId, CaseId};
use server::keys::Place;
use server::store::answer_file::{self, FILE, FileKind};
use server::store::debtor::{self, Find};
use server::use_cases::answer_file::place_of;

use crate::portal::TestPortal;

/// Keeps a paper as the first file of the answer.
pub async fn plant(portal: &TestPortal, case: &CaseId, answer: &AnswerId) {
    let (here, tenant) = (&portal.portal, &portal.clinic);
    let mut tx = here.store.begin().await.expect("a transaction");
    let found = debtor::find(&mut tx, tenant, &here.keys, Find::Case(case)).await;
    let key = found.expect("asked").expect("there").0.key.expect("a key");
    let row = place_of(answer, 1);
    let sealed = key.seal_file(Place { tenant, row: &row, column: FILE }, b"%PDF-1.7 Canario");
    answer_file::insert(&mut tx, tenant, (answer, 1, "https://one.example")).await.expect("noted");
    let kept = answer_file::keep(&mut tx, tenant, (answer, 1), (FileKind::Pdf, sealed)).await;
    assert!(kept.expect("kept"));
    tx.commit().await.expect("committed");
}
