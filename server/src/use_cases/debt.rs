//! Entering one debt by hand; files of many go through the import.

use chrono::NaiveDate;
use domain::allocation::Balance;
use domain::ids::{CaseId, DebtId, DebtorId, EntryId};
use domain::ledger::{Account, Cause, Entry, Part, Posting, Reason};
use domain::money::Money;
use domain::search_name::search_words;

use super::PortalError;
use super::payment::receive::use_credit_of;
use crate::compose::Portal;
use crate::in_tx;
use crate::store::case::{self, LockedCase};
use crate::store::debt::{self, Debt};
use crate::store::debtor::{self, Person, Write};
use crate::store::{Tx, creditor, evidence, ledger, name_words};
use crate::tenant::Tenant;

/// A debt as it is entered. No `Debug`: it holds personal data.
#[derive(Clone)]
pub struct NewDebt {
    /// The customer's number in the creditor's system.
    pub debtor_reference: String,
    /// What is known of the person; used only if the customer is new.
    pub person: Person,
    /// The invoice's number, which no other debt of the creditor has.
    pub reference: String,
    /// What it is for.
    pub description: Option<String>,
    /// What the paper is called.
    pub document_type: Option<String>,
    /// When it was issued.
    pub issued_on: Option<NaiveDate>,
    /// When it is due.
    pub due_on: Option<NaiveDate>,
    /// How much.
    pub amount: Money,
}

/// Enters a debt, opening the customer's case if there is none. Refuses a number that is taken.
pub async fn add(
    portal: &Portal,
    tenant: &Tenant,
    new: &NewDebt,
) -> Result<(CaseId, DebtId), PortalError> {
    if new.amount.is_zero() {
        return Err(PortalError::Refused("amount"));
    }
    in_tx!(portal.store, tx => {
        if debt::by_reference(&mut tx, tenant, &new.reference).await?.is_some() {
            return Err(PortalError::Refused("reference-taken"));
        }
        let mut case = find_or_open(portal, &mut tx, tenant, new).await?;
        let id = open_debt(portal, &mut tx, tenant, &mut case, new).await?;
        let settings = creditor::settings(&mut tx, tenant).await?;
        let currency = new.amount.currency();
        use_credit_of(portal, &mut tx, (tenant, &settings), &mut case, currency).await?;
        (case.id.clone(), id)
    })
}

async fn find_or_open(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    new: &NewDebt,
) -> Result<LockedCase, PortalError> {
    let now = portal.clock.now();
    let of = debtor::Find::Reference(&new.debtor_reference);
    if let Some((_, _, case)) = debtor::find(tx, tenant, &portal.keys, of).await? {
        return case::lock(tx, tenant, &case).await?.ok_or(PortalError::NotFound);
    }
    let id = DebtorId::from_bits(portal.ids.bits());
    let sealed = debtor::seal_new(&portal.keys, tenant, &id, &new.person);
    let row = (&id, &*new.debtor_reference, &new.person);
    debtor::save(tx, tenant, row, (sealed, Write::New), now).await?;
    let case = CaseId::from_bits(portal.ids.bits());
    let mut case = case::insert(tx, tenant, (case, id), now).await?;
    let words = new.person.name.as_deref().map(search_words).unwrap_or_default();
    name_words::set_words(tx, tenant, &case.id, &words).await?;
    evidence::append(tx, tenant, &mut case, now, ("opened", "by hand")).await?;
    Ok(case)
}

async fn open_debt(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    new: &NewDebt,
) -> Result<DebtId, PortalError> {
    let now = portal.clock.now();
    let currency = new.amount.currency();
    let id = DebtId::from_bits(portal.ids.bits());
    let row = Debt {
        id: id.clone(),
        case: case.id.clone(),
        reference: new.reference.clone(),
        description: new.description.clone(),
        document_type: new.document_type.clone(),
        issued_on: new.issued_on,
        due_on: new.due_on,
        currency,
        imported: new.amount,
        disputed_at: None,
        closed_at: None,
        balance: Balance::zero(currency),
        paid: Money::zero(currency),
    };
    debt::insert(tx, tenant, &row, now).await?;
    let settings = creditor::settings(tx, tenant).await?;
    let entry = Entry {
        id: EntryId::from_bits(portal.ids.bits()),
        case: Some(case.id.clone()),
        occurred_on: now.with_timezone(&settings.zone).date_naive(),
        reason: Reason::Opened,
        cause: Cause::of("debt", &id),
        postings: vec![Posting {
            from: Account::Opening,
            to: Account::Owed(id.clone(), Part::Principal),
            amount: new.amount,
        }],
    };
    let _ = ledger::post(tx, tenant, Some(case), entry, now).await?;
    Ok(id)
}
