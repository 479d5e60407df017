//! By which channels the people of a page of cases can be reached.

use std::collections::{HashMap, HashSet};

use domain::contact::{Channel, Channels, Rules, Wish};
use domain::contact_channel::ContactChannel;
use domain::country::Country;
use domain::ids::CaseId;
use sqlx::AnyConnection;

use super::ask::Ask;
use crate::store::reminder_page::{Head, Stretch};
use crate::store::reminder_reach::{self as store, Answered};
use crate::store::{StoreError, reminder_page, same_address};
use crate::tenant::Tenant;
use crate::use_cases::gate::Laws;

/// What is known of the channels of a page's cases. What a message is asked when it leaves is asked of one case,
/// with all of its addresses: this only saves planning what would never leave.
pub(super) struct Reaches {
    permitted: HashSet<(CaseId, ContactChannel)>,
    stopped: HashSet<(CaseId, ContactChannel)>,
    answered: HashMap<CaseId, Vec<Answered>>,
    preferred: HashMap<CaseId, Channel>,
    need_permission: HashMap<Option<Country>, Channels>,
    never: HashMap<Option<Country>, Channels>,
    creditors: Channels,
    ready: Channels,
}

impl Reaches {
    pub(super) async fn load(
        conn: &mut AnyConnection,
        ask: &Ask<'_>,
        stretch: Stretch<'_>,
    ) -> Result<Self, StoreError> {
        let tenant = ask.tenant;
        let mut answered: HashMap<CaseId, Vec<Answered>> = HashMap::new();
        for (case, one) in store::answered(conn, tenant, stretch).await? {
            answered.entry(case).or_default().push(one);
        }
        for (case, channel) in same_address::of_stretch(conn, tenant, stretch).await? {
            answered.entry(case).or_default().push(Answered::Refused(channel));
        }
        Ok(Self {
            permitted: store::permitted(conn, tenant, stretch).await?.into_iter().collect(),
            stopped: store::stopped(conn, tenant, stretch).await?.into_iter().collect(),
            answered,
            preferred: store::preferred(conn, tenant, stretch).await?.into_iter().collect(),
            need_permission: by_country(ask, Rules::need_permission),
            never: by_country(ask, Rules::never),
            creditors: ask.settings.contact_rules.allowed,
            ready: ask.ready,
        })
    }

    /// The channels on which the debtor of a case can be reached.
    pub(super) fn of(&self, head: &Head) -> Vec<Channel> {
        let open = ContactChannel::ALL.into_iter().filter(|channel| self.is_open(head, *channel));
        let by_itself = open.map(ContactChannel::way);
        // Somebody of the team prints a letter and posts it, calls, or comes.
        let calls = head.has_phone.then_some(Channel::Call);
        let by_hand = [Channel::Letter, Channel::Visit].into_iter().chain(calls);
        let by_hand = by_hand.filter(|way| self.is_welcome(head, *way));
        by_itself.chain(by_hand).collect()
    }

    /// Whether neither the law nor the person keeps the way shut.
    fn is_welcome(&self, head: &Head, way: Channel) -> bool {
        let said = |answer| self.answered.get(&head.case).is_some_and(|all| all.contains(&answer));
        let ruled = |of: &HashMap<Option<Country>, Channels>| {
            of.get(&head.country).copied().unwrap_or(Channels::ALL)
        };
        let is_allowed = !ruled(&self.need_permission).contains(way)
            || self.creditors.contains(way)
            || said(Answered::Allowed(way));
        is_allowed && !ruled(&self.never).contains(way) && !said(Answered::Refused(way))
    }

    /// The channel by which the debtor of a case would rather be reached.
    pub(super) fn preferred(&self, head: &Head) -> Option<Channel> {
        self.preferred.get(&head.case).copied()
    }

    /// Whether e-mails that the program times by itself arrive at the debtor of a case.
    pub(super) fn reads_mail(&self, head: &Head) -> bool {
        head.has_email && !self.stopped.contains(&(head.case.clone(), ContactChannel::Email))
    }

    fn is_open(&self, head: &Head, channel: ContactChannel) -> bool {
        let (way, of) = (channel.way(), (head.case.clone(), channel));
        let has_address = match channel {
            ContactChannel::Email => head.has_email,
            ContactChannel::Sms | ContactChannel::WhatsApp => self.permitted.contains(&of),
        };
        self.ready.contains(way)
            && has_address
            && !self.stopped.contains(&of)
            && self.is_welcome(head, way)
    }
}

/// Whether the debtor of a case has an address for e-mails that is not dead: what is told by e-mail alone, as that a
/// card is charged, is told to nobody else.
pub async fn reads_mail(
    conn: &mut AnyConnection,
    tenant: &Tenant,
    case: &CaseId,
) -> Result<bool, StoreError> {
    let head = reminder_page::one(conn, tenant, case).await?;
    let stretch = Stretch { first: case, last: case };
    let stopped = store::stopped(conn, tenant, stretch).await?;
    let is_dead = stopped.iter().any(|(_, channel)| *channel == ContactChannel::Email);
    Ok(head.is_some_and(|head| head.has_email) && !is_dead)
}

/// What the rules of each country where a debtor may be say of the channels.
fn by_country(
    ask: &Ask<'_>,
    say: impl Fn(&Rules<'static>) -> Channels,
) -> HashMap<Option<Country>, Channels> {
    let countries = Country::ALL.into_iter().map(Some).chain([None]);
    let said = |country| {
        let laws = Laws::within(ask.settings, country);
        (country, say(&laws.rules(ask.settings, &Wish::default())))
    };
    countries.map(said).collect()
}
