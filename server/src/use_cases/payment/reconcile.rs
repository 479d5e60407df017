//! Comparing objects with Stripe, both ways: what an event should have told and did not, and what
//! stands in our book and not at Stripe.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::money::Money;
use domain::payment::{AttemptState, Facts};

use super::settle::{self, Seen, client};
use super::start::ASK_AGAIN;
use super::{chargeback, missing, refund, suspense};
use crate::compose::Portal;
use crate::store::attempt::{self, Attempt};
use crate::store::{case, chargeback as chargebacks, creditor, payment, refund as refunds};
use crate::stripe::client::Failure;
use crate::stripe::refunds::RefundView;
use crate::stripe::sessions::Created;
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, work};
use crate::{in_tx, outside};

/// How far back one comparison looks at most: longer than Stripe keeps sending an event.
const WINDOW: TimeDelta = TimeDelta::days(30);

/// What moved this recently is left to its webhook.
const REST: TimeDelta = TimeDelta::minutes(5);

/// How long a request for a page may still be under way after it was made.
const UNDER_WAY: TimeDelta = TimeDelta::minutes(2);

/// After so many failures in a row Stripe, or the database, is taken to be gone.
const GIVE_UP: u32 = 5;

/// One comparison. What cannot be settled is told at its end and keeps nothing else from it.
struct Pass<'a> {
    portal: &'a Portal,
    tenant: &'a Tenant,
    created: Created,
    failed_in_a_row: u32,
    first_failure: Option<PortalError>,
    /// The intents whose money Stripe says it has.
    paid: HashMap<String, Money>,
}

/// Compares everything of one tenant: Stripe's own sessions, refunds and disputes of `look_back`
/// (30 days at most), attempts that wait, refunds of unknown outcome, and our payments. A tenant that
/// takes no cards has nothing to compare.
pub async fn tenant(
    portal: &Portal,
    tenant: &Tenant,
    look_back: TimeDelta,
) -> Result<(), PortalError> {
    let mut conn = portal.store.read().await?;
    let settings = creditor::settings(&mut conn, tenant).await?;
    drop(conn);
    if settings.file.stripe.is_none() || portal.stripe.is_none() {
        return Ok(());
    }
    let now = portal.clock.now();
    let mut pass = Pass {
        portal,
        tenant,
        created: Created { from: now - look_back.min(WINDOW), to: now },
        failed_in_a_row: 0,
        first_failure: None,
        paid: HashMap::new(),
    };
    let sessions = pass.sessions().await;
    let complete = sessions.is_ok();
    pass.note("sessions", sessions)?;
    pass.attempts(complete).await?;
    pass.unsure_refunds().await?;
    let refunds = pass.refunds().await;
    pass.note("refunds", refunds)?;
    let disputes = pass.disputes().await;
    pass.note("disputes", disputes)?;
    if complete {
        let written = (pass.created.from, now - REST);
        let ours = missing::compare(portal, tenant, written, &pass.paid).await;
        pass.note("our payments", ours)?;
    }
    pass.first_failure.map_or(Ok(()), Err)
}

fn unavailable(failure: &Failure) -> PortalError {
    PortalError::Unavailable(failure.to_string())
}

