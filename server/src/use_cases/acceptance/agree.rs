//! Agreeing: under the lock of the case everything is computed again; what is no longer as it was shown
//! is not agreed.

use app::debtor::accept::{AcceptView, AutopayOffer, autopay_words, paper};
use app::debtor::choose::Marked;
use app::reader::Reader;
use domain::ids::{DebtId, EntryId, PlanId, PromiseId};
use domain::ledger::{Account, Cause, Entry, Part, Posting, Reason};
use domain::plan::{Agreement, Plan};
use domain::policy::Cost;
use domain::promise::{Promise, PromiseFact};

use super::{COPY, Draft, Drafting, TOLD, Terms, draft, proposed};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::keys::DataKey;
use crate::store::agreement::{self, NewPaper};
use crate::store::case::LockedCase;
use crate::store::debtor::{self, Find};
use crate::store::ledger::hex;
use crate::store::message::NewMessage;
use crate::store::{Tx, case, creditor, evidence, form_key, ledger, plan, promise};
use crate::tenant::Tenant;
use crate::use_cases::autopay::{self, Consent};
use crate::use_cases::form_key::FormKey;
use crate::use_cases::offer::{self, Fields, WaysOut};
use crate::use_cases::plan::{self as plans, renewal};
use crate::use_cases::session::Visit;
use crate::use_cases::{PortalError, agreement_text, late, proposal, reminder, wall_clock, work};

/// Who agrees, and from where. No `Debug`: it is personal.
pub struct Who<'a> {
    /// The session.
    pub visit: &'a Visit,
    /// Who reads the page.
    pub reader: Reader,
    /// The address that the request came from, if it is known.
    pub address: Option<String>,
    /// What the browser says it is.
    pub device: Option<String>,
}

/// What became of agreeing.
#[derive(Debug)]
pub enum Outcome {
    /// It is agreed, now or by the same form before.
    Done(Done),
    /// It is not what was shown: nothing was agreed.
    Changed,
    /// It is not offered any more: nothing was agreed.
    Closed,
}

/// What was agreed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Done {
    /// A plan.
    Plan(PlanId),
    /// A promise.
    Promise(PromiseId),
}

impl Done {
    /// The id as it is stored.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Plan(id) => id.as_str(),
            Self::Promise(id) => id.as_str(),
        }
    }

    /// Reads the id; `None` for one of anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let plan = text.parse().ok().map(Self::Plan);
        plan.or_else(|| text.parse().ok().map(Self::Promise))
    }
}

/// Agrees to what the form of the page says, if that is still what the page showed. The same form twice
/// agrees once. `Refused`: `form` for one that no page of ours sends, or whose box is empty.
pub async fn agree(
    portal: &Portal,
    who: &Who<'_>,
    fields: &Fields,
) -> Result<Outcome, PortalError> {
    let key = fields.key.as_deref().and_then(FormKey::parse);
    let key = key.filter(|_| fields.agree.is_some()).ok_or(PortalError::Refused("form"))?;
    // A key counts for the case whose page it stood on.
    let key = format!("{}:{key}", who.visit.case);
    in_tx!(portal.store, tx => locked(portal, &mut tx, who, (fields, &key)).await?)
}

async fn locked(
    portal: &Portal,
    tx: &mut Tx,
    who: &Who<'_>,
    (fields, key): (&Fields, &str),
) -> Result<Outcome, PortalError> {
    let (now, tenant) = (portal.clock.now(), &who.visit.tenant);
    let locked = case::lock(tx, tenant, &who.visit.case).await?;
    let mut case = locked.ok_or(PortalError::NotFound)?;
    if let Some(before) = form_key::find(tx, tenant, key).await? {
        return Ok(Done::parse(&before).map_or(Outcome::Closed, Outcome::Done));
    }
    let settings = creditor::settings(tx, tenant).await?;
    // Interest stops here: what has run until today is booked first.
    let today = wall_clock::local(settings.zone, now).date();
    late::post(portal, tx, (tenant, &settings), &mut case, today).await?;
    let outcome = match fields.proposal.as_deref() {
        Some(id) => proposed::agree(portal, tx, (who, &settings), (fields, id), &mut case).await?,
        None => offered(portal, tx, (who, &settings), fields, &mut case).await?,
    };
    if let Outcome::Done(done) = &outcome {
        form_key::insert(tx, tenant, (key, done.as_str()), now).await?;
    }
    Ok(outcome)
}

