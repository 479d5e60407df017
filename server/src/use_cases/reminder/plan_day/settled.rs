//! Thanks to whom owe nothing any more: one word for each certificate, as long as it is fresh.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::money::Money;
use domain::policy::Standing;
use domain::reminder::{About, Family, StepKind, Subject, SubjectId};
use sqlx::AnyConnection;

use super::{PAGE, Run};
use crate::store::reminder_day::{Place, Stage};
use crate::store::reminder_settled::{self as store, Settled};
use crate::use_cases::PortalError;
use crate::use_cases::reminder::facts::{Facts, before, of_case};
use crate::use_cases::reminder::readable::{is_of_one, left_out};

/// How long thanks are worth a word; as long as the rules themselves say.
const FRESH: u16 = 14;

impl Run<'_> {
    /// Plans the thanks of the next page of certificates.
    pub(super) async fn settled(&self, place: Place) -> Result<Place, PortalError> {
        let done = Place { stage: Stage::Done, after: String::new(), ..place.clone() };
        if !self.ask.speaks_of(Family::Settled) {
            self.write(&[], &done).await?;
            return Ok(done);
        }
        let today = self.ask.today();
        let days = FRESH.saturating_add(self.ask.longest(StepKind::Settled));
        let oldest = before(today, days.saturating_add(1));
        let behind = place.after.split_once(' ');
        let behind = behind.and_then(|(on, id)| Some((on.parse().ok()?, id)));
        let behind: (NaiveDate, &str) = behind.unwrap_or((oldest, ""));
        let mut conn = self.portal.store.read().await?;
        let found = store::page(&mut conn, self.ask.tenant, (behind, today), PAGE).await?;
        let is_full = i64::try_from(found.len()).is_ok_and(|count| count == PAGE);
        let last = found.last().filter(|_| is_full);
        let next = last.map(|last| format!("{} {}", last.issued_on, last.id));
        let next = next.map_or(done, |after| Place { after, ..place });
        let (mut all, mut damaged, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
        // Of several certificates of a case the newest.
        for one in found.iter().rev().filter(|one| seen.insert(one.case.clone())) {
            match self.thanks(&mut conn, one).await {
                Err(error) if is_of_one(&error) => {
                    left_out(&one.case, &error);
                    damaged.push(one.case.clone());
                }
                found => all.extend(found?),
            }
        }
        let planned = self.planned(&mut conn, all, &mut damaged).await?;
        drop(conn);
        self.tell_of(&damaged).await?;
        self.write(&planned, &next).await?;
        Ok(next)
    }

    /// A case that owes nothing, with its certificate as all that may be spoken of; `None` if it owes again.
    async fn thanks(
        &self,
        conn: &mut AnyConnection,
        one: &Settled,
    ) -> Result<Option<Facts>, PortalError> {
        let facts = of_case(conn, &self.ask, &one.case).await?;
        let Some(mut facts) = facts.filter(|facts| facts.standings.is_empty()) else {
            return Ok(None);
        };
        let total = Money::zero(self.ask.settings.currency);
        facts.standings = vec![Standing { days_late: 0, total, debts: 0, tags: Vec::new() }];
        let (id, about) =
            (SubjectId::Settled(one.id.clone()), About::Settled { on: one.issued_on });
        facts.subjects = vec![Subject { id, about, standing: 0 }];
        Ok(Some(facts))
    }
}
