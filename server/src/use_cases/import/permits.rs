//! Permissions for phones that a file tells of: written down once each, and never against a person's own no. A file
//! opens nothing that somebody has closed; a newer paper is for a person of the team to write down.

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::contact_channel::ContactChannel;
use domain::import::PhonePermission;

use super::Scope;
use super::step::Step;
use super::writer::CaseAfter;
use crate::store::consent::{self as store, Consent, Past};
use crate::store::contact_stop::How;
use crate::store::contact_wish::{self, Answer, Said};
use crate::store::debtor::{self, Find};
use crate::store::evidence::{self, Act};
use crate::store::hold::{self, HoldKind};
use crate::store::{StoreError, Tx};
use crate::use_cases::consent::{self, Given};
use crate::use_cases::ledger_check::{IMPORT_ACT, import_body};
use crate::use_cases::stop::{self, Closed};
use crate::use_cases::{PortalError, wall_clock, wish};

/// The kind of the act that tells of a permission that came too late: the person has said no since it was given.
pub const LATE: &str = "consent-late";

/// The channels of a permission that nothing is known of in `past`. One is for one number and one day.
pub fn news(scope: &Scope<'_>, past: &[Past], said: &PhonePermission) -> Vec<ContactChannel> {
    let is_news = |channel: &ContactChannel| {
        let (keys, column) = (&scope.portal.keys, stop::column(*channel));
        let hashes = keys.all_look_ups(scope.tenant, column, said.phone.reveal());
        let is_it = |one: &Past| {
            one.channel == *channel && one.given_on == said.on && hashes.contains(&one.address_hash)
        };
        !past.iter().any(is_it)
    };
    said.channels.iter().copied().filter(is_news).collect()
}

/// Writes down what `cases` were permitted by the file; their rows are written already.
pub async fn write(
    step: Step<'_>,
    tx: &mut Tx,
    cases: &mut [CaseAfter],
) -> Result<(), PortalError> {
    for of in cases {
        let Some(permission) = of.permission.take() else { continue };
        let (tenant, batch) = (step.scope.tenant, &step.batch.id);
        if permit(step, tx, of, &permission).await? && !of.is_attested {
            let body = import_body(batch.as_str(), &[]);
            evidence::append(tx, tenant, &mut of.case, step.now, (IMPORT_ACT, &body)).await?;
        }
    }
    Ok(())
}

/// Writes one person's permission down; whether there was anything to write.
async fn permit(
    step: Step<'_>,
    tx: &mut Tx,
    of: &mut CaseAfter,
    permission: &PhonePermission,
) -> Result<bool, PortalError> {
    let Scope { portal, tenant, settings, .. } = *step.scope;
    let found = debtor::find(tx, tenant, &portal.keys, Find::Case(&of.case.id)).await?;
    let (debtor, _, _) = found.ok_or(PortalError::NotFound)?;
    let (Some(phone), Some(key)) = (debtor.person.phone, debtor.key) else { return Ok(false) };
    if phone != permission.phone.reveal() {
        return Ok(false);
    }
    let said = contact_wish::of_case(tx, tenant, &of.case.id).await?;
    let acts = evidence::of_case(tx, tenant, &of.case.id).await?;
    let holds = hold::active(tx, tenant, &of.case.id).await?;
    let wants_none = holds.iter().any(|hold| hold.kind == HoldKind::OptedOut);
    for &channel in &permission.channels {
        let (on, how, proof) = (permission.on, permission.how, &*permission.proof);
        let given = Given { channel, on, how, proof };
        let whose = (tenant, &of.case.id);
        let (permit, body) =
            consent::sealed(portal, whose, (phone.as_str(), &key), given, &step.batch.actor);
        let closed =
            stop::stands(tx, portal, tenant, (&of.case.id, channel, phone.as_str())).await?;
        let is_late = wants_none
            || closed == Some(Closed::ByWord)
            || said.refusal(channel.way()).is_some()
            || has_said_no(&acts, channel, (on, settings.zone));
        let revoked_at = is_late.then_some(step.now);
        store::insert_of(tx, tenant, &permit, (&step.batch.id, revoked_at)).await?;
        if !is_late {
            open(step, tx, &said, &permit).await?;
        }
        let act = (if is_late { LATE } else { "consent" }, &*body);
        evidence::append(tx, tenant, &mut of.case, step.now, act).await?;
    }
    Ok(true)
}

