//! All that is stored of one case, and the invariants that it must keep.

use std::collections::{BTreeMap, BTreeSet};

use domain::evidence::Head;
use domain::ids::CaseId;
use domain::ledger::{Account, Cause, Entry, Part, Posting};
use sqlx::AnyConnection;

use super::stored::read_entries;
use super::{Broken, IMPORT_ACT, LEDGER_ACT, Step, broken, given_up};
use crate::store::audit::{self, Figures, Sheets, StoredEntry, StoredPosting, Which};
use crate::store::ledger::hex;
use crate::store::{case, evidence};
use crate::tenant::Tenant;
use crate::use_cases::PortalError;

/// All that is stored of one case.
pub(super) struct CaseSheet {
    case: CaseId,
    pub(super) entries: Vec<StoredEntry>,
    postings: Vec<StoredPosting>,
    pub(super) acts: Vec<evidence::Act>,
    head: Head,
    figures: Sheets,
}

impl CaseSheet {
    pub(super) async fn read(
        conn: &mut AnyConnection,
        tenant: &Tenant,
        case: &CaseId,
    ) -> Result<Self, PortalError> {
        Ok(Self {
            case: case.clone(),
            entries: audit::entries(conn, tenant, Some(case)).await?,
            postings: audit::postings(conn, tenant, Which::Of(case)).await?,
            acts: evidence::of_case(conn, tenant, case).await?,
            head: case::head(conn, tenant, case).await?.ok_or(PortalError::NotFound)?,
            figures: audit::figures(conn, tenant, case).await?,
        })
    }

    pub(super) fn check(&self) -> Step {
        let entries = read_entries(&self.entries, &self.postings)?;
        self.check_chain()?;
        self.check_witnessed(&entries)?;
        self.check_debts(&entries)?;
        self.check_case(&entries)?;
        given_up::check(&entries)?;
        self.check_objects(&entries)
    }

    /// The chain runs from 1 without holes, each hash follows from the one before, the head is the
    /// last.
    fn check_chain(&self) -> Step {
        let mut head = Head::EMPTY;
        for act in &self.acts {
            let row = format!("{} {}", self.case, act.seq);
            head = head.after(act.at, &act.kind, &act.body);
            if act.seq != head.seq {
                return Err(broken(
                    "evidence",
                    row,
                    format!("the chain goes on with {}", head.seq),
                ));
            }
            if act.hash != head.hash {
                return Err(broken(
                    "evidence",
                    row,
                    "its hash does not follow from the act before",
                ));
            }
        }
        if head == self.head {
            Ok(())
        } else {
            Err(broken(
                "cases",
                self.case.as_str(),
                "its evidence head is not the end of its chain",
            ))
        }
    }

    /// Every entry stands in the chain: by itself, or among all those of an import that do not.
    fn check_witnessed(&self, entries: &[Entry]) -> Step {
        let acts: BTreeSet<_> =
            self.acts.iter().filter(|a| a.kind == LEDGER_ACT).map(|a| a.body.as_str()).collect();
        let mut batches: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in entries {
            let own = format!("{} {}", entry.id, hex(&entry.fingerprint()));
            match batch_of(&entry.cause) {
                _ if acts.contains(own.as_str()) => {}
                Some(batch) => batches.entry(batch).or_default().push(entry),
                None => {
                    return Err(broken(
                        "ledger_entries",
                        entry.id.as_str(),
                        "is not in the case's evidence",
                    ));
                }
            }
        }
        for act in self.acts.iter().filter(|act| act.kind == IMPORT_ACT) {
            let batch = act.body.split(' ').next().unwrap_or_default();
            let entries = batches.remove(batch).unwrap_or_default();
            if import_body(batch, &entries) != act.body {
                return Err(not_attested(batch, &entries));
            }
        }
        match batches.first_key_value() {
            Some((batch, entries)) => Err(not_attested(batch, entries)),
            None => Ok(()),
        }
    }

