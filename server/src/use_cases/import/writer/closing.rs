//! The end of a case in a step: its evidence, its hold, its own row.

use std::collections::BTreeSet;

use domain::ids::HoldId;
use domain::ledger::Entry;
use domain::money::Currency;

use super::{CaseAfter, Open, Writer};
use crate::store::evidence::{self, Act};
use crate::store::hold::{self, Hold, HoldKind};
use crate::store::ledger::hex;
use crate::store::{StoreError, Tx};
use crate::use_cases::import::Scope;
use crate::use_cases::import::before::Before;
use crate::use_cases::ledger_check::{IMPORT_ACT, import_body};
use crate::use_cases::{PortalError, clearance, reminder};

impl Writer<'_> {
    /// Writes what stands for the whole case: its evidence, its hold, its own row if it is new.
    pub(in crate::use_cases::import) async fn close(
        &mut self,
        tx: &mut Tx,
        before: &Before,
        mut open: Open,
    ) -> Result<(), PortalError> {
        if open.is_untouched() {
            let is_attested = before.attested.contains(&open.case.id);
            self.afterwards(open, BTreeSet::new(), is_attested);
            return Ok(());
        }
        let is_paid = !open.payments.is_empty();
        self.attest(tx, before, &mut open).await?;
        if open.new.is_none() {
            let Scope { portal, tenant, settings, .. } = *self.step.scope;
            clearance::reopened(portal, tx, tenant, &mut open.case).await?;
            if is_paid || open.is_held {
                let held = format!("{}{}", reminder::HELD, HoldKind::Disputed.as_str());
                let why = if is_paid { reminder::PAID } else { &*held };
                reminder::cancel_queued(portal, tx, tenant, &mut open.case, why).await?;
            } else {
                let whose = (tenant, settings);
                reminder::cancel_pointless(portal, tx, whose, &mut open.case).await?;
            }
        }
        if open.is_held {
            self.hold(tx, &mut open).await?;
        }
        if let Some(words) = &open.new {
            self.bulk.case(&open.case, words);
        }
        let mut currencies = std::mem::take(&mut open.credit);
        currencies.extend(
            before.credits.iter().filter(|credit| credit.0 == open.case.id).map(|credit| credit.1),
        );
        self.afterwards(open, currencies, true);
        Ok(())
    }

    /// Remembers a case that something is still to be done to.
    fn afterwards(&mut self, open: Open, currencies: BTreeSet<Currency>, is_attested: bool) {
        let Open { case, permission, .. } = open;
        if !currencies.is_empty() || permission.is_some() {
            self.after.push(CaseAfter { case, currencies, permission, is_attested });
        }
    }

    /// One act stands for all entries of the import on a case; those of later steps, and payments,
    /// have their own.
    async fn attest(
        &mut self,
        tx: &mut Tx,
        before: &Before,
        open: &mut Open,
    ) -> Result<(), StoreError> {
        let (entries, payments) =
            (std::mem::take(&mut open.entries), std::mem::take(&mut open.payments));
        let own = |entry: &Entry| format!("{} {}", entry.id, hex(&entry.fingerprint()));
        if before.attested.contains(&open.case.id) {
            for entry in &entries {
                self.act(tx, open, ("ledger", own(entry))).await?;
            }
        } else {
            let all: Vec<&Entry> = entries.iter().collect();
            let body = import_body(self.step.batch.id.as_str(), &all);
            self.act(tx, open, (IMPORT_ACT, body)).await?;
        }
        for (payment, entry) in &payments {
            self.act(tx, open, ("ledger", own(entry))).await?;
            let body = format!("{} {} {}", payment.id, payment.channel.as_str(), payment.amount);
            self.act(tx, open, ("payment", body)).await?;
        }
        Ok(())
    }

    async fn act(
        &mut self,
        tx: &mut Tx,
        open: &mut Open,
        (kind, body): (&str, String),
    ) -> Result<(), StoreError> {
        let (tenant, at) = (self.step.scope.tenant, self.step.now);
        if open.new.is_none() {
            evidence::append(tx, tenant, &mut open.case, at, (kind, &body)).await?;
            return Ok(());
        }
        let head = open.case.head.after(at, kind, &body);
        open.case.head = head;
        let (kind, hash) = (kind.to_owned(), head.hash.to_vec());
        self.bulk.act(&open.case.id, Act { seq: head.seq, at, kind, body, hash });
        Ok(())
    }

    /// Reminders stop while a debt of the case is disputed; one hold is enough.
    async fn hold(&mut self, tx: &mut Tx, open: &mut Open) -> Result<(), StoreError> {
        let kind = HoldKind::Disputed;
        if open.new.is_none() {
            let active = hold::active(tx, self.step.scope.tenant, &open.case.id).await?;
            if active.iter().any(|hold| hold.kind == kind) {
                return Ok(());
            }
        }
        let id = HoldId::from_bits(self.step.scope.portal.ids.bits());
        let hold = Hold { id, kind, placed_at: self.step.now };
        self.bulk.hold(&open.case.id, &hold, &self.step.batch.id);
        self.act(tx, open, ("hold", format!("{} {}", hold.id, kind.as_str()))).await
    }
}
