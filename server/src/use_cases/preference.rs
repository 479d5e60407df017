//! What debtors choose about their messages: by which channel, from which hour, how often, in which words, or none at
//! all, and back again.

use app::texts::Lang;
use chrono::NaiveTime;
use domain::contact::{Channel, Channels, Initiative};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use domain::preference::is_offered;

use super::plan::change::DEBTOR;
use super::reach::{self, Reach};
use super::session::Visit;
use super::wish::{self, Change};
use super::{PortalError, answer, consent};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::in_tx;
use crate::store::case::LockedCase;
use crate::store::contact_wish::Said;
use crate::store::debtor::Person;
use crate::store::hold::{self, HoldKind};
use crate::store::{Tx, case, contact_stop, evidence, preference as store, same_address};
use crate::tenant::Tenant;

pub use crate::store::debtor::Chosen;

/// What stands as the proof of a channel that a debtor lets in again: where they said so.
const HERE: &str = "preferencias";

/// What one debtor chose.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Preference {
    /// In which words.
    pub chosen: Chosen,
    /// The time of their day before which they want no reminders.
    pub not_before: Option<NaiveTime>,
    /// The time from which on they want none; no page asks for it, and none takes it back.
    pub not_after: Option<NaiveTime>,
    /// How many days they want from one reminder to the next.
    pub apart: Option<u16>,
    /// The channels by which they want none.
    pub without: Vec<ContactChannel>,
    /// Those of them that they stopped by a word to the provider: only another such word opens them again.
    pub by_word: Vec<ContactChannel>,
    /// The channels that they permit now, for the number on file.
    pub permits: Vec<ContactChannel>,
}

/// By what a debtor can be reached.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Ways {
    /// The channels for which there is an address, an account and a sender.
    pub ready: Vec<ContactChannel>,
    /// Those of them by which nothing comes before the debtor permits it for the number on file.
    pub unasked: Vec<ContactChannel>,
    /// Whether a reminder can come by any of them as things stand.
    pub reach_them: bool,
}

impl Preference {
    fn of(chosen: Chosen, said: &Said) -> Self {
        Self {
            chosen,
            by_word: Vec::new(),
            permits: Vec::new(),
            not_before: said.wish.not_before,
            not_after: said.wish.not_after,
            apart: said.wish.apart,
            without: said.wish.refused.iter().filter_map(ContactChannel::of).collect(),
        }
    }
}

/// What a visited debtor chose, and whether they want no reminders at all.
pub async fn of_visit(portal: &Portal, visit: &Visit) -> Result<(Preference, bool), PortalError> {
    let mut conn = portal.store.read().await?;
    let chosen = store::find(&mut conn, &visit.tenant, &visit.case).await?;
    let said = wish::get(&mut conn, &visit.tenant, &visit.case).await?;
    let holds = hold::active(&mut conn, &visit.tenant, &visit.case).await?;
    let none = holds.iter().any(|hold| hold.kind == HoldKind::OptedOut);
    let stops = contact_stop::standing(&mut conn, &visit.tenant, &visit.case).await?;
    let words = stops.iter().filter(|stop| stop.how.only_they_undo());
    let mut by_word: Vec<_> = words.map(|stop| stop.channel).collect();
    let of = (&visit.case, same_address::How::Word);
    let elsewhere = same_address::closed(&mut conn, &visit.tenant, of).await?;
    by_word.extend(elsewhere.into_iter().filter_map(ContactChannel::of));
    Ok((Preference { by_word, ..Preference::of(chosen, &said) }, none))
}

/// By what the debtor of a case can be reached.
pub async fn ways(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    (case, person): (&CaseId, &Person),
) -> Result<Ways, PortalError> {
    let ready = reach::ready(portal, settings);
    let mut conn = portal.store.read().await?;
    let mut ways = Ways::default();
    for channel in ContactChannel::ALL.into_iter().filter(|one| ready.contains(one.way())) {
        let Some(address) = reach::address(person, channel) else { continue };
        ways.ready.push(channel);
        let to = (case, channel, address);
        if !reach::is_permitted(&mut conn, portal, tenant, to).await? {
            ways.unasked.push(channel);
        }
        let (whose, what) = ((tenant, settings), (case, person, channel));
        let reach = reach::ask(&mut conn, portal, whose, what, Initiative::Creditor).await?;
        ways.reach_them |= !matches!(reach, Reach::Shut(_));
    }
    Ok(ways)
}