    /// Each balance row is the sum of its debt's postings, and no part is below zero.
    fn check_debts(&self, entries: &[Entry]) -> Step {
        if let Some(bare) = self.figures.bare_debts.first() {
            return Err(broken("debts", &*bare.key, "has no balance row"));
        }
        for debt in &self.figures.debts {
            let sums = debt_sums(entries, &debt.key);
            if sums != debt.numbers {
                let problem = format!("says {:?}, the postings say {sums:?}", debt.numbers);
                return Err(broken("debt_balances", &*debt.key, problem));
            }
        }
        for posting in entries.iter().flat_map(|entry| &entry.postings) {
            for account in [&posting.from, &posting.to] {
                let Account::Owed(id, _) = account else { continue };
                let known = self.figures.debts.iter().find(|debt| debt.key == id.as_str());
                if known.is_none_or(|debt| debt.word != posting.amount.currency().code()) {
                    return Err(broken(
                        "debts",
                        id.as_str(),
                        "a posting names it, this case has no such debt",
                    ));
                }
            }
        }
        Ok(())
    }

    /// The case's balance rows are the sums over its postings.
    fn check_case(&self, entries: &[Entry]) -> Step {
        let mut sums: BTreeMap<&str, [i64; 2]> = BTreeMap::new();
        for posting in entries.iter().flat_map(|entry| &entry.postings) {
            for (account, change) in ends(posting) {
                let sum = sums.entry(posting.amount.currency().code()).or_default();
                match account {
                    Account::Owed(..) => sum[0] += change,
                    Account::Credit(_) => sum[1] -= change,
                    _ => {}
                }
            }
        }
        for row in &self.figures.balances {
            let said = [row.numbers[0], row.numbers[1]];
            let sum = sums.remove(row.key.as_str()).unwrap_or_default();
            if said != sum {
                let problem = format!("says {said:?}, the postings say {sum:?}");
                return Err(broken("case_balances", format!("{} {}", self.case, row.key), problem));
            }
        }
        match sums.into_iter().find(|(_, sum)| *sum != [0, 0]) {
            Some((code, _)) => {
                Err(broken("case_balances", format!("{} {code}", self.case), "the row is missing"))
            }
            None => Ok(()),
        }
    }

    /// Payments, refunds and chargebacks have the entries that their states call for, and no entry
    /// claims one that is not there.
    fn check_objects(&self, entries: &[Entry]) -> Step {
        let totals = by_cause(entries);
        expect_entries(&self.figures.payments, "payments", payment_causes, &totals)?;
        expect_entries(&self.figures.refunds, "refunds", refund_causes, &totals)?;
        expect_entries(&self.figures.chargebacks, "chargebacks", chargeback_causes, &totals)?;
        for attempt in &self.figures.confirmed {
            if attempt.numbers[1] + attempt.numbers[2] == 0 {
                return Err(broken(
                    "attempts",
                    &*attempt.key,
                    "confirmed, but its money is nowhere",
                ));
            }
        }
        let known: BTreeSet<String> = (self.figures.payments.iter().flat_map(payment_causes))
            .chain(self.figures.refunds.iter().flat_map(refund_causes))
            .chain(self.figures.chargebacks.iter().flat_map(chargeback_causes))
            .map(|(cause, _)| cause)
            .collect();
        let of_object = |cause: &str| {
            OBJECT_CAUSES
                .iter()
                .any(|what| cause.strip_prefix(what).is_some_and(|rest| rest.starts_with(':')))
        };
        match entries
            .iter()
            .find(|e| of_object(e.cause.as_str()) && !known.contains(e.cause.as_str()))
        {
            Some(entry) => {
                let problem =
                    format!("no money object calls for its cause `{}`", entry.cause.as_str());
                Err(broken("ledger_entries", entry.id.as_str(), problem))
            }
            None => Ok(()),
        }
    }
}

const OBJECT_CAUSES: [&str; 6] =
    ["payment", "reversal", "refund", "refund-failed", "chargeback", "reinstated"];

fn payment_causes(row: &Figures) -> Vec<(String, i64)> {
    let mut causes = vec![(format!("payment:{}", row.key), row.numbers[0])];
    if row.numbers[1] == 1 {
        causes.push((format!("reversal:{}", row.key), row.numbers[0]));
    }
    causes
}

