//! Refunds: money given back to a payer. A refund may fail weeks after it was made.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::money::Money;
use stripe_core::refund::{CreateRefund, ListRefund, RetrieveRefund};
use stripe_shared::Refund;

use super::client::{Call, Failure, Stripe};
use super::list::{Created, PAGE, Page, instant};
use super::map::{self, Charge};

/// The name under which our refund's id stands in Stripe's metadata.
pub const REFUND: &str = "refund";

/// How far a refund has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundStatus {
    /// The bank is at work.
    Pending,
    /// The payer has to tell where the money should go.
    NeedsAction,
    /// It is on its way to the payer for good, as far as Stripe knows today.
    Succeeded,
    /// The bank sent it back: the money is with the creditor again.
    Failed,
    /// Given up before it left.
    Canceled,
}

/// What we read of a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundView {
    /// Stripe's id, `re_…`.
    pub id: String,
    /// The intent whose money goes back.
    pub intent: Option<String>,
    /// The charge whose money goes back.
    pub charge: Option<String>,
    /// How far it has come.
    pub status: RefundStatus,
    /// How much goes back.
    pub amount: Option<Money>,
    /// Our refund's id, if it was made here and not in Stripe's own pages.
    pub refund: Option<String>,
    /// Stripe's word for why it failed.
    pub failure: Option<String>,
    /// When it was made.
    pub created: DateTime<Utc>,
}

impl Stripe {
    /// Gives `amount` of an intent's money back, under `key`, our refund's id, which also stands in
    /// the metadata. Two equal refunds have two keys.
    pub async fn create_refund(
        &self,
        account: Option<&str>,
        intent: &str,
        amount: Charge,
        key: &str,
    ) -> Result<RefundView, Failure> {
        let request = CreateRefund::new()
            .payment_intent(intent)
            .amount(amount.units())
            .metadata(HashMap::from([(REFUND.to_owned(), key.to_owned())]));
        Ok(RefundView::from(self.send(&request, Call::write(account, key)).await?))
    }

    /// Reads a refund.
    pub async fn retrieve_refund(
        &self,
        account: Option<&str>,
        id: &str,
    ) -> Result<RefundView, Failure> {
        Ok(RefundView::from(self.send(&RetrieveRefund::new(id), Call::read(account)).await?))
    }

    /// Lists the refunds of one intent, newest first, all pages.
    pub async fn refunds_of(
        &self,
        account: Option<&str>,
        intent: &str,
    ) -> Result<Vec<RefundView>, Failure> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let request = ListRefund::new().payment_intent(intent);
            let page = self.refund_page(account, request, after.as_deref()).await?;
            all.extend(page.items);
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(all),
            }
        }
    }

    /// Lists the refunds made within `created`, newest first.
    pub async fn list_refunds(
        &self,
        account: Option<&str>,
        created: Created,
        after: Option<&str>,
    ) -> Result<Page<RefundView>, Failure> {
        let request = ListRefund::new().created(created.bounds());
        self.refund_page(account, request, after).await
    }

    async fn refund_page(
        &self,
        account: Option<&str>,
        request: ListRefund,
        after: Option<&str>,
    ) -> Result<Page<RefundView>, Failure> {
        let mut request = request.limit(PAGE);
        if let Some(after) = after {
            request = request.starting_after(after);
        }
        let list = self.send(&request, Call::read(account)).await?;
        Ok(Page::read(list, RefundView::from, |refund| &refund.id))
    }
}

impl From<Refund> for RefundView {
    fn from(read: Refund) -> Self {
        Self {
            id: read.id.to_string(),
            intent: read.payment_intent.map(|intent| intent.id().to_string()),
            charge: read.charge.map(|charge| charge.id().to_string()),
            status: match read.status.as_deref() {
                Some("succeeded") => RefundStatus::Succeeded,
                Some("failed") => RefundStatus::Failed,
                Some("canceled") => RefundStatus::Canceled,
                Some("requires_action") => RefundStatus::NeedsAction,
                _ => RefundStatus::Pending,
            },
            amount: map::money(read.amount, &read.currency.to_string()),
            refund: read.metadata.and_then(|mut metadata| metadata.remove(REFUND)),
            failure: read.failure_reason,
            created: instant(read.created),
        }
    }
}
