//! What happened to the ways by which a person is reached, in words.

use domain::contact_channel::ContactChannel;

use super::channels::name;
use crate::documents::Stage;
use crate::reader::Reader;
use crate::texts::key;

/// What happened to a channel, or by one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reached {
    /// The person gave their permission.
    Consent(ContactChannel),
    /// They want no more of it.
    Stopped(ContactChannel),
    /// The address turned out to be dead.
    Dead(ContactChannel),
    /// They take messages again.
    Lifted(ContactChannel),
    /// The address that seemed dead is not.
    Alive(ContactChannel),
    /// A message is on the phone.
    Delivered(ContactChannel),
    /// A message was opened.
    Read(ContactChannel),
    /// A message did not arrive.
    Undelivered(ContactChannel),
    /// Nobody knows whether a message left.
    Unsure(ContactChannel),
    /// A message was kept back for good.
    Kept(ContactChannel),
    /// Somebody of the team sent a message by hand.
    ByHand,
    /// They did not send it after all.
    NotByHand,
    /// A letter was made.
    Letter(Stage),
}

impl Reached {
    pub(super) fn text(self, reader: Reader) -> String {
        let (channel, say): (_, fn(Reader, &str) -> String) = match self {
            Self::Consent(channel) => {
                (channel, |reader, channel| reader.say(key::TeamEventConsent { channel }))
            }
            Self::Stopped(channel) => {
                (channel, |reader, channel| reader.say(key::TeamEventStopped { channel }))
            }
            Self::Dead(channel) => {
                (channel, |reader, channel| reader.say(key::TeamEventDead { channel }))
            }
            Self::Lifted(channel) => {
                (channel, |reader, channel| reader.say(key::TeamEventStopLifted { channel }))
            }
            Self::Alive(channel) => {
                (channel, |reader, channel| reader.say(key::TeamEventAlive { channel }))
            }
            Self::Delivered(channel) => {
                (channel, |reader, channel| reader.say(key::TeamEventDelivered { channel }))
            }
            Self::Read(channel) => {
                (channel, |reader, channel| reader.say(key::TeamEventRead { channel }))
            }
            Self::Undelivered(channel) => {
                (channel, |reader, channel| reader.say(key::TeamEventUndelivered { channel }))
            }
            Self::Unsure(channel) => {
                (channel, |reader, channel| reader.say(key::TeamEventUnsure { channel }))
            }
            Self::Kept(channel) => {
                (channel, |reader, channel| reader.say(key::TeamEventKept { channel }))
            }
            Self::ByHand => return reader.say(key::TeamEventHandSent),
            Self::NotByHand => return reader.say(key::TeamEventHandNotSent),
            Self::Letter(stage) => {
                return reader.say(key::TeamEventLetter { stage: &stage.name(reader) });
            }
        };
        say(reader, &name(reader, channel))
    }
}
