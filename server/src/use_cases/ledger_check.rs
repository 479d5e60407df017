//! Proves the ledger's invariants over the whole database, row by row, and names the first that is
//! broken. Reads only; believes nothing that it can compute.

use std::collections::{BTreeMap, BTreeSet};

use domain::evidence::Head;
use domain::ids::{CaseId, EntryId};
use domain::ledger::{Account, Cause, Entry, Part, Posting};
use domain::money::{Currency, Money};
use sqlx::AnyConnection;

use super::PortalError;
use crate::compose::Portal;
use crate::store::audit::{self, Figures, Sheet, StoredEntry, StoredPosting, Which};
use crate::store::ledger::hex;
use crate::store::{case, evidence};
use crate::tenant::Tenant;

/// The kind of the act that stands for all entries of one import on a case.
pub const IMPORT_ACT: &str = "import";

/// The kind of the act that stands for one entry.
const LEDGER_ACT: &str = "ledger";

const PAGE: i64 = 500;

/// A row that breaks an invariant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Broken {
    /// The table.
    pub table: &'static str,
    /// The row's key.
    pub row: String,
    /// What is wrong with it.
    pub problem: String,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.table, self.row, self.problem)
    }
}

/// How much was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Checked {
    /// Cases.
    pub cases: u64,
    /// Entries of the ledger.
    pub entries: u64,
    /// Acts of the evidence chains.
    pub acts: u64,
}

/// The outcome of a check.
pub type Verdict = Result<Checked, Broken>;

/// Checks every tenant; the first broken row ends it.
pub async fn check(portal: &Portal) -> Result<Verdict, PortalError> {
    let mut conn = portal.store.read().await?;
    check_on(&mut conn).await
}

/// The same on a connection of the caller's.
pub async fn check_on(conn: &mut AnyConnection) -> Result<Verdict, PortalError> {
    let mut checked = Checked::default();
    for tenant in Tenant::all(conn).await? {
        if let Err(broken) = check_tenant(conn, &tenant, &mut checked).await? {
            return Ok(Err(broken));
        }
    }
    Ok(Ok(checked))
}

type Step = Result<(), Broken>;

fn broken(table: &'static str, row: impl Into<String>, problem: impl Into<String>) -> Broken {
    Broken { table, row: row.into(), problem: problem.into() }
}

async fn check_tenant(conn: &mut AnyConnection, tenant: &Tenant, checked: &mut Checked) -> Result<Step, PortalError> {
    if let Some(orphan) = audit::postings(conn, tenant, Which::Orphan).await?.first() {
        return Ok(Err(broken("ledger_postings", posting_key(orphan), "belongs to no entry")));
    }
    if let Err(found) = check_loose(conn, tenant, checked).await? {
        return Ok(Err(found));
    }
    let mut after = String::new();
    loop {
        let page = audit::cases(conn, tenant, &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(Ok(())) };
        after = last.to_string();
        for case in &page {
            let sheet = CaseSheet::read(conn, tenant, case).await?;
            checked.cases += 1;
            checked.entries += u64::try_from(sheet.entries.len()).unwrap_or(u64::MAX);
            checked.acts += u64::try_from(sheet.acts.len()).unwrap_or(u64::MAX);
            if let Err(found) = sheet.check() {
                return Ok(Err(found));
            }
        }
    }
}

/// Money that has no case: each item has its entry, each entry its item.
async fn check_loose(conn: &mut AnyConnection, tenant: &Tenant, checked: &mut Checked) -> Result<Step, PortalError> {
    let entries = audit::entries(conn, tenant, None).await?;
    let postings = audit::postings(conn, tenant, Which::Loose).await?;
    let items = audit::suspense(conn, tenant).await?;
    checked.entries += u64::try_from(entries.len()).unwrap_or(u64::MAX);
    Ok((|| {
        let booked = read_entries(&entries, &postings)?;
        let totals = by_cause(&booked);
        expect_entries(&items, "suspense", |item| vec![(format!("suspense:{}", item.key), item.numbers[0])], &totals)?;
        let known: BTreeSet<_> = items.iter().map(|item| format!("suspense:{}", item.key)).collect();
        match booked.iter().find(|entry| !known.contains(entry.cause.as_str())) {
            Some(entry) => Err(broken("ledger_entries", entry.id.as_str(), "no suspense item has its cause")),
            None => Ok(()),
        }
    })())
}

/// All that is stored of one case.
struct CaseSheet {
    case: CaseId,
    entries: Vec<StoredEntry>,
    postings: Vec<StoredPosting>,
    acts: Vec<evidence::Act>,
    head: Head,
    debts: Vec<Figures>,
    bare_debts: Vec<Figures>,
    balances: Vec<Figures>,
    payments: Vec<Figures>,
    refunds: Vec<Figures>,
    chargebacks: Vec<Figures>,
    confirmed: Vec<Figures>,
}

impl CaseSheet {
    async fn read(conn: &mut AnyConnection, tenant: &Tenant, case: &CaseId) -> Result<Self, PortalError> {
        Ok(Self {
            case: case.clone(),
            entries: audit::entries(conn, tenant, Some(case)).await?,
            postings: audit::postings(conn, tenant, Which::Of(case)).await?,
            acts: evidence::of_case(conn, tenant, case).await?,
            head: case::head(conn, tenant, case).await?.ok_or(PortalError::NotFound)?,
            debts: audit::figures(conn, tenant, case, Sheet::DebtBalances).await?,
            bare_debts: audit::figures(conn, tenant, case, Sheet::BareDebts).await?,
            balances: audit::figures(conn, tenant, case, Sheet::CaseBalances).await?,
            payments: audit::figures(conn, tenant, case, Sheet::Payments).await?,
            refunds: audit::figures(conn, tenant, case, Sheet::Refunds).await?,
            chargebacks: audit::figures(conn, tenant, case, Sheet::Chargebacks).await?,
            confirmed: audit::figures(conn, tenant, case, Sheet::Confirmed).await?,
        })
    }

