//! What a life came to.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::time::Duration;

use super::{Simulation, Trouble, facts};
use crate::store::audit::Figures;
use crate::store::books;
use crate::use_cases::ledger_check::Checked;

/// What happened, what it brought, and how long it took.
#[derive(Clone, Debug)]
pub struct Report {
    /// How many people owed.
    pub debtors: u32,
    /// How many days they lived through.
    pub days: u32,
    /// What chance followed from.
    pub seed: u64,
    /// How often what happened, by what it was.
    pub happened: Vec<(&'static str, u64)>,
    /// The money that came in: channel, ISO code, minor units, number of payments.
    pub received: Vec<(String, String, i64, i64)>,
    /// How many plans there are, by the word of their state.
    pub plans: Vec<(String, i64)>,
    /// How many proposals there are, by the word of their state.
    pub proposals: Vec<(String, i64)>,
    /// How many certificates were issued, and how many of them revoked.
    pub certificates: (i64, i64),
    /// How many messages were written, by their kind.
    pub written: Vec<(String, i64)>,
    /// How much was looked at in the end.
    pub checked: Checked,
    /// How often Stripe was called.
    pub calls: u64,
    /// The hash of all facts: the same order gives the same.
    pub facts: String,
    /// How long it took, the setting of the stage included.
    pub took: Duration,
}

/// Tells of a life whose books were just looked at.
pub(super) async fn of(life: &Simulation, checked: Checked) -> Result<Report, Trouble> {
    let facts = facts::hash(life).await?;
    let mut conn = life.portal.store.read().await?;
    let received = books::received(&mut conn, &life.tenant).await?;
    let plans = books::agreed(&mut conn, &life.tenant).await?;
    let proposals = books::proposed(&mut conn, &life.tenant).await?;
    let cleared = books::cleared(&mut conn, &life.tenant).await?;
    let written = books::written(&mut conn, &life.tenant).await?;
    let sum = |row: Figures| (row.key, row.word, row.numbers[0], row.numbers[1]);
    let count = |row: Figures| (row.key, row.numbers[0]);
    Ok(Report {
        debtors: life.order.debtors,
        days: life.day,
        seed: life.order.seed,
        happened: life.tally.0.iter().map(|(what, count)| (*what, *count)).collect(),
        received: received.into_iter().map(sum).collect(),
        plans: plans.into_iter().map(count).collect(),
        proposals: proposals.into_iter().map(count).collect(),
        certificates: cleared.first().map_or((0, 0), |row| (row.numbers[0], row.numbers[1])),
        written: written.into_iter().map(count).collect(),
        checked,
        calls: life.stripe.calls(),
        facts,
        took: life.began.elapsed(),
    })
}

impl Report {
    /// This life and another one that was lived beside it, as one. The seed stays this one's; each hash of facts
    /// stands for itself.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.debtors += other.debtors;
        self.happened = summed(self.happened, other.happened, |sum, more| *sum += more);
        self.plans = summed(self.plans, other.plans, |sum, more| *sum += more);
        self.proposals = summed(self.proposals, other.proposals, |sum, more| *sum += more);
        self.written = summed(self.written, other.written, |sum, more| *sum += more);
        let by_channel = |all: Vec<(String, String, i64, i64)>| {
            all.into_iter().map(|(channel, code, minor, count)| ((channel, code), (minor, count)))
        };
        let received =
            summed(by_channel(self.received), by_channel(other.received), |sum, more| {
                *sum = (sum.0 + more.0, sum.1 + more.1);
            });
        let flat = |((channel, code), (minor, count))| (channel, code, minor, count);
        self.received = received.into_iter().map(flat).collect();
        self.certificates.0 += other.certificates.0;
        self.certificates.1 += other.certificates.1;
        self.checked.cases += other.checked.cases;
        self.checked.entries += other.checked.entries;
        self.checked.acts += other.checked.acts;
        self.calls += other.calls;
        self.facts = format!("{}\n       {}", self.facts, other.facts);
        self.took = self.took.max(other.took);
        self
    }
}

/// Two lists by what stands first, as one.
fn summed<K: Ord, V>(
    one: impl IntoIterator<Item = (K, V)>,
    other: impl IntoIterator<Item = (K, V)>,
    add: impl Fn(&mut V, V),
) -> Vec<(K, V)> {
    let mut all: BTreeMap<K, V> = one.into_iter().collect();
    for (key, more) in other {
        match all.entry(key) {
            Entry::Occupied(mut sum) => add(sum.get_mut(), more),
            Entry::Vacant(place) => drop(place.insert(more)),
        }
    }
    all.into_iter().collect()
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { debtors, days, seed, calls, facts, checked, .. } = self;
        writeln!(f, "{debtors} debtors, {days} days, seed {seed}: everything holds")?;
        for (what, count) in &self.happened {
            writeln!(f, "{count:>9} {what}")?;
        }
        for (channel, currency, minor, count) in &self.received {
            let (whole, rest) = (minor / 100, minor % 100);
            writeln!(f, "{count:>9} payments, {channel}: {currency} {whole}.{rest:02}")?;
        }
        for (state, count) in &self.plans {
            writeln!(f, "{count:>9} plans that are {state}")?;
        }
        for (state, count) in &self.proposals {
            writeln!(f, "{count:>9} proposals that are {state}")?;
        }
        let (issued, revoked) = self.certificates;
        writeln!(f, "{issued:>9} certificates, {revoked} of them revoked")?;
        for (kind, count) in &self.written {
            writeln!(f, "{count:>9} messages: {kind}")?;
        }
        let Checked { cases, entries, acts } = checked;
        writeln!(f, "{calls:>9} calls of Stripe")?;
        writeln!(f, "checked: {cases} cases, {entries} entries, {acts} acts")?;
        writeln!(f, "facts: {facts}")?;
        let (whole, tenths) = (self.took.as_secs(), self.took.subsec_millis() / 100);
        write!(f, "{whole}.{tenths} s")
    }
}
