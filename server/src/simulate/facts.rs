//! The facts of a life in one hash: every entry of the ledger and every act of the evidence, in order.

use domain::ids::CaseId;
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;

use super::{Simulation, Trouble};
use crate::store::audit::{self, Which};
use crate::store::evidence;
use crate::store::ledger::hex;

/// Cases of one page.
const PAGE: i64 = 500;

/// The hash of all facts, in hexadecimal.
pub(super) async fn hash(life: &Simulation) -> Result<String, Trouble> {
    let mut conn = life.portal.store.read().await?;
    let mut all = Sha256::new();
    entries(life, &mut conn, (None, Which::Loose), &mut all).await?;
    let mut after = String::new();
    loop {
        let page = audit::cases(&mut conn, &life.tenant, &after, PAGE).await?;
        let Some(last) = page.last() else { break };
        last.as_str().clone_into(&mut after);
        for case in &page {
            entries(life, &mut conn, (Some(case), Which::Of(case)), &mut all).await?;
            for act in evidence::of_case(&mut conn, &life.tenant, case).await? {
                let at = act.at.timestamp_millis().to_string();
                add(&mut all, &[case.as_str(), &at, &act.kind, &without_digests(&act.body)]);
            }
        }
    }
    Ok(hex(&all.finalize()))
}

async fn entries(
    life: &Simulation,
    conn: &mut AnyConnection,
    (case, which): (Option<&CaseId>, Which<'_>),
    all: &mut Sha256,
) -> Result<(), Trouble> {
    for entry in audit::entries(conn, &life.tenant, case).await? {
        let fingerprint = hex(&entry.fingerprint);
        add(all, &[&entry.id, &entry.occurred_on, &entry.reason, &entry.cause, &fingerprint]);
    }
    for posting in audit::postings(conn, &life.tenant, which).await? {
        let minor = posting.minor.to_string();
        add(all, &[&posting.entry, &posting.from, &posting.to, &minor, &posting.currency]);
    }
    Ok(())
}

fn add(all: &mut Sha256, parts: &[&str]) {
    for part in parts {
        all.update(part.len().to_string());
        all.update(":");
        all.update(part);
    }
}

/// The body of an act without the digests in it: those of sealed texts differ from life to life, since
/// what seals them is the machine's own chance.
fn without_digests(body: &str) -> String {
    let is_digest =
        |word: &str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let words = body.split(' ').map(|word| if is_digest(word) { "#" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digests_are_left_out() {
        let body = format!("plan_1 PEN 12.00 {}", "a1".repeat(32));
        assert_eq!(without_digests(&body), "plan_1 PEN 12.00 #");
        assert_eq!(without_digests("entry_0123 paid"), "entry_0123 paid");
    }
}
