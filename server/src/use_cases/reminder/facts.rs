//! What planning looks at in a case, loaded for many cases at once.

mod subjects;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{Days, NaiveDate, TimeDelta};
use domain::contact::Channel;
use domain::country::Country;
use domain::ids::{CaseId, DebtId, PlanId};
use domain::policy::Standing;
use domain::reminder::{Case, Covered, Family, Past, Resting, StepKind, Subject, SubjectId, Tried};
use sqlx::AnyConnection;

use self::subjects::{loose, of_plan, offered, promises, tags};
use super::ask::{Ask, Depth};
use super::closed::closed;
use super::offers;
use super::reachable::Reaches;
use crate::store::plan::{self, Read};
use crate::store::reminder_contact::{self, Contact};
use crate::store::reminder_page::{self as page, Head, OwedDebt, Promised, Stretch};
use crate::store::{contact_made, reminder_return, saved_method};
use crate::use_cases::{PortalError, wall_clock};

/// One case with everything that planning looks at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    /// The case, as it was when it was looked at.
    pub head: Head,
    /// The debts with something owed on them, those of plans among them.
    pub debts: Vec<DebtId>,
    /// What is owed, by currency and by plan.
    pub standings: Vec<Standing>,
    /// What may be spoken of.
    pub subjects: Vec<Subject>,
    /// Whether reminders rest.
    pub resting: Resting,
    /// The channels on which the debtor can be reached.
    pub reachable: Vec<Channel>,
    /// The channel by which the debtor would rather be reached.
    pub preferred: Option<Channel>,
    /// Every step that waits to be said, was said or may have been, of what may still be spoken of.
    pub covered: Vec<Covered>,
    /// Those of them that somebody of the team is yet to do, or did without reaching anybody.
    pub unheard: Vec<Covered>,
    /// Every step that was tried lately and reached nobody.
    pub tried: Vec<Tried>,
    /// The days of contacts.
    pub contacts: Vec<NaiveDate>,
    /// The days to come on which nothing may leave, as far as one looks ahead.
    pub closed: Arc<[NaiveDate]>,
    /// Whether somebody of the team still has something to do about it.
    pub has_task: bool,
}

impl Facts {
    /// The case as a sequence looks at it.
    pub fn case(&self) -> Case<'_> {
        Case {
            standings: &self.standings,
            subjects: &self.subjects,
            resting: self.resting,
            reachable: &self.reachable,
            closed: &self.closed,
            preferred: self.preferred,
        }
    }

    /// What was planned for it before.
    pub fn past(&self) -> Past<'_> {
        Past {
            covered: &self.covered,
            unheard: &self.unheard,
            tried: &self.tried,
            contacts: &self.contacts,
        }
    }
}

/// What planning looks at in one case; `None` if there is no such case.
pub async fn of_case(
    conn: &mut AnyConnection,
    ask: &Ask<'_>,
    case: &CaseId,
) -> Result<Option<Facts>, PortalError> {
    let Some(head) = page::one(conn, ask.tenant, case).await? else { return Ok(None) };
    Ok(of_page(conn, ask, (vec![head], None)).await?.pop())
}

/// What planning looks at in the cases of a page, which begins behind `after`, in their order.
pub async fn of_page(
    conn: &mut AnyConnection,
    ask: &Ask<'_>,
    (heads, after): (Vec<Head>, Option<&CaseId>),
) -> Result<Vec<Facts>, PortalError> {
    let (Some(first), Some(last)) = (heads.first(), heads.last()) else { return Ok(Vec::new()) };
    let stretch = Stretch { first: &first.case, last: &last.case };
    let mut page = Page::load(conn, ask, stretch).await?;
    if let Some(stretch) = page.awake(ask, &heads) {
        page.fill(conn, ask, stretch).await?;
        page.offers = offers::of_page(conn, ask, (&heads, after), &page.debts).await?;
    }
    heads.into_iter().map(|head| page.facts(ask, head)).collect()
}

/// What was read of the cases of a page, by case.
#[derive(Default)]
struct Page {
    held: HashSet<CaseId>,
    proposed: HashMap<CaseId, NaiveDate>,
    promised: HashMap<CaseId, Vec<Promised>>,
    named: HashMap<CaseId, NaiveDate>,
    contacts: HashMap<CaseId, Vec<NaiveDate>>,
    with_task: HashSet<CaseId>,
    closed: HashMap<Option<Country>, Arc<[NaiveDate]>>,
    debts: HashMap<CaseId, Vec<OwedDebt>>,
    covered: HashMap<CaseId, Vec<Covered>>,
    unheard: HashMap<CaseId, Vec<Covered>>,
    tried: HashMap<CaseId, Vec<Tried>>,
    plans: HashMap<CaseId, Vec<Read>>,
    charged: HashSet<PlanId>,
    offers: HashMap<CaseId, Vec<SubjectId>>,
    reaches: Option<Reaches>,
}