/// Lets the contact rules know, unless they know of a permission for the channel already.
async fn open(
    step: Step<'_>,
    tx: &mut Tx,
    said: &Said,
    permit: &Consent,
) -> Result<(), StoreError> {
    let way = permit.channel.way();
    if said.allowed().contains(way) {
        return Ok(());
    }
    let allowed = (&permit.case, way, Answer::Allowed(permit.id.as_str()));
    let by = (&*permit.recorded_by, step.now);
    contact_wish::save_channel(tx, step.scope.tenant, allowed, by).await
}

/// Whether the person has said no to a channel on the day of a permission or later, whatever they said since: no paper
/// from before opens it again.
fn has_said_no(acts: &[Act], channel: ContactChannel, (on, zone): (NaiveDate, Tz)) -> bool {
    let is_since = |act: &&Act| wall_clock::local(zone, act.at).date() >= on;
    acts.iter().filter(is_since).any(|act| is_no(act, channel))
}

fn is_no(act: &Act, channel: ContactChannel) -> bool {
    let words: Vec<&str> = act.body.split(' ').collect();
    match (act.kind.as_str(), &words[..]) {
        (wish::ACT, ["refuse" | "forget", channels, ..]) => {
            channels.split(',').any(|word| word == channel.way().as_str())
        }
        (stop::STOPPED, [_, word, how, ..]) => {
            let is_theirs = how.parse().is_ok_and(How::only_they_undo);
            *word == channel.as_str() && is_theirs
        }
        // Until it is lifted it is a no to everything.
        ("hold" | "hold-lifted", [_, kind, ..]) => {
            kind.parse().is_ok_and(|kind: HoldKind| kind == HoldKind::OptedOut)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;

    #[test]
    fn a_no_of_the_day_of_a_paper_or_later_counts_and_an_earlier_one_does_not() {
        let at: DateTime<Utc> = "2026-11-25T02:00:00Z".parse().expect("an instant");
        let zone = chrono_tz::America::Lima;
        let act = |kind: &str, body: &str| Act {
            seq: 1,
            at,
            kind: kind.to_owned(),
            body: body.to_owned(),
            hash: Vec::new(),
        };
        for (kind, body, day, expected) in [
            (wish::ACT, "refuse email,sms debtor", "2026-11-24", true),
            (wish::ACT, "refuse email,sms debtor", "2026-11-25", false),
            (wish::ACT, "forget sms debtor", "2026-11-20", true),
            (wish::ACT, "refuse whatsapp debtor", "2026-11-20", false),
            (wish::ACT, "allow sms ana", "2026-11-20", false),
            (stop::STOPPED, "stop_1 sms word", "2026-11-20", true),
            (stop::STOPPED, "stop_1 sms dead", "2026-11-20", false),
            (stop::STOPPED, "stop_1 whatsapp word", "2026-11-20", false),
            ("hold", "hold_1 opted-out", "2026-11-24", true),
            ("hold", "hold_1 opted-out ana abc", "2026-11-25", false),
            ("hold-lifted", "hold_1 opted-out debtor", "2026-11-24", true),
            ("hold", "hold_1 hardship", "2026-11-20", false),
            ("note", "refuse sms", "2026-11-20", false),
        ] {
            let on = day.parse().expect("a day");
            let found = has_said_no(&[act(kind, body)], ContactChannel::Sms, (on, zone));
            assert_eq!(found, expected, "{kind} {body} {day}");
        }
    }
}