/// Agrees to a way out of the policy.
async fn offered(
    portal: &Portal,
    tx: &mut Tx,
    (who, settings): (&Who<'_>, &Settings),
    fields: &Fields,
    case: &mut LockedCase,
) -> Result<Outcome, PortalError> {
    let (now, tenant) = (portal.clock.now(), &who.visit.tenant);
    let Some(currency) = fields.currency() else { return Ok(Outcome::Closed) };
    let whose = (tenant, settings);
    let ways = match fields.instead()? {
        None => offer::load(tx, whose, &case.id, (currency, now)).await?,
        Some(plan) => {
            let kept = plans::of_case(tx, tenant, (&case.id, &plan)).await?;
            renewal::ways(tx, whose, &kept, now).await?
        }
    };
    let Some(mut ways) = ways else { return Ok(Outcome::Closed) };
    ways.texts = agreement_text::own(tx, tenant).await?;
    let draft = match draft(&ways, (settings, who.reader), fields)? {
        Drafting::Draft(draft) => draft,
        Drafting::WrongDay(_) | Drafting::Wrong(_) => return Ok(Outcome::Changed),
        Drafting::Closed => return Ok(Outcome::Closed),
    };
    if fields.seen.as_deref() != Some(&*draft.view.form.seen) {
        return Ok(Outcome::Changed);
    }
    let done = write(portal, tx, (who, &ways), case, &draft).await?;
    if let Done::Plan(_) = done {
        proposal::give_way(portal, tx, tenant, case, currency).await?;
    }
    Ok(Outcome::Done(done))
}

/// Writes down what is agreed: the terms, the paper, the evidence, the messages.
pub(super) async fn write(
    portal: &Portal,
    tx: &mut Tx,
    (who, ways): (&Who<'_>, &WaysOut),
    case: &mut LockedCase,
    Draft { terms, view }: &Draft,
) -> Result<Done, PortalError> {
    let tenant = &who.visit.tenant;
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(&case.id)).await?;
    // Who was erased agrees to nothing.
    let key = found.and_then(|(debtor, _, _)| debtor.key).ok_or(PortalError::NotFound)?;
    let (done, kind) = match terms {
        Terms::Plan(agreement) => {
            (open_plan(portal, tx, (tenant, ways), case, agreement).await?, "agreed")
        }
        Terms::Promise(promised) => {
            let made = (promised, ways.facts.ids.clone());
            (keep_promise(portal, tx, (tenant, ways), case, made).await?, "promised")
        }
    };
    if let (Done::Plan(plan), true) = (&done, allows_charges(portal, view)) {
        let settings = creditor::settings(tx, tenant).await?;
        let words = autopay_words(who.reader, &settings.file.name);
        autopay::give(portal, tx, who, case, Consent { plan, words: &words }).await?;
    }
    let hash = keep_paper(portal, tx, (who, &key), (case, &done), view).await?;
    let body = format!("{} {} {}", done.as_str(), view.total, hex(&hash));
    evidence::append(tx, tenant, case, portal.clock.now(), (kind, &body)).await?;
    reminder::cancel_queued(portal, tx, tenant, case, kind).await?;
    tell(portal, tx, tenant, (case, &done)).await?;
    Ok(done)
}

/// Queues the copy for the debtor and the news for the team.
pub(super) async fn tell(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    (case, done): (&LockedCase, &Done),
) -> Result<(), PortalError> {
    for kind in [COPY, TOLD] {
        let occurrence = format!("{kind}:{}", done.as_str());
        let new = NewMessage {
            case: Some(&case.id),
            member: None,
            kind,
            about: Some(done.as_str()),
            occurrence: &occurrence,
        };
        work::message(portal, tx, tenant, new).await?;
    }
    Ok(())
}

async fn open_plan(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, ways): (&Tenant, &WaysOut),
    case: &mut LockedCase,
    agreement: &Agreement,
) -> Result<Done, PortalError> {
    let now = portal.clock.now();
    let accepted = Plan::accept(agreement.clone()).map_err(|error| {
        tracing::error!("what was offered is no plan: {error}");
        PortalError::Refused("agreement")
    })?;
    let id = PlanId::from_bits(portal.ids.bits());
    if let Some(instead) = &ways.instead {
        renewal::end(portal, tx, tenant, case, (&instead.plan, &id)).await?;
    }
    let kept = plan::Kept {
        id,
        case: case.id.clone(),
        policy: (ways.stored.id.clone(), ways.stored.version),
        accepted_at: now,
        debts: ways.facts.ids.clone(),
        plan: accepted,
        events: 0,
    };
    plan::insert(tx, tenant, &kept).await?;
    if let Some(postings) = cost(&kept, agreement) {
        let entry = Entry {
            id: EntryId::from_bits(portal.ids.bits()),
            case: Some(case.id.clone()),
            occurred_on: agreement.accepted_on,
            reason: Reason::PlanCost,
            cause: Cause::of("plan-cost", &kept.id),
            postings,
        };
        let _ = ledger::post(tx, tenant, Some(case), entry, now).await?;
    }
    // Something better than the promise was agreed.
    let of = (&case.id, agreement.owed.currency());
    for mut made in promise::made_of_case(tx, tenant, of).await? {
        made.promise = made.promise.apply(PromiseFact::Agreed, agreement.accepted_on)?;
        promise::save(tx, tenant, &made).await?;
    }
    Ok(Done::Plan(kept.id))
}