fn grouped<T>(rows: Vec<(CaseId, T)>) -> HashMap<CaseId, Vec<T>> {
    let mut groups: HashMap<CaseId, Vec<T>> = HashMap::new();
    for (case, one) in rows {
        groups.entry(case).or_default().push(one);
    }
    groups
}

/// So many days before `day`.
pub(super) fn before(day: NaiveDate, days: u16) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(days))).unwrap_or(day)
}

/// How long a broken promise is still worth a word; more than the rules themselves say.
const FRESH: u16 = 15;

/// For so many days it is remembered which channel lost what.
const LOST: u16 = 60;

impl Page {
    /// What keeps cases quiet: it is read of all of them.
    async fn load(
        conn: &mut AnyConnection,
        ask: &Ask<'_>,
        stretch: Stretch<'_>,
    ) -> Result<Self, PortalError> {
        let (tenant, today) = (ask.tenant, ask.today());
        let broken = FRESH.saturating_add(ask.longest(StepKind::PromiseBroken));
        let held = page::held(conn, tenant, stretch).await?.into_iter().collect();
        let proposed = proposed(conn, ask, stretch).await?;
        let named = contact_made::resting(conn, tenant, (stretch, today)).await?;
        let promised = page::promised(conn, tenant, (stretch, before(today, broken))).await?;
        let mut page = Self { held, proposed, promised: grouped(promised), ..Self::default() };
        page.named = named.into_iter().collect();
        page.contacts = grouped(contacts(conn, ask, stretch).await?);
        for (case, contact) in reminder_contact::planned(conn, tenant, stretch).await? {
            page.wait(case, contact, today);
        }
        Ok(page)
    }

    /// A message that waits counts as of today; a task as of the day from which on it may be done, until the
    /// next step falls due and takes its place.
    fn wait(&mut self, case: CaseId, contact: Contact, today: NaiveDate) {
        let day = match contact {
            Contact::Waits => today,
            Contact::Task(on) => {
                self.with_task.insert(case.clone());
                on
            }
        };
        self.contacts.entry(case).or_default().push(day);
    }

    /// From the first to the last case of which something may be due; `None` if every one is quiet.
    fn awake<'a>(&self, ask: &Ask<'_>, heads: &'a [Head]) -> Option<Stretch<'a>> {
        let cases = heads.iter().map(|head| &head.case);
        let mut awake = cases.filter(|case| !self.is_quiet(ask, case));
        let first = awake.next()?;
        Some(Stretch { first, last: awake.next_back().unwrap_or(first) })
    }

    /// Whether nothing can be due today of a case, whatever is owed.
    fn is_quiet(&self, ask: &Ask<'_>, case: &CaseId) -> bool {
        let promised = self.promised.get(case).map_or(&[][..], Vec::as_slice);
        let contacts = self.contacts.get(case).map_or(&[][..], Vec::as_slice);
        let resting = self.resting(case, promised, ask.today());
        ask.depth == Depth::Today && is_quiet(resting, contacts, ask)
    }

    /// Whether reminders rest: a day that the person named to somebody of the team counts as a promise.
    fn resting(&self, case: &CaseId, promised: &[Promised], today: NaiveDate) -> Resting {
        let open = promised.iter().filter(|one| one.broken_on.is_none()).map(|one| one.pay_on);
        let until = open.chain(self.named.get(case).copied()).max();
        match (until, self.proposed.get(case).copied()) {
            _ if self.held.contains(case) => Resting::Wholly,
            (until, Some(proposed)) if until.is_none_or(|until| until <= proposed) => {
                Resting::Proposed(proposed)
            }
            (Some(until), _) if today <= until => Resting::Until(until),
            _ => Resting::No,
        }
    }

    /// What says what is due: it is read only of those of which something may be.
    async fn fill(
        &mut self,
        conn: &mut AnyConnection,
        ask: &Ask<'_>,
        stretch: Stretch<'_>,
    ) -> Result<(), PortalError> {
        let tenant = ask.tenant;
        let gap = ask.sequence.gap_days;
        let since = |days: u16| before(ask.today(), days);
        let lately = (stretch, since(gap.max(LOST)), since(gap));
        self.tried = grouped(reminder_return::tried(conn, tenant, lately).await?);
        self.debts = grouped(page::debts(conn, tenant, stretch).await?);
        self.covered = grouped(page::covered(conn, tenant, stretch).await?);
        self.unheard = grouped(page::unheard(conn, tenant, stretch).await?);
        self.reaches = Some(Reaches::load(conn, ask, stretch).await?);
        let has_plans = self.debts.values().flatten().any(|debt| debt.plan.is_some());
        if has_plans && (ask.speaks_of(Family::Coming) || ask.speaks_of(Family::Missed)) {
            for read in plan::of_cases(conn, tenant, stretch).await? {
                self.plans.entry(read.case.clone()).or_default().push(read);
            }
            self.charged =
                saved_method::charged(conn, tenant, stretch).await?.into_iter().collect();
        }
        Ok(())
    }

