//! The text of a step, sent to the member of the team who asks for it, with a sample's values; never to a debtor.

use std::fmt;
use std::str::FromStr;

use domain::contact_channel::ContactChannel;
use domain::ids::MemberId;
use domain::reminder::StepKind;
use domain::template::Speech;

use crate::compose::Portal;
use crate::in_tx;
use crate::store::message::NewMessage;
use crate::tenant::Tenant;
use crate::use_cases::{PortalError, work};

/// The kind of the message: those to the team begin so.
pub const TEST: &str = "team-test";

/// Which text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TestText {
    /// What it is about.
    pub kind: StepKind,
    /// By which way it would go.
    pub channel: ContactChannel,
    /// In which words; `None` for those in which the creditor speaks.
    pub speech: Option<Speech>,
}

/// A text that names no text of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("names no text of a step")]
pub struct TestTextError;

impl fmt::Display for TestText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.code(), self.channel.as_str())?;
        self.speech.map_or(Ok(()), |speech| write!(f, ":{}", speech.code()))
    }
}

impl FromStr for TestText {
    type Err = TestTextError;

    fn from_str(text: &str) -> Result<Self, TestTextError> {
        let (kind, rest) = text.split_once(':').ok_or(TestTextError)?;
        let (channel, speech) = match rest.split_once(':') {
            Some((channel, speech)) => (channel, Some(Speech::parse(speech).ok_or(TestTextError)?)),
            None => (rest, None),
        };
        let kind = StepKind::parse(kind).ok_or(TestTextError)?;
        Ok(Self { kind, channel: channel.parse().map_err(|_| TestTextError)?, speech })
    }
}

/// Queues a text to a member. `once` is the mark of the form's button: sent twice, it is one message.
pub async fn send_test(
    portal: &Portal,
    tenant: &Tenant,
    (member, once): (&MemberId, &str),
    text: TestText,
) -> Result<(), PortalError> {
    let (occurrence, about) = (format!("{TEST}:{once}"), text.to_string());
    in_tx!(portal.store, tx => {
        let new = NewMessage {
            case: None,
            member: Some(member),
            kind: TEST,
            about: Some(&about),
            occurrence: &occurrence,
        };
        work::message(portal, &mut tx, tenant, new).await?;
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_it_is_written() {
        for kind in StepKind::ALL {
            for channel in ContactChannel::ALL {
                for speech in Speech::ALL.map(Some).into_iter().chain([None]) {
                    let text = TestText { kind, channel, speech };
                    assert_eq!(text.to_string().parse(), Ok(text));
                }
            }
        }
        for other in ["", "firm", "firm:letter", "harsh:email", "firm:email:vos", "firm:email:"] {
            assert_eq!(other.parse::<TestText>(), Err(TestTextError), "{other}");
        }
    }
}
