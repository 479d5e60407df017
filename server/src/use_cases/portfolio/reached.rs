//! Acts about the ways by which a person is reached, as people read them.

use app::creditor::{Actor, Happened, Reached};
use app::documents::Stage;
use domain::contact_channel::ContactChannel;
use domain::delivery::Delivery;

use crate::store::contact_stop::How;
use crate::store::evidence::Act;
use crate::use_cases::delivery::DELIVERY;
use crate::use_cases::hand_written::{BY_HAND, NOT_SENT};
use crate::use_cases::letter::LETTER;
use crate::use_cases::stop::{LIFTED, STOPPED};
use crate::use_cases::wish::ACT;

/// What an act says of a channel; `None` for an act about something else.
pub(super) fn reached(act: &Act) -> Option<(Happened, Actor)> {
    let mut words = act.body.split(' ');
    let (what, by) = match act.kind.as_str() {
        BY_HAND => (Reached::ByHand, Actor::Program),
        NOT_SENT => (Reached::NotByHand, Actor::Program),
        LETTER => (Reached::Letter(Stage::parse(words.next()?)?), Actor::Program),
        "consent" => (Reached::Consent(second(&mut words)?), Actor::Program),
        STOPPED => {
            let channel = second(&mut words)?;
            let how: How = words.next()?.parse().ok()?;
            match how {
                How::Dead => (Reached::Dead(channel), Actor::Program),
                How::Word | How::Provider => (Reached::Stopped(channel), Actor::Person),
            }
        }
        ACT => (Reached::Stopped(refused(&mut words)?), Actor::Person),
        LIFTED => {
            let channel = second(&mut words)?;
            let how: How = words.next()?.parse().ok()?;
            match how {
                How::Dead => (Reached::Alive(channel), Actor::Program),
                How::Word | How::Provider => (Reached::Lifted(channel), Actor::Program),
            }
        }
        DELIVERY => {
            let channel = second(&mut words)?;
            let delivery: Delivery = words.next()?.parse().ok()?;
            match delivery {
                Delivery::Delivered => (Reached::Delivered(channel), Actor::Program),
                Delivery::Read => (Reached::Read(channel), Actor::Person),
                Delivery::Failed | Delivery::Undelivered => {
                    (Reached::Undelivered(channel), Actor::Program)
                }
                Delivery::Queued | Delivery::Sent => return None,
            }
        }
        _ => return None,
    };
    Some((Happened::Reached(what), by))
}

/// The one channel that a wish refuses, if that is all it says.
fn refused<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<ContactChannel> {
    (words.next()? == "refuse").then_some(())?;
    words.next()?.parse().ok()
}

/// The channel, which stands behind an id.
fn second<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<ContactChannel> {
    words.nth(1)?.parse().ok()
}