/// What a plan costs is owed from its acceptance on, on the debt that is paid first.
fn cost(kept: &plan::Kept, agreement: &Agreement) -> Option<Vec<Posting>> {
    let part = match agreement.cost {
        Cost::None => return None,
        Cost::Fee(_) => Part::Fee,
        Cost::YearlyRate(_) => Part::Interest,
    };
    let amount = agreement.charged;
    let first = kept.debts.first().filter(|_| !amount.is_zero())?;
    let to = Account::Owed(first.clone(), part);
    Some(vec![Posting { from: Account::Charged, to, amount }])
}

/// Writes down a promise about these debts. A later day takes the place of the one that was promised for them before.
pub(super) async fn keep_promise(
    portal: &Portal,
    tx: &mut Tx,
    (tenant, ways): (&Tenant, &WaysOut),
    case: &LockedCase,
    (promised, debts): (&Promise, Vec<DebtId>),
) -> Result<Done, PortalError> {
    let kept = promise::Kept {
        id: PromiseId::from_bits(portal.ids.bits()),
        case: case.id.clone(),
        policy: (ways.stored.id.clone(), ways.stored.version),
        made_at: portal.clock.now(),
        debts,
        promise: *promised,
    };
    let of = (&case.id, promised.amount.currency());
    for mut made in promise::made_of_case(tx, tenant, of).await? {
        if kept.debts.iter().any(|debt| made.is_about(debt)) {
            made.promise = made.promise.apply(PromiseFact::Agreed, promised.made_on)?;
            promise::save(tx, tenant, &made).await?;
        }
    }
    promise::insert(tx, tenant, &kept).await?;
    Ok(Done::Promise(kept.id))
}

/// Whether the box of automatic charges was there, and ticked.
fn allows_charges(portal: &Portal, view: &AcceptView) -> bool {
    portal.stripe.is_some() && view.autopay == AutopayOffer::Offered(Marked::Yes)
}

/// Keeps what was shown; gives the hash of the sealed bytes.
async fn keep_paper(
    portal: &Portal,
    tx: &mut Tx,
    (who, key): (&Who<'_>, &DataKey),
    (case, done): (&LockedCase, &Done),
    view: &AcceptView,
) -> Result<Vec<u8>, PortalError> {
    let new = NewPaper {
        of: done.as_str(),
        case: &case.id,
        link: &who.visit.link,
        language: who.reader.voice.lang.code(),
        seen: &view.form.seen,
        paper: &paper(who.reader, view),
        address: who.address.as_deref(),
        device: who.device.as_deref(),
        agreed_at: portal.clock.now(),
        autopay_at: allows_charges(portal, view).then(|| portal.clock.now()),
    };
    Ok(agreement::insert(tx, &who.visit.tenant, key, new).await?)
}