/// Keeps what a visited debtor chose: words as a preference, hours, days apart and channels as wishes, a channel of
/// phones that they permit as a permission for the number on file. `Refused`:
/// `language`, `address-form`, `apart` for days that no page offers, `hour` for what no page offers and does not stand already, `hours` if the law or the
/// creditor closes the rest of the day.
pub async fn save(portal: &Portal, visit: &Visit, wish: &Preference) -> Result<(), PortalError> {
    check(wish)?;
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, &visit.case).await?.ok_or(PortalError::NotFound)?;
        let chosen = store::find(&mut tx, tenant, &case.id).await?;
        if chosen != wish.chosen {
            store::save(&mut tx, tenant, (&case.id, &wish.chosen), now).await?;
            let body = words(&wish.chosen);
            evidence::append(&mut tx, tenant, &mut case, now, ("preference", &body)).await?;
        }
        let said = wish::get(&mut tx, tenant, &case.id).await?;
        tell(portal, &mut tx, tenant, &mut case, (wish, &said)).await?;
        for &channel in &wish.permits {
            consent::permit(portal, &mut tx, tenant, &mut case, (channel, HERE)).await?;
        }
    })
}

/// Tells the wishes what has changed of them.
async fn tell(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    (wish, said): (&Preference, &Said),
) -> Result<(), PortalError> {
    let before = Preference::of(wish.chosen.clone(), said);
    let mut changes = Vec::new();
    if before.not_before != wish.not_before {
        if wish.not_before.is_some_and(|time| !is_offered(time)) {
            return Err(PortalError::Refused("hour"));
        }
        changes.push(Change::Hours(wish.not_before, said.wish.not_after));
    }
    if before.apart != wish.apart {
        changes.push(Change::Apart(wish.apart));
    }
    let mut unwanted = Channels::NONE;
    for channel in ContactChannel::ALL {
        let was_unwanted = before.without.contains(&channel);
        match (was_unwanted, wish.without.contains(&channel)) {
            (false, true) => unwanted = unwanted.with(channel.way()),
            (true, false) => changes.push(Change::Allow(channel.way(), HERE)),
            _ => {}
        }
    }
    if unwanted != Channels::NONE {
        changes.push(Change::Refuse(unwanted));
    }
    for change in changes {
        wish::take(portal, tx, tenant, case, (change, DEBTOR)).await?;
    }
    Ok(())
}

fn check(wish: &Preference) -> Result<(), PortalError> {
    let Chosen { language, address_form } = &wish.chosen;
    if language.as_ref().is_some_and(|code| Lang::ALL.iter().all(|lang| lang.code() != code)) {
        return Err(PortalError::Refused("language"));
    }
    if address_form.as_ref().is_some_and(|form| !matches!(form.as_str(), "tu" | "usted")) {
        return Err(PortalError::Refused("address-form"));
    }
    Ok(())
}

/// The words that were chosen, as the evidence keeps them.
fn words(chosen: &Chosen) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    format!("{} {}", text(&chosen.language), text(&chosen.address_form))
}

/// Stops every reminder about `case`, and what goes to its phone and address about any other; answers to what the debtor
/// asks for still come. Stopping twice is no error.
pub async fn stop(portal: &Portal, tenant: &Tenant, case: &CaseId) -> Result<(), PortalError> {
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, case).await?.ok_or(PortalError::NotFound)?;
        opt_out(portal, &mut tx, tenant, &mut case, None).await?;
    })
}

/// The same for a locked case, with what somebody of the team wrote about it and who wrote it, if they heard it; gives
/// whether it was new.
pub(super) async fn opt_out(
    portal: &Portal,
    tx: &mut Tx,
    tenant: &Tenant,
    case: &mut LockedCase,
    told: Option<(&str, &str)>,
) -> Result<bool, PortalError> {
    let why = (HoldKind::OptedOut, told);
    let is_new = answer::pause_told(portal, tx, tenant, case, why).await?;
    for channel in Channel::ALL {
        let stopped = (&case.id, channel, same_address::How::OptedOut);
        same_address::stop(tx, tenant, stopped, portal.clock.now()).await?;
    }
    Ok(is_new)
}

/// A visited debtor wants reminders again. It is no error if they never said otherwise. What they stopped in another
/// case stands there.
pub async fn resume(portal: &Portal, visit: &Visit) -> Result<(), PortalError> {
    let (now, tenant) = (portal.clock.now(), &visit.tenant);
    in_tx!(portal.store, tx => {
        let mut case = case::lock(&mut tx, tenant, &visit.case).await?.ok_or(PortalError::NotFound)?;
        same_address::resume(&mut tx, tenant, &case.id).await?;
        let holds = hold::active(&mut tx, tenant, &case.id).await?;
        for hold in holds.iter().filter(|hold| hold.kind == HoldKind::OptedOut) {
            hold::lift(&mut tx, tenant, (&case.id, &hold.id), now).await?;
            let body = format!("{} {} debtor", hold.id, hold.kind.as_str());
            evidence::append(&mut tx, tenant, &mut case, now, ("hold-lifted", &body)).await?;
        }
    })
}
