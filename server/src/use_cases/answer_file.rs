//! Pictures and papers that somebody sends with an answer from their phone: fetched from the provider by a job, kept
//! sealed with the answer, opened by the team.

use domain::ids::AnswerId;
use sha2::{Digest, Sha256};

use super::{PortalError, work};
use crate::compose::Portal;
use crate::in_tx;
use crate::keys::Place;
use crate::messaging::Fetched;
use crate::store::answer::{self, Answer};
use crate::store::answer_file::{self as store, FILE, FileKind};
use crate::store::debtor::{self, Find};
use crate::store::ledger::hex;
use crate::store::{StoreError, Tx, case, evidence};
use crate::tenant::Tenant;

/// The job that fetches the files of one answer.
pub const JOB: &str = "answer-files";

/// Under which kind of act a kept file is evidence.
const ACT: &str = "answer-file";

/// Files of one answer; no provider sends more with one message.
pub const MOST: usize = 10;

/// Writes down where the provider has the files that came with an answer, and queues the job that fetches them.
pub(super) async fn expect(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (answer, sources): (&AnswerId, &[String]),
) -> Result<(), StoreError> {
    for (number, source) in (1..).zip(sources.iter().take(MOST)) {
        store::insert(tx, tenant, (answer, number, source)).await?;
    }
    if sources.is_empty() {
        return Ok(());
    }
    work::job(portal, tx, tenant, (JOB, answer.as_str()), portal.clock.now()).await
}

/// Fetches the files of an answer that were not fetched yet, one after the other. Fails where the provider does not
/// answer, to be tried again.
pub async fn fetch(portal: &Portal, tenant: &Tenant, answer: &str) -> Result<(), PortalError> {
    let id: AnswerId = answer.parse().map_err(|_| PortalError::NotFound)?;
    let mut conn = portal.store.read().await?;
    let answer = answer::find(&mut conn, tenant, &id).await?.ok_or(PortalError::NotFound)?;
    let waiting = store::waiting(&mut conn, tenant, &id).await?;
    drop(conn);
    for (number, source) in waiting {
        match portal.texter.fetch(&source).await {
            Fetched::Whole(bytes) => keep(portal, tenant, (&answer, number), &bytes).await?,
            Fetched::Never(why) => leave(portal, tenant, (&id, number), why).await?,
            Fetched::Later(why) => return Err(PortalError::Unavailable(why)),
        }
    }
    Ok(())
}

/// Keeps a file under the key of whoever sent it, if it is one of those that are kept.
async fn keep(
    portal: &Portal,
    tenant: &Tenant,
    (answer, number): (&Answer, i64),
    bytes: &[u8],
) -> Result<(), PortalError> {
    let of = (&answer.id, number);
    let Some(kind) = FileKind::of(bytes) else {
        return leave(portal, tenant, of, "kind").await;
    };
    let now = portal.clock.now();
    in_tx!(portal.store, tx => {
        let locked = case::lock(&mut tx, tenant, &answer.case).await?;
        let mut case = locked.ok_or(PortalError::NotFound)?;
        let by = Find::Case(&answer.case);
        let found = debtor::find(&mut tx, tenant, &portal.keys, by).await?;
        match found.and_then(|(debtor, _, _)| debtor.key) {
            Some(key) => {
                let row = place_of(&answer.id, number);
                let place = Place { tenant, row: &row, column: FILE };
                let sealed = key.seal_file(place, bytes);
                let proof = hex(&Sha256::digest(&sealed));
                if store::keep(&mut tx, tenant, of, (kind, sealed)).await? {
                    let body = format!("{} {number} {proof}", answer.id);
                    evidence::append(&mut tx, tenant, &mut case, now, (ACT, &body)).await?;
                }
            }
            None => store::leave(&mut tx, tenant, of, "erased").await?,
        }
    })
}

async fn leave(
    portal: &Portal,
    tenant: &Tenant,
    of: (&AnswerId, i64),
    why: &str,
) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => store::leave(&mut tx, tenant, of, why).await?)
}

/// A file that is kept, opened; `NotFound` if there is none with that number, and for who was erased.
pub async fn open(
    portal: &Portal,
    tenant: &Tenant,
    (id, number): (&AnswerId, i64),
) -> Result<(FileKind, Vec<u8>), PortalError> {
    let mut conn = portal.store.read().await?;
    let answer = answer::find(&mut conn, tenant, id).await?.ok_or(PortalError::NotFound)?;
    let kept = store::find(&mut conn, tenant, (id, number)).await?;
    let (kind, sealed) = kept.ok_or(PortalError::NotFound)?;
    let by = Find::Case(&answer.case);
    let found = debtor::find(&mut conn, tenant, &portal.keys, by).await?;
    let key = found.and_then(|(debtor, _, _)| debtor.key).ok_or(PortalError::NotFound)?;
    let row = place_of(id, number);
    Ok((kind, key.open_file(Place { tenant, row: &row, column: FILE }, &sealed)?))
}

/// The row that a file is sealed for.
pub fn place_of(answer: &AnswerId, number: i64) -> String {
    format!("{answer}:{number}")
}
