//! Why a field of the editor was not taken, in the reader's words.

use crate::creditor::Wrong;
use crate::reader::Reader;
use crate::texts::key;

/// Why a field was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// As any field of the team's forms.
    Wrong(Wrong),
    /// One of two must be there.
    Either,
    /// Only one of two may be there.
    OneOfTwo,
    /// No share.
    Share,
    /// Nobody pays so small a part of this currency.
    Cents,
    /// No whole number between two others.
    Whole {
        /// The least.
        from: i64,
        /// The most.
        to: i64,
    },
    /// No line of at most so many characters.
    Line(usize),
    /// Another segment is called so.
    Taken,
    /// Another policy is called so.
    NameTaken,
    /// More segments than a policy may have.
    Segments(usize),
    /// More different tags than a policy may have.
    Tags(usize),
    /// It says something only beside another value.
    Belongs,
    /// Another sequence is called so.
    SequenceTaken,
    /// More steps than a sequence may have.
    Steps(usize),
    /// No text of at most so many characters.
    Text(usize),
    /// A message has no use for it: it belongs to a call or a meeting.
    OnlyTask,
    /// A call or a meeting has no use for it: it belongs to a message.
    OnlyMessage,
    /// What happens on its very day has no use for a number of days.
    ThatDay,
}

impl Unfit {
    pub(in crate::creditor) fn text(self, reader: Reader) -> String {
        match self {
            Self::Wrong(wrong) => wrong.text(reader),
            Self::Either => reader.say(key::PolicyUnfitEither),
            Self::OneOfTwo => reader.say(key::PolicyUnfitOneOfTwo),
            Self::Share => reader.say(key::PolicyUnfitShare),
            Self::Cents => reader.say(key::PolicyUnfitCents),
            Self::Whole { from, to } => {
                let (from, to) = (&from.to_string(), &to.to_string());
                reader.say(key::PolicyUnfitWhole { from, to })
            }
            Self::Line(most) => reader.say(key::PolicyUnfitLine { most: &most.to_string() }),
            Self::Taken => reader.say(key::PolicyUnfitTaken),
            Self::NameTaken => reader.say(key::PolicyUnfitNameTaken),
            Self::Segments(most) => {
                reader.say(key::PolicyUnfitSegments { most: &most.to_string() })
            }
            Self::Tags(most) => reader.say(key::PolicyUnfitTags { most: &most.to_string() }),
            Self::Belongs => reader.say(key::PolicyUnfitBelongs),
            Self::SequenceTaken => reader.say(key::SequenceUnfitTaken),
            Self::Steps(most) => reader.say(key::SequenceUnfitSteps { most: &most.to_string() }),
            Self::Text(most) => reader.say(key::SequenceUnfitText { most: &most.to_string() }),
            Self::OnlyTask => reader.say(key::SequenceUnfitOnlyTask),
            Self::OnlyMessage => reader.say(key::SequenceUnfitOnlyMessage),
            Self::ThatDay => reader.say(key::SequenceUnfitThatDay),
        }
    }
}
