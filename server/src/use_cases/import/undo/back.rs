//! Putting back what an import changed beside the ledger, and closing what it brought.

use domain::allocation::Balance;
use domain::search_name::search_words;

use super::fate::Fate;
use super::work::Work;
use crate::keys::Place;
use crate::store::contact_wish::{self, Permission};
use crate::store::debtor::{self, Find, Write};
use crate::store::import_undo::{self, Withdrawn};
use crate::store::known::{self, KnownDebt};
use crate::store::{StoreError, Tx, consent, name_words};
use crate::use_cases::PortalError;
use crate::use_cases::import::image::{self, DebtImage, PersonImage, Restored};

impl Work<'_> {
    /// Closes a debt that the import brought, or puts back what it changed of one.
    pub(super) async fn put_back(
        &self,
        tx: &mut Tx,
        (reference, debt): (&str, &KnownDebt),
    ) -> Result<Fate, PortalError> {
        let tenant = self.undoing.scope.tenant;
        let mut after = debt.clone();
        if self.is_new(debt) {
            after.imported = Balance::zero(debt.imported.principal.currency());
            (after.marked_at, after.disputed_at) = (None, None);
            after.closed_at = Some(self.now());
            known::update_debt(tx, tenant, &after).await?;
            self.rename(tx, Withdrawn::Debt(&debt.id), reference).await?;
            return Ok(Fate::Withdrawn);
        }
        let Some(change) = self.changes.get(debt.id.as_str()) else { return Ok(Fate::Restored) };
        let images = image::read(&change.was).zip(image::read(&change.became));
        let (was, became): (DebtImage, DebtImage) = images.ok_or_else(|| unreadable(&change.of))?;
        let restored = DebtImage::put_back(&mut after, (&was, &became))?;
        known::update_debt(tx, tenant, &after).await?;
        Ok(fate(restored))
    }

    /// Puts back what the import changed of the person; an erased one stays erased.
    pub(super) async fn person(&mut self, tx: &mut Tx) -> Result<(), PortalError> {
        let (scope, of) = (self.undoing.scope, self.case.debtor.clone());
        let Some(change) = self.changes.get(of.as_str()) else { return Ok(()) };
        let keys = &scope.portal.keys;
        let found = debtor::find(tx, scope.tenant, keys, Find::Case(&self.case.id)).await?;
        let (known, wrapped, _) = found.ok_or(PortalError::NotFound)?;
        let reference = known.reference.clone();
        let (Some(key), Some(wrapped)) = (&known.key, wrapped) else {
            self.row((of.as_str(), &reference), Fate::InPart, None);
            return Ok(());
        };
        let open = |column, sealed: &[u8]| {
            let row = format!("{}:{of}", self.undoing.batch.id);
            key.open(Place { tenant: scope.tenant, row: &row, column }, sealed)
        };
        let (was, became) =
            (open("import-was", &change.was)?, open("import-became", &change.became)?);
        let images = image::read(was.as_bytes()).zip(image::read(became.as_bytes()));
        let (was, became): (PersonImage, PersonImage) =
            images.ok_or_else(|| unreadable(of.as_str()))?;
        let mut person = known.person.clone();
        let restored = PersonImage::put_back(&mut person, (&was, &became));
        let sealed = debtor::seal(keys, scope.tenant, (&of, &person), (key, wrapped));
        let saved = (&of, &*reference, &person);
        debtor::save(tx, scope.tenant, saved, (sealed, Write::Changed), self.now()).await?;
        if person.name != known.person.name {
            let words = search_words(person.name.as_deref().unwrap_or_default());
            name_words::set_words(tx, scope.tenant, &self.case.id, &words).await?;
        }
        self.row((of.as_str(), &reference), fate(restored), None);
        Ok(())
    }

    /// Takes back the permissions for phones that the import brought.
    pub(super) async fn permissions(&mut self, tx: &mut Tx) -> Result<(), PortalError> {
        let (tenant, batch) = (self.undoing.scope.tenant, &self.undoing.batch.id);
        let of = self.case.id.clone();
        let ended = consent::revoke_of(tx, tenant, (&of, batch), self.now()).await?;
        if ended.is_empty() {
            return Ok(());
        }
        let said = contact_wish::of_case(tx, tenant, &of).await?;
        let reference = self.debtor_reference.clone();
        for (id, channel) in ended {
            let way = channel.way();
            let is_its = |one: &Permission| one.channel == way && one.proof == id.as_str();
            if said.permissions.iter().any(is_its) {
                contact_wish::forget_channel(tx, tenant, (&of, way)).await?;
            }
            self.row((id.as_str(), &reference), Fate::TakenBack, None);
        }
        Ok(())
    }

    /// The reference is free for another import: what was withdrawn carries the undo's number behind it.
    pub(super) async fn rename(
        &self,
        tx: &mut Tx,
        what: Withdrawn<'_>,
        reference: &str,
    ) -> Result<(), PortalError> {
        let mut name = format!("{reference}~{}", self.undoing.number);
        while !import_undo::rename(tx, self.undoing.scope.tenant, what, &name).await? {
            name.push('~');
        }
        Ok(())
    }
}

const fn fate(restored: Restored) -> Fate {
    match restored {
        Restored::Whole => Fate::Restored,
        Restored::InPart => Fate::InPart,
    }
}

/// What was kept of a thing does not read.
pub fn unreadable(of: &str) -> PortalError {
    StoreError::Corrupt(format!("what was kept of {of}")).into()
}