fn refund_causes(row: &Figures) -> Vec<(String, i64)> {
    let out = (format!("refund:{}", row.key), row.numbers[0]);
    match row.word.as_str() {
        "sent" => vec![out],
        "failed" => vec![out, (format!("refund-failed:{}", row.key), row.numbers[0])],
        _ => Vec::new(),
    }
}

fn chargeback_causes(row: &Figures) -> Vec<(String, i64)> {
    let [amount, withdrawn, reinstated, _] = row.numbers;
    let out = (1..=withdrawn).map(|n| (format!("chargeback:{}:{n}", row.key), amount));
    out.chain((1..=reinstated).map(|n| (format!("reinstated:{}:{n}", row.key), amount))).collect()
}

pub(super) fn expect_entries(
    rows: &[Figures],
    table: &'static str,
    causes: impl Fn(&Figures) -> Vec<(String, i64)>,
    totals: &BTreeMap<String, i64>,
) -> Step {
    for row in rows {
        for (cause, amount) in causes(row) {
            match totals.get(&cause) {
                None => return Err(broken(table, &*row.key, format!("has no entry `{cause}`"))),
                Some(total) if *total != amount => {
                    let problem = format!("is {amount}, its entry `{cause}` moves {total}");
                    return Err(broken(table, &*row.key, problem));
                }
                Some(_) => {}
            }
        }
    }
    Ok(())
}

pub(super) fn by_cause(entries: &[Entry]) -> BTreeMap<String, i64> {
    let total = |entry: &Entry| entry.postings.iter().map(|posting| posting.amount.minor()).sum();
    entries.iter().map(|entry| (entry.cause.as_str().to_owned(), total(entry))).collect()
}

/// The batch of an entry that an import made: `import:batch_…:debt_…:what`.
fn batch_of(cause: &Cause) -> Option<&str> {
    cause.as_str().strip_prefix("import:")?.split(':').next()
}

fn not_attested(batch: &str, entries: &[&Entry]) -> Broken {
    let first = entries.first().map_or_else(|| batch.to_owned(), |entry| entry.id.to_string());
    let problem = format!("its import {batch} is not in the case's evidence as it stands");
    broken("ledger_entries", first, problem)
}

/// The body of the act that stands for the entries of one import on one case.
///
/// A case has one such act per import, for what was posted at once. What the same import posts
/// later, because the case was too large for one step or a payment was open, has acts of its own.
pub fn import_body(batch: &str, entries: &[&Entry]) -> String {
    use sha2::{Digest, Sha256};
    let mut in_order: Vec<_> = entries.to_vec();
    in_order.sort_by(|a, b| a.id.cmp(&b.id));
    let mut all = Sha256::new();
    for entry in &in_order {
        all.update(entry.fingerprint());
    }
    format!("{batch} {} {}", in_order.len(), hex(&all.finalize()))
}

fn ends(posting: &Posting) -> [(&Account, i64); 2] {
    [(&posting.from, -posting.amount.minor()), (&posting.to, posting.amount.minor())]
}

fn debt_sums(entries: &[Entry], key: &str) -> [i64; 4] {
    let mut sums = [0; 4];
    for posting in entries.iter().flat_map(|entry| &entry.postings) {
        for (at, (account, change)) in ends(posting).into_iter().enumerate() {
            let Account::Owed(id, part) = account else { continue };
            if id.as_str() != key {
                continue;
            }
            let place = match part {
                Part::Principal => 0,
                Part::Interest => 1,
                Part::Fee => 2,
            };
            sums[place] += change;
            let other = if at == 0 { &posting.to } else { &posting.from };
            if is_money(other) {
                sums[3] -= change;
            }
        }
    }
    sums
}

const fn is_money(account: &Account) -> bool {
    matches!(
        account,
        Account::Collected(_)
            | Account::Credit(_)
            | Account::Refunded
            | Account::ChargedBack
            | Account::Suspense
    )
}
