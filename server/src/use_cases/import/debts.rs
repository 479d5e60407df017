//! What a step writes on debts and credit notes.

use chrono::{DateTime, Utc};
use domain::allocation::{Balance, OpenDebt};
use domain::ids::{CreditNoteId, DebtId};
use domain::import::{Effect, ImportRow, Outcome, closed};
use domain::ledger::Part;
use domain::money::Money;

use super::before::{Before, said};
use super::effects;
use super::image::{self, DebtImage};
use super::writer::{Open, Writer};
use crate::store::Tx;
use crate::store::bulk::NewDebt;
use crate::store::case::LockedCase;
use crate::store::import_change::Change;
use crate::store::known::{self, KnownDebt};
use crate::use_cases::PortalError;

impl Writer<'_> {
    pub(super) fn grant(
        &mut self,
        open: &mut Open,
        note: &CreditNoteId,
        effects: &[Effect],
    ) -> Result<(), PortalError> {
        for effect in effects {
            let Effect::Grant(amount) = *effect else { continue };
            let entry = effects::grant(self.entry_id(), self.place(&open.case), note, amount);
            self.bulk.entry(&entry);
            self.bulk.case_change(&open.case.id, Money::zero(amount.currency()), amount)?;
            open.entries.push(entry);
            open.credit.insert(amount.currency());
        }
        Ok(())
    }

    pub(super) fn new_debt(
        &mut self,
        open: &mut Open,
        row: &ImportRow,
        effects: &[Effect],
    ) -> Result<(), PortalError> {
        let id = DebtId::from_bits(self.step.scope.portal.ids.bits());
        let imported = said(row, None);
        let currency = imported.principal.currency();
        let (mut balance, mut paid) = (Balance::zero(currency), Money::zero(currency));
        let mut disputed_at = None;
        for effect in effects {
            if let Some(entry) =
                effects::on_debt(self.entry_id(), self.place(&open.case), &id, effect)
            {
                self.bulk.entry(&entry);
                open.entries.push(entry);
            }
            match *effect {
                Effect::Open(opened) => balance = opened,
                Effect::Settle { on, amount } => {
                    let owed = OpenDebt { debt: id.clone(), due_on: row.due_on, balance };
                    let (payment, entry) = self.settlement(&open.case, &owed, (on, amount))?;
                    self.bulk.entry(&entry);
                    open.payments.push((payment, entry));
                    (balance, paid) = (Balance::zero(currency), amount);
                }
                Effect::Hold => {
                    disputed_at = Some(self.step.now);
                    open.is_held = true;
                }
                _ => {}
            }
        }
        self.bulk.case_change(&open.case.id, balance.total()?, Money::zero(currency))?;
        self.bulk.debt(NewDebt {
            id: &id,
            case: &open.case.id,
            reference: &row.debt_reference,
            description: row.description.clone(),
            document_type: row.document_type.clone(),
            issued_on: row.issued_on,
            due_on: row.due_on,
            tags: tags(row),
            imported,
            marked_at: row.disputed.then_some(self.step.now),
            disputed_at,
            open: (balance, paid),
        });
        self.tally.new += 1;
        Ok(())
    }

    pub(super) async fn change_debt(
        &mut self,
        tx: &mut Tx,
        open: &mut Open,
        (debt, row): (&KnownDebt, &ImportRow),
        outcome: &Outcome,
    ) -> Result<(), PortalError> {
        let mut after = as_said(debt, row, self.step.now);
        let effects = if let Outcome::Apply(effects) = outcome { &effects[..] } else { &[] };
        for effect in effects {
            self.change(tx, open, &mut after, effect).await?;
        }
        if !effects.is_empty() || after != *debt {
            known::update_debt(tx, self.step.scope.tenant, &after).await?;
            self.remember((debt, &after));
            self.tally.changed += 1;
            open.is_changed = true;
        }
        Ok(())
    }

    /// Closes debts that left the file, all of one locked case.
    pub async fn close_debts(
        &mut self,
        tx: &mut Tx,
        before: &Before,
        case: LockedCase,
        debts: &[(&KnownDebt, Vec<Effect>)],
    ) -> Result<(), PortalError> {
        let mut open = Open::known(case);
        for (debt, effects) in debts {
            let (last, open_now) = (&debt.imported, &debt.open);
            let left = |part| closed(last.part(part), open_now.part(part), self.step.meaning);
            let imported = Balance {
                principal: left(Part::Principal)?,
                interest: left(Part::Interest)?,
                fee: left(Part::Fee)?,
            };
            let closed_at = Some(self.step.now);
            let mut after = KnownDebt { imported, closed_at, ..(*debt).clone() };
            for effect in effects {
                self.change(tx, &mut open, &mut after, effect).await?;
            }
            known::update_debt(tx, self.step.scope.tenant, &after).await?;
            self.remember((*debt, &after));
            self.tally.closed += 1;
        }
        self.close(tx, before, open).await
    }

    /// Keeps a debt as it was and as it is now, so that the import can be undone.
    fn remember(&mut self, (was, became): (&KnownDebt, &KnownDebt)) {
        let image = |debt: &KnownDebt| image::write(&DebtImage::of(debt)).into_bytes();
        self.bulk.changed(Change {
            batch: self.step.batch.id.clone(),
            of: was.id.to_string(),
            case: was.case.clone(),
            was: image(was),
            became: image(became),
        });
    }

    /// One effect on a debt that was here before.
    async fn change(
        &mut self,
        tx: &mut Tx,
        open: &mut Open,
        after: &mut KnownDebt,
        effect: &Effect,
    ) -> Result<(), PortalError> {
        let entry = effects::on_debt(self.entry_id(), self.place(&open.case), &after.id, effect);
        if let Some(entry) = entry {
            self.post(tx, &entry).await?;
            open.entries.push(entry);
        }
        match *effect {
            Effect::Raise { part, by } => {
                let now = after.open.part(part).checked_add(by)?;
                set_part(&mut after.open, part, now);
            }
            Effect::Lower { part, owed, credit } => {
                let now = after.open.part(part).checked_sub(owed)?;
                set_part(&mut after.open, part, now);
                if !credit.is_zero() {
                    open.credit.insert(credit.currency());
                }
            }
            Effect::Settle { on, amount } => {
                let owed =
                    OpenDebt { debt: after.id.clone(), due_on: after.due_on, balance: after.open };
                let (payment, entry) = self.settlement(&open.case, &owed, (on, amount))?;
                self.post(tx, &entry).await?;
                after.open = Balance::zero(amount.currency());
                open.payments.push((payment, entry));
            }
            Effect::Hold => {
                after.disputed_at = Some(self.step.now);
                open.is_held = true;
            }
            _ => {}
        }
        Ok(())
    }
}

/// What is known of a debt after a row has been read, but for its balance: what the row does not say
/// stays, a mark that is gone frees the debt.
pub fn as_said(debt: &KnownDebt, row: &ImportRow, now: DateTime<Utc>) -> KnownDebt {
    KnownDebt {
        description: row.description.clone().or_else(|| debt.description.clone()),
        document_type: row.document_type.clone().or_else(|| debt.document_type.clone()),
        issued_on: row.issued_on.or(debt.issued_on),
        due_on: row.due_on.or(debt.due_on),
        tags: tags(row).or_else(|| debt.tags.clone()),
        imported: said(row, Some(&debt.imported)),
        marked_at: row.disputed.then(|| debt.marked_at.unwrap_or(now)),
        disputed_at: debt.disputed_at.filter(|_| row.disputed),
        closed_at: None,
        ..debt.clone()
    }
}

fn tags(row: &ImportRow) -> Option<String> {
    (!row.tags.is_empty()).then(|| row.tags.join(","))
}

const fn set_part(balance: &mut Balance, part: Part, amount: Money) {
    match part {
        Part::Principal => balance.principal = amount,
        Part::Interest => balance.interest = amount,
        Part::Fee => balance.fee = amount,
    }
}
