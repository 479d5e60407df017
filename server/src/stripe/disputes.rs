//! Disputes: a payer's bank takes money back, or asks before it does. An inquiry moves no money.

use chrono::{DateTime, Utc};
use domain::money::Money;
use stripe_core::dispute::{ListDispute, RetrieveDispute};
use stripe_shared::{Dispute, DisputeStatus};

use super::client::{Call, Failure, Stripe};
use super::list::{Created, PAGE, Page, instant};
use super::map;

/// Where a dispute stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisputeState {
    /// The bank only asks, and waits for an answer or has one.
    Inquiry,
    /// The inquiry ended without a dispute.
    InquiryClosed,
    /// The bank took the money and waits for evidence.
    NeedsResponse,
    /// Evidence is with the bank.
    UnderReview,
    /// The creditor gets the money back.
    Won,
    /// The money is gone.
    Lost,
    /// Settled before it began, or a status that is not known yet.
    Other,
}

/// What the dispute did to the creditor's money, read from its balance transactions: the status
/// alone does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Funds {
    /// Nothing moved.
    Untouched,
    /// The disputed amount was taken.
    Withdrawn,
    /// It was taken and given back.
    Reinstated,
}

/// What we read of a dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeView {
    /// Stripe's id, `dp_…`.
    pub id: String,
    /// The charge in question.
    pub charge: String,
    /// The intent in question.
    pub intent: Option<String>,
    /// Where it stands.
    pub state: DisputeState,
    /// What happened to the money.
    pub funds: Funds,
    /// How much is in question.
    pub amount: Option<Money>,
    /// Stripe's word for the payer's reason.
    pub reason: String,
    /// When it was opened.
    pub created: DateTime<Utc>,
}

impl Stripe {
    /// Reads a dispute.
    pub async fn retrieve_dispute(
        &self,
        account: Option<&str>,
        id: &str,
    ) -> Result<DisputeView, Failure> {
        Ok(DisputeView::from(self.send(&RetrieveDispute::new(id), Call::read(account)).await?))
    }

    /// Lists the disputes of one intent, newest first; Stripe allows a handful at most.
    pub async fn disputes_of(
        &self,
        account: Option<&str>,
        intent: &str,
    ) -> Result<Vec<DisputeView>, Failure> {
        let request = ListDispute::new().payment_intent(intent);
        Ok(self.dispute_page(account, request, None).await?.items)
    }

    /// Lists the disputes opened within `created`, newest first.
    pub async fn list_disputes(
        &self,
        account: Option<&str>,
        created: Created,
        after: Option<&str>,
    ) -> Result<Page<DisputeView>, Failure> {
        let request = ListDispute::new().created(created.bounds());
        self.dispute_page(account, request, after).await
    }

    async fn dispute_page(
        &self,
        account: Option<&str>,
        request: ListDispute,
        after: Option<&str>,
    ) -> Result<Page<DisputeView>, Failure> {
        let mut request = request.limit(PAGE);
        if let Some(after) = after {
            request = request.starting_after(after);
        }
        let list = self.send(&request, Call::read(account)).await?;
        Ok(Page::read(list, DisputeView::from, |dispute| &dispute.id))
    }
}

impl From<Dispute> for DisputeView {
    fn from(read: Dispute) -> Self {
        let moved: Vec<i64> = read.balance_transactions.iter().map(|moved| moved.amount).collect();
        Self {
            id: read.id.to_string(),
            charge: read.charge.id().to_string(),
            intent: read.payment_intent.map(|intent| intent.id().to_string()),
            state: match read.status {
                DisputeStatus::WarningNeedsResponse | DisputeStatus::WarningUnderReview => {
                    DisputeState::Inquiry
                }
                DisputeStatus::WarningClosed => DisputeState::InquiryClosed,
                DisputeStatus::NeedsResponse => DisputeState::NeedsResponse,
                DisputeStatus::UnderReview => DisputeState::UnderReview,
                DisputeStatus::Won => DisputeState::Won,
                DisputeStatus::Lost => DisputeState::Lost,
                _ => DisputeState::Other,
            },
            funds: funds(&moved),
            amount: map::money(read.amount, &read.currency.to_string()),
            reason: read.reason,
            created: instant(read.created),
        }
    }
}

/// The movements are in the currency of the account, so only their direction is read.
fn funds(moved: &[i64]) -> Funds {
    match moved {
        [] => Funds::Untouched,
        moved if moved.iter().sum::<i64>() < 0 => Funds::Withdrawn,
        _ => Funds::Reinstated,
    }
}