    fn facts(&mut self, ask: &Ask<'_>, head: Head) -> Result<Facts, PortalError> {
        let (case, today) = (head.case.clone(), ask.today());
        let is_quiet = self.is_quiet(ask, &case);
        let debts = self.debts.remove(&case).unwrap_or_default();
        let promised = self.promised.remove(&case).unwrap_or_default();
        let mut covered = self.covered.remove(&case).unwrap_or_default();
        covered.extend(debts.iter().flat_map(|debt| debt.covered.iter().cloned()));
        let reaches = self.reaches.as_ref();
        let (reachable, preferred) =
            reaches.map_or_else(Default::default, |all| (all.of(&head), all.preferred(&head)));
        let mut facts = Facts {
            debts: debts.iter().map(|debt| debt.id.clone()).collect(),
            resting: self.resting(&case, &promised, today),
            reachable,
            preferred,
            covered,
            unheard: self.unheard.remove(&case).unwrap_or_default(),
            tried: self.tried.remove(&case).unwrap_or_default(),
            contacts: self.contacts.remove(&case).unwrap_or_default(),
            closed: self.closed(ask, head.country),
            has_task: self.with_task.contains(&case),
            standings: Vec::new(),
            subjects: Vec::new(),
            head,
        };
        if is_quiet {
            return Ok(facts);
        }
        let places = loose(&mut facts, &debts, today)?;
        promises(&mut facts, &promised, &places);
        offered(&mut facts, self.offers.remove(&case).unwrap_or_default(), &places);
        let reads_mail = self.reaches.as_ref().is_none_or(|all| all.reads_mail(&facts.head));
        self.plans(&mut facts, (&debts, reads_mail), ask)?;
        Ok(facts)
    }

    /// The closed days of a country, which are looked for once.
    fn closed(&mut self, ask: &Ask<'_>, country: Option<Country>) -> Arc<[NaiveDate]> {
        let of_country = self.closed.entry(country).or_insert_with(|| closed(ask, country));
        Arc::clone(of_country)
    }

    /// The unpaid instalments of the plans that run and of whose debts something is owed that nobody contests. Of a
    /// charge only those are told who read their mail.
    fn plans(
        &mut self,
        facts: &mut Facts,
        (debts, reads_mail): (&[OwedDebt], bool),
        ask: &Ask<'_>,
    ) -> Result<(), PortalError> {
        let today = ask.today();
        for Read { id, kept, .. } in self.plans.remove(&facts.head.case).unwrap_or_default() {
            let its = || debts.iter().filter(|debt| debt.plan.as_ref() == Some(&id));
            if its().next().is_none() {
                continue;
            }
            let kept = kept?;
            // Nobody is reminded on the day of acceptance.
            let is_new = kept.plan.agreement().accepted_on >= today;
            if ask.depth != Depth::Today || !is_new {
                let is_charged = reads_mail && self.charged.contains(&id);
                of_plan(facts, (&kept, is_charged), tags(its()), today)?;
            }
        }
        Ok(())
    }
}

/// The days of contacts with the cases of a stretch that may keep the next one back.
async fn contacts(
    conn: &mut AnyConnection,
    ask: &Ask<'_>,
    stretch: Stretch<'_>,
) -> Result<Vec<(CaseId, NaiveDate)>, PortalError> {
    let (tenant, gap) = (ask.tenant, ask.sequence.gap_days);
    // A day more, since a day may have 25 hours.
    let since = ask.now - TimeDelta::days(i64::from(gap) + 1);
    let mut written = reminder_contact::written(conn, tenant, (stretch, since)).await?;
    written.extend(contact_made::of_stretch(conn, tenant, (stretch, since)).await?);
    let day = |at| wall_clock::local(ask.settings.zone, at).date();
    Ok(written.into_iter().map(|(case, at)| (case, day(at))).collect())
}

/// The cases of a stretch with terms that wait for an answer, and the last day on which they may.
async fn proposed(
    conn: &mut AnyConnection,
    ask: &Ask<'_>,
    stretch: Stretch<'_>,
) -> Result<HashMap<CaseId, NaiveDate>, PortalError> {
    let mut last = HashMap::new();
    for (case, until) in page::proposed(conn, ask.tenant, stretch).await? {
        if ask.now < until {
            let day = wall_clock::local(ask.settings.zone, until).date();
            let known = last.entry(case).or_insert(day);
            *known = day.max(*known);
        }
    }
    Ok(last)
}

/// Whether nothing can be due today, whatever is owed.
fn is_quiet(resting: Resting, contacts: &[NaiveDate], ask: &Ask<'_>) -> bool {
    let (today, gap) = (ask.today(), i64::from(ask.sequence.gap_days));
    resting == Resting::Wholly || contacts.iter().any(|day| (today - *day).num_days() < gap)
}