    fn check(&self) -> Step {
        let entries = read_entries(&self.entries, &self.postings)?;
        self.check_chain()?;
        self.check_witnessed(&entries)?;
        self.check_debts(&entries)?;
        self.check_case(&entries)?;
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
                return Err(broken("evidence", row, format!("the chain goes on with {}", head.seq)));
            }
            if act.hash != head.hash {
                return Err(broken("evidence", row, "its hash does not follow from the act before"));
            }
        }
        if head == self.head {
            Ok(())
        } else {
            Err(broken("cases", self.case.as_str(), "its evidence head is not the end of its chain"))
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
                    return Err(broken("ledger_entries", entry.id.as_str(), "is not in the case's evidence"));
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
        if let Some(bare) = self.bare_debts.first() {
            return Err(broken("debts", &*bare.key, "has no balance row"));
        }
        for debt in &self.debts {
            let sums = debt_sums(entries, &debt.key);
            if sums != debt.numbers {
                let problem = format!("says {:?}, the postings say {sums:?}", debt.numbers);
                return Err(broken("debt_balances", &*debt.key, problem));
            }
        }
        for posting in entries.iter().flat_map(|entry| &entry.postings) {
            for account in [&posting.from, &posting.to] {
                let Account::Owed(id, _) = account else { continue };
                let known = self.debts.iter().find(|debt| debt.key == id.as_str());
                if known.is_none_or(|debt| debt.word != posting.amount.currency().code()) {
                    return Err(broken("debts", id.as_str(), "a posting names it, this case has no such debt"));
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
        for row in &self.balances {
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
        expect_entries(&self.payments, "payments", payment_causes, &totals)?;
        expect_entries(&self.refunds, "refunds", refund_causes, &totals)?;
        expect_entries(&self.chargebacks, "chargebacks", chargeback_causes, &totals)?;
        for attempt in &self.confirmed {
            if attempt.numbers[1] + attempt.numbers[2] == 0 {
                return Err(broken("attempts", &*attempt.key, "confirmed, but its money is nowhere"));
            }
        }
        let known: BTreeSet<String> = (self.payments.iter().flat_map(payment_causes))
            .chain(self.refunds.iter().flat_map(refund_causes))
            .chain(self.chargebacks.iter().flat_map(chargeback_causes))
            .map(|(cause, _)| cause)
            .collect();
        let of_object = |cause: &str| {
            OBJECT_CAUSES.iter().any(|what| cause.strip_prefix(what).is_some_and(|rest| rest.starts_with(':')))
        };
        match entries.iter().find(|e| of_object(e.cause.as_str()) && !known.contains(e.cause.as_str())) {
            Some(entry) => {
                let problem = format!("no money object calls for its cause `{}`", entry.cause.as_str());
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

fn expect_entries(
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

fn by_cause(entries: &[Entry]) -> BTreeMap<String, i64> {
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
        Account::Collected(_) | Account::Credit(_) | Account::Refunded | Account::ChargedBack | Account::Suspense
    )
}

fn posting_key(posting: &StoredPosting) -> String {
    format!("{} {}", posting.entry, posting.line)
}

/// Puts stored rows together again and checks each entry against its fingerprint.
fn read_entries(entries: &[StoredEntry], postings: &[StoredPosting]) -> Result<Vec<Entry>, Broken> {
    let mut lines: BTreeMap<&str, Vec<&StoredPosting>> = BTreeMap::new();
    for posting in postings {
        lines.entry(&posting.entry).or_default().push(posting);
    }
    entries.iter().map(|entry| read_entry(entry, lines.get(entry.id.as_str()))).collect()
}

fn read_entry(stored: &StoredEntry, lines: Option<&Vec<&StoredPosting>>) -> Result<Entry, Broken> {
    let wrong = |problem: &str| broken("ledger_entries", &*stored.id, problem);
    let mut postings = Vec::new();
    for (posting, line) in lines.into_iter().flatten().zip(0_i64..) {
        let odd = |problem: &str| broken("ledger_postings", posting_key(posting), problem);
        if posting.line != line {
            return Err(odd("a line before it is missing"));
        }
        let currency = Currency::parse(&posting.currency).ok_or_else(|| odd("unknown currency"))?;
        if posting.currency != stored.currency {
            return Err(odd("is in another currency than its entry"));
        }
        postings.push(Posting {
            from: posting.from.parse().map_err(|_| odd("unknown account"))?,
            to: posting.to.parse().map_err(|_| odd("unknown account"))?,
            amount: Money::new(posting.minor, currency).map_err(|_| odd("an amount below zero"))?,
        });
    }
    let case: Option<CaseId> = match &stored.case {
        Some(id) => Some(id.parse().map_err(|_| wrong("its case's id does not read"))?),
        None => None,
    };
    let id: EntryId = stored.id.parse().map_err(|_| wrong("its id does not read"))?;
    let entry = Entry {
        id,
        case,
        occurred_on: stored.occurred_on.parse().map_err(|_| wrong("its day does not read"))?,
        reason: stored.reason.parse().map_err(|_| wrong("its reason is unknown"))?,
        cause: Cause::stored(stored.cause.clone()),
        postings,
    };
    let entry = entry.checked().map_err(|error| wrong(&error.to_string()))?;
    if entry.fingerprint().as_slice() == stored.fingerprint {
        Ok(entry)
    } else {
        Err(wrong("it was changed: its fingerprint is another one"))
    }
}