impl Pass<'_> {
    /// Notes how a step went; an error when it is no use to go on.
    fn note(
        &mut self,
        what: &'static str,
        step: Result<(), PortalError>,
    ) -> Result<(), PortalError> {
        let Err(error) = step else {
            self.failed_in_a_row = 0;
            return Ok(());
        };
        work::note_failure(what, &error);
        self.failed_in_a_row += 1;
        if self.failed_in_a_row >= GIVE_UP {
            return Err(error);
        }
        self.first_failure.get_or_insert(error);
        Ok(())
    }

    /// Stripe's sessions against our attempts.
    async fn sessions(&mut self) -> Result<(), PortalError> {
        let (stripe, account) = client(self.portal, self.tenant).await?;
        let mut after = None;
        loop {
            let page = stripe.list_sessions(account.as_deref(), self.created, after.as_deref());
            let page = outside!("sessions-listed", page.await);
            let page = page.map_err(|failure| unavailable(&failure))?;
            for detail in &page.items {
                let Some(seen) = settle::facts(detail) else { continue };
                if let (Facts::Paid(money), Some(intent)) = (seen.facts, &seen.intent) {
                    self.paid.insert(intent.clone(), money);
                }
                let step = self.session(&seen).await;
                self.note("a session", step)?;
            }
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(()),
            }
        }
    }

    async fn session(&self, seen: &Seen) -> Result<(), PortalError> {
        let (portal, tenant) = (self.portal, self.tenant);
        let mut conn = portal.store.read().await?;
        let known = attempt::find(&mut conn, tenant, attempt::Find::Session(&seen.session)).await?;
        drop(conn);
        match known {
            Some(attempt) if attempt.state.apply(seen.facts).state != attempt.state => {
                settle::apply(portal, tenant, seen).await
            }
            Some(attempt) if attempt.state.is_in_flight() => self.checked(&attempt).await,
            Some(_) => Ok(()),
            // Another shop's on the same account, seen anew by every comparison.
            None if seen.attempt.is_none() => Ok(()),
            None => settle::apply(portal, tenant, seen).await,
        }
    }

    async fn checked(&self, attempt: &Attempt) -> Result<(), PortalError> {
        let now = self.portal.clock.now();
        in_tx!(self.portal.store, "attempt-checked", tx => {
            attempt::checked(&mut tx, self.tenant, &attempt.id, now).await?;
        })
    }

    /// Our attempts that wait and that nobody has asked about lately.
    async fn attempts(&mut self, listed: bool) -> Result<(), PortalError> {
        let before = self.created.to - REST;
        loop {
            let mut conn = self.portal.store.read().await?;
            let waiting = attempt::to_check(&mut conn, self.tenant, before).await?;
            drop(conn);
            if waiting.is_empty() {
                return Ok(());
            }
            for attempt in &waiting {
                let step = self.attempt(attempt, listed).await;
                self.note("an attempt", step)?;
                self.checked(attempt).await?;
            }
        }
    }

    async fn attempt(&self, attempt: &Attempt, listed: bool) -> Result<(), PortalError> {
        let (portal, tenant) = (self.portal, self.tenant);
        // All sessions since then were looked at a moment ago, and none was its own.
        if listed && attempt.session.is_none() && attempt.made_at > self.created.from {
            return never_made(portal, tenant, attempt, self.created.to).await;
        }
        settle::check(portal, tenant, attempt).await
    }

    /// Our refunds of which nobody knows whether Stripe has them.
    async fn unsure_refunds(&mut self) -> Result<(), PortalError> {
        let before = self.created.to - REST;
        loop {
            let mut conn = self.portal.store.read().await?;
            let unsure = refunds::to_check(&mut conn, self.tenant, before).await?;
            drop(conn);
            if unsure.is_empty() {
                return Ok(());
            }
            for one in &unsure {
                let step = refund::send(self.portal, self.tenant, &one.id).await;
                self.note("a refund", step)?;
                let now = self.portal.clock.now();
                in_tx!(self.portal.store, "refund-checked", tx => {
                    refunds::checked(&mut tx, self.tenant, &one.id, now).await?;
                })
                .map_err(|error: PortalError| error)?;
            }
        }
    }

    /// Stripe's refunds, against ours.
    async fn refunds(&mut self) -> Result<(), PortalError> {
        let (stripe, account) = client(self.portal, self.tenant).await?;
        let mut after = None;
        loop {
            let page = stripe.list_refunds(account.as_deref(), self.created, after.as_deref());
            let page = outside!("refunds-listed", page.await);
            let page = page.map_err(|failure| unavailable(&failure))?;
            for view in &page.items {
                let step = self.refund(view).await;
                self.note("a refund", step)?;
            }
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(()),
            }
        }
    }

    async fn refund(&self, view: &RefundView) -> Result<(), PortalError> {
        let (portal, tenant) = (self.portal, self.tenant);
        let Some(intent) = &view.intent else { return Ok(()) };
        let mut conn = portal.store.read().await?;
        let known = payment::find(&mut conn, tenant, payment::Find::Stripe(intent)).await?;
        drop(conn);
        match known {
            Some(payment) => refund::seen(portal, tenant, &payment, view).await,
            None => suspense::went_back(portal, tenant, intent).await,
        }
    }

    /// Stripe's disputes, against ours; and ours that no bank has decided, however old.
    async fn disputes(&mut self) -> Result<(), PortalError> {
        let (stripe, account) = client(self.portal, self.tenant).await?;
        let mut after = None;
        loop {
            let page = stripe.list_disputes(account.as_deref(), self.created, after.as_deref());
            let page = outside!("disputes-listed", page.await);
            let page = page.map_err(|failure| unavailable(&failure))?;
            for view in &page.items {
                let step = chargeback::apply(self.portal, self.tenant, view).await;
                self.note("a dispute", step)?;
            }
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        let mut after = String::new();
        loop {
            let mut conn = self.portal.store.read().await?;
            let page = chargebacks::undecided(&mut conn, self.tenant, &after).await?;
            drop(conn);
            let Some(last) = page.last() else { return Ok(()) };
            after.clone_from(&last.provider_ref);
            let since = self.created.from;
            for old in page.iter().filter(|one| one.opened_at < since) {
                let id = &old.provider_ref;
                let step = chargeback::bring_up_to_date(self.portal, self.tenant, id).await;
                self.note("a dispute", step)?;
            }
        }
    }
}

