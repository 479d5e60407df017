//! `aldia debtor wish`: when and how one person wants to be contacted.

use chrono::{NaiveDate, NaiveTime};
use domain::contact::{Channel, Channels};
use domain::contact_channel::ContactChannel;
use domain::ids::CaseId;
use domain::preference::DAYS_APART;

use super::refusal::in_words;
use super::{Outcome, unknown};
use crate::compose::Portal;
use crate::config::contact_rules::clock_time;
use crate::store::contact_wish::Said;
use crate::store::debtor::{self, Find};
use crate::store::hold::HoldKind;
use crate::tenant::Tenant;
use crate::use_cases::consent::{self, Given, WAYS};
use crate::use_cases::wish::{self, Change};
use crate::use_cases::{PortalError, hold, wall_clock};

/// Who writes it down from here.
const ACTOR: &str = "command";

/// What the person said. Without any of it, what they said before is shown.
#[derive(Debug, clap::Args)]
pub struct WishArgs {
    /// The creditor's short name.
    #[arg(long, value_name = "SLUG")]
    creditor: String,
    /// The customer's number.
    #[arg(long)]
    reference: String,
    /// Nothing before this time of day, on their clock: 10:00; an empty text takes it back.
    #[arg(long, value_name = "HH:MM", value_parser = time)]
    not_before: Option<Time>,
    /// Nothing from this time of day on: 18:00; an empty text takes it back.
    #[arg(long, value_name = "HH:MM", value_parser = time)]
    not_after: Option<Time>,
    /// At most one contact in so many days: 14 or 30; an empty text takes it back.
    #[arg(long, value_name = "DAYS", value_parser = days)]
    apart: Option<Days>,
    /// Rather by this channel: email, sms, whatsapp, letter, call, visit.
    #[arg(long, value_name = "CHANNEL", value_parser = channel)]
    prefer: Option<Channel>,
    /// Nothing more by this channel; may be said several times.
    #[arg(long, value_name = "CHANNEL", value_parser = channel)]
    refuse: Vec<Channel>,
    /// This channel may be used; needs --proof. Of sms and whatsapp it is the permission for the number on file,
    /// as on the page of the case's channels.
    #[arg(long, value_name = "CHANNEL", value_parser = channel, requires = "proof")]
    allow: Option<Channel>,
    /// Where they allowed it: a clause, a form, a message and its day.
    #[arg(long, value_name = "LINE", requires = "allow")]
    proof: Option<String>,
    /// How they allowed a phone: form, contract, phone, in-person, message.
    #[arg(long, value_name = "WAY", requires = "allow", value_parser = WAYS)]
    how: Option<String>,
    /// The day on which they allowed a phone; today if missing.
    #[arg(long, value_name = "YYYY-MM-DD", requires = "allow")]
    given_on: Option<NaiveDate>,
    /// Takes back what they said of this channel; may be said several times.
    #[arg(long, value_name = "CHANNEL", value_parser = channel)]
    forget: Vec<Channel>,
    /// Stops all reminders until somebody lifts the hold on the page of the case: breathing-space, hardship,
    /// deceased.
    #[arg(long, value_name = "REASON", value_parser = reason)]
    pause: Option<HoldKind>,
}

/// A time of day, or none where it is taken back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Time(Option<NaiveTime>);

/// Days from one contact to the next, or none where they are taken back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Days(Option<u16>);

fn days(text: &str) -> Result<Days, String> {
    if text.is_empty() {
        return Ok(Days(None));
    }
    let offered = text.parse::<u16>().ok().filter(|days| DAYS_APART.contains(days));
    offered.map(|days| Days(Some(days))).ok_or_else(|| "14 or 30".to_owned())
}

fn time(text: &str) -> Result<Time, String> {
    match text {
        "" => Ok(Time(None)),
        text => clock_time(text)
            .map(|time| Time(Some(time)))
            .ok_or_else(|| "a time like 10:00".to_owned()),
    }
}

/// Reads the name of a channel.
pub(super) fn channel(text: &str) -> Result<Channel, String> {
    let known = || Channel::ALL.map(Channel::as_str).join(", ");
    Channel::parse(text).ok_or_else(|| format!("one of {}", known()))
}

fn reason(text: &str) -> Result<HoldKind, String> {
    let known = [HoldKind::BreathingSpace, HoldKind::Hardship, HoldKind::Deceased];
    let found = known.into_iter().find(|kind| kind.as_str() == text);
    found.ok_or_else(|| "breathing-space, hardship or deceased".to_owned())
}

