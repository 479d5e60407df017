//! Who was told already by the usual letters about dates of plans.

use std::collections::{HashMap, HashSet};

use domain::ids::CaseId;
use domain::reminder::{Due, Family, SubjectId};
use sqlx::AnyConnection;

use super::Run;
use crate::store::{StoreError, message_known};
use crate::use_cases::plan::letters;
use crate::use_cases::reminder::facts::Facts;

impl Run<'_> {
    /// The cases to which a usual letter about dates of a plan was queued before the sequence came into force.
    pub(super) async fn told(
        &self,
        conn: &mut AnyConnection,
        found: &[(Facts, Due)],
    ) -> Result<HashSet<CaseId>, StoreError> {
        let family = |step: usize| self.ask.sequence.steps[step].kind.family();
        let (mut missed, mut coming) = (Vec::new(), HashMap::new());
        for (facts, due) in found {
            let case = &facts.head.case;
            if family(due.step) == Family::Missed {
                missed.push(case.as_str());
                continue;
            }
            for cover in due.covers.iter().filter(|cover| family(cover.step) == Family::Coming) {
                let subject = &facts.subjects[cover.subject];
                if let SubjectId::Instalment(plan, number, on) = &subject.id {
                    coming.insert(letters::before_occurrence(plan, *number, *on), case);
                }
            }
        }
        let (tenant, missed) = (self.ask.tenant, (letters::MISSED, &*missed));
        let mut told = message_known::waiting(conn, tenant, missed).await?;
        let letters: Vec<&str> = coming.keys().map(String::as_str).collect();
        let known = message_known::known(conn, tenant, &letters).await?;
        told.extend(
            known.iter().filter_map(|letter| coming.get(letter)).map(|case| (*case).clone()),
        );
        Ok(told)
    }
}
