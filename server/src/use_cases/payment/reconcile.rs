//! Comparing objects with Stripe, both ways: what an event should have told and did not, and what
//! stands in our book and not at Stripe.

use std::collections::{HashMap, HashSet};

use chrono::TimeDelta;
use domain::ids::AttemptId;
use domain::money::Money;
use domain::payment::Facts;

use super::settle::{self, Seen, client};
use super::unanswered::never_made;
use super::{chargeback, missing, refund, suspense};
use crate::compose::Portal;
use crate::store::attempt::{self, Attempt};
use crate::store::{chargeback as chargebacks, compared, creditor, payment, refund as refunds};
use crate::stripe::client::Failure;
use crate::stripe::intents::{IntentStatus, IntentView};
use crate::stripe::refunds::RefundView;
use crate::stripe::sessions::Created;
use crate::tenant::Tenant;
use crate::use_cases::autopay::{self, charge};
use crate::use_cases::{PortalError, work};
use crate::{in_tx, outside};

/// How far back one comparison looks at most: longer than Stripe keeps sending an event.
const WINDOW: TimeDelta = TimeDelta::days(30);

/// What moved this recently is left to its webhook.
const REST: TimeDelta = TimeDelta::minutes(5);

/// After so many failures in a row Stripe, or the database, is taken to be gone.
const GIVE_UP: u32 = 5;

/// What is known here of a page of intents.
struct Known {
    attempts: HashMap<AttemptId, Attempt>,
    /// Those that are payments.
    booked: HashSet<String>,
}

/// The try that an intent names, if it is one of ours.
fn named(view: &IntentView) -> Option<AttemptId> {
    view.attempt.as_deref()?.parse().ok()
}

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
    let intents = pass.intents().await;
    pass.note("intents", intents)?;
    pass.attempts(complete).await?;
    let cards = autopay::unfinished(portal, tenant, now - REST).await;
    pass.note("saved cards", cards)?;
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
            let all: Vec<_> = page.items.iter().filter_map(settle::facts).collect();
            let named: Vec<_> = all.iter().map(|seen| &*seen.session).collect();
            let mut conn = self.portal.store.read().await?;
            let known = compared::of_sessions(&mut conn, self.tenant, &named).await?;
            drop(conn);
            for seen in &all {
                if let (Facts::Paid(money), Some(intent)) = (seen.facts, &seen.intent) {
                    self.paid.insert(intent.clone(), money);
                }
                let step = self.session(seen, known.get(&seen.session)).await;
                self.note("a session", step)?;
            }
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(()),
            }
        }
    }

    async fn session(&self, seen: &Seen, known: Option<&Attempt>) -> Result<(), PortalError> {
        let (portal, tenant) = (self.portal, self.tenant);
        match known {
            Some(attempt) if attempt.state.apply(seen.facts).state != attempt.state => {
                settle::apply(portal, tenant, seen).await
            }
            Some(attempt) if attempt.state.is_in_flight() => self.checked(attempt).await,
            Some(_) => Ok(()),
            // Another shop's on the same account, seen anew by every comparison.
            None if seen.attempt.is_none() => Ok(()),
            None => settle::apply(portal, tenant, seen).await,
        }
    }

    /// Stripe's intents: those that no session carries are known by nothing else.
    async fn intents(&mut self) -> Result<(), PortalError> {
        let (stripe, account) = client(self.portal, self.tenant).await?;
        let mut after = None;
        loop {
            let page = stripe.list_intents(account.as_deref(), self.created, after.as_deref());
            let page = outside!("intents-listed", page.await);
            let page = page.map_err(|failure| unavailable(&failure))?;
            let known = self.known(&page.items).await?;
            for view in &page.items {
                if let (IntentStatus::Succeeded, Some(money)) = (view.status, view.received) {
                    self.paid.insert(view.id.clone(), money);
                }
                let step = self.intent(view, &known).await;
                self.note("an intent", step)?;
            }
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(()),
            }
        }
    }

    /// What is known here of a page of intents.
    async fn known(&self, intents: &[IntentView]) -> Result<Known, PortalError> {
        let ids: Vec<_> = intents.iter().filter_map(named).collect();
        let refs: Vec<_> = intents.iter().map(|view| &*view.id).collect();
        let mut conn = self.portal.store.read().await?;
        let attempts =
            compared::attempts(&mut conn, self.tenant, &ids.iter().collect::<Vec<_>>()).await?;
        Ok(Known { attempts, booked: compared::booked(&mut conn, self.tenant, &refs).await? })
    }

    async fn intent(&self, view: &IntentView, known: &Known) -> Result<(), PortalError> {
        let (portal, tenant) = (self.portal, self.tenant);
        let Some(id) = named(view) else { return Ok(()) };
        let is_booked = known.booked.contains(&view.id);
        match (known.attempts.get(&id), view.status, view.received) {
            (Some(attempt), ..)
                if attempt.method.is_some() && !is_booked && charge::is_news(attempt, view) =>
            {
                charge::seen(portal, tenant, &id, view).await
            }
            // Money for a try of which nobody here knows, as after a backup was put back.
            (None, IntentStatus::Succeeded, Some(money)) if !is_booked => {
                let (session, intent) = (view.id.clone(), Some(view.id.clone()));
                let (attempt, url, method) = (Some(id), None, None);
                let facts = Facts::Paid(money);
                let seen = Seen { session, intent, attempt, url, method, facts };
                settle::stray(portal, tenant, &seen).await
            }
            _ => Ok(()),
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
        let has_page = attempt.method.is_none();
        let unmade = has_page && attempt.session.is_none();
        if listed && unmade && attempt.made_at > self.created.from {
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