impl WishArgs {
    /// What the person said, in the order in which it is written down.
    fn changes(&self, before: &Said) -> Vec<Change<'_>> {
        let mut changes = Vec::new();
        if self.not_before.is_some() || self.not_after.is_some() {
            let wish = &before.wish;
            let from = self.not_before.map_or(wish.not_before, |Time(time)| time);
            let to = self.not_after.map_or(wish.not_after, |Time(time)| time);
            changes.push(Change::Hours(from, to));
        }
        changes.extend(self.apart.map(|Days(days)| Change::Apart(days)));
        changes.extend(self.prefer.map(|channel| Change::Prefer(Some(channel))));
        let set = |channels: &[Channel]| channels.iter().copied().collect::<Channels>();
        if !self.forget.is_empty() {
            changes.push(Change::Forget(set(&self.forget)));
        }
        if !self.refuse.is_empty() {
            changes.push(Change::Refuse(set(&self.refuse)));
        }
        let allowed = self.allow.filter(|channel| phone(*channel).is_none());
        let allowed = allowed.zip(self.proof.as_deref());
        changes.extend(allowed.map(|(channel, proof)| Change::Allow(channel, proof)));
        changes
    }

    /// The permission to write to a phone, if the person gave one.
    fn permission(&self, today: NaiveDate) -> Result<Option<Given<'_>>, &'static str> {
        let Some(channel) = self.allow.and_then(phone) else { return Ok(None) };
        let how = self.how.as_deref().ok_or("say how they allowed it: --how")?;
        let proof = self.proof.as_deref().unwrap_or_default();
        Ok(Some(Given { channel, on: self.given_on.unwrap_or(today), how, proof }))
    }
}

/// The channel to a phone that the contact rules call so.
fn phone(channel: Channel) -> Option<ContactChannel> {
    ContactChannel::of(channel).filter(|channel| ContactChannel::OF_PHONES.contains(channel))
}

/// Runs the command.
pub async fn run(portal: &Portal, args: WishArgs) -> Outcome {
    let (tenant, settings) = unknown::creditor(portal, &args.creditor).await?;
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let permission = args.permission(today)?;
    let Some(case) = case_of(portal, &tenant, &args.reference).await.map_err(in_words)? else {
        return Err(unknown::customer(portal, &tenant, &args.reference).await?.into());
    };
    let before = said(portal, &tenant, &case).await.map_err(in_words)?;
    for change in args.changes(&before) {
        wish::set(portal, &tenant, &case, (change, ACTOR)).await.map_err(in_words)?;
    }
    if let Some(given) = permission {
        consent::record(portal, &tenant, &case, given, ACTOR).await.map_err(in_words)?;
    }
    if let Some(kind) = args.pause {
        hold::place(portal, &tenant, &case, kind).await.map_err(in_words)?;
    }
    let after = said(portal, &tenant, &case).await.map_err(in_words)?;
    Ok(in_lines(&args.reference, &after))
}

async fn case_of(
    portal: &Portal,
    tenant: &Tenant,
    reference: &str,
) -> Result<Option<CaseId>, PortalError> {
    let mut conn = portal.store.read().await?;
    let found = debtor::find(&mut conn, tenant, &portal.keys, Find::Reference(reference)).await?;
    Ok(found.map(|(_, _, case)| case))
}

async fn said(portal: &Portal, tenant: &Tenant, case: &CaseId) -> Result<Said, PortalError> {
    let mut conn = portal.store.read().await?;
    Ok(wish::get(&mut conn, tenant, case).await?)
}

/// What a person has said, a line each.
fn in_lines(reference: &str, said: &Said) -> String {
    let time = |time: Option<NaiveTime>| {
        time.map_or_else(|| "any time".to_owned(), |time| time.format("%H:%M").to_string())
    };
    let wish = &said.wish;
    let mut lines = vec![
        reference.to_owned(),
        format!("not before: {}", time(wish.not_before)),
        format!("not after: {}", time(wish.not_after)),
    ];
    lines.extend(wish.apart.map(|days| format!("days apart: {days}")));
    lines.extend(wish.preferred.map(|channel| format!("rather by: {}", channel.as_str())));
    lines.extend(wish.refused.iter().map(|channel| format!("nothing by: {}", channel.as_str())));
    lines.extend(said.permissions.iter().map(|permission| {
        format!("allowed: {} ({})", permission.channel.as_str(), permission.proof)
    }));
    lines.join("\n")
}