/// Finds the session of an attempt whose creation was never answered. None at Stripe after its
/// lifetime: it was never made.
pub async fn find_session(
    portal: &Portal,
    tenant: &Tenant,
    known: &Attempt,
) -> Result<(), PortalError> {
    let (stripe, account) = client(portal, tenant).await?;
    let margin = TimeDelta::minutes(10);
    let last_asked = known.made_at + ASK_AGAIN + UNDER_WAY;
    let created = Created { from: known.made_at - margin, to: last_asked + margin };
    let (mut after, listed_at) = (None, portal.clock.now());
    loop {
        let page = stripe.list_sessions(account.as_deref(), created, after.as_deref());
        let page = outside!("session-looked-up", page.await);
        let page = page.map_err(|failure| unavailable(&failure))?;
        let ours = |attempt: &Option<String>| attempt.as_deref() == Some(known.id.as_str());
        if let Some(detail) = page.items.iter().find(|detail| ours(&detail.session.attempt)) {
            return settle::session(portal, tenant, &detail.session.id).await;
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return never_made(portal, tenant, known, listed_at).await,
        }
    }
}

/// Ends an attempt of which Stripe knew nothing at `listed_at`.
async fn never_made(
    portal: &Portal,
    tenant: &Tenant,
    known: &Attempt,
    listed_at: DateTime<Utc>,
) -> Result<(), PortalError> {
    let now = portal.clock.now();
    in_tx!(portal.store, "attempt-ended", tx => {
        case::lock(&mut tx, tenant, &known.case).await?.ok_or(PortalError::NotFound)?;
        let stored = attempt::find(&mut tx, tenant, attempt::Find::Id(&known.id)).await?;
        let asked_at = attempt::last_asked(&mut tx, tenant, &known.id).await?;
        // A request still under way could create it: only when that cannot be any more is it over.
        let over = |a: &Attempt| {
            a.session.is_none()
                && matches!(a.state, AttemptState::Created | AttemptState::Unknown)
                && asked_at.is_some_and(|asked_at| listed_at >= asked_at + UNDER_WAY)
        };
        if let Some(mut attempt) = stored.filter(over) {
            attempt.state = attempt.state.apply(Facts::Expired).state;
            attempt::save(&mut tx, tenant, &attempt, now).await?;
        }
    })
}
